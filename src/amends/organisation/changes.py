"""How the organisation itself is changed: its face, its ways in, its members and the roles they hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import count
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from PIL import Image
from PIL.ImageFile import ImageFile

from amends.organisation import founding
from amends.organisation.models import Channel, Member, Organisation, RoleAssignment, Site

FACE = ("name", "prefix", "colour", "phone", "email", "website", "address", "hours", "signs")
LARGEST_LOGO = 1024 * 1024
MOST_PIXELS_OF_LOGO = 16_000_000
LOGOS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}
Values = Mapping[str, Any]


def organisation(
    values: Values, *, unspoken: Sequence[str] = (), logo: File[bytes] | None = None, without_logo: bool = False
) -> None:
    """Name, face, ways to reach and languages; in the `unspoken` ones no procedure in force is written."""
    one = Organisation.objects.get(id=1)
    for key in FACE:
        setattr(one, key, str(values.get(key, "")).strip())
    known = dict(settings.LANGUAGES)
    one.languages = [key for key in values.get("languages", ()) if key in known]
    one.publishes = bool(values.get("publishes"))
    faults = _organisation_faults(one, unspoken)
    kind = _logo_kind(logo, faults) if logo else ""
    _checked(one, faults)
    before = one.logo.name if logo or without_logo else ""
    if logo:
        _keep_logo(one, logo, kind)
    elif without_logo:
        one.logo = ""
    one.save()
    if before:
        with suppress(OSError):  # nobody is shown it any more
            one.logo.storage.delete(before)


def _keep_logo(one: Organisation, logo: File[bytes], kind: str) -> None:
    """The old one stays until the new one is kept."""
    try:
        logo.seek(0)
        one.logo.save(f"logo.{kind}", logo, save=False)
    except OSError:
        raise ValidationError({"logo": [_("We cannot keep files at the moment. Please try again later.")]}) from None


def _organisation_faults(one: Organisation, unspoken: Sequence[str]) -> dict[str, str]:
    faults = {}
    one.prefix = one.prefix.upper()
    if not re.fullmatch("[A-Z]{1,4}", one.prefix):
        faults["prefix"] = _("Write one to four letters from A to Z.")
    if not re.fullmatch("#[0-9a-fA-F]{6}", one.colour):
        faults["colour"] = _("Write the colour as six signs after #, such as #1f5f8b.")
    if not one.languages:
        faults["languages"] = _("Choose at least one language.")
    if unspoken:
        names = ", ".join(get_language_info(key)["name_local"] for key in unspoken)
        faults["languages"] = _("No procedure in force is written in %(languages)s: our letters could not be.") % {
            "languages": names
        }
    return faults


def _logo_kind(logo: File[bytes], faults: dict[str, str]) -> str:
    """Judged by its own bytes; a drawing (SVG) can carry scripts and is not taken."""
    if (logo.size or 0) > LARGEST_LOGO:
        faults["logo"] = _("The logo may have at most 1 MB.")
        return ""
    try:
        with Image.open(logo) as picture:
            if picture.format in LOGOS and picture.width * picture.height <= MOST_PIXELS_OF_LOGO:
                return _whole(picture, faults)
    except Exception:  # readers of pictures fail in ways of their own
        pass
    faults["logo"] = _("Choose a PNG, JPEG or WebP picture.")
    return ""


def new_channel() -> Channel:
    """A way in that is not there yet: saved by `channel`, which gives it its key."""
    return Channel()


def _whole(picture: ImageFile, faults: dict[str, str]) -> str:
    """Everybody sees it, so it is looked at to its end; its dots are counted already."""
    try:
        picture.load()
    except OSError:
        faults["logo"] = _("This picture is not whole: its end is missing. Choose it again.")
        return ""
    return LOGOS[str(picture.format)]


def channel(one: Channel, values: Values) -> None:
    """A way in: its kind, place and name, who looks after it, what is being improved, when it was last tried."""
    faults: dict[str, str] = {}
    one.kind = str(values.get("kind", one.kind))
    one.site = Site.objects.filter(pk=values.get("site") or "").first()
    one.titles = {key: text.strip() for key, text in values.get("titles", {}).items() if text.strip()}
    one.address = str(values.get("address", "")).strip()
    one.improvement = str(values.get("improvement", "")).strip()
    one.keeper = Member.objects.filter(pk=_number(values.get("keeper")), is_active=True).first()
    one.public = bool(values.get("public"))
    one.checked_on = _day(values.get("checked_on", ""), "checked_on", faults)
    if not one.titles:
        faults["titles"] = _("Give the channel a name.")
    if one.kind not in dict(Channel.KINDS):
        faults["kind"] = _("Choose one of the answers offered.")
    one.key = one.key or _free_key(one.kind)
    _checked(one, faults)
    one.save()


def _free_key(kind: str) -> str:
    """“phone”, then “phone-2” and so on."""
    taken = set(Channel.objects.filter(key__startswith=kind).values_list("key", flat=True))
    keys = (kind if at == 1 else f"{kind}-{at}" for at in count(1))
    return next(key for key in keys if key not in taken)


@transaction.atomic
def welcome(values: Values, *, now: datetime) -> Member:
    """A new member with a first password, which they change when they sign in."""
    one = Member(username=str(values.get("username", "")).strip())
    _fill(one, values)
    faults: dict[str, str] = {}
    password = str(values.get("password", ""))
    try:
        validate_password(password, one)
    except ValidationError as fault:
        faults["password"] = " ".join(fault.messages)
    _checked(one, faults, besides=("password",))
    facts = {"language": one.language, "standing": one.standing, "department": one.department}
    return founding.welcome(
        username=one.username, name=one.name, email=one.email, password=password, roles={}, now=now, **facts
    )


def member(one: Member, values: Values) -> None:
    """Name, e-mail, language, department and standing; the last owner of the procedure stays one."""
    was_owner = one.standing == "owner" and one.is_active
    _fill(one, values)
    faults = {"standing": _last_owner_stays()} if was_owner and one.standing != "owner" and _last_owner(one) else {}
    _checked(one, faults, besides=("password",))
    one.save(update_fields=["name", "email", "language", "standing", "department"])


def _fill(one: Member, values: Values) -> None:
    one.name = str(values.get("name", "")).strip()
    one.email = str(values.get("email", "")).strip()
    one.language = str(values.get("language", "en"))
    one.standing = str(values.get("standing", "staff"))
    one.department_id = values.get("department") or None


def speak(one: Member, language: str, *, known: Values) -> None:
    """A member chooses the language of the desk."""
    if language not in known:
        raise ValidationError({"language": _("Choose one of the languages offered.")})
    one.language = language
    one.save(update_fields=["language"])


def give(
    one: Member,
    *,
    role: str,
    site: str = "",
    department: str = "",
    since: str = "",
    until: str = "",
    site_bound: bool = False,
) -> None:
    """A role, everywhere, at one site, for one department or both, for a time or for good.

    One that the procedure binds to a site is held there only.
    """
    faults: dict[str, str] = {}
    if site_bound and not site:
        faults["site"] = _("This role holds for one place only. Choose which.")
    holding = RoleAssignment(member=one, role=role, site_id=site or None, department_id=department or None)
    holding.since, holding.until = _day(since, "since", faults), _day(until, "until", faults)
    if holding.since and holding.until and holding.until < holding.since:
        faults["until"] = _("The last day lies before the first.")
    if not role:
        faults["role"] = _("Choose a role.")
    elif RoleAssignment.objects.filter(
        member=one, role=role, site=site or None, department=department or None
    ).exists():
        faults["role"] = _("%(name)s holds this role already.") % {"name": one}
    _checked(holding, faults)
    holding.save()


def take(one: Member, role_assignment_id: int) -> None:
    RoleAssignment.objects.filter(member=one, pk=role_assignment_id).delete()


def need_to_know(roles: Sequence[str], *, known: Collection[str]) -> None:
    """From now on these roles open no more than the department and site of whoever holds them; others are let go."""
    if any(role not in known for role in roles):
        raise ValidationError({"roles": _("Choose one of the answers offered.")})
    Organisation.objects.filter(id=1).update(need_to_know=sorted(set(roles)))


def leave(one: Member) -> None:
    """Somebody no longer works here: they cannot sign in; what they did stays theirs."""
    if one.standing == "owner" and _last_owner(one):
        raise ValidationError({"standing": _last_owner_stays()})
    Member.objects.filter(pk=one.pk).update(is_active=False)


def come_back(one: Member) -> None:
    Member.objects.filter(pk=one.pk).update(is_active=True)


def _last_owner_stays() -> str:
    return _("Somebody must own the procedure. Name another owner first.")


def _last_owner(one: Member) -> bool:
    return not Member.objects.filter(standing="owner", is_active=True).exclude(pk=one.pk).exists()


def _checked(row: Any, faults: dict[str, str], *, besides: tuple[str, ...] = ()) -> None:
    """Raises all faults at once: ours, and those that the columns themselves find."""
    try:
        row.full_clean(exclude=[*besides, "id", "logo"])
    except ValidationError as found:
        for key, words in found.message_dict.items():
            faults.setdefault(key, " ".join(words))
    if faults:
        raise ValidationError({key: [words] for key, words in faults.items()})


def _day(text: str, key: str, faults: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        faults[key] = _("Give a real date, such as 27 3 2026.")
        return None


def _number(text: Any) -> int:
    return int(text) if str(text or "").isdecimal() else 0
