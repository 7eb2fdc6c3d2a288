"""A complaint not yet sent: what was typed so far, kept for a day so that nothing is lost between questions."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models


class Draft(models.Model):
    """Known only by a token in the person's own browser; the row keeps the token's hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)  # becomes the submission: sent twice is one case
    token = models.BinaryField(max_length=32, unique=True)
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    touched_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.id)


class DraftFile(models.Model):
    """A file added to a draft; it moves to the case when the draft is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=200)
    shown = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

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
    head: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)  # from · to · subject
    sort = models.CharField(max_length=20, blank=True)  # of sorts.SORTS; empty until it is sorted
    reason = models.CharField(max_length=40, blank=True)  # of sorts.REASONS
    case = models.ForeignKey("amends.Case", models.PROTECT, null=True, related_name="incoming")
    answer = models.TextField(blank=True)  # to a text message, until it is sent
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)  # to be sorted then; none when it is
    settled_at = models.DateTimeField(null=True)  # nobody need look at it
    settled_by = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(name="incoming_unsorted", fields=["next_at"], condition=models.Q(next_at__isnull=False)),
            models.Index(name="incoming_newest", fields=["-came_at", "-id"]),
            models.Index(name="incoming_sender", fields=["sender", "came_at"]),
            models.Index(name="incoming_unanswered", fields=["id"], condition=~models.Q(answer="")),
        ]

    def __str__(self) -> str:
        return str(self.id)
