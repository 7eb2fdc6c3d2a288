"""How a promise is counted from its start: hour by hour or day by day, pauses left out, every step kept."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from amends.procedure.clock.days import (
    DAY,
    Calendar,
    Span,
    day_of,
    days_from,
    end_of_day,
    is_working_day,
    overlap,
    spans,
    start_of_day,
)
from amends.procedure.clock.due import Amount, Closes, Pause, Roll, TraceStep, Why

CLOSED: frozenset[Why] = frozenset({"weekend", "holiday", "closure"})


@dataclass(frozen=True, slots=True)
class Begin:
    """Where counting begins, after any deeming."""

    moment: datetime
    day: date
    counts: bool  # "beginning with" this day
    steps: tuple[TraceStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Rest:
    """A pause that has ended, cut to what lies after the start and is not another's."""

    span: Span
    reason: str


def begin(calendar: Calendar, start: datetime | date, *, counts: bool, after_hours_next: bool) -> Begin:
    if isinstance(start, datetime):
        moment = checked(start)
        first = Begin(moment, day_of(calendar, moment), counts)
    else:
        # "From the day" starts when that day is over, "beginning with the day" when it begins.
        moment = checked(start_of_day(calendar, start))
        first = Begin(moment if counts else end_of_day(calendar, start), start, counts)
    open_until = max((end for _, end in spans(calendar, first.day)), default=moment)
    if not after_hours_next:
        return first
    if moment < open_until:  # what comes before the doors open is taken up when they do
        return replace(first, moment=max(moment, spans(calendar, first.day)[0][0]))
    day = next(day for day in days_from(calendar, first.day + DAY) if spans(calendar, day))
    deemed = TraceStep(first.day, None, "deemed next working day", nature(calendar, first.day)[1])
    return Begin(spans(calendar, day)[0][0], day, counts, (deemed,))


def rests(pauses: Sequence[Pause], since: datetime) -> list[Rest]:
    """The ended pauses in order; what two of them share is taken once."""
    found: list[Rest] = []
    for pause in sorted(pauses, key=lambda pause: checked(pause.since)):
        until = checked(pause.since if pause.until is None else pause.until)
        if until < pause.since:
            raise ValueError(f"The pause {pause.reason!r} ends before it starts.")
        free_from = max(since, checked(pause.since), *(rest.span[1] for rest in found[-1:]))
        if free_from < until:
            found.append(Rest((free_from, until), pause.reason))
    return found


def elapsed(
    calendar: Calendar, amount: Amount, begin: Begin, rests: Sequence[Rest]
) -> tuple[datetime, list[TraceStep]]:
    """Hours pass alike on every day, in UTC: 24 hours over a change of clocks are 24 hours.

    They never roll: Regulation (EEC, Euratom) 1182/71, article 3(4), rolls a period "expressed otherwise
    than in hours".
    """
    at, steps = begin.moment + timedelta(hours=amount.number), [TraceStep(begin.day, None, "begins")]
    for rest in rests:
        if rest.span[0] < at:
            at += rest.span[1] - rest.span[0]
            steps.append(TraceStep(day_of(calendar, rest.span[0]), None, "paused", rest.reason))
    return at, [*steps, TraceStep(day_of(calendar, at), amount.number, "counted")]


