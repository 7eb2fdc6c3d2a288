"""Run everything: the database where none is set, the web server and the worker."""

import argparse

from amends.server import supervise


def add(parser: argparse.ArgumentParser) -> None:
    del parser  # nothing to choose: the settings say it all


def run(_: argparse.Namespace) -> int:
    return supervise.run()
