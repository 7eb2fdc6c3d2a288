"""Play the scenarios of the packs in simulated time and print each statement with its verdict."""

import argparse
import json
import sys
from pathlib import Path

from django.conf import settings

from amends.procedure import packs
from amends.procedure.pack_files import reader, references
from amends.proof import run as proof
from amends.proof.run import Result
from amends.server import scenario_pool
from amends.server.scenario_pool import Played


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pack", nargs="*", help="keys of bundled packs, or folders; without any, every bundled pack")
    parser.add_argument("--json", action="store_true", help="one object: statement -> verdict, pack, scenario")
    parser.add_argument("--slowest", type=int, default=0, metavar="N", help="list the N scenarios that took longest")


def run(arguments: argparse.Namespace) -> int:
    folders = packs.folders(arguments.pack)
    if strangers := [folder.name for folder in folders if not (folder / references.PACK).is_file()]:
        known = ", ".join(folder.name for folder in packs.folders())
        print(f"No pack here is called {', '.join(strangers)}. Bundled: {known}; or name a folder.", file=sys.stderr)
        return 2
    played: list[Played] = []
    packs_files = [reader.files_of(folder) for folder in folders]
    for one in scenario_pool.play(packs_files, settings.DATA / "scratch"):
        played.append(one)
        if not arguments.json:
            show(one.result)
    said = verdicts(played, [folder.name for folder in folders])
    print(json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) if arguments.json else summary(said))
    if arguments.slowest:
        print(slowest(played, arguments.slowest))
    return 0 if all(one.result.held for one in played) else 1


def verdicts(played: list[Played], names: list[str]) -> dict[str, dict[str, str]]:
    """Statement -> its verdict, by the scenarios of each pack."""
    said: dict[str, dict[str, str]] = {}
    for nth, name in enumerate(names):
        for verdict in proof.verdicts([one.result for one in played if one.pack == nth]):
            scenarios = "; ".join(verdict.scenarios)
            if said.get(verdict.statement, {}).get("verdict") == "refuted":
                continue  # another pack that proves the same statement makes it no truer here
            said[verdict.statement] = {"verdict": verdict.verdict, "pack": name, "scenario": scenarios}
    return said


def slowest(played: list[Played], most: int) -> str:
    dearest = sorted(played, key=lambda one: -one.seconds)[:most]
    total = sum(one.seconds for one in played)
    head = f"The slowest of {len(played)} scenarios, which took {total:.0f} s of a processor:"
    return "\n".join(["", head, *(f"{one.seconds:6.2f} s  {one.result.scenario.name}" for one in dearest)])


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
