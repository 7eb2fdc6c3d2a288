"""What the desk's own pages say by key: carriers, goods, people and lengths of time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from amends.cases.views import case_labels, wording
from amends.cases.views.case_view import CaseView, PromiseView
from amends.desk import page
from amends.desk.case.act_forms import PREFIX
from amends.desk.mail import mail_labels
from amends.look import status_labels as look_labels
from amends.platform import dates
from amends.platform.json_values import Json
from amends.procedure.clock.calendar import Amount
from amends.procedure.diagram import amount_in


def day_kind(key: str) -> str:
    known = {
        "holiday": pgettext("day", "public holiday"),
        "half-day": pgettext("day", "half a day"),
        "extra working day": pgettext("day", "extra working day"),
        "closure": pgettext("day", "we are closed"),
    }
    return known.get(key, key)


def hours(intervals: Iterable[Iterable[str]]) -> str:
    """09:00–12:30, 13:30–17:00."""
    return ", ".join("–".join(one) for one in intervals)


def prefixed(said: Mapping[str, Json]) -> dict[str, Json]:
    """Answers to a pack's own questions, under the names of their fields."""
    return {PREFIX + key: value for key, value in said.items()}


def told_of(promise: PromiseView, seen: CaseView) -> bool | None:
    """Whether the complainant knows of an extension; nothing where there was none."""
    return look_labels.told_of_extension(seen, promise) if promise.owed.extended else None


def long(amount: Amount, language: str) -> str:
    return amount_in(amount, language)


def goods_kind(key: str) -> str:
    known = {
        "order": pgettext("goods", "order"),
        "shipment": pgettext("goods", "shipment"),
        "lot": pgettext("goods", "lot"),
    }
    return known.get(key, key)


def import_state(key: str) -> str:
    known = {
        "matching": pgettext("import", "waits for its columns"),
        "checking": pgettext("import", "being checked"),
        "checked": pgettext("import", "waits for your word"),
        "importing": pgettext("import", "being taken over"),
        "done": pgettext("import", "taken over"),
        "failed": pgettext("import", "ended without taking anything"),
    }
    return known.get(key, key)


def amount(quantity: Decimal | int) -> str:
    """In the reader's form, without zeros at its end."""
    return str(format_decimal(quantity, locale=dates.locale(page.tongue())))


def month(on: date) -> str:
    """January 2026."""
    return str(format_skeleton("yMMMM", on, locale=dates.locale(page.tongue())))


def short_month(on: date) -> str:
    """Jan 26, below a chart."""
    return str(format_date(on, "MMM yy", locale=dates.locale(page.tongue())))


def shortly(number: float) -> str:
    """With one decimal at most: an expectation is no more exact."""
    return str(format_decimal(round(number, 1), format="#,##0.#", locale=dates.locale(page.tongue())))


def readers(key: str) -> str:
    """Who must read a document."""
    known = {
        "everyone": _("everyone who works here"),
        "handlers": _("whoever handles complaints"),
        "holders": _("whoever holds a role in it"),
        "nobody": _("whoever needs it"),
    }
    return known[key]


def chance(probability: float) -> str:
    """How rarely chance alone makes so many, in words."""
    if probability < 1e-6:
        return _("less than once in a million months")
    return _("once in %(months)s months") % {"months": dates.number(_rounded(1 / probability))}


def _rounded(number: float) -> int:
    """To two figures: more would be a false exactness."""
    return int(float(f"{number:.2g}"))


def money_in(amount: Decimal, currency: str) -> str:
    return wording.money(str(amount), currency)


FILTERS: Mapping[str, Callable[..., object]] = {
    "carrier": case_labels.carrier,
    "channel": case_labels.channel,
    "message_state": mail_labels.message_state,
    "letter_fault": mail_labels.letter_fault,
    "whom": mail_labels.whom,
    "prefixed": prefixed,
    "told_of": told_of,
    "amount_in": long,
    "day_kind": day_kind,
    "hours": hours,
    "goods_kind": goods_kind,
    "import_state": import_state,
    "amount": amount,
    "month": month,
    "short_month": short_month,
    "shortly": shortly,
    "chance": chance,
    "readers": readers,
    "money_in": money_in,
}
