"""Documents a page at a time: those in force by title, what a member has still to read, what is being written."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import JSONArray, JSONObject, Lower

from amends.assurance.documents import document_control
from amends.assurance.documents.document_control import Document
from amends.cases import editions, search_index
from amends.cases.models import Case, Edition, SearchIndex
from amends.organisation.models import Member
from amends.procedure.schema import Act

PAGE = 50
TITLE = Lower("words__summary")
NONE = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class DocumentPage:
    rows: tuple[Document, ...]
    after: str = ""  # the number that the next page begins after, empty at the end

    @property
    def more(self) -> bool:
        return bool(self.after)


@dataclass(frozen=True, slots=True)
class Shelves:
    """What is read by which act, in every edition of the procedure for documents: where it is read, it is in force."""

    readings: tuple[tuple[int, Act], ...]

    def in_force(self, *, words: str = "", after: str = "") -> DocumentPage:
        """By title; with words, those that are found by them."""
        found = _titled().filter(self._in_force())
        return _page(_after(_found(found, words) if words.strip() else found, after))

    def to_read(self, member: Member, *, handles: bool) -> DocumentPage:
        """What this member must read and has not; `handles` says that they hold a role for complaints."""
        readers = ("everyone", "handlers") if handles else ("everyone",)
        unread = NONE
        for edition, act in self.readings:
            said = JSONArray(JSONObject(act=Value(act.key), by=Value(member.by), round=F("round")))
            unread |= Q(edition_id=edition, stage__in=act.stages) & ~Q(state__done__contains=said)
        return _page(_titled().filter(unread, state__values__readers__in=readers))

    def being_written(self) -> DocumentPage:
        return _page(_titled().exclude(self._in_force()))

    def _in_force(self) -> Q:
        fits = NONE
        for edition, act in self.readings:
            fits |= Q(edition_id=edition, stage__in=act.stages)
        return fits


def shelves() -> Shelves:
    known = Edition.objects.filter(key=document_control.PACK).values_list("pk", flat=True)
    return Shelves(tuple((one, act) for one in known for act in editions.procedure(one).acts_of("read")))


def _titled() -> QuerySet[Case]:
    """Every document that is not withdrawn."""
    mine = Case.objects.filter(pack=document_control.PACK, inside=True, closed_at=None)
    return mine.select_related("words").annotate(title=TITLE)


def _found(those: QuerySet[Case], words: str) -> QuerySet[Case]:
    if not (asked := search_index.query(words)):
        return those.none()
    matching = SearchIndex.objects.extra(where=["found_by @@ %s::tsquery"], params=[asked])
    return those.filter(pk__in=matching.values("case_id"))


def _after(found: QuerySet[Case], number: str) -> QuerySet[Case]:
    """The title itself does not stand in the address: it may be erased one day."""
    if not number:
        return found
    last = Case.objects.filter(number=number, pack=document_control.PACK).values_list(TITLE).first()
    return found.filter(Q(title__gt=last[0]) | Q(title=last[0], number__gt=number)) if last else found


def _page(found: QuerySet[Case]) -> DocumentPage:
    cases = list(found.order_by(TITLE, "number")[: PAGE + 1])
    shown = tuple(document_control.document_of(case) for case in cases[:PAGE])
    return DocumentPage(shown, shown[-1].number if len(cases) > PAGE else "")
