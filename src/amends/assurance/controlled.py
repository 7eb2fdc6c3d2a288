"""Every controlled document in one list: what was written and approved here, and the procedures in force among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from amends.assurance import documents, published
from amends.assurance.documents import Document
from amends.assurance.published import Published
from amends.cases import editions
from amends.organisation.models import Member
from amends.procedure.language import say

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


def all_of(now: datetime, *, language: str, standing: editions.Standing | None = None) -> list[Controlled]:
    """By title; drafts are among them."""
    stands = standing or editions.standing(now)
    kinds = kinds_of(stands, language)
    reading = documents.reading(now, standing=stands)
    names = _names(one.approved_by for one, _left in reading)
    found = [_document(one, left, kinds, names) for one, left in reading]
    found += [_edition(one, kinds, language) for one in published.all_of(now, standing=stands)]
    return sorted(found, key=lambda one: one.title.casefold())


def kinds_of(standing: editions.Standing, language: str) -> dict[str, str]:
    """Kinds of documents as the procedure for them names them."""
    procedure = next((one for one in standing.insides() if one.key == documents.PACK), None)
    fields = [field for form in procedure.forms.values() for field in form.fields] if procedure else []
    return {one.key: say(one.title, language) for it in fields if it.key == "document_kind" for one in it.options}


def _document(one: Document, left: Iterable[Member], kinds: Mapping[str, str], names: Mapping[str, str]) -> Controlled:
    return Controlled(
        one.title, kinds.get(one.kind, one.kind), one.version, names.get(one.approved_by, ""), one.approved_on,
        one.effective_on, one.review_on, one.readers, len(one.read), tuple(left), one.in_force, one.number,
    )  # fmt: skip


def _edition(one: Published, kinds: Mapping[str, str], language: str) -> Controlled:
    """Its version is the number of its edition; whoever holds one of its roles must read it."""
    again = one.again
    return Controlled(
        say(one.procedure.title, language), kinds.get(PROCEDURE, _("procedure")), one.procedure.edition,
        str(one.approved_by or _("set up with the program")), timezone.localdate(one.approved_at),
        timezone.localdate(one.since), again.by if again else None, "holders", len(one.read), one.unread,
        edition_id=one.edition_id, key=one.procedure.key, review=say(again.review.title, language) if again else "",
        review_number=again.number if again else "",
    )  # fmt: skip


def _names(authors: Iterable[str]) -> dict[str, str]:
    ids = {int(by.partition(":")[2]) for by in authors if by.startswith("staff:")}
    return {one.by: str(one) for one in Member.objects.filter(pk__in=ids)} if ids else {}
