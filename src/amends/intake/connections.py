"""How the owner sets up mailboxes and gateways: every fault at once, secrets sealed and never shown again."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from amends.cases.errors import InvalidForm
from amends.organisation.inbound_channels import Address, Gateway, Mailbox
from amends.platform import sealing

HERE = {"localhost", "127.0.0.1", "::1"}
HEADER = re.compile(r"[A-Za-z0-9-]{1,60}")
KEY = re.compile(r"[a-z0-9-]{1,40}")
Values = Mapping[str, Any]


@transaction.atomic
def mailbox(one: Mailbox, values: Values, *, kinds: Sequence[str], now: datetime) -> None:
    """Takes in all of it, or says everything that is wrong. An empty password leaves the one there is."""
    addresses = {kind: _listed(values.get(f"addresses-{kind}", "")) for kind in kinds}
    faults = {**_box_faults(one, values), **_address_faults(one, addresses)}
    if faults:
        raise InvalidForm(faults)
    one.name, one.how = values["name"].strip(), values["how"]
    one.host, one.user = values["host"].strip(), values["user"].strip()
    one.port, one.security = int(values["port"] or 993), values["security"]
    one.folder, one.done_folder = values["folder"].strip() or "INBOX", values["done_folder"].strip()
    one.tagged = bool(values.get("tagged"))
    one.paused_at = (one.paused_at or now) if values.get("paused") else None
    if values.get("password"):
        one.password = sealing.seal(values["password"])
    one.save()
    one.addresses.all().delete()
    Address.objects.bulk_create(
        Address(address=address, mailbox=one, kind=kind) for kind, found in addresses.items() for address in found
    )


def gateway(one: Gateway, values: Values, *, new: bool) -> str:
    """The gateway as it was filled in; a new secret when there is none or another is wanted, shown this once."""
    key, header = values["key"].strip(), values["header"].strip()
    faults: dict[str, str] = {}
    if new and not KEY.fullmatch(key):
        faults["key"] = _("Use small letters, digits and dashes.")
    elif new and Gateway.objects.filter(pk=key).exists():
        faults["key"] = _("There is a gateway of this name already.")
    if not HEADER.fullmatch(header):
        faults["header"] = _("Write the name of the header, such as X-Signature.")
    if values["proof"] not in dict(Gateway.PROOFS):
        faults["proof"] = _("Choose one of the answers offered.")
    if faults:
        raise InvalidForm(faults)
    one.key, one.header, one.proof = key if new else one.key, header, values["proof"]
    secret = secrets.token_urlsafe(32) if new or values.get("renew") else ""
    if secret:
        one.secret, one.fault, one.fault_since = sealing.seal(secret), "", None
    one.save(force_insert=new)
    return secret


def addresses_of(one: Mailbox, kind: str) -> str:
    found = one.addresses.filter(kind=kind).order_by("address") if one.pk else ()
    return "\n".join(address.address for address in found)


def _listed(text: str) -> list[str]:
    return list(dict.fromkeys(one.lower() for one in re.split(r"[\s,;]+", text) if one))


def _box_faults(one: Mailbox, values: Values) -> dict[str, str]:
    faults: dict[str, str] = {}
    if not values["name"].strip():
        faults["name"] = _("Give the mailbox a name.")
    elif Mailbox.objects.filter(name=values["name"].strip()).exclude(pk=one.pk).exists():
        faults["name"] = _("There is a mailbox of this name already.")
    if values["how"] not in dict(Mailbox.HOWS):
        faults["how"] = _("Choose one of the answers offered.")
    return {**faults, **_server_faults(one, values)} if values["how"] == "imap" else faults


def _server_faults(one: Mailbox, values: Values) -> dict[str, str]:
    faults: dict[str, str] = {}
    if not values["host"].strip():
        faults["host"] = _("Write the name of the mail server.")
    if not values["port"].isdigit() or not 0 < int(values["port"]) < 65536:
        faults["port"] = _("Write a port between 1 and 65535; with TLS it is mostly 993.")
    if values["security"] not in dict(Mailbox.SECURITIES):
        faults["security"] = _("Choose one of the answers offered.")
    elif values["security"] == "none" and values["host"].strip() not in HERE:
        faults["security"] = _("Without encryption a password may only travel within this machine.")
    if not values["user"].strip():
        faults["user"] = _("Write the user that the mailbox belongs to.")
    if not values.get("password") and not one.password:
        faults["password"] = _("Write the password of the mailbox.")
    return faults


def _address_faults(one: Mailbox, addresses: Mapping[str, Sequence[str]]) -> dict[str, str]:
    faults: dict[str, str] = {}
    everything = [address for found in addresses.values() for address in found]
    if not everything:
        faults[f"addresses-{next(iter(addresses), '')}"] = _("Write at least one address that arrives here.")
    for kind, found in addresses.items():
        wrong = [fault for address in found if (fault := _wrong(one, address, everything))]
        if wrong:
            faults[f"addresses-{kind}"] = "\n".join(wrong)
    return faults


def _wrong(one: Mailbox, address: str, everything: Sequence[str]) -> str:
    try:
        validate_email(address)
    except ValidationError:
        return _("%(address)s is no e-mail address.") % {"address": address}
    if everything.count(address) > 1:
        return _("%(address)s stands here twice.") % {"address": address}
    if Address.objects.filter(pk=address).exclude(mailbox=one.pk or 0).exists():
        return _("%(address)s belongs to another mailbox.") % {"address": address}
    return ""
