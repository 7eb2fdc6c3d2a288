"""The addresses of the desk: every one of them behind the door."""

from __future__ import annotations

from django.urls import URLPattern, path

from amends.desk import (
    acting,
    calendars,
    case,
    channels,
    door,
    organisation,
    outgoing,
    people,
    pool,
    procedures,
    proving,
    receipt,
    taking,
    today,
)  # fmt: skip
from amends.organisation import access


def routes(prove: proving.Prover) -> list[URLPattern]:
    """With the function that plays a pack's scenarios, which lives above this face."""
    return [
        *door.behind(_work(prove), access.may_work),
        *door.behind(_ownership(), door.owners),
        *door.behind(_outbox(), door.readers),
        *door.behind(_own(), door.anyone),
    ]


def _work(prove: proving.Prover) -> list[URLPattern]:
    return [
        path("", today.shown, name="desk-today"),
        path("pool/", pool.listed, name="desk-pool"),
        path("pool/assign/", pool.assign, name="desk-pool-assign"),
        path("pool/views/", pool.keep, name="desk-view-keep"),
        path("pool/views/<int:view_id>/remove/", pool.remove, name="desk-view-remove"),
        path("new/", taking.new, name="desk-new"),
        path("new/<str:number>/", receipt.read_out, name="desk-receipt"),
        path("case/<str:number>/", case.shown, name="desk-case"),
        path("case/<str:number>/password/", case.password, name="desk-password"),
        path("case/<str:number>/file/<uuid:file_id>", case.file, name="desk-file"),
        path("case/<str:number>/decision.pdf", case.decision, name="desk-decision-pdf"),
        path("case/<str:number>/<slug:key>/", acting.act, name="desk-act"),
        path("print/", outgoing.to_print, name="desk-print"),
        path("print/<uuid:message_id>.pdf", outgoing.paper_copy, name="desk-print-pdf"),
        path("channels/", channels.listed, name="desk-channels"),
        path("calendars/", calendars.listed, name="desk-calendars"),
        path("calendars/<slug:key>/<int:version>/", calendars.version, name="desk-calendar"),
        path("procedures/", procedures.listed, name="desk-procedures"),
        path("procedures/<int:edition>/", procedures.shown, name="desk-procedure"),
        path("prove/", proving.proven, {"prove": prove}, name="desk-prove"),
        path("verify/", proving.verified, name="desk-verify"),
        path("people/", people.listed, name="desk-people"),
    ]


def _ownership() -> list[URLPattern]:
    return [
        path("channels/<slug:key>/", channels.change, name="desk-channel"),
        path("calendars/<slug:key>/change/", calendars.change, name="desk-calendar-change"),
        path("calendars/<slug:key>/generate/", calendars.generate, name="desk-calendar-generate"),
        path("calendars/<slug:key>/recalculate/", calendars.recalculate, name="desk-calendar-recalculate"),
        path("people/new/", people.new, name="desk-person-new"),
        path("people/<int:member_id>/", people.change, name="desk-person"),
        path("people/<int:member_id>/roles/", people.roles, name="desk-person-roles"),
        path("people/<int:member_id>/standing/", people.standing, name="desk-person-standing"),
        path("organisation/", organisation.change, name="desk-organisation"),
    ]


def _outbox() -> list[URLPattern]:
    return [
        path("outbox/", outgoing.outbox, name="desk-outbox"),
        path("outbox/<uuid:message_id>/", outgoing.letter, name="desk-letter"),
    ]


def _own() -> list[URLPattern]:
    return [path("me/", people.me, name="desk-me")]
