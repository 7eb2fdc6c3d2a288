"""Who was trained in what: read from the records of the sessions, kept where every assignment can ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, Subquery

from amends.cases import editions, failures
from amends.cases.models import Case
from amends.organisation.models import Member, Trained
from amends.platform import author, json_values

PACK = "training"
STEP = "sessions"  # of failures


def step(now: datetime, *, among: Sequence[int] | None = None) -> int:
    """Looks again at each session that went on since."""
    seen = Trained.objects.filter(number=OuterRef("number")).values("seen_no")[:1]
    changed = Case.objects.filter(inside=True, pack=PACK, state__values__has_keys=["attended", "valid_until"])
    changed = changed.annotate(seen=Subquery(seen)).filter(Q(seen=None) | ~Q(seen=F("last_no")))
    return failures.in_turn(STEP, changed.order_by("id"), _rewrite_all, now=now, most=100, among=among)


def _rewrite_all(ids: Sequence[int]) -> int:
    for session in Case.objects.filter(pk__in=ids).order_by("id"):
        _rewrite(session)
    return len(ids)


def _rewrite(session: Case) -> None:
    """Whoever passed its check, once there is one; until then whoever came."""
    said = session.answers
    ids = author.member_ids(json_values.texts(said.get("passed") or said["attended"]))
    Trained.objects.filter(number=session.number).delete()
    Trained.objects.bulk_create(
        Trained(
            member_id=pk,
            subject=json_values.text(said["subject"]),
            until=date.fromisoformat(json_values.text(said["valid_until"])),
            number=session.number,
            seen_no=session.last_no,
        )
        for pk in Member.objects.filter(pk__in=ids).values_list("pk", flat=True)
    )


def subjects(now: datetime, language: str, *, standing: editions.RulesInForce | None = None) -> dict[str, str]:
    """What people are trained in, as the training procedure in force names it."""
    found: dict[str, str] = {}
    for procedure in (standing or editions.standing(now)).insides():
        for form in procedure.forms.values() if procedure.key == PACK else ():
            for field in form.fields:
                if field.key == "subject":
                    found |= {one.key: one.title.get(language) or one.key for one in field.options}
    return found
