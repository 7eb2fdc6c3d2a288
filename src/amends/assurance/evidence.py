"""What can be shown for a clause today: figures, records and documents as they live, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from amends.assurance.documents import document_control
from amends.assurance.evidence_data import YEAR, EvidenceData
from amends.cases.models import Case
from amends.organisation import training
from amends.organisation.models import Channel
from amends.platform import dates
from amends.procedure import diagram
from amends.procedure.schema import say
from amends.reports import figures, formats
from amends.reports.models import Snapshot


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that can be shown: in words, where it is, and whether it is not there."""

    key: str
    says: str
    missing: bool = False
    leads: tuple[str, ...] = ()  # the name of a page and what its address carries


Finder = Callable[[EvidenceData, str], Evidence]


def find(ground: EvidenceData, key: str) -> Evidence:
    """The evidence of this key, as "figure:volume" or "document:policy"."""
    name, _colon, about = key.partition(":")
    return FINDERS[name](ground, about)


def _figure(ground: EvidenceData, key: str) -> Evidence:
    definition, found = figures.FIGURES[key], ground.figures[key]
    says = f"{definition.title}: {formats.value(definition, found)}"
    known = found.value is not None
    words = says if known else _("%(figure)s: nothing was counted in twelve months") % {"figure": definition.title}
    return Evidence(f"figure:{key}", words, missing=not known, leads=("desk-figure", key))


def _document(ground: EvidenceData, kind: str) -> Evidence:
    mine = [one for one in ground.documents if one.kind == kind and one.in_force]
    if kind == "standard":  # registered is enough: nobody here puts a law in force
        mine = [one for one in ground.documents if one.kind == kind]
    old = [one.title for one in mine if one.review_on and one.review_on < ground.today]
    key = f"document:{kind}"
    if not mine:
        return Evidence(key, _("no document of this kind is in force"), missing=True, leads=("desk-documents",))
    words = ", ".join(one.title for one in mine)
    if old:
        words = _("to be looked at again: %(titles)s") % {"titles": ", ".join(old)}
    return Evidence(key, words, missing=bool(old), leads=("desk-documents",))


def _work(ground: EvidenceData, about: str) -> Evidence:
    pack, _slash, kind = about.partition("/")
    opened, ended, late = ground.works.get((pack, kind), (0, 0, 0))
    procedure = next((one for one in ground.standing.insides() if one.key == pack), None)
    title = say(procedure.kinds[kind].title, ground.language) if procedure and kind in procedure.kinds else kind
    names = {"title": title, "opened": opened, "ended": ended, "late": late}
    words = _("%(title)s: %(opened)s in twelve months, %(ended)s ended, %(late)s late") % names
    return Evidence(f"work:{about}", words, missing=not opened or bool(late), leads=("desk-work", pack, kind))


def _procedures(ground: EvidenceData, _about: str) -> Evidence:
    """The procedures in force are controlled documents: each by its edition, and since when."""
    said = [
        _("%(title)s, edition %(edition)s, in force since %(day)s")
        % {
            "title": say(one.procedure.title, ground.language),
            "edition": one.procedure.edition,
            "day": dates.short_day(timezone.localdate(one.since), with_year=True),
        }
        for one in ground.published
    ]
    return Evidence("procedures", "; ".join(said), missing=not said, leads=("desk-documents",))


def _terms(ground: EvidenceData, _about: str) -> Evidence:
    kinds = {say(kind.title, ground.language) for one in ground.procedures for kind in one.kinds.values()}
    terms = {say(term.title, ground.language) for one in ground.procedures for term in one.terms.values()}
    words = sorted(kinds | terms)
    return Evidence("terms", ", ".join(words), missing=not words, leads=("desk-procedures",))


def _principles(ground: EvidenceData, _about: str) -> Evidence:
    said = [one for procedure in ground.procedures for one in procedure.principles]
    count = len(said)
    words = ngettext("%(count)s principle is published", "%(count)s principles are published", count)
    return Evidence("principles", words % {"count": count}, missing=not said, leads=("desk-procedures",))


def _public(ground: EvidenceData, _about: str) -> Evidence:
    promises = sum(duty.public for one in ground.procedures for duty in one.duties.values())
    words = _("the public page says %(count)s promises, by the data that drives the clock") % {"count": promises}
    return Evidence("public", words, missing=not promises, leads=("portal-front",))


