"""One case for one reader: what the complainant may see, and what staff see, as plain values with words in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from amends.cases import editions, vault, visibility
from amends.cases.acts import perform
from amends.cases.errors import Forbidden
from amends.cases.known import Known
from amends.cases.models import Attachment, Case, Entry
from amends.cases.views import form_answers, masking, side_panel, wording
from amends.organisation.models import Member, Organisation
from amends.platform import json_values
from amends.platform.json_values import Json, JsonTable
from amends.procedure import engine, promises
from amends.procedure.clock import calendar as working_time
from amends.procedure.clock.calendar import Calendar
from amends.procedure.schema import Act, Form, Procedure, Route, Stage, say
from amends.procedure.state import Promise, State, Who
from amends.procedure.verbs import VERBS, Verb

# Entries whose words staff wrote for the complainant; what they fill in elsewhere stays among staff.
SPOKEN = frozenset({"received", *(rule.entry for rule in VERBS.values() if rule.spoken)})


@dataclass(frozen=True, slots=True)
class FileView:
    id: str
    name: str
    size: int
    media_type: str
    picture: bool  # a re-encoded copy can be shown
    drawing: str  # how far that copy is; empty where it is no picture
    opens: bool  # there is something that this reader may open: never the untouched picture of somebody else


@dataclass(frozen=True, slots=True)
class EntryView:
    """One line of the story: when, who, what in a sentence, the words with their labels, the files."""

    no: int
    at: datetime
    by: str
    kind: str
    group: str
    says: str
    words: tuple[tuple[str, str], ...]
    files: tuple[FileView, ...]
    public: bool  # the complainant sees it too
    theirs: bool  # the complainant did it
    names: str = ""  # the number of another case


@dataclass(frozen=True, slots=True)
class PromiseView:
    """One promise: what, by when, how far, and the whole derivation of its date."""

    key: str
    title: str
    owed: Promise
    standing: str  # kept · late · soon · running · resting · dropped
    public: bool
    extendable: bool
    working_days_left: int


@dataclass(frozen=True, slots=True)
class StepView:
    """A public status on the path: reached when, present or still ahead, and by when the next is promised."""

    label: str
    at: datetime | None
    present: bool
    promised: datetime | None = None


@dataclass(frozen=True, slots=True)
class PointView:
    point: str
    finding: str
    outcome: str
    remedy: str
    remedy_words: str
    remedy_on: str
    remedy_key: str = ""
    amount: str = ""
    currency: str = ""
    money: str = ""  # both, in the reader's form


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision or its draft, point by point."""

    no: int
    round: int
    at: datetime
    by: str
    outcome: str
    summary: str
    alternatives: str
    points: tuple[PointView, ...]


