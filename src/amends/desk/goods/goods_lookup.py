"""Orders, shipments and lots: found by a number, and each with everything around it."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from amends.desk import page
from amends.desk.request import Request
from amends.goods import lot_view, numbers, search
from amends.goods.models import Lot, Order, Shipment
from amends.organisation import access

Goods = TypeVar("Goods", Order, Shipment, Lot)


def home(request: Request) -> HttpResponse:
    """A number that can mean one thing only leads straight to it."""
    typed = request.GET.get("number", "").replace("\x00", "")[:60]
    hits = search.hits(typed)
    if len(hits) == 1 and numbers.bare(hits[0].number) == numbers.bare(typed):
        return redirect(f"desk-{hits[0].kind}", number=hits[0].number)
    newest = lot_view.newest(after=request.GET.get("after", ""))
    context = {"typed": typed, "hits": hits, "newest": newest, "imports": access.may_import_goods(request.user)}
    return page.show(request, "goods/goods", context)


def order(request: Request, number: str) -> HttpResponse:
    found = _one(Order, number)
    seen = lot_view.order(found, member=request.user, language=page.tongue(), now=request.now)
    return page.show(request, "goods/order", {"seen": seen})


def shipment(request: Request, number: str) -> HttpResponse:
    found = _one(Shipment, number)
    seen = lot_view.shipment(found, member=request.user, language=page.tongue(), now=request.now)
    return page.show(request, "goods/shipment", {"seen": seen})


def lot(request: Request, number: str) -> HttpResponse:
    """The batch lens: shipments, customers, inspections and complaints around one lot."""
    found, after = _one(Lot, number), request.GET.get("after", "")
    seen = lot_view.lot(found, after=after, member=request.user, language=page.tongue(), now=request.now)
    return page.show(request, "goods/lot", {"seen": seen})


def _one(model: type[Goods], number: str) -> Goods:
    found = search.one(model, number.replace("\x00", "")[:60])
    if found is None:
        raise Http404
    return found
