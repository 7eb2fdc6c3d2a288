"""One table of the kinds of entries and what each may say: asked by whoever writes, seals, checks or documents them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import get_type_hints

from amends.procedure.payloads import act_payloads, case_payloads
from amends.procedure.payloads.act_payloads import Act, Point
from amends.procedure.payloads.case_payloads import Ticked
from amends.procedure.payloads.natures import Fact, Payload, Typed, Value


def _kinds(*modules: ModuleType) -> Iterator[type[Payload]]:
    for one in (one for module in modules for one in vars(module).values()):
        if isinstance(one, type) and issubclass(one, Payload) and one.KIND:
            yield one


KINDS: Mapping[str, type[Payload]] = {one.KIND: one for one in _kinds(case_payloads, act_payloads)}
TICKS: Mapping[str, type[Ticked]] = {key: one for key, one in KINDS.items() if issubclass(one, Ticked)}
# These say no more than any act does.
PLAIN: Mapping[str, type[Act]] = {
    key: one
    for key, one in KINDS.items()
    if issubclass(one, Act) and len(dataclasses.fields(one)) == len(dataclasses.fields(Act))
}


def fields_of(payload: Payload) -> dict[str, Value]:
    """The fields of an entry under their stored names, its private values still to be sealed."""
    found = ((stored, getattr(payload, name)) for name, stored in NAMES[payload.KIND].items())
    return {stored: value for stored, value in found if value is not None}


def _names(kind: type[Payload]) -> Mapping[str, str]:
    """The name of each field in the program, and in stored entries."""
    return {one.name: str(one.metadata.get("stored", one.name)) for one in dataclasses.fields(kind)}


def _natures(kind: type) -> Mapping[str, Fact | Typed]:
    hints = get_type_hints(kind, localns={"Json": dict}, include_extras=True)
    return {name: marker for name, hint in hints.items() for marker in _markers(hint)}


def _markers(hint: object) -> Iterator[Fact | Typed]:
    """What stands in the annotation; where a field may be absent, one level deeper."""
    for one in (*getattr(hint, "__metadata__", ()), *getattr(hint, "__args__", ())):
        if isinstance(one, Fact | Typed):
            yield one
        elif hasattr(one, "__metadata__"):
            yield from _markers(one)


NAMES: Mapping[str, Mapping[str, str]] = {key: _names(one) for key, one in KINDS.items()}
# Of each field of each kind, under its stored name: a fact and why, or typed words.
NATURES: Mapping[str, Mapping[str, Fact | Typed]] = {
    key: {NAMES[key][name]: nature for name, nature in _natures(one).items()} for key, one in KINDS.items()
}
POINT: Mapping[str, Fact | Typed] = _natures(Point)
