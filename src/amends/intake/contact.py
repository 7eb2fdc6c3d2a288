"""How to reach a person: any one of mobile, e-mail or post, each tidied and checked; or nothing, on purpose."""

from __future__ import annotations

from collections.abc import Mapping

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _


def check(content: Mapping[str, str], *, country: str) -> tuple[dict[str, str], dict[str, str]]:
    """The contact as it will be kept, and every fault by field."""
    faults: dict[str, str] = {}
    contact = {"name": content.get("name", "").strip()[:120]}
    for key, tidy in (("mobile", _mobile), ("email", _email), ("post", _post)):
        text = content.get(key, "").strip()
        if not text:
            continue
        try:
            contact[key] = tidy(text, country)
        except ValueError as fault:
            faults[key] = str(fault)
    reached = any(content.get(key, "").strip() for key in ("mobile", "email", "post"))
    if not reached and content.get("anonymous") != "yes":
        faults["anonymous"] = _("Give us one way to reach you, or say that you want to stay anonymous.")
    if reached and content.get("anonymous") == "yes":
        faults["anonymous"] = _("You gave us a way to reach you. Take it out to stay anonymous, or untick this.")
    return {key: value for key, value in contact.items() if value}, faults


def _mobile(text: str, country: str) -> str:
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        raise ValueError(_("Write the number with its digits, such as +90 532 123 45 67.")) from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError(_("This number is too short or too long. Start with + if it is from another country."))
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(text: str, _country: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError(_("Write an e-mail address like name@example.com.")) from None
    return text


def _post(text: str, _country: str) -> str:
    if len(text) < 10 or len(text) > 500:
        raise ValueError(_("Write the whole address: name, street, town and postcode."))
    return text
