"""One submission, whatever the door: its questions in order, and every answer validated once, for all that follows."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from amends.cases import editions
from amends.cases.acts import answers, complaint_receipt
from amends.cases.acts.answers import Cleaned
from amends.cases.acts.complaint_receipt import Submission
from amends.cases.acts.perform import File
from amends.cases.editions import RulesInForce
from amends.cases.errors import InvalidForm
from amends.intake import contact
from amends.organisation.models import Category, Product, Site
from amends.platform import dates
from amends.platform.json_values import Json
from amends.procedure.schema import Form, Kind, Procedure

LONGEST = 20_000
SHORT = 200
LATE = timedelta(hours=1)  # typed in later than this after it came, it needs a reason
Content = Mapping[str, Json]
NONE: Mapping[str, str] = {}

# One question a page; the pack's own form, where it has one, follows as "more".
PAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kind", ("kind",)),
    ("words", ("words",)),
    ("when", ("day", "month", "year")),
    ("about", ("product", "site", "order", "batch")),
    ("wanted", ("wanted",)),
    ("files", ("files",)),
    ("contact", ("name", "mobile", "email", "post", "anonymous")),
    ("help", ("for_other", "representative_name", "representative_relation", "language", "needs")),
)


@dataclass(frozen=True, slots=True)
class Door:
    """The way a submission came by, and what that way alone knows of it."""

    channel: str
    files: Sequence[File] = ()
    submission: uuid.UUID = field(default_factory=uuid.uuid4)  # the same again is the same case
    token: bytes = b""  # that only the complainant's browser knows
    network: str = ""  # a mark of where it came from


def kinds(now: datetime) -> dict[str, Kind]:
    """What can be brought now, by every procedure in force; the general procedure's words win."""
    return editions.standing(now).kinds()


def procedure(content: Content, *, channel: str, standing: RulesInForce) -> Procedure:
    """The procedure that this submission would begin with."""
    return editions.procedure(_edition(content, channel, standing))


def own_form(content: Content, *, channel: str, now: datetime, standing: RulesInForce | None = None) -> Form | None:
    """The questions of the pack itself for this kind, if it has any."""
    chosen = procedure(content, channel=channel, standing=standing or editions.standing(now))
    return _form(chosen, typed(content, "kind") or next(iter(chosen.kinds)))


def _edition(content: Content, channel: str, standing: RulesInForce) -> int:
    return standing.choose(
        kind=typed(content, "kind") or next(iter(standing.kinds())),
        channel=channel,
        product=typed(content, "product"),
        category=typed(content, "category"),
    )


def _form(chosen: Procedure, kind: str) -> Form | None:
    return chosen.forms.get(chosen.kinds[kind].form or "")


def check(content: Content, page: str, *, now: datetime, standing: RulesInForce | None = None) -> dict[str, str]:
    """Every fault of one page's answers, by field, in words for the person who typed them."""
    checks = {
        "kind": _check_kind,
        "words": _check_words,
        "when": _check_when,
        "about": _check_about,
        "wanted": _check_wanted,
        "contact": _check_contact,
        "help": _check_help,
    }
    return checks[page](content, standing or editions.standing(now), now) if page in checks else {}


def validate(
    content: Content,
    door: Door,
    *,
    now: datetime,
    standing: RulesInForce | None = None,
    faults: Mapping[str, str] = NONE,
) -> Submission:
    """What was typed as the one value that goes on, validated here and nowhere after.

    InvalidForm with the faults of all its pages at once, and with those that the way in found itself.
    """
    standing = standing or editions.standing(now)
    contact_, wrong = _pages(content, now=now, standing=standing)
    edition_id, own, unfit = (0, {}, NONE) if "kind" in wrong else _own(content, door.channel, standing)
    received_at, mistimed = _received_at(content, now)
    if wrong := {**wrong, **unfit, **mistimed, **faults}:
        raise InvalidForm(wrong)
    return Submission(
        validation=complaint_receipt.VALIDATION,
        kind=typed(content, "kind"),
        channel=door.channel,
        language=typed(content, "language") or "en",
        words=typed(content, "words"),
        standing=standing,
        edition_id=edition_id,
        received_at=received_at,
        typed_late=typed(content, "typed_late"),
        wanted=typed(content, "wanted"),
        happened_on=_happened_on(content),
        product=typed(content, "product"),
        category=typed(content, "category"),
        site=typed(content, "site"),
        order=typed(content, "order"),
        batch=typed(content, "batch"),
        contact=contact_,
        representative=_representative(content),
        needs=typed(content, "needs"),
        answers=own,
        files=door.files,
        trigger=_trigger(content, editions.procedure(edition_id), door.channel),
        on_the_spot=typed(content, "on_the_spot"),
        immediate=typed(content, "immediate"),
        acknowledged=typed(content, "acknowledged") == "yes",
        id=door.submission,
        token=door.token,
        network=door.network,
    )


def _pages(content: Content, *, now: datetime, standing: RulesInForce) -> tuple[dict[str, str], dict[str, str]]:
    """The contact, tidied, and the faults of all pages in their order."""
    contact_, unreachable = contact.check(_reached(content), country=standing.organisation.country)
    wrong: dict[str, str] = {}
    for page, _fields in PAGES:
        wrong |= unreachable if page == "contact" else check(content, page, now=now, standing=standing)
    return contact_, wrong


