"""Ways through the portal that several tests take: filling in a complaint, and bringing a case to its decision."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from amends.cases.acts import decision, handling
from amends.cases.acts.complaint_receipt import Received
from amends.cases.models import Case
from tests import cast
from tests.cast import House

GIVEN: dict[str, dict[str, Any]] = {
    "words": {"words": "The fabric faded after the first wash."},
    "when": {"day": "", "month": "", "year": ""},
    "about": {"order": "A-118"},
    "wanted": {"wanted": "A new one."},
    "files": {},
    "contact": {"name": "Ayşe", "email": "ayse@example.org"},
    "help": {"language": "en"},
}


def house(pack: str = "agreement") -> House:
    """Founded three days ago, so that what the pages do now comes after all that happened."""
    return cast.house(pack, now=timezone.now() - timedelta(days=3))


def fill_in(client: Client, upto: str = "", **given: dict[str, Any]) -> HttpResponse:
    """Answers each question in order, stopping before `upto`."""
    answer = client.post("/en/complain/")
    for key, said in {**GIVEN, **given}.items():
        if key == upto:
            break
        answer = client.post(f"/en/complain/{key}/", {"do": "on", **said})
        assert answer.status_code == 302, answer.content.decode()
    return answer


def send(client: Client, **given: dict[str, Any]) -> HttpResponse:
    fill_in(client, **given)
    return client.post("/en/complain/check/")


def sign_in(client: Client, received: Received) -> HttpResponse:
    return client.post("/en/track/", {"number": received.case.number, "password": received.password})


def decided(made: House, case: Case) -> Case:
    """To the decision of the present round, by the people the procedure wants."""
    first = case.round == 1
    one = made.rana if first else made.emre
    now = made.later(minutes=30)
    if first:
        case = handling.assign(case, owner=one, by=one, now=now)
        case = handling.classify(case, values={"category": "colour", "severity": "minor"}, by=one, now=now)
        case = handling.do(case, "start-assessment", by=one, now=now)
        case = handling.do(case, "direct", by=one, now=now, values={"department": "quality"})
        material = {"material": ["photographs"], "material_from": ["customer"], "finding": "Dye not fixed."}
        case = handling.do(case, "assess-material", by=one, now=now, values=material)
    else:
        values = {"alternatives": "A refund."}
        case = handling.do(case, "investigate-alternatives", by=one, now=now, values=values)
    expected = {"expectation": "A new one.", "expectation_considered": "Yes."}
    case = handling.do(case, "consider-expectation", by=one, now=now, values=expected)
    case = handling.do(case, "propose", by=one, now=now, values={"proposal": "Replace it."})
    points = [
        {
            "point": "The fabric faded",
            "finding": "The dye was <b>not</b> fixed. #set page(width: 1cm)",
            "outcome": "upheld",
            "remedy": "replacement",
            "remedy_on": "2027-01-15",
        }
    ]
    case = decision.draft(case, points=points, summary="You are right.", by=one, now=now)
    case = handling.do(case, "finalise" if first else "finalise-again", by=one, now=now)
    case = decision.approve(case, by=made.deniz, now=now)
    case = decision.decide(case, by=one, now=now)
    made.work()
    return cast.fresh(case)
