"""What complaints are counted by: the topics of a pack, the months of each, and the complaints that belong to one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import CharField, Count, F, Func, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Concat, JSONObject, TruncMonth
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.cases import editions
from amends.cases.models import Case
from amends.organisation.models import Category, Product, Site
from amends.procedure.schema import say

KIND = "complaint"
CAUSE = "cause_where"  # the question of a pack under which the place of the root cause is written down
FACTS = ("category", "product", "site")
BETWEEN = "|"  # the halves of a pair
DAY = timedelta(days=1)
MONTHS = 42  # what a signal looks at, and the months before it
FEWEST = 3  # complaints in all: a topic of less can say nothing yet
BY: Mapping[str, F | Func] = {
    "category": F("category_id"),
    "product": F("product_id"),
    "pair": Concat("product_id", Value(BETWEEN), "category_id", output_field=CharField()),
    "site": F("site_id"),
    "cause": KeyTextTransform(CAUSE, KeyTextTransform("values", "state")),
    "lot": Func(F("goods"), function="unnest", output_field=CharField()),
}
NAMES = {
    "category": gettext_lazy("Category"),
    "product": gettext_lazy("Product or service"),
    "pair": gettext_lazy("Product and category"),
    "site": gettext_lazy("Site"),
    "cause": gettext_lazy("Root cause"),
    "lot": gettext_lazy("Lot"),
}
Counts = Mapping[tuple[str, date], int]


def complaints(pack: str) -> QuerySet[Case]:
    return Case.objects.filter(pack=pack, kind=KIND, inside=False)


def packs() -> list[str]:
    """The procedures that ever took a complaint."""
    return sorted(Case.objects.filter(inside=False, kind=KIND).values_list("pack", flat=True).distinct())


def counts(topic_by: str, *, pack: str, since: date, until: date) -> Counts:
    """Complaints received by topic and month, from the first day up to the last, that day not counted."""
    found = complaints(pack).filter(from_day(since), received_on__lt=until).annotate(topic=BY[topic_by])
    found = found.filter(category__isnull=False, product__isnull=False) if topic_by == "pair" else found
    rows = found.annotate(month=TruncMonth("received_on")).values_list("topic", "month").annotate(count=Count("pk"))
    known = ((_key(topic_by, topic), month, count) for topic, month, count in rows.order_by())
    return {(topic, month): count for topic, month, count in known if topic}


def from_day(day: date) -> Q:
    """Received on this day or later; by its moment too, since only that one has an index that leaves old cases out."""
    return Q(received_on__gte=day, received_at__gte=datetime.combine(day - DAY, time.min, tzinfo=UTC))


def _key(topic_by: str, topic: str | None) -> str:
    """Of the goods that a case names only the lots are a topic."""
    if topic_by != "lot":
        return topic or ""
    what, _sign, number = (topic or "").partition(":")
    return number if what == "lot" else ""


def cases_of_topic(topic_by: str, topic: str, *, pack: str) -> QuerySet[Case]:
    """The complaints that belong to one topic."""
    if topic_by == "cause":
        return complaints(pack).filter(**{f"state__values__{CAUSE}": topic})
    known = facts(topic_by, topic)
    if lot := known.pop("lot", ""):
        return complaints(pack).filter(goods__contains=[f"lot:{lot}"]).exclude(goods=[])
    return complaints(pack).filter(**known)


def facts(topic_by: str, topic: str) -> dict[str, str]:
    """What a topic says of a case: its product, category, site or lot; nothing for a cause."""
    if topic_by == "pair":
        product, _sign, category = topic.partition(BETWEEN)
        return {"product": product, "category": category}
    return {} if topic_by == "cause" else {topic_by: topic}


def months(first: date, last: date) -> list[date]:
    """The first days of all months from one to another, both counted."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [shifted(first, at) for at in range(count)]


def shifted(month: date, by: int) -> date:
    at = month.year * 12 + month.month - 1 + by
    return date(at // 12, at % 12 + 1, 1)


def grouped(found: Counts) -> dict[str, dict[date, int]]:
    """Month by month, for each topic of which enough came in all."""
    topics: dict[str, dict[date, int]] = defaultdict(dict)
    for (topic, month), of_month in found.items():
        topics[topic][month] = of_month
    return {topic: counted for topic, counted in topics.items() if sum(counted.values()) >= FEWEST}


def short(number: float) -> str:
    """With one decimal at most: an expectation is no more exact."""
    return f"{number:.1f}".removesuffix(".0")


def titles(asked: Iterable[tuple[str, str]], language: str, pack: str) -> dict[tuple[str, str], str]:
    """What people call these topics, in one question however many there are; a cause as its pack calls it."""
    return _titled(list(asked), language, pack, _known(language))


def titles_of_each(
    asked: Mapping[str, Sequence[tuple[str, str]]], language: str
) -> dict[str, dict[tuple[str, str], str]]:
    """The same for several procedures at once."""
    known = _known(language) if any(asked.values()) else {}
    return {pack: _titled(found, language, pack, known) for pack, found in asked.items()}


def _titled(
    asked: Sequence[tuple[str, str]], language: str, pack: str, known: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    causes = _causes(pack, language) if any(by == "cause" for by, _topic in asked) else {}
    return {(by, topic): _title(by, topic, known, causes) for by, topic in asked}


def _known(language: str) -> Mapping[tuple[str, str], str]:
    lists = [
        model.objects.values_list(Value(what, output_field=CharField()), "key", "titles")
        for what, model in (("category", Category), ("product", Product))
    ]
    sites = Site.objects.values_list(Value("site", output_field=CharField()), "key", JSONObject(en=F("name")))
    rows = lists[0].union(lists[1], sites, all=True)
    return {(what, key): say(_read(names), language) for what, key, names in rows}


def _causes(pack: str, language: str) -> Mapping[str, str]:
    procedure = editions.newest(pack)
    fields = (one for form in procedure.forms.values() for one in form.fields) if procedure else ()
    return {option.key: say(option.title, language) for one in fields if one.key == CAUSE for option in one.options}


def _read(names: str | Mapping[str, str]) -> Mapping[str, str]:
    return json.loads(names) if isinstance(names, str) else names


def _title(by: str, topic: str, known: Mapping[tuple[str, str], str], causes: Mapping[str, str]) -> str:
    if by == "lot":
        return _("Lot %(number)s") % {"number": topic}
    if by == "cause":
        return causes.get(topic) or topic
    return ", ".join(known.get((what, key)) or key for what, key in facts(by, topic).items())
