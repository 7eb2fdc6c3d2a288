"""Letters: the pack's words with every open place filled in, for one reader in one language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from amends.cases import editions, vault
from amends.cases.acts import consultation
from amends.cases.history import Locked
from amends.cases.models import Entry
from amends.cases.views import case_labels, case_view, wording
from amends.organisation.models import Department, Organisation
from amends.platform import dates, json_values
from amends.procedure import engine, gates
from amends.procedure.schema import Letter, Procedure, Route, say
from amends.procedure.state import Event

PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
PASSWORD = "{{password}}"  # noqa: S105  # stays open until the moment of sending
WITH_HOURS = re.compile(r" ?[(（]\{\{\s*hours\s*\}\}[)）]")  # left out where no hours are known
# “This is what you wrote:” and the like, where nothing of it may follow.
INTRODUCING = re.compile(r"\n\n[^\n.。]*[:：]\n\n(?=\{\{\s*(?:words|message)\s*\}\})")
ADDRESSES = {"tracking_url", "public_url", "request_url"}
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Written:
    """A letter ready for a carrier; `secret` when the password is still to be put in."""

    subject: str
    body: str  # Markdown
    sms: str
    secret: bool
    language: str  # the one it is really written in


def write(
    locked: Locked,
    event: Event,
    letter: str,
    *,
    language: str,
    contents: vault.Contents,
    now: datetime,
    organisation: Organisation | None = None,
    quoting: bool = True,
) -> Written:
    """The pack's letter for this entry. A language that the pack lacks falls back to its first.

    Not `quoting`: the reader may be somebody whom a stranger named, so none of the stranger's words is in it.
    """
    found = _found(locked.procedure, letter, language)
    spoken = language if language.split("-")[0] == found.language else found.language
    with translation.override(spoken):
        house = organisation or Organisation.objects.get(id=1)
        places = _Places(locked, event, spoken, contents, house, now, language, quoting)
        subject, sms = (PLACE.sub(places.fill, text) for text in (found.subject, found.sms))
        body = found.body if house.hours else WITH_HOURS.sub("", found.body)
        body = PLACE.sub(places.linked, body if quoting else INTRODUCING.sub("\n\n", body))
    secret = PASSWORD in body or PASSWORD in sms
    return Written(subject, body, sms or subject, secret, spoken)


def _found(procedure: Procedure, letter: str, language: str) -> Letter:
    """As `say` does: “zh” is written for who reads “zh-hans”."""
    wanted = (language, language.split("-")[0], procedure.languages[0])
    return next(procedure.letters[letter, one] for one in wanted if (letter, one) in procedure.letters)


def as_html(body: str) -> str:
    """The body of an e-mail or a page; raw HTML in what people wrote stays text."""
    return str(MARKDOWN.render(body))


def plain(text: str) -> str:
    """What people wrote, so that Markdown leaves it as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)


