"""Each statement of the agreement procedure is refuted when its rule is taken out of the pack."""

from __future__ import annotations

import pytest

from tests.proof.mutations import TOML, Rule, each, faults, without
from tests.proof.test_prove import EXPECTED

pytestmark = pytest.mark.django_db

PACK = "agreement"
RECEIVED = 'from = "received"\n'
ACKNOWLEDGED = 'on = "received"\nletter = "acknowledgement"\n'
COMPLETED = 'on = "act decide"\nletter = "decision"\n'
RULES = [
    Rule("F01", "duties.answer", RECEIVED, RECEIVED + 'channels = ["web", "email"]\n'),
    Rule("F01", "duties.pre-review", RECEIVED, RECEIVED + 'channels = ["web", "email"]\n'),
    Rule(
        "F02",
        "duties.pre-review",
        'warn = [{ before = "2 working hours", to = ["owner", "customer-representative"] }]\n',
    ),
    Rule("F02", "duties.pre-review", '  { after = "1 working day", to = ["center-manager"] },\n'),
    Rule("F02", "duties.pre-review", 'amount = "1 working day"', 'amount = "4 working days"'),
    Rule("F03", "records.investigate-alternatives", ', { other-than = "assess-material" }, { other-than = "propose" }'),
    Rule("F03", "records.propose", 'gates = [{ other-than = "assess-material" }, { other-than = "propose" }]\n'),
    Rule("F03", "records.draft", 'gates = [{ other-than = "draft" }]\n'),
    Rule("F03", "records.approve", ', { four-eyes = "draft" }'),
    Rule("F04", TOML, "and so to make our products and services better", "and so to be left in peace"),
    Rule("F05", TOML, " We follow the guidance of ISO 10002."),
    Rule("F06", "duties.pre-review", 'amount = "1 working day"', 'amount = "2 working days"'),
    Rule("F06", "duties.pre-review", RECEIVED, RECEIVED + "start_counts = true\n"),
    Rule("F07", "duties.assessment", 'amount = "4 working days"', 'amount = "5 working days"'),
    Rule("F08", "duties.finalisation", 'amount = "1 working day"', 'amount = "2 working days"'),
    Rule("F09", "duties.assessment", 'from = "entered assessment"', 'from = "received"'),
    Rule("F09", "duties.answer", 'amount = "6 working days"', 'amount = "7 working days"'),
    Rule("F09", "duties.answer", "public = true\n"),
    Rule(
        "F10",
        "duties.tell-recorded",
        RECEIVED,
        RECEIVED + 'channels = ["email", "phone", "representative", "technician"]\n',
    ),
    Rule(
        "F11", "duties.pre-review", RECEIVED, RECEIVED + 'channels = ["web", "phone", "representative", "technician"]\n'
    ),
    Rule("F12", "duties.pre-review", RECEIVED, RECEIVED + 'channels = ["web", "email", "phone", "technician"]\n'),
    Rule("F13", "duties.pre-review", RECEIVED, RECEIVED + 'channels = ["web", "email", "phone", "representative"]\n'),
    Rule("F14", TOML, "is the quickest way to complain, and the one we recommend", "is one way to complain"),
    Rule("F15", "kinds.complaint", 'en = "Complaint pool"', 'en = "Complaints by phone"'),
    Rule(
        "F15", "records.assign", 'who = ["customer-representative", "center-manager"]', 'who = ["factory-technician"]'
    ),
    Rule(
        "F16",
        "moves.decide",
        '"customer-representative", "center-manager"]',
        '"customer-representative", "center-manager", "factory-technician"]',
    ),
    Rule(
        "F16",
        "records.draft",
        'who = ["customer-representative"]',
        'who = ["customer-representative", "factory-technician"]',
    ),
    Rule("F17", TOML, ACKNOWLEDGED, ACKNOWLEDGED + 'by = ["email"]\n'),
    Rule("F18", "kinds.complaint", 'first = "received"', 'first = "received"\nform = "direction"'),
    Rule("F19", "moves.start-assessment", "gates = [{ owned = true }]\n"),
    Rule("F19", "moves.finalise", 'from = ["assessment"]', 'from = ["received", "assessment"]'),
    Rule("F19", "moves.decide", 'from = ["finalisation"]', 'from = ["received", "finalisation"]'),
    Rule("F20", TOML, ACKNOWLEDGED, ACKNOWLEDGED + 'by = ["email"]\n'),
    Rule("F21", "en/acknowledgement", "Number {{number}}, password", "Password"),
    Rule("F22", "en/acknowledgement", "Number {{number}}, password {{password}}.", "Number {{number}}."),
    Rule("F23", "en/acknowledgement", "{{password}}. Follow it here: {{tracking_url}}", "{{password}}."),
    Rule(
        "F23", "en/acknowledgement", "password {{password}}. Follow it here", "password at our counter. Follow it here"
    ),
    Rule("F24", "stages.received", 'public = { en = "Complaint Received"', 'public = { en = "In the post"'),
    Rule("F24", "en/acknowledgement", "its status is now **{{status}}**", "somebody will write again"),
    Rule("F25", TOML, ACKNOWLEDGED, ACKNOWLEDGED + 'by = ["sms"]\n'),
    Rule(
        "F26",
        "moves.start-assessment",
        'who = ["customer-representative", "center-manager"]',
        'who = ["center-manager"]',
    ),
    Rule(
        "F26",
        "records.propose",
        'who = ["customer-representative", "factory-technician"]',
        'who = ["factory-technician"]',
    ),
    Rule(
        "F27",
        "records.assess-material",
        'who = ["customer-representative", "factory-technician"]',
        'who = ["customer-representative"]',
    ),
    Rule("F27", "roles.factory-technician", "site_bound = true\n"),
    Rule("F28", "moves.refuse", "new_round = true\n"),
    Rule("F28", "moves.accept", 'verb = "accept"\n'),
    Rule("F29", "moves.finalise", '{ filled = ["category", "department"] }', '{ filled = ["department"] }'),
    Rule("F30", "moves.finalise", '{ filled = ["category", "department"] }', '{ filled = ["category"] }'),
    Rule("F30", TOML, 'letter = "to-department"\nto = ["department"]', 'letter = "to-department"\nto = ["owner"]'),
    Rule("F31", TOML, 'options.information = { en = "Information", tr = "Bilgi" }\n'),
    Rule("F31", TOML, 'options.documents = { en = "Documents", tr = "Belge" }\n'),
    Rule("F31", TOML, 'options.samples = { en = "Samples", tr = "Numune" }\n'),
    Rule("F31", TOML, 'options.photographs = { en = "Photographs", tr = "Fotoğraf" }\n'),
    Rule("F32", TOML, 'options.customer = { en = "The complainant", tr = "Şikâyet sahibi" }\n'),
    Rule("F32", TOML, 'options.authority = { en = "An authority", tr = "Resmî makam" }\n'),
    Rule("F32", "records.add", 'who = ["complainant", "staff"]', 'who = ["staff"]'),
    Rule("F33", "moves.finalise", '  { done = "assess-material" },\n'),
    Rule(
        "F33",
        TOML,
        'title = { en = "What does it show?", tr = "Ne gösteriyor?" }\nrequired = true\n',
        'title = { en = "What does it show?", tr = "Ne gösteriyor?" }\n',
    ),
    Rule("F34", "moves.finalise", '  { done = "propose" },\n'),
    Rule("F35", "moves.decide", "{ points-answered = true }, "),
    Rule("F36", "moves.finalise", '  { done = "consider-expectation" },\n'),
    Rule(
        "F36",
        TOML,
        'tr = "Bunu ne ölçüde karşılayabiliriz, neden?" }\nrequired = true\n',
        'tr = "Bunu ne ölçüde karşılayabiliriz, neden?" }\n',
    ),
    Rule("F37", "stages.assessment", 'public = { en = "Assessment"', 'public = { en = "In hand"'),
    Rule("F37", TOML, 'letter = "status-assessment"\n', 'letter = "status-assessment"\nby = ["email"]\n'),
    Rule("F37", "en/status-assessment", "Its status is now **{{status}}**.", "Please wait."),
    Rule("F38", "moves.decide", '{ approved = ["center-manager"] }, '),
    Rule("F38", "moves.decide", "{ points-answered = true }, "),
    Rule("F38", "moves.decide", "{ drafted = true }, { points-answered = true }, { complete = true }, "),
    Rule("F38", "records.approve", ', { four-eyes = "draft" }'),
    Rule("F39", TOML, COMPLETED, COMPLETED + 'by = ["email"]\n'),
    Rule(
        "F40",
        "en/decision",
        "Open the full report with your number and password: {{tracking_url}}",
        "You will hear more.",
    ),
    Rule("F41", "moves.decide", "{ complete = true }, "),
    Rule("F42", "stages.completed", 'public = { en = "Completed"', 'public = { en = "Done"'),
    Rule("F43", "moves.accept", 'who = ["complainant"]', 'who = ["center-manager"]'),
    Rule("F43", "moves.close-without-answer", '{ done = "follow-up" }, '),
    Rule("F43", "moves.close-without-answer", ', { time-passed = "wait-for-answer" }'),
    Rule("F43", "moves.refuse", 'from = ["completed", "closed-without-answer"]', 'from = ["completed"]'),
    Rule("F44", "stages.closed", 'closes = true\noutcome = "agreed"\n'),
    Rule("F44", "moves.accept", 'to = "closed"', 'to = "finalisation"'),
    Rule("F45", "rounds", "most = 2", "most = 1"),
    Rule("F45", "moves.refuse", 'to = "assessment"', 'to = "open"'),
    Rule("F46", "moves.finalise-again", '  { done = "investigate-alternatives" },\n'),
    Rule("F46", "records.investigate-alternatives", ', { other-than = "assess-material" }, { other-than = "propose" }'),
    Rule("F47", TOML, 'letter = "decision-alternative"\n', 'letter = "decision-alternative"\nby = ["sms"]\n'),
    Rule("F47", "en/decision-alternative", "{{decision}}\n", "Please ask us.\n"),
    Rule("F48", "moves.accept", "gates = [{ decided = true }]", "gates = [{ decided = true }, { rounds-left = true }]"),
    Rule("F49", "stages.open", 'public = { en = "Open"', 'public = { en = "Refused"'),
    Rule("F49", "moves.refuse-again", 'to = "open"', 'to = "closed-without-answer"'),
    Rule("F50", "en/refused-again", "{{routes}}\n", "Please look for them.\n"),
    Rule("F50", "routes.hakem-heyeti", 'countries = ["TR"]', 'countries = ["GR"]'),
    Rule("F50", TOML, 'letter = "refused-again"\n', 'letter = "refused-again"\nby = ["sms"]\n'),
    Rule("F51", "rounds", "most = 2", "most = 3"),
    Rule("F51", "moves.refuse-again", 'to = "open"', 'to = "assessment"\nnew_round = true'),
    Rule("F62", "stages.received", 'public = { en = "Complaint Received"', 'public = { en = "Received"'),
    Rule("F62", "stages.assessment", 'public = { en = "Assessment"', 'public = { en = "In hand"'),
    Rule("F62", "stages.finalisation", 'public = { en = "Assessment"', 'public = { en = "Finalisation"'),
    Rule("F62", "stages.completed", 'public = { en = "Completed"', 'public = { en = "Done"'),
    Rule("F62", "stages.closed", 'public = { en = "Closed"', 'public = { en = "Agreed"'),
    Rule("F62", "stages.open", 'public = { en = "Open"', 'public = { en = "Refused"'),
    Rule("F62", "moves.refuse", 'to = "assessment"', 'to = "finalisation"'),
]


@pytest.mark.parametrize("rule", each(RULES))
def test_a_rule_taken_out_of_the_pack_refutes_its_statement(rule: Rule):
    assert any(faults(without(PACK, rule), rule.statement))


def test_every_statement_of_the_pack_is_put_to_this_test():
    assert {rule.statement for rule in RULES} == EXPECTED[PACK]
