"""The organisation's colour, darkened or lightened until text in it can be read, as a style sheet of its own."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

PAPER, NIGHT = "#fbfaf7", "#161513"
TINTS = ("#f4f1ea", "#211f1c")  # the other grounds that the accent stands on
READABLE = 4.6  # WCAG 2.2 AA asks for 4.5; a little more, for rounding
PLAIN = "#1f5f8b"
Rgb = tuple[float, float, float]


@lru_cache(maxsize=32)
def style_sheet(colour: str) -> str:
    """The accent for light and dark pages, and the ink that stands on it."""
    light, dark = readable(colour, (PAPER, TINTS[0])), readable(colour, (NIGHT, TINTS[1]))
    return f":root{{{_rules(light)}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{_rules(dark)}}}}}\n"


def mark(colour: str) -> str:
    """Changes with the colour, so that browsers may keep the style sheet for ever."""
    return hashlib.sha256(style_sheet(colour).encode()).hexdigest()[:12]


def readable(colour: str, grounds: tuple[str, ...]) -> str:
    """The nearest shade of this colour that passes on every one of these grounds."""
    rgb = _rgb(colour if re.fullmatch("#[0-9a-fA-F]{6}", colour) else PLAIN)
    towards = (0.0, 0.0, 0.0) if _light(_rgb(grounds[0])) > 0.2 else (1.0, 1.0, 1.0)
    for step in range(101):
        shade = _hex(_mixed(rgb, towards, step / 100))
        if all(contrast(shade, ground) >= READABLE for ground in grounds):
            return shade
    return _hex(towards)


def contrast(one: str, other: str) -> float:
    """By WCAG 2.2: the lighter luminance over the darker, from 1 to 21."""
    lights = sorted((_light(_rgb(one)), _light(_rgb(other))))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _rules(accent: str) -> str:
    on_it = "#ffffff" if contrast(accent, "#ffffff") >= READABLE else "#111111"
    return f"--accent:{accent};--on-accent:{on_it}"


def _light(rgb: Rgb) -> float:
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> Rgb:
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(one * 255):02x}" for one in rgb)


def _mixed(rgb: Rgb, towards: Rgb, part: float) -> Rgb:
    red, green, blue = (one + (other - one) * part for one, other in zip(rgb, towards, strict=True))
    return (red, green, blue)
