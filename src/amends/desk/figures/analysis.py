"""More pages of figures: consistency, the path through the stages, the quarterly analysis, and what they rest on."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amends.cases import editions
from amends.cases.errors import InvalidForm
from amends.desk import page
from amends.desk.figures import dashboard, figures_query
from amends.desk.figures.figures_query import FiguresQuery
from amends.desk.request import Request
from amends.organisation import access
from amends.procedure.schema import say
from amends.reports import analysis, business_volume, formats, names, path, sheets, xes
from amends.reports.charts import chart_specs, chart_svg


def consistency(request: Request) -> HttpResponse:
    """Whether people, sites, channels or languages differ by more than chance (ISO 10002, objectivity)."""
    asked = figures_query.query_of(request)
    by = sheets.split_by("consistency", request.GET.get("by", ""))
    wanted_page = asked.wanted("consistency", by=by)
    found = sheets.compared(wanted_page, asked.period, today=asked.today)
    values = {spot.value for one in found.values() for spot in one.spots}
    titles, heads = names.titles(by, values, language=asked.language), sheets.heads()
    wanted = {
        key: (heads[key], "", chart_specs.funnel(one, titles, labels=(_("number of cases"), heads[key])))
        for key, one in found.items()
        if one.whole
    }
    drawn = dict(zip(wanted, map(dashboard.safe, chart_svg.svgs(list(wanted.values()))), strict=True))
    context = {
        "found": found,
        "heads": heads,
        "drawn": drawn,
        "titles": titles,
        "by": by,
        "by_title": formats.DIMENSIONS[by],
        "dimensions": [(key, formats.DIMENSIONS[key]) for key in sheets.BY],
        "percent": formats.percent,
        "wanted": wanted_page,
    }
    return dashboard.show(request, "figures/consistency", asked, context)


def walked(request: Request) -> HttpResponse:
    """The procedure's own drawing, with how many cases came to each stage and how long they stayed."""
    asked = figures_query.query_of(request)
    known = request.ground.at(request.now).outsides()
    usual = known[0] if known else None
    procedure = next((one for one in known if one.key == asked.pack), None) or editions.newest(asked.pack) or usual
    if procedure is None:
        raise Http404
    kind = request.GET.get("kind", "")
    kind = kind if kind in procedure.kinds else next(iter(procedure.kinds))
    stops = path.stops_of(procedure, kind, asked.period, language=asked.language, today=asked.today)
    context = {
        "procedure": say(procedure.title, asked.language),
        "pack": procedure.key,
        "kind": kind,
        "stops": stops,
        "kinds": [(one.key, say(one.title, asked.language)) for one in procedure.kinds.values()],
        "drawn": dashboard.safe(path.draw(procedure, kind, stops, asked.language)),
        "plain": formats.plain,
        "wanted": asked.wanted("path", pack=procedure.key, kind=kind),
    }
    return dashboard.show(request, "figures/path", asked, context)


def about(request: Request) -> HttpResponse:
    """What complaints were about, how that moved, and what makes up most of them (8.2)."""
    asked = figures_query.query_of(request)
    found = {
        what: analysis.pareto(what, asked.period, packs=asked.packs, today=asked.today, language=asked.language)
        for what in sheets.ABOUT
    }
    wanted = {what: _pareto(what, lines, asked) for what, lines in found.items() if any(one.number for one in lines)}
    drawn = dict(zip(wanted, map(dashboard.safe, chart_svg.svgs(list(wanted.values()))), strict=True))
    context = {
        "found": found,
        "drawn": drawn,
        "heads": {what: formats.DIMENSIONS[what] for what in sheets.ABOUT},
        "findings": {what: chart[0] for what, chart in wanted.items()},
        "percent": formats.percent,
        "earlier": formats.period(asked.period.before),
        "last_year": formats.period(asked.period.year_before),
        "wanted": asked.wanted("analysis"),
    }
    return dashboard.show(request, "figures/analysis", asked, context)


def base(request: Request) -> HttpResponse:
    """Orders and customers by month: without them nobody knows whether many complaints are many.

    Whoever reads the figures sees what they hang on; only whom `access` allows changes it.
    """
    if request.method == "POST" and not access.may_change_base_numbers(request.user):
        raise PermissionDenied
    asked = figures_query.query_of(request)
    typed = {key: page.typed(request.POST, key)[:20] for key in request.POST} if request.method == "POST" else None
    faults: dict[str, str] = {}
    if typed is not None:
        try:
            business_volume.keep(typed, today=asked.today, by=request.user, now=request.now)
            page.done(request, _("Kept. The figures per 1,000 use these numbers now."))
            return redirect("desk-figures-base")
        except InvalidForm as fault:
            faults = dict(fault.faults)
    lines = business_volume.lines(asked.today, typed)
    context = {
        "lines": [(line, formats.month(line.month)) for line in lines],
        "faults": faults,
        "changes": access.may_change_base_numbers(request.user),
    }
    return page.show(request, "figures/base", context, status=422 if faults else 200)


def log(_request: Request) -> StreamingHttpResponse:
    """The event log for process mining, as it is written; no word and no name of anybody is in it."""
    answer = StreamingHttpResponse(xes.log(), content_type="application/xml")
    answer["Content-Disposition"] = 'attachment; filename="amends.xes"'
    answer["Cache-Control"] = "no-store"
    return answer


def _pareto(what: str, lines: list[analysis.ParetoLine], asked: FiguresQuery) -> tuple[str, str, chart_svg.Spec]:
    vital = [one for one in lines if one.vital]
    title = _("%(few)s of %(all)s make up %(share)s of the complaints in %(period)s") % {
        "few": formats.plain(len(vital), 0),
        "all": formats.plain(len(lines), 0),
        "share": formats.percent(vital[-1].upto),
        "period": formats.period(asked.period),
    }
    rows = [(one.title, one.number, one.upto) for one in lines if one.number][:15]
    says = " ".join(f"{name}: {number}." for name, number, _upto in rows)
    return f"{formats.DIMENSIONS[what]}: {title}", says, chart_specs.pareto(rows, label=_("complaints"))
