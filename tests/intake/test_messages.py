"""Every message that we could think of: none crashes, none is lost, each lands where a person would put it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amends.cases.models import Case
from amends.cases.reply_address import _contact
from amends.intake.mail import inbound_mail
from amends.intake.mail import mail_message as reading
from amends.intake.models import Incoming
from tests.intake import mail_samples
from tests.intake.expected import EXPECTED, Lands

pytestmark = pytest.mark.django_db


def test_every_message_is_in_the_table():
    assert {one.stem for one in mail_samples.MESSAGES.glob("*.eml")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_it_lands_where_a_person_would_put_it(name: str):
    house = mail_samples.house()
    ayse = mail_samples.asked(house)
    lands = EXPECTED[name]
    raw = mail_samples.marked(name, ayse)
    one = mail_samples.sorted_(raw, house)
    assert (one.sort, one.reason) == (lands.sort, lands.reason)
    assert inbound_mail.raw(one) == raw
    assert inbound_mail.page(None, which="all").rows[0].pk == one.pk
    if lands.sort in inbound_mail.PERSONS:
        _belongs(one, ayse.case, lands)
    else:
        _kept_aside(one, ayse.case)


def _belongs(one: Incoming, ayse: Case, lands: Lands) -> None:
    case = one.case
    assert case is not None
    assert (case.pk == ayse.pk) == (lands.sort != "complaint")
    words = mail_samples.first_words(case) if lands.sort == "complaint" else mail_samples.last_words(case)
    for said in lands.says:
        assert said in words
    for unsaid in lands.without:
        assert unsaid not in words
    assert mail_samples.files(case) == sorted(lands.files)
    if lands.sort == "complaint":
        assert (case.kind, case.channel, case.language) == (lands.kind, "email", lands.language)
        assert _contact(case).get("email", "") == lands.contact


def _kept_aside(one: Incoming, ayse: Case) -> None:
    """Nobody was answered, and no case came of it."""
    assert Case.objects.count() == 1
    before = 1 if one.sort == "bounce" and one.reason == "came-back" else 0
    assert mail_samples.kinds(ayse).count("bounced") == before
    assert (one.settled_at is None) == (one.sort == "held")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from(sorted(EXPECTED)), st.integers(0, 3000), st.integers(0, 200))
def test_whatever_bytes_arrive_something_readable_comes_out(noise: bytes, name: str, at: int, gone: int):
    """Bytes of all kinds, by themselves and in the midst of real messages."""
    real = (mail_samples.MESSAGES / f"{name}.eml").read_bytes()
    for raw in (noise, real[:at] + noise + real[at + gone :]):
        read = reading.read(raw)
        assert isinstance(read.words, str)
        assert "\x00" not in read.words + read.subject + read.name


@pytest.mark.parametrize("raw", [b"", b"\n", b"\xff\xfe\xfd", b":\n:\n", b"From:\n\n\n", b"a" * 70_000])
def test_bytes_that_are_no_mail_are_kept_and_shown(raw: bytes):
    house = mail_samples.house()
    one = mail_samples.sorted_(raw, house)
    assert one.sort in ("held", "complaint")


def test_a_message_nested_a_thousand_deep_is_kept():
    house = mail_samples.house()
    nested = b"The deepest words."
    for at in range(1500):
        nested = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n%s\n--b%d--\n' % (at, at, nested, at)
    one = mail_samples.sorted_(b"From: mehmet@example.org\nSubject: Deep\n" + nested, house)
    assert one.sort == "complaint"
