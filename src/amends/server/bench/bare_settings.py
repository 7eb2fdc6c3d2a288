"""Settings of the bare views: the same database and server, no middleware, nothing of ours in between."""

from amends.server.settings import *  # noqa: F403

MIDDLEWARE: list[str] = []
ROOT_URLCONF = "amends.server.bench.bare"
