"""Hooks of the documentation site: the pages of the front, the house drawn from its imports, and links that lead there.

`make site` builds it with MkDocs. A link that leads nowhere fails the build.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import grimp

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

HERE = Path(__file__).resolve().parent.parent
FRONT = {
    "README.md": "index.md",
    **{name: name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "STYLE.md", "SECURITY.md")},
}
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")
ROW, BOX, HIGH, GAP = 96, 132, 44, 24  # of the picture, in pixels


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The documents that stand outside the folder, and the page with the picture."""
    from mkdocs.structure.files import File  # noqa: PLC0415 - the tests draw the picture where MkDocs is not installed

    for name, address in FRONT.items():
        files.append(File.generated(config, address, content=from_the_front((HERE / name).read_text(encoding="utf-8"))))
    files.append(File.generated(config, "architecture.svg", content=picture(floors(), arrows())))
    files.append(File.generated(config, "architecture.md", content=page(floors(), arrows())))
    return files


def on_page_markdown(markdown: str, **_rest: object) -> str:
    """Out of the folder with the documents lead only links to the front; there they are pages beside the others."""
    front = "|".join(map(re.escape, FRONT))
    return re.sub(rf"\]\(((?:\.\./)*)\.\./({front})", lambda one: f"]({one[1]}{FRONT[one[2]]}", markdown)


def from_the_front(text: str) -> str:
    """Links of a document of the front, as the site has them; what is no page of it is only named."""

    def mended(link: re.Match[str]) -> str:
        target, place = link[1], link[2] or ""
        if target in FRONT:
            return f"]({FRONT[target]}{place})"
        return f"]({target.removeprefix('docs/')}{place})"

    text = LINK.sub(mended, text)
    return re.sub(r"\[([^\]]*)\]\((?:LICENSE|tests/[^)]*)\)", r"\1", text)


@dataclass(frozen=True)
class Arrow:
    """How often a module of one room imports a module of another."""

    start: str
    end: str
    count: int


def floors() -> list[list[str]]:
    """The rooms, from the highest floor to the lowest, as the contract of the imports has them."""
    told = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = told["tool"]["importlinter"]["contracts"]
    layers: list[str] = next(one["layers"] for one in contracts if one["type"] == "layers")
    rooms = [[room.strip() for room in layer.split("|")] for layer in layers]
    return [[room for room in floor if not room.startswith("(")] for floor in rooms]


def arrows() -> list[Arrow]:
    graph = grimp.build_graph("amends", cache_dir=None)
    rooms = {room for floor in floors() for room in floor}
    found: Counter[tuple[str, str]] = Counter()
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            pair = module.split(".")[1:2] + imported.split(".")[1:2]
            if len(pair) == 2 and pair[0] != pair[1] and rooms >= set(pair):
                found[pair[0], pair[1]] += 1
    return [Arrow(start, end, count) for (start, end), count in sorted(found.items())]


def places(house: list[list[str]]) -> dict[str, tuple[float, float]]:
    """The middle of each box."""
    widest = max(map(len, house)) * (BOX + GAP)
    return {
        room: (
            (widest - len(floor) * (BOX + GAP)) / 2 + number * (BOX + GAP) + (BOX + GAP) / 2 + 200,
            ROW * (row + 0.5),
        )
        for row, floor in enumerate(house)
        for number, room in enumerate(floor)
    }


def picture(house: list[list[str]], imports: list[Arrow]) -> str:
    """Floors from above to below; the thicker an arrow, the more modules import; one that climbs would be red."""
    at, width = places(house), max(map(len, house)) * (BOX + GAP) + 400
    shape = f'viewBox="0 0 {width} {ROW * len(house)}" role="img" font-family="sans-serif" font-size="15"'
    title = "<title>The rooms of Amends and what imports what</title>"
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {shape}>{title}']
    for one in sorted(imports, key=lambda arrow: -arrow.count):
        (x, y), (to_x, to_y) = at[one.start], at[one.end]
        far = (to_y - y) / ROW
        bend = x + (to_x - x) / 2 + (0 if far < 2 else (1 if (x + to_x) >= width else -1) * 34 * far)
        colour = "#5b7083" if to_y > y else "#b00020"
        lines.append(
            f'<path d="M{x:.0f} {y:.0f} Q{bend:.0f} {(y + to_y) / 2:.0f} {to_x:.0f} {to_y - HIGH / 2:.0f}" fill="none"'
            f' stroke="{colour}" stroke-opacity=".45" stroke-width="{1 + one.count**0.5 / 3:.1f}">'
            f"<title>{escape(one.start)} → {escape(one.end)}: {one.count}</title></path>"
        )
    for room, (x, y) in at.items():
        lines.append(
            f'<rect x="{x - BOX / 2:.0f}" y="{y - HIGH / 2:.0f}" width="{BOX}" height="{HIGH}" rx="6" fill="#fff"'
            f' stroke="#22313f"/><text x="{x:.0f}" y="{y + 5:.0f}" text-anchor="middle">{escape(room)}</text>'
        )
    return "\n".join([*lines, "</svg>"])


def page(house: list[list[str]], imports: list[Arrow]) -> str:
    """The picture and, as every picture has, its table."""
    rows = [f"| {one.start} | {one.end} | {one.count} |" for one in imports]
    floor_of = {room: number for number, floor in enumerate(house) for room in floor}
    up = [one for one in imports if floor_of[one.start] >= floor_of[one.end]]
    return "\n".join(
        [
            "# Architecture",
            "",
            "Drawn from the imports of the code, when this site was built. Floors import downwards only.",
            f"{len(imports)} arrows between {len(floor_of)} rooms, {len(up)} of them upwards or between neighbours.",
            "",
            "![The rooms by floors, with an arrow from each room to those that it imports](architecture.svg)",
            "",
            "| room | room that it imports | imports between their modules |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )
