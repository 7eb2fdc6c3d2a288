"""Every kind of paper that leaves this house can be read by a screen reader, as its standard asks (PDF/UA-1)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from amends.assurance import pdf
from amends.assurance.pdf import Grid, Paper, Part
from amends.cases.models import Case
from amends.dispatch.letters import forms_pdf
from amends.goods import label
from amends.organisation.models import Site
from tests.assurance.population import Works
from tests.desk.clients import at_desk

pytestmark = pytest.mark.django_db
PACK = {"since": "2026-01-01", "until": "2026-08-01", "seed": "x", "size": "1"}


def content(works: Works, address: str) -> bytes:
    answer = at_desk(works.house.leyla).get(address)
    assert answer["Content-Type"] == "application/pdf", address
    return bytes(answer.content)


def figures(works: Works) -> bytes:
    return content(works, "/desk/figures/report.pdf?period=2026-q2")


def review(works: Works) -> bytes:
    number = Case.objects.filter(pack="reviews", kind="quarter").values_list("number", flat=True)[0]
    return content(works, f"/desk/case/{number}/review.pdf")


def eight_d(works: Works) -> bytes:
    said = {"title": "Train", "action_kind": "preventive", "due_on": "2027-02-01"}
    return content(works, f"/desk/case/{works.open('improvement', 'action', **said).number}/8d.pdf")


def decision(works: Works) -> bytes:
    number = Case.objects.filter(inside=False, entries__kind="decided").values_list("number", flat=True)[0]
    return content(works, f"/desk/case/{number}/decision.pdf")


def summary(works: Works) -> bytes:
    answer = at_desk(works.house.leyla).post("/desk/evidence/pack/", PACK)
    return zipfile.ZipFile(io.BytesIO(answer.content)).read("SUMMARY.pdf")


def form(_works: Works) -> bytes:
    return bytes(Client().get("/en/ways/form.pdf").content)


def poster(_works: Works) -> bytes:
    return forms_pdf.poster("tr", Site.objects.get(pk="izmir"))


def sticker(_works: Works) -> bytes:
    return label.label_pdf(
        "IT-7K2Q", what="A roll", address="https://defne.example/desk/custody/IT-7K2Q/", language="tr"
    )


@pytest.mark.parametrize("paper", [figures, review, eight_d, decision, summary, form, poster, sticker])
def test_every_paper_says_that_it_is_accessible_and_in_which_language(lived: Works, paper: Callable[[Works], bytes]):
    made = paper(lived)
    assert made.startswith(b"%PDF-")
    assert b"pdfuaid" in made  # Typst refuses the standard for a paper that does not keep it
    for tag in (b"/StructTreeRoot", b"/Lang", b"/Marked true"):
        assert tag in made


def test_a_sign_that_no_font_can_draw_costs_the_standard_and_not_the_paper(lived: Works):
    del lived
    part = Part("What", grid=Grid(["Words"], [["A sign of nowhere: \U000e0fff"]]))
    made = pdf.printed_as_pdf(Paper("Title", "", "", (part,)), language="en")
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
