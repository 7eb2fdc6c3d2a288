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
