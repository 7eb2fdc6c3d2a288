"""One submission, whatever the door: its questions in order, every answer checked, then one arrival for the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from amends.cases import editions
from amends.cases.acts import answers
from amends.cases.acts.complaint_receipt import Arrival
from amends.cases.acts.perform import File
from amends.cases.editions import RulesInForce
from amends.cases.errors import Faulty
from amends.intake import contact
from amends.organisation.models import Category, Product, Site
from amends.platform import dates
from amends.procedure.schema import Form, Kind, Procedure

LONGEST = 20_000
SHORT = 200
Content = Mapping[str, Any]

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


def kinds(now: datetime) -> dict[str, Kind]:
    """What can be brought now, by every procedure in force; the general procedure's words win."""
    return editions.standing(now).kinds()


def procedure(content: Content, *, channel: str, standing: RulesInForce) -> Procedure:
    """The procedure that this submission would begin with."""
    return editions.procedure(
        standing.choose(
            kind=content.get("kind") or next(iter(standing.kinds())),
            channel=channel,
            product=content.get("product", ""),
            category=content.get("category", ""),
        )
    )


def own_form(content: Content, *, channel: str, now: datetime, standing: RulesInForce | None = None) -> Form | None:
    """The questions of the pack itself for this kind, if it has any."""
    chosen = procedure(content, channel=channel, standing=standing or editions.standing(now))
    kind = chosen.kinds[content.get("kind") or next(iter(chosen.kinds))]
    return chosen.forms.get(kind.form or "")


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


def arrival(
    content: Content, *, channel: str, files: Sequence[File], now: datetime, standing: RulesInForce | None = None
) -> Arrival:
    """The submission as one arrival; Faulty with the faults of all its pages at once."""
    standing = standing or editions.standing(now)
    faults: dict[str, str] = {}
    for page, _fields in PAGES:
        faults.update(check(content, page, now=now, standing=standing))
    form = None if "kind" in faults else own_form(content, channel=channel, now=now, standing=standing)
    try:
        answers.clean(form, content.get("answers", {}))
    except Faulty as own:
        faults.update({f"answers-{key}": fault for key, fault in own.faults.items()})
    if faults:
        raise Faulty(faults)
    reached, _none = contact.check(content, country=standing.organisation.country)
    return Arrival(
        kind=content["kind"],
        channel=channel,
        language=content.get("language") or "en",
        words=content["words"].strip(),
        wanted=content.get("wanted", "").strip(),
        happened_on=_happened_on(content),
        product=content.get("product", ""),
        category=content.get("category", ""),
        site=content.get("site", ""),
        order=content.get("order", "").strip(),
        batch=content.get("batch", "").strip(),
        contact=reached,
        representative=_representative(content),
        needs=content.get("needs", "").strip(),
        answers=content.get("answers", {}),
        files=files,
        trigger=content.get("trigger", ""),
        on_the_spot=content.get("on_the_spot", ""),
        immediate=content.get("immediate", ""),
    )


def spoken(content: Content, *, channel: str, files: Sequence[File], now: datetime) -> Arrival:
    """What a member typed at the phone or the counter: the same checks, the moment of receipt, the script read out."""
    faults: dict[str, str] = {}
    received_at = _moment(content.get("received_at", ""), faults)
    if received_at and received_at > now:
        faults["received_at"] = _("The moment of receipt cannot lie in the future.")
    late = received_at is not None and (now - received_at).total_seconds() > 3600
    if late and not content.get("typed_late", "").strip():
        faults["typed_late"] = _("Say why it is typed in later than it was received.")
    try:
        came = arrival(content, channel=channel, files=files, now=now)
    except Faulty as other:
        raise Faulty({**other.faults, **faults}) from None
    if faults:
        raise Faulty(faults)
    return replace(
        came,
        received_at=received_at,
        typed_late=content.get("typed_late", ""),
        immediate=content.get("immediate", ""),
        acknowledged=content.get("acknowledged") == "yes",
    )


def _check_kind(content: Content, standing: RulesInForce, _now: datetime) -> dict[str, str]:
    return {} if content.get("kind") in standing.kinds() else {"kind": _("Choose what you want to send us.")}


def _check_words(content: Content, _standing: RulesInForce, _now: datetime) -> dict[str, str]:
    words = content.get("words", "").strip()
    return _long("words", words) if words else {"words": _("Tell us what happened.")}


def _check_wanted(content: Content, _standing: RulesInForce, _now: datetime) -> dict[str, str]:
    return _long("wanted", content.get("wanted", ""))


def _check_when(content: Content, _standing: RulesInForce, now: datetime) -> dict[str, str]:
    if not any(str(content.get(key, "")).strip() for key in ("day", "month", "year")):
        return {}
    happened = _happened_on(content)
    if happened is None:
        return {"day": _("Give a real date, such as 27 3 2026. Leave it empty if you do not know.")}
    if happened > timezone.localdate(now):
        return {"day": _("This date has not come yet.")}
    return {"year": _("Check the year.")} if happened.year < 1900 else {}


def _check_about(content: Content, _standing: RulesInForce, _now: datetime) -> dict[str, str]:
    faults = {
        **_long("order", content.get("order", ""), SHORT),
        **_long("batch", content.get("batch", ""), SHORT),
    }
    for key, model in (("product", Product), ("site", Site), ("category", Category)):
        if content.get(key) and not model.objects.filter(pk=content[key]).exists():
            faults[key] = _("Choose one of the answers offered.")
    return faults


def _check_contact(content: Content, standing: RulesInForce, _now: datetime) -> dict[str, str]:
    return contact.check(content, country=standing.organisation.country)[1]


def _check_help(content: Content, standing: RulesInForce, _now: datetime) -> dict[str, str]:
    faults = _long("needs", content.get("needs", ""))
    faults |= _long("representative_name", content.get("representative_name", ""), SHORT)
    faults |= _long("representative_relation", content.get("representative_relation", ""), SHORT)
    if content.get("language") and content["language"] not in standing.offered():
        faults["language"] = _("Choose one of the languages offered.")
    if content.get("for_other") == "yes" and not content.get("representative_name", "").strip():
        faults["representative_name"] = _("Tell us your own name: you write for someone else.")
    return faults


def _long(key: str, text: str, most: int = LONGEST) -> dict[str, str]:
    if len(text) <= most:
        return {}
    words = {"most": dates.number(most), "now": dates.number(len(text))}
    return {key: _("Use at most %(most)s characters; this has %(now)s. You can add the rest as a file.") % words}


def _happened_on(content: Content) -> date | None:
    try:
        return date(*(int(str(content.get(key, "")).strip()) for key in ("year", "month", "day")))
    except ValueError:
        return None


def _representative(content: Content) -> dict[str, str]:
    said = {
        "name": content.get("representative_name", "").strip(),
        "relation": content.get("representative_relation", "").strip(),
    }
    return {key: value for key, value in said.items() if value} if content.get("for_other") == "yes" else {}


def _moment(text: str, faults: dict[str, str]) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        faults["received_at"] = _("Give a real day and time.")
        return None
    return moment if moment.tzinfo else None
