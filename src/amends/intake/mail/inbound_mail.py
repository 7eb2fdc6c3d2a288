"""Messages as they came: kept whole before anything is made of them, found again by those who look after them."""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from amends.cases import visibility
from amends.cases.models import Case
from amends.cases.retention import erasure
from amends.intake.attachments import files
from amends.intake.mail import charsets
from amends.intake.mail import mail_message as reading
from amends.intake.mail.mail_message import Mail
from amends.intake.models import Incoming
from amends.organisation import inbound_channels
from amends.organisation.inbound_channels import Gateway, Mailbox
from amends.organisation.models import Member

SPACE = uuid.UUID("5b1e8a34-7d6f-4a1e-9a55-2f1f0c6d9e10")  # of the submissions that messages become
PERSONS = ("complaint", "answer", "addition")
BY_PASSWORD = ("status", "rating")  # asked for by text, and answered at once
ASIDE = ("bounce", "automatic", "list", "spam", "own")
UNSEEN = Q(look=None, settled_by="", sort__in=(*ASIDE, "held"), sorted_at__isnull=False)  # nobody has looked at it
PAGE = 50
FORGIVEN = timedelta(minutes=1)
STORE_PAUSE = timedelta(minutes=5)
FORGOTTEN = Q(stored="", case=None)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class MessagePage:
    rows: tuple[Incoming, ...]
    after: str  # key of the next page, empty at the end


def keep_mail(raw: bytes, *, now: datetime, mailbox: Mailbox | None = None, whole: bool = True) -> Incoming:
    """Keeps the very bytes, committed when this returns. The same message again is the one that is kept already."""
    mail = reading.read(raw, inbound_channels.our_addresses())
    head = {"name": mail.name, "from": mail.address, "to": list(mail.to[:20]), "subject": mail.subject}
    return _keep(
        raw,
        key=_key(mail, raw),
        now=now,
        way="email",
        mailbox=mailbox,
        whole=whole,
        head=head,
        claimed_at=mail.claimed_at,
        sender=hashed(mail.address),
        next_at=now,
    )


def keep_text(raw: bytes, *, gateway: Gateway, key: str, sender: str, now: datetime) -> tuple[Incoming, bool]:
    """A text message by the gateway's own number for it; and whether it is new."""
    digest = hashlib.sha256(f"sms:{gateway.key}:{key}".encode()).hexdigest()
    before = Incoming.objects.filter(key=digest).first()
    head = {"from": sender, "subject": ""}
    kept = before or _keep(
        raw, key=digest, now=now, way="sms", gateway=gateway, head=head, sender=hashed(sender), next_at=None
    )
    return kept, before is None


def raw(one: Incoming) -> bytes:
    """The very bytes; none once the case they belong to was erased."""
    if not one.stored:
        return b""
    try:
        with default_storage.open(one.stored) as file:
            return bytes(file.read())
    except FileNotFoundError:
        raise
    except OSError as fault:
        raise files.Unstored from fault


def mail(one: Incoming) -> Mail:
    """What it says; a text message is a mail of words alone."""
    if one.way == "sms":
        return Mail(name=str(one.head.get("from", "")), words=charsets.decode(raw(one)))
    return reading.read(raw(one), inbound_channels.our_addresses())


def hashed(sender: str) -> str:
    """A keyed mark of a sender: it counts, and says nothing to whoever steals the table."""
    return salted_hmac("amends.sender", sender.lower(), algorithm="sha256").hexdigest() if sender else ""


def written_by(sender: str, *, since: datetime, until: datetime, sorts: tuple[str, ...] = PERSONS) -> int:
    """How often this sender has written lately."""
    found = Incoming.objects.filter(sender=sender, came_at__gt=since, came_at__lte=until, sort__in=sorts)
    return found.count() if sender else 0


def page(member: Member | None, *, which: str = "look", after: str = "") -> MessagePage:
    """A page of what came: to look at, put aside, or all of it; the newest first, by key.

    Nothing that belongs to a case about this member.
    """
    found = _which(which).filter(visibility.not_recused(member, "case__"))
    if after:
        moment, _, last = after.partition("|")
        at = datetime.fromisoformat(moment)
        found = found.filter(Q(came_at__lt=at) | Q(came_at=at, pk__lt=uuid.UUID(last)))
    rows = list(found.select_related("case", "mailbox", "gateway").order_by("-came_at", "-id")[: PAGE + 1])
    shown = tuple(rows[:PAGE])
    key = f"{shown[-1].came_at.isoformat()}|{shown[-1].pk}" if len(rows) > PAGE else ""
    return MessagePage(shown, key)


def waiting() -> int:
    """How many a person still has to decide about, counted to a hundred."""
    return Incoming.objects.exclude(FORGOTTEN).filter(sort="held", settled_at=None)[:100].count()


def settle(one: Incoming, *, by: str, now: datetime, case: Case | None = None, sort: str = "") -> None:
    """Somebody looked at it and decided; what it became is written down with it."""
    one.settled_at, one.settled_by, one.case = now, by, case or one.case
    one.sort = sort or one.sort
    one.save(update_fields=["settled_at", "settled_by", "case", "sort"])


