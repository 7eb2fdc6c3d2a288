"""The register of ways in, and what of it is shown to complainants."""

from __future__ import annotations

from amends.organisation.models import Channel


def register() -> list[Channel]:
    """Every channel with its keeper and place."""
    return list(Channel.objects.select_related("keeper", "site").order_by("kind", "key"))


def public() -> list[Channel]:
    """The channels that complainants are told of."""
    return [channel for channel in register() if channel.public]
