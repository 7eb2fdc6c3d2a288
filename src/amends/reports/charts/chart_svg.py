"""Charts as SVG that stands in a page: drawn once, kept by what it shows, in the page's own colours and letters."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeAlias
from xml.sax.saxutils import escape

from amends.platform.json_values import Json
from amends.reports.models import Drawing

Spec: TypeAlias = dict[str, Json]  # Vega-Lite
LONGEST_SECONDS = 60
KEPT = timedelta(days=60)
HAND = 2  # how drawings are dressed: a new number draws all of them anew
# Colours of the specs are names; each becomes a class, and the style sheet says what it looks like by day and night.
INKS = {
    "#000001": "ink",
    "#000002": "soft",
    "#000003": "hair",
    "#000004": "one",
    "#000005": "two",
    "#000006": "three",
    "#000007": "four",
    "#000008": "five",
    "#000009": "late",
}
INK = {name: colour for colour, name in INKS.items()}
PAINT = re.compile(r' (fill|stroke)="(#[0-9a-fA-F]{6})"')
STYLED = re.compile(r' style="[^"]*"')
FONT = re.compile(r' font-family="[^"]*"')
SIZED = re.compile(r'^<svg [^>]*width="([\d.]+)" height="([\d.]+)" viewBox="([^"]*)">')
LABELLED = re.compile(r'<(path|line|rect|circle) aria-label="([^"]*)"([^>]*?)/>')
GROUND = re.compile(r'^<rect [^>]*fill="(?:white|transparent)"/>')


def svgs(charts: Sequence[tuple[str, str, Spec]]) -> list[str]:
    """Each chart's drawing, of its title, what it says and its spec. Those never drawn before are drawn together."""
    digests = [_digest(chart) for chart in charts]
    known = dict(Drawing.objects.filter(digest__in=digests).values_list("digest", "svg"))
    new = {digest: chart for digest, chart in zip(digests, charts, strict=True) if digest not in known}
    if new:
        drawn = _drawn([spec for _title, _says, spec in new.values()])
        rows = [
            Drawing(digest=digest, svg=dressed(svg, title, says, digest[:12]))
            for svg, (digest, (title, says, _spec)) in zip(drawn, new.items(), strict=True)
        ]
        Drawing.objects.bulk_create(rows, ignore_conflicts=True)
        known |= {row.digest: row.svg for row in rows}
    return [known[digest] for digest in digests]


def sweep(now: datetime) -> int:
    """What was drawn long ago is forgotten; who asks again has it drawn again."""
    return Drawing.objects.filter(made_at__lt=now - KEPT).delete()[0]


def dressed(svg: str, title: str, says: str, key: str) -> str:
    """Without a ground, a font or a colour of its own, and with words for who cannot see it."""
    svg = STYLED.sub("", FONT.sub("", svg))
    svg = PAINT.sub(_painted, svg)
    sized = SIZED.match(svg)
    if sized is None:
        raise ValueError("this is no drawing")
    width, height, box = sized.groups()
    body = GROUND.sub("", svg[sized.end() :].removesuffix("\n").removesuffix("</svg>"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="{width}" height="{height}" '
        f'viewBox="{box}" aria-labelledby="c{key}-title c{key}-desc"><title id="c{key}-title">{escape(title)}</title>'
        f'<desc id="c{key}-desc">{escape(says)}</desc><g aria-hidden="true">{_silent(body)}</g></svg>'
    )


def _painted(found: re.Match[str]) -> str:
    what, colour = found.groups()
    return f' {what}="currentColor" data-{what}="{INKS[colour.lower()]}"' if colour.lower() in INKS else found[0]


def _silent(body: str) -> str:
    """What a mark says shows under the pointer; read one by one it would only tire, the table says it in order."""
    body = LABELLED.sub(lambda found: f"<{found[1]}{found[3]}><title>{found[2]}</title></{found[1]}>", body)
    return re.sub(r' (?:role|aria-\w+|pointer-events)="[^"]*"', "", body)


def _drawn(specs: Sequence[Spec]) -> list[str]:
    """By a process that ends with its work."""
    program = [sys.executable, "-m", "amends.reports.charts.vega"]
    asked = json.dumps(list(specs))
    done = subprocess.run(program, input=asked, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=True)
    drawn: list[str] = json.loads(done.stdout)
    return drawn


def _digest(chart: tuple[str, str, Spec]) -> str:
    return hashlib.sha256(json.dumps([HAND, *chart], sort_keys=True).encode()).hexdigest()
