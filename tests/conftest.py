"""What tests stand on: an embedded PostgreSQL for the session, a real Chromium, and the real program."""

import gc
import os
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone, translation
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer
from xdist.scheduler import LoadScopeScheduling

from amends.server.postgres import scratch
from tests import environment, folders, rendering
from tests.program import Program

# A machine that does something else meanwhile is no fault of what is tested.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
# What their tests look at is made once for a file.
ONE_WORLD = ("tests/journeys/test_every_address.py", "tests/journeys/test_need_to_know.py")
CHROMIUM = Path(__file__).parents[1] / ".venv/chromium"  # noted by set-up
# RenderDocument makes a new frame for each page of one site, which costs a fifth of opening it; the others are those
# that Playwright switches off itself, and that its own list would lose to this one.
WITHOUT = (
    "RenderDocument,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,"
    "HttpsFirstBalancedModeAutoEnable,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
    "OptimizationHints,NetworkTimeServiceQuerying,PreconnectToSearch"
)
QUIETLY = [
    f"--disable-features={WITHOUT}",
    "--no-sandbox",  # it sees our own pages only, and containers often forbid what a sandbox needs
    "--disable-gpu",
    "--in-process-gpu",
    # All pages are ours: one process draws those of a person, instead of a new one for each.
    "--renderer-process-limit=1",
    "--disable-site-isolation-trials",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """A database for each process of tests, copied from tables that are made once, and only where a test asks."""
    with (
        django_db_blocker.unblock(),
        scratch.server(environment.SCRATCH),
        scratch.database(environment.SCRATCH),
        django_db_blocker.block(),
    ):
        yield


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors for us: the one that starts programs waits for them most of the time."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors + 1


class Together(LoadScopeScheduling):
    """Tests that one process takes one after the other: what they stand on is made once, or they start much at once."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith(("tests/assurance/", "tests/demo/", "tests/reports/")):
            return str(Path(file).parent)
        if file in ONE_WORLD:
            return file
        return "program" if starts_programs(file) else nodeid


@lru_cache
def starts_programs(file: str) -> bool:
    return "mark.program" in (Path(__file__).parents[1] / file).read_text(encoding="utf-8")


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    return Together(config, log)


def pytest_testnodedown(node: Any) -> None:
    """A process of tests has ended: what it drew counts."""
    rendering.DRAWN.update(getattr(node, "workeroutput", {}).get("drawn", ()))


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Each process hands on what it drew; once all tests have passed, a page that none drew is a fault."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["drawn"] = sorted(rendering.DRAWN)
        return
    whole = exitstatus == pytest.ExitCode.OK and rendering.whole(session.config)
    if whole and (missing := rendering.never_drawn(rendering.DRAWN)):
        print("\n\nNo test draws these pages:", *missing, sep="\n  ")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_finish() -> None:
    """What was collected stays, so nobody need look through it again and again for what can go."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_language_is_active() -> None:
    """A request speaks its reader's language and keeps its organisation's hours; the next test starts with neither."""
    translation.deactivate()
    timezone.deactivate()


@pytest.fixture(scope="session", autouse=True)
def drawn_pages() -> None:
    """Every page that a test draws in its own process is noted: at the end none of ours may be missing."""
    rendering.watch()


@pytest.fixture(scope="session", autouse=True)
def emptied_tables() -> None:
    """Lets a test that needs real transactions empty all tables after it, entries too, which nothing else may."""
    flush = TransactionTestCase._fixture_teardown

    def flush_for_ever(case: TransactionTestCase) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            flush(case)
            cursor.execute("SET session_replication_role = DEFAULT")

    TransactionTestCase._fixture_teardown = flush_for_ever


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty data folder, for programs; its path is short, and as root its parents are open to other accounts."""
    with tempfile.TemporaryDirectory(prefix="amends-test-", ignore_cleanup_errors=True) as place:
        yield Path(place)


@pytest.fixture
def program(folder: Path) -> Iterator[Program]:
    """The real program, `amends serve`, with a data folder of its own; started, and gone afterwards."""
    running = Program(folders.with_tables(folder))
    try:
        running.start()
        yield running
    finally:
        running.clear_away()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = CHROMIUM.read_text() if CHROMIUM.exists() else ""
    if not Path(path).is_file():
        say = pytest.fail if os.environ.get("AMENDS_TEST_BROWSER") == "required" else pytest.skip
        say("no Chromium was found at set-up; install one and run `make setup`")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=QUIETLY)


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """An empty page of a fresh visitor; addresses without a host are those of the live server."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()
