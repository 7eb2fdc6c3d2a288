"""The built wheel, installed outside any checkout, is the whole program: pages, style sheets, words, fonts."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import pytest

from tests.program import Program

ROOT = Path(__file__).parents[2]
BUILD = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "wheel", "--no-deps", "--no-build-isolation"]
BEGIN = ["begin", "--name", "Nar Textiles", "--country", "TR", "--owner", "Selin Ateş", "--email", "selin@nar.example"]
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
FONT = re.compile(r"url\(\"?([^)\"]+\.woff2)")
LABEL = """
import sys
import django; django.setup()
from amends.goods import label
sys.stdout.buffer.write(label.label_pdf("A-1", what="Şal 披肩", address="https://nar.example/x", language="tr"))
"""

pytestmark = pytest.mark.program


def built(folder: Path, to: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*BUILD, "--wheel-dir", to, folder], capture_output=True, text=True, check=False)


def sources(to: Path, *, left_out: tuple[str, ...] = ()) -> Path:
    """What a wheel is built of, copied, so that building leaves nothing in the checkout."""
    shutil.copytree(ROOT / "src", to / "src", ignore=shutil.ignore_patterns("__pycache__", *left_out))
    shutil.copytree(ROOT / "tools", to / "tools")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(ROOT / name, to)
    return to


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    done = built(sources(place / "sources"), place)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(place.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of an environment that has the wheel, and the locked parts of ours in its view; the checkout is not."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, symlinks=True)
    there = Path(sysconfig.get_path("purelib", vars={"base": str(place), "platbase": str(place)}))
    parts = Path(sysconfig.get_path("purelib"))
    (there / "parts.pth").write_text(f"{parts}\n")  # without the .pth files that stand there: one leads to the checkout
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "--python", place / "bin/python"]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", wheel], check=True)
    found = [place / "bin/python", "-c", "import amends; print(amends.__file__)"]
    assert subprocess.check_output(found, text=True, cwd=place).startswith(str(there))
    return place / "bin/python"


@pytest.fixture
def installed(python: Path, folder: Path) -> Iterator[Program]:
    program = Program(folder, python=python)
    yield program
    program.clear_away()


def page(program: Program, path: str, language: str = "en") -> str:
    request = Request(program.url + path, headers={"Accept-Language": language})
    with urlopen(request, timeout=30) as answer:
        assert answer.status == 200
        return unescape(answer.read().decode())


def bring_all_they_name(program: Program, *paths: str) -> None:
    """Style sheets, scripts and pictures of these pages come, and the fonts that the style sheets name."""
    parts = {part for path in paths for part in LINKED.findall(page(program, path))}
    assert any(part.endswith(".css") for part in parts)
    sheets = [(part, page(program, part)) for part in parts if part.endswith((".css", ".svg", ".js"))]
    fonts = {urljoin(part, font) for part, says in sheets for font in FONT.findall(says)}
    assert fonts
    assert {fetched(program, font)[:4] for font in fonts} == {b"wOF2"}


def fetched(program: Program, path: str) -> bytes:
    with urlopen(program.url + path, timeout=30) as answer:
        return bytes(answer.read())


def test_an_organisation_of_ones_own_is_begun_and_served_from_the_wheel(installed: Program) -> None:
    done = installed.launch(*BEGIN)
    assert done.wait(120) == 0, installed.told()
    installed.start()
    bring_all_they_name(installed, "/", "/account/login/")
    assert "Nar Textiles" in page(installed, "/")
    assert "Şikâyet" in page(installed, "/", "tr")
    pdf = subprocess.check_output([installed.python, "-c", LABEL], env=installed.environment(), cwd=installed.data)
    assert b"Inter" in pdf
    assert b"NotoSansSC" in pdf
    assert "Traceback" not in installed.told()


def test_the_demo_is_served_from_the_wheel(installed: Program) -> None:
    installed.start("demo", within=400)
    bring_all_they_name(installed, "/", "/account/login/")
    assert "Şikâyet" in page(installed, "/", "tr")
    assert "παράπονο" in page(installed, "/", "el").lower()
    assert "Traceback" not in installed.told()


def test_the_wheel_has_the_fonts_the_words_and_the_packs(wheel: Path) -> None:
    there = {name.removeprefix("amends/") for name in zipfile.ZipFile(wheel).namelist()}
    ours = {
        each.relative_to(ROOT / "src/amends").as_posix()
        for each in (ROOT / "src/amends").rglob("*")
        if each.is_file() and each.suffix != ".pyc"
    }
    assert ours - there == set()
    assert {"fonts/Inter_400Regular.ttf", "locale/tr/LC_MESSAGES/django.mo", "look/static/look/favicon.svg"} <= there


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        (("vendor",), "src/amends/static/vendor/inter/inter-*-wght-normal.woff2"),
        (("fonts",), "src/amends/fonts/Inter_400Regular.ttf"),
        (("*.mo",), "src/amends/locale/tr/LC_MESSAGES/django.mo"),
    ],
)
def test_no_wheel_is_built_where_a_part_is_missing_and_the_reason_is_told(
    tmp_path: Path, left_out: tuple[str, ...], named: str
) -> None:
    done = built(sources(tmp_path / "sources", left_out=left_out), tmp_path)
    assert done.returncode != 0
    assert named in done.stdout + done.stderr
    assert "make wheel" in done.stdout + done.stderr
    assert not list(tmp_path.glob("*.whl"))
