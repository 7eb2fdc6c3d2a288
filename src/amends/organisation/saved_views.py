"""Views of the pool that a member keeps under a name."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amends.organisation.models import Member, SavedView

MOST = 30


def saved_views_of(member: Member) -> list[SavedView]:
    return list(SavedView.objects.filter(member=member).order_by("name"))


def keep(member: Member, *, name: str, query: str, now: datetime) -> SavedView:
    """The same name again is the same view with another filter."""
    name = name.strip()[:60]
    if not name:
        raise ValidationError({"name": _("Give the view a name.")})
    if not SavedView.objects.filter(member=member, name=name).exists() and len(saved_views_of(member)) >= MOST:
        raise ValidationError({"name": _("You have %(most)s views already. Remove one first.") % {"most": MOST}})
    facts = {"query": query[:1000], "made_at": now}
    return SavedView.objects.update_or_create(member=member, name=name, defaults=facts)[0]


def remove(member: Member, view_id: int) -> None:
    SavedView.objects.filter(member=member, pk=view_id).delete()
