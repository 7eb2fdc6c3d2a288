"""The whole measurement, in order: pages at 1,000 and 100,000 cases, submissions, the worker, memory, the start."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import quote, urlencode

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.models import F, QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amends.bench import database_limit, figures_pages, fill
from amends.bench.drive import Ask, Outcome, again, drive
from amends.bench.programs import AMENDS, Program, running
from amends.bench.report import Report
from amends.bench.text import Writer
from amends.cases import queries, search_index, tracking
from amends.cases.models import Case, SearchIndex
from amends.demo import organisation_data
from amends.dispatch.models import Message
from amends.intake import drafts
from amends.organisation.models import Member

SMALL, LARGE = 1_000, 100_000
ROUNDS, SECONDS, CLIENTS = 3, 4.0, 16
PAGE_ROUNDS = 5
FEW = 30  # a rare word is one that this many open cases have at most: the page shows as much at any size
Pages = dict[str, Ask]


def measure(report: Report, progress: Callable[[str], Callable[[int, int], None]], *, large: int = LARGE) -> None:
    """Everything, into the report."""
    if not queries.any_case():
        organisation_data.found_organisation(timezone.now() - timedelta(days=3 * 365 + 30))
    fill.fill(SMALL, end=timezone.now(), progress=progress(f"filling {SMALL:,} cases"))
    small = pages_at(report, SMALL, {})
    fill.fill(large, end=timezone.now(), progress=progress(f"filling {large:,} cases"))
    pages_at(report, large, small)
    figures_pages.measure(report, staff_cookie(), progress(f"counting {figures_pages.BASE:,} cases"))
    submissions(report)
    queries_a_page(report)
    memory_and_start(report)


def pages_at(report: Report, size: int, before: dict[str, float]) -> dict[str, float]:
    """Each page's median at one client beside the bare view's; at the larger size also beside the smaller."""
    print(f"\nPages at {size:,} cases (one client, median, the best of {PAGE_ROUNDS} rounds)")
    ours, bare = pages(), bare_pages()
    found: dict[str, float] = {}
    with running((*AMENDS, "web")) as real, running((*AMENDS, "web"), bare=True) as plain:
        for name, ask in ours.items():
            mine, other = _alternating(real, ask, plain, bare[name])
            found[name] = mine
            report.say(f"{name} at {size:,}", mine, "ms", against=other, of="bare view")
            if name in before:
                report.say(f"{name}: {size:,} to {SMALL:,}", mine, "ms", against=before[name], of=f"at {SMALL:,}")
    return found


def _alternating(real: Program, ask: Ask, plain: Program, bare: Ask) -> tuple[float, float]:
    mine: list[float] = []
    other: list[float] = []
    for _ in range(PAGE_ROUNDS):
        for program, asked, times in ((real, ask, mine), (plain, bare, other)):
            outcome = drive(program.address, again(asked), clients=1, seconds=1.2, good=(200,))
            _must_be_right(asked.path, outcome)
            times.append(outcome.median_ms)
    return min(mine), min(other)  # what else the machine does makes a page slower, never faster


def pages() -> Pages:
    case = Case.objects.filter(closed_at=None).order_by("-id")[0]
    staff, passed = staff_cookie(), f"amends_pass={tracking.pass_for(case, timezone.now())}"
    return {
        "pool": Ask("/desk/pool/", staff),
        "search, rare word": Ask(f"/desk/pool/?words={quote(word('rare'))}", staff),
        "search, common word": Ask(f"/desk/pool/?words={quote(word('common'))}", staff),
        "case": Ask(f"/desk/case/{case.number}/", staff),
        "tracking page": Ask("/en/track/case/", passed),
    }


def bare_pages() -> Pages:
    number = Case.objects.filter(closed_at=None).order_by("-id")[0].number
    return {
        "pool": Ask("/pool"),
        "search, rare word": Ask(f"/search?q={quote(word('rare'))}"),
        "search, common word": Ask(f"/search?q={quote(word('common'))}"),
        "case": Ask(f"/case?number={number}"),
        "tracking page": Ask(f"/case?number={number}"),
    }


def word(kind: str) -> str:
    """A word in nearly every text; or the most common one that only a handful of open cases have at this size."""
    writer, rank = Writer(0), 10
    while kind == "rare" and _open_with(writer.word(rank)) > FEW:
        rank = int(rank * 1.15) + 1
    return writer.word(rank)


def _open_with(word: str) -> int:
    matching = SearchIndex.objects.extra(where=["found_by @@ %s::tsquery"], params=[search_index.query(word)])
    return Case.objects.filter(closed_at=None, pk__in=matching.values("case_id")).count()


def staff_cookie() -> str:
    """A signed-in session of the head of customer service, as signing in makes it."""
    member = Member.objects.get(username="deniz")
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return f"sessionid={session.session_key}"


def submissions(report: Report) -> None:
    """The last step of the form against bare inserts and the database's limit; then with the worker beside it."""
    print(f"\nSubmissions at {CLIENTS} clients ({ROUNDS} rounds of {SECONDS:.0f} s, alternating, medians)")
    with running((*AMENDS, "web")) as real, running((*AMENDS, "web"), bare=True) as plain:
        _alternate_submissions(report, real, plain)
        _with_worker(report, real)