class _Places:
    """Every open place of a letter by its name; each is worked out only when the letter has it."""

    def __init__(
        self,
        locked: Locked,
        event: Event,
        spoken: str,
        contents: vault.Contents,
        organisation: Organisation,
        now: datetime,
        reader: str,
        quoting: bool,
    ) -> None:
        self.case, self.procedure, self.state = locked.case, locked.procedure, locked.state
        self.event, self.language, self.now = event, spoken, now
        self.said = vault.opened(event.fields, contents if quoting else {})
        self.values = vault.opened(self.state.values, contents)
        self.contents = contents
        self.organisation = organisation
        self.quoting = quoting
        self.reader = reader  # whose pages may speak a language that the pack does not

    def fill(self, match: re.Match[str]) -> str:
        return str(getattr(self, f"_{match.group(1)}")())

    def linked(self, match: re.Match[str]) -> str:
        """In a body an address of ours is a link; what people wrote never becomes one."""
        filled = self.fill(match)
        return f"<{filled}>" if match.group(1) in ADDRESSES else filled

    def _password(self) -> str:
        return PASSWORD

    def _organisation(self) -> str:
        return self.organisation.name

    def _number(self) -> str:
        return self.case.number

    def _tracking_url(self) -> str:
        return f"{settings.URL}/{self.reader}/track/"

    def _public_url(self) -> str:
        return f"{settings.URL}/{self.reader}/"

    def _kind(self) -> str:
        return say(self.procedure.kinds[self.state.kind].title, self.language)

    def _received_on(self) -> str:
        return self._day(self.state.received_at)

    def _words(self) -> str:
        if not self.quoting:
            return self._elsewhere()
        return "> " + plain(json_values.text(self.values.get("words")) or _("(erased)")).replace("\n", "\n> ")

    def _status(self) -> str:
        return say(self.procedure.stages[self.state.stage].public, self.language)

    def _status_says(self) -> str:
        return say(self.procedure.stages[self.state.stage].says, self.language)

    def _promises(self) -> str:
        public = [owed for owed in self.state.open_duties if self._is_public(owed.duty)]
        lines = [
            f"- {say(self.procedure.duties[owed.duty].title, self.language)}{dates.signs().colon}"
            f"{self._day(owed.due.at, last=True)}"
            for owed in public
        ]
        return "\n".join(lines) or f"- {self._status_says()}"

    def _next_due(self) -> str:
        """The first day that the reader was promised; staff read of all that the organisation's own work owes."""
        told = [owed for owed in self.state.open_duties if self.case.inside or self._is_public(owed.duty)]
        nearest = min(told, key=lambda owed: owed.due.at, default=None)
        return self._day(nearest.due.at, last=True) if nearest else _("a date that is still to be set")

    def _due_on(self) -> str:
        due = json_values.text(self.said.get("due"))
        return self._day(datetime.fromisoformat(due), last=True) if due else self._next_due()

    def _new_due_on(self) -> str:
        return self._due_on()

    def _question(self) -> str:
        return plain(json_values.text(self.said.get("question")))

    def _reason(self) -> str:
        return plain(json_values.text(self.said.get("reason")) or json_values.text(self.said.get("comment")))

    def _decision(self) -> str:
        decision = self._draft()
        lines = [_point(at, point) for at, point in enumerate(decision.points, 1)] if decision else []
        if decision and decision.alternatives:
            lines.append(f"**{_('Other ways to settle this')}**\n\n{plain(decision.alternatives)}")
        return "\n\n".join(lines)

    def _decision_summary(self) -> str:
        decision = self._draft()
        return plain(decision.summary) if decision else ""

    def _remedy(self) -> str:
        decision = self._draft()
        remedies = [point.remedy for point in decision.points if point.remedy] if decision else []
        return ", ".join(dict.fromkeys(remedies)) or _("none")

    def _rounds_left(self) -> str:
        return str(engine.rounds_left(self.procedure, self.state))

    def _routes(self) -> str:
        return "\n".join(
            _route(route, self.language) for route in engine.routes(self.procedure, self.organisation.country)
        )

    def _handler(self) -> str:
        return self.organisation.signs or self.organisation.name

    def _phone(self) -> str:
        return self.organisation.phone

    def _address(self) -> str:
        return self.organisation.address.replace("\n", ", ")

    def _hours(self) -> str:
        return dates.opening(self.organisation.hours)

    def _date(self) -> str:
        return self._day(self.now)

    def _coverage(self) -> str:
        """The rule of the policy that was found to fit, in the words meant for the complainant (P03)."""
        rule = gates.covering(self.procedure, self.state.values)
        return say(rule.says, self.language) if rule else ""

    def _department(self) -> str:
        key = self.event.fields.get("to_department") or self.state.department
        titles = Department.objects.filter(pk=key).values_list("titles", flat=True).first() or {}
        return say(titles, self.language)

    def _request_url(self) -> str:
        return f"{settings.URL}/{self.language}/request/{consultation.link(self.case, self.event.no)}/"

    def _request_due_on(self) -> str:
        owed = next((one for one in self.state.owed if one.about == self.event.no), None)
        return self._day(owed.due.at, last=True) if owed else _("as soon as you can")

    def _item(self) -> str:
        return json_values.text(self.said.get("item"))

    def _promise(self) -> str:
        """The promise that the entry is about, as the complainant was promised it."""
        duty = self.procedure.duties.get(self.event.fields.get("duty", ""))
        return say(duty.title, self.language) if duty else ""

    def _elsewhere(self) -> str:
        return "> " + _("Your own words stand on the page where you follow it.")

    def _message(self) -> str:
        """What is written in the very entry that this letter follows from."""
        if not self.quoting:
            return self._elsewhere()
        return "> " + plain(json_values.text(self.said.get("words"))).replace("\n", "\n> ")

    def _is_public(self, duty: str) -> bool:
        return duty in self.procedure.duties and self.procedure.duties[duty].public

    def _draft(self) -> case_view.DecisionView | None:
        entries = list(Entry.objects.filter(case=self.case, no__in=[self.state.decided_no, self.state.drafted_no]))
        names = wording.Names(self.procedure, self.language, entries)
        decided = case_view.decision(entries, self.contents, names, self.state.decided_no)
        # A letter that is looked at before it is sent has only the draft.
        return decided or case_view.decision(entries, self.contents, names, self.state.drafted_no)

    def _day(self, moment: datetime, *, last: bool = False) -> str:
        """A date in the reader's form. A due moment is half-open: midnight belongs to the day before it."""
        calendar = editions.CALENDARS[self.state.calendar]
        shown = case_view.due_day(calendar, moment) if last else engine.local_day(calendar, moment)
        return dates.day(shown)


def _point(at: int, point: case_view.PointView) -> str:
    signs = dates.signs()
    return (
        f"**{at}. {plain(point.point)}**\n\n{_('What we found')}{signs.colon}{plain(point.finding)}\n\n"
        f"{_('Our decision')}{signs.colon}{case_labels.outcome(point.outcome)}{signs.stop}{_remedy(point)}"
    )


def _remedy(point: case_view.PointView) -> str:
    signs = dates.signs()
    said = [part for part in (point.remedy, point.money, plain(point.remedy_words)) if part]
    if point.remedy_on:
        said.append(_("by %(day)s") % {"day": dates.day(date.fromisoformat(point.remedy_on))})
    return f"\n\n{_('What we will do')}{signs.colon}{signs.comma.join(said)}{signs.stop}" if said else ""


def _route(route: Route, language: str) -> str:
    signs = dates.signs()
    parts = [f"**{say(route.title, language)}**", say(route.says, language)]
    url = f"<{route.url}>" if route.url else ""
    phone = f"{_('Phone')}{signs.colon}{route.phone}" if route.phone else ""
    parts += [part for part in (url, phone, say(route.limit, language)) if part]
    return "- " + (signs.stop + signs.gap).join(part.rstrip(".。") for part in parts) + signs.stop
