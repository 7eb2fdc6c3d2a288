"""Begin for real: found the organisation, put the bundled procedure in force, welcome the owner of the procedure."""

import argparse
import secrets

from django.conf import settings
from django.utils import timezone

from amends.cases import editions, inside
from amends.organisation import founding
from amends.organisation.models import Organisation
from amends.procedure import packs, reader
from amends.server import database


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help="the organisation's name")
    parser.add_argument("--country", required=True, help="two letters, as TR or GB; the calendar is made from it")
    parser.add_argument("--part", default="", help="of the country, as ENG, where holidays differ")
    parser.add_argument("--languages", default="en,tr", help="offered to complainants, with commas between them")
    parser.add_argument("--owner", required=True, help="the name of whoever owns the procedure")
    parser.add_argument("--email", required=True, help="the owner's e-mail address, to sign in with")
    parser.add_argument("--pack", default="feedback-and-complaints", help="a bundled procedure, or a folder")


def run(arguments: argparse.Namespace) -> int:
    """Prints the owner's first password, once. Refuses where an organisation is founded already."""
    with database.held():
        database.migrate()
        if Organisation.objects.exists():
            print("An organisation is founded here already; its owner changes it on the desk.")
            return 1
        password = secrets.token_urlsafe(12)
        begin(arguments, password)
    print(f"{arguments.name} is founded. Sign in at {settings.URL}/desk/ as {arguments.email}, password {password}")
    return 0


def begin(arguments: argparse.Namespace, password: str) -> None:
    now = timezone.now()
    languages = [language.strip() for language in arguments.languages.split(",") if language.strip()]
    founding.found(
        name=arguments.name, country=arguments.country, part=arguments.part, languages=languages, now=now,
        email=arguments.email,
    )  # fmt: skip
    edition = editions.publish(reader.files_of(packs.folders([arguments.pack])[0]), by="begin", now=now)
    editions.put_in_force(edition, now=now)
    inside.establish(by="begin", now=now)
    insides = editions.standing(now).insides()
    roles = {key: role for one in (*insides, editions.procedure(edition.pk)) for key, role in one.roles.items()}
    founding.welcome(
        username=arguments.email, name=arguments.owner, email=arguments.email, password=password, now=now,
        roles={key: None for key, role in roles.items() if not role.site_bound}, standing="owner",
    )  # fmt: skip
