"""The procedures: which are in force for what, and each edition as it was promised, from its stages to its readings."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.safestring import mark_safe

from amends.cases import editions
from amends.cases.wording import Names
from amends.desk import page, publishing
from amends.desk.door import Request
from amends.dispatch import letters
from amends.organisation import access
from amends.procedure import applies, diagram, proofs
from amends.procedure.language import Procedure, say


def listed(request: Request) -> HttpResponse:
    """The rules in force, then every edition there ever was."""
    language = page.tongue()
    rules = [
        (rule, editions.procedure(rule.edition_id), publishing.takes(rule, editions.procedure(rule.edition_id)))
        for rule in editions.in_force(request.now)
    ]
    published = [(one, say(editions.procedure(one.pk).title, language)) for one in editions.published()]
    context = {"rules": rules, "published": published, "owns": access.owns_procedure(request.user)}
    return page.show(request, "procedures", context)


def shown(request: Request, edition: int) -> HttpResponse:
    one = next((found for found in editions.published() if found.pk == edition), None)
    if one is None:
        raise Http404
    pack, language = editions.procedure(one.pk), page.tongue()
    kinds = [
        (kind, say(part.title, language), diagram.steps(pack, kind, language),
         mark_safe(diagram.draw(pack, language, kind=kind)))  # drawn by us, its words escaped
        for kind, part in pack.kinds.items()
    ]  # fmt: skip
    when = applies.applies(pack, language, timezone.localdate(request.now))
    context = {
        "edition": one, "pack": pack, "kinds": kinds, "when": when, "proofs": _proofs(one.pk),
        "names": Names(pack, language), "letters": _letters(pack, language),
        "owns": access.owns_procedure(request.user),
    }  # fmt: skip
    return page.show(request, "procedure", context)


@lru_cache(maxsize=32)
def _proofs(edition_id: int) -> tuple[proofs.Proof, ...]:
    """Walked once: an edition never changes."""
    return proofs.proofs(editions.procedure(edition_id))


def _letters(pack: Procedure, language: str) -> list[tuple[str, str, str, list[str]]]:
    """Each letter in the reader's language: name, subject, words, and the languages it is written in."""
    found = []
    for name in sorted({name for name, _tongue in pack.letters}):
        tongues = [tongue for one, tongue in pack.letters if one == name]
        letter = pack.letters.get((name, language)) or pack.letters[(name, tongues[0])]
        found.append((name, letter.subject, letters.as_html(letter.body), tongues))
    return found
