"""Number and password reach nobody but the sender: whatever a header is like, it names one address or is held."""

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass

import pytest
from django.core import mail as outbox
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.cases.models import Case
from amends.cases.reply_address import _contact
from amends.dispatch.carriers import email, sms
from amends.dispatch.carriers.errors import DeliveryFailed
from amends.dispatch.letters.letter import Letter
from amends.dispatch.models import Message
from amends.intake import contact
from amends.intake.mail import address_headers, mail_message
from amends.organisation import addresses
from tests.intake import mail_samples

OURS = {"complaints@defne.example"}


@dataclass(frozen=True)
class Reads:
    """Whom a head names; without an address, why not."""

    head: str
    address: str = ""
    doubt: str = ""
    name: str | None = None


VELI = "veli@posta.example"
READS = {
    "plain": Reads(f"From: Veli Demir <{VELI}>", VELI, name="Veli Demir"),
    "bare": Reads(f"From: {VELI}", VELI, name=""),
    "a comma coded in the name": Reads(
        f"From: =?utf-8?Q?Y=C4=B1lmaz=2C_Ay=C5=9Fe?= <{VELI}>", VELI, name="Yılmaz, Ayşe"
    ),
    "a comma without quotes": Reads(f"From: Yilmaz, Ayse <{VELI}>", VELI, name="Yilmaz, Ayse"),
    "a comma in quotes": Reads(f'From: "Yilmaz, Ayse" <{VELI}>', VELI, name="Yilmaz, Ayse"),
    "another address coded in the name": Reads(f"From: =?utf-8?Q?eski=40baska.example?= <{VELI}>", VELI),
    "another address in base64": Reads(f"From: =?utf-8?B?{base64.b64encode(b'a@b.example').decode()}?= <{VELI}>", VELI),
    "a whole mailbox coded in the name": Reads(
        f"From: =?utf-8?B?{base64.b64encode(b'X <a@b.example>,').decode()}?= <{VELI}>", VELI, name="X <a@b.example>,"
    ),
    "another address in quotes": Reads(f'From: "a@b.example" <{VELI}>', VELI, name="a@b.example"),
    "a mailbox in quotes": Reads(f'From: "A <a@b.example>" <{VELI}>', VELI, name="A <a@b.example>"),
    "quotes within quotes": Reads(f'From: "A \\"<a@b.example>\\" B" <{VELI}>', VELI),
    "another address in a comment": Reads(f"From: (a@b.example) {VELI}", VELI),
    "comments within comments": Reads(f"From: {VELI} (A (a@b.example) B)", VELI, name="A (a@b.example) B"),
    "an open comment": Reads(f"From: (A <a@b.example> {VELI}", doubt="sender-broken"),
    "the same address twice": Reads(f"From: {VELI} <{VELI}>", VELI),
    "another address without quotes": Reads(f"From: a@b.example <{VELI}>", doubt="sender-several"),
    "two in brackets": Reads(f"From: A <a@b.example> <{VELI}>", doubt="sender-several"),
    "two senders": Reads(f"From: {VELI}, a@b.example", doubt="sender-several"),
    "a group of one": Reads(f"From: Us: Veli <{VELI}>;", VELI, name="Veli"),
    "a group of two": Reads(f"From: Us: {VELI}, a@b.example;", doubt="sender-several"),
    "two headers": Reads(f"From: {VELI}\nFrom: a@b.example", doubt="sender-several"),
    "two headers, the same": Reads(f"From: {VELI}\nFROM: <{VELI}>", VELI),
    "quotes never closed": Reads(f'From: "Demir, Veli <{VELI}>', doubt="sender-broken"),
    "a quote in a name": Reads(f'From: O"Brien <{VELI}>', doubt="sender-broken"),
    "brackets never closed": Reads(f"From: Veli <{VELI}", doubt="sender-broken"),
    "brackets twice": Reads(f"From: Veli <<{VELI}>", doubt="sender-unusable"),
    "words beside a bare address": Reads(f"From: Veli {VELI}", doubt="sender-broken"),
    "all of it coded": Reads(
        f"From: =?utf-8?B?{base64.b64encode(f'Veli <{VELI}>'.encode()).decode()}?=", doubt="sender-coded"
    ),
    "a coded address": Reads("From: Veli <=?utf-8?Q?veli=40posta.example?=>", doubt="sender-coded"),
    "a coded name before the @": Reads("From: <=?utf-8?Q?veli?=@posta.example>", doubt="sender-coded"),
    "an obsolete route": Reads(f"From: Veli <@a.example,@b.example:{VELI}>", VELI),
    "obsolete blanks": Reads("From: veli @ posta . example", VELI),
    "folded": Reads(f"From: =?utf-8?Q?Ay?=\n =?utf-8?Q?=C5=9Fe?=\n <{VELI}>", VELI, name="Ayşe"),
    "a sign cut in two words": Reads(
        f"From: =?utf-8?B?QXk=?= =?utf-8?B?xQ==?= =?utf-8?B?n2U=?= <{VELI}>", VELI, name="Ayşe"
    ),
    "an unknown charset": Reads(f"From: =?x-none?Q?Ay=C5=9Fe?= <{VELI}>", VELI, name="Ayşe"),
    "raw UTF-8": Reads(f"From: Ayşe Yılmaz <{VELI}>", VELI, name="Ayşe Yılmaz"),
    "a thousand headers": Reads("\n".join(f"From: {VELI}" for _ in range(1000)), doubt="sender-several"),
    "no e-mail": Reads("From: Veli", doubt="sender-none", name="Veli"),
    "nothing": Reads("Subject: x", doubt="sender-none"),
    "an empty bracket": Reads("From: Mail <>", doubt="sender-none"),
    "letters beyond ASCII before the @": Reads("From: <çiğdem@posta.example>", doubt="sender-unusable"),
    "a quoted name before the @": Reads('From: <"veli demir"@posta.example>', doubt="sender-unusable"),
    "a quoted @ before the @": Reads('From: <"a@b.example"@posta.example>', doubt="sender-unusable"),
    "another alphabet": Reads("From: Veli <veli@bücher.example>", "veli@xn--bcher-kva.example"),
    "two readings of one domain": Reads("From: Veli <veli@faß.example>", doubt="sender-unusable"),
    "wide letters": Reads("From: Veli <veli@ｐosta.example>", doubt="sender-unusable"),
    "a domain as numbers": Reads("From: Veli <veli@[127.0.0.1]>", doubt="sender-unusable"),
    "this very machine": Reads("From: root@localhost", doubt="sender-unusable"),
    "a null sign": Reads("From: veli\x00@posta.example", doubt="sender-unusable"),
    "a carriage return": Reads("From: Veli <veli@posta.example\rBcc: a@b.example>", doubt="sender-broken"),
    "the order of letters turned": Reads(f"From: \u202emoc.knab@tsop\u202c <{VELI}>", doubt="sender-several"),
    "the order turned in a coded name": Reads(f"From: =?utf-8?Q?=E2=80=AEmoc.knab?= <{VELI}>", VELI, name="moc.knab"),
    "very long": Reads("From: " + "A" * 60_000 + f" <{VELI}>", doubt="sender-broken"),
    "thousands of open quotes": Reads('From: "' + '("' * 20_000 + f" <{VELI}>", doubt="sender-broken"),
    "too long an address": Reads("From: <" + "a" * 65 + "@posta.example>", doubt="sender-unusable"),
    "answers elsewhere": Reads(f"From: Web form <noreply@shop.example>\nReply-To: Deniz <{VELI}>", VELI, name="Deniz"),
    "answers to us": Reads(f"From: Veli <{VELI}>\nReply-To: complaints@defne.example", VELI, name="Veli"),
    "answers to us with a tag": Reads(f"From: Veli <{VELI}>\nReply-To: Complaints+abc@Defne.example", VELI),
    "answers to several": Reads(f"From: {VELI}\nReply-To: a@b.example, c@d.example", doubt="sender-several"),
    "answers to another in quotes": Reads(f'From: a@b.example\nReply-To: "c@d.example" <{VELI}>', VELI),
    "answers to nobody": Reads(f"From: {VELI}\nReply-To:", VELI),
    "answers to a broken address": Reads(f'From: {VELI}\nReply-To: "X <a@b.example>', doubt="sender-broken"),
    "several senders, one to answer": Reads(f"From: {VELI}, a@b.example\nReply-To: {VELI}", doubt="sender-several"),
    "only who sent it off": Reads(f"Sender: {VELI}", doubt="sender-none"),
    "ourselves": Reads("From: complaints@defne.example", doubt="own-address"),
}


