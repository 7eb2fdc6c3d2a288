"""Sentences about how long people's words are kept: until when, that they are gone, and that the log says why."""

from __future__ import annotations

from amends.cases import queries
from amends.cases.models import Attachment, PersonalData
from amends.cases.retention import erasure_log
from amends.proof.scenarios import Line
from amends.proof.step_registry import Refuted, expect, sentence
from amends.proof.world import World


@sentence("the words of the case are kept until (.+)")
def kept_until(world: World, _line: Line, when: str) -> None:
    """The first day on which they are kept no longer."""
    day = world.moment(when).astimezone(world.zone).date()
    expect(world.case.erase_on == day, f"they are kept until {world.case.erase_on or 'nobody knows when'}")


@sentence("the words of the complainant are (still there|gone)")
def words(world: World, _line: Line, how: str) -> None:
    """Everything that stood of the person: words, name, addresses, letters, files, and what search finds them by."""
    case = queries.named(world.case.number)
    kept = [one.kind for one in PersonalData.objects.filter(case=case) if one.content is not None]
    kept += [one.name for one in Attachment.objects.filter(case=case, erased_at=None)]
    kept += [one for one in (case.words.summary, case.words.complainant, case.words.found_by) if one]
    expect(bool(kept) == (how == "still there"), f"there are: {', '.join(kept) or 'none'}")


@sentence('the log of what was erased names the case, because "…"')
def logged(world: World, _line: Line, why: str) -> None:
    found = erasure_log.page("erased", member=None, language=world.language, now=world.now)
    row = next((one for one in found.rows if one.number == world.case.number), None)
    if row is None:
        raise Refuted("the log does not name it")
    expect(why in row.cause, f"it says: {row.cause}, by {row.by}")
