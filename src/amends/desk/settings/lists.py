"""What complainants and staff choose from: places, departments, categories and products, each list with its records."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from amends.cases import editions
from amends.desk import page
from amends.desk.request import Request
from amends.look import middleware
from amends.organisation import lists, options
from amends.organisation.models import Site
from amends.procedure.schema import say

TITLES: dict[str, str | Promise] = {
    "sites": gettext_lazy("Places"),
    "departments": gettext_lazy("Departments"),
    "categories": gettext_lazy("Categories"),
    "products": gettext_lazy("Products and services"),
}


def index(request: Request, what: str) -> HttpResponse:
    if what not in lists.LISTS:
        raise Http404
    language = page.tongue()
    departments = dict(options.everything(language).department)
    rows = [
        (one, _name(one, language), departments.get(getattr(one, "department_id", "") or "", ""))
        for one in lists.rows(what)
    ]
    return page.show(request, "settings/lists", {"what": what, "title": TITLES[what], "rows": rows, "titles": TITLES})


def change(request: Request, what: str, key: str = "") -> HttpResponse:
    """A new record without a key, otherwise that one."""
    kept = lists.LISTS.get(what)
    one = lists.record(what, key) if kept and key else None
    if kept is None or (key and one is None):
        raise Http404
    tongues = [(tongue, get_language_info(tongue)["name_local"]) for tongue in middleware.spoken(request)]
    said = _first(one, kept, [tongue for tongue, _name_ in tongues])
    faults: dict[str, str] = {}
    if request.method == "POST":
        said = {name: page.typed(request.POST, name) for name in said}
        try:
            lists.save(what, one, said, languages=[tongue for tongue, _name_ in tongues], now=request.now)
            page.done(request, _("Saved."))
            return redirect("desk-list", what=what)
        except ValidationError as fault:
            faults = page.faults_of(fault)
    context = {
        "what": what,
        "title": TITLES[what],
        "one": one,
        "name": _name(one, page.tongue()) if one else "",
        "kept": kept,
        "said": said,
        "faults": faults,
        "tongues": tongues,
        "departments": options.everything(page.tongue()).department,
        "calendars": [(key, key) for key in _calendars()],
    }
    return page.show(request, "settings/list_record", context, status=422 if faults else 200)


def _first(one: lists.Record | None, kept: lists.ListRule, tongues: list[str]) -> dict[str, str]:
    said = {name: str(getattr(one, f"{name}_id" if name == "department" else name, "") or "") for name in kept.fields}
    if kept.titled:
        titles = {} if one is None or isinstance(one, Site) else one.titles
        said |= {f"titles-{tongue}": titles.get(tongue, "") for tongue in tongues}
    if kept.retires:
        said["retired"] = "yes" if getattr(one, "retired_on", None) else ""
    return said


def _name(one: lists.Record, language: str) -> str:
    return str(one) if isinstance(one, Site) else say(one.titles, language) or one.key


def _calendars() -> list[str]:
    return sorted({name.rpartition("/")[0] for name in editions.CALENDARS})
