"""Whatever a person types, in any form of any pack and in any verb, is in the vault and the search alone, and goes."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from django.apps import apps

from amends.cases import editions, history, internal
from amends.cases.acts import consultation, custody, decision, handling, joining, perform
from amends.cases.history import Locked
from amends.cases.models import Case, Entry, PersonalData
from amends.cases.retention import erasure
from amends.procedure import engine, packs
from amends.procedure.pack_files import reader
from amends.procedure.payloads import act_payloads
from amends.procedure.schema import FACT_TYPES, Act, Field, Procedure
from amends.procedure.verbs import VERBS
from tests import cast
from tests.cast import House

pytestmark = pytest.mark.django_db
MARK = "Zwiebelmarke77"
CONTACT = {"name": MARK, "mobile": "+905321234567", "post": f"{MARK} Sokak 4\n35220 İzmir"}
FIRST_FORMS = {"words": MARK, "wanted": MARK, "order": MARK, "batch": MARK, "needs": MARK, "immediate": MARK}
WRITER = {"for_other": "yes", "representative_name": MARK, "representative_relation": MARK}
POINT = {"point": MARK, "finding": MARK, "outcome": "not upheld", "remedy_words": MARK}


@pytest.fixture(autouse=True)
def _open_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every act is open at any time: what is looked at here is what it writes."""
    monkeypatch.setattr(engine, "reasons", lambda *_args: ())
    monkeypatch.setattr(engine, "shut_to_company", lambda *_args: ())
    monkeypatch.setattr(engine, "shut_to_class", lambda *_args: [])


@pytest.mark.parametrize("pack", sorted(one.name for one in packs.folders()))
def test_what_is_typed_is_in_no_entry_and_no_projection_and_goes_with_the_vault(pack: str):
    inside = tomllib.loads(reader.files_of(packs.folders([pack])[0])["procedure.toml"]).get("inside", False)
    house = cast.house("agreement" if inside else pack)
    internal.establish(by="test", now=house.now)
    typed = set(_typed_everywhere(house, pack))
    house.work()
    for entry in Entry.objects.all():
        assert MARK.casefold() not in json.dumps(entry.fields).casefold(), entry
    for case in Case.objects.all():
        assert MARK.casefold() not in json.dumps(case.state).casefold(), case
    kept = PersonalData.objects.filter(content__icontains=MARK).exclude(kind="letter").count()
    assert kept >= len(typed)
    assert _tables_with_the_mark() <= {"PersonalData", "SearchIndex", "Case", "Draft"}
    assert _columns_of_cases_with_the_mark() <= {"goods"}
    _erase_everything(house)
    assert _tables_with_the_mark() == set()


def _typed_everywhere(house: House, pack: str) -> Iterator[str]:
    """Every form and every verb of the pack, done to cases of every kind; the fields in which something was typed."""
    for procedure, case in _begun(house, pack):
        for act in procedure.acts.values():
            form = procedure.forms.get(act.form or "")
            values = {field.key: _answer(field, procedure, house, case) for field in (form.fields if form else ())}
            yield from (field.key for field in (form.fields if form else ()) if field.type not in FACT_TYPES)
            with perform.on(case) as locked:
                for said in _payload(act, locked, house):
                    perform.perform(locked, replace(act, gates=()), said, by=house.leyla, now=house.now, values=values)
        if not procedure.inside:
            _by_every_door(house, cast.fresh(case), procedure)
        handling.recalculate(cast.fresh(case), calendar=_calendar(case), why=MARK, by=house.leyla, now=house.now)
        erasure.hold(cast.fresh(case), reason=MARK, by=house.leyla, now=house.now)


def _begun(house: House, pack: str) -> Iterator[tuple[Procedure, Case]]:
    """A case of each kind of the pack, with everything typed that its first form asks."""
    if pack in {one.key for one in editions.standing(house.now).insides()}:
        edition_id = editions.standing(house.now).inside(pack)
        procedure = editions.procedure(edition_id)
        for kind in procedure.kinds.values():
            form = procedure.forms.get(kind.form or "")
            values = {one.key: _answer(one, procedure, house, None) for one in (form.fields if form else ())}
            yield procedure, internal.begin(pack, kind.key, values=values, by=house.leyla, now=house.now)
        return
    cast.publish(pack, house.now)
    procedure = editions.procedure(
        editions.standing(house.now).choose(kind="complaint", channel="web", product="", category="")
    )
    for kind in procedure.kinds.values():
        form = procedure.forms.get(kind.form or "")
        own = {one.key: _answer(one, procedure, house, None) for one in (form.fields if form else ())}
        case = house.receive(kind=kind.key, contact=CONTACT, answers=own, **FIRST_FORMS, **WRITER).case
        assert case.pack == pack
        yield procedure, case


