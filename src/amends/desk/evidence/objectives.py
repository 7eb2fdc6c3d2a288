"""Objectives with what was measured of them, beside public figures of others and our own of last year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amends.assurance import evidence_labels, objectives, targets
from amends.assurance.models import Comparison, Measured, Objective
from amends.cases.errors import InvalidForm
from amends.desk import page
from amends.desk.figures import dashboard, figures_query
from amends.desk.request import Request
from amends.organisation import access, options
from amends.reports import formats, names
from amends.reports.charts import chart_specs, chart_svg
from amends.reports.figures import FIGURES
from amends.reports.statistics import Figure

SHOWN = 13  # periods of one objective
YEARS = 6
Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """One period of an objective."""

    period: str
    came_to: str
    reached: bool | None
    says: str


@dataclass(frozen=True, slots=True)
class Card:
    """An objective with its last periods, the newest first."""

    one: Objective
    title: str
    target: str
    pack: str
    rows: tuple[ObjectiveRow, ...]
    last_year: str
    svg: SafeString | None


@dataclass(frozen=True, slots=True)
class FigureComparison:
    """A figure of somebody else, and ours of the same year."""

    one: Comparison
    title: str
    theirs: str
    ours: str


def index(request: Request) -> HttpResponse:
    """What we want to reach, how far we are, and what others publish."""
    said = {key: page.typed(request.POST, key) for key in targets.COMPARISON}
    faults: dict[str, str] = {}
    if request.method == "POST":
        if not access.owns_procedure(request.user):
            return _not_yours(request)
        try:
            targets.compare(said)
            page.done(request, _("The figure is written down."))
            return redirect("desk-objectives")
        except InvalidForm as fault:
            faults = fault.faults
    context = {**_found(request), "said": said, "faults": faults, "figures": targets.choices()}
    return page.show(request, "evidence/objectives", context, status=422 if faults else 200)


def change(request: Request, objective_id: int = 0) -> HttpResponse:
    """A new objective, or one that is changed; by the owner of the procedure."""
    one = Objective.objects.filter(pk=objective_id).first()
    if objective_id and one is None:
        raise Http404
    people = {str(it.pk): it for it in options.people()}
    packs = figures_query.packs(request)
    said = targets.target_words(one) if one else _empty(timezone.localdate(request.now))
    faults: dict[str, str] = {}
    if request.method == "POST":
        said = {key: page.typed(request.POST, key) for key in targets.OBJECTIVE}
        try:
            targets.keep(one, said, packs=[key for key, _title in packs], people=people)
            page.done(request, _("The objective is written down. It is measured when its next period is over."))
            return redirect("desk-objectives")
        except InvalidForm as fault:
            faults = fault.faults
    context = {
        "one": one,
        "said": said,
        "faults": faults,
        "figures": targets.choices(),
        "packs": packs,
        "asks_pack": len(packs) > 1 or bool(said["pack"]),
        "people": [(key, str(it)) for key, it in people.items()],
        "periods": [(key, str(words)) for key, words in Objective.PERIODS],
    }
    return page.show(request, "evidence/objective", context, status=422 if faults else 200)


@require_POST
def forget(request: Request, comparison_id: int) -> HttpResponse:
    targets.forget(comparison_id)
    page.done(request, _("The figure is taken out."))
    return redirect("desk-objectives")


def _found(request: Request) -> dict[str, object]:
    today = timezone.localdate(request.now)
    known, others = objectives.current(today), targets.compared()
    years = {today.year - 1, *sorted({one.year for one in others}, reverse=True)[: YEARS - 1]}
    ours = targets.ours(years, today=today)
    titles = dict(figures_query.packs(request))
    cards = [_card(one, titles, ours[today.year - 1], svg) for one, svg in zip(known, _drawn(known), strict=True)]
    beside = [_beside(one, ours.get(one.year, {})) for one in others]
    return {"cards": cards, "beside": beside, "last_year": today.year - 1}


def _card(one: Objective, titles: dict[str, str], last_year: Figures, svg: SafeString | None) -> Card:
    figure = FIGURES[one.figure]
    then = None if one.pack else last_year[one.figure]
    pack = titles.get(one.pack) or (names.pack(one.pack, page.tongue()) if one.pack else "")
    return Card(
        one,
        str(figure.title),
        evidence_labels.target(one),
        pack,
        tuple(_row(one, it) for it in _newest(one)[:SHOWN]),
        formats.value(figure, then) if then and then.value is not None else "",
        svg,
    )


def _row(one: Objective, it: Measured) -> ObjectiveRow:
    figure = FIGURES[one.figure]
    return ObjectiveRow(
        evidence_labels.period(one, it),
        evidence_labels.came_to(figure, it),
        it.reached,
        str(evidence_labels.REACHED[it.reached]),
    )


def _drawn(known: list[Objective]) -> list[SafeString | None]:
    """Each objective's periods against its target; nothing where fewer than two were measured."""
    wanted = {one.pk: _chart(one) for one in known if len(_newest(one)) > 1}
    drawn = dict(zip(wanted, chart_svg.svgs(list(wanted.values())), strict=True))
    return [dashboard.safe(drawn[one.pk]) if one.pk in drawn else None for one in known]


def _chart(one: Objective) -> tuple[str, str, chart_svg.Spec]:
    figure = FIGURES[one.figure]
    measured = _newest(one)[:SHOWN][::-1]
    points = [(_short(one, it.since), it.value) for it in measured]
    title = _("%(title)s, target: %(target)s") % {"title": figure.title, "target": evidence_labels.target(one)}
    says = " ".join(f"{evidence_labels.period(one, it)}: {evidence_labels.came_to(figure, it)}." for it in measured)
    share = figure.unit == "share"
    return title, says, chart_specs.line(points, label=str(figure.title), share=share, target=one.target)


def _newest(one: Objective) -> list[Measured]:
    return sorted(one.measured.all(), key=lambda it: it.since, reverse=True)


def _short(one: Objective, since: date) -> str:
    return str(since.year) if one.period == "year" else formats.short_month(since)


def _beside(one: Comparison, ours: Figures) -> FigureComparison:
    figure = FIGURES[one.figure]
    mine = ours.get(one.figure)
    return FigureComparison(
        one,
        str(figure.title),
        evidence_labels.number(figure, one.value),
        formats.value(figure, mine) if mine else formats.NONE,
    )


def _empty(today: date) -> dict[str, str]:
    return dict.fromkeys(targets.OBJECTIVE, "") | {"period": "month", "since": date(today.year, 1, 1).isoformat()}


def _not_yours(request: Request) -> HttpResponse:
    return page.wrong(request, 403, _("This page is not for you"), _("Only the owner of the procedure changes this."))
