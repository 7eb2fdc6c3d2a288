"""Run one of Django's own commands: `amends manage shell`."""

import argparse
from contextlib import nullcontext

from django.core.management import execute_from_command_line

from amends.server import database

WITHOUT_DATABASE = {"check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages"}


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, help="the command and its arguments")


def run(arguments: argparse.Namespace) -> int:
    words: list[str] = arguments.words
    alone = not words or words[0] in WITHOUT_DATABASE
    with nullcontext() if alone else database.held():
        execute_from_command_line(["amends manage", *words])
    return 0
