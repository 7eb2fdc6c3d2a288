"""Django's settings, made from the environment; `amends settings` prints what may be set."""

from pathlib import Path

import django_stubs_ext
from django.utils.translation import gettext_lazy as _

from amends.server.configuration import environment, readers
from amends.server.postgres import embedded_server

django_stubs_ext.monkeypatch()  # lets Django's fields and views say their types, as mypy wants them

ENVIRONMENT = environment.read()
PACKAGE = Path(__file__).resolve().parents[1]

# --- where this installation lives
DATA = ENVIRONMENT.data
URL = ENVIRONMENT.url
MEDIA_ROOT = DATA / "files"
STATIC_ROOT = ENVIRONMENT.static
FONTS = PACKAGE / "fonts"
SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT.debug
LISTENS_HERE_ONLY = ENVIRONMENT.listen[0] in {"127.0.0.1", "::1", "localhost"}
ALLOWED_HOSTS = [
    readers.host_of(URL),
    *(["localhost", "127.0.0.1", "[::1]"] if LISTENS_HERE_ONLY else []),
    *ENVIRONMENT.allowed_hosts,
]

# --- what it is made of
INSTALLED_APPS = [
    "amends",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "amends.server.http.security.headers",
    "amends.server.ready.answered",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "amends.look.middleware.open_house",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "amends.desk.auth.speak",
]
GATE_ANSWERS = "amends.server.gate_answers.ANSWERS"  # what gates of procedures may ask of other rooms
ROOT_URLCONF = "amends.server.urls"
WSGI_APPLICATION = "amends.server.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- records: connections are kept and checked, so that a database that was restarted heals by itself
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        **(ENVIRONMENT.database or embedded_server.address(DATA)),
    },
}
# Rate limits must hold across processes and machines, and the database is the one thing that all of them share.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "amends_cache"}}

# --- pages: ours by Jinja2, those of allauth by Django's own engine unless we have one of the same name
CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "amends.look.middleware.context",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE, PACKAGE / "desk/jinja2"],  # each page beside its view; those for allauth by its names
        "APP_DIRS": False,
        "OPTIONS": {"environment": "amends.server.http.jinja.environment", "context_processors": CONTEXT_PROCESSORS},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(PACKAGE.glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
]
STATIC_URL = "/static/"
STATICFILES_DIRS = sorted(PACKAGE.glob("*/static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- languages and time: stored in UTC, shown in the reader's
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("tr", _("Turkish")), ("el", _("Greek")), ("zh-hans", _("Simplified Chinese"))]
DESK_LANGUAGES = ["en", "tr"]  # the others are said as far as a complainant meets them, and no page is said by halves
LOCALE_PATHS = [PACKAGE / "locale"]

# --- safety
SECURE = URL.startswith("https://")
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12  # a working day: desks are shared
CSRF_TRUSTED_ORIGINS = [URL]
CSRF_FAILURE_VIEW = "amends.portal.error_pages.not_ours"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
MEBIBYTE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * MEBIBYTE  # a form's words; files are counted by intake
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_MAX_MEMORY_SIZE = MEBIBYTE
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "amends.intake.attachments.uploads.Bounded",
]
FILE_UPLOAD_TEMP_DIR = DATA / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# --- members and how they sign in
AUTH_USER_MODEL = "amends.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "amends.server.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # members are invited by somebody who knows them
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Amends"

# --- carriers
EMAIL = ENVIRONMENT.email  # None: letters wait until there is one
SMS_URL = ENVIRONMENT.sms_url  # None: text messages wait until there is one
DEMO = environment.is_demo()  # then one carrier takes everything, and nobody real hears of it
ASIDE_DAYS = ENVIRONMENT.aside_days  # then what belongs to no case is forgotten
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email_from
EMAIL_TIMEOUT = 30
if DEMO:
    EMAIL_BACKEND = "amends.dispatch.carriers.demo_carrier.Backend"
elif EMAIL:
    EMAIL_HOST, EMAIL_PORT = EMAIL.host, EMAIL.port
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL.user, EMAIL.password
    EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL.tls == "starttls", EMAIL.tls == "implicit"
else:
    EMAIL_BACKEND = "amends.dispatch.carriers.carrier_registry.Nobody"

GROUND_KEPT_SECONDS = 1.0  # what an owner changes shows on every page within this time

# --- the programs
LISTEN_HOST, LISTEN_PORT = ENVIRONMENT.listen
WEB_WORKERS, WEB_THREADS = ENVIRONMENT.web_workers, ENVIRONMENT.web_threads
EMBEDDED = ENVIRONMENT.database is None

# --- logging: what happened, never what somebody wrote
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "amends": {"level": ENVIRONMENT.log_level},
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # strangers knock at every public server
    },
}
