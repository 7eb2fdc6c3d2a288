"""Every address of the house: the faces, and signing in."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from amends.demo import letterbox
from amends.desk import urls as desk
from amends.portal import front, sms_gateway
from amends.server import proof_runner

urlpatterns = [
    path("demo/", letterbox.index, name="demo-letterbox"),
    path("demo/<int:key>/", letterbox.one, name="demo-message"),
    path("look/", include("amends.look.urls")),
    path("desk/", include(desk.routes(proof_runner.prove))),
    path("account/", include("allauth.account.urls")),
    path("account/mfa/", include("allauth.mfa.urls")),
    path("in/sms/<slug:key>/", sms_gateway.text, name="in-sms"),
    path("", front.root, name="root"),
    *i18n_patterns(path("", include("amends.portal.urls"))),
]
handler400, handler403 = "amends.portal.error_pages.bad", "amends.portal.error_pages.forbidden"
handler404, handler500 = "amends.portal.error_pages.not_found", "amends.server.ready.broken"
