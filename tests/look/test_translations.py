"""Every word of every page is said in Turkish too, and those a complainant meets in Greek and Chinese: whole, and with
the same names in them."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.core import mail
from django.utils import translation

from amends.organisation.models import Member
from tests import cast

HERE = Path(__file__).parents[2]
DESK, PORTAL = ("tr",), ("el", "zh_Hans")  # who says everything, and who says what a complainant meets
DJANGO = {"tr": "tr", "el": "el", "zh_Hans": "zh-hans"}
PLURALS = {"tr": 2, "el": 2, "zh_Hans": 1}
every = pytest.mark.parametrize("tongue", [*DESK, *PORTAL])
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\{?\w*\}?\}|&\w+;")


def catalogue(tongue: str) -> Catalog:
    with (HERE / f"src/amends/locale/{tongue}/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale=tongue)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Message]]:
    """What `make messages` finds, by the very words of the Makefile, for each language."""
    keywords, rooms = _line("MARKS"), [f"src/amends/{room}" for room in _line("PORTAL_ROOMS")]
    folder = tmp_path_factory.mktemp("words")
    everything, public = (
        _found(folder / "all.pot", keywords, "src/amends"),
        _found(folder / "some.pot", keywords, *rooms),
    )
    return {tongue: everything if tongue in DESK else public for tongue in DJANGO}


def _line(name: str) -> list[str]:
    found = re.search(rf"^{name} := ((?:.*\\\n)*.*)", (HERE / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert found
    return shlex.split(found[1].replace("\\\n", " "))


def _found(found: Path, keywords: list[str], *places: str) -> list[Message]:
    program = [HERE / ".venv/bin/pybabel", "-q", "extract", "-F", "babel.cfg", *keywords, "-o", found, *places]
    subprocess.run(program, cwd=HERE, check=True, capture_output=True)
    with found.open("rb") as file:
        return list(messages(read_po(file)))


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def forms(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def first(message: Message) -> str:
    return forms(message.id)[0]


def read(message: Message) -> str:
    words = first(message)
    return translation.pgettext(message.context, words) if message.context else translation.gettext(words)


def turkish_speaker() -> Member:
    member = cast.house().deniz
    member.language = "tr"
    member.save(update_fields=["language"])
    return member


@every
def test_whatever_is_said_in_english_is_said_in_the_other_languages(tongue, said):
    known = {(one.context, one.id) for one in messages(catalogue(tongue))}
    assert [one.id for one in said[tongue] if (one.context, one.id) not in known] == []


@every
def test_nothing_is_translated_that_is_no_longer_said(tongue, said):
    wanted = {(one.context, one.id) for one in said[tongue]}
    assert [one.id for one in messages(catalogue(tongue)) if (one.context, one.id) not in wanted] == []


@every
def test_no_translation_is_empty_or_guessed(tongue):
    known = catalogue(tongue)
    assert [one.id for one in messages(known) if one.fuzzy or not all(forms(one.string))] == []
    assert known.num_plurals == PLURALS[tongue]
    assert [one.id for one in messages(known) if one.pluralizable and len(forms(one.string)) != PLURALS[tongue]] == []


@every
def test_a_translation_names_what_the_english_names(tongue):
    different = []
    for message in messages(catalogue(tongue)):
        english = forms(message.id)
        for at, words in enumerate(forms(message.string)):
            source = english[min(at, len(english) - 1) if PLURALS[tongue] > 1 else -1]
            if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(words)):
                different.append((source, words))
    assert different == []


def test_no_ending_hangs_on_a_name_whose_vowels_nobody_knows():
    hung = re.compile(r"\)[sd](?:['’]?[a-zçğıöşü])")
    turkish = messages(catalogue("tr"))
    assert [one.string for one in turkish if any(hung.search(words) for words in forms(one.string))] == []


def test_no_chinese_sentence_ends_in_a_western_mark():
    western = re.compile(r"[\u4e00-\u9fff][,.;:?!]")
    assert [one.string for one in messages(catalogue("zh_Hans")) if western.search(str(one.string))] == []


def test_no_greek_question_ends_in_a_western_mark():
    assert [one.string for one in messages(catalogue("el")) if re.search(r"[α-ωά-ώ]\?", str(one.string))] == []


@every
def test_what_the_program_reads_is_what_people_translated(tongue):
    """The compiled catalogue is as new as the written one: set-up makes it."""
    with translation.override(DJANGO[tongue]):
        wrong = [one.id for one in messages(catalogue(tongue)) if not one.pluralizable and read(one) != one.string]
    assert wrong == []


PAGES = {
    "/account/login/": "Çalışma masasına giriş",
    "/account/password/reset/": "E-posta adresinize bir bağlantı göndeririz.",
}
INSIDE = {
    "/account/password/change/": "Şifremi değiştir",
    "/account/mfa/": "Girişte ikinci adım",
    "/desk/me/": "Ayarlarım",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "says"), PAGES.items())
def test_whoever_stands_before_the_door_is_spoken_to_in_turkish(client, address, says):
    cast.house()
    page = client.get(address, headers={"accept-language": "tr"}).content.decode()
    assert 'lang="tr"' in page
    assert says in page


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "says"), INSIDE.items())
def test_whoever_works_in_turkish_signs_in_and_out_in_turkish(client, address, says):
    client.force_login(turkish_speaker())
    page = client.get(address).content.decode()
    assert 'lang="tr"' in page
    assert says in page


@pytest.mark.django_db
def test_a_wrong_password_is_answered_in_turkish(client):
    cast.house()
    typed = {"login": "deniz", "password": "no-such-password"}
    page = client.post("/account/login/", typed, headers={"accept-language": "tr"}).content.decode()
    assert "şifre doğru değil" in page


@pytest.mark.django_db
def test_the_letter_with_the_link_to_a_new_password_is_turkish(client):
    client.post("/account/password/reset/", {"email": turkish_speaker().email}, headers={"accept-language": "tr"})
    assert "şifre" in mail.outbox[0].body.lower()
