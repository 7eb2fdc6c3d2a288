"""One customer: all their cases, what they cost, and what losing or keeping them costs by our own numbers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amends.cases.errors import InvalidForm
from amends.desk import page
from amends.desk.request import Request
from amends.improvement import customer_value, customers

TYPED = (*customer_value.NUMBERS, "currency", "source")


def detail(request: Request) -> HttpResponse:
    """By one of their cases, which this member must be allowed to see."""
    number = request.GET.get("case", "").replace("\x00", "")[:40]
    customer = customers.history(number, member=request.user, language=page.tongue(), now=request.now)
    own = customer_value.known()
    reckoned = customer_value.reckon(own, cases=len(customer.visits), granted=customer.granted) if own else None
    return page.show(request, "trends/customer", {"customer": customer, "reckoned": reckoned})


def numbers(request: Request) -> HttpResponse:
    """What a customer is worth: only the organisation itself knows."""
    own = customer_value.known()
    said = {key: str(getattr(own, key) or "") if own else "" for key in TYPED}
    faults: dict[str, str] = {}
    if request.method == "POST":
        said = {key: page.typed(request.POST, key) for key in TYPED}
        try:
            customer_value.change(said)
            page.done(request, _("The numbers are kept."))
            return redirect("desk-stakes")
        except InvalidForm as fault:
            faults = fault.faults
    return page.show(request, "trends/stakes", {"said": said, "faults": faults}, status=422 if faults else 200)
