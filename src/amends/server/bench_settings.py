"""Settings of the bare views: the same database and server, no middleware, nothing of ours in between."""

from amends.server.settings import *  # noqa: F403
from amends.server.settings import INSTALLED_APPS as ALL

INSTALLED_APPS = [name for name in ALL if not name.startswith("allauth")]  # it insists on its middleware
MIDDLEWARE = []
ROOT_URLCONF = "amends.bench.bare"
