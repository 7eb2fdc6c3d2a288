"""Saved reports, as members keep, open, show and order them: any page of figures, under a name, once each period."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.test import Client

from amends.cases import failures
from amends.cases.models import InForce
from amends.reports import mailing, query_string, saved_reports, sheets
from amends.reports.models import SavedReport
from amends.reports.query_string import FiguresRequest
from tests.desk.clients import at_desk
from tests.reports.population import Village

pytestmark = pytest.mark.django_db
DECEMBER, JANUARY = datetime(2026, 12, 9, 8, tzinfo=UTC), datetime(2027, 1, 5, 8, tzinfo=UTC)
NEW = "/desk/figures/saved/new/"
FORM = {"name": "In time, by channel", "period": "last-month", "every": "", "shared": ""}
BY_CHANNEL = {"page": "final-in-time", "by": "channel", "pack": "", "kind": ""}
OVERVIEW = {"page": "overview", "by": "", "pack": "", "kind": ""}


@pytest.fixture
def desk(lived: Village) -> Client:
    return at_desk(lived.house.leyla)


def keep(desk: Client, **said: str) -> SavedReport:
    answer = desk.post(NEW, {**BY_CHANNEL, **FORM, **said})
    assert answer.status_code == 302, answer.content.decode()
    return SavedReport.objects.latest("id")


def order(lived: Village, name: str, every: str, wanted: FiguresRequest, *, at: datetime) -> SavedReport:
    said = {"name": name, "period": wanted.period, "every": every, "shared": ""}
    return saved_reports.keep(lived.house.leyla, wanted, said, now=at)


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("last-week", date(2026, 12, 28), date(2027, 1, 3)),
        ("last-month", date(2026, 12, 1), date(2026, 12, 31)),
        ("last-quarter", date(2026, 10, 1), date(2026, 12, 31)),
        ("last-year", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-03-01..2026-04-09", date(2026, 3, 1), date(2026, 4, 9)),
    ],
)
def test_a_period_moves_or_stays(said: str, since: date, until: date):
    found = query_string.read(said, JANUARY.date())
    assert found is not None
    assert (found.since, found.until) == (since, until)


@pytest.mark.parametrize("said", ["", "last-night", "2026-13", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01", "1"])
def test_words_that_mean_no_period_are_none(said: str):
    assert query_string.read(said, JANUARY.date()) is None


@pytest.mark.parametrize("said", ["2026-10", "2026-Q3", "2026", "2026-03-01..2026-04-09"])
def test_a_fixed_period_is_written_as_it_was_read(said: str):
    found = query_string.read(said, JANUARY.date())
    assert found is not None
    assert query_string.key(found) == said


@pytest.mark.parametrize(
    "page", ["", "final-in-time/?by=pack", "consistency/?by=site", "path/?pack=agreement", "analysis/?period=2026"]
)
def test_every_page_can_be_saved_and_opens_with_one_press(desk: Client, page: str):
    shown = desk.get(f"/desk/figures/{page}").content.decode()
    link = re.findall(r'href="(/desk/figures/saved/new/[^"]*)"', shown)[0].replace("&amp;", "&")
    form = desk.get(link).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(page|pack|by|kind)" value="([^"]*)"', form))
    desk.post(NEW, {**hidden, **FORM, "name": "Mine"})
    overview = desk.get("/desk/figures/").content.decode()
    address = re.findall(r'href="([^"]*)">Mine</a>', overview)[0].replace("&amp;", "&")
    assert address.startswith(f"/desk/figures/{page.partition('?')[0]}?period=last-month")
    assert desk.get(address).status_code == 200


def test_what_is_wrong_is_said_at_once_and_nothing_typed_is_lost(desk: Client):
    answer = desk.post(NEW, {**BY_CHANNEL, "name": " ", "period": "x", "every": "hourly", "shared": "yes"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Look at these 3 things" in page or "look at these 3 things" in page
    assert 'name="by" value="channel"' in page
    keep(desk)
    assert "You have a report of this name already." in desk.post(NEW, {**BY_CHANNEL, **FORM}).content.decode()


def test_a_page_that_is_none_cannot_be_saved(desk: Client):
    assert desk.post(NEW, {**BY_CHANNEL, **FORM, "page": "password"}).status_code == 404
    assert desk.get(NEW).status_code == 404
    assert not SavedReport.objects.exists()


def test_a_report_is_renamed_and_deleted_by_its_owner_alone(desk: Client, lived: Village):
    report = keep(desk, shared="yes")
    rana, address = at_desk(lived.house.rana), f"/desk/figures/saved/{report.pk}/"
    overview = rana.get("/desk/figures/").content.decode()
    assert "In time, by channel" in overview
    assert "shown by Leyla Aksoy" in overview
    assert address not in overview
    assert rana.post(address, {**FORM, "name": "Mine now"}).status_code == 404
    assert rana.post(f"{address}remove/").status_code == 404
    desk.post(address, {**FORM, "name": "In time"})
    report.refresh_from_db()
    assert (report.name, report.by, report.shared_at) == ("In time", "channel", None)
    assert "In time" not in saved_list(rana)
    desk.post(f"{address}remove/")
    assert not SavedReport.objects.exists()


def saved_list(client: Client) -> str:
    page = client.get("/desk/figures/").content.decode()
    return page[page.index('id="saved"') :].partition("</section>")[0]


def test_what_somebody_who_left_showed_is_shown_no_more(desk: Client, lived: Village):
    keep(at_desk(lived.house.rana), name="Of Rana", shared="yes")
    assert "Of Rana" in saved_list(desk)
    lived.house.rana.is_active = False
    lived.house.rana.save()
    assert "Of Rana" not in saved_list(desk)


def test_a_report_of_a_procedure_that_ended_still_shows_that_procedure(desk: Client, lived: Village):
    keep(desk, name="Feedback", page="volume", by="channel", pack="feedback-and-complaints", period="2026")
    InForce.objects.filter(edition__key="feedback-and-complaints").update(until=lived.now)
    address = re.findall(r'href="([^"]*)">Feedback</a>', saved_list(desk))[0].replace("&amp;", "&")
    page = desk.get(address).content.decode()
    assert '<option value="feedback-and-complaints" selected>' in page


def test_the_overview_is_mailed_once_a_month_with_its_report(desk: Client):
    report = keep(desk, **OVERVIEW, name="For the board", every="month")
    assert mailing.step(datetime.now(UTC)) == 0  # what is over already is not sent afterwards
    assert mailing.step(JANUARY) == 1
    assert mailing.step(JANUARY + timedelta(hours=2)) == 0
    [sent] = mail.outbox
    assert sent.to == ["leyla@defne.example"]
    assert "For the board, December 2026" in sent.subject
    assert "Complaints received: " in sent.body
    assert "/desk/figures/?period=2026-12" in sent.body
    assert f"/desk/figures/saved/{report.pk}/" in sent.body
    [(name, content, kind)] = sent.attachments
    assert (name, kind) == ("overview-2026-12.pdf", "application/pdf")
    assert content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("page", "by", "pack", "says"),
    [
        ("final-in-time", "pack", "", "Customer complaint management"),
        ("consistency", "channel", "", "website"),
        ("path", "", "agreement", "Assessment"),
        ("analysis", "", "", "Furniture fabric"),
    ],
)
def test_every_other_page_is_mailed_in_words_and_as_a_workbook(
    lived: Village, page: str, by: str, pack: str, says: str
):
    order(lived, "Mine", "quarter", FiguresRequest(page, "2026", pack, by), at=DECEMBER)
    assert mailing.step(JANUARY) == 1
    [sent] = mail.outbox
    assert says in sent.body
    [(name, content, _kind)] = sent.attachments
    assert name == f"{page}-2026.xlsx"
    book = zipfile.ZipFile(io.BytesIO(content))
    assert says.encode() in book.read("xl/sharedStrings.xml")
    assert len(sheets.sheets_of(FiguresRequest(page, "2026", pack, by), today=JANUARY.date(), language="en")) in (1, 2)


def test_each_rhythm_has_its_own_day(lived: Village):
    monday = datetime(2027, 2, 1, 8, tzinfo=UTC)  # a Monday, and the first day of a month, but of no quarter
    for every in ("week", "month", "quarter"):
        order(lived, every, every, FiguresRequest("volume", f"last-{every}"), at=datetime(2027, 1, 29, 8, tzinfo=UTC))
    while mailing.step(monday):
        pass
    assert sorted(one.subject.partition(": ")[2].partition(",")[0] for one in mail.outbox) == ["month", "week"]


def test_who_may_not_see_figures_any_more_is_sent_none(lived: Village):
    said = {**FORM, "every": "week"}
    saved_reports.keep(lived.house.rana, FiguresRequest("volume", "last-week"), said, now=lived.now)
    lived.house.rana.role_assignments.all().delete()
    assert mailing.step(lived.now + timedelta(days=8)) == 1
    assert not mail.outbox


def test_a_worker_that_dies_while_sending_sends_again_later_and_holds_nobody_up(
    lived: Village, monkeypatch: pytest.MonkeyPatch
):
    """The carrier breaks: not our own code. What was claimed is tried again, by the same Message-ID."""
    for name in ("first", "second"):
        order(lived, name, "month", FiguresRequest("volume", "last-month"), at=DECEMBER)

    def broken(*_: object, **__: object) -> int:
        raise SMTPServerDisconnected

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", broken)
        assert mailing.step(JANUARY) == 1
    [failed] = failures.present()
    assert (failed.step, failed.fault.partition(" ")[0]) == (mailing.STEP, "SMTPServerDisconnected")
    assert mailing.step(JANUARY + timedelta(minutes=1)) == 1
    assert mailing.step(JANUARY + timedelta(minutes=2)) == 0
    assert mailing.step(JANUARY + timedelta(minutes=61)) == 1
    assert failures.present() == []
    subjects = [one.subject.partition(": ")[2].partition(",")[0] for one in mail.outbox]
    assert subjects == ["second", "first"]
    ids = [one.extra_headers["Message-ID"] for one in mail.outbox]
    assert len(set(ids)) == 2
    assert all("2026-12-01" in one for one in ids)


def test_without_a_mail_carrier_a_report_waits_and_none_is_said_to_be_sent(lived: Village, settings):
    order(lived, "first", "month", FiguresRequest("volume", "last-month"), at=DECEMBER)
    settings.EMAIL = None
    assert mailing.step(JANUARY) == 0
    assert not mail.outbox
    settings.EMAIL = object()
    assert mailing.step(JANUARY) == 1
    assert len(mail.outbox) == 1
