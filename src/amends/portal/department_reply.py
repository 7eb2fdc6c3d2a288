"""A department answers what it was asked, by the link in its letter: the question and the goods, nobody's name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from amends.cases.acts import consultation
from amends.cases.acts.consultation import RequestView
from amends.cases.errors import ActNotAllowed, InvalidForm
from amends.platform.json_values import Json
from amends.portal import cookies, page, questions


def enter(_request: HttpRequest, given: str, **_address: str) -> HttpResponse:
    """The link is put away at once, so that it stands in no address that is shown, kept or passed on."""
    answer = redirect("portal-asked")
    cookies.keep_request(answer, given)
    return answer


def question_page(request: HttpRequest, **_address: str) -> HttpResponse:
    seen = consultation.request_of_link(request.COOKIES.get(cookies.REQUEST, ""), language=page.tongue())
    if seen is None:
        return page.show(request, "asked_unknown", status=404)
    words = request.POST.get("words", "").replace("\x00", "").replace("\r\n", "\n")
    values = questions.typed_form(seen.form, request.POST)
    faults: dict[str, str] = {}
    if request.method == "POST" and seen.open:
        faults = _replied(seen, words, values)
        if not faults:
            return redirect("portal-asked")
    context = {"asked": seen, "words": words, "values": values, "faults": faults, "tongue": page.tongue()}
    context["facts_known"] = bool(seen.product or seen.goods or seen.due_on)
    return page.show(request, "asked", context, status=422 if faults else 200)


def _replied(seen: RequestView, words: str, values: dict[str, Json]) -> dict[str, str]:
    """Writes the reply down; what stands against it, by field."""
    now = timezone.now()
    try:
        consultation.reply(seen.case, seen.no, words=words, values=values, by=f"department:{seen.department}", now=now)
    except InvalidForm as fault:
        own = {one.key for one in seen.form.fields} if seen.form else set()
        named = {"reply": "words"}
        return {f"answers-{key}" if key in own else named.get(key, key): said for key, said in fault.faults.items()}
    except ActNotAllowed:
        return {}  # answered or closed meanwhile: the page says so when it is shown again
    return {}
