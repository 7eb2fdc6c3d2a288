"""Measure how fast Amends is on this machine, beside bare views and the database's own limit."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from amends.bench import run as bench
from amends.bench.report import Report
from amends.server import database
from amends.server.configuration import environment

INSIDE = "AMENDS_TEST_BENCH"  # set for the run itself, which has a data folder of its own


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, default=bench.LARGE, help="how many cases the larger installation has")


def run(arguments: argparse.Namespace) -> int:
    """Runs itself again with a data folder for measuring, so that no living case is touched."""
    if INSIDE not in os.environ:
        data = settings.DATA / "bench"
        shutil.rmtree(data, ignore_errors=True)  # what an earlier run left would be measured as the smaller one
        data.mkdir(parents=True)
        settings_of_run = {
            **os.environ,
            "AMENDS_DATA": str(data),
            INSIDE: str(settings.DATA / "bench.json"),
            "AMENDS_LOG_LEVEL": "ERROR",
            environment.DEMO: "yes",  # letters go nowhere
        }
        settings_of_run.pop("DATABASE_URL", None)
        os.execve(sys.executable, [sys.executable, "-m", "amends", *sys.argv[1:]], settings_of_run)
    report = Report()
    with database.held():
        database.migrate()
        bench.measure(report, progress, large=arguments.cases)
    report.write(Path(os.environ[INSIDE]))
    return 0


def progress(what: str) -> Callable[[int, int], None]:
    def show(done: int, of: int) -> None:
        if sys.stderr.isatty() or done == of:
            print(f"\r{what}: {done:,} of {of:,}", end="\n" if done == of else "", file=sys.stderr, flush=True)

    return show
