"""The audit pack: what an auditor asks for, frozen in one file that anybody can check without this program."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.text import slugify

from amends.assurance import matrix
from amends.assurance.audit_pack import case_register, check, pack_summary, registers
from amends.assurance.audit_pack.audit_pack_request import AuditPackRequest
from amends.cases.models import Case, Edition, Entry, InForce
from amends.platform import json_values
from amends.platform.json_values import Json
from amends.reports import tables
from amends.reports.tables import Cell, Table

FOLDER = Path(__file__).parent
BATCH = 200
NEVER_BEFORE = (1980, 1, 1, 0, 0, 0)  # the earliest moment that a ZIP can carry
File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Made:
    """A pack, and what is in it."""

    content: bytes
    files: int
    cases: int
    sampled: int


def make(asked: AuditPackRequest, *, now: datetime, language: str) -> Made:
    """The whole pack: read once, and nothing in it changes afterwards."""
    case_register.count_all(now)
    lines = case_register.rows(case_register.cases_of(asked.since, asked.until))
    drawn = check.draw(lines, seed=asked.seed, size=asked.size)
    files = dict(_files(asked, lines, drawn, now=now, language=language))
    return Made(_zipped(files), len(files) + 1, len(lines), len(drawn))


def name(asked: AuditPackRequest) -> str:
    return f"audit-pack-{asked.since}-{asked.until}.zip"


def _files(
    asked: AuditPackRequest,
    lines: Sequence[Mapping[str, str]],
    drawn: Mapping[str, Sequence[str]],
    *,
    now: datetime,
    language: str,
) -> Iterator[File]:
    shown = matrix.matrix(now, language=language)
    ours = registers.of_period(asked.since, asked.until)
    yield "README.txt", (FOLDER / "audit_pack.txt").read_bytes()
    yield "check.py", (FOLDER / "check.py").read_bytes()
    content = pack_summary.Content(shown, ours, cases=len(lines), sampled=len(drawn))
    yield "SUMMARY.pdf", pack_summary.summary_pdf(asked, content, now=now, language=language)
    yield from _tables(asked, shown, ours, now=now, language=language)
    yield check.REGISTER, tables.as_csv(case_register.table(lines))
    yield (
        check.SAMPLE,
        tables.as_csv(Table("", ("number", "strata"), [[one, "; ".join(why)] for one, why in drawn.items()])),
    )
    yield check.DRAWING, _json(_drawing(asked, lines, drawn))
    yield from _histories("sample", Case.objects.filter(number__in=list(drawn)))
    yield from _histories("own-work", Case.objects.filter(pk__in=[case.pk for case in ours]))
    yield from _editions(asked)


def _tables(
    asked: AuditPackRequest, shown: Sequence[matrix.ClauseLine], ours: Sequence[Case], *, now: datetime, language: str
) -> Iterator[File]:
    found = {
        "matrix.csv": registers.matrix(shown, language=language),
        "figures.csv": pack_summary.figures_of(asked),
        "objectives.csv": registers.objectives_of(asked.until),
        "own-work.csv": registers.own_work(ours, language=language),
        "actions.csv": registers.actions(ours, today=asked.until),
        "documents.csv": registers.documents_of(now, language=language),
        "training.csv": registers.trained(now, language=language),
        "erased.csv": registers.erased(asked.since, asked.until, language=language),
    }
    yield from ((path, tables.as_csv(one)) for path, one in found.items())


def _drawing(
    asked: AuditPackRequest, lines: Iterable[Mapping[str, str]], drawn: Mapping[str, Sequence[str]]
) -> dict[str, Json]:
    """How the sample was drawn: enough to draw it again."""
    strata = check.strata(lines)
    return {
        "since": asked.since.isoformat(),
        "until": asked.until.isoformat(),
        "seed": asked.seed,
        "size": asked.size,
        "rule": (check.draw.__doc__ or "").strip(),
        "cases": len(drawn),
        "strata": {stratum: len(numbers) for stratum, numbers in sorted(strata.items())},
    }


def _histories(folder: str, cases: Iterable[Case]) -> Iterator[File]:
    """Each case with its entries as they are chained; words and names stay in the vault."""
    found = {case.pk: case for case in cases}
    told: dict[int, list[check.ChainEntry]] = {pk: [] for pk in found}
    for entry in Entry.objects.filter(case__in=list(found)).order_by("case_id", "no").iterator(chunk_size=BATCH):
        if entry.no <= found[entry.case_id].last_no:  # what is written while the pack is made belongs to the next one
            told[entry.case_id].append(_entry(entry))
    for pk, case in sorted(found.items(), key=lambda one: one[1].number):
        history = {"number": case.number, "digest": bytes(case.last_digest).hex(), "entries": told[pk]}
        yield f"{folder}/{case.number}.json", _json(history)


def _entry(entry: Entry) -> check.ChainEntry:
    return {
        "no": entry.no,
        "kind": entry.kind,
        "by": entry.by,
        "at": entry.at.isoformat(),
        "fields": json_values.table(entry.fields),
        "digest": bytes(entry.digest).hex(),
    }


def _editions(asked: AuditPackRequest) -> Iterator[File]:
    """The procedures by which the cases of the period were handled, and which edition took which, from when."""
    rules = list(InForce.objects.select_related("edition").order_by("since", "pk"))
    used = set(
        case_register.cases_of(asked.since, asked.until).order_by().values_list("edition_id", flat=True).distinct()
    )
    stood = {rule.edition_id for rule in rules if _stood(rule, asked)}
    for edition in Edition.objects.filter(pk__in=used | stood).order_by("key", "pk"):
        folder = f"editions/{edition.key}-{slugify(edition.edition) or edition.pk}"
        yield from ((f"{folder}/{path}", text.encode()) for path, text in sorted(edition.files.items()))
    heads = ("procedure", "edition", "from", "until", "kinds", "channels", "products", "categories", "by", "digest")
    yield "in-force.csv", tables.as_csv(Table("", heads, [_rule(one) for one in rules]))


def _stood(rule: InForce, asked: AuditPackRequest) -> bool:
    since, until = timezone.localdate(rule.since), rule.until and timezone.localdate(rule.until)
    return since <= asked.until and (until is None or until >= asked.since)


def _rule(one: InForce) -> list[Cell]:
    lists = [" ".join(found) for found in (one.kinds, one.channels, one.products, one.categories)]
    until = one.until.isoformat() if one.until else ""
    return [one.edition.key, one.edition.edition, one.since.isoformat(), until, *lists, one.by, one.edition.digest]


def _json(said: object) -> bytes:
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {path}\n" for path, content in sorted(files.items()))
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in [*sorted(files.items()), (check.SUMS, sums.encode())]:
            packed.writestr(_member(path), content)
    return whole.getvalue()


def _member(path: str) -> zipfile.ZipInfo:
    """Without a moment of its own: the same records give the same bytes."""
    member = zipfile.ZipInfo(path, NEVER_BEFORE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member