def _alternate_submissions(report: Report, real: Program, plain: Program) -> None:
    mine: list[Outcome] = []
    bare: list[Outcome] = []
    limit: list[float] = []
    for _ in range(ROUNDS):
        asks = list(prepared(4000))
        mine.append(drive(real.address, iter(asks), clients=CLIENTS, seconds=SECONDS, good=(302,)))
        bare.append(drive(plain.address, bare_submissions(), clients=CLIENTS, seconds=SECONDS, good=(200,)))
        limit.append(database_limit.submissions_a_second(clients=CLIENTS, seconds=3))
    wrong = sum(len(outcome.wrong) for outcome in mine)
    rate, other = (statistics.median(one.rate for one in outcomes) for outcomes in (mine, bare))
    report.say("submit", rate, "a second", against=other, of="bare ORM view")
    report.say(
        "submit beside the database alone",
        rate,
        "a second",
        against=statistics.median(limit),
        of="pgbench, one statement",
    )
    report.say(
        "submit, p95",
        statistics.median(one.percentile_ms(0.95) for one in mine),
        "ms",
        against=statistics.median(one.percentile_ms(0.95) for one in bare),
        of="bare ORM view",
    )
    report.say("submit, answers that were wrong", wrong, "")
    alone = drive(real.address, list(prepared(600)), clients=1, seconds=3, good=(302,))
    report.say("submit, one client, p95", alone.percentile_ms(0.95), "ms")


def _with_worker(report: Report, real: Program) -> None:
    """Counts in one run what came in and what went out, and how long the rest took."""
    asks = list(prepared(6000))
    _unfollowed().update(followed_no=F("last_no"))  # what earlier rounds left to be written is not this run's work
    with running((*AMENDS, "worker"), listens=False):
        time.sleep(2)
        before = Message.objects.filter(state="sent").count()
        outcome = drive(real.address, iter(asks), clients=CLIENTS, seconds=8, good=(302,))
        during = Message.objects.filter(state="sent").count() - before
        began = time.perf_counter()
        while Message.objects.filter(state__in=["waiting", "sending"]).exists() or _unfollowed().exists():
            time.sleep(0.1)
        rest = time.perf_counter() - began
    sent = Message.objects.filter(state="sent").count() - before
    report.say("submit with the worker running", outcome.rate, "a second")
    report.say("letters sent meanwhile", during / outcome.seconds, "a second", against=outcome.rate, of="submissions")
    report.say("letters of all submissions sent after the last one", rest, "seconds")
    report.say(
        "letters a second, all in all",
        sent / (outcome.seconds + rest),
        "a second",
        against=outcome.rate,
        of="submissions",
    )


def _unfollowed() -> QuerySet[Case]:
    return Case.objects.filter(followed_no__lt=F("last_no"))


def prepared(count: int) -> Iterator[Ask]:
    """Forms ready to be sent: a filled-in draft each, its cookie, and a form token that fits."""
    writer, now = Writer(count), timezone.now()
    csrf = "a" * 32
    for _ in range(count):
        draft, token = drafts.start(now)
        content = {
            "kind": "complaint",
            "words": writer.text(),
            "wanted": "A new one.",
            "mobile": "+905321112233",
            "name": writer.name(),
            "language": "en",
        }
        drafts.fill_in(draft, content, now=now)
        form = urlencode({"csrfmiddlewaretoken": csrf}).encode()
        yield Ask("/en/complain/check/", f"amends_draft={token.hex()}; csrftoken={csrf}", form)


def bare_submissions() -> Iterator[Ask]:
    writer = Writer(5)
    bodies = [urlencode({"words": writer.text()}).encode() for _ in range(200)]
    while True:
        for body in bodies:
            yield Ask("/submit", form=body)


def queries_a_page(report: Report) -> None:
    print("\nQueries a page (the most allowed is 12)")
    for name, ask in pages().items():
        client = Client(headers={"cookie": ask.cookie, "accept-language": "en", "host": "127.0.0.1"})
        if client.get(ask.path).status_code != 200:
            raise RuntimeError(f"{ask.path} does not answer")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(ask.path)
        report.say(f"queries: {name}", len(captured), "")


def memory_and_start(report: Report) -> None:
    """The whole program as people run it: from the command to the first page, at rest, and after every page."""
    print("\nStart and memory (web and worker together, PSS, without the database)")
    began = time.perf_counter()
    with running((*AMENDS, "serve")) as program:
        outcome = drive(program.address, iter([Ask("/en/")]), clients=1, seconds=60, good=(200,))
        report.say("start to first page", time.perf_counter() - began, "seconds")
        _must_be_right("/en/", outcome)
        time.sleep(3)
        report.say("memory at rest", program.weight_mb(), "MB")
        for ask in pages().values():
            drive(program.address, again(ask), clients=4, seconds=2, good=(200,))
        drive(program.address, list(prepared(600)), clients=4, seconds=2, good=(302,))
        report.say("memory after every page", program.weight_mb(), "MB")


def _must_be_right(path: str, outcome: Outcome) -> None:
    if outcome.wrong:
        raise RuntimeError(f"{path} answered {outcome.wrong[0]}")
