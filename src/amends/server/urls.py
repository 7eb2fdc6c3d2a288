"""Every address of the house: the faces, and signing in."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from amends.desk import urls as desk
from amends.portal import front, gateway
from amends.server import proving
from amends.server.demo import letterbox

urlpatterns = [
    path("demo/", letterbox.shown, name="demo-letterbox"),
    path("demo/<int:key>/", letterbox.one, name="demo-message"),
    path("look/", include("amends.look.urls")),
    path("desk/", include(desk.routes(proving.prove))),
    path("account/", include("allauth.account.urls")),
    path("account/mfa/", include("allauth.mfa.urls")),
    path("in/sms/<slug:key>/", gateway.text, name="in-sms"),
    path("", front.root, name="root"),
    *i18n_patterns(path("", include("amends.portal.urls"))),
]
handler400, handler403 = "amends.portal.wrong.bad", "amends.portal.wrong.forbidden"
handler404, handler500 = "amends.portal.wrong.not_found", "amends.server.ready.broken"
