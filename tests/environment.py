"""What must be so before Django reads its settings: a data folder of its own, and nothing of this machine's."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django


def is_ours(name: str) -> bool:
    return name == "DATABASE_URL" or (name.startswith("AMENDS_") and not name.startswith("AMENDS_TEST_"))


for stray in filter(is_ours, list(os.environ)):
    del os.environ[stray]

DATA = Path(tempfile.mkdtemp(prefix="amends-test-"))
SCRATCH = Path(__file__).parents[1] / "var/scratch"  # tables that are made once for all runs of the tests
COMPILED = SCRATCH / "templates"  # pages are compiled once for all runs and all programs that tests start
COMPILED.mkdir(parents=True, exist_ok=True)
(DATA / "templates").symlink_to(COMPILED)
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
os.environ["AMENDS_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # Playwright keeps a loop of its own in the thread of the tests
NODE = Path(__file__).parents[1] / ".venv/playwright-node"  # noted by set-up where Playwright's own does not start
if NODE.exists():
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", NODE.read_text())

django.setup()
