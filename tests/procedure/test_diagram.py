"""A procedure as people look at it: every stage and way on, in order, in words and in a drawing that all can use."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from amends.procedure import diagram, diagram_svg, packs
from amends.procedure.clock.calendar import Amount
from amends.procedure.pack_files import reader
from tests.procedure import small

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = [
    (folder, kind, language)
    for folder in packs.folders()
    for kind in reader.read(folder).kinds
    for language in reader.read(folder).languages
]


def test_stages_come_in_the_order_in_which_a_case_meets_them_and_closing_ones_last() -> None:
    rows = diagram.steps(small.procedure(), "complaint", "en")
    assert [row.stage for row in rows] == ["received", "work", "decided", "outside", "closed"]
    assert [row.stage for row in diagram.steps(small.procedure(), "feedback", "en")] == ["feedback", "thanked"]


def test_a_short_way_to_a_late_stage_does_not_pull_it_forward() -> None:
    short = """
[moves.at-once]
title = "Decide at once"
from = ["received"]
to = "outside"
who = ["agent"]
"""
    rows = diagram.steps(small.procedure(add=short), "complaint", "en")
    assert [row.stage for row in rows] == ["received", "work", "decided", "outside", "closed"]


def test_a_short_cut_puts_no_stage_before_its_time() -> None:
    short = '[moves.skip]\ntitle = "Skip"\nfrom = ["received"]\nto = "decided"\nwho = ["agent"]\n'
    rows = diagram.steps(small.procedure(add=short), "complaint", "en")
    assert [row.stage for row in rows] == ["received", "work", "decided", "outside", "closed"]


def test_a_row_says_who_owes_the_next_step_what_is_promised_and_every_way_on() -> None:
    first, work, decided, outside, closed = diagram.steps(small.procedure(), "complaint", "en")
    assert (first.owner, first.public, first.says) == ("Agent", "Received", "We have it.")
    assert [(one.title, one.amount, one.public) for one in first.promises] == [
        ("Acknowledge", "24 hours", False),
        ("Answer", "5 working days", True),
    ]
    assert [(one.amount, one.public) for one in work.promises] == [("3 working days", True)]
    assert [(one.title, one.to_title, one.who) for one in decided.ways] == [
        ("Accept", "Closed", ("complainant",)),
        ("Refuse", "Work", ("complainant",)),
        ("Refuse again", "Outside", ("complainant",)),
    ]
    assert (outside.monitored, closed.closes, closed.ways) == (True, True, ())


def test_a_way_into_the_other_kind_names_that_kind() -> None:
    feedback = diagram.steps(small.procedure(), "feedback", "en")[0]
    assert [(way.to_title, way.kind) for way in feedback.ways] == [("Thanked", "feedback"), ("Complaint", "complaint")]


@pytest.mark.parametrize(
    ("said", "language", "words"),
    [
        ("1 working day", "en", "1 working day"),
        ("4 working days", "en", "4 working days"),
        ("14 calendar days", "en", "14 days"),
        ("4 working days", "tr", "4 iş günü"),
        ("24 hours", "tr-TR", "24 saat"),
        ("1 month", "tr", "1 ay"),
        ("2 weeks", "xx", "2 weeks"),
    ],
)
def test_lengths_of_time_are_said_in_the_readers_language(said: str, language: str, words: str) -> None:
    assert diagram.amount_in(Amount.parse(said), language) == words


@pytest.mark.parametrize(("folder", "kind", "language"), PICTURES)
def test_the_drawing_is_legible_for_everybody(folder: Path, kind: str, language: str) -> None:
    procedure = reader.read(folder)
    picture = diagram.draw(procedure, language, kind=kind)
    tree = ElementTree.fromstring(picture)
    assert tree.get("role") == "img"
    named = {one.get("id") for one in tree.iter() if one.tag in (f"{SVG}title", f"{SVG}desc")}
    assert named == set((tree.get("aria-labelledby") or "").split())
    assert tree.get("width") == "390"
    assert all(float(one.get("font-size") or 0) >= 12 for one in tree.iter(f"{SVG}text"))
    for row in diagram.steps(procedure, kind, language):
        assert row.title in re.sub(r"\s+", " ", "".join(tree.itertext()))


@pytest.mark.parametrize(("folder", "kind", "language"), PICTURES)
def test_the_drawing_keeps_a_strict_security_policy_and_takes_the_colours_of_the_page(
    folder: Path, kind: str, language: str
) -> None:
    picture = diagram.draw(reader.read(folder), language, kind=kind)
    assert not re.search(r"style=|<style|<script|\son\w+=|#[0-9a-f]{3}", picture)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', picture)) == {"none", "currentColor"}


def test_arrows_to_one_stage_share_a_lane_inside_the_drawing() -> None:
    for folder, kind, language in PICTURES:
        picture = diagram.draw(reader.read(folder), language, kind=kind)
        lanes = [float(x) for x in re.findall(r"H([\d.]+)M", picture)]
        assert lanes
        assert max(lanes) <= 384


def test_visits_are_counted_on_the_stage() -> None:
    picture = diagram.draw(small.procedure(), "en", {"work": 1234})
    assert ">1234<" in picture
    assert picture.count("drawing-visited") == 1


def test_a_title_with_signs_of_markup_stays_text() -> None:
    picture = diagram.draw(small.procedure(('title = "Work"', 'title = "<b>&"')), "en")
    assert "&lt;b&gt;&amp;" in picture
    ElementTree.fromstring(picture)


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Closed after an outside body heard it", ["Closed after an outside body heard", "it"]),
        ("提出处理方案，总经理批准，销售部答复客户", ["提出处理方案，总经理批准，销售部答", "复客户"]),
        ("Αποσύρθηκε από τον ίδιο τον πελάτη", ["Αποσύρθηκε από τον ίδιο τον", "πελάτη"]),
        ("", [""]),
    ],
)
def test_lines_of_a_drawing_fit_in_every_script(words: str, lines: list[str]) -> None:
    assert diagram_svg._wrapped(words, diagram_svg.FITS) == lines
