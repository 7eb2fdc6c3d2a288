"""Every address as every role: what each may see is written here; an address that is not written here fails."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import timezone

from amends.assurance.models import Objective
from amends.cases import history, internal, tracking, visibility
from amends.cases.acts import handling, perform
from amends.cases.models import Attachment, Case, Edition
from amends.dispatch.models import Message
from amends.intake.mail import inbound_mail
from amends.organisation.inbound_channels import Gateway, Mailbox
from amends.organisation.models import Member
from amends.procedure.payloads import act_payloads
from tests import cast
from tests.cast import fresh
from tests.goods import sheet as goods

pytestmark = pytest.mark.django_db

# Who asks: a stranger · Ayşe, whose case it is · Mehmet, who has another · Nobody, who works here without a role ·
# Nil, a technician at another factory · Can, the technician of this one · Rana, who handles it · Leyla, the owner.
ROLES = ("stranger", "ayşe", "mehmet", "nobody", "nil", "can", "rana", "leyla")
SEES, AWAY, NONE, ONLY_POST, NOTHING = "sees", "sent elsewhere", "there is nothing", "only by a press", "forbidden"
EVERYONE = dict.fromkeys(ROLES, SEES)


def staff(nobody: str, nil: str, can: str, rana: str, leyla: str) -> dict[str, str]:
    """Complainants and strangers never get behind the desk: they are sent to sign in."""
    outside = {"stranger": AWAY, "ayşe": AWAY, "mehmet": AWAY}
    return {**outside, "nobody": nobody, "nil": nil, "can": can, "rana": rana, "leyla": leyla}


def complainant(ayse: str, mehmet: str = SEES) -> dict[str, str]:
    """Without a pass there is only the way to sign in; staff have none either."""
    return {**dict.fromkeys(ROLES, AWAY), "ayşe": ayse, "mehmet": mehmet}


CASE = staff(NOTHING, NONE, SEES, SEES, SEES)  # that a case exists is told only to who may see it
WORKS = staff(NOTHING, SEES, SEES, SEES, SEES)
OWNS = staff(NOTHING, NOTHING, NOTHING, NOTHING, SEES)
OWNS_AND_PRESSES = staff(NOTHING, NOTHING, NOTHING, NOTHING, ONLY_POST)
SEES_ALL = staff(NOTHING, NOTHING, NOTHING, SEES, SEES)  # mail that belongs to no case belongs to no site either
SIGNED_IN = staff(SEES, SEES, SEES, SEES, SEES)
PRESSED = staff(NOTHING, ONLY_POST, ONLY_POST, ONLY_POST, ONLY_POST)
EXPECTED: dict[str, dict[str, str]] = {
    "look-colour": EVERYONE,
    "look-logo": dict.fromkeys(ROLES, NONE),  # this organisation has none
    "demo-letterbox": dict.fromkeys(ROLES, NONE),  # in the demo only
    "demo-message": dict.fromkeys(ROLES, NONE),
    "root": dict.fromkeys(ROLES, AWAY),
    "portal-front": EVERYONE,
    "portal-complain": EVERYONE,
    "portal-question": dict.fromkeys(ROLES, AWAY),  # without a draft there is no question
    "portal-check": dict.fromkeys(ROLES, NONE),
    "portal-receipt": dict.fromkeys(ROLES, NONE),
    "portal-track": EVERYONE,
    "portal-password": EVERYONE,
    "portal-out": dict.fromkeys(ROLES, AWAY),
    "portal-case": complainant(SEES),
    "portal-add": complainant(SEES),
    "portal-answer": complainant(SEES, AWAY),
    "portal-act": complainant(SEES),
    "portal-file": complainant(SEES, NONE),
    "portal-decision": complainant(AWAY, AWAY),
    "portal-accept": complainant(AWAY, AWAY),
    "portal-refuse": complainant(AWAY, AWAY),
    "portal-decision-pdf": complainant(NONE, NONE),
    "desk-today": WORKS,
    "desk-me": SIGNED_IN,
    "desk-pool": WORKS,
    "desk-new": WORKS,
    "desk-pool-assign": PRESSED,
    "desk-view-keep": PRESSED,
    "desk-view-remove": PRESSED,
    "desk-receipt": staff(NOTHING, NONE, AWAY, AWAY, AWAY),  # only right after taking the case in
    "desk-case": CASE,
    "desk-act": CASE,
    "desk-password": CASE,
    "desk-complained-about": CASE,
    "desk-file": CASE,
    "desk-decision-pdf": staff(NOTHING, NONE, NONE, NONE, NONE),  # nothing is decided yet
    "desk-8d": staff(NOTHING, NONE, NONE, NONE, NONE),  # the case is no action
    "desk-customer": staff(NOTHING, NONE, NONE, NONE, NONE),  # asked without a case
    "desk-figures": SEES_ALL,
    "desk-figures-pdf": SEES_ALL,
    "desk-figures-log": SEES_ALL,
    "desk-report-new": staff(NOTHING, NOTHING, NOTHING, NONE, NONE),  # asked without a page
    "desk-report": staff(NOTHING, NOTHING, NOTHING, NONE, SEES),  # only its owner changes it
    "desk-report-remove": staff(NOTHING, NOTHING, NOTHING, ONLY_POST, ONLY_POST),
    "desk-figures-consistency": SEES_ALL,
    "desk-figures-path": SEES_ALL,
    "desk-figures-analysis": SEES_ALL,
    "desk-figures-base": SEES_ALL,
    "desk-figure": SEES_ALL,
    "desk-figure-table": SEES_ALL,
    "desk-trends": SEES_ALL,
    "desk-topic": staff(NOTHING, NOTHING, NOTHING, NONE, NONE),  # asked without a topic
    "desk-look": staff(NOTHING, NOTHING, NOTHING, ONLY_POST, ONLY_POST),
    "desk-mass": staff(NOTHING, NOTHING, NOTHING, ONLY_POST, ONLY_POST),
    "desk-stakes": OWNS,
    "desk-review-pdf": staff(NOTHING, NONE, NONE, NONE, NONE),  # the case is no review
    "desk-evidence": SEES_ALL,
    "desk-evidence-table": SEES_ALL,
    "desk-evidence-clause": SEES_ALL,
    "desk-evidence-pack": SEES_ALL,
    "desk-objectives": SEES_ALL,
    "desk-retention": SEES_ALL,
    "desk-retention-case": OWNS,
    "desk-objective": OWNS,
    "desk-objective-new": OWNS,
    "desk-comparison-forget": OWNS_AND_PRESSES,
    "desk-training": WORKS,
    "desk-training-check": staff(NOTHING, NONE, NONE, NONE, NONE),  # the case is no session
    "desk-training-require": OWNS_AND_PRESSES,
    "desk-audit-days": OWNS,
    "desk-documents": SIGNED_IN,
    "desk-document": staff(NONE, NONE, NONE, NONE, NONE),  # the case is no document
    "desk-edition": SIGNED_IN,
    "desk-print": WORKS,
    "desk-print-pdf": staff(NOTHING, NONE, NONE, SEES, SEES),
    "desk-channels": WORKS,
    "desk-channel": OWNS,
    "desk-channel-new": OWNS,
    "desk-calendars": WORKS,
    "desk-calendar": WORKS,
    "desk-calendar-change": OWNS,
    "desk-calendar-generate": OWNS,
    "desk-calendar-recalculate": OWNS_AND_PRESSES,
    "desk-procedures": WORKS,
    "desk-procedure": WORKS,
    "desk-procedure-pack": WORKS,
    "desk-publish": OWNS,
    "desk-in-force": OWNS,
    "desk-rule-end": OWNS_AND_PRESSES,
    "desk-list": OWNS,
    "desk-list-new": OWNS,
    "desk-list-record": OWNS,
    "desk-partners": OWNS,
    "desk-partner": OWNS_AND_PRESSES,
    "portal-asked": dict.fromkeys(ROLES, NONE),  # without a department's link there is no question
    "portal-asked-enter": dict.fromkeys(ROLES, AWAY),  # every link is put away first, also a wrong one
    "portal-partner": dict.fromkeys(ROLES, NONE),
    "portal-partner-enter": dict.fromkeys(ROLES, AWAY),
    "desk-prove": WORKS,
    "desk-verify": WORKS,
    "desk-people": WORKS,
    "desk-need-to-know": OWNS,
    "desk-person": OWNS,
    "desk-person-new": OWNS,
    "desk-person-roles": OWNS_AND_PRESSES,
    "desk-person-standing": OWNS_AND_PRESSES,
    "desk-organisation": OWNS,
    "desk-outbox": OWNS,
    "desk-incoming": SEES_ALL,
    "desk-message": SEES_ALL,
    "desk-message-raw": SEES_ALL,
    "desk-mailbox": OWNS,
    "desk-mailbox-new": OWNS,
    "desk-gateway": OWNS,
    "desk-gateway-new": OWNS,
    "desk-posters": WORKS,
    "desk-poster": WORKS,
    "in-sms": dict.fromkeys(ROLES, ONLY_POST),
    "portal-ways": EVERYONE,
    "portal-figures": dict.fromkeys(ROLES, NONE),  # this organisation publishes none
    "portal-form": EVERYONE,
    "desk-letter": OWNS,
    "desk-goods": WORKS,
    "desk-order": WORKS,
    "desk-shipment": WORKS,
    "desk-lot": WORKS,
    "desk-items": WORKS,
    "desk-work": WORKS,
    "desk-work-new": WORKS,  # an idea, which anybody here may have
    "desk-custody": CASE,
    "desk-label": CASE,
    "desk-imports": OWNS,
    "desk-import-new": OWNS,
    "desk-import": OWNS,
    "desk-import-refused": OWNS,
}
SIGN_IN = ("account_", "mfa_")  # allauth's own pages; below they are only asked not to break, and never to sign up


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """The world as it is made once for all tests of a file: what each of them does is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(made: dict[str, Any], db: None) -> dict[str, Any]:
    return of_its_own(made)


