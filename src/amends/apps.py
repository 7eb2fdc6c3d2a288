"""The Django application: one for the whole house."""

from django.apps import AppConfig


class Amends(AppConfig):
    name = "amends"
    label = "amends"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Amends"
