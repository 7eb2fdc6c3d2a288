"""Clause by clause: who keeps it, what can be shown today, what is missing, and what is said about an exception."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from amends.assurance import clauses, evidence
from amends.assurance.clauses import Clause
from amends.assurance.evidence import Evidence
from amends.assurance.evidence_data import EvidenceData
from amends.assurance.models import Keeper
from amends.cases import editions
from amends.organisation.models import Member


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """One clause as it stands. `state` is shown, partly or missing; it never says that anything conforms."""

    clause: Clause
    keeper: str
    remark: str
    evidence: tuple[Evidence, ...]
    keeper_id: str = ""

    @property
    def gaps(self) -> tuple[Evidence, ...]:
        return tuple(one for one in self.evidence if one.missing)

    @property
    def state(self) -> str:
        if not self.gaps:
            return "shown"
        return "missing" if len(self.gaps) == len(self.evidence) else "partly"


def matrix(
    now: datetime,
    *,
    language: str,
    among: frozenset[int] | None = None,
    standing: editions.RulesInForce | None = None,
    only: str = "",
) -> tuple[ClauseLine, ...]:
    """Every clause, or only one, with its evidence of today; `among` limits it to some cases, for a proof."""
    ground = EvidenceData(now, language, among=among, standing=standing)
    kept = {one.clause: one for one in Keeper.objects.select_related("member")}
    found: dict[str, Evidence] = {}
    lines = []
    for clause in (one for one in clauses.all_of() if only in ("", one.key)):
        for key in clause.evidence:
            if key not in found:
                found[key] = evidence.find(ground, key)
        keeper = kept.get(clause.key)
        lines.append(
            ClauseLine(
                clause,
                str(keeper.member) if keeper and keeper.member else "",
                keeper.remark if keeper else "",
                tuple(found[key] for key in clause.evidence),
                str(keeper.member_id or "") if keeper else "",
            )
        )
    return tuple(lines)


def keep(clause: str, *, member: Member | None, remark: str, now: datetime) -> Keeper:
    """Puts somebody in charge of a clause's evidence, with what is to be said about an exception."""
    known = {one.key for one in clauses.all_of()}
    if clause not in known:
        raise LookupError(clause)
    return Keeper.objects.update_or_create(
        clause=clause, defaults={"member": member, "remark": remark.strip(), "since": timezone.localdate(now)}
    )[0]
