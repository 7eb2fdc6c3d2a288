"""Mailboxes that are read, the addresses they stand for, and gateways that bring text messages."""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from amends.organisation.models import Organisation


class Mailbox(models.Model):
    """Where e-mail is fetched, or what a mail server hands over; the password is sealed under the secret key."""

    SECURITIES = [("tls", "TLS"), ("starttls", "STARTTLS"), ("none", _("none (only on this machine)"))]
    HOWS = [("imap", _("we fetch it (IMAP)")), ("pipe", _("our mail server hands it over"))]
    name = models.CharField(_("name"), max_length=60, unique=True)
    how = models.CharField(_("how it comes"), max_length=10, choices=HOWS, default="imap")
    host = models.CharField(_("server"), max_length=200, blank=True)
    port = models.PositiveIntegerField(_("port"), default=993)
    security = models.CharField(_("security"), max_length=10, choices=SECURITIES, default="tls")
    user = models.CharField(_("user"), max_length=200, blank=True)
    password = models.BinaryField(null=True)  # sealed
    folder = models.CharField(_("folder"), max_length=200, default="INBOX")
    done_folder = models.CharField(_("folder for what was taken"), max_length=200, blank=True)  # empty: stays, as read
    tagged = models.BooleanField(default=False)  # name+anything@ arrives too, so that answers can carry the case
    paused_at = models.DateTimeField(null=True)
    validity = models.BigIntegerField(default=0)  # UIDVALIDITY: with another one the numbers below mean nothing
    last_uid = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=40, blank=True)  # a word of FAULTS
    fault_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """One address of ours, and what arrives there by its meaning: a kind of the procedure."""

    address = models.EmailField(_("address"), primary_key=True)  # in small letters
    mailbox = models.ForeignKey(Mailbox, models.CASCADE, related_name="addresses")
    kind = models.CharField(_("kind"), max_length=40)

    def __str__(self) -> str:
        return self.address


class Gateway(models.Model):
    """Who brings text messages, and how it proves that it is who it says."""

    PROOFS = [("hmac", _("a signature over the message (HMAC-SHA256)")), ("secret", _("a secret in a header"))]
    key = models.SlugField(_("name in the address"), primary_key=True, max_length=40)
    proof = models.CharField(_("how it proves itself"), max_length=10, choices=PROOFS, default="hmac")
    header = models.CharField(_("header"), max_length=60, default="X-Signature")
    secret = models.BinaryField()  # sealed
    last_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=40, blank=True)
    fault_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key


def kinds_by_address() -> dict[str, str]:
    """Every address of ours, in small letters, and the kind it means."""
    return {one.address.lower(): one.kind for one in Address.objects.all()}


def our_addresses() -> frozenset[str]:
    """Every address that is ours, in small letters: those that we read, and the one that letters come from."""
    organisation = Organisation.objects.filter(id=1).values_list("email", flat=True).first()
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return frozenset(one.lower() for one in (*kinds_by_address(), organisation, sender) if one)


def tagged_address() -> str:
    """An address of ours to which name+anything@ arrives too; empty when there is none."""
    found = Address.objects.filter(mailbox__tagged=True).order_by("address")
    return str(found.values_list("address", flat=True).first() or "")
