"""Letters on paper: tagged, in the reader's language, and deaf to what people write into them."""

import pytest

from amends.cases import reading
from amends.dispatch import blocks, letters, paper
from amends.dispatch.models import Message
from tests import cast
from tests.portal import walk

pytestmark = pytest.mark.django_db
HOSTILE = '#read("/etc/passwd") $x$ \\ ] ** <script> {{password}} "quoted" ışığı 布 😀\n# heading\n| a | b |'


@pytest.mark.parametrize("language", ["en", "tr"])
def test_a_letter_for_the_post_is_a_tagged_pdf(language):
    house = cast.house()
    house.receive(
        language=language,
        words=HOSTILE.replace("布 😀", ""),
        contact={"name": "Ayşe Kaya", "post": "Gül Sokak 4\n35220 Konak"},
    )
    house.work()
    letter = Message.objects.get(to_whom="complainant", state="to print")
    content = paper.letter(letter, now=house.now)
    assert content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in content
    assert b"pdfuaid" in content


def test_a_sign_that_no_font_has_does_not_keep_a_letter_back():
    house = cast.house()
    house.receive(words=HOSTILE, contact={"name": "布 😀", "post": "Gül Sokak 4\n35220 Konak"})
    house.work()
    letter = Message.objects.get(to_whom="complainant", state="to print")
    assert b"/StructTreeRoot" in paper.letter(letter, now=house.now)


def test_a_decision_is_set_whatever_people_wrote():
    house = walk.house()
    case = walk.decided(house, house.receive(words=HOSTILE).case)
    seen = reading.for_complainant(case, language="tr", now=house.now)
    assert paper.decision(seen).startswith(b"%PDF-")


def test_a_case_without_a_decision_has_none_on_paper():
    house = cast.house()
    seen = reading.for_complainant(house.receive().case, language="en", now=house.now)
    with pytest.raises(ValueError, match="no decision"):
        paper.decision(seen)


def test_markdown_becomes_blocks_and_nothing_else():
    said = (
        "# Title\n\nHello **you**, see [here](https://example.org).\n\n- one\n- two *x*\n\n1. a\n\n> quoted\n> more\n\n"
        "---\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    kinds = [one["kind"] for one in blocks.of(letters.MARKDOWN.parse(said))]
    assert kinds == ["heading", "paragraph", "list", "enum", "quote", "rule", *["paragraph"] * 4]
