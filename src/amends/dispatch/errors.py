"""What goes wrong on the way out."""

from __future__ import annotations


class Undelivered(Exception):
    """A carrier did not take a letter; permanent when trying again cannot help."""

    def __init__(self, reason: str, *, permanent: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
