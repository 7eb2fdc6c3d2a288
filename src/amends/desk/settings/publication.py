"""A procedure is changed without a programmer: published as a new edition, then put in force for what it shall take."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amends.cases import editions
from amends.cases.errors import InvalidForm
from amends.cases.views import case_labels
from amends.cases.views.case_types import InForce
from amends.desk import page
from amends.desk.request import Request
from amends.organisation import options
from amends.procedure import packs
from amends.procedure.pack_files import archive, reader
from amends.procedure.pack_files.faults import InvalidPack as FaultyPack
from amends.procedure.schema import CHANNELS, Procedure, say

LARGEST = 8 * 1024 * 1024


def publish(request: Request) -> HttpResponse:
    """A pack of ours, or one that was sent in as a ZIP; every fault of it is listed, and nothing is stored then."""
    faults: dict[str, str] = {}
    wrong: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            edition = editions.publish(_files(request), by=request.user.by, now=request.now)
            page.done(
                request,
                _("Edition %(edition)s is published. It takes no case before you put it in force.")
                % {"edition": edition.edition},
            )
            return redirect("desk-procedure", edition=edition.pk)
        except FaultyPack as pack:
            wrong = [
                (":".join(filter(None, (one.place.file, str(one.place.line or "")))), one.says) for one in pack.faults
            ]
            faults = {"pack": _("The pack has faults. They are listed below.")}
        except InvalidForm as fault:
            faults = fault.faults
    language = page.tongue()
    ours = [(one.name, say(reader.read(one).title, language)) for one in packs.folders()]
    context = {"faults": faults, "wrong": wrong, "ours": ours, "chosen": page.typed(request.POST, "ours")}
    return page.show(request, "settings/publish", context, status=422 if faults else 200)


def put_in_force(request: Request, edition: int) -> HttpResponse:
    """From now on new cases that fit begin with this edition; running cases keep theirs."""
    one = next((found for found in editions.published() if found.pk == edition), None)
    if one is None:
        raise Http404
    pack = editions.procedure(one.pk)
    offered = _where(pack)
    said = {name: request.POST.getlist(name) for name in offered}
    reason = page.typed(request.POST, "reason")
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            known = {name: [key for key, _title in keys if key in said[name]] for name, keys in offered.items()}
            editions.put_in_force(one, now=request.now, by=request.user.by, reason=reason, where=known)
            page.done(request, _("It is in force. New cases that fit begin with it from now on."))
            return redirect("desk-procedures")
        except InvalidForm as fault:
            faults = fault.faults
    context = {"edition": one, "pack": pack, "offered": offered, "said": said, "reason": reason, "faults": faults}
    return page.show(request, "settings/in_force", context, status=422 if faults else 200)


@require_POST
def end(request: Request, rule: int) -> HttpResponse:
    """This rule takes no new case from now on."""
    try:
        editions.end(rule, now=request.now)
        page.done(request, _("It takes no new cases any more. Running cases go on with it."))
    except InvalidForm as fault:
        page.not_done(request, next(iter(fault.faults.values())))
    return redirect("desk-procedures")


def download(_request: Request, edition: int) -> HttpResponse:
    """The very files of an edition, to keep or to change."""
    one = next((found for found in editions.published() if found.pk == edition), None)
    if one is None:
        raise Http404
    answer = HttpResponse(archive.packed(editions.files(edition)), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{one.key}-{one.edition}.zip"'
    return answer


def takes(rule: InForce, pack: Procedure) -> list[str]:
    """What a rule is limited to, by name; nothing when it takes everything."""
    titles = {place: dict(offered) for place, offered in _where(pack).items()}
    return [titles[place].get(key, key) for place in editions.PLACES for key in getattr(rule, place)]


def _files(request: Request) -> Mapping[str, str]:
    sent = request.FILES.get("pack")
    chosen = page.typed(request.POST, "ours")
    if sent is not None:
        if (sent.size or 0) > LARGEST:
            raise InvalidForm({"pack": _("This file is larger than a pack can be.")})
        return archive.files_of(sent.read())
    if chosen in {one.name for one in packs.folders()}:
        return reader.files_of(packs.folders([chosen])[0])
    raise InvalidForm({"pack": _("Choose a file, or one of our procedures.")})


def _where(pack: Procedure) -> dict[str, list[tuple[str, str]]]:
    """What a rule can be limited to, each with its titles."""
    language = page.tongue()
    known = options.everything(language)
    return {
        "kinds": [(one.key, say(one.title, language)) for one in pack.kinds.values()],
        "channels": [(key, case_labels.channel(key)) for key in CHANNELS if key in case_labels.CHANNELS],
        "products": list(known.product),
        "categories": list(known.category),
    }
