"""Every controlled document in one list: what was written and approved here, and the procedures in force among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amends.assurance.documents import document_control, document_lists, procedure_documents
from amends.assurance.documents.document_control import Document
from amends.assurance.documents.procedure_documents import Published
from amends.cases import editions, search_index
from amends.organisation import staff as working
from amends.organisation.models import Member
from amends.organisation.staff import Staff
from amends.procedure.schema import say

PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Controlled:
    """One document, whether it is written as text or is a procedure that drives the clock."""

    title: str
    kind: str
    version: str
    approved_by: str
    approved_on: date | None
    effective_on: date | None
    review_on: date | None
    readers: str  # everyone · handlers · holders · nobody
    read: int
    unread: tuple[Member, ...]
    in_force: bool = True
    number: str = ""  # of the document
    edition_id: int = 0  # of the procedure
    key: str = ""  # of the procedure, as its folder is called
    review: str = ""  # which review looks at it again
    review_number: str = ""  # where that one is open

    def old(self, today: date) -> bool:
        return self.review_on is not None and self.review_on < today


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a member finds when they open the documents, at most a page of each."""

    in_force: tuple[Controlled, ...]
    after: str  # the key of the next page of those in force
    mine: tuple[Controlled, ...] = ()
    more_of_mine: bool = False
    drafts: tuple[Controlled, ...] = ()
    more_drafts: bool = False


def shelf(member: Member, now: datetime, *, language: str, standing: editions.RulesInForce) -> Shelf:
    """The first page: procedures, then documents by title; what this member must read; what is being written."""
    staff = working.staff()
    there = document_lists.shelves()
    found, drafts = there.in_force(), there.being_written()
    mine = there.to_read(member, handles=member.pk in document_control.handlers(staff, standing))
    procedures = _procedures(now, language, standing, staff)
    shown = [_documents(one.rows, language, standing, staff) for one in (found, mine, drafts)]
    left = [one for one in procedures if member in one.unread]
    return Shelf((*procedures, *shown[0]), found.after, (*left, *shown[1]), mine.more, tuple(shown[2]), drafts.more)


def search(now: datetime, *, words: str, after: str, language: str, standing: editions.RulesInForce) -> Shelf:
    """A further page, or what is found by these words."""
    staff, page = working.staff(), document_lists.shelves().in_force(words=words, after=after)
    there = [] if after else _procedures(now, language, standing, staff)
    named = [one for one in there if search_index.fold(words).strip() in search_index.fold(one.title)]
    return Shelf((*named, *_documents(page.rows, language, standing, staff)), page.after)


def all_of(now: datetime, *, language: str, standing: editions.RulesInForce | None = None) -> list[Controlled]:
    """By title; drafts are among them."""
    stands, staff = standing or editions.standing(now), working.staff()
    listed = _documents(document_control.all_of(), language, stands, staff) + _procedures(now, language, stands, staff)
    return sorted(listed, key=lambda one: one.title.casefold())


def kinds_of(standing: editions.RulesInForce, language: str) -> dict[str, str]:
    """Kinds of documents as the procedure for them names them."""
    procedure = next((one for one in standing.insides() if one.key == document_control.PACK), None)
    fields = [field for form in procedure.forms.values() for field in form.fields] if procedure else []
    return {one.key: say(one.title, language) for it in fields if it.key == "document_kind" for one in it.options}


def _documents(
    found: Iterable[Document], language: str, standing: editions.RulesInForce, staff: Staff
) -> list[Controlled]:
    reading = document_control.reading(found, staff=staff, standing=standing)
    kinds = kinds_of(standing, language)
    names = working.members_of({one.approved_by for one, _left in reading}, known=staff.members)
    return [_document(one, left, kinds, names) for one, left in reading]


def _procedures(now: datetime, language: str, standing: editions.RulesInForce, staff: Staff) -> list[Controlled]:
    kinds = kinds_of(standing, language)
    there = [_edition(one, kinds, language) for one in procedure_documents.all_of(now, standing=standing, staff=staff)]
    return sorted(there, key=lambda one: one.title.casefold())


def _document(
    one: Document, left: Iterable[Member], kinds: Mapping[str, str], names: Mapping[str, Member]
) -> Controlled:
    return Controlled(
        one.title,
        kinds.get(one.kind, one.kind),
        one.version,
        str(names.get(one.approved_by, "")),
        one.approved_on,
        one.effective_on,
        one.review_on,
        one.readers,
        len(one.read),
        tuple(left),
        one.in_force,
        one.number,
    )


def _edition(one: Published, kinds: Mapping[str, str], language: str) -> Controlled:
    """Its version is the number of its edition; whoever holds one of its roles must read it."""
    again = one.again
    return Controlled(
        say(one.procedure.title, language),
        kinds.get(PROCEDURE, _("procedure")),
        one.procedure.edition,
        str(one.approved_by or _("set up with the program")),
        timezone.localdate(one.approved_at),
        timezone.localdate(one.since),
        again.by if again else None,
        "holders",
        len(one.read),
        one.unread,
        edition_id=one.edition_id,
        key=one.procedure.key,
        review=say(again.review.title, language) if again else "",
        review_number=again.number if again else "",
    )
