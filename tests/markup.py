"""The markup of a page on one line: tests look at elements, wherever their template breaks a line."""

import re


def on_one_line(page: bytes | str) -> str:
    text = page.decode() if isinstance(page, bytes) else page
    return re.sub(r" ?([<>]) ?", r"\1", re.sub(r"\s+", " ", text))
