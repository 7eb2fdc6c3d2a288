"""Readers of single settings: each takes the text and gives the value, or a ValueError that says why not.

A reason completes the sentence "AMENDS_SOMETHING …" and never repeats a value, which may be secret.
"""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

import psycopg
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from psycopg.conninfo import conninfo_to_dict

SECRET_LENGTH = 50
Database: TypeAlias = Mapping[str, str | Mapping[str, str | int | None]]  # as Django wants it
PRIVATE = ("files", "outbox", "uploads")


@dataclass(frozen=True, slots=True)
class EmailServer:
    host: str
    port: int
    user: str
    password: str
    tls: str  # starttls, implicit, none


def folder(text: str) -> Path:
    path = Path(text).expanduser()
    if not path.is_absolute():
        raise ValueError("must be an absolute path")
    if path.exists() and not path.is_dir():
        raise ValueError("is not a folder")
    return path


def data_folder(path: Path) -> Path:
    """The folder, made with the places inside it that only its owner may look into."""
    try:
        for place in (path, *(path / name for name in PRIVATE)):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ValueError(f"cannot be used: {error.strerror}") from None
    return path


def database(text: str) -> Database:
    """The URL as Django wants it; libpq itself judges whether it is one."""
    if urlsplit(text).scheme not in {"postgres", "postgresql"}:
        raise ValueError("must begin with postgresql://")
    try:
        parts = conninfo_to_dict(text)
    except psycopg.Error:
        raise ValueError("is not an address that PostgreSQL understands") from None
    if not str(parts.get("port", "1")).isdigit():
        raise ValueError("has a port that is no number")
    if not parts.get("dbname"):
        raise ValueError("names no database")
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    found = {django: str(parts.pop(libpq, None) or "") for libpq, django in names.items()}
    return {**found, "OPTIONS": parts}


def address(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not (host and colon and port.isdigit() and 0 < int(port) < 65536):
        raise ValueError("must be host:port, like 127.0.0.1:8000")
    return host.strip("[]"), int(port)


def base_url(text: str) -> str:
    parts = split(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must begin with http:// or https:// and name a host")
    if parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username:
        raise ValueError("must end after the host and port")
    return f"{parts.scheme}://{parts.netloc}"


def host_of(url: str) -> str:
    return urlsplit(url).hostname or "localhost"


def names(text: str) -> list[str]:
    found = [each.strip() for each in text.split(",") if each.strip()]
    if any("/" in each or " " in each for each in found):
        raise ValueError("must be host names with commas between them")
    return found


def number(text: str, *, least: int, most: int) -> int:
    if not text.isdigit() or not least <= int(text) <= most:
        raise ValueError(f"must be a whole number from {least} to {most}")
    return int(text)


def secret_key(text: str) -> str:
    if len(text) < SECRET_LENGTH:
        raise ValueError(f"must have at least {SECRET_LENGTH} characters")
    return text


def kept_secret(file: Path) -> str:
    """The secret that this installation made for itself, readable by its owner alone."""
    try:
        if not file.exists():
            draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(64))
            with suppress(FileExistsError):  # somebody else came first, and then theirs is kept
                file.hardlink_to(draft)
            draft.unlink()
        return secret_key(file.read_text().strip())
    except OSError as error:
        raise ValueError(f"cannot be kept in the data folder: {error.strerror}") from None


def email_server(text: str) -> EmailServer:
    parts = split(text)
    tls = parse_qs(parts.query).get("tls", ["implicit" if parts.scheme == "smtps" else "starttls"])[-1]
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("must begin with smtp:// or smtps:// and name a host")
    if tls not in {"starttls", "implicit", "none"}:
        raise ValueError("must say tls=starttls, tls=implicit or tls=none")
    port = parts.port or {"starttls": 587, "implicit": 465, "none": 25}[tls]
    return EmailServer(parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), tls)


def email_address(text: str) -> str:
    bare = text.rpartition("<")[2].rstrip(">").strip()
    try:
        validate_email(bare)
    except ValidationError:
        raise ValueError("is not an e-mail address") from None
    return text


def apprise_url(text: str) -> str:
    if "://" not in text:
        raise ValueError("must be an Apprise address, like service://…")
    return text


def log_level(text: str) -> str:
    if text.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
    return text.upper()


def yes_or_no(text: str) -> bool:
    meanings = {"yes": True, "true": True, "1": True, "on": True, "no": False, "false": False, "0": False, "off": False}
    if text.lower() not in meanings:
        raise ValueError("must be yes or no")
    return meanings[text.lower()]


def split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise ValueError("is not an address") from None
    return parts