@dataclass(frozen=True, slots=True)
class OfferView:
    """A next step, with every reason in words while it is shut."""

    key: str
    verb: Verb
    act: Act
    title: str
    help: str
    to: str
    form: Form | None
    open: bool
    prompt: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything one page shows of a case."""

    case: Case
    procedure: Procedure
    state: State
    language: str
    status: str
    status_says: str
    stage: str
    path: tuple[StepView, ...]
    promises: tuple[PromiseView, ...]
    story: tuple[EntryView, ...]
    offers: tuple[OfferView, ...]
    decision: DecisionView | None  # the one in force for the complainant
    draft: DecisionView | None
    question: str
    rounds_left: int
    routes: tuple[Route, ...]
    files: tuple[FileView, ...]
    values: Mapping[str, Json]  # of all forms, words opened
    beside: side_panel.SidePanel  # nothing of it for the complainant
    seen: int  # the last entry shown: acts send it back, so that nothing is overwritten
    unnamed: frozenset[str] = frozenset()  # numbers of other cases that it names and this reader may not see


def for_complainant(case: Case, *, language: str, now: datetime) -> CaseView:
    """What the complainant may see: public entries, public promises, their own files, the decision that was sent."""
    return _seen(case, Who("complainant"), language=language, now=now, public_only=True)


def for_staff(case: Case, member: Member, *, language: str, now: datetime) -> CaseView:
    """What a member sees; Forbidden when this case is not theirs to see."""
    everyone = visibility.for_everyone(case.edition_id, case.kind)
    if not visibility.may_see(member, case, now, everyone=everyone):
        raise Forbidden(case.number)
    asking = perform.staff(member, site=case.site_id or "", department=case.department_id or "", now=now)
    seen = _seen(case, asking, language=language, now=now, public_only=False)
    return _without_closed_doors(seen, member, now)


def _without_closed_doors(seen: CaseView, member: Member, now: datetime) -> CaseView:
    """A case names others that are tied to it: those that its reader may not see stay without their number.

    What happened with a case that is about its reader is left out altogether.
    """
    state = seen.state
    named = {state.joined, *state.links, *(one.number for one in state.opened), *(line.names for line in seen.story)}
    unnamed = visibility.unseen(member, named - {""}, now)
    if not unnamed:
        return seen
    about = visibility.closed_to(member, unnamed)
    story = (_line_without(line, unnamed) for line in seen.story if line.names not in about)
    offers = (
        replace(one, reasons=tuple(masking.without_cases(why, unnamed) for why in one.reasons)) for one in seen.offers
    )
    return replace(seen, story=tuple(story), offers=tuple(offers), unnamed=unnamed)


def _line_without(line: EntryView, numbers: frozenset[str]) -> EntryView:
    words = tuple((label, masking.without_cases(said, numbers)) for label, said in line.words)
    names = "" if line.names in numbers else line.names
    return replace(line, says=masking.without_cases(line.says, numbers), words=words, names=names)


def promises_of(case: Case, *, language: str, now: datetime) -> tuple[PromiseView, ...]:
    """Every promise of a case, the internal ones too."""
    procedure = editions.procedure(case.edition_id)
    state = State.from_json(case.state)
    return _promises(procedure, calendar_of(case), state, language, now, public_only=False)


def calendar_of(case: Case) -> Calendar:
    """The calendar version that the case is counted by at present."""
    return editions.CALENDARS[json_values.text(case.answers["calendar"])]


@dataclass(frozen=True, slots=True)
class FileOpened:
    """A file as it is stored: the original, and the picture drawn anew where there is one."""

    name: str
    media_type: str
    stored: str
    shown: str
    theirs: bool
    picture: bool  # its original may say where it was taken


def file_for_complainant(case: Case, file_id: str) -> FileOpened | None:
    """A file that the complainant may open; None when there is none, or none for them."""
    return _opened(Attachment.objects.filter(case=case, pk=file_id, public=True, erased_at=None).first())


def file_for_staff(case: Case, file_id: str) -> FileOpened | None:
    """A file of a case that this member already sees; who may open the untouched picture is asked of `access`."""
    return _opened(Attachment.objects.filter(case=case, pk=file_id, erased_at=None).first())


def _opened(one: Attachment | None) -> FileOpened | None:
    if one is None:
        return None
    return FileOpened(one.name, one.media_type, one.stored, one.shown, one.by == "complainant", bool(one.drawing))


def _seen(case: Case, who: Who, *, language: str, now: datetime, public_only: bool) -> CaseView:
    procedure = editions.procedure(case.edition_id)
    state = State.from_json(case.state)
    calendar = editions.CALENDARS[state.calendar]
    entries = list(Entry.objects.filter(case=case).order_by("no"))
    contents = vault.contents_of(case.pk)
    if not public_only:
        contents = masking.without_password(contents, case.number)
    files = {
        str(one.id): _file(one, public_only)
        for one in Attachment.objects.filter(case=case, erased_at=None)
        if one.public or not public_only
    }
    names = wording.Names(procedure, language, entries, kind=case.kind)
    stage = procedure.stages[state.stage]
    story = [_told(entry, names, contents, files, public_only) for entry in entries]
    return CaseView(
        case=case, procedure=procedure, state=state, language=language,
        status=say(stage.public, language), status_says=say(stage.says, language), stage=say(stage.title, language),
        path=_path(procedure, state, entries, language),
        promises=_promises(procedure, calendar, state, language, now, public_only),
        story=tuple(told for told in story if told.public or not public_only),
        offers=_offers(case, procedure, state, who, names, now),
        decision=decision(entries, contents, names, state.decided_no),
        draft=None if public_only else decision(entries, contents, names, state.drafted_no),
        question=_question(entries, contents, state),
        rounds_left=engine.rounds_left(procedure, state),
        routes=engine.routes(procedure, _country()) if state.recusal_waived or _unsettled(procedure, stage) else (),
        files=tuple(files.values()), values=vault.opened(state.values, contents), seen=case.last_no,
        beside=side_panel.SidePanel() if public_only else side_panel.beside(state, entries, contents, names, now),
    )  # fmt: skip


def _country() -> str:
    return Organisation.objects.values_list("country", flat=True).get(id=1)


def _told(
    entry: Entry, names: wording.Names, contents: vault.Contents, files: Mapping[str, FileView], public_only: bool
) -> EntryView:
    sentence = wording.sentence(entry, names)
    theirs = entry.by == "complainant"
    shown = not public_only or theirs or entry.kind in SPOKEN
    answered = () if public_only else form_answers.chosen(entry, names)
    listed = entry.fields.get("files", [])
    return EntryView(
        no=entry.no, at=entry.at, by=names.person(entry.by), kind=entry.kind, group=sentence.group,
        says=sentence.public if public_only else sentence.staff,
        words=(*answered, *(wording.words(entry, contents, names) if shown else ())),
        files=tuple(files[one["file"]] for one in listed if one["file"] in files),
        public=bool(sentence.public) and entry.fields.get("public", True) and _to_complainant(entry), theirs=theirs,
        names=_other_case(entry),
    )  # fmt: skip


def _other_case(entry: Entry) -> str:
    """The other case that this entry speaks of; empty when it speaks of none."""
    said = entry.fields
    return said.get("leading") or said.get("number", "")


def _to_complainant(entry: Entry) -> bool:
    """Letters to departments and colleagues are none of the complainant's."""
    return entry.kind != "sent" or entry.fields.get("to_whom") == "complainant"


