"""The text gateway of the tests: what it takes stands in a list."""

from typing import Any

from apprise.decorators import notify

URL = "remembers://{to}"
taken: list[tuple[str, str]] = []  # number, words


@notify(on="remembers")
def _take(body: str, _title: str, _kind: str, meta: dict[str, Any], **_more: Any) -> bool:
    taken.append((str(meta["host"]), body))
    return True
