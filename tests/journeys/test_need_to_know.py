"""Every address of the desk as each role and scope: no case outside the scope is named by number, name or words."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from amends.cases import history, internal, visibility
from amends.cases.acts import handling, joining, perform
from amends.cases.models import Case
from amends.improvement import fingerprints
from amends.organisation import changes, founding
from amends.organisation.access import Area
from amends.organisation.models import Department, Member
from amends.procedure.payloads import act_payloads
from tests.cast import House, fresh
from tests.desk.clients import at_desk
from tests.journeys import test_every_address as addresses

pytestmark = pytest.mark.django_db

WIDE, NARROW = "customer-representative", "complaints-officer"
SAME = {"email": "ayse@example.org", "mobile": "+905321234567"}  # one household: each has the contact of the other
# Who reads: a role and the area that it is held for, the reader's own department, whether a case is in their hands.
READERS: dict[str, tuple[str, Area, str, bool]] = {
    "at the factory": (WIDE, Area("bursa"), "", False),
    "of quality": (WIDE, Area(department="quality"), "", False),
    "of quality at the factory": (WIDE, Area("bursa", "quality"), "", False),
    "of sales": (WIDE, Area(department="sales"), "quality", False),
    "at the shop": (WIDE, Area("izmir"), "", False),
    "who needs to know quality": (NARROW, Area(), "quality", False),
    "who needs to know the shop's quality": (NARROW, Area("izmir"), "quality", False),
    "who needs to know nothing": (NARROW, Area(), "", False),
    "who holds one case": (NARROW, Area(), "", True),
}
SEES_ALL = {name for name, expected in addresses.EXPECTED.items() if expected is addresses.SEES_ALL}
OF_CASES = ("case", "act", "password", "complained-about", "file", "decision-pdf", "custody", "label", "8d", "receipt")
world = addresses.world


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """The world of the addresses and what is tied in it, made once: what each test does is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = addresses.make_world()
        yield {**found, "tied": tie(found)}
        transaction.set_rollback(True)


@pytest.fixture
def cases(world: dict[str, Any]) -> dict[str, tuple[Case, tuple[str, ...]]]:
    return {number: (fresh(case), words) for number, (case, words) in world["tied"].items()}


def tie(world: dict[str, Any]) -> dict[str, tuple[Case, tuple[str, ...]]]:
    """What ties cases to each other: one household, one order, one text, a problem, an action, and being joined."""
    house, ayse, mehmet = world["house"], world["ayşe"].case, world["mehmet"].case
    Department.objects.create(key="sales", titles={"en": "Sales", "tr": "Satış"})
    fatma = received(house, "Fatma Demir", "Perde yırtık geldi, rengi de soldu.", site="izmir", department="sales")
    hasan = received(house, "Hasan Kurt", "Halı leke içinde, kumaş soldu.", site="izmir", department="")
    ayse = handling.assign(ayse, department="quality", by=house.deniz, now=house.now)
    joining.join(hasan, ayse.number, by=house.rana, now=house.now)
    said = {"title": "Dye bath seven fails", "topic_by": "text", "site": "bursa", "cases": [ayse.number, fatma.number]}
    problem = internal.begin("improvement", "problem", values=said, by=house.leyla, now=house.now)
    values = {"title": "Renew the curtain hooks", "action_kind": "corrective", "due_on": "2027-06-01"}
    fatma = handling.assign(fresh(fatma), owner=house.rana, by=house.deniz, now=house.now)
    _fatma, action = internal.open_from(fatma, "open-action", values=values, by=house.rana, now=house.now)
    with perform.on(fatma) as locked:
        sample = act_payloads.Custody(act="note", item=f"{fatma.number}-1", step="asked", files=[])
        history.record(locked, sample, by=house.rana.by, now=house.now)
    house.work()
    while fingerprints.step(house.now):
        pass
    texts = {
        ayse: ("Ayşe Kaya", "Kumaş ilk yıkamada"),
        mehmet: ("Mehmet", "Gül Sokak"),
        fatma: ("Fatma Demir", "Perde yırtık"),
        hasan: ("Hasan Kurt", "Halı leke"),
        problem: ("Dye bath seven",),
        action: ("Renew the curtain",),
    }
    return {one.number: (fresh(one), (one.number, *words)) for one, words in texts.items()}


def received(house: House, name: str, words: str, *, site: str, department: str) -> Case:
    said = {"order": "1001", "batch": "L-77", "product": "fabric", "category": "colour"}
    case = house.receive(site=site, words=words, contact={"name": name, **SAME}, **said).case
    return handling.assign(case, department=department, by=house.deniz, now=house.now) if department else case


@pytest.fixture
def reader(request: pytest.FixtureRequest, world: dict[str, Any], cases: dict[str, Any]) -> Member:
    role, area, own, holds = READERS[request.param]
    changes.need_to_know([NARROW], known=[NARROW])
    one = founding.welcome(
        username="reader", name="Reader", email="", password=None, roles={role: area}, now=world["house"].now,
        department=Department.objects.filter(key=own).first(),
    )  # fmt: skip
    if holds:
        house, key = world["house"], world["ayşe"].case.number
        case = cases[key][0]
        with perform.on(case) as locked:
            history.record(locked, act_payloads.Assigned(owner=one.by), by=house.deniz.by, now=house.now)
    return Member.objects.get(pk=one.pk)