def worked(calendar: Calendar, amount: Amount, begin: Begin, rests: Sequence[Rest]) -> tuple[datetime, list[TraceStep]]:
    """Working hours pass only within the hours of the calendar."""
    left, steps = timedelta(hours=amount.number), list[TraceStep]()
    for day in days_from(calendar, begin.day):
        for since, until in _running(calendar, day, begin.moment, rests):
            if left <= until - since:
                return since + left, [*steps, TraceStep(day, amount.number, *nature(calendar, day))]
            left -= until - since
        steps.append(_worked_step(calendar, day, begin, rests, amount.number - -(-left // timedelta(hours=1))))
    raise AssertionError("days_from ends by raising")


def counted(calendar: Calendar, amount: Amount, begin: Begin, rests: Sequence[Rest]) -> list[TraceStep]:
    """Day after day until the promised number is full.

    A day counts by the share of it that was not paused, so a pause costs exactly the working time it took:
    from Monday ten o'clock to Thursday ten o'clock is three days, a weekend is none. Shares add up; the due
    day is the one on which the last share falls.
    """
    days = _length(amount, begin)
    # "0 days" is the day itself, or the first working day from it on.
    counts, wanted, full = begin.counts or days == 0, max(days, 1), Fraction(0)
    steps = [] if counts else [TraceStep(begin.day, None, "start day not counted")]
    for day in days_from(calendar, begin.day if counts else begin.day + DAY):
        why, name = nature(calendar, day) if amount.unit == "working days" else ("counted", "")
        whole = _whole(calendar, amount, day) if rests else ()
        share = Fraction(0) if why in CLOSED else _share(whole, rests)
        if int(full + share) > int(full):
            steps.append(TraceStep(day, int(full + share), why, name))
        else:
            steps.append(TraceStep(day, None, why, name) if why in CLOSED else _paused(day, whole, rests))
        full += share
        if full >= wanted:
            return steps
    raise AssertionError("days_from ends by raising")


def rolled(calendar: Calendar, begin: Begin, steps: Sequence[TraceStep], roll: Roll) -> list[TraceStep]:
    last = steps[-1]
    if roll == "none" or is_working_day(calendar, last.on):
        return list(steps)
    why, name = nature(calendar, last.on)
    passed = [replace(last, why=why, name=name)]
    towards = days_from(calendar, last.on, 1 if roll == "next working day" else -1)
    next(towards)
    for day in towards:
        if is_working_day(calendar, day):
            break
        passed.append(TraceStep(day, None, *nature(calendar, day)))
    # Rolled back to before its own start a promise would be broken as it is made: it stays where it fell.
    stays = end_of_day(calendar, day) <= begin.moment
    return list(steps) if stays else [*steps[:-1], *passed, TraceStep(day, None, "rolled")]


def closing(calendar: Calendar, day: date, begin: Begin, closes: Closes) -> datetime:
    """Close of business where the rule says so; the day's end where no business is left to close."""
    close = max((end for _, end in spans(calendar, day)), default=begin.moment)
    return close if closes == "close of business" and close > begin.moment else end_of_day(calendar, day)


def nature(calendar: Calendar, day: date) -> tuple[Why, str]:
    special = calendar.special.get(day)
    if special is None or (special.kind == "half-day" and not is_working_day(calendar, day)):
        return ("counted" if is_working_day(calendar, day) else "weekend"), ""
    return special.kind, special.name


def checked(moment: datetime) -> datetime:
    """The moment in UTC, if it says its zone and ten years before and after it exist."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone.")
    if not 1900 <= moment.year <= 2400:
        raise ValueError(f"{moment} is not between the years 1900 and 2400.")
    return moment.astimezone(UTC)


def later_by_months(day: date, months: int) -> date:
    """The day of the same number, or the month's last: 31 January and one month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _running(calendar: Calendar, day: date, since: datetime, rests: Sequence[Rest]) -> Iterator[Span]:
    """The working time of a day, from the start on, that is not paused."""
    for start, end in spans(calendar, day):
        start = max(start, since)
        for rest in rests:
            if overlap(rest.span, (start, end)):
                if start < rest.span[0]:
                    yield start, rest.span[0]
                start = rest.span[1]
        if start < end:
            yield start, end


def _worked_step(calendar: Calendar, day: date, begin: Begin, rests: Sequence[Rest], hours: int) -> TraceStep:
    why, name = nature(calendar, day)
    left = [(max(start, begin.moment), end) for start, end in spans(calendar, day) if begin.moment < end]
    if why in CLOSED:
        return TraceStep(day, None, why, name)
    if not left:
        return TraceStep(day, None, "after closing")
    if not any(_running(calendar, day, begin.moment, rests)):
        return _paused(day, left, rests)
    return TraceStep(day, hours, why, name)


def _length(amount: Amount, begin: Begin) -> int:
    match amount.unit:
        case "weeks":
            return amount.number * 7
        case "months":
            return (_last_day(begin, amount.number) - begin.day).days + begin.counts
        case _:
            return amount.number


def _last_day(begin: Begin, months: int) -> date:
    """A month "from" the 20th ends on the 20th, one "beginning with" the 20th on the 19th.

    In a month without that day both end with its last, as BGB section 188(2) and (3) say in words.
    """
    target = later_by_months(begin.day, months)
    return target - DAY if begin.counts and target.day == begin.day.day else target


def _whole(calendar: Calendar, amount: Amount, day: date) -> Sequence[Span]:
    """The time that makes up a whole day of this unit."""
    if amount.unit == "working days":
        return spans(calendar, day)
    return [(start_of_day(calendar, day), end_of_day(calendar, day))]


def _share(whole: Sequence[Span], rests: Sequence[Rest]) -> Fraction:
    lost = sum((overlap(span, rest.span) for span in whole for rest in rests), timedelta())
    if not lost:
        return Fraction(1)
    total = sum((end - start for start, end in whole), timedelta())
    return 1 - Fraction(lost // timedelta.resolution, total // timedelta.resolution)


def _paused(day: date, whole: Sequence[Span], rests: Sequence[Rest]) -> TraceStep:
    reasons = (rest.reason for rest in rests for span in whole if overlap(span, rest.span))
    return TraceStep(day, None, "paused", next(reasons, ""))
