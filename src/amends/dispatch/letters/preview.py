"""A letter looked at before it leaves: which ones an act would send to the complainant, whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from amends.cases import editions, vault
from amends.cases.history import Locked
from amends.cases.models import Case
from amends.dispatch.letters import render
from amends.procedure import engine
from amends.procedure.schema import Act
from amends.procedure.state import Event, State
from amends.procedure.stored_fields import Fields
from amends.procedure.verbs import VERBS


@dataclass(frozen=True, slots=True)
class LetterAhead:
    """One letter that would go out, and by which carriers."""

    subject: str
    html: str
    carriers: tuple[str, ...]


def letters_ahead(case: Case, act: Act, *, by: str, now: datetime) -> tuple[LetterAhead, ...]:
    """The letters to the complainant that would follow if this act were done now; nothing is written."""
    procedure, before = editions.procedure(case.edition_id), State.from_json(case.state)
    said = Fields(act=act.key, draft=before.drafted_no, round=before.round, outcome=before.outcome)
    if act.to:
        said["to"] = act.to
    event = Event(case.last_no + 1, VERBS[act.verb].entry, by, now, said)
    after = engine.apply(procedure, editions.CALENDARS, before, event)
    locked = Locked(case, procedure, after)
    ahead = [one for one in engine.notices(procedure, before, after, event) if "complainant" in one.to]
    contents = vault.contents_of(case.pk) if ahead else {}
    return tuple(_ahead(locked, event, one.letter, one.by, contents, now) for one in ahead)


def spoken(case: Case, *, password: str, now: datetime) -> LetterAhead | None:
    """What is read out to the person whose case has just been taken in, password and all."""
    procedure, state = editions.procedure(case.edition_id), State.from_json(case.state)
    event = Event(1, "received", "complainant", case.received_at, {})
    ahead = [one for one in engine.notices(procedure, None, state, event) if "complainant" in one.to]
    if not ahead:
        return None
    found = _ahead(Locked(case, procedure, state), event, ahead[0].letter, (), vault.contents_of(case.pk), now)
    return LetterAhead(found.subject, found.html.replace(render.PASSWORD, password), ("spoken",))


def _ahead(
    locked: Locked, event: Event, letter: str, by: tuple[str, ...], contents: vault.Contents, now: datetime
) -> LetterAhead:
    written = render.write(locked, event, letter, language=locked.state.language, contents=contents, now=now)
    reached = tuple(carrier for carrier in by if carrier in locked.state.carriers)
    fallback = "post" if "post" in locked.state.carriers else "page"
    return LetterAhead(written.subject, render.as_html(written.body), reached or (fallback,))
