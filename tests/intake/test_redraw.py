"""Pictures are drawn beside everything else, within limits: a bad one costs nobody anything, and is evidence still."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import uuid
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from amends.cases import verification
from amends.cases.acts import handling, perform
from amends.cases.models import Attachment
from amends.cases.retention import erasure
from amends.intake import drafts
from amends.intake.attachments import files, integrity, orphans, pending_files, redraw_process, redraw_queue
from amends.intake.models import DraftFile
from tests import cast, pictures
from tests.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    request.getfixturevalue("settings").MEDIA_ROOT = tmp_path
    return tmp_path


def held(store: Path) -> list[str]:
    return sorted(str(one.relative_to(store)) for one in store.rglob("*") if one.is_file())


WHOLE = {
    "jpg": lambda: picture("JPEG", exif=_thumbnailed()),
    "png": lambda: picture("PNG"),
    "gif": lambda: picture("GIF"),
    "webp": lambda: picture("WEBP"),
    "heic": lambda: picture("HEIF"),
}


def _thumbnailed() -> bytes:
    """A head that holds a small whole picture, with an end mark of its own."""
    exif = Image.Exif()
    exif[0x927C] = picture("JPEG", side=16)
    return exif.tobytes()


KNOWN = {ending: made() for ending, made in WHOLE.items()}


@pytest.mark.parametrize("ending", WHOLE)
def test_a_picture_that_ends_early_is_seen_to_and_a_whole_one_is_not_suspected(ending: str):
    content = WHOLE[ending]()
    integrity.check(io.BytesIO(content), ending)
    assert integrity.size(io.BytesIO(content), ending) == ((64, 64) if ending == "heic" else (60, 60))  # whole blocks
    for cut in (len(content) * 2 // 3, len(content) - 3):
        with pytest.raises(integrity.Broken):
            integrity.check(io.BytesIO(content[:cut]), ending)


def test_what_cameras_write_behind_a_picture_makes_it_no_cut_one():
    integrity.check(io.BytesIO(picture() + b"\x00" * 5000), "jpg")
    integrity.check(io.BytesIO(picture("PNG") + b"trailer"), "png")


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(WHOLE)), st.binary(max_size=60), st.integers(0, 200), st.integers(0, 60))
def test_whatever_bytes_they_are_they_are_whole_or_broken_and_nothing_else_happens(
    ending: str, noise: bytes, at: int, gone: int
):
    content = KNOWN[ending][:at] + noise + KNOWN[ending][at + gone :]
    with suppress(integrity.Broken):
        integrity.check(io.BytesIO(content), ending)
    assert all(0 <= side < 1 << 32 for side in integrity.size(io.BytesIO(content), ending))


def _sixteen() -> bytes:
    out = io.BytesIO()
    Image.new("I;16", (40, 40), 40_000).save(out, "PNG")
    return out.getvalue()


def _animated() -> bytes:
    first, out = Image.effect_noise((40, 40), 50), io.BytesIO()
    first.save(out, "GIF", save_all=True, append_images=[first.rotate(90)], loop=0)
    return out.getvalue()


DRAWN = {
    "jpeg": lambda: picture("JPEG"),
    "progressive": lambda: picture("JPEG", progressive=True),
    "cmyk": lambda: picture("JPEG", mode="CMYK"),
    "grey": lambda: picture("JPEG", mode="L"),
    "sixteen bits": _sixteen,
    "palette": lambda: picture("PNG", mode="P"),
    "two colours": lambda: picture("PNG", mode="1"),
    "see-through": lambda: picture("PNG", mode="RGBA"),
    "animated": _animated,
    "webp": lambda: picture("WEBP"),
    "heic": lambda: picture("HEIF"),
    "called otherwise": lambda: picture("PNG"),
}


@pytest.mark.parametrize("kind", DRAWN)
def test_every_kind_of_picture_is_drawn_and_nothing_of_its_head_is_left(kind: str):
    house = cast.house()
    case = house.receive(files=[pictures.stored(DRAWN[kind](), "photo.jpg")]).case
    one = case.attachments.get()
    assert (one.drawing, one.shown) == ("waiting", "")
    pictures.draw_all()
    one.refresh_from_db()
    assert one.drawing == "drawn"
    assert files.is_picture(one.media_type)
    with default_storage.open(one.shown) as file, Image.open(file) as shown:
        assert (shown.format, shown.mode, shown.getexif()) == ("JPEG", "RGB", Image.Exif())
    assert verification.verify().agrees


def test_sixteen_bits_of_grey_are_grey_and_not_white():
    with Image.open(io.BytesIO(redraw_process.redrawn(_sixteen()))) as shown:
        assert 140 < shown.getpixel((20, 20))[0] < 170


def _bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (15_000, 15_000)).save(out, "PNG")
    return out.getvalue()


def _sized(width: int, height: int) -> bytes:
    content = bytearray(picture("PNG"))
    content[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return bytes(content)


BAD = {
    "cut": lambda: picture(side=400)[:9000],
    "damaged": lambda: b"\xff\xd8\xff\xe0" + os.urandom(5000),
    "a bomb": _bomb,
    "many pixels": lambda: _sized(9000, 9000),
    "no pixels": lambda: _sized(0, 0),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_drawn_says_so_and_stays_as_evidence_and_the_next_one_is_drawn(kind: str, store: Path):
    house = cast.house()
    content = BAD[kind]()
    bad = house.receive(files=[pictures.stored(content, "bad.jpg")]).case.attachments.get()
    good = house.receive(words="Another.", files=[pictures.stored(picture(), "good.jpg")]).case.attachments.get()
    pictures.draw_all()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.drawing, bad.shown, good.drawing) == ("failed", "", "drawn")
    assert (store / bad.stored).read_bytes() == content


def test_whoever_draws_has_little_memory_and_time_and_none_of_our_secrets():
    """As the worker starts it: a picture that would need four gigabytes ends it, and it alone."""
    take = "from amends.intake.attachments import redraw_process; redraw_process._limit(); bytearray(2 << 30)"
    done = subprocess.run([sys.executable, "-c", take], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "MemoryError" in done.stderr
    assert not [name for name in redraw_queue.GIVEN if "AMENDS" in name or "DATABASE" in name]


def test_a_picture_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch):
    house = cast.house()
    one = house.receive(files=[pictures.stored(picture(), "slow.jpg")]).case.attachments.get()
    monkeypatch.setattr(redraw_queue, "PATIENCE_SECONDS", 0.0)
    pictures.draw_all()
    one.refresh_from_db()
    assert one.drawing == "failed"


def test_a_picture_whose_bytes_are_gone_holds_up_nobody():
    house = cast.house()
    gone = house.receive(files=[pictures.stored(picture(), "gone.jpg")]).case.attachments.get()
    default_storage.delete(gone.stored)
    pictures.draw_all()
    gone.refresh_from_db()
    assert gone.drawing == "failed"


def test_what_was_drawn_at_the_form_goes_with_the_file_to_the_case(store: Path):
    house = cast.house()
    draft, token = drafts.start(house.now)
    drafts.fill_in(draft, {"kind": "complaint", "words": "See.", "anonymous": "yes"}, now=house.now)
    assert drafts.add_files(draft, [pictures.upload(picture())], now=house.now) == ""
    pictures.draw_all()
    case = drafts.send(draft, token, language="en", now=house.now).case
    one = case.attachments.get()
    assert (one.drawing, DraftFile.objects.count()) == ("drawn", 0)
    assert held(store) == sorted([one.stored, one.shown])


def test_a_picture_drawn_while_its_form_was_sent_is_not_lost(store: Path):
    """The form read its files, then one was drawn, then the case was written."""
    house = cast.house()
    pending = pending_files.take([pictures.upload(picture())], now=house.now)
    pictures.draw_all()
    case = house.receive(files=pending.files).case
    pending_files.handed_over(pending.files)
    assert case.attachments.get().drawing == "drawn"
    assert len(held(store)) == 2


def test_erasing_finds_every_picture_also_one_that_is_being_drawn(store: Path):
    house = cast.house()
    case = house.receive(files=[pictures.stored(picture(), "a.jpg"), pictures.stored(picture(), "b.jpg")]).case
    while not case.attachments.exclude(shown="").exists():
        redraw_queue.step(house.now)
    redraw_queue.step(house.now)  # the second is being drawn while the case ends
    case = handling.do(case, "withdraw", by="complainant", now=house.now)
    erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
    for _ in range(400):
        redraw_queue.step(house.now)
    erasure.remove_files(timezone.now())
    assert held(store) == []


def test_files_that_nothing_names_are_found_and_files_that_anything_names_are_not(store: Path):
    house = cast.house()
    case = house.receive(files=[pictures.stored(picture(), "a.jpg")]).case
    pending_files.take([pictures.upload(picture("PNG"), "b.png")], now=timezone.now())
    pictures.draw_all()
    kept = held(store)
    assert len(kept) == 4
    lost = default_storage.save(f"cases/{case.attachments.get().stored[6:8]}/{uuid.uuid4()}.jpg", ContentFile(b"x"))
    folders = {str(Path(one).parent) for one in [*kept, lost]}
    assert sum(orphans.put_aside(one, timezone.now()) for one in folders) == 0  # it may be on its way
    later = timezone.now() + timedelta(days=2)
    assert sum(orphans.put_aside(one, later) for one in folders) == 1
    aside = [one for one in held(store) if one.startswith("orphans/")]
    assert [one for one in held(store) if one not in aside] == kept
    assert (store / aside[0]).read_bytes() == b"x"
    orphans.sweep(later + timedelta(days=10))
    assert aside[0] in held(store)
    orphans.sweep(later + timedelta(days=16))
    assert held(store) == kept


def test_a_form_that_nobody_sent_is_forgotten_with_its_files_and_one_that_was_sent_is_not(store: Path):
    """Also when the program died between the case and the row of the form."""
    house = cast.house()
    pending_files.take([pictures.upload(picture())], now=house.now)
    sent = pending_files.take([pictures.upload(picture())], now=house.now)
    case = house.receive(files=sent.files).case
    pending_files.sweep(house.now + timedelta(days=2))
    assert DraftFile.objects.count() == 0
    assert held(store) == [case.attachments.get().stored]


def test_a_file_of_another_form_or_draft_cannot_be_taken_along():
    house = cast.house()
    draft, _token = drafts.start(house.now)
    drafts.add_files(draft, [pictures.upload(picture())], now=house.now)
    theirs = str(DraftFile.objects.get().pk)
    assert pending_files.take([], kept=[theirs, str(uuid.uuid4()), "x", "²"], now=house.now).files == ()


def test_rows_of_what_died_on_its_way_into_the_store_are_no_files():
    house = cast.house()
    draft, _token = drafts.start(house.now)
    DraftFile.objects.create(draft=draft, name="a", media_type="image/jpeg", size=1, sha256="", stored="", at=house.now)
    assert drafts.files_of(draft) == []


def test_the_record_of_an_attachment_says_how_far_its_drawing_is():
    house = cast.house()
    case = house.receive().case
    perform.attach(case, [pictures.stored(b"I wrote this down.", "note.txt")], by="complainant", now=house.now)
    assert Attachment.objects.get().drawing == ""
    assert files.is_picture("image/heic")
