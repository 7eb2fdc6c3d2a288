"""Fill a demo organisation with nine months of stories, then serve it."""

import argparse
import sys

from django.conf import settings
from django.utils import timezone

from amends.server import database, supervise
from amends.server.demo import facts
from amends.server.demo import run as demo


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only-fill", action="store_true", help="fill the organisation and stop")


def run(arguments: argparse.Namespace) -> int:
    """The first start replays the stories; later ones find them there."""
    with database.held():
        database.migrate()
        if not demo.filled():
            print("Replaying nine months of a demo organisation, once:")
            demo.fill(timezone.now(), show)
        if arguments.only_fill:
            return 0
        print(welcome(), flush=True)
        return supervise.run()


def show(done: int, of: int) -> None:
    if not sys.stderr.isatty() and done < of:
        return
    width = 40 * done // of
    print(
        f"\r  {'█' * width}{'·' * (40 - width)} {done} of {of} stories",
        end="\n" if done == of else "",
        file=sys.stderr,
        flush=True,
    )


def welcome() -> str:
    rows = [f"  {key:6} {one['name']}, {one['says']}" for key, one in facts.people().items()]
    return "\n".join(
        [
            "",
            f"Complainants begin at {settings.URL}/",
            f"Staff sign in at {settings.URL}/desk/ with the password “{facts.PASSWORD}” as:",
            *rows,
            "",
        ]
    )
