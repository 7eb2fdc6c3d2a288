"""Which orders, shipments and lots a case is found by: read out of its vault, and erased with what named them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from amends.cases import vault
from amends.cases.models import Case, PersonalData
from amends.platform.json_values import Json
from amends.procedure import engine
from amends.procedure.gate_context import GateContext
from amends.procedure.schema import Procedure
from amends.procedure.state import Event, State
from amends.procedure.stored_fields import Answer, is_reference


def goods_of(procedure: Procedure, state: State, rows: Iterable[PersonalData]) -> tuple[str, ...]:
    """What the answers of a case name, as its vault says; nothing once it was erased.

    Entries of before kept these numbers as they were typed: those are read as they are.
    """
    return of_contents(procedure, state, {str(row.id): row.content for row in rows})


def of_contents(procedure: Procedure, state: State, contents: Mapping[str, Json]) -> tuple[str, ...]:
    if state.erased_at:
        return ()
    return engine.goods(procedure, vault.opened(_answers(procedure, state), contents))


def after(case: Case, procedure: Procedure, state: State, event: Event, rows: Sequence[PersonalData]) -> Sequence[str]:
    """What the case names after one more entry. The vault is asked only when that entry says something of goods."""
    if state.erased_at:
        return ()
    if not _answers(procedure, state).keys() & event.fields.get("form", {}).keys():
        return case.goods
    before = [one["vault"] for one in _answers(procedure, state).values() if is_reference(one)]
    return goods_of(procedure, state, [*PersonalData.objects.filter(pk__in=before, case_id=case.pk), *rows])


def goods_named(case: Case, asked: GateContext) -> tuple[str, ...]:
    """What a case names, with what is being answered now in place of what was answered before."""
    answers = _answers(asked.procedure, asked.state)
    sealed = [one["vault"] for one in answers.values() if is_reference(one)]
    contents = {str(row.id): row.content for row in PersonalData.objects.filter(pk__in=sealed, case_id=case.pk)}
    return engine.goods(asked.procedure, {**vault.opened(answers, contents), **asked.values})


def _answers(procedure: Procedure, state: State) -> dict[str, Answer]:
    fields = {key for key, _what in engine.goods_fields(procedure)}
    return {key: one for key, one in state.values.items() if key in fields}
