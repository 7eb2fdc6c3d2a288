"""The figures by hand: `figures xes PATH` writes the event log, `figures count` counts every case anew."""

import argparse
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from amends.cases.models import Case
from amends.reports import xes
from amends.reports.counting import recount, tallies
from amends.reports.models import Fact, Tally
from amends.server import database


def add(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(metavar="what", required=True)
    log = what.add_parser("xes", help="write the event log for process mining (IEEE 1849)")
    log.add_argument("path", type=Path)
    log.set_defaults(do=write_log)
    count = what.add_parser("count", help="count every case anew, after the time zone or the rules of counting changed")
    count.set_defaults(do=count_anew)


def run(arguments: argparse.Namespace) -> int:
    with database.held():
        database.wait_until_there()
        arguments.do(arguments)
    return 0


def write_log(arguments: argparse.Namespace) -> None:
    """Piece by piece; the file is there whole or not at all."""
    path: Path = arguments.path
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8") as file:
        file.writelines(xes.log())
    part.replace(path)
    print(path)


def count_anew(_arguments: argparse.Namespace) -> None:
    """Everything is forgotten and counted again; the pages show what is counted so far."""
    with transaction.atomic():
        Tally.objects.all().delete()
        Fact.objects.all().delete()
        Case.objects.update(counted_no=0)
    cases = 0
    while counted := recount.step(timezone.now(), calm=timedelta(0)):
        cases += counted
    tallies.rebuild()
    print(f"{cases} cases counted")
