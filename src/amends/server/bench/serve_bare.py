"""Serves the bare views by the same server, with as many processes and threads as the real ones."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "amends.server.bench.bare_settings"

import django
from django.core.wsgi import get_wsgi_application


def main() -> None:
    django.setup()
    from amends.server import web  # noqa: PLC0415 — settings must stand before it is read

    web.APPLICATION = __name__
    web.run()


application = get_wsgi_application()

if __name__ == "__main__":
    main()
