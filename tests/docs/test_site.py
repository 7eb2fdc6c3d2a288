"""The documentation site's picture of the house is drawn from what the code really imports."""

import runpy
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site() -> dict[str, Any]:
    return runpy.run_path(str(HERE / "docs/site_pages.py"))


def test_every_room_stands_in_the_picture_and_no_arrow_climbs(site: dict[str, Any]) -> None:
    house, imports = site["floors"](), site["arrows"]()
    rooms = {one.name for one in (HERE / "src/amends").iterdir() if (one / "__init__.py").exists()} - {"migrations"}
    assert {room for floor in house for room in floor} == rooms
    drawn = site["picture"](house, imports)
    assert all(f">{room}</text>" in drawn for room in rooms)
    assert drawn.count("<path ") == len(imports) > 80
    assert "#b00020" not in drawn
    assert "0 of them upwards" in site["page"](house, imports)


def test_an_arrow_that_climbs_is_drawn_in_red(site: dict[str, Any]) -> None:
    climbing = [site["Arrow"]("platform", "desk", 1)]
    assert "#b00020" in site["picture"](site["floors"](), climbing)
    assert "1 of them upwards" in site["page"](site["floors"](), climbing)


def test_links_of_the_front_lead_to_pages_of_the_site(site: dict[str, Any]) -> None:
    text = "[t](docs/tour.md) [c](CHANGELOG.md#x) [l](LICENSE) [p](docs/pictures/case.png)"
    assert site["from_the_front"](text) == "[t](tour.md) [c](CHANGELOG.md#x) l [p](pictures/case.png)"
    assert site["on_page_markdown"]("[r](../../README.md#a) [s](../STYLE.md)") == "[r](../index.md#a) [s](STYLE.md)"
