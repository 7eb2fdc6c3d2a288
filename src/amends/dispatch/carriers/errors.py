"""What goes wrong on the way out."""

from __future__ import annotations


class DeliveryFailed(Exception):
    """A carrier did not take a letter; permanent when trying again cannot help.

    `perhaps` when the line broke off while the letter was in its hands: it may have been taken all the same.
    """

    def __init__(self, reason: str, *, permanent: bool, perhaps: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.perhaps = perhaps


class Unready(Exception):
    """A letter that cannot be made ready here; no carrier was asked, so no try is used up."""
