"""Matters of the organisation itself, as an action, a review or an audit: a complaint's road, with nobody outside."""

from __future__ import annotations

import itertools
import tomllib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from amends.cases import editions, history, tracking, visibility
from amends.cases.acts import answers, perform
from amends.cases.acts.answers import Cleaned
from amends.cases.acts.perform import By, Values
from amends.cases.errors import InvalidForm
from amends.cases.models import Case, Edition
from amends.organisation import access
from amends.organisation.models import Member, Site
from amends.platform.json_values import Json
from amends.procedure import packs
from amends.procedure.pack_files import reader
from amends.procedure.payloads import act_payloads
from amends.procedure.payloads.case_payloads import Received
from amends.procedure.schema import WRITTEN, Kind, Procedure, say
from amends.procedure.state import State

CHANNEL = "inside"
NOBODY: Mapping[str, Member] = {}


@dataclass(frozen=True, slots=True)
class Frozen:
    """The figures that a review is held over: of which review, what they say, and a digest of them."""

    name: str
    figures: dict[str, Json]
    digest: str


@transaction.atomic
def begin(
    pack: str,
    kind: str,
    *,
    values: Values,
    by: By,
    now: datetime,
    links: Sequence[str] = (),
    owner: Member | None = None,
    hands: Mapping[str, Member] = NOBODY,
    received_at: datetime | None = None,
    submission: uuid.UUID | None = None,
    review: Frozen | None = None,
) -> Case:
    """A new matter of this kind, by the answers to its form; the same submission again is the same matter.

    `review` is written into its first entry beside the answers: the figures that a review is held over.
    """
    standing = editions.standing(now)
    edition_id = standing.inside(pack)
    procedure = editions.procedure(edition_id)
    form = procedure.forms.get(procedure.kinds[kind].form or "")
    cleaned = answers.clean(form, values)
    perform.names_only_seen(form, cleaned, by, now)
    site = _fact(cleaned, "site")
    received = Received(
        kind=kind,
        channel=CHANNEL,
        language=(standing.organisation.languages or ["en"])[0],
        received_at=(received_at or now).isoformat(),
        anonymous=True,
        calendar=standing.calendar_name(Site.objects.filter(key=site or "").first()),
        form=cleaned,
        files=[],
        links=list(dict.fromkeys((*links, *perform.linked(form, cleaned)))),
        category=_fact(cleaned, "category"),
        product=_fact(cleaned, "product"),
        department=_fact(cleaned, "department"),
        site=site,
        owner=owner.by if owner else None,
        hands={role: member.by for role, member in hands.items()} or None,
        review=review.name if review else None,
        figures=review.figures if review else None,
        figures_digest=review.digest if review else None,
    )
    submission = submission or uuid.uuid4()
    written = [str(values[one]) for one in _written(procedure, kind) if values.get(one)]
    title = " ".join((written or [""])[0].split())[:200]
    beginning = history.Beginning(
        number=tracking.new_number(standing.organisation.prefix),
        submission=submission,
        edition_id=edition_id,
        password="",
        summary=title,
        complainant="",
        findable=written,
    )
    case = history.begin(beginning, received, by=perform.author(by), now=now)
    return case or Case.objects.get(submission=submission)


def open_from(
    case: Case, key: str, *, values: Values, by: By, now: datetime, seen: int | None = None
) -> tuple[Case, Case]:
    """The pack's act `key` of the verb “open”: a matter opened out of a case, tied to it both ways."""
    with perform.on(case, seen=seen) as locked:
        act = locked.procedure.acts[key]
        pack, kind = act.opens.split()
        owner = by if isinstance(by, Member) else None
        given = {**_inherited(locked.case), **values}
        matter = begin(pack, kind, values=given, links=[locked.case.number], owner=owner, by=by, now=now)
        said = act_payloads.Opened(opened=matter.number, pack=pack, kind=kind)
        return perform.perform(locked, act, said, by=by, now=now, values={}).case, matter


def establish(*, by: str, now: datetime, reason: str = "", replacing: bool = False) -> None:
    """Puts each bundled procedure for our own work in force where it never was; one that was changed is left alone."""
    there = set(Edition.objects.filter(inforce__isnull=False).values_list("key", flat=True))
    for folder in packs.folders():
        if folder.name in there:
            continue
        files = reader.files_of(folder)
        if tomllib.loads(files["procedure.toml"]).get("inside"):
            edition = editions.publish(files, by=by, now=now, replacing=replacing)
            editions.put_in_force(edition, now=now, by=by, reason=reason)


def may_begin(member: Member, procedure: Procedure, kind: str, now: datetime) -> bool:
    """Whom the pack names, or whoever holds the role of the first stage; and the owner of the procedure, always."""
    own = procedure.kinds[kind]
    allowed = set(own.who or (procedure.stages[own.first].owner,))
    if "staff" in allowed:
        return member.is_active
    return access.owns_procedure(member) or bool(allowed & access.roles(member, site="", department="", now=now))


def form_of(pack: str, kind: str, now: datetime) -> tuple[Procedure, Kind]:
    """The procedure and the kind that a new matter would begin with."""
    procedure = editions.procedure(editions.standing(now).inside(pack))
    if kind not in procedure.kinds:
        raise InvalidForm({"kind": _("Choose one of the answers offered.")})
    return procedure, procedure.kinds[kind]


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """Another case or matter that one is tied to, whichever of the two names the other."""

    number: str
    title: str
    kind: str
    stage: str
    closed: bool
    inside: bool


TIED = ("pk", "number", "words__summary", "edition_id", "kind", "stage", "closed_at")


def ties(
    case: Case, state: State, language: str, *, member: Member | None, now: datetime, most: int = 50
) -> tuple[RelatedCase, ...]:
    """What this case names, what was opened out of it, and what names it; the newest first, in one query.

    With `member`, only what this reader may see.
    """
    named = [*state.links, *(one.number for one in state.opened)]
    naming = Q(links__contains=[case.number]) & ~Q(links=[])  # in the words of the index
    found = Case.objects.filter(Q(number__in=named) | naming).exclude(pk=case.pk).order_by()
    rows = found.annotate(sees=visibility.sees(member, now)).values_list(*TIED, "sees")
    # Sorted here: asked for in their order, the database would walk through every case from the newest on.
    shown = (row for row in sorted(rows, reverse=True) if row[-1] or visibility.for_everyone(row[3], row[4]))
    return tuple(_tied(*row[1:-1], language=language) for row in itertools.islice(shown, most))


def _tied(
    number: str, title: str, edition: int, kind: str, stage: str, closed_at: datetime | None, *, language: str
) -> RelatedCase:
    procedure = editions.procedure(edition)
    titles = say(procedure.kinds[kind].title, language), say(procedure.stages[stage].title, language)
    return RelatedCase(number, title or "", *titles, closed=closed_at is not None, inside=procedure.inside)


def _fact(cleaned: Cleaned, key: str) -> str | None:
    said = cleaned.get(key)
    return said if isinstance(said, str) and said else None


def _written(procedure: Procedure, kind: str) -> list[str]:
    """The fields in which people write words, the title first."""
    form = procedure.forms.get(procedure.kinds[kind].form or "")
    return [one.key for one in form.fields if one.type in WRITTEN] if form else []


def _inherited(case: Case) -> dict[str, str]:
    """What an action is about, when the case it comes from says so."""
    facts = {"category": case.category_id, "product": case.product_id, "department": case.department_id}
    return {name: value for name, value in {**facts, "site": case.site_id}.items() if value}
