"""What every answer carries, and how members sign in."""

import pytest
from django.conf import settings
from django.test import Client


@pytest.mark.django_db
def test_every_page_forbids_what_is_not_ours(client: Client) -> None:
    answer = client.get("/account/login/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "private" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_nobody_signs_up(client: Client) -> None:
    answer = client.post(
        "/account/signup/",
        {"email": "eve@example.org", "username": "eve", "password1": "correct-horse-9", "password2": "correct-horse-9"},
    )
    assert "sign up closed" in answer.content.decode().lower()


def test_cookies_are_out_of_the_reach_of_scripts() -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