@pytest.mark.parametrize("key", READS)
def test_a_head_names_one_address_beyond_doubt_or_none(key: str):
    reads = READS[key]
    found = mail_message.read(reads.head.encode() + b"\nTo: complaints@defne.example\n\nThe seam tore.", OURS)
    assert (found.address, found.doubt) == (reads.address, reads.doubt)
    if reads.name is not None:
        assert found.name == reads.name


names = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\n\x00"), max_size=40)
odd = st.sampled_from(
    ["a@b.example", "X <a@b.example>", 'B" <c@d.example>', "a@b.example,", "(c@d.example", "=?utf-8?Q?a=40b?=", "\\"]
)


def coded(text: str, how: str) -> str:
    if how == "quoted":
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if how == "comment":
        return "(" + "".join("\\" + sign if sign in "\\()" else sign for sign in text) + ")"
    charset, way = how.split()
    data = text.encode(charset, "replace")
    if way == "b":
        return f"=?{charset}?b?{base64.b64encode(data).decode()}?="
    hexed = quopri.encodestring(data, quotetabs=True, header=True).decode().replace("=\n", "")
    safe = "".join(sign if sign.isalnum() or sign in "=_" else f"={ord(sign):02X}" for sign in hexed)
    return f"=?{charset}?q?{safe}?="