def _channels(ground: EvidenceData, _about: str) -> Evidence:
    known = list(Channel.objects.filter(public=True))
    old = [str(one) for one in known if one.checked_on is None or one.checked_on < ground.today - YEAR]
    words = ngettext("%(count)s public way in", "%(count)s public ways in", len(known)) % {"count": len(known)}
    if old:
        words = _("not looked at for a year: %(names)s") % {"names": ", ".join(old)}
    return Evidence("channels", words, missing=not known or bool(old), leads=("desk-channels",))


def _languages(ground: EvidenceData, _about: str) -> Evidence:
    offered = ground.standing.organisation.languages
    words = _("offered in: %(languages)s") % {"languages": ", ".join(map(_language, offered))}
    return Evidence("languages", words, missing=not offered, leads=("portal-front",))


def _language(code: str) -> str:
    """By its name, in the language of the reader."""
    return str(dates.locale(code).get_display_name(dates.locale(get_language() or "en")) or code)


def _needs(ground: EvidenceData, _about: str) -> Evidence:
    words = _("everybody is asked what makes it hard; %(count)s said so in twelve months")
    words %= {"count": ground.said["needs"]}
    return Evidence("needs", words, leads=("desk-figures",))


def _wanted(ground: EvidenceData, _about: str) -> Evidence:
    said = ground.said["wanted"]
    return Evidence(
        "wanted", _("%(count)s said what they would like, kept in their words") % {"count": said}, missing=not said
    )


def _consistency(_ground: EvidenceData, _about: str) -> Evidence:
    return Evidence(
        "consistency",
        _("outcomes and times by handler, site, channel and language, side by side"),
        leads=("desk-figures-consistency",),
    )


def _recusal(ground: EvidenceData, _about: str) -> Evidence:
    """Counted apart: complaints about a colleague that were handled without them, and those that could not be."""
    about = Case.objects.filter(~Q(complained_about=[]), received_at__gte=ground.since)
    if ground.among is not None:
        about = about.filter(pk__in=ground.among)
    names = about.aggregate(all=Count("id"), kept=Count("id", filter=~Q(recusal_waived="")))
    words = _("%(all)s complaints about a colleague in twelve months; in %(kept)s this colleague kept the case") % names
    return Evidence("recusal", words, missing=bool(names["kept"]))


def _vault(ground: EvidenceData, _about: str) -> Evidence:
    gone = Case.objects.filter(erased_at__gte=ground.since)
    if ground.among is not None:
        gone = gone.filter(pk__in=ground.among)
    words = _("words and names are kept apart from the history; those of %(count)s cases were erased in twelve months")
    return Evidence("vault", words % {"count": gone.count()}, leads=("desk-retention",))


def _retention(ground: EvidenceData, _about: str) -> Evidence:
    without = [say(one.title, ground.language) for one in ground.procedures if one.retention is None]
    kept = [
        f"{say(one.title, ground.language)}: {diagram.amount_in(one.retention.keep, ground.language)}"
        for one in ground.procedures
        if one.retention
    ]
    words = _("no rule in: %(names)s") % {"names": ", ".join(without)} if without else "; ".join(kept)
    return Evidence("retention", words, missing=bool(without) or not kept, leads=("desk-retention",))


def _roles(ground: EvidenceData, _about: str) -> Evidence:
    ours = ((key, role) for one in ground.standing.insides() for key, role in one.roles.items() if not role.per_case)
    theirs = ((key, role) for one in ground.procedures for key, role in one.roles.items())
    wanted = {key: say(role.title, ground.language) for key, role in (*ours, *theirs)}
    empty = sorted(title for key, title in wanted.items() if key not in ground.staff.holders)
    words = ngettext("%(count)s role, each held", "%(count)s roles, each held", len(wanted)) % {"count": len(wanted)}
    if empty:
        words = _("nobody holds: %(names)s") % {"names": ", ".join(empty)}
    return Evidence("roles", words, missing=bool(empty), leads=("desk-people",))


def _training(ground: EvidenceData, _about: str) -> Evidence:
    held = training.valid(ground.now)
    lacking = training.lacking(ground.now, staff=ground.staff, held=held)
    valid = len({member for member, _subject in held})
    if lacking:
        names = ", ".join(map(str, ground.staff.among(lacking)))
        return Evidence(
            "training",
            _("training is missing for: %(names)s") % {"names": names},
            missing=True,
            leads=("desk-training",),
        )
    words = ngettext("%(count)s person holds a valid training", "%(count)s people hold a valid training", valid)
    return Evidence("training", words % {"count": valid}, missing=not valid, leads=("desk-training",))


