"""Whether an action worked: complaints on its topic before it and since, compared exactly, with words for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from amends.cases.models import Case
from amends.improvement import control_limits, problems, topics
from amends.platform.json_values import Json, JsonTable
from amends.reports import formats

BEFORE = timedelta(days=365)
MONTH = 30.4375  # days
SURE = 0.05  # a difference that chance makes more often than so is no proof
Months = tuple[tuple[date, int], ...]
FEWEST_DAYS = 14  # since the action; before that nothing can be said


@dataclass(frozen=True, slots=True)
class Effect:
    """Two counts and their days. `verdict`: fewer · more · no proof · too early."""

    since: date  # the action is in effect
    until: date  # the check, or today if that is earlier
    before: int
    before_days: int
    after: int
    after_days: int
    probability: float  # of so few, had nothing changed
    verdict: str
    most: float | None  # the criterion: so many a month at most
    months: Months  # for the chart, the year before and since

    @property
    def a_month_after(self) -> float:
        return self.after * MONTH / self.after_days if self.after_days else 0.0

    @property
    def met(self) -> bool | None:
        """Whether the criterion is met; None where there is none, or it is too early."""
        return None if self.most is None or self.verdict == "too early" else self.a_month_after <= self.most


def effect_of(action: Case, *, today: date) -> Effect | None:
    """None while the action is not in effect, or names nothing that complaints could be matched by."""
    values = action.answers
    since, cases = _day(values.get("implemented_on")), problems.matching(action)
    if since is None or cases is None:
        return None
    until = min(_day(values.get("check_on")) or today, today)
    first = since - BEFORE
    before = cases.filter(topics.from_day(first), received_on__lt=since).count()
    after = cases.filter(topics.from_day(since), received_on__lt=until).count() if until > since else 0
    days = max((until - since).days, 0)
    months = cases.filter(topics.from_day(first.replace(day=1)), received_on__lte=today)
    by_month = (
        months.annotate(month=TruncMonth("received_on")).values_list("month").annotate(count=Count("pk")).order_by()
    )
    return _judged(since, until, before, after, days, _most(values), _filled(dict(by_month), first, today))


def says(found: Effect) -> str:
    """The finding in a sentence, and in a second one whether the criterion is met."""
    facts = {
        "after": found.after,
        "days": found.after_days,
        "expected": formats.plain(found.before * found.after_days / found.before_days, 1),
    }
    words = {
        "too early": _("It is too early: %(days)s days have passed since the action."),
        "fewer": _("It worked: %(after)s in %(days)s days, where %(expected)s were to be expected."),
        "more": _("It became worse: %(after)s in %(days)s days, where %(expected)s were to be expected."),
        "no proof": _("No proof yet: %(after)s in %(days)s days, where %(expected)s were to be expected."),
    }
    return f"{words[found.verdict] % facts} {_criterion(found)}".strip()


def _criterion(found: Effect) -> str:
    if found.met is None:
        return ""
    facts = {"most": formats.plain(found.most or 0, 1), "rate": formats.plain(found.a_month_after, 1)}
    if found.met:
        return _("The criterion is met: %(rate)s a month, at most %(most)s.") % facts
    return _("The criterion is not met: %(rate)s a month instead of at most %(most)s.") % facts


def _judged(since: date, until: date, before: int, after: int, days: int, most: float | None, months: Months) -> Effect:
    share = days / (days + BEFORE.days)
    fewer = control_limits.fewer(after, before, share) if days else 1.0
    more = control_limits.more(after, before, share) if days else 1.0
    verdict = "fewer" if fewer <= SURE else "more" if more <= SURE else "no proof"
    verdict = "too early" if days < FEWEST_DAYS else verdict
    return Effect(since, until, before, BEFORE.days, after, days, fewer, verdict, most, months)


def _filled(counted: dict[date, int], first: date, today: date) -> Months:
    return tuple((one, counted.get(one, 0)) for one in topics.months(first.replace(day=1), today.replace(day=1)))


def _day(said: Json) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None


def _most(values: JsonTable) -> float | None:
    try:
        return float(str(values["criterion_most"]))
    except (KeyError, TypeError, ValueError):
        return None
