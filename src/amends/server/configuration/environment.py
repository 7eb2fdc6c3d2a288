"""What may be set from outside, in one table: each variable's name, meaning, default and reader.

Every fault is found and told at once, so that nobody mends a configuration one restart at a time.
"""

import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from amends.server.configuration import readers

CHECKOUT = Path(__file__).resolve().parents[4]
DEMO = "_AMENDS_DEMO"  # no setting: `amends demo` marks itself and what it starts


@dataclass(frozen=True, slots=True)
class Environment:
    """What was set, read and checked."""

    data: Path
    database: readers.Database | None
    listen: tuple[str, int]
    url: str
    allowed_hosts: list[str]
    proxies: int
    secret_key: str
    email: readers.EmailServer | None
    email_from: str
    sms_url: str | None
    aside_days: int
    web_workers: int
    web_threads: int
    static: Path
    log_level: str
    debug: bool


Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    field: str
    meaning: str
    absent: str  # what happens without it, in words
    read: Callable[[str], Any]
    default: Callable[[Values], Any]
    secret: bool = False


class InvalidConfiguration(ImproperlyConfigured):
    """All that is wrong with the settings."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("The settings are faulty:\n" + "\n".join(f"  - {fault}" for fault in faults))
        self.faults = faults


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    values: Values = {}
    faults = strangers(environ)
    for variable in VARIABLES:
        text = environ.get(variable.name, "").strip()
        try:
            values[variable.field] = variable.read(text) if text else variable.default(values)
        except ValueError as reason:
            faults.append(f"{variable.name} {reason}")
        except KeyError:
            pass  # it follows from another one, whose fault is told already
    if faults:
        raise InvalidConfiguration(faults)
    return Environment(**values)


def strangers(environ: Mapping[str, str]) -> list[str]:
    """Names that look like ours and are none: most likely misspelt, and silently without effect."""
    known = {variable.name for variable in VARIABLES}
    found = sorted(name for name in environ if name.startswith("AMENDS_") and not name.startswith("AMENDS_TEST_"))
    return [f"{name} is no setting{guess(name, known)}" for name in found if name not in known]


def guess(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return f"; did you mean {near[0]}?" if near else ""


def become_demo() -> None:
    """From here on this program, and every program that it starts, is the demo; said before settings are read."""
    os.environ[DEMO] = "yes"


def is_demo() -> bool:
    return os.environ.get(DEMO) == "yes"


def default_data(_: Values) -> Path:
    in_checkout = (CHECKOUT / "pyproject.toml").exists()
    return readers.data_folder(CHECKOUT / "var" if in_checkout else Path.home() / ".local/share/amends")


def default_static(values: Values) -> Path:
    in_checkout = (CHECKOUT / "pyproject.toml").exists()
    return (CHECKOUT / "var" if in_checkout else Path(values["data"])) / "static"


def default_url(values: Values) -> str:
    host, port = values["listen"]
    if host in {"0.0.0.0", "::"}:
        raise ValueError("must be set when AMENDS_LISTEN is every address: links in letters are made from it")
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def default_secret_key(values: Values) -> str:
    return readers.kept_secret(Path(values["data"]) / "secret-key")


VARIABLES: tuple[Variable, ...] = (
    Variable(
        "AMENDS_DATA",
        "data",
        "The folder that keeps files, the embedded database and the secret key.",
        "var/ of the checkout, otherwise ~/.local/share/amends",
        lambda text: readers.data_folder(readers.folder(text)),
        default_data,
    ),
    Variable(
        "DATABASE_URL",
        "database",
        "The PostgreSQL to use: postgresql://user:password@host:port/name",
        "an embedded PostgreSQL in the data folder",
        readers.database,
        lambda _: None,
        secret=True,
    ),
    Variable(
        "AMENDS_LISTEN",
        "listen",
        "Where the web server listens: host:port",
        "127.0.0.1:8000",
        readers.address,
        lambda _: ("127.0.0.1", 8000),
    ),
    Variable(
        "AMENDS_URL",
        "url",
        "The address that people use, from which links are made: https://complaints.example.org",
        "http:// and AMENDS_LISTEN",
        readers.base_url,
        default_url,
    ),
    Variable(
        "AMENDS_ALLOWED_HOSTS",
        "allowed_hosts",
        "Further host names to answer to, with commas between them.",
        "the host of AMENDS_URL alone",
        readers.names,
        lambda _: [],
    ),
    Variable(
        "AMENDS_PROXIES",
        "proxies",
        "How many reverse proxies stand before the server and set X-Forwarded-For.",
        "0",
        partial(readers.number, least=0, most=9),
        lambda _: 0,
    ),
    Variable(
        "AMENDS_SECRET_KEY",
        "secret_key",
        "Signs sessions and links; at least 50 characters.",
        "one is made once and kept in the data folder",
        readers.secret_key,
        default_secret_key,
        secret=True,
    ),
    Variable(
        "AMENDS_EMAIL_URL",
        "email",
        "The mail server: smtp://user:password@host:587?tls=starttls (or implicit, none)",
        "letters by e-mail wait until it is set",
        readers.email_server,
        lambda _: None,
        secret=True,
    ),
    Variable(
        "AMENDS_EMAIL_FROM",
        "email_from",
        "The address that letters come from.",
        "complaints@ and the host of AMENDS_URL",
        readers.email_address,
        lambda values: f"complaints@{readers.host_of(values['url'])}",
    ),
    Variable(
        "AMENDS_SMS_URL",
        "sms_url",
        "The SMS gateway, as an Apprise address.",
        "letters by SMS wait until it is set",
        readers.apprise_url,
        lambda _: None,
        secret=True,
    ),
    Variable(
        "AMENDS_ASIDE_DAYS",
        "aside_days",
        "For how many days a message is kept that was put aside and belongs to no case.",
        "365",
        partial(readers.number, least=1, most=3650),
        lambda _: 365,
    ),
    Variable(
        "AMENDS_WEB_WORKERS",
        "web_workers",
        "How many processes answer requests.",
        "2",
        partial(readers.number, least=1, most=64),
        lambda _: 2,
    ),
    Variable(
        "AMENDS_WEB_THREADS",
        "web_threads",
        "How many requests each of them answers at once.",
        "4",
        partial(readers.number, least=1, most=64),
        lambda _: 4,
    ),
    Variable(
        "AMENDS_STATIC",
        "static",
        "The folder into which style sheets, scripts and fonts are gathered at start.",
        "var/static of the checkout, otherwise static/ in the data folder",
        readers.folder,
        default_static,
    ),
    Variable(
        "AMENDS_LOG_LEVEL",
        "log_level",
        "How much is logged: DEBUG, INFO, WARNING or ERROR.",
        "INFO",
        readers.log_level,
        lambda _: "INFO",
    ),
    Variable(
        "AMENDS_DEBUG",
        "debug",
        "Show faults in the browser: yes or no. Never where others can reach it.",
        "no",
        readers.yes_or_no,
        lambda _: False,
    ),
)
