"""Who did something: read from the stored form, and written as it always was."""

import pytest

from amends.platform import author
from amends.platform.author import Author


@pytest.mark.parametrize("stored", ["staff:7", "department:quality", "partner:3f", "complainant", "clock", "watch", ""])
def test_the_stored_form_never_changes(stored: str):
    assert str(Author.parse(stored)) == stored


@pytest.mark.parametrize(
    ("stored", "member"), [("staff:7", 7), ("staff:", None), ("staff:x", None), ("department:7", None), ("clock", None)]
)
def test_only_one_of_our_own_people_is_a_member(stored: str, member: int | None):
    assert Author.parse(stored).member_id == member


def test_among_many_only_members_are_taken():
    assert author.member_ids(["staff:7", "staff:7", "staff:12", "partner:1", "complainant"]) == {7, 12}
