"""Run the worker alone, for installations on several machines."""

import argparse
import os

from amends.server import database, shutdown, worker
from amends.server.shutdown import Ending


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--supervised", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    if arguments.supervised:
        shutdown.end_with(os.getppid())
    with database.held():
        worker.run(Ending())
    return 0