def of_its_own(made: dict[str, Any]) -> dict[str, Any]:
    """A world that a test may change: its people are asked for anew, and it has a clock of its own."""
    house = replace(
        made["house"], people={name: Member.objects.get(pk=one.pk) for name, one in made["house"].people.items()}
    )
    received = {name: replace(made[name], case=fresh(made[name].case)) for name in ("ayşe", "mehmet")}
    return {**made, **received, "house": house, "known": {}}


def make_world() -> dict[str, Any]:
    """One case of Ayşe's at the Bursa factory, with a file and a letter to print; another of Mehmet's."""
    house = cast.house(now=timezone.now() - timedelta(hours=5))
    house.people["nil"] = house.people["can"].__class__.objects.get(username="can")
    house.people["nil"] = cast.founding.welcome(
        username="nil",
        name="Nil",
        email="nil@defne.example",
        password=cast.PASSWORD,
        roles={"factory-technician": "izmir"},
        now=house.now,
    )
    ayse = house.receive(site="bursa")
    mehmet = house.receive(contact={"name": "Mehmet", "post": "Gül Sokak 4\n35220 İzmir"})
    handling.ask(ayse.case, question="Which lot?", by=house.rana, now=house.now)
    file = Attachment.objects.create(
        id=uuid.uuid4(),
        case=ayse.case,
        name="label.txt",
        media_type="text/plain",
        size=5,
        sha256="0" * 64,
        stored=_stored(),
        by="complainant",
        at=house.now,
    )
    house.work()
    internal.establish(by="test", now=house.now)
    mail = inbound_mail.keep_mail(b"From: someone@example.org\n\nHello", now=house.now)
    box = Mailbox.objects.create(name="Complaints", how="pipe")
    Gateway.objects.create(key="gate", secret=b"sealed")
    goods.everything()
    with perform.on(ayse.case) as locked:
        sample = act_payloads.Custody(item=f"{ayse.case.number}-1", step="asked", act="note", files=[])
        history.record(locked, sample, by=house.rana.by, now=house.now)
    imported = goods.begun("orders", goods.ORDERS)
    objective = Objective.objects.create(figure="volume", target=1, since=house.now.date())
    report = house.leyla.reports.create(name="Of the year", page="overview", period="2026", made_at=house.now)
    more = {"import": imported, "mail": mail, "box": box, "objective": objective, "report": report}
    return {**more, "known": {}, "house": house, "ayşe": ayse, "mehmet": mehmet, "file": file}


