"""Files that somebody chose and that belong to no case yet: kept beside the form until it is sent, or for a day."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amends.cases.acts.perform import File
from amends.cases.errors import InvalidForm
from amends.cases.models import Attachment
from amends.intake.attachments import files, uploads
from amends.intake.attachments.files import Upload
from amends.intake.models import Draft, DraftFile

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pending:
    """What will go with the form, and what its sender should know first."""

    files: tuple[File, ...] = ()
    fault: str = ""

    def must_be_sound(self) -> None:
        """InvalidForm where its sender should know something of a file before it goes."""
        if self.fault:
            raise InvalidForm({"files": self.fault})


def of_form(request: HttpRequest, *, now: datetime) -> Pending:
    """What stands in a form of one page: files chosen now, those kept before, and those to be left out."""
    uploads_ = uploads.uploads_of(request.FILES.getlist("files"))
    kept, left_out = request.POST.getlist("kept"), request.POST.getlist("left_out")
    return take(uploads_, now=now, kept=kept, left_out=left_out)


@dataclass(slots=True)
class _Taking:
    draft: Draft | None
    now: datetime
    taken: list[File] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def take(
    uploads: Sequence[Upload],
    *,
    now: datetime,
    kept: Sequence[str] = (),
    left_out: Sequence[str] = (),
    draft: Draft | None = None,
) -> Pending:
    """Keeps what was chosen now with what was `kept` before. Each file is judged by itself: one costs no other.

    A fault is said once: who sends the form again without choosing anew sends what was kept, as it is.
    """
    rows = of_draft(draft) if draft else _loose(kept, now)
    out = {str(row.pk) for row in rows} & set(left_out)
    for row in rows:
        if str(row.pk) in out:
            forget(row)
    taking = _Taking(draft, now, [file_of(row) for row in rows if str(row.pk) not in out])
    for upload in uploads:
        _take(taking, upload)
    return Pending(tuple(taking.taken), "\n".join(dict.fromkeys(taking.faults)))


@transaction.atomic
def handed_over(taken: Sequence[File]) -> None:
    """They belong to a case now; what was drawn of one meanwhile goes with it."""
    for row in DraftFile.objects.select_for_update().filter(pk__in=[file.id for file in taken]):
        if row.drawing in ("drawn", "failed"):
            Attachment.objects.filter(pk=row.pk, drawing="waiting").update(shown=row.shown, drawing=row.drawing)
        row.delete()


def of_draft(draft: Draft) -> list[DraftFile]:
    return list(draft.files.exclude(sha256="").order_by("at", "id"))  # without what died on its way into the store


def file_of(row: DraftFile) -> File:
    return File(row.pk, row.name, row.media_type, row.size, row.sha256, row.stored, row.shown, row.drawing)


def forget(row: DraftFile) -> bool:
    """Takes it away; where the store does not let go of it, its row stays, of no draft, and it is swept later."""
    gone = files.remove(row.stored, row.shown)
    found = DraftFile.objects.filter(pk=row.pk)
    if gone:
        found.delete()
    else:
        found.update(draft=None)
    return gone


def sweep(now: datetime, most: int = 100) -> int:
    """Forgets files of forms that nobody sent. What went to a case keeps its bytes, whatever died in between."""
    old = DraftFile.objects.filter(draft=None, at__lt=now - KEPT)
    gone = 0
    for row in list(old.order_by("at")[:most]):
        if Attachment.objects.filter(pk=row.pk).exists():
            handed_over([file_of(row)])
        else:
            gone += forget(row)
    return gone


def _take(taking: _Taking, upload: Upload) -> None:
    name = files.short(upload.name)
    if len(taking.taken) >= files.MOST:
        words = ngettext("You can add at most %(most)s file.", "You can add at most %(most)s files.", files.MOST)
        taking.faults.append(words % {"most": files.MOST} + " " + _("%(name)s was not added.") % {"name": name})
        return
    try:
        judged = files.judge(upload)
        taking.taken.append(_kept(taking, upload, judged))
    except ValueError as fault:
        taking.faults.append(f"{name}: {fault}")
    except (files.Unstored, OSError):
        taking.faults.append(
            _(
                "We cannot keep files at the moment. Your words are kept: send them without the files, "
                "and add the files later."
            )
        )
    else:
        if judged.flaw:
            taking.faults.append(f"{name}: {judged.flaw}")


def _kept(taking: _Taking, upload: Upload, judged: files.Judged) -> File:
    """The row first, then the bytes: whatever dies in between, the store holds nothing that no row names."""
    own = uuid.uuid4()
    row = DraftFile.objects.create(
        id=own,
        draft=taking.draft,
        name=files.short(upload.name),
        media_type=judged.media_type,
        size=upload.size or 0,
        sha256="",
        stored=files.place(own, judged),
        at=taking.now,
    )
    try:
        file = files.store(upload, judged, own)
    except files.Unstored:
        forget(row)
        raise
    row.sha256, row.stored, row.drawing = file.sha256, file.stored, file.drawing
    row.save(update_fields=["sha256", "stored", "drawing"])
    return file


def _loose(kept: Sequence[str], now: datetime) -> list[DraftFile]:
    """Of this form alone: nobody else knows their ids, and those of a draft are its own."""
    found: QuerySet[DraftFile] = DraftFile.objects.filter(draft=None, at__gt=now - KEPT).exclude(sha256="")
    return list(found.filter(pk__in=[one for text in kept[: files.MOST] if (one := _uuid(text))]).order_by("at", "id"))


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
