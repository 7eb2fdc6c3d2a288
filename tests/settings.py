"""The settings of the real program, made faster where a test need not be safe."""

from amends.server.configuration import readers
from amends.server.settings import *  # noqa: F403
from tests import text_messages

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL = readers.email_server("smtp://127.0.0.1:25?tls=none")  # a carrier is set: Django's own, which remembers
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SMS_URL = text_messages.URL
GROUND_KEPT_SECONDS = 0.0
