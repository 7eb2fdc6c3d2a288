"""The addresses of what every page fetches beside itself."""

from django.urls import path

from amends.look import views

urlpatterns = [
    path("colour-<slug:mark>.css", views.style_sheet, name="look-colour"),
    path("logo-<slug:mark>", views.logo, name="look-logo"),
]
