"""From which network a complaint came: a keyed mark, kept for two days, so that nobody mails others through us."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from amends.cases.models import Origin

KEPT = timedelta(days=2)
HOUSEHOLD = 64  # of an IPv6 address: what one household or firm is given, and can change within as it likes


def mark(address: str) -> str:
    """Of the network that an address belongs to. It says nothing to whoever steals the table.

    Empty where there is none, and for an address of our own side: behind a proxy that was not made known all of the
    world comes from there, and must not be shut out together.
    """
    with suppress(ValueError):
        found = ipaddress.ip_address(address)
        if isinstance(found, ipaddress.IPv6Address):
            found = found.ipv4_mapped or found
        if not found.is_global:
            return ""
        if isinstance(found, ipaddress.IPv6Address):
            found = ipaddress.ip_network((found, HOUSEHOLD), strict=False).network_address
        return salted_hmac("amends.network", str(found), algorithm="sha256").hexdigest()
    return ""


def networks_of(case_ids: Sequence[int]) -> Mapping[int, str]:
    """The marks of these cases, as far as they are known still."""
    return dict(Origin.objects.filter(case__in=case_ids).values_list("case_id", "network"))


def forget(now: datetime) -> int:
    """A step of the worker: what is older than two days is of no use any more."""
    Origin.objects.filter(at__lt=now - KEPT).delete()
    return 0
