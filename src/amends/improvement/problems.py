"""Problems and actions out of what the watch sees: opened once, followed by new complaints, and taken up again."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from amends.cases import failures, internal
from amends.cases.acts import perform
from amends.cases.errors import ActNotAllowed, InvalidForm
from amends.cases.models import Case
from amends.improvement import topics
from amends.improvement.models import Signal
from amends.organisation.models import Organisation
from amends.procedure import stored_fields
from amends.procedure.payloads.act_payloads import Act, Linked, Recurred
from amends.procedure.state import State

STEP = "problems"  # of failures
PACK, PROBLEM, ACTION = "improvement", "problem", "action"
EFFECTIVE, SOLVED = "effective", "solved"
WATCH = "watch"  # who does it: the program itself
MOST = 200  # cases that are gathered at once
SPACE = uuid.UUID("5f0c9a64-6c8e-4f0e-9c1d-0d1f6f0a7b11")
SEEN_BY = {"pair": "product"}  # as the procedure's own question puts it


def open_for(signal: Signal, now: datetime) -> None:
    """The problem that a signal belongs to: the one open on its topic, the one that explains it, or a new one.

    Where the organisation has no procedure for improvements in force, the signal waits until it has one.
    """
    with suppress(LookupError):
        numbers = _of(signal)
        problem = open_on(signal) or _explaining(signal, numbers) or _opened(signal, numbers, now)
        signal.problem = problem.number
        signal.save(update_fields=["problem"])


def open_on(signal: Signal) -> Case | None:
    """The open problem about the topic of a signal: one that the watch opened, or a person did; or none."""
    before = Signal.objects.filter(pack=signal.pack, topic_by=signal.topic_by, topic=signal.topic).exclude(problem="")
    same = Q(number__in=before.values("problem"))
    if signal.topic_by != "cause":
        facts = {**dict.fromkeys(topics.FACTS), **topics.facts(signal.topic_by, signal.topic)}
        lot = facts.pop("lot", None)
        same |= Q(**facts, goods=[f"lot:{lot}"] if lot else [])
    return of_kind(PROBLEM).filter(same, closed_at=None).order_by("id").first()


def of_kind(kind: str) -> QuerySet[Case]:
    return Case.objects.filter(inside=True, pack=PACK, kind=kind)


def propose(numbers: Sequence[str], *, title: str, by: perform.By, now: datetime) -> Case:
    """A problem out of cases with one text, which somebody looked at: pressed twice, it is one problem."""
    values = {"title": title, "topic_by": "text"}
    submission = uuid.uuid5(SPACE, "|".join(sorted(numbers)))
    return internal.begin(PACK, PROBLEM, values=values, links=list(numbers), by=by, now=now, submission=submission)


def follow(now: datetime) -> int:
    """New complaints join the open problem on their topic, and call back an action that was found effective."""
    gather = [(one, _gather) for one in of_kind(PROBLEM).filter(closed_at=None).order_by("id")]
    recur = [(one, _recur) for one in of_kind(ACTION).filter(ended=EFFECTIVE).order_by("id")]
    return failures.one_by_one(
        STEP, [*gather, *recur], lambda pair: pair[1](pair[0], now), about=lambda pair: pair[0].number, now=now
    )


def matching(matter: Case) -> QuerySet[Case] | None:
    """The complaints that a problem or an action is about, by all that it names; None when it names nothing."""
    signal = Signal.objects.filter(problem=matter.number).order_by("id").first() if matter.kind == PROBLEM else None
    if signal:
        return topics.cases_of_topic(signal.topic_by, signal.topic, pack=signal.pack)
    known: Mapping[str, str] = {fact: key for fact in topics.FACTS if (key := getattr(matter, f"{fact}_id"))}
    lots = [one for one in matter.goods if one.startswith("lot:")]
    if not known and not lots:
        return None
    return Case.objects.filter(inside=False, kind=topics.KIND, **known, **({"goods__overlap": lots} if lots else {}))


def _of(signal: Signal) -> list[str]:
    """The complaints of the months that a signal speaks of."""
    return _newest(
        topics.cases_of_topic(signal.topic_by, signal.topic, pack=signal.pack).filter(topics.from_day(_begin(signal)))
    )


def _begin(signal: Signal) -> date:
    """The first day of the months that a signal speaks of."""
    return topics.shifted(signal.month, 1 - signal.over)


def _explaining(signal: Signal, numbers: Sequence[str]) -> Case | None:
    """The problem behind a rise: without the complaints that problems have already, it would be no signal.

    One bad lot shows by lot, product, category and site at once, and is one problem; also when it was solved since.
    """
    known = set(numbers)
    stands = Q(closed_at=None) | Q(ended=SOLVED, closed_at__date__gte=_begin(signal))
    near = of_kind(PROBLEM).filter(stands, links__overlap=list(numbers)).exclude(links=[]).order_by("id")
    shared = {one: known & set(one.links) for one in near}
    if not shared or len(known - set().union(*shared.values())) > signal.limit:
        return None
    return max(shared, key=lambda one: len(shared[one]))


def _opened(signal: Signal, numbers: Sequence[str], now: datetime) -> Case:
    """The same signal opens the same problem, whichever worker sees it."""
    about = f"{signal.pack}|{signal.topic_by}|{signal.topic}|{signal.month}"
    values = {
        "title": _title(signal),
        "topic_by": SEEN_BY.get(signal.topic_by, signal.topic_by),
        **topics.facts(signal.topic_by, signal.topic),
    }
    return internal.begin(
        PACK, PROBLEM, values=values, links=numbers, by=WATCH, now=now, submission=uuid.uuid5(SPACE, about)
    )


def _title(signal: Signal) -> str:
    """In the organisation's first language: the watch has none of its own."""
    language = (Organisation.objects.get(id=1).languages or ["en"])[0]
    with translation.override(language):
        names = topics.titles([(signal.topic_by, signal.topic)], language, signal.pack)
        return _("%(topic)s: %(observed)s complaints where %(expected)s were to be expected") % {
            "topic": names[signal.topic_by, signal.topic][:80],
            "observed": signal.observed,
            "expected": topics.short(signal.expected),
        }


def _gather(problem: Case, now: datetime) -> bool:
    """Complaints on the topic that came since the problem was opened, and are not tied to it yet."""
    return _done(problem, Linked(), _after(problem, problem.received_on - topics.DAY), now)


def _recur(action: Case, now: datetime) -> bool:
    """A complaint on the topic after the day of the check says that the cause was not removed."""
    check_on = stored_fields.chosen(State.from_json(action.state).values, "check_on")
    return bool(check_on) and _done(action, Recurred(), _after(action, date.fromisoformat(check_on)), now)


def _done(matter: Case, said: Act, numbers: list[str], now: datetime) -> bool:
    if not numbers:
        return False
    try:
        with perform.on(matter) as locked:
            perform.by_verb(locked, said, by=WATCH, now=now, values={"cases": numbers})
    except (ActNotAllowed, InvalidForm):
        return False  # its procedure does not do this now; the next look asks again
    return True


def _after(matter: Case, day: date) -> list[str]:
    """Complaints that match, came after this day and are not tied to it yet."""
    cases = matching(matter)
    fresh = topics.from_day(day + topics.DAY)
    return _newest(cases.filter(fresh).exclude(number__in=matter.links)) if cases is not None else []


def _newest(cases: QuerySet[Case]) -> list[str]:
    return list(cases.order_by("-id").values_list("number", flat=True)[:MOST])
