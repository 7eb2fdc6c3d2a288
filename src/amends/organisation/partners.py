"""Partners and field engineers who raise cases at the customer's place, each by a link of their own and no account."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amends.organisation.models import Partner, Site

SALT = "amends.partner"


def everyone() -> list[Partner]:
    return list(Partner.objects.select_related("site").order_by("ended_at", "name"))


def invite(values: Mapping[str, str], *, now: datetime) -> Partner:
    """A new partner; ValidationError with every fault."""
    name = values.get("name", "").strip()
    faults = {} if name else {"name": _("Write the name.")}
    if len(name) > 120:
        faults["name"] = _("At most 120 characters.")
    site = values.get("site", "")
    if site and not Site.objects.filter(pk=site).exists():
        faults["site"] = _("Choose one of the answers offered.")
    if faults:
        raise ValidationError(faults)
    return Partner.objects.create(key=_free_key(name), name=name, site_id=site or None, since=now)


def link(partner: Partner) -> str:
    """What the partner's link carries; renewing or ending it makes every link before worthless."""
    return signing.dumps([partner.key, partner.issue], salt=SALT)


def of_link(given: str) -> Partner | None:
    """The partner whose link this is, unless it is forged, was renewed, or the partner has left."""
    try:
        key, issue = signing.loads(given, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Partner.objects.filter(key=key, issue=issue, ended_at=None).first()


def renew(partner: Partner) -> None:
    Partner.objects.filter(pk=partner.pk).update(issue=F("issue") + 1)


def end(partner: Partner, *, now: datetime) -> None:
    """Its cases stay; its link opens nothing any more."""
    Partner.objects.filter(pk=partner.pk, ended_at=None).update(ended_at=now)


def _free_key(name: str) -> str:
    plain = re.sub(r"[^a-z0-9-]", "", slugify(name))[:30] or "partner"
    taken = set(Partner.objects.filter(key__startswith=plain).values_list("key", flat=True))
    return next(key for at in range(len(taken) + 1) if (key := f"{plain}-{at + 1}" if at else plain) not in taken)
