"""Where a gateway brings text messages: proven first, then handled once, and answered with as little as possible."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from amends.intake.sms import text_messages
from amends.organisation.inbound_channels import Gateway

LARGEST = 64 * 1024


@csrf_exempt
@require_POST
def text(request: HttpRequest, key: str) -> HttpResponse:
    """An unknown gateway and a wrong secret are answered alike."""
    now = timezone.now()
    gateway = Gateway.objects.filter(pk=key).first()
    body = request.body if int(request.headers.get("Content-Length") or 0) <= LARGEST else b""
    if gateway is None or not text_messages.proven(gateway, request.headers.get(gateway.header, ""), body):
        if gateway:
            text_messages.refused(gateway, now=now)
        return _said(403)
    multipart = (request.content_type or "").startswith("multipart/")
    said = urlencode(request.POST).encode() if multipart else body
    found = text_messages.read(said, request.content_type or "")
    for one in found:
        text_messages.take(one, gateway=gateway, now=now)
    return _said(200 if found else 422)


def _said(status: int) -> HttpResponse:
    words = {200: "kept\n", 403: "not proven\n", 422: "no message was found in this request\n"}
    return HttpResponse(words[status], status=status, content_type="text/plain")
