"""Asking a department: what is asked, a link that shows only that, and the reply, without the complainant's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core import signing
from django.utils.translation import gettext as _

from amends.cases import editions, vault
from amends.cases.acts import perform
from amends.cases.acts.perform import By, Values
from amends.cases.errors import InvalidForm
from amends.cases.history import Locked
from amends.cases.models import Case, Entry
from amends.cases.views import case_view
from amends.organisation.models import Department
from amends.platform import json_values
from amends.procedure.payloads import act_payloads
from amends.procedure.schema import Form, say
from amends.procedure.state import Request, State

SALT = "amends.request"


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as the department sees it: no word, name or address of the complainant."""

    case: Case
    no: int
    department: str
    department_title: str
    asked_at: datetime
    question: str
    product: str
    goods: tuple[str, ...]
    due_on: date | None
    replied: bool
    open: bool  # the case still waits for it
    form: Form | None  # what the pack asks beside the reply itself

    @property
    def named(self) -> list[tuple[str, str]]:
        """The goods by what they are: order, shipment, lot."""
        titles = {"order": _("Order"), "shipment": _("Shipment"), "lot": _("Lot")}
        found = {what: [one.partition(":")[2] for one in self.goods if one.startswith(f"{what}:")] for what in titles}
        return [(titles[what], ", ".join(numbers)) for what, numbers in found.items() if numbers]


def request(
    case: Case, key: str, *, department: str, question: str, by: By, now: datetime, seen: int | None = None
) -> Case:
    """Asks a department; the letter that the pack names for it brings the question and the link."""
    with perform.on(case, seen=seen) as locked:
        faults: dict[str, str] = {}
        if not Department.objects.filter(pk=department).exists():
            faults["to_department"] = _("Choose one of the answers offered.")
        if not question.strip():
            faults["question"] = _("Write something here.")
        if faults:
            raise InvalidForm(faults)
        said = act_payloads.Requested(to_department=department, question=perform.typed_words(question, "question"))
        return perform.perform(locked, locked.procedure.acts[key], said, by=by, now=now, values={}).case


def reply(case: Case, no: int, *, words: str, by: By, now: datetime, values: Values | None = None) -> Case:
    """What the department found, once for each request; written by itself, or by staff who heard it."""
    with perform.on(case) as locked:
        waiting = _waiting(locked, no)
        if waiting is None:
            raise InvalidForm({"words": _("This request has its reply already.")})
        reply = perform.typed_words(words, "words")
        said = act_payloads.Replied(request=no, to_department=waiting.department, reply=reply)
        return perform.by_verb(locked, said, by=by, now=now, values=values).case


def link(case: Case, no: int) -> str:
    """The signed word by which a department opens its request, and nothing else."""
    return signing.dumps([case.pk, no], salt=SALT)


def request_of_link(given: str, *, language: str) -> RequestView | None:
    """The request behind a link, or None when the link is forged or cut short."""
    try:
        pk, no = signing.loads(given, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    case = Case.objects.select_related("product").filter(pk=pk).first()
    return seen_by_department(case, no, language=language) if case else None


def seen_by_department(case: Case, no: int, *, language: str) -> RequestView | None:
    state = State.from_json(case.state)
    asked = next((one for one in state.requests if one.no == no), None)
    if asked is None:
        return None
    entry = Entry.objects.get(case=case, no=no)
    question = json_values.text(vault.opened(entry.fields, vault.contents_of(case.pk)).get("question")) or _("(erased)")
    owed = next((one for one in state.owed if one.about == no), None)
    title = Department.objects.filter(pk=asked.department).values_list("titles", flat=True).first() or {}
    return RequestView(
        case=case,
        no=no,
        department=asked.department,
        department_title=say(title, language),
        asked_at=asked.at,
        question=question,
        product=say(case.product.titles, language) if case.product else "",
        goods=tuple(case.goods),
        replied=bool(asked.replied_no),
        open=case.closed_at is None and not asked.replied_no,
        form=_form(case),
        due_on=case_view.due_day(case_view.calendar_of(case), owed.due.at) if owed else None,
    )


def _form(case: Case) -> Form | None:
    procedure = editions.procedure(case.edition_id)
    forms = (act.form for act in procedure.acts_of("reply") if "department" in act.who)
    return procedure.forms.get(next(forms, None) or "")


def waiting(state: State) -> tuple[Request, ...]:
    """The requests of a case that no department has answered yet."""
    return tuple(one for one in state.requests if not one.replied_no)


def _waiting(locked: Locked, no: int) -> Request | None:
    return next((one for one in waiting(locked.state) if one.no == no), None)
