"""What an audit pack is asked for: a period, a seed that draws the sample, and how many cases of each stratum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from amends.cases.errors import InvalidForm
from amends.reports.periods import Period, later

LONGEST_SEED = 60
MOST = 50
LONGEST_DAYS = 3700
FIELDS = ("since", "until", "seed", "size")


@dataclass(frozen=True, slots=True)
class AuditPackRequest:
    since: date
    until: date
    seed: str
    size: int

    @property
    def period(self) -> Period:
        return Period(self.since, self.until)


def usual(today: date) -> dict[str, str]:
    """The twelve months until today; the seed is the day, which nobody chose."""
    return {
        "since": later(today, -12).isoformat(),
        "until": today.isoformat(),
        "seed": today.isoformat(),
        "size": "3",
    }


def clean(said: Mapping[str, str], *, today: date) -> AuditPackRequest:
    """Fit to make a pack from; InvalidForm with everything that is not."""
    faults: dict[str, str] = {}
    since, until = (_day(said.get(key, ""), key, faults) for key in ("since", "until"))
    seed, size = said.get("seed", "").strip(), said.get("size", "").strip()
    if since and until and not 0 <= (until - since).days < LONGEST_DAYS:
        faults["until"] = _("The last day must lie after the first, at most ten years.")
    if until and until > today:
        faults["until"] = _("This day has not come yet.")
    if not seed or len(seed) > LONGEST_SEED:
        faults["seed"] = _("Write a word or a number, at most %(most)s signs.") % {"most": LONGEST_SEED}
    if not size.isdecimal() or not 1 <= int(size) <= MOST:
        faults["size"] = _("Write a number from 1 to %(most)s.") % {"most": MOST}
    if faults or since is None or until is None:
        raise InvalidForm(faults)
    return AuditPackRequest(since, until, seed, int(size))


def _day(said: str, key: str, faults: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        faults[key] = _("Write a day, such as 2026-03-31.")
        return None
