"""What staff read as dots or not at all: passwords in what people send us, numbers of cases that are not theirs."""

from __future__ import annotations

import hmac
import re
from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext as _

from amends.cases import tracking
from amends.cases.models import Secret
from amends.platform.json_values import Json

HIDDEN = "••••-••••-••••-••••"
PASSWORD = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Za-z]{4}[-\u2010-\u2015 ]?){3}[0-9A-Za-z]{4}(?![0-9A-Za-z])")
NUMBER = re.compile(
    r"(?<![0-9A-Za-z])[A-Za-z]{1,4}[-\u2010-\u2015 ]?[0-9A-Za-z]{4}[-\u2010-\u2015 ]?[0-9A-Za-z]{4}(?![0-9A-Za-z])"
)
MOST = 50  # of each that are looked at in one text


def masked(text: str, numbers: Iterable[str] = ()) -> str:
    """The text without any password that opens one of these cases, or one whose number stands in the text itself.

    What only looks like a password, such as the number of a machine, stays as it is.
    """
    tried = list(dict.fromkeys(PASSWORD.findall(text)))[:MOST]
    if not tried:
        return text
    known = {*numbers, *filter(None, map(tracking.tidy_number, NUMBER.findall(text)[:MOST]))}
    secrets = list(Secret.objects.filter(case__number__in=known).values_list("case__number", "hash"))
    for password in tried:
        if any(
            hmac.compare_digest(bytes(stored), tracking.password_hash(number, password)) for number, stored in secrets
        ):
            text = text.replace(password, HIDDEN)
    return text


def without_cases(text: str, numbers: Collection[str]) -> str:
    """The text with none of these numbers of cases in it."""
    for number in numbers:
        text = text.replace(number, _("another case"))
    return text


def without_password(contents: Mapping[str, Json], number: str) -> dict[str, Json]:
    """What the vault holds of a case, as staff may read it."""
    return {key: _without(value, number) for key, value in contents.items()}


def _without(value: Json, number: str) -> Json:
    if isinstance(value, str):
        return masked(value, [number])
    if isinstance(value, dict):
        return without_password(value, number)
    return [_without(one, number) for one in value] if isinstance(value, list) else value