def _answer(field: Field, procedure: Procedure, house: House, case: Case | None) -> str | list[str]:
    match field.type:
        case "choice" | "choices":
            return [field.options[0].key] if field.type == "choices" else field.options[0].key
        case "cases":
            return [case.number] if case else []
        case "members":
            return [house.rana.by]
        case "coverage":
            return next(iter(procedure.coverage))
    rows = {"category": "colour", "department": "quality", "product": "fabric", "site": "bursa"}
    people = {"member": house.rana.by}
    facts = {"yes or no": "yes", "date": "2026-03-02", "number": "1", "money": "1", "scale": "3"}
    return {**facts, **rows, **people}.get(field.type, MARK)


def _payload(act: Act, locked: Locked, house: House) -> Iterator[act_payloads.Act | None]:
    """What the verb of this act says beside its form; nothing for verbs that `_by_every_door` does."""
    number = locked.case.number
    said: Mapping[str, act_payloads.Act] = {
        "assigned": act_payloads.Assigned(owner=house.rana.by),
        "classified": act_payloads.Classified(category="colour"),
        "appointed": act_payloads.Appointed(hands=dict.fromkeys(act.roles, house.rana.by)),
        "custody": act_payloads.Custody(
            item=f"{number}-9", step=act.step, files=[], what=perform.typed_words(MARK, "what")
        ),
        "accepted": act_payloads.Accepted(round=1),
        "refused": act_payloads.Refused(round=1, reason=perform.typed_words(MARK, "reason")),
        "opened": act_payloads.Opened(opened=number, pack="improvement", kind="action"),
    }
    if VERBS[act.verb].plain:
        yield None
    elif VERBS[act.verb].entry in said:
        yield said[VERBS[act.verb].entry]


def _by_every_door(house: House, case: Case, procedure: Procedure) -> None:
    """The functions of the verbs, each with the mark wherever something can be typed."""
    by, now = house.leyla, house.now
    done = {one.verb: one for one in procedure.acts.values()}
    handling.name_complained_about(case, members=[house.zoe], reason=MARK, by=by, now=now)
    doors = {
        "ask": lambda: handling.ask(case, question=MARK, by=by, now=now),
        "answer": lambda: handling.answer(case, words=MARK, by="complainant", now=now),
        "tell": lambda: handling.tell(case, words=MARK, by=by, now=now),
        "note": lambda: handling.note(case, words=MARK, by=by, now=now),
        "add": lambda: handling.add(case, words=MARK, by="complainant", now=now),
        "rest": lambda: handling.rest(case, reason=MARK, by=by, now=now),
        "resume": lambda: handling.resume(case, by=by, now=now),
        "draft": lambda: decision.draft(case, points=[POINT], summary=MARK, alternatives=MARK, by=by, now=now),
        "return": lambda: decision.send_back(case, comment=MARK, by=by, now=now),
        "decide": lambda: decision.decide(case, by=by, now=now),
        "refuse": lambda: decision.refuse(case, reason=MARK, by="complainant", now=now),
        "request": lambda: consultation.request(
            case, done["request"].key, department="quality", question=MARK, by=by, now=now
        ),
        "reply": lambda: _reply(case, house),
        "custody": lambda: custody.step(case, _first_step(procedure), what=MARK, by=by, now=now),
        "join": lambda: _join(case, house),
    }
    for verb, door in doors.items():
        if verb in done:
            door()


def _first_step(procedure: Procedure) -> str:
    return next(one.key for one in procedure.acts_of("custody") if one.step in custody.FIRST)


def _reply(case: Case, house: House) -> None:
    state = history.State.from_json(cast.fresh(case).state)
    for one in consultation.waiting(state):
        consultation.reply(case, one.no, words=MARK, by="department:quality", now=house.now)


def _join(case: Case, house: House) -> None:
    """A case that is handled with this one gets its draft, sealed anew."""
    other = house.receive(kind=case.kind, contact=CONTACT, **FIRST_FORMS).case
    leading = house.receive(kind=case.kind, contact=CONTACT, **FIRST_FORMS).case
    decision.draft(leading, points=[POINT], summary=MARK, by=house.leyla, now=house.now)
    joining.join(other, leading.number, by=house.leyla, now=house.now)


def _calendar(case: Case) -> str:
    return history.State.from_json(case.state).calendar


def _tables_with_the_mark() -> set[str]:
    found = set()
    for model in apps.get_app_config("amends").get_models():
        for row in model._default_manager.values():
            if MARK.casefold() in str(row).casefold():
                found.add(model.__name__)
                break
    return found


def _columns_of_cases_with_the_mark() -> set[str]:
    return {
        column
        for row in Case.objects.values()
        for column, value in row.items()
        if MARK.casefold() in str(value).casefold()
    }


def _erase_everything(house: House) -> None:
    for case in Case.objects.all():
        with perform.on(case) as locked:
            end = next(key for key, stage in locked.procedure.stages.items() if stage.closes)
            act = next(iter(locked.procedure.acts))
            history.record(locked, act_payloads.Moved(act=act, to=end), by="clock", now=house.now)
        if cast.fresh(case).held:
            erasure.let_go(case, by=house.leyla, now=house.now)
        erasure.erase(case, cause="asked", by=house.leyla, now=house.now)
