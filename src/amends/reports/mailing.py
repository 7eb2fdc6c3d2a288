"""The dashboard by e-mail, to members who want it: once for each week or month that is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from amends.organisation import access
from amends.organisation.models import Member, Organisation
from amends.reports import dashboard, shown, tallying
from amends.reports.dashboard import Tile
from amends.reports.figures import HEADLINES
from amends.reports.models import Subscription
from amends.reports.periods import Period

WEEK = timedelta(days=7)
ADDRESS = "desk-figures"  # the page that the mail leads to


def ordered(member: Member) -> str:
    """week · month · nothing."""
    return Subscription.objects.filter(member=member).values_list("every", flat=True).first() or ""


def order(member: Member, every: str, *, now: datetime) -> None:
    """From the next week or month on; nothing ends it. What is over already is not sent afterwards."""
    if every not in dict(Subscription.EVERY):
        Subscription.objects.filter(member=member).delete()
        return
    over = last(every, now.astimezone(tallying.organisation_zone()).date())
    Subscription.objects.update_or_create(member=member, defaults={"every": every, "sent_on": over.since})


def last(every: str, today: date) -> Period:
    """The last week, from Monday to Sunday, or the last month that is over."""
    if every == "week":
        monday = today - timedelta(days=today.weekday())
        return Period(monday - WEEK, monday - timedelta(days=1))
    return Period.around(today, "month").before


@transaction.atomic
def step(now: datetime) -> int:
    """Sends one that is due. Its row is held meanwhile, so that two workers do not send it twice."""
    today = now.astimezone(tallying.organisation_zone()).date()
    for every, _title in Subscription.EVERY:
        period = last(every, today)
        due = Subscription.objects.filter(every=every).exclude(sent_on=period.since)
        row = due.select_for_update(of=("self",), skip_locked=True).select_related("member").first()
        if row is not None:
            Subscription.objects.filter(pk=row.pk).update(sent_on=period.since)
            _send(row.member, period, now)
            return 1
    return 0


def _send(member: Member, period: Period, now: datetime) -> None:
    """Whoever may not see figures any more, or left, gets none."""
    if not member.email or not access.may_see_figures(member, now):
        return
    with translation.override(member.language):
        tiles = dashboard.tiles(HEADLINES, period, packs=None, today=period.until)
        organisation = Organisation.objects.get(id=1)
        EmailMessage(
            subject=_("%(organisation)s: complaints in figures, %(period)s")
            % {"organisation": organisation.name, "period": shown.period(period)},
            body=_words(tiles, period), to=[member.email],
            from_email=f'"{organisation.name}" <{organisation.email or settings.DEFAULT_FROM_EMAIL}>',
            headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
        ).send()  # fmt: skip


def _words(tiles: list[Tile], period: Period) -> str:
    query = f"since={period.since}&until={period.until}" if period.length == "days" else f"period={period.since:%Y-%m}"
    lines = [_line(tile) for tile in tiles]
    end = _("The charts, and how each figure is counted: %(address)s") % {
        "address": f"{settings.URL}{reverse(ADDRESS)}?{query}"
    }
    stop = _("You asked for this mail. You can end it on the same page.")
    return "\n".join([shown.period(period), "", *lines, "", end, "", stop, ""])


def _line(tile: Tile) -> str:
    before = tile.compared[0]
    stands = f" ({tile.stands_on})" if tile.stands_on else ""
    then = _("before: %(value)s") % {"value": before.said}
    return f"{tile.definition.title}: {tile.said}{stands}; {then}"
