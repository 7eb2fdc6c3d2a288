"""The reader: every bundled pack is read, and every fault of a pack is reported at once, in words, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from amends.procedure import packs
from amends.procedure.pack_files import reader
from amends.procedure.pack_files.faults import PackFault
from amends.procedure.pack_files.letters import segments
from amends.procedure.pack_files.toml_lines import parse
from amends.procedure.schema import Anchor, Gate, Place
from tests.procedure import small

FAULTY = Path(__file__).parent / "packs_faulty/twenty"
IN_LETTERS = {
    ("letters/en/long.md", 1, "no notice and no extension ever sends the letter “long”"),
    ("letters/en/thanks.md", 1, "nothing fills in {{nummber}}; did you mean “number”?"),
    ("letters/tr/long.md", 0, "the pack names “en”, “tr”; the letter “long” is missing in “tr”"),
    ("letters/tr/thanks.md", 1, "the SMS takes 4 segments; 3 are the most. “â”, “ç”, “ğ”, “ı”, “ş” leave only 70"),
    ("letters/tr/thanks.md", 1, "the letter has no subject"),
    ("letters/tr/thanks.md", 5, "double braces that open must close on the same line"),
}

SMALL_CLASS = """
[remedies]
sorry = "Sorry"
[classes.small]
title = "Small"
says = "Small."
remedies = ["sorry"]
gates = [{ owned = true, when = { on_the_spot = ["maybe"] } }]
"""


def faults_of(files: dict[str, str]) -> list[PackFault]:
    with pytest.raises(reader.InvalidPack) as caught:
        reader.read_files(files)
    return list(caught.value.faults)


def says(*changes: tuple[str, str], add: str = "", **letters: str) -> list[str]:
    return [one.says for one in faults_of(small.files(*changes, add=add, **letters))]


@pytest.mark.parametrize("folder", packs.folders(), ids=lambda folder: folder.name)
def test_a_bundled_pack_has_no_fault_and_is_called_like_its_folder(folder: Path) -> None:
    procedure = reader.read(folder)
    assert procedure.key == folder.name
    assert {"en", "tr"} <= set(procedure.languages)


def test_every_fault_of_a_pack_is_reported_at_once_with_its_line() -> None:
    expected = set(IN_LETTERS)
    for number, line in enumerate((FAULTY / "procedure.toml").read_text().splitlines(), start=1):
        if " #! " in line:
            expected |= {("procedure.toml", number, words) for words in line.split(" #! ")[1:]}
    with pytest.raises(reader.InvalidPack) as caught:
        reader.read(FAULTY)
    found = [(one.place.file, one.place.line, one.says) for one in caught.value.faults]
    assert len(found) == len(expected) > 20
    for file, line, words in expected:
        assert any((file, line) == one[:2] and one[2].startswith(words) for one in found), (file, line, words)


def test_faults_come_in_the_order_of_the_files_and_print_as_file_line_and_words() -> None:
    found = faults_of(reader.files_of(FAULTY))
    assert [str(one) for one in found][-1] == "procedure.toml:97: there is no remedy “apology”"
    assert found == sorted(found, key=lambda one: (one.place.file, one.place.line))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('key = "a"\nedition = \n', 2, "this line is not TOML"),
        ('key = "a"\ntitle = "x\n', 2, "this line is not TOML"),
        ('key = "a"\nkey = "b"\n', 2, "this is said twice"),
        ("[stages.a]\nx = 1\n[stages.a]\n", 3, "this is said twice"),
        ("a = [1,\n2", 2, "this line is not TOML"),
    ],
)
def test_what_is_not_toml_is_reported_with_its_line(text: str, line: int, words: str) -> None:
    (fault,) = faults_of({"procedure.toml": text})
    assert fault.place == Place("procedure.toml", line)
    assert fault.says.startswith(words)


def test_an_empty_folder_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(reader.InvalidPack, match=r"the pack has no procedure\.toml"):
        reader.read(tmp_path)


def test_an_empty_pack_says_everything_that_it_lacks() -> None:
    found = [one.says for one in faults_of({"procedure.toml": ""})]
    assert {f"“{key}” is missing" for key in ("key", "edition", "effective", "languages", "title")} <= set(found)
    assert "the pack says nothing about stages: write at least one [stages.…]" in found


def test_the_same_files_give_the_same_procedure_from_a_folder_and_from_a_mapping() -> None:
    folder = packs.folders()[0]
    assert reader.read(folder) == reader.read_files(reader.files_of(folder))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            [('first = "feedback"', 'first = "work"')],
            "“feedback” begins in the stage “work”, which is not for this kind",
        ),
        ([('kinds = ["feedback"]\n\n[records', "\n[records")], "a change of kind names the kinds that it changes"),
        ([('edition = "1"', "edition = 1")], "“edition” must be words in quotation marks"),
        ([("2026-01-01", "2026-01-01T10:00:00")], "“effective” is a day, without a time"),
        ([("most = 2", "most = 0")], "“most” must be a whole number of at least 1"),
        ([("[roles.agent]", "[roles.Agent]")], "“Agent” is no name: write small letters, digits and hyphens"),
        ([("[records.note]", "[records.start]")], "“start” is the name of a move already"),
        ([('at = ["work"]', 'at = ["work"]\nto = "closed"')], "a record leads nowhere; write it under [moves]"),
        ([("{ owned = true }", "{ owned = true, drafted = true }")], "a gate is one name and one value"),
        ([("rounds-left = true", 'rounds-left = "yes"')], "the gate “rounds-left” takes true or false"),
        ([('{ done = "look" }', '{ done = ["look"] }')], "“done” must be words in quotation marks"),
        ([('amount = "24 hours"', 'amount = "0 hours"')], "a promise needs a length of time greater than nothing"),
        ([('from = "entered outside"', 'from = "due look-in"')], "“look-in” waits for its own due moment"),
        ([('part_of = "answer"', 'part_of = "working"')], "“working” is a part of itself"),
        ([('key = "finding"', 'key = "calendar"')], "the name “calendar” is the engine's own"),
        (
            [('letter = "thanks"', 'letter = "thanks"\nwhen = { trigger = ["found"] }')],
            "“trigger” is never answered “found”",
        ),
        ([("owned = true", 'owned = true, when = { trigger = ["found"] }')], "“trigger” is never answered “found”"),
        ([("owned = true", 'owned = true, when = { severity = ["serious"] }')], "there is no field “severity”"),
        (
            [("owned = true", 'owned = true, when = { finding = ["torn"] }')],
            "“finding” has no answers to choose from, so nothing can wait for one",
        ),
        (
            [("owned = true", 'owned = true, when = { words = ["torn"] }')],
            "“words” has no answers to choose from, so nothing can wait for one",
        ),
        ([("owned = true", "owned = true, when = {}")], "“when” must say which answers this is for"),
        ([("owned = true", 'owned = true, when = "serious"')], "“when” must hold tables, and this is none"),
        ([("owned = true", "owned = true, when = { trigger = [] }")], "“trigger” is empty"),
        ([("owned = true", 'owned = true, when = { on_the_spot = "yes" }')], "“on_the_spot” must be a list"),
        ([("{ owned = true }", '{ when = { on_the_spot = ["yes"] } }')], "a gate is one name and one value"),
        ([("[rounds]", SMALL_CLASS + "[rounds]")], "“on_the_spot” is never answered “maybe”"),
        ([('letter = "decision"', 'letter = "thanks"')], "no notice and no extension ever sends the letter “decision”"),
        ([("closes = true\nkinds", 'outcome = "x"\nkinds')], "only a stage with closes = true has an outcome"),
        ([('to = "work"\n', 'to = "work"\nform = ["finding"]\n')], "“form” must be words in quotation marks"),
        ([('title = "Small"', "title = 3")], "“title” must be words by language"),
        ([("[rounds]", "[[rounds]]")], "“rounds” must hold tables, and this is none"),
        ([('who = ["agent"]', 'who = ["agent", "agent"]')], "“agent” stands twice in “who”"),
        ([('type = "long text"', 'type = "long"')], "“long” is not one of"),
    ],
)
def test_parts_of_a_pack_that_do_not_fit_are_reported(changes: list[tuple[str, str]], words: str) -> None:
    found = says(*changes)
    assert any(one.startswith(words) for one in found), found


def test_a_password_stands_only_where_one_is_made() -> None:
    letter = "subject: Yours\n---\n{{password}}\n"
    assert says(decision=letter) == [
        "{{password}} can stand only in a letter that is sent on receipt, and in “new-password”"
    ]
    assert small.procedure(thanks=letter, new_password=letter)


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ("Hello.\n", "a line “---” must stand between the head and the letter"),
        ("subject: Yours\n---\n", "the letter says nothing"),
        ("subject: One\nsubject: Two\n---\nHello.\n", "“subject” is said twice"),
        ("subject: One\nfrom: us\n---\nHello.\n", "the head of a letter says “subject” and “sms”, not “from”"),
    ],
)
def test_a_letter_without_its_shape_is_reported(letter: str, words: str) -> None:
    assert words in says(decision=letter)


def test_a_letter_in_a_language_that_the_pack_does_not_name_is_reported() -> None:
    files = small.files() | {"letters/tr/thanks.md": small.LETTER}
    assert [one.says for one in faults_of(files)] == ["the pack names “en”; “tr” is none of them"]


def test_a_gate_an_anchor_and_open_stages_are_read_as_they_are_written() -> None:
    procedure = small.procedure()
    assert procedure.acts["decide"].gates[-1] == Gate("approved", ("manager",))
    assert procedure.duties["working"].start == Anchor("entered", "work")
    assert procedure.acts["note"].stages == ("received", "work", "decided", "outside", "feedback")
    assert procedure.title == {"en": "Small"}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 459, 3),
        ("a" * 460, 4),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("ü" * 160, 1),
        ("ş" + "a" * 69, 1),
        ("ş" + "a" * 70, 2),
        ("ğ" + "a" * 200, 3),
        ("İ" + "a" * 201, 4),
    ],
)
def test_an_sms_is_counted_in_segments_of_its_letters(words: str, count: int) -> None:
    assert segments(words) == count


def test_each_key_is_found_on_its_line_in_every_way_of_writing_toml() -> None:
    text = '''a = 1
[b.c] # [not.this]
d = """
[e]
f = 1
"""
g = [
  { h = 1 }, # }
  { h = [2,
     3], "i j" = 'x' },
]
k.l.m = 1.5
[[n]]
o = 1979-05-27 07:32:00
[[n]]
[n.p]
q = "="
'''
    _, lines = parse(text)
    found = {path: lines[path] for path in lines if isinstance(path[-1], str)}
    assert found[("b", "c", "d")] == 3
    assert found[("b", "c", "g")] == 7
    assert found[("b", "c", "g", 0, "h")] == 8
    assert found[("b", "c", "g", 1, "h")] == 9
    assert found[("b", "c", "g", 1, "i j")] == 10
    assert lines[("b", "c", "g", 1, "h", 1)] == 10
    assert found[("b", "c", "k", "l", "m")] == 12
    assert (found[("n", 0, "o")], found[("n", 1, "p", "q")]) == (14, 17)
