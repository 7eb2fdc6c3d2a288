"""Every figure once more, slowly and plainly: from the rows of cases and entries, with nothing from the tallies."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from amends.cases import editions
from amends.cases.models import Case, Entry

ZONE = ZoneInfo("Europe/Istanbul")
Answer = tuple[float | None, int, int]
SPOKEN = {"asked", "answered", "refused"}


@dataclass
class Plain:
    """One case with all that was written of it."""

    case: Case
    entries: list[Entry]

    @property
    def owed(self) -> list[dict[str, Any]]:
        return list(self.case.state["owed"])

    def closes(self, stage: str) -> bool:
        return editions.procedure(self.case.edition_id).stages[stage].closes

    def of(self, *kinds: str) -> list[Entry]:
        return [one for one in self.entries if one.kind in kinds]

    def promises(self, counts_as: str) -> list[tuple[date, bool, dict[str, Any]]]:
        """Those that have come to a result: the day they were due, whether kept, and the row itself."""
        duties = editions.procedure(self.case.edition_id).duties
        found = []
        for one in self.owed:
            if duties[one["duty"]].counts_as == counts_as and (one["met_at"] or one["missed_at"]):
                due = moment(one["due"]["at"])
                kept = bool(one["met_at"]) and moment(one["met_at"]) < due
                found.append((day(due - timedelta(microseconds=1)), kept, one))
        return found

    @property
    def final_on(self) -> date | None:
        duties = editions.procedure(self.case.edition_id).duties
        answers = [one for one in self.owed if duties[one["duty"]].counts_as == "answer"]
        if any(one["met_at"] is None and one["dropped_at"] is None for one in answers):
            return None
        met = [moment(one["met_at"]) for one in answers if one["met_at"]]
        last = max(met) if met else self.case.closed_at
        return day(last) if last else None

    @property
    def closings(self) -> list[Entry]:
        """Entries that led from a stage that is open into one that closes."""
        found, closed = [], False
        for one in self.entries:
            if one.fields.get("act") and one.fields.get("to"):
                if self.closes(one.fields["to"]) and not closed:
                    found.append(one)
                closed = self.closes(one.fields["to"])
        return found

    @property
    def reopened(self) -> list[Entry]:
        found, closed = [], False
        for one in self.entries:
            if one.fields.get("act") and one.fields.get("to"):
                if closed and not self.closes(one.fields["to"]):
                    found.append(one)
                closed = self.closes(one.fields["to"])
        return found

    def open_on(self, on: date) -> bool:
        steps = [(day(one.at), 1) for one in self.closings] + [(day(one.at), -1) for one in self.reopened]
        return self.case.received_on <= on and sum(by for at, by in steps if at <= on) == 0

    def unowned(self) -> list[tuple[date, int]]:
        """Each time in nobody's hands that is over, by its minutes; whoever has a role in the case holds it too."""
        procedure = editions.procedure(self.case.edition_id)
        found, since, owner, hands = [], self.case.received_at, "", {}
        stage = procedure.kinds[self.entries[0].fields["kind"]].first
        for one in self.entries:
            owner = one.fields.get("owner", owner)
            hands = {**hands, **one.fields.get("hands", {})}
            if one.fields.get("act") and one.fields.get("to"):
                stage = one.fields["to"]
            held = owner or hands.get(procedure.stages[stage].owner) or self.closes(stage)
            if since is not None and held:
                found.append((day(one.at), int((one.at - since).total_seconds() // 60)))
            since = None if held else since or one.at
        return found

    def changed(self) -> set[str]:
        found, known = set(), {}
        for one in self.entries:
            if one.kind == "kind changed":
                found.add("kind")
            if not one.by.startswith("staff:"):
                continue
            form = one.fields.get("form", {})
            for key in ("category", "product", "class", "severity"):
                said = form.get(key) or (one.fields.get(key) if key != "severity" else None)
                if said and known.get(key, said) != said:
                    found.add(key)
                known[key] = said or known.get(key)
                if known[key] is None:
                    del known[key]
        return found

    def granted(self) -> dict[str, int]:
        decided = self.of("decided")
        if not decided:
            return {}
        draft = next(one for one in self.entries if one.no == decided[-1].fields["draft"])
        sums: dict[str, int] = {}
        for point in draft.fields["points"]:
            if point.get("amount"):
                sums[point["currency"]] = sums.get(point["currency"], 0) + round(float(point["amount"]) * 100)
        return sums


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def day(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def everything() -> list[Plain]:
    return [Plain(case, list(Entry.objects.filter(case=case).order_by("no"))) for case in Case.objects.order_by("id")]


def figures(all_cases: list[Plain], since: date, until: date) -> dict[str, Answer]:
    """Each figure of these cases by its key: value, numerator, denominator."""

    def here(on: date | None) -> bool:
        return on is not None and since <= on <= until

    cases = [one for one in all_cases if one.case.kind == "complaint"]
    feedback = [one for one in all_cases if one.case.kind == "feedback"]
    received = [one for one in cases if here(one.case.received_on)]
    closed = [one for one in cases if one.case.closed_at and here(day(one.case.closed_at))]
    decided = [one for one in cases if one.of("decided") and here(day(one.of("decided")[-1].at))]
    first = [one for one in cases if one.of("decided") and here(day(one.of("decided")[0].at))]
    days = [(one.final_on - one.case.received_on).days for one in cases if here(one.final_on)]
    rated = [one for one in cases if one.of("rated") and here(day(one.of("rated")[-1].at))]
    asked = [one for one in cases if _asked(one) and here(day(_asked(one)[0].at))]
    heard = [
        entry.fields["form"]["outside_outcome"]
        for one in cases
        for entry in one.entries
        if entry.fields.get("form", {}).get("outside_outcome") and here(day(entry.at))
    ]
    gaps = [minutes for one in cases for on, minutes in one.unowned() if here(on)]
    money = [one.granted() for one in decided]
    sums = {key: sum(one.get(key, 0) for one in money) for key in {key for one in money for key in one}}

    def due(counts_as: str, good: Callable[[bool, dict[str, Any]], bool]) -> Answer:
        found = [(kept, row) for one in cases for on, kept, row in one.promises(counts_as) if here(on)]
        return share((good(kept, row) for kept, row in found), len(found))

    def outcome(key: str) -> Answer:
        return share((one.of("decided")[-1].fields["outcome"] == key for one in decided), len(decided))

    seconds = [
        one
        for one in decided
        if one.of("decided")[-1].fields["round"] > 1 and one.of("decided")[0].fields["outcome"] == "not upheld"
    ]
    again, named = recurring(cases, since, until)
    still = [one for one in cases if one.open_on(until)]
    return {
        "volume": number(len(received)),
        "feedback-ratio": ratio(sum(here(one.case.received_on) for one in feedback), len(received)),
        "acknowledged-in-time": due("acknowledgement", lambda kept, _row: kept),
        "days-to-final": (statistics.median(days), len(days), len(days)) if days else (None, 0, 0),
        "days-to-final-p90": (sorted(days)[math.ceil(0.9 * len(days)) - 1], len(days), len(days))
        if days
        else (None, 0, 0),
        "final-in-time": due("answer", lambda kept, _row: kept),
        "first-contact": share((at_once(one) for one in closed), len(closed)),
        "open": number(len(still)),
        "updates-missed": due("update", lambda kept, _row: not kept),
        "extensions": due("answer", lambda _kept, row: bool(row["extended"])),
        "second-round": share((one.case.round > 1 or bool(one.reopened) for one in first), len(first)),
        "upheld": outcome("upheld"),
        "partly": outcome("partly"),
        "not-upheld": outcome("not upheld"),
        "overturned": share((one.of("decided")[-1].fields["outcome"] != "not upheld" for one in seconds), len(seconds)),
        "remedy": (next(iter(sums.values())) if len(sums) == 1 else None, len(decided), len(decided)),
        "recurrence": ratio(again, named),
        "repeats": number(again),
        "process-satisfaction": content(rated, "rated_easy", "rated_fair"),
        "outcome-satisfaction": content(rated, "rated_outcome"),
        "response-rate": share((bool(one.of("rated")) for one in asked), len(asked)),
        "unowned": (sum(gaps) / 60 if gaps else None, sum(gaps), len(gaps)),
        "reclassified": share(
            (bool(one.changed() & {"kind", "category", "product", "class"}) for one in received), len(received)
        ),
        "wrong-priority": number(sum(bool(one.changed() & {"severity", "class"}) for one in received)),
        "acknowledged-late": number(due("acknowledgement", lambda kept, _row: not kept)[1]),
        "resolved-late": number(due("answer", lambda kept, _row: not kept)[1]),
        "at-receipt": number(sum(spot(one) for one in received)),
        "overturned-outside": share((said != "not-upheld" for said in heard), len(heard)),
        "outside": number(sum(here(went_outside(one)) for one in cases)),
    }


def by_currency(all_cases: list[Plain], since: date, until: date) -> dict[str, int]:
    sums: dict[str, int] = {}
    for one in all_cases:
        if one.of("decided") and since <= day(one.of("decided")[-1].at) <= until:
            for currency, amount in one.granted().items():
                sums[currency] = sums.get(currency, 0) + amount
    return sums


def at_once(one: Plain) -> bool:
    if spot(one):
        return True
    further = list(one.of(*SPOKEN)) + [entry for entry in one.of("added") if entry.by == "complainant"]
    accepted = one.closings[-1].kind == "accepted"
    return accepted and one.case.round == 1 and not further and not one.reopened


def spot(one: Plain) -> bool:
    return bool(one.entries[0].fields["form"].get("on_the_spot") == "yes")


def went_outside(one: Plain) -> date | None:
    """The day on which it came to where it stays open, for bodies outside to hear."""
    stages = editions.procedure(one.case.edition_id).stages
    led = (entry for entry in one.entries if entry.fields.get("act") and entry.fields.get("to"))
    return next((day(entry.at) for entry in led if stages[entry.fields["to"]].monitored), None)


def _asked(one: Plain) -> list[Entry]:
    return [
        entry
        for entry in one.of("sent")
        if entry.fields["letter"] == "satisfaction" and entry.fields["to_whom"] == "complainant"
    ]


def content(rated: list[Plain], *fields: str) -> Answer:
    said = [statistics.fmean(one.of("rated")[-1].fields["form"][field] for field in fields) for one in rated]
    return share((mark >= 4 for mark in said), len(said))


def recurring(cases: list[Plain], since: date, until: date) -> tuple[int, int]:
    """One complaint after the other, in the order they came: was there one like it in the 90 days before?"""
    named = [one for one in cases if one.case.product_id and one.case.category_id]
    again = 0
    for at, one in enumerate(named):
        like = [
            other
            for other in named[:at]
            if (other.case.product_id, other.case.category_id) == (one.case.product_id, one.case.category_id)
            and (one.case.received_on - other.case.received_on).days <= 90
        ]
        again += bool(like) and since <= one.case.received_on <= until
    return again, sum(since <= one.case.received_on <= until for one in named)


def number(count: int) -> Answer:
    return count, count, count


def share(good: Iterable[bool], whole: int) -> Answer:
    return ratio(sum(good), whole)


def ratio(part: int, whole: int) -> Answer:
    return part / whole if whole else None, part, whole
