"""A complaint on its way: kept between the questions under a token that only the person's browser knows."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from amends.cases import editions, queries, receiving, tracking
from amends.cases.acts import File
from amends.cases.editions import Standing
from amends.cases.receiving import Received
from amends.intake import files, submission
from amends.intake.models import Draft, DraftFile

KEPT = timedelta(days=1)
FILES = " files"  # a key that no field can have: whether a file was ever added


def start(now: datetime) -> tuple[Draft, bytes]:
    """A new draft and its token; the token goes into a cookie and nowhere else."""
    token = secrets.token_bytes(32)
    return Draft.objects.create(token=_hash(token), touched_at=now), token


def find(token: bytes, now: datetime) -> Draft | None:
    """The draft of this token, unless it was sent or has lain too long."""
    return Draft.objects.filter(token=_hash(token), touched_at__gt=now - KEPT).first() if token else None


def fill_in(draft: Draft, said: Mapping[str, Any], *, now: datetime) -> None:
    """Keeps what was typed, right or wrong: nothing typed is lost."""
    draft.content = {**draft.content, **said}
    draft.touched_at = now
    draft.save(update_fields=["content", "touched_at"])


def add_files(draft: Draft, uploads: list[files.Upload], *, now: datetime) -> None:
    """Adds files to the draft, or none of them and Faulty."""
    kept = files.keep(uploads, already=draft.files.count())
    fill_in(draft, {FILES: True}, now=now)
    for file in kept:
        DraftFile.objects.create(
            id=file.id, draft=draft, name=file.name, media_type=file.media_type, size=file.size, sha256=file.sha256,
            stored=file.stored, shown=file.shown, at=now,
        )  # fmt: skip


def remove_file(draft: Draft, file_id: str) -> None:
    for row in draft.files.filter(pk=file_id):
        files.forget(_file(row))
        row.delete()


def listed(draft: Draft) -> list[DraftFile]:
    return list(draft.files.order_by("at", "id"))


@transaction.atomic
def send(draft: Draft, token: bytes, *, language: str, now: datetime, standing: Standing | None = None) -> Received:
    """The draft becomes a case, once: the draft's own id is the submission's, and sending again finds the same case."""
    if draft.content.get("sent"):
        return Received(queries.submitted(draft.pk), tracking.new_password(token), again=True)
    content = {**draft.content, "language": draft.content.get("language") or language}
    standing = standing or editions.standing(now)
    added = listed(draft) if draft.content.get(FILES) else []
    came = submission.arrival(content, channel="web", files=[_file(row) for row in added], now=now, standing=standing)
    came = replace(came, submission=draft.pk, token=token)
    received = receiving.receive(came, by="complainant", now=now, standing=standing)
    if added:
        draft.files.all().delete()
    draft.content = {"sent": True}
    draft.save(update_fields=["content"])
    return received


def sweep(now: datetime) -> int:
    """Forgets drafts that nobody came back to, with their files."""
    old = list(Draft.objects.filter(touched_at__lt=now - KEPT).prefetch_related("files")[:100])
    for draft in old:
        for row in draft.files.all():
            files.forget(_file(row))
        draft.delete()
    return len(old)


def _hash(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()


def _file(row: DraftFile) -> File:
    return File(row.id, row.name, row.media_type, row.size, row.sha256, row.stored, row.shown)