def hidden(member: Member, cases: dict[str, Any], world: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    now = world["house"].now
    return {key: words for key, (case, words) in cases.items() if not visibility.may_see(member, fresh(case), now)}


def paths(world: dict[str, Any], cases: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every address of the desk; those of cases with each of them; and what is searched and filtered for."""
    for name in (one for one in addresses.EXPECTED if one.startswith("desk-")):
        if name == "desk-procedure-pack":  # its scenarios have an Ayşe of their own
            continue
        several = cases.values() if name.removeprefix("desk-") in OF_CASES else [(world["ayşe"].case, ())]
        for case, _words in several:
            yield name, addresses.address(name, {**world, "ayşe": SimpleNamespace(case=case)})
    for number in cases:
        typed = number.replace("-", " ").lower()  # as typed it stands in the field, and is no find
        yield "search", f"/desk/pool/?words={typed}&closed=yes"
        yield "customer", f"/desk/customer/?case={number}"
        yield "act", f"/desk/case/{number}/join/"
    for words in ("soldu", "perde", "halı", "kumaş", "fatma", "demir", "kurt", "ayşe", "mehmet", "dye", "curtain"):
        yield "search", f"/desk/pool/?words={words}&closed=yes"
    for query in ("department=sales", "department=none", "site=izmir", "due=late", "owner=none", "closed=yes"):
        yield "filter", f"/desk/pool/?{query}"
    yield from (("items", "/desk/custody/?step=asked"), ("work", "/desk/work/?words=dye"))


@pytest.mark.parametrize("reader", READERS, indirect=True)
def test_nothing_names_a_case_outside_the_scope(reader: Member, world: dict[str, Any], cases: dict[str, Any]) -> None:
    client, away = at_desk(reader), hidden(reader, cases, world)
    assert away
    named = []
    for name, path in paths(world, cases):
        answer = client.get(path, follow=True)
        assert not (name in SEES_ALL and answer.status_code == 200), path
        text = addresses.whole(answer)
        named += [(path, word) for words in away.values() for word in words if word in text]
    assert named == []


@pytest.mark.parametrize("reader", ["of quality", "who holds one case"], indirect=True)
def test_what_lies_in_the_scope_is_there(reader: Member, world: dict[str, Any], cases: dict[str, Any]) -> None:
    client, number = at_desk(reader), world["ayşe"].case.number
    for path in ("/desk/pool/", "/desk/pool/?words=soldu", f"/desk/case/{number}/", "/desk/custody/", "/desk/goods/"):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert number in addresses.whole(answer) or path == "/desk/goods/", path


def test_who_sees_every_case_is_shown_what_the_others_are_not(world: dict[str, Any], cases: dict[str, Any]) -> None:
    """So that the words which nobody else may meet would be met, were they there."""
    client = at_desk(world["house"].leyla)
    text = "".join(addresses.whole(client.get(path, follow=True)) for _name, path in paths(world, cases))
    assert [word for _case, words in cases.values() for word in words if word not in text] == []
    lot = addresses.whole(client.get("/desk/goods/lot/L-77/"))
    page = addresses.whole(client.get(f"/desk/case/{world['ayşe'].case.number}/"))
    customer = addresses.whole(client.get(f"/desk/customer/?case={world['ayşe'].case.number}"))
    for number, words in cases.items():
        if words[1:] and words[1] in ("Fatma Demir", "Hasan Kurt"):
            assert number in lot
            assert number in page  # as a similar case, or handled with it
            assert number in customer
        if words[1:] and words[1] == "Dye bath seven":
            assert number in page


@pytest.mark.parametrize("reader", READERS, indirect=True)
def test_what_is_typed_finds_no_like_outside_the_scope(
    reader: Member, world: dict[str, Any], cases: dict[str, Any]
) -> None:
    said = {"do": "look", "words": "Perde yırtık geldi, rengi de", "order": "1001", "batch": "L-77", **SAME}
    said |= {"product": "fabric", "category": "colour", "site": "izmir", "channel": "phone", "kind": "complaint"}
    away = hidden(reader, cases, world)
    text = addresses.whole(at_desk(reader).post("/desk/new/", said))
    assert [number for number in away if number in text] == []


@pytest.mark.parametrize("reader", READERS, indirect=True)
def test_no_press_reaches_a_case_outside_the_scope(
    reader: Member, world: dict[str, Any], cases: dict[str, Any]
) -> None:
    client, away = at_desk(reader), hidden(reader, cases, world)
    before = {number: fresh(cases[number][0]).last_no for number in away}
    picked = [f"{number}|{last}" for number, last in before.items()]
    done = client.post("/desk/pool/assign/", {"case": picked, "owner": str(reader.pk), "query": ""}, follow=True)
    texts = [addresses.whole(done)]
    for number, last in before.items():
        for key in ("note", "assign", "add", "tell"):
            said = {"seen": last, "words": "Mine now.", "owner": str(reader.pk)}
            texts.append(addresses.whole(client.post(f"/desk/case/{number}/{key}/", said, follow=True)))
        about = {"about": reader.by, "reason": "It is about me."}
        texts.append(addresses.whole(client.post(f"/desk/case/{number}/complained-about/", about, follow=True)))
    assert {number: fresh(cases[number][0]).last_no for number in away} == before
    assert not [text for text in texts if any(words[0] in text for words in away.values())]


def test_joining_or_naming_a_case_outside_the_scope_says_that_there_is_none(
    world: dict[str, Any], cases: dict[str, Any]
) -> None:
    house, mine = world["house"], world["ayşe"].case
    one = founding.welcome(
        username="reader", name="R", email="", password=None, roles={WIDE: Area("bursa")}, now=house.now
    )
    theirs = next(number for number, (_case, words) in cases.items() if "Fatma Demir" in words)
    client: Client = at_desk(one)
    seen = fresh(mine).last_no
    answer = client.post(f"/desk/case/{mine.number}/join/", {"number": theirs, "seen": seen})
    assert (answer.status_code, fresh(mine).last_no) == (422, seen)
    assert "There is no case with this number." in answer.content.decode()
