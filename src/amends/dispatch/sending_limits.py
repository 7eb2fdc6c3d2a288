"""How much strangers can have sent to others through us: over a limit a complaint is taken all the same, letters wait.

Whoever fills in the form chooses who is written to, and text messages cost us money. So letters that follow from what
a stranger did are counted, by recipient and by network. What staff write is never held up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.crypto import salted_hmac

from amends.cases.visibility import not_recused
from amends.dispatch.models import Message
from amends.organisation.models import Member
from amends.platform import locks

DAY = timedelta(days=1)
LONGEST = timedelta(days=3)  # what would wait longer leaves only when somebody says so: a flood must not drip for years
LIMITED = "so many a day"  # the fault of a letter that waits for its turn
# carrier -> how many letters in any twenty-four hours
TO_ONE: Mapping[str, int] = {"email": 6, "sms": 4}
FROM_ONE: Mapping[str, int] = {"email": 40, "sms": 12}
MOST = max(*TO_ONE.values(), *FROM_ONE.values())


def mark(address: str) -> str:
    """A keyed mark of who is written to: it counts, and says nothing to whoever steals the table."""
    return salted_hmac("amends.recipient", address.strip().lower(), algorithm="sha256").hexdigest()


def schedule(messages: Sequence[Message], *, now: datetime) -> None:
    """Sets when each of these unsent letters may leave; those that a limit holds back say so. Within a transaction."""
    counted = [one for one in messages if one.recipient and one.carrier in TO_ONE]
    if not counted:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [locks.LETTERS_OF_STRANGERS])
    left = _left(counted, now)
    for one in counted:
        earliest = max(_free(left[key], most, now) for key, most in _limits(one))
        for key, _most in _limits(one):
            left[key].append(earliest)
        if earliest > now:
            one.next_at, one.fault = earliest if earliest < now + LONGEST else None, LIMITED


def waiting(member: Member) -> QuerySet[Message]:
    """The letters that a limit holds back now, the oldest first; none of a case about this member."""
    held = Message.objects.filter(not_recused(member, "case__"), state="waiting", fault=LIMITED)
    return held.order_by("made_at", "id")


def release(messages: QuerySet[Message], *, now: datetime) -> int:
    """Somebody has looked at them and says that they are meant: they leave at once. How many."""
    return messages.filter(state="waiting", fault=LIMITED).update(next_at=now, fault="")


Key = tuple[str, str, str]  # recipient or network · the mark · carrier


def _limits(one: Message) -> list[tuple[Key, int]]:
    """What this letter counts for, and how many there may be."""
    found: list[tuple[Key, int]] = [(("recipient", one.recipient, one.carrier), TO_ONE[one.carrier])]
    if one.network:
        found.append((("network", one.network, one.carrier), FROM_ONE[one.carrier]))
    return found


def _free(moments: Sequence[datetime], most: int, now: datetime) -> datetime:
    """When the next letter may leave: no more than `most` of them in any twenty-four hours."""
    latest = sorted(moments)[-most:]
    return max(now, latest[0] + DAY) if len(latest) == most else now


def _left(messages: Sequence[Message], now: datetime) -> dict[Key, list[datetime]]:
    """When the letters of these recipients and networks left in the last day, or will."""
    found: dict[Key, list[datetime]] = defaultdict(list)
    for name in ("recipient", "network"):
        marks = {getattr(one, name) for one in messages} - {""}
        rows = Message.objects.filter(**{f"{name}__in": marks}).exclude(state="failed")
        rows = rows.annotate(leaves_at=Coalesce(F("sent_at"), F("next_at"))).filter(leaves_at__gt=now - DAY)
        latest = Window(RowNumber(), partition_by=[F(name), F("carrier")], order_by=F("leaves_at").desc())
        rows = rows.annotate(latest=latest).filter(latest__lte=MOST)
        for value, carrier, at in rows.values_list(name, "carrier", "leaves_at"):
            found[name, value, carrier].append(at)
    return found
