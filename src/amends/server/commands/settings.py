"""Print what may be set in the environment, what it means and what holds now."""

import argparse
import os

from amends.server.configuration.environment import VARIABLES, Variable


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--markdown", action="store_true", help="as the table that the documentation shows")


def run(arguments: argparse.Namespace) -> int:
    print(table() if arguments.markdown else "\n\n".join(map(described, VARIABLES)))
    return 0


def described(variable: Variable) -> str:
    return f"{variable.name}\n  {variable.meaning}\n  Now: {now(variable)}"


def now(variable: Variable) -> str:
    text = os.environ.get(variable.name, "").strip()
    if not text:
        return f"not set, so {variable.absent}"
    return "set (not shown)" if variable.secret else text


def table() -> str:
    rows = [f"| `{each.name}` | {each.meaning} | {each.absent} |" for each in VARIABLES]
    return "\n".join(["| variable | meaning | when not set |", "|---|---|---|", *rows])
