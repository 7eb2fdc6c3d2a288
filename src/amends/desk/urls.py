"""The addresses of the desk: every one of them behind the door."""

from __future__ import annotations

from django.urls import URLPattern, path

from amends.desk import (
    acting,
    assured,
    assured_case,
    assured_documents,
    assured_objectives,
    assured_training,
    calendars,
    case,
    channels,
    conflict,
    custody,
    door,
    figures,
    figures_more,
    figures_saved,
    goods,
    importing,
    incoming,
    keeping,
    lists,
    mailboxes,
    matters,
    organisation,
    outgoing,
    partners,
    people,
    pool,
    posters,
    procedures,
    proving,
    publishing,
    radar,
    radar_customer,
    radar_report,
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
        *door.behind(_imports(), importing.importers),
        *door.behind(_outbox(), door.readers),
        *door.behind(_incoming(), access.may_read_incoming),
        *door.behind(_figures(), access.may_see_figures),
        *door.behind(_evidence(), access.may_see_evidence),
        *door.behind(_radar(), access.may_see_figures),
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
        path("case/<str:number>/complained-about/", conflict.about, name="desk-complained-about"),
        path("case/<str:number>/password/", case.password, name="desk-password"),
        path("case/<str:number>/file/<uuid:file_id>", case.file, name="desk-file"),
        path("case/<str:number>/decision.pdf", case.decision, name="desk-decision-pdf"),
        path("case/<str:number>/review.pdf", assured_case.printed, name="desk-review-pdf"),
        path("case/<str:number>/8d.pdf", radar_report.printed, name="desk-8d"),
        path("customer/", radar_customer.shown, name="desk-customer"),
        path("case/<str:number>/<slug:key>/", acting.act, name="desk-act"),
        path("work/", matters.listed, name="desk-work"),
        path("work/new/<slug:pack>/<slug:kind>/", matters.new, name="desk-work-new"),
        path("training/", assured_training.listed, name="desk-training"),
        path("training/<str:number>/check/", assured_training.check, name="desk-training-check"),
        path("print/", outgoing.to_print, name="desk-print"),
        path("print/<uuid:message_id>.pdf", outgoing.paper_copy, name="desk-print-pdf"),
        path("channels/", channels.listed, name="desk-channels"),
        path("posters/", posters.listed, name="desk-posters"),
        path("posters/<slug:language>/<slug:site>.pdf", posters.poster, name="desk-poster"),
        path("calendars/", calendars.listed, name="desk-calendars"),
        path("calendars/<slug:key>/<int:version>/", calendars.version, name="desk-calendar"),
        path("procedures/", procedures.listed, name="desk-procedures"),
        path("procedures/<int:edition>/", procedures.shown, name="desk-procedure"),
        path("procedures/<int:edition>/pack.zip", publishing.download, name="desk-procedure-pack"),
        path("prove/", proving.proven, {"prove": prove}, name="desk-prove"),
        path("verify/", proving.verified, name="desk-verify"),
        path("people/", people.listed, name="desk-people"),
        path("goods/", goods.home, name="desk-goods"),
        path("goods/order/<path:number>/", goods.order, name="desk-order"),
        path("goods/shipment/<path:number>/", goods.shipment, name="desk-shipment"),
        path("goods/lot/<path:number>/", goods.lot, name="desk-lot"),
        path("custody/", custody.listed, name="desk-items"),
        path("custody/<str:code>/", custody.shown, name="desk-custody"),
        path("custody/<str:code>/label.pdf", custody.printed, name="desk-label"),
    ]


