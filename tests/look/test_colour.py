"""Whatever colour an organisation chooses, text in it can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from amends.look import colour


@given(some.integers(0, 0xFFFFFF))
def test_every_colour_becomes_readable_by_day_and_by_night(number):
    chosen = f"#{number:06x}"
    for grounds in ((colour.PAPER, colour.TINTS[0]), (colour.NIGHT, colour.TINTS[1])):
        shade = colour.readable(chosen, grounds)
        assert all(colour.contrast(shade, ground) >= 4.5 for ground in grounds)


@given(some.integers(0, 0xFFFFFF))
def test_what_stands_on_the_colour_can_be_read_too(number):
    sheet = colour.style_sheet(f"#{number:06x}")
    for part in sheet.split("--accent:")[1:]:
        accent, _, rest = part.partition(";")
        assert colour.contrast(accent, rest.removeprefix("--on-accent:")[:7]) >= 4.5


@pytest.mark.parametrize("bad", ["", "red", "#12", "#1234567", "url(x)", "#12345g"])
def test_what_is_no_colour_becomes_the_plain_one(bad):
    assert colour.style_sheet(bad) == colour.style_sheet(colour.PLAIN)


def test_a_readable_colour_is_left_alone():
    assert colour.readable("#1f5f8b", (colour.PAPER,)) == "#1f5f8b"
