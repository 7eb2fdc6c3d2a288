"""What stands today, for every clause of a matrix alike: figures, our own work, documents, objectives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q
from django.utils.translation import gettext as _

from amends.assurance.documents import document_control, procedure_documents
from amends.assurance.models import Objective
from amends.cases import editions
from amends.cases.models import Case, Entry
from amends.organisation import staff as working
from amends.organisation.staff import Staff
from amends.platform import dates
from amends.procedure.schema import Procedure
from amends.reports import figures
from amends.reports.counting import counts
from amends.reports.periods import Period
from amends.reports.statistics import Figure

YEAR = timedelta(days=365)
# A page of evidence must not grow with the number of old cases: so far back it looks.
NEWEST_ENTRIES, NEWEST_CASES = 20_000, 2_000


class EvidenceData:
    """What stands today, each part read once for a whole matrix."""

    def __init__(
        self,
        now: datetime,
        language: str,
        *,
        among: frozenset[int] | None = None,
        standing: editions.RulesInForce | None = None,
    ) -> None:
        self.now, self.language, self.among, self.standing = now, language, among, standing or editions.standing(now)

    @cached_property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.standing.organisation.zone or "UTC")).date()

    @cached_property
    def since(self) -> datetime:
        return self.now - YEAR

    @property
    def procedures(self) -> tuple[Procedure, ...]:
        """Those that somebody outside can bring a complaint to."""
        return self.standing.outsides()

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Of the last twelve months."""
        return figures.figures_of(counts.counts_of(Period(self.today - YEAR, self.today), packs=None, today=self.today))

    @cached_property
    def works(self) -> Mapping[tuple[str, str], tuple[int, int, int]]:
        """(pack, kind) of our own work -> opened in the year, ended, late today."""
        mine = Case.objects.filter(inside=True, received_at__gte=self.since)
        if self.among is not None:
            mine = mine.filter(pk__in=self.among)
        late = Q(closed_at=None, due_at__lte=self.now)
        rows = mine.values("pack", "kind").annotate(
            opened=Count("id"), ended=Count("id", filter=~Q(closed_at=None)), late=Count("id", filter=late)
        )
        return {(row["pack"], row["kind"]): (row["opened"], row["ended"], row["late"]) for row in rows}

    @cached_property
    def objectives(self) -> list[Objective]:
        """Those that hold today, with how often they were measured and reached in the year."""
        year = Q(measured__since__gte=self.today - YEAR)
        known = Objective.objects.filter(Q(until=None) | Q(until__gte=self.today))
        times = Count("measured", filter=year)
        return list(known.annotate(times=times, hits=Count("measured", filter=year & Q(measured__reached=True))))

    @cached_property
    def said(self) -> Mapping[str, int]:
        """How many complainants of the year said what makes it hard for them, and what they would like."""
        newest = Case.objects.order_by("-id").values("id")[:NEWEST_CASES]
        outside = Case.objects.filter(pk__in=newest, received_at__gte=self.since, inside=False)
        if self.among is not None:
            outside = outside.filter(pk__in=self.among)
        asked = {key: Count("id", filter=Q(state__values__has_key=key)) for key in ("needs", "wanted")}
        return outside.aggregate(**asked)

    @cached_property
    def staff(self) -> Staff:
        return working.staff()

    @cached_property
    def documents(self) -> list[document_control.Document]:
        return document_control.all_of(among=self.among)

    @cached_property
    def published(self) -> list[procedure_documents.Current]:
        """The editions in force by which people work."""
        return procedure_documents.current(self.standing, self.staff)

    @cached_property
    def entries(self) -> Mapping[str, int]:
        """How many entries of each kind complaints got in the year, among the newest of all entries."""
        return {kind: number for kind, number, _looked_at, _oldest in self._newest}

    @cached_property
    def span(self) -> str:
        """What is added to a number of entries where the year has more of them than are looked at."""
        looked_at = sum(number for _kind, _found, number, _oldest in self._newest)
        if looked_at < NEWEST_ENTRIES or min(oldest for *_found, oldest in self._newest) < self.since:
            return ""
        return " " + _("(among the newest %(count)s entries)") % {"count": dates.number(NEWEST_ENTRIES)}

    @cached_property
    def _newest(self) -> list[tuple[str, int, int, datetime]]:
        """Of the newest entries, by kind: how many are of this year's complaints, how many there are, the oldest."""
        newest = Entry.objects.order_by("-id").values("id")[:NEWEST_ENTRIES]
        ours = Q(at__gte=self.since, case__inside=False)
        if self.among is not None:
            ours &= Q(case_id__in=self.among)
        found = Entry.objects.filter(pk__in=newest).values_list("kind")
        return list(found.annotate(number=Count("id", filter=ours), looked_at=Count("id"), oldest=Min("at")))
