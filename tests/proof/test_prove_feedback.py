"""Each statement of the feedback and complaints procedure is refuted when its rule is taken out of the pack."""

from __future__ import annotations

import pytest

from tests.proof.mutations import TOML, Rule, each, faults, without
from tests.proof.test_prove import EXPECTED

pytestmark = pytest.mark.django_db

PACK = "feedback-and-complaints"
RECEIVED = 'from = "received"\n'
WRITTEN = 'channels = ["web", "email", "post"'
SPOKEN = 'channels = ["phone", "counter"]'
INVESTIGATORS = 'who = ["customer-service-manager", "complaints-officer"]'
WITH_AGENT = 'who = ["customer-service-manager", "complaints-officer", "customer-service-agent"]'
RULES = [
    Rule("G01", TOML, "We ask for feedback and complaints, and we answer them.", "We are the best."),
    Rule(
        "G01",
        TOML,
        'on = "received"\nletter = "acknowledgement"\n',
        'on = "received"\nletter = "acknowledgement"\nby = ["sms"]\n',
    ),
    Rule("G02", TOML, "in a systematic and responsive way", "when there is time"),
    Rule("G02", "duties.resolution", "public = true\n"),
    Rule("G03", TOML, "to raise their satisfaction and trust", "to be quick"),
    Rule("G03", "records.satisfaction", 'form = "satisfaction"\n'),
    Rule("G04", TOML, "and to find what our products and services can do better", "and to be done with it"),
    Rule("G05", "kinds.feedback", "our products, our services or how we work", "our products"),
    Rule("G05", "kinds.complaint", 'first = "received"', 'first = "received"\nform = "classification"'),
    Rule("G06", "kinds.feedback", "You make a comment or a suggestion about", "You write about"),
    Rule(
        "G07",
        "kinds.complaint",
        "You tell us that you are dissatisfied with a certain matter, and it needs to be put right.",
        "You write to us.",
    ),
    Rule(
        "G08",
        "moves.make-complaint",
        '"customer-service-agent", "customer-service-manager", ',
        '"customer-service-agent", ',
    ),
    Rule(
        "G08",
        "moves.make-feedback",
        'who = ["customer-service-manager"]',
        'who = ["customer-service-manager", "customer-service-agent"]',
    ),
    Rule("G09", "duties.acknowledge-feedback", WRITTEN, 'channels = ["email", "post"'),
    Rule("G10", "duties.acknowledge-feedback", WRITTEN, 'channels = ["web", "post"'),
    Rule("G11", "duties.acknowledge-at-once", SPOKEN, 'channels = ["counter"]'),
    Rule("G12", "duties.acknowledge-at-once", SPOKEN, 'channels = ["phone"]'),
    Rule("G13", "duties.acknowledge-feedback", 'amount = "24 hours"', 'amount = "48 hours"'),
    Rule("G13", "duties.acknowledge-feedback", '"letter feedback-thanks", '),
    Rule("G13", "duties.acknowledge-feedback", 'amount = "24 hours"', 'amount = "1 working day"'),
    Rule("G14", "duties.acknowledge-at-once", 'amount = "1 hour"', 'amount = "1 working day"'),
    Rule(
        "G14",
        "duties.acknowledge-at-once",
        '["act acknowledge-spoken", "letter acknowledgement", "letter feedback-thanks"]',
        '["act acknowledge-spoken"]',
    ),
    Rule("G15", "kinds.feedback", 'en = "Customer Feedback Management System"', 'en = "Letters"'),
    Rule("G16", "records.immediate-response", 'form = "conversation"\n'),
    Rule("G16", "records.immediate-response", 'at = ["received", "feedback-received"]', 'at = ["received"]'),
    Rule("G17", "duties.review-feedback", 'amount = "1 week"', 'amount = "2 weeks"'),
    Rule("G17", "records.review-feedback", 'who = ["customer-service-manager"]', INVESTIGATORS),
    Rule("G18", "moves.forward", 'gates = [{ done = "review-feedback" }]\n'),
    Rule(
        "G18",
        TOML,
        'on = "act forward"\nletter = "to-department"\nto = ["department"]',
        'on = "act forward"\nletter = "to-department"\nto = ["owner"]',
    ),
    Rule("G19", "moves.conclude-with-change", 'gates = [{ done = "record-decision" }]\n'),
    Rule("G19", "duties.department-decision", 'amount = "1 month"', 'amount = "3 months"'),
    Rule("G20", TOML, 'on = "entered feedback-changed"', 'on = "entered feedback-considered"'),
    Rule("G21", "duties.acknowledge", RECEIVED, RECEIVED + 'channels = ["email", "phone", "counter"]\n'),
    Rule("G22", "duties.acknowledge", RECEIVED, RECEIVED + 'channels = ["web", "phone", "counter"]\n'),
    Rule("G23", "duties.acknowledge", RECEIVED, RECEIVED + 'channels = ["web", "email", "counter"]\n'),
    Rule("G24", "duties.acknowledge", RECEIVED, RECEIVED + 'channels = ["web", "email", "phone"]\n'),
    Rule("G25", "duties.acknowledge", 'amount = "24 hours"', 'amount = "48 hours"'),
    Rule("G25", "duties.acknowledge", 'amount = "24 hours"', 'amount = "1 working day"'),
    Rule("G25", "duties.acknowledge", '"letter acknowledgement", '),
    Rule("G26", "en/acknowledgement", "We **received your complaint**, and it is **being reviewed**.", "Goodbye."),
    Rule("G27", "kinds.complaint", 'en = "Customer Complaints Management System"', 'en = "Letters"'),
    Rule("G28", "records.immediate-response", 'form = "conversation"\n'),
    Rule("G28", "records.immediate-response", 'at = ["received", "feedback-received"]', 'at = ["feedback-received"]'),
    Rule("G29", "moves.start-investigation", INVESTIGATORS, WITH_AGENT),
    Rule("G29", "moves.start-investigation", "gates = [{ owned = true }]\n"),
    Rule("G30", "moves.propose", '  { done = "review-details" },\n'),
    Rule("G31", "moves.propose", "  { answered = true },\n"),
    Rule("G31", "en/question", "> {{question}}\n", "> Please call us.\n"),
    Rule("G32", "moves.propose", '  { done = "consult" },\n'),
    Rule(
        "G32",
        TOML,
        'on = "act ask-department"\nletter = "to-department"\nto = ["department"]',
        'on = "act ask-department"\nletter = "to-department"\nto = ["owner"]',
    ),
    Rule("G33", "moves.propose", "  { points-answered = true },\n"),
    Rule("G33", "records.review-details", 'gates = [{ other-than = "review-details" }, { other-than = "draft" }]\n'),
    Rule("G34", "duties.resolution", 'amount = "7 working days"', 'amount = "8 working days"'),
    Rule("G34", "duties.resolution", 'amount = "7 working days"', 'amount = "7 calendar days"'),
    Rule("G34", "duties.resolution", 'met = ["letter decision"]', 'met = ["letter delay"]'),
    Rule("G35", "duties.resolution", "extension = { times = 1", "extension = { times = 2"),
    Rule("G35", "en/delay", "**Why:** {{reason}}\n", "**Why:** we were busy.\n"),
    Rule("G36", "en/delay", "for {{number}}, until {{new_due_on}}. We", "for {{number}}. We"),
    Rule("G36", "duties.resolution", 'letter = "delay"', 'letter = "under-review"'),
    Rule("G37", "duties.follow-up", 'amount = "14 calendar days"', 'amount = "1 month"'),
    Rule("G37", "moves.close", ', { done = "follow-up" }'),
    Rule("G37", "en/follow-up", "are you satisfied with how we settled {{number}}?", "thank you for {{number}}."),
    Rule(
        "G48",
        "kinds.feedback",
        'en = "Customer Feedback Management System"',
        'en = "Customer Complaints Management System"',
    ),
]


@pytest.mark.parametrize("rule", each(RULES))
def test_a_rule_taken_out_of_the_pack_refutes_its_statement(rule: Rule):
    assert any(faults(without(PACK, rule), rule.statement))


def test_every_statement_of_the_pack_is_put_to_this_test():
    assert {rule.statement for rule in RULES} == EXPECTED[PACK]
