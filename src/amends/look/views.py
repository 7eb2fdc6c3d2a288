"""What every page fetches beside itself: the organisation's colour and its logo."""

from __future__ import annotations

import mimetypes

from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import patch_cache_control

from amends.look import colour
from amends.look.middleware import Request

PICTURES = ("image/png", "image/jpeg", "image/webp", "image/svg+xml")


def style_sheet(request: Request, mark: str) -> HttpResponse:
    """Under the right mark it may be kept for ever; under an old one it is the present colour, for now."""
    answer = HttpResponse(colour.style_sheet(request.organisation.colour), content_type="text/css; charset=utf-8")
    if mark == colour.mark(request.organisation.colour):
        patch_cache_control(answer, public=True, max_age=31_536_000, immutable=True)
    return answer


def logo(request: Request, mark: str) -> FileResponse:
    del mark  # only there so that a new logo has a new address
    kind = mimetypes.guess_type(request.organisation.logo.name or "")[0]
    if kind not in PICTURES:
        raise Http404
    answer = FileResponse(request.organisation.logo.open(), content_type=kind)
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    patch_cache_control(answer, public=True, max_age=86_400)
    return answer