def _read(ground: EvidenceData, _about: str) -> Evidence:
    reading = document_control.reading(ground.documents, staff=ground.staff, standing=ground.standing)
    left = {str(one) for _document, members in reading for one in members}
    left |= {str(one) for edition in ground.published for one in edition.unread}
    there = ground.published or any(one.in_force for one in ground.documents)
    words = _("read by all") if there else _("nothing is in force that could be read")
    if left:
        words = _("not read yet by: %(names)s") % {"names": ", ".join(sorted(left))}
    return Evidence("read", words, missing=bool(left) or not there, leads=("desk-documents",))


def _objectives(ground: EvidenceData, _about: str) -> Evidence:
    count = len(ground.objectives)
    times, hits = (sum(getattr(one, name) for one in ground.objectives) for name in ("times", "hits"))
    words = _("%(count)s objectives, measured %(measured)s times in twelve months, reached %(reached)s times")
    names = {"count": count, "measured": times, "reached": hits}
    return Evidence("objectives", words % names, missing=not count, leads=("desk-objectives",))


def _activities(ground: EvidenceData, _about: str) -> Evidence:
    without, count = sum(not one.plan for one in ground.objectives), len(ground.objectives)
    words = _("%(count)s objectives say how they are to be reached") % {"count": count - without}
    if without:
        words = _("%(without)s of %(count)s objectives say no way there") % {"without": without, "count": count}
    return Evidence("activities", words, missing=bool(without) or not count, leads=("desk-objectives",))


def _planned(ground: EvidenceData, _about: str) -> Evidence:
    planned = sum(len(one.reviews) for one in (*ground.procedures, *ground.standing.insides()))
    words = _("%(count)s reviews make themselves") % {"count": planned}
    return Evidence("reviews-planned", words, missing=not planned, leads=("desk-work", "reviews", ""))


def _snapshots(ground: EvidenceData, _about: str) -> Evidence:
    months = Snapshot.objects.filter(pack="", month__gte=ground.today - YEAR).count()
    words = _("figures of %(count)s months are frozen") % {"count": months}
    return Evidence("snapshots", words, missing=not months, leads=("desk-figures",))


def _history(ground: EvidenceData, _about: str) -> Evidence:
    received = ground.entries.get("received", 0)
    words = _("%(count)s histories begun in twelve months, each entry chained to the one before") % {"count": received}
    return Evidence("history", words + ground.span, missing=not received, leads=("desk-verify",))


def _of_entries(words: Callable[[], str], *kinds: str) -> Finder:
    """How often something was written down, in words that carry the number."""

    def finder(ground: EvidenceData, _about: str) -> Evidence:
        count = sum(ground.entries.get(kind, 0) for kind in kinds)
        return Evidence(kinds[0], words() % {"count": count} + ground.span, missing=not count, leads=("desk-pool",))

    return finder


def _tracked(ground: EvidenceData, _about: str) -> Evidence:
    received = ground.entries.get("received", 0)
    words = _("%(count)s can be followed with number and password, or asked about on the phone") % {"count": received}
    return Evidence("tracked", words + ground.span, missing=not received, leads=("portal-track",))


FINDERS: Mapping[str, Finder] = {
    "figure": _figure,
    "document": _document,
    "work": _work,
    "procedures": _procedures,
    "terms": _terms,
    "principles": _principles,
    "public": _public,
    "channels": _channels,
    "languages": _languages,
    "needs": _needs,
    "wanted": _wanted,
    "consistency": _consistency,
    "recusal": _recusal,
    "vault": _vault,
    "retention": _retention,
    "roles": _roles,
    "training": _training,
    "read": _read,
    "objectives": _objectives,
    "activities": _activities,
    "reviews-planned": _planned,
    "snapshots": _snapshots,
    "history": _history,
    "tracked": _tracked,
    "receipt": _of_entries(lambda: _("%(count)s recorded with a number of their own"), "received"),
    "assessed": _of_entries(lambda: _("%(count)s first assessments written down"), "classified"),
    "classified": _of_entries(lambda: _("%(count)s classifications in twelve months"), "classified"),
    "investigated": _of_entries(lambda: _("%(count)s records of investigation and drafts"), "recorded", "drafted"),
    "decided": _of_entries(lambda: _("%(count)s decisions told with their reasons"), "decided"),
    "agreed": _of_entries(lambda: _("%(count)s accepted or refused by the complainant"), "accepted", "refused"),
}
