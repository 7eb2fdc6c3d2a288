"""Run the web server alone, for installations on several machines."""

import argparse
import os

from amends.server import database, shutdown, web


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--supervised", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    if arguments.supervised:
        shutdown.end_with(os.getppid())
    with database.held():
        database.wait_until_there()
        web.preload()
        web.run()
    return 0
