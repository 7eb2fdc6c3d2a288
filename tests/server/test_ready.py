"""What machines are told: ready, not ready and why, and what only should be looked at."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from amends.cases import failures, heartbeats
from amends.dispatch import compose
from amends.dispatch.models import Message
from amends.organisation.inbound_channels import Mailbox
from amends.platform import disk
from amends.server import ready, worker
from amends.server.postgres import embedded_server
from tests import cast, folders
from tests.program import Program, until


@pytest.fixture
def house(db: None) -> Iterator[cast.House]:
    yield cast.house(now=timezone.now() - timedelta(minutes=30))
    ready._kept.clear()


def asked() -> tuple[int, dict[str, Any], Any]:
    ready._kept.clear()
    answer = Client().get("/ready")
    return answer.status_code, json.loads(answer.content), answer


def keys(found: dict[str, Any]) -> tuple[list[str], list[str]]:
    return [one["key"] for one in found["faults"]], [one["key"] for one in found["warnings"]]


def beat(ago: timedelta = timedelta(0)) -> None:
    heartbeats.beat(worker.names(), now=timezone.now() - ago)


def test_it_is_ready_when_everything_does_its_work(house: cast.House):
    beat()
    assert asked()[:2] == (200, {"ready": True, "faults": [], "warnings": []})


def test_a_worker_that_never_came_or_has_stopped_is_told(house: cast.House):
    status, found, answer = asked()
    assert (status, keys(found), answer["Retry-After"]) == (503, (["worker"], []), "10")
    beat(timedelta(minutes=2))
    status, found, _answer = asked()
    assert (status, keys(found)[0]) == (503, ["worker"])
    assert found["faults"][0]["since"]


def test_a_step_that_fails_again_and_again_is_named(house: cast.House):
    beat()
    heartbeats.beat(["amends.dispatch.sender.email"], now=timezone.now() - timedelta(minutes=6))
    status, found, _answer = asked()
    assert status == 503
    assert found["faults"][0]["about"] == ["amends.dispatch.sender.email"]


def test_letters_without_a_carrier_and_letters_that_wait_are_warnings_and_later_a_fault(house: cast.House, settings):
    beat()
    settings.EMAIL = None
    case = house.receive(language="en").case
    compose.step(house.now)
    Message.objects.filter(carrier="sms").update(made_at=timezone.now() - timedelta(minutes=11))
    status, found, _answer = asked()
    assert (status, keys(found)) == (200, ([], ["no-carrier", "letters"]))
    assert [one["about"] for one in found["warnings"]] == [["email"], ["sms"]]
    assert case.number not in json.dumps(found)
    Message.objects.update(made_at=timezone.now() - timedelta(minutes=61))
    assert asked()[0] == 503


def test_a_mailbox_that_fails_or_is_not_looked_into_is_told_without_its_name(house: cast.House):
    beat()
    Mailbox.objects.create(name="Ayşe's box", fault="sign-in", fault_since=timezone.now())
    Mailbox.objects.create(name="silent", read_at=timezone.now() - timedelta(minutes=15))
    status, found, _answer = asked()
    assert (status, keys(found)) == (200, ([], ["mailbox", "mailbox"]))
    assert "Ayşe" not in json.dumps(found, ensure_ascii=False)


def test_a_store_that_takes_nothing_and_a_disk_that_is_full_are_faults(house: cast.House, settings, tmp_path: Path):
    beat()
    (tmp_path / "file").write_text("no folder")
    settings.MEDIA_ROOT = tmp_path / "file/files"
    assert asked()[0] == 503
    assert keys(asked()[1])[0] == ["store"]
    assert disk.Room(True, 50 * disk.MEBIBYTE).full
    assert disk.Room(True, 500 * disk.MEBIBYTE).low


def test_what_is_set_aside_is_a_warning_without_numbers(house: cast.House):
    beat()
    case = house.receive().case
    failures.set_aside("letters", case.number, ValueError("words"), now=house.now, case_id=case.pk)
    status, found, _answer = asked()
    assert (status, keys(found)) == (200, ([], ["failures"]))
    assert case.number not in json.dumps(found)


def test_tables_of_another_version_are_a_fault(house: cast.House):
    beat()
    newest = "(SELECT max(name) FROM django_migrations WHERE app = 'amends')"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM django_migrations WHERE app = 'amends' AND name = {newest}")
    status, found, _answer = asked()
    assert (status, keys(found)) == (503, (["migrations"], []))


def test_it_is_cheap_and_strangers_cannot_make_it_work(house: cast.House, django_assert_max_num_queries):
    ready._kept.clear()
    ready._newest()
    with django_assert_max_num_queries(12):
        Client().get("/ready")
    with django_assert_max_num_queries(0):
        Client().get("/ready")


@pytest.mark.program
def test_while_the_database_is_down_every_page_says_to_come_back(folder: Path) -> None:
    elsewhere = folders.with_tables(folder / "elsewhere")
    use = embedded_server.use(elsewhere, durable=False)
    there = embedded_server.address(elsewhere)
    url = f"postgresql://{there['USER']}@/{there['NAME']}?host={there['HOST']}"
    running = Program(folder, DATABASE_URL=url)
    try:
        running.launch("web")
        until(running.answers, "an answer", told=running.told)
        use.end()
        until(lambda: gone(there), "the end of the database")
        for path in ("/alive", "/ready", "/en/", "/account/login/"):
            status, retry = answered(running.url + path)
            assert (path, status) == (path, 503)
            assert retry == "10"
    finally:
        running.clear_away()
        use.end()


def gone(there: dict[str, Any]) -> bool:
    try:
        psycopg.connect(host=there["HOST"], user=there["USER"], dbname=there["NAME"]).close()
    except psycopg.OperationalError:
        return True
    return False


def answered(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as response:
            return response.status, response.headers.get("Retry-After", "")
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers.get("Retry-After", "")
