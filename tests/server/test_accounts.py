"""Signing in again after a password was forgotten: no link is promised that nobody takes."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.test import Client

from tests import cast
from tests.desk.clients import at_desk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["leyla@defne.example", "nobody@elsewhere.example"])
def test_without_a_mail_carrier_the_page_says_that_no_link_comes(settings, address: str):
    cast.house()
    settings.EMAIL, settings.EMAIL_BACKEND = None, "amends.dispatch.carriers.carrier_registry.Nobody"
    page = Client().post("/account/password/reset/", {"email": address}, follow=True).content.decode()
    assert "No e-mail leaves here at present" in page
    settings.EMAIL, settings.EMAIL_BACKEND = object(), "django.core.mail.backends.locmem.EmailBackend"
    Client().post("/account/password/reset/", {"email": address}, follow=True)
    assert len(mail.outbox) == 1


def test_the_link_in_the_mail_leads_to_a_new_password(settings):
    cast.house()
    settings.EMAIL, settings.EMAIL_BACKEND = object(), "django.core.mail.backends.locmem.EmailBackend"
    client = Client()
    client.post("/account/password/reset/", {"email": "leyla@defne.example"})
    link = re.search(r"/account/password/reset/key/\S+", str(mail.outbox[0].body))
    assert link
    page = client.get(link[0], follow=True)
    assert 'name="password1"' in page.content.decode()
    chosen = {"password1": "quite-another-one-7", "password2": "quite-another-one-7"}
    done = client.post(page.request["PATH_INFO"], chosen, follow=True).content.decode()
    assert "Your password is changed" in done
    assert Client().login(username="leyla", password="quite-another-one-7")


def test_a_link_that_was_used_says_so():
    cast.house()
    assert "It was used before" in Client().get("/account/password/reset/key/1-used/", follow=True).content.decode()


def test_whoever_uses_the_second_step_makes_new_recovery_codes_and_turns_it_off():
    house = cast.house()
    auth.TOTP.activate(house.rana, auth.generate_totp_secret())
    client = at_desk(house.rana)
    client.post("/account/reauthenticate/", {"password": cast.PASSWORD})
    assert "The codes that you have now" in client.get("/account/mfa/recovery-codes/generate/").content.decode()
    assert "your password alone" in client.get("/account/mfa/totp/deactivate/").content.decode()
    assert client.post("/account/mfa/totp/deactivate/", follow=True).status_code == 200
    assert "It is off" in client.get("/account/mfa/").content.decode()


def test_who_signed_in_long_ago_shows_the_code_once_more():
    house = cast.house()
    auth.TOTP.activate(house.rana, auth.generate_totp_secret())
    page = at_desk(house.rana).get("/account/mfa/reauthenticate/").content.decode()
    assert "Is it still you?" in page
