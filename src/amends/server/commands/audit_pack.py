"""Write what an auditor asks for into one file that anybody can check: an audit pack."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone, translation

from amends.assurance.audit_pack import audit_pack_files, audit_pack_request
from amends.assurance.audit_pack.audit_pack_request import AuditPackRequest
from amends.cases.errors import InvalidForm
from amends.reports.counting import recount
from amends.server import database


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, help="the file to write, or a folder for it")
    parser.add_argument("--since", default="", help="the first day, such as 2026-01-01; a year ago without it")
    parser.add_argument("--until", default="", help="the last day; today without it")
    parser.add_argument("--seed", default="", help="draws the sample; the same seed draws the same cases again")
    parser.add_argument("--size", default="", help="cases of each stratum; 3 without it")
    parser.add_argument("--language", default="en", help="of the summary and the tables")


def run(arguments: argparse.Namespace) -> int:
    """Exits 2 when something is wrong with what was asked."""
    with database.held():
        if not database.begun():
            print(database.NOTHING_YET, file=sys.stderr)
            return 1
        with translation.override(arguments.language), timezone.override(recount.organisation_zone()):
            return write(arguments)


def write(arguments: argparse.Namespace) -> int:
    try:
        wanted = _wanted(arguments)
    except InvalidForm as faulty:
        for key, words in faulty.faults.items():
            print(f"--{key}: {words}", file=sys.stderr)
        return 2
    made = audit_pack_files.make(wanted, now=timezone.now(), language=arguments.language)
    place = arguments.path / audit_pack_files.name(wanted) if arguments.path.is_dir() else arguments.path
    place.write_bytes(made.content)
    print(f"{place}: {made.files} files, {made.cases} cases, {made.sampled} of them drawn")
    return 0


def _wanted(arguments: argparse.Namespace) -> AuditPackRequest:
    today = timezone.localdate()
    said = {key: getattr(arguments, key) or usual for key, usual in audit_pack_request.usual(today).items()}
    return audit_pack_request.clean(said, today=today)
