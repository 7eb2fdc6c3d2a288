"""Fill a demo organisation with nine months of stories, or with a whole year, then serve it."""

import argparse

from django.conf import settings
from django.utils import timezone

from amends.demo import organisation_data, year
from amends.demo import run as demo
from amends.demo.progress import Bar
from amends.server import database, demo_state, supervise

OTHER = """This data folder holds {there} of the demo already, and a replay needs an empty one.
Set AMENDS_DATA to another folder, or leave --year away to look at what is here."""


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", action="store_true", help="replay a whole year with more than 1,500 cases")
    parser.add_argument("--cases", type=cases, metavar="N", help="with --year: how many cases come in, 150 at least")
    parser.add_argument("--only-fill", action="store_true", help="fill the organisation and stop")


def cases(typed: str) -> int:
    if not typed.isdecimal() or int(typed) < year.SMALLEST:
        raise argparse.ArgumentTypeError(f"give a whole number that is not below {year.SMALLEST}")
    return int(typed)


def run(arguments: argparse.Namespace) -> int:
    """The first start replays the stories; later ones find them there. What was interrupted is replayed anew."""
    with database.held():
        database.migrate()
        with demo_state.alone():
            if not prepared(arguments):
                return 1
        if arguments.only_fill:
            return 0
        print(welcome(), flush=True)
        return supervise.run()


def prepared(arguments: argparse.Namespace) -> bool:
    """Whether what was asked for is here now."""
    if demo_state.interrupted():
        print("The last replay was interrupted. What it left is dropped, and it begins anew.")
        demo_state.forget()
    if not demo.filled():
        replay(arguments)
        return True
    there = demo_state.there() or demo_state.MONTHS
    if arguments.year and there != demo_state.YEAR:
        print(OTHER.format(there=there))
        return False
    return True


def replay(arguments: argparse.Namespace) -> None:
    what, takes = (demo_state.YEAR, "some minutes") if arguments.year else (demo_state.MONTHS, "half a minute")
    print(f"Replaying {what} of a demo organisation, once. It takes {takes}:", flush=True)
    try:
        with demo_state.noted(what):
            fill(arguments)
    except KeyboardInterrupt:
        print("\nInterrupted. What is here cannot be used yet: the next start drops it and begins anew.")
        raise


def fill(arguments: argparse.Namespace) -> None:
    if arguments.year:
        demo.fill_year(timezone.now(), Bar(), cases=arguments.cases or year.usual())
    else:
        demo.fill(timezone.now(), Bar())


def welcome() -> str:
    rows = [f"  {key:6} {one['name']}, {one['says']}" for key, one in organisation_data.people().items()]
    return "\n".join(
        [
            "",
            f"Complainants begin at {settings.URL}/",
            f"What they are sent arrives at {settings.URL}/demo/ (their phone and mailbox, in the demo only)",
            f"Staff sign in at {settings.URL}/desk/ with the password “{organisation_data.PASSWORD}” as:",
            *rows,
            "",
        ]
    )
