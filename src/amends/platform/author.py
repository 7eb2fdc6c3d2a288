"""Who did something, as entries store it: "staff:7", "department:quality", "partner:3", "complainant", "clock"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

STAFF, DEPARTMENT, PARTNER = "staff", "department", "partner"


@dataclass(frozen=True, slots=True)
class Author:
    """A kind, and a key where there are several of it; `str` gives the stored form, which never changes."""

    kind: str
    key: str = ""

    @classmethod
    def parse(cls, stored: str) -> Author:
        """Of whatever stands as an author in an entry; it never raises, for histories are older than this program."""
        kind, _colon, key = stored.partition(":")
        return cls(kind, key)

    @classmethod
    def member(cls, pk: int) -> Author:
        return cls(STAFF, str(pk))

    @property
    def is_staff(self) -> bool:
        return self.kind == STAFF

    @property
    def member_id(self) -> int | None:
        """The member's number where it is one of our own people."""
        return int(self.key) if self.is_staff and self.key.isdecimal() else None

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}" if self.key else self.kind


def member_ids(stored: Iterable[str]) -> set[int]:
    """The numbers of the members among these authors; everybody else is left out."""
    found = (Author.parse(one).member_id for one in stored)
    return {one for one in found if one is not None}