def _file(one: Attachment, public_only: bool) -> FileView:
    own = public_only and one.by == "complainant"
    opens = own or bool(one.shown) or not one.drawing
    return FileView(str(one.id), one.name, one.size, one.media_type, bool(one.shown), one.drawing, opens)


def _path(procedure: Procedure, state: State, entries: Sequence[Entry], language: str) -> tuple[StepView, ...]:
    """The public statuses reached, then the ones still ahead on the straight way to the end."""
    first = procedure.stages[procedure.kinds[state.kind].first]
    reached = [(say(first.public, language), entries[0].at)]
    for entry in entries[1:]:
        if (to := entry.fields.get("to")) and (label := say(procedure.stages[to].public, language)) != reached[-1][0]:
            reached.append((label, entry.at))
    steps = [StepView(label, at, present=False) for label, at in reached[:-1]]
    duties = procedure.duties
    public = [one.due.at for one in state.open_duties if one.duty in duties and duties[one.duty].public]
    promised = min(public, default=None)
    steps.append(StepView(reached[-1][0], reached[-1][1], present=True, promised=promised))
    return (*steps, *(StepView(label, None, present=False) for label in _ahead(procedure, state, language)))


def _ahead(procedure: Procedure, state: State, language: str) -> list[str]:
    labels: list[str] = []
    stage, passed = state.stage, {state.stage}
    last = say(procedure.stages[stage].public, language)
    while not procedure.stages[stage].closes and not procedure.stages[stage].monitored:
        following = next((act.to for act in procedure.acts.values() if _straight(act, stage, state, passed)), None)
        if following is None:
            break
        stage = following
        passed.add(stage)
        label = say(procedure.stages[stage].public, language)
        if label != last:
            labels.append(label)
            last = label
    return labels


def _straight(act: Act, stage: str, state: State, passed: set[str]) -> bool:
    return (
        act.to is not None and stage in act.stages and act.to not in passed and not act.new_round
        and act.verb != "refuse" and (not act.kinds or state.kind in act.kinds)
    )  # fmt: skip


def _promises(
    procedure: Procedure, calendar: Calendar, state: State, language: str, now: datetime, public_only: bool
) -> tuple[PromiseView, ...]:
    seen = [
        _promise(procedure, calendar, state, owed, language, now)
        for owed in state.owed
        if owed.duty in procedure.duties
    ]
    return tuple(one for one in seen if one.public or not public_only)


