"""Which cases are like this one, and why: one person, one order or lot, nearly the same words, one matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeAlias

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from amends.cases import editions, visibility
from amends.cases.models import Case
from amends.improvement import fingerprints, topics
from amends.organisation.models import Member
from amends.platform.json_values import Json
from amends.procedure import engine
from amends.procedure.schema import say

SHOWN, EACH = 6, 20
OF_ONE = 3  # cases whose best reason is the same: a frequent writer must not hide a bad lot
NEAR = 0.4  # of the words, to be called nearly the same
MATTER = timedelta(days=30)
MATTERS = 3  # of one matter only the newest: there may be hundreds
WEIGHT = {"person": 8, "words": 4, "goods": 2, "matter": 1}
NEAREST = 3000  # cases before and after, among which the same matter is looked for
# The texts are gathered first: a planner that reads the newest cases one by one to find the first few is slow.
SqlValue: TypeAlias = bool | int | str | datetime | list[int] | list[str] | None
SQL = (
    """
WITH texts AS MATERIALIZED (
 SELECT case_id, sketch FROM amends_trace
 WHERE texts && %(texts)s::bigint[] AND NOT texts = '{}' AND case_id <> %(own)s),
near (id, why, sketch) AS (
 (SELECT case_id, 'person', NULL::int[] FROM amends_trace
  WHERE contacts && %(contacts)s::bigint[] AND NOT contacts = '{}' AND case_id <> %(own)s
  ORDER BY case_id DESC LIMIT %(each)s)
 UNION ALL
 (SELECT case_id, 'words', sketch FROM texts ORDER BY case_id DESC LIMIT %(many)s)
 UNION ALL
 (SELECT id, 'goods', NULL FROM amends_case
  WHERE goods && %(goods)s::varchar[] AND NOT goods = '{}' AND NOT inside AND id <> %(own)s
  ORDER BY id DESC LIMIT %(each)s)
 UNION ALL
 (SELECT id, 'matter', NULL FROM amends_case
  WHERE %(matter)s AND id BETWEEN %(here)s - %(nearest)s AND %(here)s + %(nearest)s
    AND received_at BETWEEN %(since)s AND %(until)s AND product_id = %(product)s AND category_id = %(category)s
    AND site_id IS NOT DISTINCT FROM %(site)s AND NOT inside AND id <> %(own)s
  ORDER BY id DESC LIMIT %(few)s))
