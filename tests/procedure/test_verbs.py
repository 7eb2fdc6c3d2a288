"""The one table of verbs: every verb stands in it, and what it says of them agrees with itself."""

from __future__ import annotations

from typing import get_args

from amends.procedure.verbs import ENTRIES, VERBS, Verb


def test_every_verb_has_its_rule() -> None:
    assert tuple(VERBS) == get_args(Verb)


def test_each_verb_leaves_an_entry_of_its_own_kind() -> None:
    assert len(ENTRIES) == len(VERBS)


def test_what_is_done_to_a_joined_case_itself_is_done_to_no_other_with_it() -> None:
    assert {verb for verb, rule in VERBS.items() if rule.apart} <= {verb for verb, rule in VERBS.items() if rule.alone}


def test_a_verb_that_needs_nothing_but_the_form_of_its_pack_asks_nothing_by_itself() -> None:
    assert not [verb for verb, rule in VERBS.items() if rule.plain and (rule.asks or rule.needs or rule.about)]


def test_no_letter_is_read_ahead_that_carries_what_is_only_now_being_typed() -> None:
    assert not [verb for verb, rule in VERBS.items() if rule.previewed and rule.asks]
