"""Every word of every page and letter is said in Turkish too, whole and with the same names in it."""

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
CATALOGUE = HERE / "src/amends/locale/tr/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\{?\w*\}?\}|&\w+;")


@pytest.fixture(scope="module")
def turkish() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="tr")


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """What `make messages` finds, by the very words of the Makefile."""
    marks = re.search(r"^MARKS := ((?:.*\\\n)*.*)", (HERE / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert marks
    found = tmp_path_factory.mktemp("words") / "found.pot"
    keywords = shlex.split(marks[1].replace("\\\n", " "))
    program = [HERE / ".venv/bin/pybabel", "-q", "extract", "-F", "babel.cfg", *keywords, "-o", found, "src/amends"]
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


def test_whatever_is_said_in_english_is_said_in_turkish(turkish, said):
    known = {(one.context, one.id) for one in messages(turkish)}
    assert [one.id for one in said if (one.context, one.id) not in known] == []


def test_nothing_is_translated_that_is_no_longer_said(turkish, said):
    wanted = {(one.context, one.id) for one in said}
    assert [one.id for one in messages(turkish) if (one.context, one.id) not in wanted] == []


def test_no_translation_is_empty_or_guessed(turkish):
    assert [one.id for one in messages(turkish) if one.fuzzy or not all(forms(one.string))] == []
    assert turkish.num_plurals == 2
    assert [one.id for one in messages(turkish) if one.pluralizable and len(forms(one.string)) != 2] == []


def test_a_translation_names_what_the_english_names(turkish):
    different = []
    for message in messages(turkish):
        english, ours = forms(message.id), forms(message.string)
        for source, words in zip(english, ours, strict=True):
            if sorted(PLACEHOLDER.findall(source)) != sorted(PLACEHOLDER.findall(words)):
                different.append((source, words))
    assert different == []


def test_no_ending_hangs_on_a_name_whose_vowels_nobody_knows(turkish):
    hung = re.compile(r"\)[sd](?:['’]?[a-zçğıöşü])")
    assert [one.string for one in messages(turkish) if any(hung.search(words) for words in forms(one.string))] == []


def test_what_the_program_reads_is_what_people_translated(turkish):
    """The compiled catalogue is as new as the written one: set-up makes it."""
    with translation.override("tr"):
        wrong = [one.id for one in messages(turkish) if not one.pluralizable and read(one) != one.string]
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
