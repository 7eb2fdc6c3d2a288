"""The pages of figures at 10,000 and at 1,000,000 counted cases, and how fast the worker counts them."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import connection
from django.utils import timezone

from amends.bench.drive import Ask, again, drive
from amends.bench.programs import AMENDS, Program, running
from amends.bench.report import Report
from amends.cases.models import Case
from amends.reports.counting import recount, tallies
from amends.reports.models import Drawing, Fact, Tally

BASE, TIMES = 10_000, 100
BATCH = 500
ROUNDS, SECONDS = 5, 1.5


def measure(report: Report, cookie: str, progress: Callable[[int, int], None]) -> None:
    """Counts real cases, then lets each stand for a hundred: the tallies are those that a million would leave."""
    counted(report, progress)
    small = pages_at(report, BASE, cookie, {})
    multiply(TIMES)
    report.say("tallies stored, of a million cases", Tally.objects.count(), "rows")
    pages_at(report, BASE * TIMES, cookie, small)
    tallies.rebuild()


def counted(report: Report, progress: Callable[[int, int], None]) -> None:
    """The first cases, from their histories to tallies, by the worker's own function."""
    Fact.objects.all().delete()
    Tally.objects.all().delete()
    ids = list(Case.objects.order_by("id").values_list("pk", flat=True)[:BASE])
    began = time.perf_counter()
    for at in range(0, len(ids), BATCH):
        recount.count(list(Case.objects.filter(pk__in=ids[at : at + BATCH])))
        progress(min(at + BATCH, len(ids)), len(ids))
    report.say("cases counted for the figures", len(ids) / (time.perf_counter() - began), "a second")


def multiply(times: int) -> None:
    """Each case stands for so many, on the days around its own: no history is made up, only days are moved."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            CREATE TEMPORARY TABLE grown AS
            SELECT kind, dimension, "on" + d AS "on", measure, value,
                   CASE WHEN measure = 'gone' THEN (bucket::date + d)::text ELSE bucket END AS bucket, pack,
                   sum(count)::bigint AS count
            FROM amends_tally CROSS JOIN generate_series(%s, %s) AS d GROUP BY 1, 2, 3, 4, 5, 6, 7;
            TRUNCATE amends_tally;
            INSERT INTO amends_tally ({tallies.NAMED}, count) SELECT {tallies.NAMED}, count FROM grown;
            DROP TABLE grown;
            """,
            [-times + 1, 0],
        )
        cursor.execute("VACUUM ANALYZE amends_tally")


def pages_at(report: Report, size: int, cookie: str, before: dict[str, float]) -> dict[str, float]:
    """The median at one client, the best of some rounds; at the larger size beside the smaller."""
    print(f"\nFigures at {size:,} counted cases (one client, median, the best of {ROUNDS} rounds)")
    found: dict[str, float] = {}
    with running((*AMENDS, "web")) as real:
        for name, path in pages().items():
            found[name] = min(_median(real, Ask(path, cookie)) for _ in range(ROUNDS))
            against = before.get(name)
            report.say(f"{name} at {size:,}", found[name], "ms", against=against, of=f"at {BASE:,}" if against else "")
    Drawing.objects.all().delete()
    return found


def pages() -> dict[str, str]:
    year = timezone.localdate().year - 1  # a whole one
    return {
        "figures, overview of a quarter": "/desk/figures/",
        "figures, overview of a year": f"/desk/figures/?period={year}",
        "figures, one by category in a year": f"/desk/figures/final-in-time/?period={year}&by=category",
        "figures, quarterly analysis": "/desk/figures/analysis/",
        "figures, consistency in a year": f"/desk/figures/consistency/?period={year}&by=owner",
    }


def _median(real: Program, ask: Ask) -> float:
    outcome = drive(real.address, again(ask), clients=1, seconds=SECONDS, good=(200,))
    if outcome.wrong:
        raise RuntimeError(f"{ask.path} answered {outcome.wrong[0]}")
    return outcome.median_ms
