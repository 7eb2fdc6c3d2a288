"""Every address of the house: the faces, signing in, and a sign of life."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def alive(_request: HttpRequest) -> HttpResponse:
    """For monitors and load balancers: the process answers and the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("alive\n", content_type="text/plain")


urlpatterns = [
    path("alive", alive, name="alive"),
    path("look/", include("amends.look.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/mfa/", include("allauth.mfa.urls")),
]