def _ownership() -> list[URLPattern]:
    return [
        path("procedures/publish/", publishing.publish, name="desk-publish"),
        path("procedures/<int:edition>/in-force/", publishing.put_in_force, name="desk-in-force"),
        path("procedures/rules/<int:rule>/end/", publishing.end, name="desk-rule-end"),
        path("channels/new/", channels.new, name="desk-channel-new"),
        path("channels/<slug:key>/", channels.change, name="desk-channel"),
        path("ways/mailbox/new/", mailboxes.mailbox, name="desk-mailbox-new"),
        path("ways/mailbox/<int:box_id>/", mailboxes.mailbox, name="desk-mailbox"),
        path("ways/gateway/new/", mailboxes.gateway, name="desk-gateway-new"),
        path("ways/gateway/<slug:key>/", mailboxes.gateway, name="desk-gateway"),
        path("calendars/<slug:key>/change/", calendars.change, name="desk-calendar-change"),
        path("calendars/<slug:key>/generate/", calendars.generate, name="desk-calendar-generate"),
        path("calendars/<slug:key>/recalculate/", calendars.recalculate, name="desk-calendar-recalculate"),
        path("lists/<slug:what>/", lists.listed, name="desk-list"),
        path("lists/<slug:what>/new/", lists.change, name="desk-list-new"),
        path("lists/<slug:what>/<slug:key>/", lists.change, name="desk-list-record"),
        path("partners/", partners.listed, name="desk-partners"),
        path("partners/<slug:key>/", partners.change, name="desk-partner"),
        path("people/new/", people.new, name="desk-person-new"),
        path("people/<int:member_id>/", people.change, name="desk-person"),
        path("people/<int:member_id>/roles/", people.roles, name="desk-person-roles"),
        path("people/<int:member_id>/standing/", people.standing, name="desk-person-standing"),
        path("organisation/", organisation.change, name="desk-organisation"),
        path("radar/numbers/", radar_customer.numbers, name="desk-stakes"),
        path("objectives/new/", assured_objectives.change, name="desk-objective-new"),
        path("objectives/<int:objective_id>/", assured_objectives.change, name="desk-objective"),
        path("objectives/others/<int:comparison_id>/", assured_objectives.forget, name="desk-comparison-forget"),
        path("training/needs/", assured_training.require, name="desk-training-require"),
        path("keeping/<str:number>/", keeping.one, name="desk-keeping-case"),
        path("certification/days/", assured_case.days, name="desk-audit-days"),
    ]


def _imports() -> list[URLPattern]:
    return [
        path("goods/imports/", importing.listed, name="desk-imports"),
        path("goods/imports/new/", importing.new, name="desk-import-new"),
        path("goods/imports/<uuid:own>/", importing.shown, name="desk-import"),
        path("goods/imports/<uuid:own>/refused.csv", importing.refused, name="desk-import-refused"),
    ]


def _outbox() -> list[URLPattern]:
    return [
        path("outbox/", outgoing.outbox, name="desk-outbox"),
        path("outbox/<uuid:message_id>/", outgoing.letter, name="desk-letter"),
    ]


def _incoming() -> list[URLPattern]:
    return [
        path("mail/", incoming.listed, name="desk-incoming"),
        path("mail/<uuid:message_id>/", incoming.message, name="desk-message"),
        path("mail/<uuid:message_id>/raw", incoming.raw, name="desk-message-raw"),
    ]


def _radar() -> list[URLPattern]:
    return [
        path("radar/", radar.shown, name="desk-radar"),
        path("radar/topic/", radar.topic, name="desk-topic"),
        path("radar/look/", radar.look, name="desk-look"),
        path("radar/gather/", radar.gather, name="desk-mass"),
    ]


def _evidence() -> list[URLPattern]:
    return [
        path("evidence/", assured.listed, name="desk-evidence"),
        path("evidence/clauses.csv", assured.table, name="desk-evidence-table"),
        path("evidence/pack/", assured.pack, name="desk-evidence-pack"),
        path("evidence/<str:key>/", assured.clause, name="desk-evidence-clause"),
        path("objectives/", assured_objectives.listed, name="desk-objectives"),
        path("keeping/", keeping.listed, name="desk-keeping"),
    ]


def _figures() -> list[URLPattern]:
    return [
        path("figures/", figures.overview, name="desk-figures"),
        path("figures/report.pdf", figures.report, name="desk-figures-pdf"),
        path("figures/log.xes", figures_more.log, name="desk-figures-log"),
        path("figures/saved/new/", figures_saved.new, name="desk-report-new"),
        path("figures/saved/<int:report_id>/", figures_saved.change, name="desk-report"),
        path("figures/saved/<int:report_id>/remove/", figures_saved.remove, name="desk-report-remove"),
        path("figures/consistency/", figures_more.consistency, name="desk-figures-consistency"),
        path("figures/path/", figures_more.walked, name="desk-figures-path"),
        path("figures/analysis/", figures_more.about, name="desk-figures-analysis"),
        path("figures/base/", figures_more.base, name="desk-figures-base"),
        path("figures/<slug:key>/", figures.one, name="desk-figure"),
        path("figures/<slug:key>/table.<slug:kind>", figures.table, name="desk-figure-table"),
    ]


def _own() -> list[URLPattern]:
    return [
        path("me/", people.me, name="desk-me"),
        path("documents/", assured_documents.listed, name="desk-documents"),
        path("documents/procedures/<int:edition>/", assured_documents.edition, name="desk-edition"),
        path("documents/<str:number>/", assured_documents.shown, name="desk-document"),
    ]
