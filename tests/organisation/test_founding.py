"""Every country can be founded; what is wrong is said at once and in words; ways in are there from the first day."""

from __future__ import annotations

import argparse
import zoneinfo
from datetime import UTC, datetime

import pytest

from amends.organisation import channels, founding, holidays
from amends.organisation.models import Channel, Organisation
from amends.procedure.clock.calendar import Calendar
from amends.server.commands import begin

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


def asked(**said: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    begin.add(parser)
    words = {"name": "Ours", "country": "TR", "owner": "Leyla", "email": "leyla@example.org", **said}
    return parser.parse_args([part for key, one in words.items() for part in (f"--{key.replace('_', '-')}", one)])


def faults(**said: str) -> list[str]:
    return begin.checked(asked(**said))[1]


@pytest.mark.parametrize("country", sorted(holidays.countries()))
def test_every_country_of_the_library_gets_a_calendar_once_its_zone_is_known(country: str) -> None:
    zone = holidays.zone_of(country)
    if not zone:
        assert len(holidays.zones(country)) > 1
        [said] = faults(country=country)
        assert "--zone" in said
        zone = holidays.zones(country)[0]
    content = holidays.generate(country, years=[NOW.year], zone=zone)
    read = Calendar.from_json({**content, "key": "main", "version": 1})
    assert zoneinfo.ZoneInfo(read.zone)
    assert any(content["week"])
    assert faults(country=country, zone=zone) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("country", "zone"), [("BH", ""), ("CY", "Asia/Nicosia"), ("US", "America/Chicago"), ("XK", "")]
)
def test_an_organisation_is_founded_there(country: str, zone: str) -> None:
    words = asked(country=country, zone=zone or holidays.zone_of(country) or "Europe/Belgrade")
    procedure, wrong = begin.checked(words)
    assert procedure
    assert wrong == []
    begin.begin(words, procedure, "a-first-password")
    own = Organisation.objects.get()
    assert own.zone == words.zone
    assert own.email == ""  # the owner's own address is shown to nobody unless that is asked for
    assert set(own.languages) == {"en", "tr"}


def test_everything_that_is_wrong_is_said_at_once_and_in_words() -> None:
    said = faults(name=" ", country="QQ", owner="x" * 200, email="leyla", public_email="not one", languages="en,el,xx")
    assert len(said) == 7
    assert [one.partition(":")[0] for one in said] == [
        "--languages",
        "--languages",
        "--country",
        "--name",
        "--owner",
        "--email",
        "--public-email",
    ]
    assert "there are: ENG" in faults(country="gb", part="XYZ")[0]
    assert "no time zone “Mars/Base”" in faults(zone="Mars/Base")[0]
    assert "several time zones" in faults(country="US")[0]
    assert faults(pack="nothing-of-the-kind") != []
    assert "own work" in faults(pack="audits")[0]
    assert faults(country="de") == faults(country="GB", part="eng") == []


@pytest.mark.django_db
def test_the_register_of_ways_in_is_not_empty_on_the_first_day() -> None:
    words = asked(public_email="hello@example.org", phone="+90 212 555 01 00")
    procedure, _wrong = begin.checked(words)
    assert procedure
    begin.begin(words, procedure, "a-first-password")
    assert {(one.kind, one.address, str(one.keeper)) for one in channels.register()} == {
        ("web", "", "Leyla"),
        ("email", "hello@example.org", "Leyla"),
        ("phone", "+90 212 555 01 00", "Leyla"),
    }
    assert Channel.objects.get(kind="web").titles == {"en": "Website", "tr": "Web sitesi"}


def test_a_new_calendar_of_a_country_with_several_zones_keeps_the_zone_that_was_said() -> None:
    content = founding.generated_calendar("US", "", zone="America/Chicago", now=NOW)
    assert founding.renewed_calendar(content, "US", "TX", now=NOW)["zone"] == "America/Chicago"
