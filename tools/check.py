"""Checks and tests everything, as CI does: what is quick first, the rest beside each other, and how long it took."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import node

HERE = Path(__file__).resolve().parent.parent
BIN = HERE / ".venv/bin"
BUDGET_SECONDS = 480  # on two processors; told, never enforced, for no machine is like another
FIRST = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["python", "tools/figures.py"])
BESIDE = (
    ["mypy", "--strict", "src"],
    ["lint-imports"],
    ["djlint", "--lint", "--quiet", "src/amends"],
    ["mkdocs", "build"],
)
LAST = (["amends", "prove", "--slowest", "10"], ["pytest", "-n", "auto", "--durations", "10"])


@dataclass
class Beside:
    """A check that runs while others do; what it says waits until they have spoken."""

    words: list[str]
    process: "subprocess.Popen[str]"

    def ended(self) -> int:
        said, _ = self.process.communicate()
        print(f"\n· {' '.join(self.words)}\n{said}", end="", flush=True)
        return self.process.returncode


def main() -> int:
    began = time.monotonic()
    os.chdir(HERE)
    os.environ["AMENDS_TEST_PROVEN"] = "yes"  # the scenarios are played once
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each of the many programs that start compiles everything anew
    if sum(run(words) for words in FIRST):
        return 1
    beside = [start(words) for words in (*BESIDE, [str(node.linters(HERE)[0]), "lint", "--error-on-warnings"])]
    codes = [*(run(words) for words in LAST), *(each.ended() for each in beside)]
    took = time.monotonic() - began
    print(f"\nChecked in {took:.0f} s, of {BUDGET_SECONDS} s that are wanted on two processors.")
    return 1 if any(codes) else 0


def run(words: list[str]) -> int:
    print(f"· {' '.join(words)}", flush=True)
    return subprocess.run([BIN / words[0], *words[1:]], check=False).returncode


def start(words: list[str]) -> Beside:
    process = subprocess.Popen(
        [BIN / words[0], *words[1:]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return Beside(words, process)


if __name__ == "__main__":
    sys.exit(main())
