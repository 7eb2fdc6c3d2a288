"""Import orders, shipments, lots or inspection records from a CSV or XLSX file, or try it first."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from amends.cases.errors import InvalidForm
from amends.goods.imports import import_jobs, import_views, run_import
from amends.goods.imports.cells import Forms
from amends.goods.imports.import_kinds import KINDS
from amends.goods.models import Import
from amends.server import database

SHOWN = 20  # refused lines on the screen; --refused writes them all
WIDTH = 40


def add(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="import", required=True)
    bring = what.add_parser("import", help="take a file over; the same file again doubles nothing")
    bring.add_argument("kind", choices=list(KINDS))
    bring.add_argument("file", type=Path)
    bring.add_argument("--dry-run", action="store_true", help="say what would happen and take nothing")
    bring.add_argument("--column", action="append", default=[], metavar="FIELD=HEADER", help="where a guess is wrong")
    bring.add_argument(
        "--dates", choices=import_jobs.DATES, help="day, month and year in this order; ISO is always read"
    )
    bring.add_argument("--decimal", choices=import_jobs.DECIMALS, help="the sign before the fractions of an amount")
    bring.add_argument("--refused", type=Path, metavar="FILE", help="write every refused line with its reason as CSV")


def run(arguments: argparse.Namespace) -> int:
    """Exits 0 only when every line fits."""
    with database.held():
        if not database.begun():
            print(database.NOTHING_YET, file=sys.stderr)
            return 1
        try:
            one = brought(arguments)
        except (InvalidForm, OSError) as fault:
            print("\n".join(fault.faults.values()) if isinstance(fault, InvalidForm) else fault, file=sys.stderr)
            return 2
        tell(one, arguments.refused)
    return 0 if one.state == "done" and not one.refused else 1 if one.state == "failed" or one.refused else 0


def brought(arguments: argparse.Namespace) -> Import:
    """From the file to its end: checked, and unless it is a dry run taken over."""
    now = timezone.now()
    one = import_jobs.begin(arguments.kind, arguments.file.read_bytes(), name=arguments.file.name, by=None, now=now)
    guessed = import_jobs.forms(one)
    forms = Forms(arguments.dates or guessed.dates, arguments.decimal or guessed.decimal)
    try:
        import_jobs.check(one, columns(one, arguments.column), forms=forms)
    except InvalidForm:
        import_jobs.drop(one, now=now)
        raise
    one = run_import.carry_out(one, now=now, progress=show)
    if one.state == "checked":
        if arguments.dry_run:
            return one
        import_jobs.take_over(one, by=None)
    return run_import.carry_out(one, now=timezone.now(), progress=show)


def columns(one: Import, said: list[str]) -> dict[str, int]:
    """What was guessed, corrected by what was said."""
    found: dict[str, int] = dict(one.match["columns"])
    for key, _sign, header in (pair.partition("=") for pair in said):
        if header not in one.headers or key not in {column.key for column in KINDS[one.kind].columns}:
            raise InvalidForm(
                {
                    "column": f"{key}={header}: the headers are {', '.join(one.headers)}; "
                    f"the fields are {', '.join(column.key for column in KINDS[one.kind].columns)}"
                }
            )
        found[key] = one.headers.index(header)
    return found


def tell(one: Import, refused: Path | None) -> None:
    for what, (new, changed, same) in one.counts.items():
        print(f"{what}: {new} new, {changed} changed, {same} the same")
    print(f"{one.total} lines, {one.refused} refused: {one.state}")
    if refused:
        refused.write_text("".join(import_views.as_csv(one)), encoding="utf-8")
    for row in import_views.refused(one)[0][:SHOWN]:
        print(f"  line {row.line}: {row.says}")


def show(done: int, of: int) -> None:
    if not sys.stderr.isatty() and done < of:
        return
    width = WIDTH * done // of
    bar = f"\r  {'█' * width}{'·' * (WIDTH - width)} {done} of {of} lines"
    print(bar, end="\n" if done == of else "", file=sys.stderr, flush=True)
