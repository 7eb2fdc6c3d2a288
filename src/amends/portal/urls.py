"""The addresses of the complainant's pages, below the language."""

from django.urls import path

from amends.portal import (
    channels,
    complain,
    decision,
    department_reply,
    front,
    partner,
    published,
    sign_in,
    tracking,
)

urlpatterns = [
    path("", front.front, name="portal-front"),
    path("complain/", complain.start, name="portal-complain"),
    path("complain/check/", complain.check, name="portal-check"),
    path("complain/receipt/", complain.receipt, name="portal-receipt"),
    path("complain/<slug:key>/", complain.question, name="portal-question"),
    path("request/", department_reply.question_page, name="portal-asked"),
    path("request/<str:given>/", department_reply.enter, name="portal-asked-enter"),
    path("figures/", published.index, name="portal-figures"),
    path("ways/", channels.index, name="portal-ways"),
    path("ways/form.pdf", channels.form, name="portal-form"),
    path("partner/", partner.raised, name="portal-partner"),
    path("partner/<str:given>/", partner.enter, name="portal-partner-enter"),
    path("track/", sign_in.sign_in, name="portal-track"),
    path("track/out/", sign_in.sign_out, name="portal-out"),
    path("track/password/", sign_in.password, name="portal-password"),
    path("track/case/", tracking.case, name="portal-case"),
    path("track/add/", tracking.add, name="portal-add"),
    path("track/answer/", tracking.answer, name="portal-answer"),
    path("track/act/<slug:key>/", tracking.act, name="portal-act"),
    path("track/file/<uuid:file_id>", tracking.file, name="portal-file"),
    path("track/decision/", decision.decision, name="portal-decision"),
    path("track/decision/accept/", decision.accept, name="portal-accept"),
    path("track/decision/refuse/", decision.refuse, name="portal-refuse"),
    path("track/decision.pdf", decision.paper_copy, name="portal-decision-pdf"),
]
