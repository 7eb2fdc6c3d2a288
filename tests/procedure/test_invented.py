"""An airline’s procedure, which nobody planned for, written from the reference alone: the language carries it whole."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from amends.cases import editions
from amends.organisation import founding
from amends.procedure import diagram, path_checks
from amends.procedure.pack_files import reader
from amends.proof import run, scenarios

FOLDER = Path(__file__).with_name("packs_invented") / "airline"
FILES = reader.files_of(FOLDER)
SCENARIOS = scenarios.read(FILES)
DRAWN = [(kind, language) for kind in ("complaint", "feedback") for language in ("en", "fr")]


def test_the_reader_finds_no_fault_and_every_proof_holds() -> None:
    found = path_checks.proofs(reader.read(FOLDER))
    assert found
    assert [(one.says, one.faults) for one in found if not one.holds] == []


@pytest.mark.django_db
@pytest.mark.parametrize("scenario", SCENARIOS, ids=[one.name for one in SCENARIOS])
def test_what_the_airline_promised_is_what_happens(scenario: scenarios.Scenario) -> None:
    result = run.run(scenario, FILES)
    assert result.held, f"{scenario.file}:{result.at}: {result.fault}"


@pytest.mark.parametrize(("kind", "language"), DRAWN)
def test_it_is_drawn_in_both_languages(kind: str, language: str) -> None:
    procedure = reader.read(FOLDER)
    picture = diagram.draw(procedure, language, kind=kind)
    ElementTree.fromstring(picture)
    assert procedure.kinds[kind].title[language] in picture
    assert procedure.stages[procedure.kinds[kind].first].title[language] in picture


@pytest.mark.django_db
def test_the_public_page_tells_it_and_in_french_to_who_reads_french(client) -> None:
    now = timezone.now()
    founding.found(name="Example Air", country="GB", languages=["en", "fr"], now=now)
    editions.put_in_force(editions.publish(FILES, by="test", now=now), now=now)
    page = client.get("/en/").content.decode()
    assert "You may complain on behalf of a child who flew with us." in page
    assert "Looking for your bag" in page
    assert "<svg" in page
    assert "Recherche de votre bagage" in str(diagram.steps(reader.read(FOLDER), "complaint", "fr"))
