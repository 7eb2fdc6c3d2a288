"""E-mail by SMTP: accepted by the relay is delivered as far as anyone can know; a bounce comes back later."""

from __future__ import annotations

import smtplib
import threading
from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language_info

from amends.cases import reply_address
from amends.dispatch.carriers.errors import DeliveryFailed, Unready
from amends.dispatch.letters import render
from amends.dispatch.letters.letter import Letter
from amends.dispatch.models import Message
from amends.organisation import addresses, inbound_channels
from amends.organisation.models import Organisation

OK = 250
NO_ADDRESS = "not a plain e-mail address"  # the fault of a letter that can never leave
_own = threading.local()  # each thread has a line of its own
STYLE = "font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere"


def deliver(message: Message, letter: Letter) -> None:
    """Hands the letter to the relay; the message's id in the header is the same at each try.

    Only a plain address: whatever else stood there, some program on the way would read it as somebody else's.
    The line stays open for the next letter of the same thread, until somebody hangs up or anything goes wrong.
    """
    to = addresses.plain(letter.to)
    if not to:
        raise DeliveryFailed(NO_ADDRESS, permanent=True)
    mail = _made(message, letter, to)
    relay = _line()
    try:
        relay.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as fault:
        codes = [code for code, _ in fault.recipients.values()]
        hang_up()
        raise DeliveryFailed(f"refused by the relay ({codes[0]})", permanent=min(codes) >= 500) from fault
    except smtplib.SMTPDataError as fault:
        hang_up()
        raise DeliveryFailed(f"the relay said {fault.smtp_code}", permanent=fault.smtp_code >= 500) from fault
    except smtplib.SMTPResponseException as fault:
        hang_up()  # it was asked about ourselves, not about this letter
        raise DeliveryFailed(f"the relay said {fault.smtp_code}", permanent=False) from fault
    except (OSError, smtplib.SMTPException) as fault:
        hang_up()
        raise DeliveryFailed(f"the line broke off: {type(fault).__name__}", permanent=False, perhaps=True) from fault


def hang_up() -> None:
    """Closes the line of this thread, if it has one."""
    relay, _own.relay = getattr(_own, "relay", None), None
    if relay is not None:
        with suppress(OSError, smtplib.SMTPException):
            relay.close()


def _made(message: Message, letter: Letter, to: str) -> EmailMultiAlternatives:
    organisation = Organisation.objects.get(id=1)
    try:
        mail = EmailMultiAlternatives(
            subject=letter.subject,
            body=letter.body,
            from_email=f'"{organisation.name}" <{_address(organisation)}>',
            to=[to],
            headers=_headers(message, letter, organisation),
        )
        mail.attach_alternative(page(letter, message.language, number=message.case.number), "text/html")
        mail.message()  # what cannot be said as a mail is found before the relay is asked
    except Exception as error:
        raise Unready from error
    return mail


def _line() -> BaseEmailBackend:
    """The line to the relay: the one that is open, if the relay still answers there."""
    relay: BaseEmailBackend | None = getattr(_own, "relay", None)
    if relay is None or not _answers(relay):
        hang_up()
        relay = get_connection()
        try:
            relay.open()
        except smtplib.SMTPResponseException as fault:
            raise DeliveryFailed(f"the relay said {fault.smtp_code}", permanent=False) from fault
        except (OSError, smtplib.SMTPException) as fault:
            raise DeliveryFailed(f"no relay: {type(fault).__name__}", permanent=False) from fault
        _own.relay = relay
    return relay


def _answers(relay: BaseEmailBackend) -> bool:
    line = getattr(relay, "connection", None)
    try:
        return line is None or line.noop()[0] == OK
    except (OSError, smtplib.SMTPException):
        return False


def _address(organisation: Organisation) -> str:
    return str(organisation.email or settings.DEFAULT_FROM_EMAIL)


def _headers(message: Message, letter: Letter, organisation: Organisation) -> dict[str, str]:
    """Automatic mail says so, lest two machines answer each other for ever (RFC 3834)."""
    domain = _address(organisation).rpartition("@")[2]
    headers = {
        "Message-ID": f"<{letter.message_id}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "X-Amends-Loop": reply_address.loop_mark(),
    }
    if letter.repeated:
        headers["X-Possibly-Repeated"] = "yes"
    return {**headers, **_answers_go(message)}


def _answers_go(message: Message) -> dict[str, str]:
    """An answer of the complainant finds its case by the address alone, where our mail server takes such addresses."""
    address = inbound_channels.tagged_address()
    if message.to_whom != "complainant" or not address:
        return {}
    name, _at, domain = address.rpartition("@")
    return {"Reply-To": f"{name}+{reply_address.tag(message.case.number)}@{domain}"}


def page(letter: Letter, language: str, *, number: str) -> str:
    """As wide as reads well, in the reader's own typeface and colours; a number is never broken at its hyphens."""
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    words = render.as_html(letter.body).replace(number, f'<span style="white-space: nowrap">{number}</span>')
    return (
        f'<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>'
        f'<body style="{STYLE}">{words}</body></html>'
    )
