"""A procedure small enough to read at once, and the events of a case under it, for the tests of the pure room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from amends.procedure import engine
from amends.procedure.clock.calendar import Calendar
from amends.procedure.pack_files import reader
from amends.procedure.schema import Procedure
from amends.procedure.state import Event, State
from amends.procedure.verbs import VERBS

PACK = """
key = "small"
edition = "1"
effective = 2026-01-01
checked = 2026-01-01
source = "the tests"
languages = ["en"]
title = "Small"
purpose = "To be read at once."

[kinds.complaint]
title = "Complaint"
meaning = "Something is wrong."
register = "Complaints"
first = "received"

[kinds.feedback]
title = "Feedback"
meaning = "Something could be better."
register = "Feedback"
first = "feedback"

[roles.agent]
title = "Agent"
[roles.manager]
title = "Manager"

[stages.received]
title = "Received"
public = "Received"
says = "We have it."
owner = "agent"
kinds = ["complaint"]
[stages.work]
title = "Work"
public = "In work"
says = "We look at it."
owner = "agent"
kinds = ["complaint"]
[stages.decided]
title = "Decided"
public = "Decided"
says = "Please answer."
owner = "agent"
kinds = ["complaint"]
[stages.outside]
title = "Outside"
public = "Open"
says = "Others can hear you."
owner = "manager"
monitored = true
kinds = ["complaint"]
[stages.closed]
title = "Closed"
public = "Closed"
says = "It is over."
owner = "agent"
closes = true
outcome = "agreed"
kinds = ["complaint"]
[stages.feedback]
title = "Feedback"
public = "Received"
says = "Thank you."
owner = "agent"
kinds = ["feedback"]
[stages.thanked]
title = "Thanked"
public = "Read"
says = "We read it."
owner = "agent"
closes = true
kinds = ["feedback"]

[forms.finding]
fields = [{ key = "finding", type = "long text", title = "Finding", required = true }]

[moves.start]
title = "Start"
from = ["received"]
to = "work"
who = ["agent"]
gates = [{ owned = true }]
[moves.decide]
verb = "decide"
title = "Decide"
from = ["work"]
to = "decided"
who = ["agent"]
gates = [{ done = "look" }, { drafted = true }, { points-answered = true }, { approved = ["manager"] }]
[moves.accept]
verb = "accept"
title = "Accept"
from = ["decided", "outside"]
to = "closed"
who = ["complainant"]
[moves.refuse]
verb = "refuse"
title = "Refuse"
from = ["decided"]
to = "work"
who = ["complainant"]
new_round = true
gates = [{ rounds-left = true }]
[moves.refuse-again]
verb = "refuse"
title = "Refuse again"
from = ["decided"]
to = "outside"
who = ["complainant"]
gates = [{ rounds-left = false }]
[moves.thank]
title = "Thank"
from = ["feedback"]
to = "thanked"
who = ["agent"]
[moves.make-complaint]
verb = "change kind"
title = "It is a complaint"
from = ["feedback"]
to = "received"
who = ["agent", "complainant"]
kinds = ["feedback"]

[records.look]
title = "Look"
at = ["work"]
who = ["agent"]
form = "finding"
gates = [{ other-than = "look" }]
[records.draft]
verb = "draft"
title = "Draft"
at = ["work"]
who = ["agent"]
[records.approve]
verb = "approve"
title = "Approve"
at = ["work"]
who = ["manager"]
gates = [{ four-eyes = "draft" }]
[records.note]
verb = "note"
title = "Note"
at = ["open stages"]
who = ["staff"]

[duties.acknowledge]
title = "Acknowledge"
amount = "24 hours"
from = "received"
met = ["letter thanks"]
kinds = ["complaint"]
[duties.answer]
title = "Answer"
amount = "5 working days"
from = "received"
met = ["letter decision"]
kinds = ["complaint"]
public = true
statutory = true
extension = { times = 1, longest = "3 working days", letter = "delay" }
[duties.working]
title = "Work"
amount = "3 working days"
from = "entered work"
met = ["left work"]
part_of = "answer"
warn = [{ before = "1 working day", to = ["owner"] }]
escalate = [{ after = "0 hours", to = ["owner"] }, { after = "1 working day", to = ["manager"] }]
[duties.look-in]
title = "Look in"
amount = "1 week"
from = "entered outside"
met = ["act note"]
repeats = true

[[notices]]
on = "received"
letter = "thanks"
[[notices]]
on = "act decide"
letter = "decision"

[rounds]
most = 2

[[approvals]]
of = "decision"
by = ["manager"]
"""
LETTER = "subject: About {{number}}\n---\nHello. {{decision}} {{tracking_url}}\n"
LETTERS = {f"letters/en/{name}.md": LETTER for name in ("thanks", "new-password", "decision", "delay")}

WEEK = (((time(9), time(17)),),) * 5 + ((), ())
CALENDAR = Calendar("plain", 1, "UTC", WEEK)
CALENDARS = {"plain/1": CALENDAR}
MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)


def files(*changes: tuple[str, str], add: str = "", **letters: str) -> dict[str, str]:
    """The pack's files after these changes of its text; each must find what it changes."""
    text = PACK
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    more = {f"letters/en/{name.replace('_', '-')}.md": words for name, words in letters.items()}
    return {"procedure.toml": text + add, **LETTERS, **more}


def procedure(*changes: tuple[str, str], add: str = "", **letters: str) -> Procedure:
    return reader.read_files(files(*changes, add=add, **letters))


class History:
    """A case that grows entry by entry; each moment is said as working hours or days after a Monday morning."""

    def __init__(self, small: Procedure | None = None, **received: Any) -> None:
        self.procedure = small or procedure()
        self.events: list[Event] = []
        self.at = MONDAY
        said = {
            "kind": "complaint",
            "channel": "web",
            "language": "en",
            "calendar": "plain/1",
            "received_at": MONDAY.isoformat(),
            "carriers": ["email"],
            **received,
        }
        self.add("received", "complainant", **said)

    @property
    def state(self) -> State:
        return engine.fold(self.procedure, CALENDARS, self.events)

    def wait(self, **length: float) -> History:
        self.at += timedelta(**length)
        return self

    def add(self, what: str, by: str = "staff:1", /, **fields: Any) -> History:
        self.events.append(Event(len(self.events) + 1, what, by, self.at, fields))
        return self

    def do(self, key: str, by: str = "staff:1", /, **fields: Any) -> History:
        """An act of the pack, as handling records it."""
        act = self.procedure.acts[key]
        said: dict[str, Any] = {"act": key, **fields}
        if act.to:
            said["to"] = act.to
        return self.add(VERBS[act.verb].entry, by, **said)

    def draft(self, by: str = "staff:1", points: Sequence[Mapping[str, str]] | None = None) -> History:
        answered = [{"point": "it broke", "finding": "it did", "outcome": "upheld"}]
        return self.do("draft", by, points=answered if points is None else points)

    def decided(self, worker: str = "staff:1") -> History:
        """From the beginning of the work to the decision, by this person."""
        if self.state.stage == "received":
            self.do("start", worker)
        self.do("look", worker).draft(worker).do("approve", "staff:9")
        return self.do("decide", worker, outcome="upheld", round=self.state.round)

    def sent(self, letter: str, carrier: str = "email", **fields: Any) -> History:
        return self.add("sent", "carrier", letter=letter, carrier=carrier, **fields)

    def owed(self, duty: str) -> Any:
        return [one for one in self.state.owed if one.duty == duty][-1]
