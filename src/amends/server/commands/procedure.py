"""Check, draw or publish a procedure pack: every fault with its line, every proof, a diagram, a new edition."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from amends.cases import editions
from amends.procedure import diagram, packs, path_checks
from amends.procedure.pack_files import reader
from amends.procedure.pack_files.faults import InvalidPack
from amends.server import database


def add(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="check|draw|publish", required=True)
    check = what.add_parser("check", help="list every fault of a pack at once, and the proofs that hold")
    check.add_argument("pack", help="a pack's folder, or the key of a bundled pack")
    draw = what.add_parser("draw", help="write the diagram as SVG")
    draw.add_argument("pack", help="a pack's folder, or the key of a bundled pack")
    draw.add_argument("--language", default="", help="of the labels; without it the pack's first")
    store = what.add_parser("publish", help="store a pack as an edition, and put it in force for new cases")
    store.add_argument("pack", help="a pack's folder, or the key of a bundled pack")
    store.add_argument("--only-publish", action="store_true", help="do not put it in force")
    for place in ("kinds", "channels", "products", "categories"):
        store.add_argument(f"--{place}", default="", help=f"put it in force for these {place} only, parted by commas")
    draw.add_argument("--to", type=Path, help="a file; without it standard output")


def run(arguments: argparse.Namespace) -> int:
    folder = packs.folders([arguments.pack])[0]
    try:
        procedure = reader.read(folder)
    except InvalidPack as faulty:
        for fault in faulty.faults:
            print(f"{folder / fault.place.file}:{fault.place.line}: {fault.says}")
        print(f"{len(faulty.faults)} faults")
        return 1
    if arguments.what == "publish":
        return publish(folder, arguments)
    if arguments.what == "draw":
        return draw(diagram.draw(procedure, arguments.language or procedure.languages[0]), arguments.to)
    return check(path_checks.proofs(procedure))


def check(found: tuple[path_checks.Proof, ...]) -> int:
    for proof in found:
        print(f"{'✓' if proof.holds else '✗'} {proof.says}")
        for fault in proof.faults:
            print(f"    {fault}")
    return 0 if all(proof.holds for proof in found) else 1


def draw(picture: str, to: Path | None) -> int:
    if to is None:
        sys.stdout.write(picture)
    else:
        to.write_text(picture, encoding="utf-8")
    return 0


def publish(folder: Path, arguments: argparse.Namespace) -> int:
    """A second time it changes nothing but the rule: the same files are the same edition."""
    where: dict[str, list[str]] = {place: _parted(getattr(arguments, place)) for place in editions.PLACES}
    now = timezone.now()
    with database.held():
        database.migrate()
        try:
            edition = editions.publish(reader.files_of(folder), by="command", now=now)
        except InvalidPack as faulty:
            print(faulty)
            return 1
        if not arguments.only_publish:
            editions.put_in_force(edition, now=now, by="command", where=where)
    limits = "; ".join(f"{place}: {', '.join(keys)}" for place, keys in where.items() if keys)
    print(f"{edition} is published" + ("" if arguments.only_publish else f", in force for {limits or 'everything'}"))
    return 0


def _parted(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]
