"""Letters on paper: tagged, in the reader's language, and deaf to what people write into them."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pytest

from amends.cases.acts import decision
from amends.cases.views import case_view
from amends.dispatch.letters import letter_pdf, markdown_blocks, render
from amends.dispatch.models import Message
from tests import cast
from tests.portal import visits

pytestmark = pytest.mark.django_db
HOSTILE = '#read("/etc/passwd") $x$ \\ ] ** <script> {{password}} "quoted" ışığı 布 😀\n# heading\n| a | b |'


@pytest.mark.parametrize("language", ["en", "tr", "el", "zh-hans"])
def test_a_letter_for_the_post_is_a_tagged_pdf(language):
    house = cast.house()
    house.receive(
        language=language,
        words=HOSTILE.replace("😀", ""),
        contact={"name": "Ayşe Kaya", "post": "Gül Sokak 4\n35220 Konak"},
    )
    house.work()
    letter = Message.objects.get(to_whom="complainant", state="to print")
    content = letter_pdf.letter(letter, now=house.now)
    assert content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in content
    assert b"pdfuaid" in content


def test_a_sign_that_no_font_has_does_not_keep_a_letter_back():
    house = cast.house()
    house.receive(words=HOSTILE, contact={"name": "布 😀", "post": "Gül Sokak 4\n35220 Konak"})
    house.work()
    letter = Message.objects.get(to_whom="complainant", state="to print")
    assert b"/StructTreeRoot" in letter_pdf.letter(letter, now=house.now)


def test_a_decision_is_set_whatever_people_wrote():
    house = visits.house()
    case = visits.decided(house, house.receive(words=HOSTILE).case)
    seen = case_view.for_complainant(case, language="tr", now=house.now)
    assert letter_pdf.decision(seen).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("language", "font", "tongue"),
    [("el", b"Inter", b"(el)"), ("zh-hans", b"NotoSansSC", b"(zh-CN)"), ("tr", b"Inter", b"(tr)")],
)
def test_a_decision_is_drawn_in_a_font_that_knows_every_sign_of_it(language, font, tongue):
    house = visits.house()
    case = visits.decided(house, house.receive(contact={"name": "王喆堃", "post": "北京市朝阳区建国路一百号"}).case)
    content = letter_pdf.decision(case_view.for_complainant(case, language=language, now=house.now))
    assert b"pdfuaid" in content  # Typst would refuse the standard if one sign had no glyph
    assert font in content
    assert b"/Lang" + tongue in content


def test_words_of_a_pack_on_paper_say_their_own_language():
    house = visits.house()
    case = house.receive().case
    for _round in range(2):
        case = visits.decided(house, case)
        case = decision.refuse(case, reason="", by="complainant", now=house.later(minutes=5))
    seen = case_view.for_complainant(case, language="zh-hans", now=house.now)
    content = letter_pdf.decision(seen)
    assert any(b"/Lang(en" in part or b"/Lang (en" in part for part in _unpacked(content))
    assert b"pdfuaid" in content


def test_a_case_without_a_decision_has_none_on_paper():
    house = cast.house()
    seen = case_view.for_complainant(house.receive().case, language="en", now=house.now)
    with pytest.raises(ValueError, match="no decision"):
        letter_pdf.decision(seen)


def test_markdown_becomes_blocks_and_nothing_else():
    said = (
        "# Title\n\nHello **you**, see [here](https://example.org).\n\n- one\n- two *x*\n\n1. a\n\n> quoted\n> more\n\n"
        "---\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    kinds = [one["kind"] for one in markdown_blocks.blocks_of(render.MARKDOWN.parse(said))]
    assert kinds == ["heading", "paragraph", "list", "enum", "quote", "rule", *["paragraph"] * 4]


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The streams of a PDF, as they were before they were packed."""
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompress(packed)
