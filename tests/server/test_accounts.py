"""Signing in again after a password was forgotten: no link is promised that nobody takes."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from tests import cast

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
