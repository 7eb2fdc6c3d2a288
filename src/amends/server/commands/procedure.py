"""Check a procedure pack, or draw it: every fault with its line, every proof, a diagram."""

import argparse
import sys
from pathlib import Path

from amends.procedure import diagram, packs, proofs, reader
from amends.procedure.faults import Faulty


def add(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", metavar="check|draw", required=True)
    check = what.add_parser("check", help="list every fault of a pack at once, and the proofs that hold")
    check.add_argument("pack", help="a pack's folder, or the key of a bundled pack")
    draw = what.add_parser("draw", help="write the diagram as SVG")
    draw.add_argument("pack", help="a pack's folder, or the key of a bundled pack")
    draw.add_argument("--language", default="", help="of the labels; without it the pack's first")
    draw.add_argument("--to", type=Path, help="a file; without it standard output")


def run(arguments: argparse.Namespace) -> int:
    folder = packs.folders([arguments.pack])[0]
    try:
        procedure = reader.read(folder)
    except Faulty as faulty:
        for fault in faulty.faults:
            print(f"{folder / fault.place.file}:{fault.place.line}: {fault.says}")
        print(f"{len(faulty.faults)} faults")
        return 1
    if arguments.what == "draw":
        return draw(diagram.draw(procedure, arguments.language or procedure.languages[0]), arguments.to)
    return check(proofs.proofs(procedure))


def check(found: tuple[proofs.Proof, ...]) -> int:
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
