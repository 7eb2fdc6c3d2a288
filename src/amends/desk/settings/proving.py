"""Prove and verify by a button: the scenarios of a pack played in simulated time, and every record recomputed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpResponse

from amends.cases import editions, verification
from amends.desk import page
from amends.desk.request import Request
from amends.procedure.schema import say


@dataclass(frozen=True, slots=True)
class Proven:
    """One statement of the procedure's source: proven or refuted, and by which scenarios."""

    statement: str
    holds: bool
    scenarios: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Played:
    """One scenario: nothing when it held, otherwise where and why it did not."""

    name: str
    statements: tuple[str, ...]
    fault: str
    line: int


@dataclass(frozen=True, slots=True)
class ProofOutcome:
    statements: tuple[Proven, ...]
    played: tuple[Played, ...]

    @property
    def holding(self) -> int:
        return sum(one.holds for one in self.statements)

    @property
    def failures(self) -> list[Played]:
        return [one for one in self.played if one.fault]


class Prover(Protocol):
    """Plays the scenarios in a pack's files; it lives above the faces, and the server hands it in."""

    def __call__(self, files: Mapping[str, str]) -> ProofOutcome: ...


def proven(request: Request, prove: Prover) -> HttpResponse:
    """Nothing of a living case is read or touched: each scenario is undone."""
    rules = editions.in_force(request.now)
    known = {rule.edition_id: rule.edition for rule in rules}
    packs = [(pk, say(editions.procedure(pk).title, page.tongue()), known[pk].edition) for pk in known]
    chosen = request.POST.get("edition", "")
    outcome, title = None, ""
    if request.method == "POST" and chosen.isdecimal() and int(chosen) in known:
        outcome = prove(editions.files(int(chosen)))
        title = next(name for pk, name, _edition in packs if pk == int(chosen))
    context = {"packs": packs, "chosen": chosen, "outcome": outcome, "title": title}
    return page.show(request, "settings/prove", context)


def verified(request: Request) -> HttpResponse:
    verdict = verification.verify() if request.method == "POST" else None
    return page.show(request, "settings/verify", {"verdict": verdict})
