"""How to reach a person: any one of mobile, e-mail or post, each tidied and checked; or nothing, on purpose."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from amends.organisation import addresses

MOST_DIGITS = 15  # of a telephone number anywhere in the world


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
    if number := addresses.number(text, country):
        return number
    if addresses.WRITTEN.fullmatch(text) and sum(sign.isdigit() for sign in text) > MOST_DIGITS:
        raise ValueError(_("Write one number only."))
    raise ValueError(_("This is no number that we can reach. Write all its digits, such as +90 532 123 45 67."))


def _email(text: str, _country: str) -> str:
    if text.count("@") > 1:
        raise ValueError(_("Write one address only."))
    if address := addresses.plain(text):
        return address
    raise ValueError(_("Write an e-mail address like name@example.com."))


def _post(text: str, _country: str) -> str:
    if len(text) < 10 or len(text) > 500:
        raise ValueError(_("Write the whole address: name, street, town and postcode."))
    return text
