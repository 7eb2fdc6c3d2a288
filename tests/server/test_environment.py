"""Settings: read whole, and refused with every fault at once."""

import stat
from pathlib import Path

import pytest

from amends.server.configuration import environment
from amends.server.configuration.environment import VARIABLES, InvalidConfiguration


def test_nothing_need_be_set(tmp_path: Path) -> None:
    found = environment.read({"AMENDS_DATA": str(tmp_path)})
    assert found.database is None
    assert found.url == "http://127.0.0.1:8000"
    assert found.email is None
    assert found.email_from == "complaints@127.0.0.1"


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    wrong = {
        "AMENDS_DATA": "not/absolute",
        "DATABASE_URL": "mysql://root:hunter2@db/amends",
        "AMENDS_LISTEN": "8000",
        "AMENDS_URL": "complaints.example.org",
        "AMENDS_ALLOWED_HOSTS": "https://a.example",
        "AMENDS_PROXIES": "many",
        "AMENDS_SECRET_KEY": "short",
        "AMENDS_EMAIL_URL": "mail.example.org",
        "AMENDS_EMAIL_FROM": "nobody",
        "AMENDS_SMS_URL": "gateway",
        "AMENDS_ASIDE_DAYS": "0",
        "AMENDS_WEB_WORKERS": "0",
        "AMENDS_WEB_THREADS": "-1",
        "AMENDS_STATIC": "static",
        "AMENDS_LOG_LEVEL": "LOUD",
        "AMENDS_DEBUG": "perhaps",
        "AMENDS_LISTN": "127.0.0.1:9000",
    }
    with pytest.raises(InvalidConfiguration) as refused:
        environment.read(wrong)
    named = {fault.split()[0] for fault in refused.value.faults}
    assert named == set(wrong)
    assert {variable.name for variable in VARIABLES} <= named


@pytest.mark.parametrize(
    "secret",
    [
        {"DATABASE_URL": "postgresql://amends:hunter2@db:notaport/amends"},
        {"DATABASE_URL": "postgresql://amends:hunter2@db/amends?hunter2=x"},
        {"AMENDS_EMAIL_URL": "smtp://me:hunter2@mail.example.org?tls=hunter2"},
        {"AMENDS_SECRET_KEY": "hunter2"},
        {"AMENDS_SMS_URL": "hunter2"},
    ],
)
def test_a_fault_never_shows_a_secret(secret: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(InvalidConfiguration) as refused:
        environment.read({"AMENDS_DATA": str(tmp_path), **secret})
    assert "hunter2" not in str(refused.value)


def test_a_misspelt_name_is_refused_and_the_right_one_proposed(tmp_path: Path) -> None:
    with pytest.raises(InvalidConfiguration, match="AMENDS_EMIAL_URL is no setting; did you mean AMENDS_EMAIL_URL"):
        environment.read({"AMENDS_DATA": str(tmp_path), "AMENDS_EMIAL_URL": "smtp://a"})


def test_listening_everywhere_demands_the_address_for_links(tmp_path: Path) -> None:
    with pytest.raises(InvalidConfiguration, match="AMENDS_URL must be set"):
        environment.read({"AMENDS_DATA": str(tmp_path), "AMENDS_LISTEN": "0.0.0.0:80"})


def test_a_database_address_becomes_what_django_wants(tmp_path: Path) -> None:
    url = "postgresql://me:p%40ss@db.example.org:6432/complaints?sslmode=require"
    found = environment.read({"AMENDS_DATA": str(tmp_path), "DATABASE_URL": url}).database
    assert found == {
        "NAME": "complaints",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example.org",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize(
    ("url", "port", "tls"),
    [
        ("smtp://mail.example.org", 587, "starttls"),
        ("smtps://mail.example.org", 465, "implicit"),
        ("smtp://localhost:2525?tls=none", 2525, "none"),
    ],
)
def test_a_mail_server_is_spoken_to_safely_unless_told_otherwise(url: str, port: int, tls: str, tmp_path: Path) -> None:
    found = environment.read({"AMENDS_DATA": str(tmp_path), "AMENDS_EMAIL_URL": url}).email
    assert found is not None
    assert (found.port, found.tls) == (port, tls)


def test_the_secret_key_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    first = environment.read({"AMENDS_DATA": str(tmp_path)}).secret_key
    again = environment.read({"AMENDS_DATA": str(tmp_path)}).secret_key
    kept = tmp_path / "secret-key"
    assert first == again
    assert len(first) >= 50
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_each_variable_says_what_it_means_and_what_holds_without_it() -> None:
    assert all(variable.meaning.strip() and variable.absent.strip() for variable in VARIABLES)
