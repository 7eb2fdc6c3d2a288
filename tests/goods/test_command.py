"""`amends goods import`: from a file to its figures, and every refused line in words."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from django.db import connection

from amends.goods.models import Import, Order
from amends.server.commands import goods
from tests.goods.sheet import ORDERS, SHIPMENTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def database_is_there(settings) -> None:
    settings.EMBEDDED = False  # the tests hold it already


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    goods.add(parser)
    return goods.run(parser.parse_args(words))


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS, encoding="utf-8")
    return file


def test_a_file_is_taken_over_in_one_go(orders: Path, capsys):
    assert run("import", "orders", str(orders)) == 0
    said = capsys.readouterr().out
    assert "order lines: 3 new, 0 changed, 0 the same" in said
    assert "3 lines, 0 refused: done" in said
    assert Order.objects.count() == 2


def test_a_dry_run_takes_nothing(orders: Path, capsys):
    assert run("import", "orders", str(orders), "--dry-run") == 0
    assert "orders: 2 new" in capsys.readouterr().out
    assert not Order.objects.exists()


def test_refused_lines_are_said_and_written(tmp_path: Path, capsys):
    file, refused = tmp_path / "shipments.csv", tmp_path / "refused.csv"
    file.write_text(SHIPMENTS, encoding="utf-8")
    assert run("import", "shipments", str(file), "--refused", str(refused)) == 1
    assert "line 2: 1001 is not known here. Import it first." in capsys.readouterr().out
    assert refused.read_text("utf-8").count("not known here") == 3


def test_a_column_that_is_not_understood_is_named_and_can_be_said(tmp_path: Path, capsys):
    file = tmp_path / "odd.csv"
    file.write_text(ORDERS.replace("Order number", "Vorgang"), encoding="utf-8")
    assert run("import", "orders", str(file)) == 2
    assert "Choose the column for “Order number”." in capsys.readouterr().err
    assert Import.objects.get().state == "failed"
    assert run("import", "orders", str(file), "--column", "order=Nummer") == 2
    assert "the headers are Vorgang, Customer number" in capsys.readouterr().err
    assert run("import", "orders", str(file), "--column", "order=Vorgang") == 0


def test_a_file_that_is_not_there_is_said(capsys):
    assert run("import", "orders", "/nowhere.csv") == 2
    assert "/nowhere.csv" in capsys.readouterr().err


def test_where_nothing_was_begun_it_says_what_to_do_and_makes_no_tables(orders: Path, capsys):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path TO pg_temp")  # a database without tables, until this test ends
        assert run("import", "orders", str(orders)) == 1
        assert "Run “amends begin” first" in capsys.readouterr().err
        cursor.execute("SELECT to_regclass('amends_import')")
        assert cursor.fetchone() == (None,)
