"""The addresses of the desk: every one of them behind the door."""

from __future__ import annotations

from django.urls import URLPattern, path

from amends.desk import auth
from amends.desk.case import (
    act_page,
    case_page,
    conflict_of_interest,
    custody,
    internal_cases,
    new_case,
    receipt,
    review_panel,
)
from amends.desk.evidence import clauses, documents, objectives, training
from amends.desk.figures import analysis, dashboard, saved_reports
from amends.desk.goods import goods_lookup, imports
from amends.desk.mail import inbound_mail, mailboxes, outbound_mail, posters
from amends.desk.settings import (
    calendars,
    channels,
    lists,
    need_to_know,
    organisation,
    partners,
    people,
    procedures,
    proving,
    publication,
    retention,
)
from amends.desk.trends import customer, eight_d, topics
from amends.desk.worklists import pool, today
from amends.organisation import access


def routes(prove: proving.Prover) -> list[URLPattern]:
    """With the function that plays a pack's scenarios, which lives above this face."""
    return [
        *auth.behind(_work(prove), access.may_work),
        *auth.behind(_ownership(), auth.owners),
        *auth.behind(_imports(), imports.importers),
        *auth.behind(_outbox(), auth.readers),
        *auth.behind(_incoming(), access.may_read_incoming),
        *auth.behind(_figures(), access.may_see_figures),
        *auth.behind(_evidence(), access.may_see_evidence),
        *auth.behind(_trends(), access.may_see_figures),
        *auth.behind(_own(), auth.anyone),
    ]


def _work(prove: proving.Prover) -> list[URLPattern]:
    return [
        path("", today.index, name="desk-today"),
        path("pool/", pool.index, name="desk-pool"),
        path("pool/assign/", pool.assign, name="desk-pool-assign"),
        path("pool/views/", pool.keep, name="desk-view-keep"),
        path("pool/views/<int:view_id>/remove/", pool.remove, name="desk-view-remove"),
        path("new/", new_case.new, name="desk-new"),
        path("new/<str:number>/", receipt.read_out, name="desk-receipt"),
        path("case/<str:number>/", case_page.detail, name="desk-case"),
        path("case/<str:number>/complained-about/", conflict_of_interest.about, name="desk-complained-about"),
        path("case/<str:number>/password/", case_page.password, name="desk-password"),
        path("case/<str:number>/file/<uuid:file_id>", case_page.file, name="desk-file"),
        path("case/<str:number>/decision.pdf", case_page.decision, name="desk-decision-pdf"),
        path("case/<str:number>/review.pdf", review_panel.pack_pdf, name="desk-review-pdf"),
        path("case/<str:number>/8d.pdf", eight_d.report_pdf, name="desk-8d"),
        path("customer/", customer.detail, name="desk-customer"),
        path("case/<str:number>/<slug:key>/", act_page.act, name="desk-act"),
        path("work/", internal_cases.index, name="desk-work"),
        path("work/new/<slug:pack>/<slug:kind>/", internal_cases.new, name="desk-work-new"),
        path("training/", training.index, name="desk-training"),
        path("training/<str:number>/check/", training.check, name="desk-training-check"),
        path("print/", outbound_mail.to_print, name="desk-print"),
        path("print/<uuid:message_id>.pdf", outbound_mail.paper_copy, name="desk-print-pdf"),
        path("channels/", channels.index, name="desk-channels"),
        path("posters/", posters.index, name="desk-posters"),
        path("posters/<slug:language>/<slug:site>.pdf", posters.poster, name="desk-poster"),
        path("calendars/", calendars.index, name="desk-calendars"),
        path("calendars/<slug:key>/<int:version>/", calendars.version, name="desk-calendar"),
        path("procedures/", procedures.index, name="desk-procedures"),
        path("procedures/<int:edition>/", procedures.detail, name="desk-procedure"),
        path("procedures/<int:edition>/pack.zip", publication.download, name="desk-procedure-pack"),
        path("prove/", proving.proven, {"prove": prove}, name="desk-prove"),
        path("verify/", proving.verified, name="desk-verify"),
        path("people/", people.index, name="desk-people"),
        path("goods/", goods_lookup.home, name="desk-goods"),
        path("goods/order/<path:number>/", goods_lookup.order, name="desk-order"),
        path("goods/shipment/<path:number>/", goods_lookup.shipment, name="desk-shipment"),
        path("goods/lot/<path:number>/", goods_lookup.lot, name="desk-lot"),
        path("custody/", custody.index, name="desk-items"),
        path("custody/<str:code>/", custody.detail, name="desk-custody"),
        path("custody/<str:code>/label.pdf", custody.label_pdf, name="desk-label"),
    ]


