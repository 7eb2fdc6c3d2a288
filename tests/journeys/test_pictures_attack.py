"""Eight strangers post three enormous pictures each while somebody else asks for the front page: it comes as ever.

The small form runs with the others. `PICTURES_ATTACK=whole .venv/bin/pytest tests/journeys/test_pictures_attack.py -s`
plays all of it beside a quiet minute, and prints how long the answers took and how much memory was used.
"""

from __future__ import annotations

import io
import os
import statistics
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from PIL import Image

from amends.intake.models import DraftFile
from tests import folders
from tests.journeys.phone import Phone
from tests.program import Program, until

pytestmark = pytest.mark.program
WHOLE = os.environ.get("PICTURES_ATTACK") == "whole"
STRANGERS, PICTURES, QUIET_SECONDS = (8, 3, 60.0) if WHOLE else (3, 2, 5.0)
SIDE = 7000
MEBIBYTE = 1024 * 1024


@dataclass
class Watch:
    """Somebody who asks for the front page again and again, and looks at the memory meanwhile."""

    program: Program
    answers: list[float] = field(default_factory=list)
    web: list[int] = field(default_factory=list)
    drawing: list[int] = field(default_factory=list)
    at_once: list[int] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Watch:
        self.threads = [threading.Thread(target=one, daemon=True) for one in (self._ask, self._weigh)]
        for one in self.threads:
            one.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self.ended.set()
        for one in self.threads:
            one.join(20)

    def _ask(self) -> None:
        while not self.ended.is_set():
            began = time.monotonic()
            assert self.program.get("/en/") == 200
            self.answers.append(time.monotonic() - began)
            time.sleep(0.1)

    def _weigh(self) -> None:
        while not self.ended.is_set():
            found = [(one, _kind(one)) for one in self.program.processes()]
            self.web.append(sum(_memory(one) for one, kind in found if kind == "web"))
            drawing = [_memory(one) for one, kind in found if kind == "drawing"]
            self.drawing.append(sum(drawing))
            self.at_once.append(len(drawing))
            time.sleep(0.1)

    def __str__(self) -> str:
        times = [1000 * one for one in self.answers]
        return (
            f"{len(times)} answers, median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms; "
            f"web at most {max(self.web) // MEBIBYTE} MiB; drawing at most {max(self.drawing) // MEBIBYTE} MiB, "
            f"{max(self.at_once)} at once"
        )


def _kind(process: psutil.Process) -> str:
    try:
        if "amends.intake.attachments.redraw_process" in process.cmdline():
            return "drawing"
        return "web" if process.name() == "amends-web" else ""
    except psutil.Error:
        return ""


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def enormous() -> bytes:
    """Forty-nine million dots with something on them, in a few megabytes."""
    out = io.BytesIO()
    Image.effect_noise((500, 500), 80).convert("RGB").resize((SIDE, SIDE)).save(out, "JPEG", quality=70)
    return out.getvalue()


def post(url: str, picture: bytes, answers: list[int]) -> None:
    """A stranger without a name: three pictures in one request."""
    phone = Phone(url)
    page = phone.post("/en/complain/", {})
    while not page.url.endswith("/files/"):
        key = page.url.rstrip("/").rpartition("/")[2]
        said = {"kind": {"kind": "complaint"}, "words": {"words": "See."}}.get(key, {})
        page = phone.post(f"/en/complain/{key}/", said)
    token = phone.session.cookies.get("csrftoken", "")
    sent = phone.session.post(
        page.url,
        {"csrfmiddlewaretoken": token},
        headers={"Referer": page.url},
        timeout=120,
        files=[("files", (f"{at}.jpg", io.BytesIO(picture), "image/jpeg")) for at in range(PICTURES)],
    )
    answers.append(sent.status_code)


def test_the_portal_answers_while_strangers_post_enormous_pictures(folder: Path):
    program = Program(folders.founded(folder))
    try:
        program.start()
        picture = enormous()
        with Watch(program) as quiet:
            time.sleep(QUIET_SECONDS)
        answers: list[int] = []
        with Watch(program) as attacked:
            strangers = [threading.Thread(target=post, args=(program.url, picture, answers)) for _ in range(STRANGERS)]
            for one in strangers:
                one.start()
            for one in strangers:
                one.join(180)
            wanted = [("drawn",)] * (STRANGERS * PICTURES)
            until(lambda: program.asked(DraftFile.objects.values_list("drawing")) == wanted, str(wanted), within=240)
        print(f"\nquiet:    {quiet}\nattacked: {attacked}")
        assert answers == [200] * STRANGERS
        assert max(attacked.answers) < 5.0
        assert statistics.median(attacked.answers) < 10 * statistics.median(quiet.answers) + 0.2
        assert max(attacked.web) - max(quiet.web) < 300 * MEBIBYTE
        assert max(attacked.drawing) < 1024 * MEBIBYTE
        assert max(attacked.at_once) == 1
    finally:
        program.clear_away()
