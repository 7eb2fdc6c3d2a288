"""Bring the tables of the database to this version."""

import argparse

from amends.server import database


def add(parser: argparse.ArgumentParser) -> None:
    del parser


def run(_: argparse.Namespace) -> int:
    with database.held():
        applied = database.migrate()
    print(f"{applied} migrations applied" if applied else "Everything is in place already")
    return 0
