"""From entries to messages: which letters follow, to whom, by which carriers; each is written exactly once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import F

from amends.cases import editions, failures, history, vault
from amends.cases.history import Locked
from amends.cases.models import Case, Entry, PersonalData
from amends.cases.retention import origins
from amends.dispatch import sending_limits
from amends.dispatch.letters import render
from amends.dispatch.models import Message
from amends.organisation import recipients
from amends.organisation.models import Member, Organisation
from amends.platform import author, bulk_sql, json_values
from amends.platform.json_values import JsonTable
from amends.procedure import conflict_of_interest, engine
from amends.procedure.schema import Notice
from amends.procedure.state import Event, State

STEP = "letters"  # of failures
KNOWN = frozenset({author.STAFF, author.PARTNER, author.DEPARTMENT})


@dataclass(frozen=True, slots=True)
class Recipient:
    whom: str  # complainant · staff:<id> · department:<key>
    carrier: str
    address: str
    language: str


def step(now: datetime, *, most: int = 200, among: Sequence[int] | None = None) -> int:
    """Writes the messages that follow from entries not followed yet. The case row is the queue.

    A case whose letters cannot be written is set aside; the others get theirs.
    """
    waiting = Case.objects.filter(followed_no__lt=F("last_no")).order_by("id")
    return failures.in_turn(STEP, waiting, partial(_follow, now=now), now=now, most=most, among=among)


def _follow(ids: Sequence[int], *, now: datetime) -> int:
    locked = history.lock_many(ids)
    entries = _entries(ids)
    opened = vault.contents_of_many(ids)
    organisation = Organisation.objects.get(id=1)
    networks = origins.networks_of(ids)
    contents: list[PersonalData] = []
    messages: list[Message] = []
    for one in locked:
        for message, content in _written(one, entries[one.case.pk], opened[one.case.pk], organisation, now):
            messages.append(message)
            contents.append(content)
            if message.recipient:
                message.network = networks.get(one.case.pk, "")
    sending_limits.schedule(messages, now=now)
    bulk_sql.insert(PersonalData, contents)
    bulk_sql.insert(Message, messages)
    Case.objects.filter(pk__in=ids).update(followed_no=F("last_no"))
    return len(ids)


def _entries(ids: Sequence[int]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {pk: [] for pk in ids}
    for entry in Entry.objects.filter(case__in=ids).order_by("case_id", "no"):
        found[entry.case_id].append(entry)
    return found


def _written(
    locked: Locked, entries: Sequence[Entry], opened: vault.Contents, organisation: Organisation, now: datetime
) -> Iterator[tuple[Message, PersonalData]]:
    for event, state, notice in _owed(locked, entries):
        then = Locked(locked.case, locked.procedure, state)  # the letter says what was true when it was owed
        for recipient in _recipients(then, event, notice, opened, now):
            stranger = recipient.whom == "complainant" and _of_stranger(entries[0], state, event)
            written = render.write(
                then,
                event,
                notice.letter,
                language=recipient.language,
                contents=opened,
                now=now,
                organisation=organisation,
                quoting=not stranger,
            )
            content: JsonTable = {
                "to": recipient.address,
                "subject": written.subject,
                "body": written.body,
                "sms": written.sms,
            }
            row = vault.row(locked.case.pk, "letter", content)
            yield (
                Message(
                    case=locked.case,
                    entry_no=event.no,
                    letter=notice.letter,
                    language=written.language,
                    to_whom=recipient.whom,
                    carrier=recipient.carrier,
                    content_id=row.id,
                    secret=written.secret,
                    state="to print" if recipient.carrier == "post" else "waiting",
                    made_at=now,
                    next_at=now,
                    recipient=sending_limits.mark(recipient.address) if stranger and recipient.address else "",
                ),
                row,
            )


def _of_stranger(first: Entry, state: State, event: Event) -> bool:
    """Whether nobody whom we know has had a hand in it: the complainant's own act, or the clock's in such a case."""
    hands = (event.by, first.by, *(one.by for one in state.done))
    return event.by == "complainant" or not any(author.Author.parse(by).kind in KNOWN for by in hands)


def _owed(locked: Locked, entries: Sequence[Entry]) -> Iterator[tuple[Event, State, Notice]]:
    """The notices of each entry not followed yet, in order, by the state as it was then."""
    state: State | None = None
    for entry in entries:
        event = history.event_of(entry)
        before, state = state, engine.apply(locked.procedure, editions.CALENDARS, state, event)
        if entry.no > locked.case.followed_no:
            for notice in engine.notices(locked.procedure, before, state, event):
                yield event, state, notice


def _recipients(
    then: Locked, event: Event, notice: Notice, opened: vault.Contents, now: datetime
) -> Iterator[Recipient]:
    seen: set[tuple[str, str]] = set()
    for whom in [*notice.to, *event.fields.get("told", ())] if "told" in notice.to else notice.to:
        for recipient in _addressed(then, event, whom, notice, opened, now):
            if (recipient.whom, recipient.carrier) not in seen:
                seen.add((recipient.whom, recipient.carrier))
                yield recipient


def _addressed(
    then: Locked, event: Event, whom: str, notice: Notice, opened: vault.Contents, now: datetime
) -> Iterator[Recipient]:
    state = then.state
    if whom == "told":
        return
    if whom == "complainant":
        yield from _complainant(state, notice, opened)
    elif whom == "department":
        department = event.fields.get("to_department") or state.department
        if address := recipients.department_address(department):
            yield Recipient(f"department:{department}", "email", address, then.procedure.languages[0])
    else:
        barred = conflict_of_interest.recused(then.procedure, state)
        for member in (one for one in _members(then, whom, now) if one.by not in barred):
            yield Recipient(member.by, "email", member.email, member.language)


def _members(then: Locked, whom: str, now: datetime) -> list[Member]:
    """Who is appointed to a role in this case; of the owner whoever holds it; else those who hold the role for it."""
    state, procedure = then.state, then.procedure
    appointed = state.hands.get(whom)
    holder = appointed or (engine.holder(procedure, state) if whom == "owner" else "")
    if holder:
        return recipients.appointed(holder)
    role = procedure.stages[state.stage].owner if whom == "owner" else whom
    return recipients.holding(role, site=state.site, department=state.department, now=now)


def _complainant(state: State, notice: Notice, opened: vault.Contents) -> Iterator[Recipient]:
    """By every carrier of the notice that reaches the person; else by post; else on the tracking page."""
    contact = json_values.inside(vault.opened_value(state.values.get("contact"), opened))
    addresses = {"sms": contact.get("mobile"), "email": contact.get("email"), "post": contact.get("post")}
    carriers = [carrier for carrier in notice.by if addresses.get(carrier)]
    if not carriers and addresses["post"]:
        carriers = ["post"]
    for carrier in carriers:
        yield Recipient("complainant", carrier, str(addresses[carrier]), state.language)
    if not carriers:
        yield Recipient("complainant", "page", "", state.language)
