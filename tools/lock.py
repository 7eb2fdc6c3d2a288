"""Writes the locks: every version and hash of every part, and no address of any registry (`make lock`)."""

import json
import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
UV = HERE / ".venv/bin/uv"
PLAIN = ["--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade", "--quiet", "--no-annotate"]
SILENT = ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"]


def main() -> None:
    compile_lock("requirements.lock", "pyproject.toml", "--group", "build")
    dev = ("--group", "build", "--group", "dev", "--constraint", "requirements.lock")
    compile_lock("requirements-dev.lock", "pyproject.toml", *dev)
    compile_lock("requirements-node.lock", "--group", "node")
    npm = ["npm", "update", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run([*npm, "--omit-lockfile-registry-resolved"], cwd=HERE, check=True)
    forget_addresses(HERE / "package-lock.json")


def compile_lock(lock: str, *sources: str) -> None:
    subprocess.run([UV, "pip", "compile", *PLAIN, *SILENT, *sources, "-o", lock], cwd=HERE, check=True)


def forget_addresses(lock: Path) -> None:
    content = json.loads(lock.read_text())
    for part in content["packages"].values():
        part.pop("funding", None)
        part.pop("resolved", None)
    lock.write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    main()
