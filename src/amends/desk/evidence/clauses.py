"""Evidence: clause by clause what can be shown today and what is missing; each clause with who keeps it; the pack."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amends.assurance import evidence_labels, matrix
from amends.assurance.audit_pack import audit_pack_files, audit_pack_request, registers
from amends.assurance.evidence import Evidence
from amends.assurance.evidence_data import YEAR
from amends.assurance.matrix import ClauseLine
from amends.cases.errors import InvalidForm
from amends.desk import page
from amends.desk.figures import dashboard
from amends.desk.request import Request
from amends.organisation import access, options
from amends.procedure.schema import say

SIGNS = {"shown": "kept", "partly": "soon", "missing": "late"}
LONGEST_REMARK = 2000


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence, and where to look at it."""

    says: str
    missing: bool
    address: str


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause as the page shows it."""

    line: ClauseLine
    title: str
    says: str
    state: str
    sign: str
    evidence: tuple[Shown, ...]


def index(request: Request) -> HttpResponse:
    """Every clause, or those with gaps alone."""
    lines = _lines(request)
    only = request.GET.get("show") == "gaps"
    rows = [_row(one, request) for one in lines if one.gaps or not only]
    context = {
        "rows": rows,
        "only": only,
        "readiness": evidence_labels.readiness(lines),
        "gaps": sum(bool(one.gaps) for one in lines),
    }
    return page.show(request, "evidence/evidence", context)


def table(request: Request) -> HttpResponse:
    found = registers.matrix(_lines(request), language=page.tongue())
    return dashboard.attachment([found], f"evidence-{timezone.localdate(request.now)}", "csv")


def clause(request: Request, key: str) -> HttpResponse:
    """One clause; the owner of the procedure says who keeps it and what is to be said about an exception."""
    line = next(iter(_lines(request, only=key)), None)
    if line is None:
        raise Http404
    said = {"keeper": line.keeper_id, "remark": line.remark}
    faults: dict[str, str] = {}
    if request.method == "POST":
        if not access.owns_procedure(request.user):
            return page.wrong(
                request, 403, _("This page is not for you"), _("Only the owner of the procedure changes this.")
            )
        said = {name: page.typed(request.POST, name) for name in ("keeper", "remark")}
        faults = _kept(request, key, said)
        if not faults:
            page.done(request, _("Written down for clause %(clause)s.") % {"clause": key})
            return redirect("desk-evidence")
    people = [(str(one.pk), str(one)) for one in options.people()]
    context = {"row": _row(line, request), "said": said, "faults": faults, "people": people}
    return page.show(request, "evidence/clause", context, status=422 if faults else 200)


def pack(request: Request) -> HttpResponse:
    """The form of the audit pack, and the pack."""
    today = timezone.localdate(request.now)
    said = audit_pack_request.usual(today)
    faults: dict[str, str] = {}
    if request.method == "POST":
        said = {key: page.typed(request.POST, key) for key in audit_pack_request.FIELDS}
        try:
            wanted = audit_pack_request.clean(said, today=today)
            made = audit_pack_files.make(wanted, now=request.now, language=page.tongue())
            return _attached(made.content, audit_pack_files.name(wanted))
        except InvalidForm as fault:
            faults = fault.faults
    return page.show(request, "evidence/pack", {"said": said, "faults": faults}, status=422 if faults else 200)


def address(one: Evidence, request: Request) -> str:
    """Where this evidence is looked at: the one place that knows which page shows what."""
    name, *rest = one.leads or ("",)
    match name:
        case "":
            return ""
        case "desk-work":
            wanted = {"pack": rest[0], "kind": rest[1], "closed": "yes"}
            return f"{reverse(name)}?{urlencode({key: value for key, value in wanted.items() if value})}"
        case "desk-figure":
            today = timezone.localdate(request.now)
            return f"{reverse(name, args=rest)}?{urlencode({'since': today - YEAR, 'until': today})}"
    return reverse(name, args=rest)


def _lines(request: Request, *, only: str = "") -> tuple[ClauseLine, ...]:
    return matrix.matrix(request.now, language=page.tongue(), standing=request.ground.at(request.now), only=only)


def _row(one: ClauseLine, request: Request) -> ClauseRow:
    language = page.tongue()
    return ClauseRow(
        one,
        say(one.clause.title, language),
        say(one.clause.says, language),
        str(evidence_labels.STATES[one.state]),
        SIGNS[one.state],
        tuple(Shown(it.says, it.missing, address(it, request)) for it in one.evidence),
    )


def _kept(request: Request, key: str, said: dict[str, str]) -> dict[str, str]:
    """What is wrong with what was typed; nothing, and it is written down."""
    people = {str(one.pk): one for one in options.people()}
    faults = {}
    if said["keeper"] and said["keeper"] not in people:
        faults["keeper"] = _("Choose one of the answers offered.")
    if len(said["remark"]) > LONGEST_REMARK:
        faults["remark"] = _("Use at most %(most)s characters.") % {"most": LONGEST_REMARK}
    if not faults:
        matrix.keep(key, member=people.get(said["keeper"]), remark=said["remark"], now=request.now)
    return faults


def _attached(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