def _stored() -> str:
    return str(cast.default_storage.save("cases/test.txt", cast.ContentFile(b"hello")))


def client_of(role: str, world: dict[str, Any]) -> Client:
    client = Client()
    if role in ("ayşe", "mehmet"):
        received = world[role]
        client.post("/en/track/", {"number": received.case.number, "password": received.password})
    elif role != "stranger":
        client.force_login(world["house"].people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def patterns(resolver: Any) -> Iterator[URLPattern]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield one
        else:
            yield from patterns(one)


def names() -> list[str]:
    return sorted({str(one.name) for one in patterns(get_resolver())})


def address(name: str, world: dict[str, Any]) -> str:
    """One address of the desk or the portal; what its words stand for is looked up once for a case and a message."""
    known = world["known"].setdefault((world["ayşe"].case.pk, world["mail"].pk), {})
    if not known:
        known.update(_words_of_addresses(world))
    return reverse(name, kwargs=known.get(name, {}))


def _words_of_addresses(world: dict[str, Any]) -> dict[str, dict[str, Any]]:
    case: Case = world["ayşe"].case
    edition = Edition.objects.get(key="agreement").pk
    letter = Message.objects.filter(carrier="sms").first()
    paper = Message.objects.get(state="to print")
    member = world["house"].people["rana"]
    return {
        "demo-message": {"key": 1},
        "desk-work-new": {"pack": "improvement", "kind": "idea"},
        "look-colour": {"mark": "x"},
        "look-logo": {"mark": "x"},
        "portal-question": {"key": "words"},
        "portal-act": {"key": "withdraw"},
        "portal-file": {"file_id": world["file"].pk},
        "desk-view-remove": {"view_id": 1},
        "desk-receipt": {"number": case.number},
        "desk-case": {"number": case.number},
        "desk-8d": {"number": case.number},
        "desk-retention-case": {"number": case.number},
        "desk-review-pdf": {"number": case.number},
        "desk-document": {"number": case.number},
        "desk-training-check": {"number": case.number},
        "desk-edition": {"edition": edition},
        "desk-evidence-clause": {"key": "7.4"},
        "desk-comparison-forget": {"comparison_id": 1},
        "desk-objective": {"objective_id": world["objective"].pk},
        "desk-report": {"report_id": world["report"].pk},
        "desk-report-remove": {"report_id": world["report"].pk},
        "desk-password": {"number": case.number},
        "desk-complained-about": {"number": case.number},
        "desk-decision-pdf": {"number": case.number},
        "desk-file": {"number": case.number, "file_id": world["file"].pk},
        "desk-act": {"number": case.number, "key": "note"},
        "desk-print-pdf": {"message_id": paper.pk},
        "desk-channel": {"key": "hotline"},
        "desk-calendar": {"key": "main", "version": 1},
        "desk-calendar-change": {"key": "main"},
        "desk-calendar-generate": {"key": "main"},
        "desk-calendar-recalculate": {"key": "main"},
        "desk-procedure": {"edition": edition},
        "desk-procedure-pack": {"edition": edition},
        "desk-rule-end": {"rule": 1},
        "desk-in-force": {"edition": edition},
        "desk-partner": {"key": "kosta"},
        "desk-list": {"what": "sites"},
        "desk-list-new": {"what": "products"},
        "desk-list-record": {"what": "sites", "key": "bursa"},
        "portal-asked-enter": {"given": "x"},
        "portal-partner-enter": {"given": "x"},
        "desk-person": {"member_id": member.pk},
        "desk-person-roles": {"member_id": member.pk},
        "desk-person-standing": {"member_id": member.pk},
        "desk-letter": {"message_id": letter.pk if letter else ""},
        "desk-message": {"message_id": world["mail"].pk},
        "desk-message-raw": {"message_id": world["mail"].pk},
        "desk-mailbox": {"box_id": world["box"].pk},
        "desk-gateway": {"key": "gate"},
        "in-sms": {"key": "gate"},
        "desk-poster": {"language": "en", "site": "bursa"},
        "desk-figure": {"key": "volume"},
        "desk-figure-table": {"key": "all", "kind": "csv"},
        "desk-order": {"number": "1001"},
        "desk-shipment": {"number": "S-1"},
        "desk-lot": {"number": "L-77"},
        "desk-custody": {"code": f"{case.number}-1"},
        "desk-label": {"code": f"{case.number}-1"},
        "desk-import": {"own": world["import"].pk},
        "desk-import-refused": {"own": world["import"].pk},
    }


def outcome(client: Client, path: str) -> str:
    status = client.get(path).status_code
    return {
        200: SEES,
        301: AWAY,
        302: AWAY,
        404: NONE,
        410: NONE,
        405: ONLY_POST,
        403: NOTHING,
        409: NONE,
    }.get(status, f"{status}")


def test_every_address_is_known() -> None:
    ours = {name for name in names() if not name.startswith(SIGN_IN)}
    assert ours == set(EXPECTED), ours ^ set(EXPECTED)


@pytest.mark.parametrize("role", ROLES)
def test_what_this_role_sees(role: str, world: dict[str, Any]) -> None:
    client = client_of(role, world)
    found = {name: outcome(client, address(name, world)) for name in EXPECTED}
    wrong = {name: (seen, EXPECTED[name][role]) for name, seen in found.items() if seen != EXPECTED[name][role]}
    assert not wrong


@pytest.mark.parametrize("role", ROLES)
def test_the_pages_for_signing_in_break_for_nobody_and_nobody_signs_up(role: str, world: dict[str, Any]) -> None:
    client = client_of(role, world)
    for name in filter(lambda name: name.startswith(SIGN_IN), names()):
        try:
            path = reverse(name)
        except NoReverseMatch:
            continue
        assert client.get(path).status_code in (200, 302, 403, 404, 405), name
    client.post(reverse("account_signup"), {"email": "x@x.org", "username": "x", "password1": "a-b-c-d-1-2"})
    assert not world["house"].people["rana"].__class__.objects.filter(username="x").exists()


def test_the_file_of_somebody_else_is_not_there_even_with_its_address(world: dict[str, Any]) -> None:
    path = address("portal-file", world)
    assert client_of("ayşe", world).get(path).status_code == 200
    for role in ("stranger", "mehmet", "rana"):
        assert client_of(role, world).get(path).status_code != 200, role


def test_no_page_of_the_desk_shows_a_tracking_password(world: dict[str, Any]) -> None:
    """Not in a letter, the outbox or a preview, nor in words that quote our letter; an owner sees dots."""
    house, received = world["house"], world["ayşe"]
    case, password = received.case, received.password
    said = f"I wrote it down: {password.lower()}. Machine 1234-5678-9012-3456 is broken."
    handling.answer(fresh(case), words=said, by="complainant", now=house.now)
    handling.add(fresh(case), words=f"She read out {password.replace('-', ' ')} to me.", by=house.rana, now=house.now)
    bounced = f"To: complaints@defne.example\nFrom: x@example.org\nSubject: returned\n\n> {case.number}\n> {password}\n"
    mail = inbound_mail.keep_mail(bounced.encode(), now=house.now)
    house.work()
    client = client_of("leyla", {**world, "mail": mail})
    shown = {}
    for name in (one for one in EXPECTED if one.startswith("desk-")):
        for path in (address(name, world), address(name, {**world, "mail": mail})):
            text = tracking.tidy_password(whole(client.get(path, follow=True)))
            shown[name] = shown.get(name, False) or tracking.tidy_password(password) in text
    assert [name for name, seen in shown.items() if seen] == []
    assert "1234-5678-9012-3456" in client.get(address("desk-case", world)).content.decode()


def test_a_letter_on_paper_shows_the_password_by_a_press_and_names_who_pressed(world: dict[str, Any]) -> None:
    client, house, case = client_of("rana", world), world["house"], world["mehmet"].case
    assert client.get(address("desk-print-pdf", world)).status_code == 200
    assert not case.entries.filter(kind="password seen").exists()
    assert client.post(address("desk-print-pdf", world)).status_code == 200
    assert case.entries.get(kind="password seen").by == house.rana.by


def whole(answer: Any) -> str:
    said = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(said.decode(errors="replace"))


def test_whom_a_complaint_is_about_meets_it_on_no_page_whatever_their_roles(world: dict[str, Any]) -> None:
    """An owner of the procedure with every role: no case, no list, no search, no letter, no figure names it."""
    house, case = world["house"], world["ayşe"].case
    ece = cast.founding.welcome(
        username="ece",
        name="Ece",
        email="ece@defne.example",
        password=cast.PASSWORD,
        now=house.now,
        standing="owner",
        roles={"customer-representative": None, "complaints-officer": None, "center-manager": None},
    )
    world["house"].people["ece"] = ece
    client, words = client_of("ece", world), (case.number, "Ayşe Kaya", "ayse@example.org")
    paths = {name: address(name, world) for name in EXPECTED if name.startswith("desk-")}
    del paths["desk-procedure-pack"]  # its scenarios have an Ayşe of their own
    number = case.number.replace("-", " ").lower()  # as typed it stands in the field, and is no find
    for one in (number, "soldu", "ayşe"):
        paths |= {f"pool {one}": f"/desk/pool/?words={one}&closed=yes", f"outbox {one}": f"/desk/outbox/?words={one}"}

    def meeting() -> set[str]:
        return {name for name, path in paths.items() if met(client.get(path, follow=True), words)}

    before = meeting()
    assert {"desk-case", "desk-pool", "desk-outbox", "pool soldu", f"pool {number}", "desk-items"} <= before, before
    handling.name_complained_about(case, members=[ece], reason="She says so.", by=house.rana, now=house.now)
    assert not meeting()
    assert not Case.objects.filter(visibility.visible(ece, house.now), pk=case.pk).exists()


def met(answer: Any, words: tuple[str, ...]) -> bool:
    text = whole(answer)
    return answer.status_code == 200 and any(word in text for word in words)


def test_no_act_happens_by_opening_an_address(world: dict[str, Any]) -> None:
    """A mail program that opens every link must not agree for anybody (fixmystreet#4556)."""
    case: Case = world["ayşe"].case
    before = Case.objects.get(pk=case.pk).last_no
    for role in ROLES:
        client = client_of(role, world)
        for name in EXPECTED:
            client.get(address(name, world))
    assert Case.objects.get(pk=case.pk).last_no == before
