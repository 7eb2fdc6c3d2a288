"""The command `amends`: each subcommand is a module in `commands` with `add(parser)` and `run(arguments) -> int`."""

import argparse
import os
import pkgutil
import sys
from importlib import import_module, metadata
from types import ModuleType

import django
from django.core.exceptions import ImproperlyConfigured

from amends.server import commands
from amends.server.configuration import environment


def main(words: list[str] | None = None) -> int:
    words = sys.argv[1:] if words is None else words
    if words[:1] == ["--version"]:  # before the settings: whoever asks may have none
        print(f"amends {metadata.version('amends')}")
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.server.settings")
    if words[:1] == ["demo"]:
        environment.become_demo()
    try:
        django.setup()
    except ImproperlyConfigured as error:
        print(error, file=sys.stderr)
        return 75 if words[:1] == ["mail-in"] else 2  # a mail server keeps a message that we could not even look at
    parser = argparse.ArgumentParser(prog="amends", description="Runs an organisation's complaint procedure.")
    parser.add_argument("--version", action="store_true", help="says which version this is")
    add_commands(parser, wanted(words))
    arguments = parser.parse_args(words)
    try:
        return int(arguments.run(arguments) or 0)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0


def wanted(words: list[str]) -> list[str]:
    """The one subcommand that was named, so that no other is loaded; all of them for the help."""
    names = sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__))
    return words[:1] if words and words[0] in names else names


def add_commands(parser: argparse.ArgumentParser, names: list[str]) -> None:
    choices = parser.add_subparsers(metavar="command", required=True)
    for name in names:
        module = import_module(f"{commands.__name__}.{name.replace('-', '_')}")
        said = purpose(module)
        choice = choices.add_parser(name, help=said, description=said)
        module.add(choice)
        choice.set_defaults(run=module.run)


def purpose(module: ModuleType) -> str:
    return (module.__doc__ or "").strip().splitlines()[0]
