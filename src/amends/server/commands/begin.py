"""Begin for real: found the organisation, put the bundled procedure in force, welcome the owner of the procedure."""

import argparse
import secrets
import sys
from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from amends.cases import editions, internal
from amends.organisation import founding, holidays
from amends.organisation.models import Organisation
from amends.procedure import packs
from amends.procedure.pack_files import reader
from amends.procedure.pack_files.reader import InvalidPack
from amends.procedure.schema import Procedure
from amends.server import database

LONGEST = 120


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", required=True, help="the organisation's name")
    parser.add_argument("--country", required=True, help="two letters, as TR or GB; the calendar is made from it")
    parser.add_argument("--part", default="", help="of the country, as ENG, where holidays differ")
    parser.add_argument("--zone", default="", help="its time zone, as Europe/Lisbon, where the country has several")
    parser.add_argument("--languages", default="", help="offered to complainants, with commas; those of the procedure")
    parser.add_argument("--owner", required=True, help="the name of whoever owns the procedure")
    parser.add_argument("--email", required=True, help="the owner's e-mail address, to sign in with; shown to nobody")
    parser.add_argument("--public-email", default="", help="the organisation's address that complainants read")
    parser.add_argument("--phone", default="", help="the organisation's number that complainants read")
    parser.add_argument("--pack", default="feedback-and-complaints", help="a bundled procedure, or a folder")


def run(arguments: argparse.Namespace) -> int:
    """Prints the owner's first password, once. Refuses where one is founded already, and names all that is wrong."""
    procedure, faults = checked(arguments)
    if procedure is None or faults:
        print("Nothing is founded yet:", *(f"- {one}" for one in faults), sep="\n", file=sys.stderr)
        return 2
    with database.held():
        database.migrate()
        if Organisation.objects.exists():
            print("An organisation is founded here already; its owner changes it on the desk.")
            return 1
        password = secrets.token_urlsafe(12)
        begin(arguments, procedure, password)
    print(f"{arguments.name} is founded. Sign in at {settings.URL}/desk/ as {arguments.email}, password {password}")
    return 0


def checked(arguments: argparse.Namespace) -> tuple[Procedure | None, list[str]]:
    """The procedure that was asked for, and everything that is wrong with what was said, all at once."""
    arguments.country, arguments.part = arguments.country.strip().upper(), arguments.part.strip().upper()
    procedure, faults = _procedure(arguments.pack)
    if procedure:
        arguments.languages = _listed(arguments.languages) or _spoken(procedure)
        faults += _languages(arguments.languages, procedure)
    return procedure, [*faults, *_place(arguments), *_people(arguments)]


def begin(arguments: argparse.Namespace, procedure: Procedure, password: str) -> None:
    now = timezone.now()
    public = {"email": arguments.public_email, "phone": arguments.phone}
    founding.found(
        name=arguments.name,
        country=arguments.country,
        part=arguments.part,
        zone=arguments.zone,
        languages=arguments.languages,
        now=now,
        **public,
    )
    edition = editions.publish(reader.files_of(packs.folders([arguments.pack])[0]), by="begin", now=now)
    editions.put_in_force(edition, now=now)
    internal.establish(by="begin", now=now)
    insides = editions.standing(now).insides()
    roles = {key: role for one in (*insides, procedure) for key, role in one.roles.items()}
    owner = founding.welcome(
        username=arguments.email,
        name=arguments.owner,
        email=arguments.email,
        password=password,
        now=now,
        roles={key: None for key, role in roles.items() if not role.site_bound},
        standing="owner",
    )
    founding.first_channels(arguments.languages, keeper=owner, **public)


def _procedure(asked: str) -> tuple[Procedure | None, list[str]]:
    try:
        found = reader.read(packs.folders([asked])[0])
    except (OSError, LookupError, ValueError) as fault:
        return None, [f"--pack: {fault}"]
    except InvalidPack as faulty:
        return None, [f"--pack: {one}" for one in faulty.faults]
    if found.inside:
        return None, ["--pack: this procedure is for the organisation's own work; complaints need another"]
    return found, []


def _languages(languages: list[str], procedure: Procedure) -> Iterator[str]:
    known = dict(settings.LANGUAGES)
    unknown = [one for one in languages if one not in known]
    unspoken = [one for one in languages if one not in unknown and not procedure.speaks(one)]
    if unknown:
        yield f"--languages: Amends does not speak {', '.join(unknown)}; it speaks {', '.join(known)}"
    if unspoken:
        spoken = ", ".join(procedure.languages)
        yield f"--languages: the procedure does not speak {', '.join(unspoken)}; it speaks {spoken}"


def _place(arguments: argparse.Namespace) -> Iterator[str]:
    country, part, zone = arguments.country, arguments.part, arguments.zone
    if country not in holidays.countries():
        yield f"--country: no public holidays are known for “{country}”; give two letters, as TR or GB"
        return
    if part and part not in holidays.parts(country):
        parts = ", ".join(holidays.parts(country)) or "none"
        yield f"--part: “{part}” is no part of {country}; there are: {parts}"
    zones = holidays.zones(country)
    if zone and zone not in holidays.all_zones():
        yield f"--zone: there is no time zone “{zone}”; in {country} there are: {', '.join(zones[:40])}"
    if not zone and not holidays.zone_of(country):
        some = f"has several time zones; say which with --zone: {', '.join(zones)}"
        yield f"--country: {country} {some if len(zones) < 60 else 'has no time zone of its own; say one with --zone'}"


def _people(arguments: argparse.Namespace) -> Iterator[str]:
    for what in ("name", "owner"):
        said = getattr(arguments, what).strip()
        if not said or len(said) > LONGEST:
            yield f"--{what}: give a name of at most {LONGEST} characters"
    for option, address in (("email", arguments.email), ("public-email", arguments.public_email)):
        try:
            if address or option == "email":
                validate_email(address)
        except ValidationError:
            yield f"--{option}: “{address}” is no e-mail address"
    if len(arguments.phone) > 40:
        yield "--phone: give a number of at most 40 characters"


def _listed(languages: str) -> list[str]:
    return list(dict.fromkeys(one.strip() for one in languages.split(",") if one.strip()))


def _spoken(procedure: Procedure) -> list[str]:
    """The languages of the program that the procedure speaks, its own first one first."""
    return [one for key in procedure.languages for one in dict(settings.LANGUAGES) if key in (one, one.split("-")[0])]
