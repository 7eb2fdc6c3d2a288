"""The desk's button that proves a procedure: the proof lives above the faces, so the server hands it to them."""

from collections.abc import Mapping

from amends.desk.settings.proving import Played, ProofOutcome, Proven
from amends.proof import run


def prove(files: Mapping[str, str]) -> ProofOutcome:
    """Plays every scenario, each undone."""
    results = run.prove(files, progress=lambda _result: None)
    statements = tuple(Proven(one.statement, one.verdict == "proven", one.scenarios) for one in run.verdicts(results))
    played = tuple(Played(one.scenario.name, tuple(one.scenario.statements), one.fault, one.at) for one in results)
    return ProofOutcome(statements, played)