@settings(max_examples=400)
@given(
    st.lists(
        st.tuples(
            st.one_of(names, odd),
            st.sampled_from(
                ["quoted", "comment", "utf-8 b", "utf-8 q", "iso-8859-9 q", "windows-1254 b", "gb18030 b", "utf-16 b"]
            ),
        ),
        max_size=4,
    )
)
def test_whatever_the_name_and_however_it_is_coded_the_address_is_the_one_in_brackets(parts: list[tuple[str, str]]):
    said = " ".join(coded(text, how) for text, how in parts)
    found = mail_message.read(f"From: {said} <{VELI}>\n\nhello".encode("utf-8", "surrogateescape"), OURS)
    assert (found.address, found.doubt) == (VELI, "")


@settings(max_examples=400)
@given(
    st.text(st.sampled_from('abé@.<>"(),;:\\= ?\t\x00'), max_size=60),
    st.text(st.sampled_from('ab@<>"(),: '), max_size=20),
)
def test_whatever_stands_around_an_address_nobody_else_is_taken(before: str, after: str):
    """Either the one that stands in brackets, or nobody: never one that the words around it make up."""
    found = address_headers.parse(f"{before} <{VELI}> {after}")
    if not found.doubt and len(found.addresses) == 1:
        assert found.addresses[0].address == VELI or any(sign in before for sign in '"(<')


@pytest.mark.django_db
@pytest.mark.parametrize("key", sorted(READS))
def test_what_is_in_doubt_waits_for_a_person_and_opens_no_case_by_itself(key: str):
    house = mail_samples.house()
    reads = READS[key]
    one = mail_samples.sorted_(reads.head.encode() + b"\nTo: complaints@defne.example\n\nThe seam tore.", house)
    if reads.doubt:
        assert (one.sort, one.reason, Case.objects.count()) == ("held", reads.doubt, 0)
    else:
        assert _contact(Case.objects.get())["email"] == reads.address


