"""Recompute every case from its history, check every digest, and say what was found."""

import argparse
import sys

from amends.cases import verification
from amends.server import database


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="no progress, only what was found")


def run(arguments: argparse.Namespace) -> int:
    """Exits 0 only when everything agrees."""
    with database.held():
        database.wait_until_there()
        verdict = verification.verify(None if arguments.quiet else show)
    for finding in verdict.findings:
        where = f"entry {finding.no}" if finding.no else "projection"
        print(f"{finding.number}, {where}: {finding.says}")
    said = "everything agrees" if verdict.agrees else f"{len(verdict.findings)} things do not agree"
    print(f"{verdict.cases} cases, {verdict.entries} entries: {said}")
    return 0 if verdict.agrees else 1


def show(done: int, of: int) -> None:
    print(f"\r{done} of {of} cases", end="\n" if done == of else "", file=sys.stderr, flush=True)
