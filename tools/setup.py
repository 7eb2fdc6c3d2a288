"""Sets up a checkout on a bare machine with nothing but Python 3.11: each step is stamped, so a repeat does nothing.

setup.py run     what running Amends needs
setup.py all     that, and what checks and tests need, a Chromium included
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import browser
import node
import words

HERE = Path(__file__).resolve().parent.parent
VENV = HERE / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
PIP = [PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq"]


def main(wanted: str) -> None:
    os.chdir(HERE)
    (HERE / "var").mkdir(exist_ok=True)
    with (HERE / "var/setup.lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        for step in EVERYTHING if wanted == "all" else TO_RUN:
            step()


def virtual_environment() -> None:
    mark = digest([], str(HERE), PYTHON.resolve() if PYTHON.exists() else "")
    if not (stamped("venv", mark) and works(PYTHON)):
        tell("a virtual environment")
        make_virtual_environment()
        stamp("venv", digest([], str(HERE), PYTHON.resolve()))


def make_virtual_environment() -> None:
    python = Path(getattr(sys, "_base_executable", sys.executable))  # never the one inside the folder being made
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([python, "-m", "venv", VENV], capture_output=True, text=True, check=False)
    if made.returncode and may_install():
        tell("python3-venv, which Debian keeps apart")
        apt_get("install", "python3-venv", f"python3.{sys.version_info.minor}-venv")
        made = subprocess.run([python, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        print(made.stdout, made.stderr, file=sys.stderr)
        sys.exit("Python cannot make a virtual environment here; on Debian, install python3-venv.")


def parts_to_run() -> None:
    if not stamped("parts", digest([HERE / "requirements.lock"])):
        tell("the parts that Amends is made of")
        run([*PIP, "install", "--require-hashes", "-r", "requirements.lock"])
        stamp("parts", digest([HERE / "requirements.lock"]))


def parts_to_check() -> None:
    locks = [HERE / "requirements.lock", HERE / "requirements-dev.lock"]
    if not stamped("parts-dev", digest(locks)):
        tell("the parts that Amends is made of, and those that check it")
        run([*PIP, "install", "--require-hashes", "-r", "requirements-dev.lock"])
        stamp("parts-dev", digest(locks))
        stamp("parts", digest(locks[:1]))


def amends_itself() -> None:
    mark = digest([HERE / "pyproject.toml"])
    if not stamped("itself", mark):
        tell("Amends")
        run([*PIP, "install", "--no-deps", "--no-build-isolation", "--editable", "."])
        stamp("itself", mark)


def assets() -> None:
    mark = digest([HERE / "package-lock.json", HERE / "tools/node.py"])
    if not (stamped("assets", mark) and node.kept(HERE)):
        tell("style sheets, scripts and fonts")
        node.fetch(HERE, BIN, node_wheel, to_check=False)
        stamp("assets", mark)


def assets_to_check() -> None:
    mark = digest([HERE / "package-lock.json", HERE / "tools/node.py"])
    if not (stamped("assets-dev", mark) and node.kept(HERE) and node.linters(HERE)):
        tell("style sheets, scripts and fonts, and what checks them")
        node.fetch(HERE, BIN, node_wheel, to_check=True)
        stamp("assets-dev", mark)
        stamp("assets", mark)


def node_wheel() -> None:
    run([*PIP, "install", "--require-hashes", "-r", "requirements-node.lock"])


def translations() -> None:
    mark = digest(words.catalogues(HERE))
    if words.stale(HERE) or not stamped("translations", mark):
        tell("translations")
        run([BIN / "pybabel", "--quiet", "compile", "--directory", "src/amends/locale", "--domain", "django"])
        stamp("translations", mark)


def chromium() -> None:
    if not browser.known(VENV):
        tell("a Chromium for the tests in a browser")
        browser.make_driver_start(VENV, node_wheel)
        browser.find(VENV, apt_get if may_install() else None)


TO_RUN: tuple[Callable[[], None], ...] = (
    virtual_environment,
    parts_to_run,
    amends_itself,
    assets,
    translations,
)
EVERYTHING = (virtual_environment, parts_to_check, amends_itself, assets_to_check, translations, chromium)


def may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_get(*words: str) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for act in (["update"], [words[0], "--yes", "--no-install-recommends", *words[1:]]):
        subprocess.run(["apt-get", "-qq", *act], env=quiet, stdout=subprocess.DEVNULL, timeout=900, check=False)


def works(program: Path) -> bool:
    return program.exists() and subprocess.run([program, "-c", ""], capture_output=True, check=False).returncode == 0


def digest(files: Iterable[Path], *words: object) -> str:
    total = hashlib.sha256(repr(words).encode())
    for each in files:
        total.update(each.read_bytes())
    return total.hexdigest()


def stamped(step: str, mark: str) -> bool:
    file = VENV / "stamps" / step
    return file.exists() and file.read_text() == mark


def stamp(step: str, mark: str) -> None:
    (VENV / "stamps").mkdir(exist_ok=True)
    (VENV / "stamps" / step).write_text(mark)


def tell(what: str) -> None:
    print(f"· setting up {what}", flush=True)


def run(command: list[str | Path]) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        sys.exit(f"Set-up stopped: {' '.join(map(str, command))} ended with {done.returncode}.")


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except KeyboardInterrupt:
        sys.exit("\nSet-up interrupted; run it again to go on.")
