"""Play the scenarios of the packs in simulated time and print each statement with its verdict."""

import argparse
import json
import sys
from pathlib import Path

from amends.procedure import packs, reader, references
from amends.proof import run as proof
from amends.proof.run import Result
from amends.server import database


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pack", nargs="*", help="keys of bundled packs, or folders; without any, every bundled pack")
    parser.add_argument("--json", action="store_true", help="one object: statement -> verdict, pack, scenario")


def run(arguments: argparse.Namespace) -> int:
    folders = packs.folders(arguments.pack)
    if strangers := [folder.name for folder in folders if not (folder / references.PACK).is_file()]:
        known = ", ".join(folder.name for folder in packs.folders())
        print(f"No pack here is called {', '.join(strangers)}. Bundled: {known}; or name a folder.", file=sys.stderr)
        return 2
    said: dict[str, dict[str, str]] = {}
    failed = 0
    with database.held():
        database.migrate()
        for folder in folders:
            results = proof.prove(reader.files_of(folder), progress=silent if arguments.json else show)
            failed += sum(not one.held for one in results)
            for verdict in proof.verdicts(results):
                names = "; ".join(verdict.scenarios)
                said[verdict.statement] = {"verdict": verdict.verdict, "pack": folder.name, "scenario": names}
    print(json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) if arguments.json else summary(said))
    return 1 if failed else 0


def silent(_: Result) -> None:
    """JSON is read by programs: nothing but the object."""


def show(result: Result) -> None:
    mark = "✓" if result.held else "✗"
    print(f"{mark} {result.scenario.name}  [{' '.join(result.scenario.statements)}]")
    if not result.held:
        print(f"    {Path(result.scenario.file).name}:{result.at}: {result.fault}")


def summary(said: dict[str, dict[str, str]]) -> str:
    lines = [
        f"{statement}  {one['verdict']:8} {one['pack']}: {one['scenario']}" for statement, one in sorted(said.items())
    ]
    proven = sum(one["verdict"] == "proven" for one in said.values())
    return "\n".join(["", *lines, "", f"{proven} of {len(said)} statements proven"])
