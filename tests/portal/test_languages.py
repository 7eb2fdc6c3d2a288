"""No page of the portal mixes languages, and words in another one say which it is."""

import re

import pytest
from babel.messages.pofile import read_po

from amends.cases import editions
from amends.organisation.models import Organisation
from amends.procedure.schema import say
from tests import cast
from tests.look.test_translations import HERE, forms, messages
from tests.markup import on_one_line
from tests.portal import languages, visits

pytestmark = pytest.mark.django_db
NAMES = (
    "Tüketici Hakem Heyeti",
    "Tüketici Mahkemesi",
    "Alo 175",
    "CİMER",
    "e-Devlet",
    "ICC",
    "Defne Home Textiles",
    "Bursa factory",
    "İzmir shop",
    "İstanbul",
    "İplik Sokak",
    "Ayşe",
)
# What every language writes in Latin letters: examples of what is typed, and names of formats.
CODE = "[A-Z]{2}-[A-Z0-9]{4}-[A-Z0-9]{4}"
LATIN = re.compile(rf"\b(?:{CODE}|PDF|[Ee]-mail|SMS|MB|KB|name@example\.com|x{{300}}|a\.exe|DF-1)\b")
WORD = {
    "en": re.compile(r"[Α-ωΆ-ώ]{2,}|[\u4e00-\u9fff]|[ışğİŞĞ]"),
    "tr": re.compile(r"[Α-ωΆ-ώ]{2,}|[\u4e00-\u9fff]|\b(?:the|you|your|and|is|are|of|to)\b"),
    "el": re.compile(r"[A-Za-zışğ]{2,}|[\u4e00-\u9fff]"),
    "zh-hans": re.compile(r"[A-Za-zışğ]{2,}|[Α-ωΆ-ώ]{2,}"),
}
CATALOGUES = {"tr": "tr", "el": "el", "zh-hans": "zh_Hans"}


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_no_page_mixes_languages(client, language):
    house = languages.offering(*languages.LANGUAGES)
    mixed = [
        (where, words)
        for where, page in languages.pages(client, language, house)
        for words in languages.said(page, language)
        if WORD[language].search(_without_names(words))
    ]
    assert mixed == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_nothing_is_left_in_english(client, language):
    with (HERE / f"src/amends/locale/{CATALOGUES[language]}/LC_MESSAGES/django.po").open("rb") as file:
        known = {forms(one.id)[0]: forms(one.string)[0] for one in messages(read_po(file))}
    english = {words for words, ours in known.items() if words != ours and len(words) > 3}
    house = languages.offering(*languages.LANGUAGES)
    left = [
        (where, words)
        for where, page in languages.pages(client, language, house)
        for words in languages.said(page, language)
        if words in english
    ]
    assert left == []


def test_the_switch_says_each_language_in_itself(client):
    languages.offering("el", "zh-hans", "en")
    page = on_one_line(client.get("/zh-hans/").content)
    for key, name in (("el", "Ελληνικά"), ("zh-hans", "简体中文"), ("en", "English")):
        assert re.search(rf'<a href="/{key}/" lang="{key}" hreflang="{key}"[^>]*>{name}</a>', page), key
    assert "Türkçe" not in page


@pytest.mark.parametrize(
    ("asked", "given"), [("el,tr;q=0.8", "tr"), ("zh-CN", "en"), ("fr", "en"), ("", "en"), ("tr-TR,en", "tr")]
)
def test_the_first_language_of_the_browser_that_we_speak_is_taken(client, asked, given):
    languages.offering("en", "tr")
    assert client.get("/", headers={"accept-language": asked}).headers["Location"] == f"/{given}/"


def test_a_page_in_a_language_we_do_not_offer_is_found_in_ours(client):
    languages.offering("tr", "en")
    assert client.get("/el/track/?left=1").headers["Location"] == "/tr/track/?left=1"
    assert 'lang="tr"' in client.get("/no-such-page", headers={"accept-language": "zh-CN"}).content.decode()


def test_chinese_of_the_mainland_is_chinese(client):
    languages.offering("en", "zh-hans")
    assert client.get("/", headers={"accept-language": "zh-CN,en;q=0.5"}).headers["Location"] == "/zh-hans/"


def test_words_of_a_pack_that_lacks_the_language_say_their_own(client):
    house = languages.offering("en", "zh-hans")
    received = house.receive(language="zh-hans")
    house.work()
    client.post("/zh-hans/track/", {"number": received.case.number, "password": received.password})
    page = client.get("/zh-hans/track/case/").content.decode()
    status = say(_procedure(received).stages[received.case.stage].public, "en")
    assert f'<h1 lang="en" dir="ltr">{status}</h1>' in page
    assert re.search(r'<div class="letter" lang="en" dir="auto">', page)
    assert 'lang="zh-hans" dir="ltr"' in page.partition("<head>")[0]


def test_words_of_a_pack_that_knows_the_language_are_not_marked(client):
    house = languages.offering("en", "tr")
    received = house.receive(language="tr")
    client.post("/tr/track/", {"number": received.case.number, "password": received.password})
    assert 'lang="en" dir' not in client.get("/tr/track/case/").content.decode()


def test_a_letter_in_another_language_leads_to_the_readers_own_pages():
    house = languages.offering("en", "zh-hans")
    house.receive(language="zh-hans")
    house.work()
    assert "/zh-hans/track/" in house.taken[0][1].body


def test_nobody_at_the_desk_reads_half_a_page(client):
    house = languages.offering(*languages.LANGUAGES)
    house.rana.language = "el"
    house.rana.save(update_fields=["language"])
    client.force_login(house.rana)
    answer = client.get("/desk/", headers={"accept-language": "zh-CN"})
    assert 'lang="en"' in answer.content.decode()
    assert answer.headers["Content-Language"] == "en"
    client.logout()
    assert 'lang="en"' in client.get("/account/login/", headers={"accept-language": "el"}).content.decode()


def test_staff_choose_among_the_languages_of_the_desk_alone(client):
    client.force_login(cast.house().rana)
    page = client.get("/desk/me/").content.decode()
    assert "Türkçe" in page
    assert "Ελληνικά" not in page


def test_an_owner_may_offer_every_language_of_the_portal(client):
    house = visits.house()
    client.force_login(house.leyla)
    assert "Ελληνικά" in client.get("/desk/organisation/").content.decode()
    assert Organisation.objects.get().languages == ["en", "tr"]


def _without_names(words: str) -> str:
    for name in NAMES:
        words = words.replace(name, "")
    return LATIN.sub("", words)


def _procedure(received: cast.Received):
    return editions.procedure(received.case.edition_id)


@pytest.mark.parametrize(("language", "said"), [("el", "Παράπονο"), ("zh-hans", "投诉"), ("tr", "Şikâyet")])
def test_the_first_question_is_asked_in_the_readers_language_whatever_procedures_there_are(client, language, said):
    """Before it is known which procedure takes the matter: this one speaks English and Turkish only."""
    house = languages.offering(*languages.LANGUAGES)
    cast.publish("feedback-and-complaints", house.now)
    client.post(f"/{language}/complain/")
    page = client.get(f"/{language}/complain/kind/").content.decode()
    assert said in languages.said(page.partition("<main")[2], language)
    assert not re.search(r' lang="(?:en|tr)"', page.partition("<main")[2].partition("</main")[0])
