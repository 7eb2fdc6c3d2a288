"""The addresses of the complainant's pages, below the language."""

from django.urls import path

from amends.portal import asked, complain, deciding, following, front, partner, published, signing, ways

urlpatterns = [
    path("", front.front, name="portal-front"),
    path("complain/", complain.start, name="portal-complain"),
    path("complain/check/", complain.check, name="portal-check"),
    path("complain/receipt/", complain.receipt, name="portal-receipt"),
    path("complain/<slug:key>/", complain.question, name="portal-question"),
    path("request/", asked.asked, name="portal-asked"),
    path("request/<str:given>/", asked.enter, name="portal-asked-enter"),
    path("figures/", published.shown, name="portal-figures"),
    path("ways/", ways.shown, name="portal-ways"),
    path("ways/form.pdf", ways.form, name="portal-form"),
    path("partner/", partner.raised, name="portal-partner"),
    path("partner/<str:given>/", partner.enter, name="portal-partner-enter"),
    path("track/", signing.sign_in, name="portal-track"),
    path("track/out/", signing.sign_out, name="portal-out"),
    path("track/password/", signing.password, name="portal-password"),
    path("track/case/", following.case, name="portal-case"),
    path("track/add/", following.add, name="portal-add"),
    path("track/answer/", following.answer, name="portal-answer"),
    path("track/act/<slug:key>/", following.act, name="portal-act"),
    path("track/file/<uuid:file_id>", following.file, name="portal-file"),
    path("track/decision/", deciding.decision, name="portal-decision"),
    path("track/decision/accept/", deciding.accept, name="portal-accept"),
    path("track/decision/refuse/", deciding.refuse, name="portal-refuse"),
    path("track/decision.pdf", deciding.paper_copy, name="portal-decision-pdf"),
]
