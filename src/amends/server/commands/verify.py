"""Recompute every case from its history, check every digest, and say what was found."""

import argparse
import sys

from amends.cases import verification
from amends.reports.counting import figures_verification
from amends.server import database


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="no progress, only what was found")


def run(arguments: argparse.Namespace) -> int:
    """Exits 0 only when everything agrees."""
    with database.held():
        if not database.begun():
            print(database.NOTHING_YET, file=sys.stderr)
            return 1
        verdict = verification.verify(None if arguments.quiet else show)
        figures = figures_verification.verify()
    for finding in verdict.findings:
        where = f"entry {finding.no}" if finding.no else "projection"
        print(f"{finding.number}, {where}: {finding.says}")
    for says in figures.findings:
        print(says)
    faults = len(verdict.findings) + len(figures.findings)
    print(f"figures of {figures.cases} cases counted anew, {figures.waiting} still to be counted")
    said = "everything agrees" if not faults else f"{faults} things do not agree"
    print(f"{verdict.cases} cases, {verdict.entries} entries: {said}")
    return 1 if faults else 0


def show(done: int, of: int) -> None:
    print(f"\r{done} of {of} cases", end="\n" if done == of else "", file=sys.stderr, flush=True)