@pytest.mark.django_db
def test_a_person_chooses_whom_we_answer_and_only_among_those_the_head_names():
    house = mail_samples.house()
    raw = b"From: Veli <veli@posta.example>, a@b.example\nTo: complaints@defne.example\n\nThe seam tore."
    one = mail_samples.sorted_(raw, house)
    client = mail_samples.at_desk(mail_samples.boss(house))
    page = client.get(f"/desk/mail/{one.pk}/").content.decode()
    assert 'value="veli@posta.example"' in page
    assert 'value="a@b.example"' in page
    client.post(f"/desk/mail/{one.pk}/", {"do": "case", "answer_to": "somebody@else.example"})
    assert "email" not in _contact(Case.objects.get())
    again = mail_samples.sorted_(raw.replace(b"seam", b"zip"), house)
    client.post(f"/desk/mail/{again.pk}/", {"do": "case", "answer_to": "veli@posta.example"})
    assert _contact(Case.objects.order_by("-pk")[0])["email"] == "veli@posta.example"


@pytest.mark.django_db
def test_our_recipients_are_read_from_addresses_and_not_from_names():
    mail_samples.house()
    head = 'To: =?utf-8?Q?feedback=40defne.example?= <complaints@defne.example>, "x@y.example" <z@y.example>'
    assert mail_message.read(head.encode() + b"\n\nhello").to == ("complaints@defne.example", "z@y.example")


TWO = [
    "a@b.example, c@d.example",
    "a@b.example;c@d.example",
    "a@b.example\nBcc: c@d.example",
    "A <a@b.example>",
    '"a@b.example" <c@d.example>',
    "a@b.example (c@d.example)",
    "a b@c.example",
    "@b.example:c@d.example",
    "=?utf-8?q?a?=@b.example",
    '"a b"@c.example',
    "ç@b.example",
    "a@b",
    "a@[10.0.0.1]",
    "a@b.example\x00",
    "a@faß.example",
]


@pytest.mark.parametrize("said", TWO)
def test_a_field_for_an_address_takes_one_plain_address(said: str):
    assert "email" in contact.check({"email": said}, country="TR")[1]


@pytest.mark.django_db
@pytest.mark.parametrize("said", TWO)
def test_no_letter_leaves_to_anything_but_a_plain_address(said: str):
    """Whatever came into a contact by a road that nobody thought of, the last door asks again."""
    mail_samples.house()
    with pytest.raises(DeliveryFailed) as fault:
        email.deliver(Message(), Letter("id", said, "s", "b", "s", repeated=False))
    assert fault.value.permanent
    assert outbox.outbox == []


@pytest.mark.parametrize(
    "said",
    [
        "0532 123 45 67, 0533 123 45 67",
        "0532 123 45 67 / 0533 123 45 67",
        "0532 123 45 67 0533 123 45 67",
        "Call 05321234567",
        "05321234567;ext=9",
        "0532 123 45 67 x5",
        "0532123456",
        "tel:+905321234567",
        "+905321234567@gateway.example",
        "12",
    ],
)
def test_a_field_for_a_number_takes_one_number_that_exists(said: str):
    assert "mobile" in contact.check({"mobile": said}, country="TR")[1]


@pytest.mark.parametrize("said", ["0532 123 45 67", "+90 (532) 123-45-67", "٠٥٣٢ ١٢٣ ٤٥ ٦٧", "０５３２１２３４５６７"])
def test_a_number_is_taken_as_people_write_it(said: str):
    assert addresses.number(said, "TR") == "+905321234567"


@pytest.mark.parametrize(
    "said", ["05321234567", "+90532/../x", "+905321234567,+905331234567", "", "gateway.example", "+٩٠٥٣٢١٢٣٤٥٦٧"]
)
def test_a_gateway_is_given_nothing_but_a_number(said: str, settings):
    settings.SMS_URL = "json://127.0.0.1:1/{to}"
    with pytest.raises(DeliveryFailed) as fault:
        sms.say(said, "words")
    assert fault.value.permanent
