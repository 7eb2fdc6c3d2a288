"""A complaint on its way: kept between the questions under a token that only the person's browser knows."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from amends.cases import queries, tracking
from amends.cases.acts import complaint_receipt
from amends.cases.acts.complaint_receipt import Received
from amends.cases.editions import RulesInForce
from amends.intake import submission
from amends.intake.attachments import files, pending_files
from amends.intake.models import Draft, DraftFile
from amends.intake.submission import Door
from amends.platform.json_values import Json

KEPT = timedelta(days=1)
FILES = " files"  # a key that no field can have: whether a file was ever added


def start(now: datetime) -> tuple[Draft, bytes]:
    """A new draft and its token; the token goes into a cookie and nowhere else."""
    token = secrets.token_bytes(32)
    return Draft.objects.create(token=_hash(token), touched_at=now), token


def find(token: bytes, now: datetime) -> Draft | None:
    """The draft of this token, unless it was sent or has lain too long."""
    return Draft.objects.filter(token=_hash(token), touched_at__gt=now - KEPT).first() if token else None


def fill_in(draft: Draft, said: Mapping[str, Json], *, now: datetime) -> None:
    """Keeps what was typed, right or wrong: nothing typed is lost."""
    draft.content = {**draft.content, **said}
    draft.touched_at = now
    draft.save(update_fields=["content", "touched_at"])


def add_files(draft: Draft, uploads: Sequence[files.Upload], *, now: datetime) -> str:
    """Adds files to the draft, each judged by itself; what its sender should know of them."""
    if not uploads:
        return ""
    fill_in(draft, {FILES: True}, now=now)
    return pending_files.take(uploads, draft=draft, now=now).fault


def remove_file(draft: Draft, file_id: str) -> None:
    for row in draft.files.filter(pk=file_id):
        pending_files.forget(row)


def files_of(draft: Draft) -> list[DraftFile]:
    return pending_files.of_draft(draft)


@transaction.atomic
def send(
    draft: Draft, token: bytes, *, language: str, now: datetime, standing: RulesInForce | None = None, network: str = ""
) -> Received:
    """The draft becomes a case, once: the draft's own id is the submission's, and sending again finds the same case."""
    if draft.content.get("sent"):
        return Received(queries.submitted(draft.pk), tracking.new_password(token), again=True)
    content = {**draft.content, "language": draft.content.get("language") or language}
    added = [pending_files.file_of(row) for row in _locked(draft)] if draft.content.get(FILES) else []
    door = Door("web", added, draft.pk, token, network)
    valid = submission.validate(content, door, now=now, standing=standing)
    received = complaint_receipt.receive(valid, by="complainant", now=now)
    if added:
        draft.files.exclude(sha256="").delete()
    draft.content = {"sent": True}
    draft.save(update_fields=["content"])
    return received


def sweep(now: datetime) -> int:
    """Forgets drafts that nobody came back to, with their files."""
    old = list(Draft.objects.filter(touched_at__lt=now - KEPT).prefetch_related("files")[:100])
    for draft in old:
        for row in draft.files.all():
            pending_files.forget(row)
        draft.delete()
    return len(old) + pending_files.sweep(now)


def _locked(draft: Draft) -> list[DraftFile]:
    """Nobody draws one of them while it goes over to the case."""
    return list(draft.files.select_for_update().exclude(sha256="").order_by("at", "id"))


def _hash(token: bytes) -> bytes:
    return hashlib.sha256(token).digest()