def _own(content: Content, channel: str, standing: RulesInForce) -> tuple[int, Cleaned, Mapping[str, str]]:
    """The edition that takes it, the clean answers to the questions of its pack, and their faults."""
    edition_id = _edition(content, channel, standing)
    form, given = _form(editions.procedure(edition_id), typed(content, "kind")), content.get("answers")
    try:
        return edition_id, answers.clean(form, given if isinstance(given, dict) else {}), NONE
    except InvalidForm as own:
        return edition_id, {}, {f"answers-{key}": fault for key, fault in own.faults.items()}


def _received_at(content: Content, now: datetime) -> tuple[datetime, dict[str, str]]:
    """The moment it reached us; typed in later than an hour after it, it needs a reason."""
    text = typed(content, "received_at")
    try:
        moment = datetime.fromisoformat(text) if text else now
    except ValueError:
        return now, {"received_at": _("Give a real day and time.")}
    if moment.tzinfo is None:
        return now, {}
    if moment > now:
        return now, {"received_at": _("The moment of receipt cannot lie in the future.")}
    if now - moment > LATE and not typed(content, "typed_late"):
        return moment, {"typed_late": _("Say why it is typed in later than it was received.")}
    return moment, {}


def _trigger(content: Content, chosen: Procedure, channel: str) -> str:
    """What made somebody bring it, as the pack names it; unsaid, the first that fits the channel (P07-P12)."""
    if typed(content, "trigger") in chosen.triggers:
        return typed(content, "trigger")
    fitting = (one.key for one in chosen.triggers.values() if not one.channels or channel in one.channels)
    return next(fitting, "")


def _check_kind(content: Content, standing: RulesInForce, _now: datetime) -> dict[str, str]:
    return {} if typed(content, "kind") in standing.kinds() else {"kind": _("Choose what you want to send us.")}


def _check_words(content: Content, _standing: RulesInForce, _now: datetime) -> dict[str, str]:
    words = typed(content, "words")
    return _long("words", words) if words else {"words": _("Tell us what happened.")}


def _check_wanted(content: Content, _standing: RulesInForce, _now: datetime) -> dict[str, str]:
    return _long("wanted", typed(content, "wanted"))


def _check_when(content: Content, _standing: RulesInForce, now: datetime) -> dict[str, str]:
    if not any(typed(content, key) for key in ("day", "month", "year")):
        return {}
    happened = _happened_on(content)
    if happened is None:
        return {"day": _("Give a real date, such as 27 3 2026. Leave it empty if you do not know.")}
    if happened > timezone.localdate(now):
        return {"day": _("This date has not come yet.")}
    return {"year": _("Check the year.")} if happened.year < 1900 else {}


def _check_about(content: Content, _standing: RulesInForce, _now: datetime) -> dict[str, str]:
    faults = {
        **_long("order", typed(content, "order"), SHORT),
        **_long("batch", typed(content, "batch"), SHORT),
    }
    for key, model in (("product", Product), ("site", Site), ("category", Category)):
        if (chosen := typed(content, key)) and not model.objects.filter(pk=chosen).exists():
            faults[key] = _("Choose one of the answers offered.")
    return faults


def _check_contact(content: Content, standing: RulesInForce, _now: datetime) -> dict[str, str]:
    return contact.check(_reached(content), country=standing.organisation.country)[1]


def _check_help(content: Content, standing: RulesInForce, _now: datetime) -> dict[str, str]:
    faults = _long("needs", typed(content, "needs"))
    faults |= _long("representative_name", typed(content, "representative_name"), SHORT)
    faults |= _long("representative_relation", typed(content, "representative_relation"), SHORT)
    if typed(content, "language") and typed(content, "language") not in standing.offered():
        faults["language"] = _("Choose one of the languages offered.")
    if typed(content, "for_other") == "yes" and not typed(content, "representative_name"):
        faults["representative_name"] = _("Tell us your own name: you write for someone else.")
    return faults


def _reached(content: Content) -> dict[str, str]:
    return {key: typed(content, key) for key in dict(PAGES)["contact"]}


def typed(content: Content, key: str) -> str:
    """What was typed there, without what surrounds it."""
    said = content.get(key)
    return str(said).strip() if isinstance(said, str | int) else ""


def _long(key: str, text: str, most: int = LONGEST) -> dict[str, str]:
    if len(text) <= most:
        return {}
    words = {"most": dates.number(most), "now": dates.number(len(text))}
    return {key: _("Use at most %(most)s characters; this has %(now)s. You can add the rest as a file.") % words}


def _happened_on(content: Content) -> date | None:
    try:
        return date(*(int(typed(content, key)) for key in ("year", "month", "day")))
    except ValueError:
        return None


def _representative(content: Content) -> dict[str, str]:
    said = {
        "name": typed(content, "representative_name"),
        "relation": typed(content, "representative_relation"),
    }
    return {key: value for key, value in said.items() if value} if typed(content, "for_other") == "yes" else {}
