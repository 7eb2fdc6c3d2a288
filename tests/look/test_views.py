"""What every page fetches beside itself: the colour as a style sheet, and the logo, which is never run."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amends.look import colour
from amends.organisation.models import Organisation
from tests import cast

pytestmark = pytest.mark.django_db


def test_the_colour_may_be_kept_for_ever_under_its_own_mark_alone(client):
    cast.house()
    mark = colour.mark(Organisation.objects.get().colour)
    assert "immutable" in client.get(f"/look/colour-{mark}.css")["Cache-Control"]
    assert "immutable" not in client.get("/look/colour-old.css")["Cache-Control"]
    assert f"/look/colour-{mark}.css" in client.get("/en/").content.decode()


def test_a_logo_is_shown_and_no_script_in_it_is_run(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cast.house()
    organisation = Organisation.objects.get()
    organisation.logo.save("logo.svg", SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
    answer = client.get("/look/logo-any")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert 'src="/look/logo-' in client.get("/en/").content.decode()


def test_without_a_logo_there_is_none(client):
    cast.house()
    assert client.get("/look/logo-any").status_code == 404