def _ownership() -> list[URLPattern]:
    return [
        path("procedures/publish/", publication.publish, name="desk-publish"),
        path("procedures/<int:edition>/in-force/", publication.put_in_force, name="desk-in-force"),
        path("procedures/rules/<int:rule>/end/", publication.end, name="desk-rule-end"),
        path("channels/new/", channels.new, name="desk-channel-new"),
        path("channels/<slug:key>/", channels.change, name="desk-channel"),
        path("ways/mailbox/new/", mailboxes.mailbox, name="desk-mailbox-new"),
        path("ways/mailbox/<int:box_id>/", mailboxes.mailbox, name="desk-mailbox"),
        path("ways/gateway/new/", mailboxes.gateway, name="desk-gateway-new"),
        path("ways/gateway/<slug:key>/", mailboxes.gateway, name="desk-gateway"),
        path("calendars/<slug:key>/change/", calendars.change, name="desk-calendar-change"),
        path("calendars/<slug:key>/generate/", calendars.generate, name="desk-calendar-generate"),
        path("calendars/<slug:key>/recalculate/", calendars.recalculate, name="desk-calendar-recalculate"),
        path("lists/<slug:what>/", lists.index, name="desk-list"),
        path("lists/<slug:what>/new/", lists.change, name="desk-list-new"),
        path("lists/<slug:what>/<slug:key>/", lists.change, name="desk-list-record"),
        path("partners/", partners.index, name="desk-partners"),
        path("partners/<slug:key>/", partners.change, name="desk-partner"),
        path("people/new/", people.new, name="desk-person-new"),
        path("people/need-to-know/", need_to_know.change, name="desk-need-to-know"),
        path("people/<int:member_id>/", people.change, name="desk-person"),
        path("people/<int:member_id>/roles/", people.roles, name="desk-person-roles"),
        path("people/<int:member_id>/standing/", people.standing, name="desk-person-standing"),
        path("organisation/", organisation.change, name="desk-organisation"),
        path("trends/numbers/", customer.numbers, name="desk-stakes"),
        path("objectives/new/", objectives.change, name="desk-objective-new"),
        path("objectives/<int:objective_id>/", objectives.change, name="desk-objective"),
        path("objectives/others/<int:comparison_id>/", objectives.forget, name="desk-comparison-forget"),
        path("training/needs/", training.require, name="desk-training-require"),
        path("retention/<str:number>/", retention.one, name="desk-retention-case"),
        path("certification/days/", review_panel.days, name="desk-audit-days"),
    ]


def _imports() -> list[URLPattern]:
    return [
        path("goods/imports/", imports.index, name="desk-imports"),
        path("goods/imports/new/", imports.new, name="desk-import-new"),
        path("goods/imports/<uuid:own>/", imports.detail, name="desk-import"),
        path("goods/imports/<uuid:own>/refused.csv", imports.refused, name="desk-import-refused"),
    ]


def _outbox() -> list[URLPattern]:
    return [
        path("outbox/", outbound_mail.outbox, name="desk-outbox"),
        path("outbox/<uuid:message_id>/", outbound_mail.letter, name="desk-letter"),
    ]


def _incoming() -> list[URLPattern]:
    return [
        path("mail/", inbound_mail.index, name="desk-incoming"),
        path("mail/<uuid:message_id>/", inbound_mail.message, name="desk-message"),
        path("mail/<uuid:message_id>/raw", inbound_mail.raw, name="desk-message-raw"),
    ]


def _trends() -> list[URLPattern]:
    return [
        path("trends/", topics.index, name="desk-trends"),
        path("trends/topic/", topics.topic, name="desk-topic"),
        path("trends/look/", topics.look, name="desk-look"),
        path("trends/gather/", topics.gather, name="desk-mass"),
    ]


def _evidence() -> list[URLPattern]:
    return [
        path("evidence/", clauses.index, name="desk-evidence"),
        path("evidence/clauses.csv", clauses.table, name="desk-evidence-table"),
        path("evidence/pack/", clauses.pack, name="desk-evidence-pack"),
        path("evidence/<str:key>/", clauses.clause, name="desk-evidence-clause"),
        path("objectives/", objectives.index, name="desk-objectives"),
        path("retention/", retention.index, name="desk-retention"),
    ]


def _figures() -> list[URLPattern]:
    return [
        path("figures/", dashboard.overview, name="desk-figures"),
        path("figures/report.pdf", dashboard.report, name="desk-figures-pdf"),
        path("figures/log.xes", analysis.log, name="desk-figures-log"),
        path("figures/saved/new/", saved_reports.new, name="desk-report-new"),
        path("figures/saved/<int:report_id>/", saved_reports.change, name="desk-report"),
        path("figures/saved/<int:report_id>/remove/", saved_reports.remove, name="desk-report-remove"),
        path("figures/consistency/", analysis.consistency, name="desk-figures-consistency"),
        path("figures/path/", analysis.walked, name="desk-figures-path"),
        path("figures/analysis/", analysis.about, name="desk-figures-analysis"),
        path("figures/base/", analysis.base, name="desk-figures-base"),
        path("figures/<slug:key>/", dashboard.one, name="desk-figure"),
        path("figures/<slug:key>/table.<slug:kind>", dashboard.table, name="desk-figure-table"),
    ]


def _own() -> list[URLPattern]:
    return [
        path("me/", people.me, name="desk-me"),
        path("documents/", documents.index, name="desk-documents"),
        path("documents/procedures/<int:edition>/", documents.edition, name="desk-edition"),
        path("documents/<str:number>/", documents.detail, name="desk-document"),
    ]
