"""A letter comes in the language of whoever reads it, as near to it as the pack is written."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from amends.cases import editions
from amends.dispatch.letters import render
from amends.dispatch.models import Message
from amends.platform import dates
from amends.procedure import packs
from amends.procedure.pack_files import reader
from tests import cast
from tests.portal import visits

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> cast.House:
    return cast.house("product-quality")


def mail(house: cast.House, language: str) -> str:
    house.receive(language=language)
    house.work()
    return next(f"{one.subject}\n{one.body}" for carrier, one in house.taken if carrier == "email")


def test_chinese_is_written_for_a_reader_of_simplified_chinese(house: cast.House):
    said = mail(house, "zh-hans")
    assert "我们已收到您的投诉" in said
    assert "3月13日" in said or "3月16日" in said  # the promised day, in the form of the language
    assert "/zh-hans/track/" in said
    assert Message.objects.filter(letter="acknowledgement").values_list("language", flat=True)[0] == "zh-hans"


def test_a_language_that_the_pack_lacks_falls_back_to_its_first(house: cast.House):
    said = mail(house, "el")
    assert "We have your complaint" in said
    assert "/el/track/" in said


def test_a_decision_in_chinese_has_the_signs_of_full_width():
    """In a pack whose second language is said to be Chinese: what counts is written around its words."""
    files = reader.files_of(packs.folders(["agreement"])[0])
    chinese = {path.replace("/tr/", "/zh/"): text for path, text in files.items()}
    said = chinese["procedure.toml"].replace('"tr"', '"zh"').replace(" tr = ", " zh = ").replace("\ntr = ", "\nzh = ")
    house = visits.house()
    chinese["procedure.toml"] = said.replace('edition = "', 'edition = "zh ', 1)
    now = house.later(minutes=5)
    editions.put_in_force(editions.publish(chinese, by="test", now=now), now=now)
    visits.decided(house, house.receive(language="zh-hans").case)
    mail = "\n".join(one.body for carrier, one in house.taken if carrier == "email")
    assert re.search("我们查明的情况：.+\n\n我们的决定：.+。\n\n我们将怎么做：.+，最迟 .+。\n", mail)


@pytest.mark.parametrize("language", ["en", "tr", "zh"])
def test_what_is_bold_in_a_letter_is_bold_on_the_page(language: str):
    """A colon of full width inside the asterisks would leave them standing, as Markdown reads Chinese."""
    pack = reader.read(packs.folders(["product-quality"])[0])
    mine = [one for (_, spoken), one in pack.letters.items() if spoken == language]
    pages = {one.name: render.as_html(render.PLACE.sub("五", one.body)) for one in mine}
    assert [name for name, page in pages.items() if "**" in page] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Mon–Fri 09:00–17:00"), ("tr", "Pzt–Cum 09:00–17:00"), ("zh-hans", "周一–周五 09:00–17:00")],
)
def test_opening_hours_are_read_in_the_readers_days(language: str, said: str):
    with translation.override(language):
        assert dates.opening("Mon–Fri 09:00–17:00") == dates.opening("Pzt–Cum 09:00–17:00") == said
        assert dates.opening("By appointment, per phone") == "By appointment, per phone"
