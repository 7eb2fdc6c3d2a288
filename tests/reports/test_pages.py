"""The pages of figures, as managers meet them: every number with what it stands on, and everything to take along."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amends.cases.models import Case, Entry
from amends.reports import figures, names, tables
from amends.reports.charts import chart_svg
from amends.reports.counting import counts
from amends.reports.frozen import snapshots
from amends.reports.models import Base, Drawing, Snapshot, Tally
from amends.reports.periods import Period
from tests.desk.clients import at_desk
from tests.markup import on_one_line
from tests.reports.population import Village

pytestmark = pytest.mark.django_db
PAGES = [
    "",
    "final-in-time/",
    "remedy/",
    "open/",
    "unowned/",
    "consistency/",
    "path/",
    "analysis/",
    "base/",
    "saved/new/",
]
YEAR = "?period=2026"


@pytest.fixture
def desk(lived: Village) -> Client:
    return at_desk(lived.house.leyla)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_with_few_questions_to_the_database(desk: Client, another: None, page: str):
    address = f"/desk/figures/{page}{YEAR}&page=volume"
    assert desk.get(address).status_code == 200  # drawn once, kept from then on
    with CaptureQueriesContext(connection) as asked:
        answer = desk.get(address)
    assert answer.status_code == 200
    assert len(asked) <= 14, "\n".join(one["sql"][:200] for one in asked)


@pytest.fixture
def another(lived: Village) -> None:
    """Another procedure that takes complaints: ten in May, all of them open and decided."""
    said = {"kind": "complaint", "on": date(2026, 5, 5), "value": "", "pack": "feedback-and-complaints", "count": 10}
    for dimension, measure, bucket in (
        ("total", "received", ""),
        ("stock", "came", ""),
        ("total", "decided", "upheld"),
        ("total", "answer", "kept"),
    ):
        Tally.objects.create(dimension=dimension, measure=measure, bucket=bucket, **said)


@pytest.mark.parametrize("key", ["volume", "open", "consistency"])
def test_procedures_stand_side_by_side(desk: Client, another: None, key: str):
    page = desk.get(f"/desk/figures/{key}/{YEAR}&by=pack").content.decode()
    split = page[page.index('aria-current="true">Procedure</a>') :]
    for pack in ("agreement", "feedback-and-complaints"):
        assert f">{names.pack(pack, 'en')}</th>" in split[: split.index("</table>")]


def test_of_one_procedure_alone_nothing_stands_side_by_side(desk: Client):
    assert "Side by side" not in desk.get(f"/desk/figures/open/{YEAR}").content.decode()


def test_the_overview_tells_procedures_apart_until_one_is_chosen(desk: Client, another: None):
    page = desk.get(f"/desk/figures/{YEAR}").content.decode()
    table = page[page.index('id="procedures"') :].partition("</table>")[0]
    assert table.count("<tr>") == 3
    assert "pack=feedback-and-complaints" in table
    assert "10 of 10" in table
    assert 'id="procedures"' not in desk.get(f"/desk/figures/{YEAR}&pack=agreement").content.decode()


@pytest.mark.parametrize("key", ["final-in-time", "days-to-final", "remedy", "open", "feedback-ratio"])
def test_a_figure_has_a_page_that_says_how_it_is_counted(desk: Client, key: str):
    page = desk.get(f"/desk/figures/{key}/{YEAR}").content.decode()
    one = figures.FIGURES[key]
    for words in (one.title, one.formula, one.population, one.day):
        assert str(words).replace("’", "&#39;") in page


def test_a_share_never_stands_without_what_it_is_of(desk: Client):
    page = desk.get(f"/desk/figures/{YEAR}").content.decode()
    today = timezone.localdate()
    found = figures.figures_of(counts.counts_of(Period.around(date(2026, 1, 1), "year"), packs=None, today=today))
    one = found["final-in-time"]
    assert f"{one.numerator} of {one.denominator}" in page


def test_drawings_have_no_colour_font_or_style_of_their_own(desk: Client):
    page = desk.get(f"/desk/figures/final-in-time/{YEAR}").content.decode()
    drawn = page[page.index("<svg xmlns") : page.rindex("</svg>") + 6]
    assert 'role="img"' in drawn
    assert "<title" in drawn
    for forbidden in ("style=", "font-family", "<style", "<script", "#0000"):
        assert forbidden not in drawn


def test_a_drawing_is_drawn_once(desk: Client):
    desk.get(f"/desk/figures/{YEAR}")
    before = set(Drawing.objects.values_list("digest", "made_at"))
    desk.get(f"/desk/figures/{YEAR}")
    assert set(Drawing.objects.values_list("digest", "made_at")) == before
    assert chart_svg.sweep(datetime.now(UTC) + timedelta(days=61)) == len(before)


def test_a_table_can_be_taken_along(desk: Client):
    answer = desk.get(f"/desk/figures/final-in-time/table.csv{YEAR}&by=channel")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Channel"
    assert "website" in {row[0] for row in rows}
    book = zipfile.ZipFile(io.BytesIO(desk.get(f"/desk/figures/all/table.xlsx{YEAR}").content))
    assert b"Answered in time" in book.read("xl/sharedStrings.xml")
    assert desk.get("/desk/figures/all/table.exe").status_code == 404


@pytest.mark.parametrize("page", ["consistency", "path", "analysis", "volume"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_page_can_be_taken_along(desk: Client, page: str, kind: str):
    answer = desk.get(f"/desk/figures/{page}/table.{kind}{YEAR}&pack=agreement&by=channel")
    assert answer.status_code == 200
    assert len(answer.content) > 60


def test_what_people_named_cannot_become_a_formula():
    assert b"'=1+1" in tables.as_csv(tables.Table("Sites", ["Site"], [["=1+1"]]))


def test_the_report_is_a_tagged_pdf(desk: Client):
    content = desk.get(f"/desk/figures/report.pdf{YEAR}").content
    assert content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in content


SPACE = "{http://www.xes-standard.org/}"
# The transitions of the standard model (IEEE 1849-2016, lifecycle extension).
STANDARD = {
    "assign",
    "ate_abort",
    "autoskip",
    "complete",
    "manualskip",
    "pi_abort",
    "reassign",
    "resume",
    "schedule",
    "start",
    "suspend",
    "unknown",
    "withdraw",
}


@pytest.fixture
def log(desk: Client) -> ET.Element:
    return ET.fromstring(b"".join(desk.get("/desk/figures/log.xes")))  # type: ignore[call-overload]


def said(event: ET.Element, key: str) -> str:
    return next(str(one.get("value")) for one in event if one.get("key") == key)


def test_the_event_log_tells_every_entry_and_no_word_of_anybody(log: ET.Element):
    events = log.findall(f".//{SPACE}event")
    assert len(log.findall(f"{SPACE}trace")) == Case.objects.count()
    assert (
        len([one for one in events if not said(one, "concept:name").startswith("promise: ")]) == Entry.objects.count()
    )
    text = ET.tostring(log, encoding="unicode")
    for secret in ("Ayşe", "ayse@", "+90", "soldu", "Rana", *Case.objects.values_list("number", flat=True)):
        assert secret not in text


def test_every_transition_is_one_of_the_standard_and_as_the_entries_say(log: ET.Element):
    events = log.findall(f".//{SPACE}event")
    found = Counter((said(one, "concept:name").partition(":")[0], said(one, "lifecycle:transition")) for one in events)
    assert {transition for _name, transition in found} <= STANDARD
    owed = [one for state in Case.objects.values_list("state", flat=True) for one in state["owed"]]
    assert found["promise", "start"] == len(owed)
    assert found["promise", "complete"] == sum(one["met_at"] is not None for one in owed)
    assert found["promise", "ate_abort"] == sum(one["dropped_at"] is not None for one in owed)
    assert found["clock", "suspend"] == Entry.objects.filter(kind="rested").count() > 0
    assert found["clock", "resume"] == Entry.objects.filter(kind="resumed").count() > 0
    given = Entry.objects.filter(kind="assigned")
    assert found["assigned", "assign"] == given.values("case").distinct().count()
    assert found["assigned", "assign"] + found["assigned", "reassign"] == given.count()


def test_the_events_of_a_trace_stand_in_their_order(log: ET.Element):
    for trace in log.findall(f"{SPACE}trace"):
        moments = [said(one, "time:timestamp") for one in trace.findall(f"{SPACE}event")]
        assert moments == sorted(moments)


@pytest.mark.parametrize(
    "query",
    [
        "period=2026-13",
        "period=x",
        "since=2026-02-30&until=2026-03-01",
        "since=2026-03-02&until=2026-03-01",
        "pack=nothing",
        "by=password",
        "since=0001-01-01&until=9999-12-31",
        "period=2026%00",
    ],
)
def test_an_address_that_makes_no_sense_shows_the_last_quarter(desk: Client, query: str):
    assert desk.get(f"/desk/figures/?{query}").status_code == 200
    assert desk.get(f"/desk/figures/volume/?{query}").status_code == 200
    assert desk.get(f"/desk/figures/consistency/?{query}").status_code == 200


def test_figures_are_for_those_who_see_every_case(lived: Village):
    assert at_desk(lived.house.can).get("/desk/figures/").status_code == 403  # a technician of one factory
    assert at_desk(lived.house.rana).get("/desk/figures/").status_code == 200
    assert "/desk/figures/" not in at_desk(lived.house.can).get("/desk/").content.decode()


def test_orders_are_entered_by_month_and_all_faults_are_named_at_once(desk: Client):
    month = f"{datetime.now(UTC):%Y-%m}"
    faulty = desk.post("/desk/figures/base/", {f"orders-{month}": "many", f"customers-{month}": "-3"})
    assert faulty.status_code == 422
    page = faulty.content.decode()
    assert page.count('aria-invalid="true"') == 2
    assert 'value="many"' in page
    assert not Base.objects.exists()
    desk.post("/desk/figures/base/", {f"orders-{month}": "12 000", f"customers-{month}": ""})
    assert Base.objects.get().orders == 12_000


def test_per_thousand_is_said_only_when_every_month_is_known(lived: Village):
    march = Period.around(date(2026, 3, 1), "month")
    Base.objects.create(month=march.since, orders=500, by="test", at=lived.now)
    both = Period(march.since, march.after.until)
    today = lived.now.date()
    one = figures.figures_of(counts.counts_of(march, packs=None, today=today))["per-1000-orders"]
    assert one.value == 1000 * one.numerator / 500
    assert figures.figures_of(counts.counts_of(both, packs=None, today=today))["per-1000-orders"].value is None


def test_every_figure_says_how_it_is_counted():
    for one in figures.FIGURES.values():
        assert all(str(words).strip() for words in (one.title, one.formula, one.population, one.day, one.clause))


def test_frozen_figures_are_plain_and_the_same_each_time(lived: Village):
    period = Period.around(date(2026, 4, 1), "month")
    one = snapshots.freeze(period.since, period.until, ["agreement"])
    again = snapshots.freeze(period.since, period.until, ["agreement"])
    assert json.loads(json.dumps(one)) == one
    assert snapshots.digest(one) == snapshots.digest(again)
    assert set(one["figures"]) == set(figures.FIGURES)


def test_a_month_is_frozen_once_on_its_fourth_day_and_stays(desk: Client, lived: Village):
    third, fourth = datetime(2026, 5, 3, 12, tzinfo=UTC), datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert snapshots.step(third) == 0 or not Snapshot.objects.filter(month="2026-04-01").exists()
    assert snapshots.step(fourth) > 0
    assert snapshots.step(fourth) == 0
    frozen = Snapshot.objects.get(month="2026-04-01", pack="")
    assert snapshots.digest(frozen.content) == frozen.digest
    was = frozen.content["figures"]["volume"]["numerator"]
    tally = Tally.objects.filter(
        dimension="total", measure="received", kind="complaint", on__gte="2026-04-01", on__lte="2026-04-30"
    ).first()
    assert tally is not None
    page = desk.get("/desk/figures/volume/?period=2026-04").content.decode()
    assert "As frozen on" in page
    assert "The records have changed since." not in page
    Tally.objects.filter(pk=tally.pk).update(count=tally.count + 5)
    page = desk.get("/desk/figures/volume/?period=2026-04").content.decode()
    assert "The records have changed since." in page
    assert f"<dd>{was}<span" in on_one_line(page)


def test_the_path_counts_who_came_and_who_waits(desk: Client):
    page = desk.get(f"/desk/figures/path/{YEAR}&pack=agreement").content.decode()
    led = Entry.objects.filter(fields__to="assessment", case__kind="complaint", at__date__lte=timezone.localdate())
    came = led.filter(at__year=2026).count()
    row = page[page.index('<th scope="row">Assessment') :]
    assert f'<td class="amount">{came}</td>' in row[:200]
    waiting = Case.objects.filter(pack="agreement", stage="assessment", closed_at=None).count()
    assert f'stage=assessment">{waiting}</a>' in row[:900]


def test_the_most_frequent_come_first_until_all_are_told(desk: Client):
    page = desk.get(f"/desk/figures/analysis/{YEAR}").content.decode()
    assert "make up" in page
    assert "100%" in page
