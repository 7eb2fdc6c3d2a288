"""Who is complained about, who is therefore kept out of a case, and who stands above (ISO 10002, 4.5)."""

from __future__ import annotations

from amends.procedure import stored_fields
from amends.procedure.schema import RECUSAL_LETTER, Anchor, Notice, Procedure
from amends.procedure.state import Event, State


def complained_about(procedure: Procedure, state: State) -> frozenset[str]:
    """The colleagues whom this matter is about: as somebody named them, or else as the pack's own field says."""
    if state.about is not None:
        return frozenset(state.about)
    named = [state.values.get(field) for field in asking_about(procedure)]
    return frozenset(one for answer in named for one in stored_fields.several(answer))


def asking_about(procedure: Procedure) -> frozenset[str]:
    """The fields of the pack that ask whether a matter is about a colleague."""
    gates = (gate for act in procedure.acts.values() for gate in act.gates if gate.name == "not-about")
    return frozenset(gate.value for gate in gates if isinstance(gate.value, str))


def recused(procedure: Procedure, state: State) -> frozenset[str]:
    """Who has no door to this case: whom it is about, unless nobody else or nobody above them exists (4.5, 7.9)."""
    return frozenset() if state.recusal_waived else complained_about(procedure, state)


def roles_above(procedure: Procedure) -> frozenset[str]:
    """The roles that the pack sets above those who handle; the owner of the procedure stands above besides."""
    return frozenset(role.key for role in procedure.roles.values() if role.above)


def notices(procedure: Procedure, event: Event) -> tuple[Notice, ...]:
    """Where whoever is complained about keeps the case, the complainant is told, with the bodies outside."""
    waived = event.kind == "recusal" and event.fields["waived"]
    written = (RECUSAL_LETTER, procedure.languages[0]) in procedure.letters
    return (Notice(Anchor("entry", event.kind), RECUSAL_LETTER),) if waived and written else ()
