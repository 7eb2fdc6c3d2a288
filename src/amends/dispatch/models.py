"""Messages: each letter to one person by one carrier, from waiting to accepted, failed or bounced."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Message(models.Model):
    """One letter by one carrier. Its address and words are in the vault; this row is its journey."""

    STATES = ["waiting", "sending", "sent", "failed", "bounced", "to print"]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey("amends.Case", models.PROTECT, related_name="messages")
    entry_no = models.PositiveIntegerField()  # the entry it follows from
    letter = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    to_whom = models.CharField(max_length=60)  # complainant · staff:<id> · department:<key>
    carrier = models.CharField(max_length=20)  # email · sms · post · page · spoken
    content = models.ForeignKey("amends.PersonalData", models.PROTECT)
    secret = models.BooleanField(default=False)  # carries the password, put in at the moment of sending
    state = models.CharField(max_length=10, default="waiting")
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    claimed_by = models.IntegerField(null=True)  # the sender, alive as long as it holds the lock of this number
    tries = models.PositiveSmallIntegerField(default=0)
    repeated = models.BooleanField(default=False)  # possibly: a sender died between sending and saying so
    sent_at = models.DateTimeField(null=True)
    sent_no = models.PositiveIntegerField(null=True)  # the entry that says it was accepted
    fault = models.CharField(max_length=300, blank=True)
    # Keyed marks, only where a stranger made it follow: by them it is limited how much is sent to whom, see `limits`.
    recipient = models.CharField(max_length=64, blank=True)
    network = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="letter_written_once", fields=["case", "entry_no", "letter", "to_whom", "carrier"]
            )
        ]
        indexes = [
            models.Index(
                name="message_waiting", fields=["carrier", "next_at"], condition=Q(state__in=["waiting", "sending"])
            ),
            models.Index(name="message_to", fields=["recipient", "-made_at"], condition=~Q(recipient="")),
            models.Index(name="message_from", fields=["network", "-made_at"], condition=~Q(network="")),
            models.Index(name="message_newest", fields=["-made_at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.letter} by {self.carrier}"


class DemoDelivery(models.Model):
    """What the demo's carrier took: the mailbox and the phone of people who do not exist. Empty everywhere else."""

    message = models.UUIDField(null=True, db_index=True)  # the letter; none where it was no letter of a case
    number = models.CharField(max_length=20, blank=True, db_index=True)
    whom = models.CharField(max_length=60, blank=True)  # complainant · staff:<id> · department:<key>
    carrier = models.CharField(max_length=20)  # email · sms
    to = models.CharField(max_length=320, db_index=True)
    subject = models.TextField(blank=True)
    body = models.TextField(blank=True)  # Markdown
    sms = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    taken_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="demo_newest", fields=["-taken_at", "-id"])]

    def __str__(self) -> str:
        return f"by {self.carrier}"
