"""What stands beside the demo's cases: each month's business, objectives, figures of others, stakes, who keeps what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from amends.assurance import clauses, matrix, targets
from amends.assurance.documents import procedure_documents
from amends.cases.models import Case
from amends.cases.retention import erasure
from amends.demo import organisation_data
from amends.improvement import customer_value
from amends.organisation.models import Channel, Member, Requirement
from amends.reports import business_volume
from amends.reports.counting import recount
from amends.reports.periods import Period, later

LOOKED_AT_IN = (1, 7)  # months


def begin(people: Mapping[str, Member], *, now: datetime) -> None:
    """On the first day: what is aimed at, who must be trained in what, and who keeps which clause."""
    said = organisation_data.read("beside")
    owners = {str(member.pk): member for member in people.values()}
    for one in said["objectives"]:
        typed = {key: str(one.get(key, "")) for key in targets.OBJECTIVE}
        typed |= {"owner": str(people[one["owner"]].pk), "since": _next_month(now).isoformat()}
        targets.keep(None, {**typed, "period": one.get("period", "month")}, packs=[], people=owners)
    for one in said["comparisons"]:
        targets.compare({**one, "year": str(now.year)})
    customer_value.change(said["stakes"])
    for one in said["requirements"]:
        Requirement.objects.get_or_create(role=one["role"], subject=one["subject"])
    for clause in clauses.all_of():
        matrix.keep(clause.key, member=people[said["keepers"]["clauses"]], remark="", now=now)


def read_procedures(people: Mapping[str, Member], *, now: datetime) -> None:
    """Most of those who work by a procedure say that they have read it."""
    for one in procedure_documents.all_of(now):
        for name in organisation_data.read("beside")["keepers"]["read_by"]:
            if people[name] in one.unread:
                procedure_documents.read(one.edition_id, by=people[name], now=now)


def month_over(by: Member, *, now: datetime) -> None:
    """The business of the month that has just ended is typed in; twice a year somebody looks at every way in."""
    today = now.astimezone(recount.organisation_zone()).date()
    over = Period.around(today, "month").before.since
    typed = dict(_typed(today)) | _business(over)
    business_volume.keep(typed, today=today, by=by, now=now)
    if today.month in LOOKED_AT_IN:
        Channel.objects.update(checked_on=today)


def keep_words(by: Member, *, now: datetime) -> None:
    """A court still needs the words of one case; somebody else has asked that theirs be erased."""
    ended = Case.objects.filter(inside=False, held=False, erased_at=None).order_by("id")
    if one := ended.filter(ended="settled outside").first():
        erasure.hold(one, reason=organisation_data.read("beside")["keepers"]["held_because"], by=by, now=now)
    if one := ended.filter(ended="withdrawn").first():
        erasure.erase(one, cause="asked", by=by, now=now)


def share_of(month: date) -> float:
    """How much of an ordinary month's business there is in this one."""
    return float(organisation_data.read("beside")["business"]["season"][month.month - 1])


def _typed(today: date) -> Iterator[tuple[str, str]]:
    for line in business_volume.lines(today):
        yield f"orders-{line.key}", line.orders
        yield f"customers-{line.key}", line.customers


def _business(month: date) -> dict[str, str]:
    """A little up and down, the same each time."""
    known = organisation_data.read("beside")["business"]
    orders = round(known["orders"] * share_of(month)) + month.year * month.month % 97
    customers = known["customers"] + 20 * (month.year * 12 + month.month - 24_300)
    return {f"orders-{month:%Y-%m}": str(orders), f"customers-{month:%Y-%m}": str(customers)}


def _next_month(now: datetime) -> date:
    """Its first day: an objective holds for whole months."""
    return later(now.astimezone(recount.organisation_zone()).date().replace(day=1), 1)
