"""Paper: a PDF from one of our templates and the plain values that stand on it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import typst
from django.conf import settings

STANDARD: Final = "ua-1"  # PDF/UA: every word tagged, in order, with its language


def pdf(template: Path, name: str, values: str) -> bytes:
    """The template's paper; it reads the values, which are JSON, as its input of this name."""
    compiler, inputs = _compiler(template), {name: values}
    try:
        made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=STANDARD)
    except typst.TypstError:
        # A sign that no font here can draw breaks the standard; the paper, tagged all the same, is still of use.
        made = compiler.compile(format="pdf", sys_inputs=inputs)
    assert isinstance(made, bytes)  # pages of their own are asked for with another format
    return made


@lru_cache(maxsize=8)
def _compiler(template: Path) -> typst.Compiler:
    """Knows the fonts; making it costs a hundred times more than setting a page."""
    return typst.Compiler(str(template), root=str(template.parent), font_paths=[str(settings.FONTS)])
