"""What can be wrong with an act: each error carries all its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from amends.procedure.reasons import Reason


class ActNotAllowed(Exception):
    """The procedure does not allow this now; every reason, not only the first."""

    def __init__(self, act: str, reasons: Sequence[Reason]) -> None:
        super().__init__(act, [reason.code for reason in reasons])
        self.act = act
        self.reasons = tuple(reasons)


class InvalidForm(Exception):
    """What was filled in cannot be taken: field -> what is wrong, in words for the person who typed it."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(dict(faults))
        self.faults = dict(faults)


class Changed(Exception):
    """Someone else acted on the case since this person looked: the numbers of the entries they have not seen."""

    def __init__(self, since: int, numbers: Sequence[int]) -> None:
        super().__init__(since, list(numbers))
        self.since = since
        self.numbers = tuple(numbers)


class Forbidden(Exception):
    """This reader may not see or do this."""