def _promise(
    procedure: Procedure, calendar: Calendar, state: State, owed: Promise, language: str, now: datetime
) -> PromiseView:
    duty = procedure.duties[owed.duty]
    left = working_time.working_days_between(calendar, engine.local_day(calendar, now), due_day(calendar, owed.due.at))
    return PromiseView(
        key=owed.duty, title=say(duty.title, language), owed=owed, standing=standing(procedure, state, owed, now),
        public=duty.public, extendable=owed.open and not promises.may_extend(procedure, state, owed.duty, now),
        working_days_left=left,
    )  # fmt: skip


def standing(procedure: Procedure, state: State, owed: Promise, now: datetime) -> str:
    """One of the four meanings: kept, soon, late, resting; or running, or dropped with its case."""
    if owed.dropped_at or (procedure.duties[owed.duty].waits and owed.missed_at):
        return "dropped"
    if owed.late(now):
        return "late"
    if owed.met_at:
        return "kept"
    if state.resting and not procedure.duties[owed.duty].statutory:
        return "resting"
    return "soon" if owed.warned else "running"


def _offers(
    case: Case, procedure: Procedure, state: State, who: Who, names: wording.Names, now: datetime
) -> tuple[OfferView, ...]:
    return tuple(
        OfferView(
            key=offer.act.key, verb=offer.act.verb, act=offer.act, title=names.text(offer.act.title),
            help=names.text(offer.act.help),
            to=names.stage(offer.act.to) if offer.act.to else "", form=procedure.forms.get(offer.act.form or ""),
            open=offer.open, prompt=offer.act.prompt, reasons=tuple(names.reason(one) for one in offer.reasons),
        )
        for offer in engine.offers(procedure, state, who, known=Known(case, now))
    )  # fmt: skip


def _unsettled(procedure: Procedure, stage: Stage) -> bool:
    """Our own rounds are over and the complainant has not agreed: what is left lies outside (ISO 10002, 7.9)."""
    agreed = any(act.to == stage.key for act in procedure.acts_of("accept"))
    return stage.monitored or (stage.closes and not agreed)


def decision(entries: Sequence[Entry], contents: vault.Contents, names: wording.Names, no: int) -> DecisionView | None:
    """The draft behind a decided entry, or the draft itself; None when there is none."""
    entry = next((one for one in entries if one.no == no), None)
    if entry is None:
        return None
    draft = entry if entry.kind == "drafted" else next(one for one in entries if one.no == entry.fields["draft"])
    said = vault.opened(draft.fields, contents)
    return DecisionView(
        no=entry.no, round=entry.fields.get("round", 0), at=entry.at, by=names.person(entry.by),
        outcome=entry.fields.get("outcome", ""), summary=json_values.text(said.get("summary")),
        alternatives=json_values.text(said.get("alternatives")),
        points=tuple(_point(point, names) for point in json_values.tables(said["points"])),
    )  # fmt: skip


def _point(stored: JsonTable, names: wording.Names) -> PointView:
    point = {key: json_values.text(value) for key, value in stored.items()}
    return PointView(
        point=point.get("point", ""), finding=point.get("finding", ""), outcome=point.get("outcome", ""),
        remedy=names.remedy(point.get("remedy", "")), remedy_words=point.get("remedy_words", ""),
        remedy_on=point.get("remedy_on", ""), remedy_key=point.get("remedy", ""),
        amount=point.get("amount", ""), currency=point.get("currency", ""),
        money=wording.money(point.get("amount", ""), point.get("currency", "")),
    )  # fmt: skip


def _question(entries: Sequence[Entry], contents: vault.Contents, state: State) -> str:
    entry = next((one for one in entries if one.no == state.asked_no), None)
    if entry is None:
        return ""
    return json_values.text(vault.opened(entry.fields, contents).get("question")) or _("(erased)")


def due_day(calendar: Calendar, due: datetime) -> date:
    """The day a due moment belongs to: it is half-open, so midnight ends the day before."""
    return engine.local_day(calendar, due - promises.INSTANT)