def forget(now: datetime) -> int:
    """A step of the worker: of a case that was erased, the bytes and the names go here too, not that it came."""
    return _empty(list(Incoming.objects.filter(case__in=erasure.lately(now)).exclude(stored="")[:100]))


def sweep(now: datetime) -> int:
    """A step of the worker: forgets what was put aside long ago and belongs to no case."""
    before = now - timedelta(days=settings.ASIDE_DAYS)
    old = Incoming.objects.filter(came_at__lt=before, settled_at__isnull=False, case=None)
    old = old.exclude(stored="").exclude(UNSEEN)  # nothing is forgotten before somebody has looked at it
    forgotten = 0
    while some := list(old[:100]):
        forgotten += _empty(some)
    if forgotten:
        log.info("%d messages put aside more than %d days ago are forgotten", forgotten, settings.ASIDE_DAYS)
    return forgotten


def forgotten() -> int:
    """Of how many messages nothing is left but that they came."""
    return Incoming.objects.filter(FORGOTTEN).count()


@contextmanager
def deciding(message_id: uuid.UUID) -> Iterator[Incoming]:
    """The message while somebody decides about it: nobody else does meanwhile. DoesNotExist once it is decided."""
    with transaction.atomic():
        one = Incoming.objects.select_for_update(of=("self",)).select_related("case").get(pk=message_id)
        if not undecided(one):
            raise Incoming.DoesNotExist
        yield one


def undecided(one: Incoming) -> bool:
    """A message that a person may still make something of."""
    return one.sort not in (*PERSONS, *BY_PASSWORD) and bool(one.stored)


def counted(since: datetime) -> Mapping[str, int]:
    """For the register: how many messages each way brought since then."""
    ways = Incoming.objects.filter(came_at__gte=since).values_list("way", flat=True)
    return {way: ways.filter(way=way).count() for way in ("email", "sms")}


def submission(one: Incoming) -> uuid.UUID:
    """The same message is the same submission, whoever makes a case of it and how often."""
    return uuid.uuid5(SPACE, one.key)


def put_off(one: Incoming, *, now: datetime) -> None:
    """It could not be sorted: tried again a little later each time, and given to a person after the third."""
    one.tries += 1
    one.next_at = now + FORGIVEN * 2**one.tries
    if one.tries >= 3:
        one.sort, one.reason, one.next_at, one.sorted_at = "held", "unreadable", None, now
    one.save(update_fields=["tries", "next_at", "sort", "reason", "sorted_at"])


def wait(one: Incoming, *, now: datetime) -> None:
    """Nothing can be stored at present: tried again soon and for ever, since the fault is not the message's."""
    one.next_at = now + STORE_PAUSE
    one.save(update_fields=["next_at"])


def _which(which: str) -> QuerySet[Incoming]:
    everything = Incoming.objects.exclude(FORGOTTEN)
    if which == "look":
        return everything.filter(UNSEEN | Q(sort="held", settled_at=None))
    aside = Q(sort__in=ASIDE) | Q(sort="held", settled_at__isnull=False)
    return everything.filter(aside) if which == "aside" else everything


def _empty(messages: Sequence[Incoming]) -> int:
    for one in messages:
        default_storage.delete(one.stored)
        one.stored, one.head, one.sender, one.answer = "", {}, "", ""
        one.save(update_fields=["stored", "head", "sender", "answer"])
    return len(messages)


def _key(mail: Mail, raw: bytes) -> str:
    """Delivered to two addresses of ours, a message differs in its upper lines only.

    The Message-ID alone is not enough: some programs give the same one to everything they send. Without one, only
    the very same bytes are the same message.
    """
    if not mail.message_id:
        return hashlib.sha256(raw).hexdigest()
    _head, _gap, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    said = "\0".join([mail.message_id, mail.address.lower(), mail.subject, str(mail.claimed_at)])
    return hashlib.sha256(said.encode() + b"\0" + body).hexdigest()


def _stored(place: str, raw: bytes) -> str:
    """Unstored where the store takes nothing: whoever brings the message keeps it, and brings it again."""
    try:
        return default_storage.save(place, ContentFile(raw))
    except OSError as fault:
        files.remove(place)
        raise files.Unstored from fault


def _keep(raw: bytes, *, key: str, now: datetime, **facts: object) -> Incoming:
    before = Incoming.objects.filter(key=key).first()
    if before:
        return before
    made = uuid.uuid4()
    stored = _stored(f"incoming/{now:%Y-%m}/{made}", raw)
    with transaction.atomic():
        row = Incoming(
            id=made, key=key, sha256=hashlib.sha256(raw).hexdigest(), size=len(raw), stored=stored, came_at=now, **facts
        )
        Incoming.objects.bulk_create([row], ignore_conflicts=True)  # another reader may have kept it just now
    kept = Incoming.objects.get(key=key)
    if kept.pk != made:
        default_storage.delete(stored)
    return kept
