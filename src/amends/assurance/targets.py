"""What the owner of the procedure types about an objective or a figure of others: checked, all faults at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypedDict

from django.utils.translation import gettext as _

from amends.assurance.models import Comparison, Objective
from amends.cases.errors import InvalidForm
from amends.organisation.models import Member
from amends.reports.counting import counts
from amends.reports.figures import FIGURES, Definition
from amends.reports.periods import Period
from amends.reports.statistics import Figure

OBJECTIVE = ("figure", "pack", "target", "period", "owner", "since", "until", "plan")
COMPARISON = ("figure", "whose", "value", "year", "source")
LONGEST_PLAN, LONGEST_NAME, LONGEST_SOURCE = 2000, 120, 300
YEARS = range(1990, 2200)
Said = Mapping[str, str]
Faults = dict[str, str]


class Chosen(TypedDict):
    """What was chosen from what is offered."""

    period: str
    pack: str
    owner: Member | None


def choices() -> list[tuple[str, str]]:
    """The figures that one number can be a target of, by their titles; sums of money by currency are not."""
    found = [(one.key, str(one.title)) for one in FIGURES.values() if one.unit != "money"]
    return sorted(found, key=lambda one: one[1].casefold())


def typed(figure: Definition, found: float) -> str:
    """A number as people write it: 95 for a share of 0.95."""
    return f"{found * 100 if figure.unit == 'share' else found:g}"


def target_words(one: Objective) -> dict[str, str]:
    """An objective as its form shows it."""
    return {
        "figure": one.figure,
        "pack": one.pack,
        "target": typed(FIGURES[one.figure], one.target),
        "period": one.period,
        "owner": str(one.owner_id or ""),
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else "",
        "plan": one.plan,
    }


def keep(one: Objective | None, said: Said, *, packs: Iterable[str], people: Mapping[str, Member]) -> Objective:
    """Writes an objective down, new or changed. What was measured of it stays as it was measured."""
    faults: Faults = {}
    figure = _figure(said, faults)
    since = _day(said["since"], "since", faults)
    until = _day(said["until"], "until", faults) if said["until"].strip() else None
    plan = said["plan"].strip()
    target = _number(figure, said["target"], "target", faults)
    chosen = _chosen(said, packs, people, faults)
    if since and until and until < since:
        faults["until"] = _("The last day must lie after the first.")
    if len(plan) > LONGEST_PLAN:
        faults["plan"] = _("Use at most %(most)s characters.") % {"most": LONGEST_PLAN}
    if faults:
        raise InvalidForm(faults)
    kept = one or Objective()
    values = {"figure": said["figure"], "target": target, "since": since, "plan": plan, "until": until, **chosen}
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save()
    return kept


def compare(said: Said) -> Comparison:
    """A public figure of somebody else, with where it was read."""
    faults: Faults = {}
    figure = _figure(said, faults)
    value = _number(figure, said["value"], "value", faults)
    year = int(said["year"]) if said["year"].strip().isdecimal() else 0
    if year not in YEARS:
        faults["year"] = _("Write a year, such as 2026.")
    for key, most in (("whose", LONGEST_NAME), ("source", LONGEST_SOURCE)):
        if not said[key].strip():
            faults[key] = _("Write something here.")
        elif len(said[key].strip()) > most:
            faults[key] = _("Use at most %(most)s characters.") % {"most": most}
    if faults:
        raise InvalidForm(faults)
    names = {key: said[key].strip() for key in ("whose", "source")}
    return Comparison.objects.create(figure=said["figure"], value=value or 0, year=year, **names)


def forget(comparison: int) -> None:
    Comparison.objects.filter(pk=comparison).delete()


def compared() -> list[Comparison]:
    """The figures of others, the latest year first."""
    known = Comparison.objects.filter(figure__in=FIGURES)
    return list(known.order_by("figure", "-year", "whose"))


def ours(years: Iterable[int], *, today: date) -> dict[int, dict[str, Figure]]:
    """Our own figures of these years, by as many questions as for one."""
    wanted = sorted(set(years))
    periods = [Period.around(date(year, 12, 31), "year") for year in wanted]
    found = counts.of_each(periods, packs=None, today=today)
    return {
        year: {key: one.reckon(counted) for key, one in FIGURES.items()}
        for year, counted in zip(wanted, found, strict=True)
    }


def _figure(said: Said, faults: Faults) -> Definition | None:
    if said["figure"] not in dict(choices()):
        faults["figure"] = _("Choose a figure.")
        return None
    return FIGURES[said["figure"]]


def _number(figure: Definition | None, written: str, key: str, faults: Faults) -> float | None:
    """95 %, 95 or 0,5: as people write it, in the unit of the figure."""
    try:
        found = float(written.replace("%", "").replace("\u00a0", "").strip().replace(",", "."))
    except ValueError:
        faults[key] = _("Write a number, such as 95.")
        return None
    share = figure is not None and figure.unit == "share"
    if not 0 <= found <= (100 if share else 1_000_000):
        faults[key] = _("Write a number from 0 to 100.") if share else _("Write a number that is not below 0.")
    return found / 100 if share else found


def _chosen(said: Said, packs: Iterable[str], people: Mapping[str, Member], faults: Faults) -> Chosen:
    if said["period"] not in dict(Objective.PERIODS):
        faults["period"] = _("Choose one of the answers offered.")
    if said["pack"] and said["pack"] not in set(packs):
        faults["pack"] = _("Choose one of the answers offered.")
    if said["owner"] not in people:
        faults["owner"] = _("Choose who answers for it.")
    return {"period": said["period"], "pack": said["pack"], "owner": people.get(said["owner"])}


def _day(written: str, key: str, faults: Faults) -> date | None:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        faults[key] = _("Write a day, such as 2026-03-31.")
        return None