SELECT near.why, near.sketch, c.id, c.number, w.summary, c.edition_id, c.stage, c.received_at, c.closed_at, c.goods
FROM near JOIN amends_case c ON c.id = near.id JOIN amends_searchindex w ON w.case_id = c.id
WHERE
"""
    + visibility.SQL
)


@dataclass(frozen=True, slots=True)
class SimilarityQuery:
    """What the likes of a case are looked for by: of one that exists, or of one that is being typed."""

    received_at: datetime
    contact: Mapping[str, str]
    words: str = ""
    goods: Sequence[str] = ()
    product: str = ""
    category: str = ""
    site: str = ""
    own: int = 0


@dataclass(frozen=True, slots=True)
class Like:
    """A case that is like it, with every reason in words."""

    number: str
    summary: str
    stage: str
    received_at: datetime
    closed_at: datetime | None
    because: tuple[str, ...]
    person: bool  # it is the same person's


def of_case(
    case: Case, values: Mapping[str, Json], *, member: Member, language: str, now: datetime
) -> tuple[Like, ...]:
    """For a case whose words and contact the page has opened already."""
    contact = values.get("contact")
    asked = SimilarityQuery(
        case.received_at,
        {key: str(value) for key, value in contact.items()} if isinstance(contact, dict) else {},
        str(values.get("words") or ""),
        case.goods,
        case.product_id or "",
        case.category_id or "",
        case.site_id or "",
        case.pk,
    )
    return like(asked, member=member, language=language, now=now)


def of_typed(said: Mapping[str, str], *, member: Member, language: str, now: datetime) -> tuple[Like, ...]:
    """For a case that a colleague is typing: nothing of it is kept by this."""
    named = (("order", said.get("order", "")), ("lot", said.get("batch", "")))
    goods = [f"{what}:{tidy}" for what, number in named if (tidy := engine.tidy_number(number))]
    asked = SimilarityQuery(
        now, said, said.get("words", ""), goods, said.get("product", ""), said.get("category", ""), said.get("site", "")
    )
    return like(asked, member=member, language=language, now=now)


def like(asked: SimilarityQuery, *, member: Member, language: str, now: datetime) -> tuple[Like, ...]:
    """In one question to the database, whatever the number of old cases: the likest first, then the newest."""
    found = sorted(_found(asked, member, now), key=lambda one: (-one.weight, -one.id))
    return tuple(_like(one, asked, language) for one in _mixed(found))


@dataclass(slots=True)
class Found:
    """A case that is alike, while its reasons are gathered."""

    id: int
    number: str
    summary: str
    edition_id: int
    stage: str
    received_at: datetime
    closed_at: datetime | None
    goods: Sequence[str]
    why: set[str] = field(default_factory=set)

    @property
    def weight(self) -> int:
        return sum(WEIGHT[one] for one in self.why)

    @property
    def best(self) -> str:
        return max(self.why, key=lambda one: WEIGHT[one])


def _found(asked: SimilarityQuery, member: Member, now: datetime) -> Iterable[Found]:
    sketched = fingerprints.sketch(asked.words)
    found: dict[int, Found] = {}
    with connection.cursor() as cursor:
        cursor.execute(SQL, _parameters(asked, sketched, visibility.parameters(member, now)))
        for why, said, pk, *facts in cursor.fetchall():
            if why != "words" or fingerprints.alike(sketched, said) >= NEAR:
                found.setdefault(pk, Found(pk, *facts)).why.add(why)
    return found.values()


def _mixed(ordered: Sequence[Found]) -> list[Found]:
    """A few for each best reason, the likest first."""
    taken: Counter[str] = Counter()
    mixed: list[Found] = []
    for one in ordered:
        taken[one.best] += 1
        if taken[one.best] <= OF_ONE and len(mixed) < SHOWN:
            mixed.append(one)
    return mixed


def _parameters(asked: SimilarityQuery, sketched: Sequence[int], seen: Mapping[str, SqlValue]) -> dict[str, SqlValue]:
    return {
        "contacts": fingerprints.contacts(asked.contact),
        "goods": list(asked.goods),
        "texts": fingerprints.texts(sketched, _around(timezone.localdate(asked.received_at))),
        "matter": bool(asked.product and asked.category),
        "product": asked.product,
        "category": asked.category,
        "site": asked.site or None,
        "own": asked.own,
        "here": asked.own or _newest(),
        "nearest": NEAREST,
        "since": asked.received_at - MATTER,
        "until": asked.received_at + MATTER,
        "each": EACH,
        "many": 3 * EACH,
        "few": MATTERS,
        **seen,
    }


def _newest() -> int:
    """Where a case that is not there yet would stand."""
    return Case.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _around(day: date) -> list[date]:
    """The month of a case with two on either side: who copies a letter does so within weeks."""
    return [topics.shifted(day, by) for by in range(-2, 3)]


def _like(one: Found, asked: SimilarityQuery, language: str) -> Like:
    stage = editions.procedure(one.edition_id).stages[one.stage]
    words = {
        "person": _("the same e-mail address or mobile number"),
        "words": _("nearly the same words"),
        "goods": _("names the same goods: %(names)s") % {"names": _shared(one.goods, asked.goods)},
        "matter": _("the same product and category in these weeks"),
    }
    return Like(
        one.number,
        one.summary,
        say(stage.title, language),
        one.received_at,
        one.closed_at,
        tuple(words[key] for key in WEIGHT if key in one.why),
        "person" in one.why,
    )


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> str:
    return ", ".join(one.partition(":")[2] for one in ours if one in theirs)
