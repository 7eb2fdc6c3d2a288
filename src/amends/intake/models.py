"""What came and is no case yet: what was typed so far, files chosen, mail as it came, and who looked through it."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models

from amends.platform.json_values import JsonTable


class Draft(models.Model):
    """Known only by a token in the person's own browser; the row keeps the token's hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)  # becomes the submission: sent twice is one case
    token = models.BinaryField(max_length=32, unique=True)
    content: models.JSONField[JsonTable, JsonTable] = models.JSONField(default=dict)
    touched_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.id)


class DraftFile(models.Model):
    """A file that somebody chose; it moves to the case when the form is sent.

    Its row is there before its bytes are, so that nothing in the store is without a name in a table.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # None: chosen at a form of one page, which alone knows its id
    draft = models.ForeignKey(Draft, models.CASCADE, null=True, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=200)
    shown = models.CharField(max_length=200, blank=True)
    drawing = models.CharField(max_length=10, blank=True)  # of drawing.STATES; empty: no picture
    at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [
            models.Index(name="chosen_to_draw", fields=["at"], condition=models.Q(drawing="waiting")),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Incoming(models.Model):
    """One e-mail or text message as it came: kept first and whole, then sorted, and never thrown away unread.

    Like a draft, it holds what a person wrote before there is a case; what belongs to a case goes on to the vault.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)  # also the submission that it becomes
    way = models.CharField(max_length=10)  # email · sms
    mailbox = models.ForeignKey("amends.Mailbox", models.SET_NULL, null=True)
    gateway = models.ForeignKey("amends.Gateway", models.SET_NULL, null=True)
    key = models.CharField(max_length=64, unique=True)  # what makes two deliveries the same message
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    stored = models.CharField(max_length=200)  # name in the store
    whole = models.BooleanField(default=True)  # false: only its beginning was fetched
    came_at = models.DateTimeField()  # by the server's clock
    claimed_at = models.DateTimeField(null=True)  # by the sender's
    sender = models.CharField(max_length=64, blank=True)  # keyed hash, to count how often somebody writes
    head: models.JSONField[JsonTable, JsonTable] = models.JSONField(default=dict)  # from · to · subject
    sort = models.CharField(max_length=20, blank=True)  # of sorts.SORTS; empty until it is sorted
    reason = models.CharField(max_length=40, blank=True)  # of sorts.REASONS
    case = models.ForeignKey("amends.Case", models.PROTECT, null=True, related_name="incoming")
    answer = models.TextField(blank=True)  # to a text message, until it is sent
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)  # to be sorted then; none when it is
    settled_at = models.DateTimeField(null=True)  # nobody need look at it
    settled_by = models.CharField(max_length=40, blank=True)
    sorted_at = models.DateTimeField(null=True)  # put where it is
    look = models.ForeignKey("amends.MailLook", models.PROTECT, null=True, related_name="messages")  # the daily look

    class Meta:
        indexes = [
            models.Index(
                name="incoming_unseen",
                fields=["sorted_at"],
                condition=models.Q(
                    look=None, settled_by="", sort__in=("bounce", "automatic", "list", "spam", "own", "held")
                ),
            ),
            models.Index(name="incoming_unsorted", fields=["next_at"], condition=models.Q(next_at__isnull=False)),
            models.Index(name="incoming_newest", fields=["-came_at", "-id"]),
            models.Index(name="incoming_sender", fields=["sender", "came_at"]),
            models.Index(name="incoming_unanswered", fields=["id"], condition=~models.Q(answer="")),
        ]

    def __str__(self) -> str:
        return str(self.id)


class MailLook(models.Model):
    """Somebody looked through what was put aside and held: who, when, how many, and by which day it was owed."""

    at = models.DateTimeField(db_index=True)
    by = models.CharField(max_length=40)
    count = models.PositiveIntegerField()
    due_on = models.DateField()

    class Meta:
        triggers = [pgtrigger.Protect(name="looks_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.by} at {self.at:%Y-%m-%d %H:%M}"


class MailWatch(models.Model):
    """Which role owes the daily look; none: the owner of the procedure."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    role = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="one_mail_watch", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return self.role
