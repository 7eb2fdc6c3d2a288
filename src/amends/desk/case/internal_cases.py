"""The organisation's own work: problems, actions, reviews, audits, documents; listed by kind, opened from here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amends.cases import editions, internal, queries
from amends.cases.errors import InvalidForm
from amends.cases.queries import CaseFilter
from amends.desk import page
from amends.desk.case import act_forms
from amends.desk.request import Request
from amends.desk.worklists import case_rows, filters
from amends.organisation import options
from amends.platform.json_values import Json
from amends.procedure.schema import Form, Procedure, say


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of work: how it is called, and whether this member may open one."""

    pack: str
    key: str
    title: str
    meaning: str
    mine: bool


def index(request: Request) -> HttpResponse:
    """Everything open, the nearest promise first; one kind at a time where one is chosen."""
    language = page.tongue()
    asked = filters.wanted(request.GET, request.user)
    wanted = replace(asked, inside=True, filters=_only(asked, "pack", "kind", "owner"))
    found = queries.pool(request.user, wanted, language=language, now=request.now)
    kinds = _kinds(request, language)
    chosen = next((one for one in kinds if _is(one, wanted)), None)
    context = {
        "found": found,
        "lines": case_rows.lines(found.rows, request.now),
        "wanted": wanted,
        "kinds": kinds,
        "chosen": chosen,
        "openable": [one for one in kinds if one.mine and chosen in (None, one)],
        "query": filters.query(wanted),
        "more_address": f"?{filters.query(wanted, after=found.after)}" if found.after else "",
    }
    return page.show(request, "case/internal-cases", context)


def new(request: Request, pack: str, kind: str) -> HttpResponse:
    """The questions of one kind of work, then the work itself."""
    procedure = _procedure(request, pack, kind)
    form = procedure.forms.get(procedure.kinds[kind].form or "")
    if not internal.may_begin(request.user, procedure, kind, request.now):
        return page.wrong(request, 403, _("This is for others to open"), _("Ask the quality manager."))
    said: dict[str, Json] = {act_forms.PREFIX + key: request.GET.get(key, "") for key in _keys(form)}
    faults: dict[str, str] = {}
    if request.method == "POST":
        values = act_forms.of_pack(form, request.POST)
        said = {act_forms.PREFIX + key: value for key, value in values.items()}
        try:
            matter = internal.begin(pack, kind, values=values, owner=request.user, by=request.user, now=request.now)
            page.done(request, _("Opened as %(number)s.") % {"number": matter.number})
            return redirect("desk-case", number=matter.number)
        except InvalidForm as found:
            faults = {act_forms.PREFIX + key: words for key, words in found.faults.items()}
    context = {
        "title": say(procedure.kinds[kind].title, page.tongue()),
        "form": form,
        "said": said,
        "faults": faults,
        "meaning": say(procedure.kinds[kind].meaning, page.tongue()),
        "known": options.everything(page.tongue()),
        "colleagues": [(one.by, str(one)) for one in options.people()],
        "pack": pack,
        "kind": kind,
    }
    return page.show(request, "case/internal-case-new", context, status=422 if faults else 200)


def opens(request: Request, pack: str, kind: str) -> bool:
    """Whether this member may open one of this kind: only then is it offered."""
    return any(one.mine for one in _kinds(request, page.tongue()) if (one.pack, one.key) == (pack, kind))


def _kinds(request: Request, language: str) -> list[KindView]:
    return [
        KindView(
            procedure.key,
            kind.key,
            say(kind.title, language),
            say(kind.meaning, language),
            internal.may_begin(request.user, procedure, kind.key, request.now),
        )
        for procedure in request.ground.at(request.now).insides()
        for kind in procedure.kinds.values()
    ]


def _procedure(request: Request, pack: str, kind: str) -> Procedure:
    found = [one for one in request.ground.at(request.now).insides() if one.key == pack and kind in one.kinds]
    if not found:
        raise Http404
    return editions.procedure(request.ground.at(request.now).inside(pack))


def _keys(form: Form | None) -> list[str]:
    return [one.key for one in form.fields] if form else []


def _only(asked: CaseFilter, *keys: str) -> dict[str, str]:
    return {key: value for key, value in asked.filters.items() if key in keys}


def _is(one: KindView, wanted: CaseFilter) -> bool:
    return wanted.filters.get("pack") == one.pack and wanted.filters.get("kind") == one.key
