"""Every address of the house: the faces, signing in, and a sign of life."""

from django.conf.urls.i18n import i18n_patterns
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from amends.desk import urls as desk
from amends.portal import front, gateway
from amends.server import proving


def alive(_request: HttpRequest) -> HttpResponse:
    """For monitors and load balancers: the process answers and the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("alive\n", content_type="text/plain")


urlpatterns = [
    path("alive", alive, name="alive"),
    path("look/", include("amends.look.urls")),
    path("desk/", include(desk.routes(proving.prove))),
    path("account/", include("allauth.account.urls")),
    path("account/mfa/", include("allauth.mfa.urls")),
    path("in/sms/<slug:key>/", gateway.text, name="in-sms"),
    path("", front.root, name="root"),
    *i18n_patterns(path("", include("amends.portal.urls"))),
]
handler400, handler403 = "amends.portal.wrong.bad", "amends.portal.wrong.forbidden"
handler404, handler500 = "amends.portal.wrong.not_found", "amends.portal.wrong.broken"
