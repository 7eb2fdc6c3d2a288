"""What the procedure of a manufacturer promises, proven by its scenarios, and each rule by taking it out."""

from __future__ import annotations

import pytest

from amends.goods.models import Order, Shipment
from amends.proof import run as proof
from amends.proof import scenarios
from tests.proof.test_prove import changed, files_of

pytestmark = pytest.mark.django_db

PACK = "product-quality"
EXPECTED = {f"K{number:02}" for number in (*range(1, 27), *range(34, 40))}


def test_every_statement_of_the_pack_has_a_scenario():
    named = {statement for scenario in scenarios.read(files_of(PACK)) for statement in scenario.statements}
    assert named >= EXPECTED


OWN_ORDER = (
    'to = "cause"\nwho = ["sales"]\nform = "handling-form"',
    'to = "proposal"\nwho = ["sales"]\nform = "handling-form"',
)
BROKEN = [
    ("K01", 'en = """To give our customers satisfactory service quickly', 'en = """To give our customers service'),
    (
        "K02",
        'title = { en = "The delivery is not complete yet", tr = "Teslimat henüz tamamlanmadı", zh = "交付手续尚未完成" }\ncovered = false',
        'title = { en = "The delivery is not complete yet", tr = "Teslimat henüz tamamlanmadı", zh = "交付手续尚未完成" }\ncovered = true',
    ),
    (
        "K03",
        '  { covered = true },\n  { filled = ["class"] },\n]\ntells = { en = "We found your order',
        '  { filled = ["class"] },\n]\ntells = { en = "We found your order',
    ),
    ("K04", 'zh = "已交付货物不适合其用途" }\ncovered = true', 'zh = "已交付货物不适合其用途" }\ncovered = false'),
    (
        "K05",
        'remedies = ["explanation", "apology", "rework", "exchange", "take-back", "change"]',
        'remedies = ["explanation", "apology", "change"]',
    ),
    ("K06", 'gates = [{ filled = ["contract"] }]\n', ""),
    ("K07", 'amount = "3 working days"', 'amount = "5 working days"'),
    ("K07", 'classes = ["appeal", "not-ours"]\n', ""),
    ("K08", '  { four-eyes = "examine-origin" },\n', ""),
    ("K08", '  { time-passed = "hear-customer" },\n', ""),
    ("K08", '  { filled = ["origin_evidence"] },\n  { done = "examine-origin" },\n', ""),
    ("K09", 'to = "closed-not-ours"', 'to = "closed"'),
    (
        "K09",
        'gates = [{ other-than = "examine-inspection" }]\ntells = { en = "We examined the inspection',
        'tells = { en = "We examined the inspection',
    ),
    (
        "K10",
        'remedies = ["explanation", "apology", "rework", "exchange", "take-back", "change"]',
        'remedies = ["explanation", "apology", "rework", "exchange", "take-back", "compensation", "change"]',
    ),
    ("K10", "remedies = []", 'remedies = ["exchange"]'),
    ("K11", *OWN_ORDER),
    ("K12", 'who = ["quality", "production", "technology"]', 'who = ["quality"]'),
    (
        "K13",
        'at = ["received"]\nwho = ["sales"]\ntells = { en = "Our sales department accepted',
        'at = ["received"]\nwho = ["staff"]\ntells = { en = "Our sales department accepted',
    ),
    ("K14", 'gates = [{ done = "check-order" }]\nprompt', "prompt"),
    ("K15", '  { done = "check-shipment" },\n', ""),
    ("K16", '  { done = "questionnaire" },\n', ""),
    ("K17", 'gates = [{ filled = ["survey_finding"] }]\n', ""),
    ("K18", 'gates = [{ is = { survey_kind = ["alone", "evidence"] } }]\n', ""),
    ("K19", 'gates = [{ done = "confirm-responsibility" }, { is = { responsibility = ["ours"] } }]\n', ""),
    ("K20", 'who = ["sales"]\nform = "handling-form"', 'who = ["sales"]'),
    ("K21", 'on = "act hand-over"\nletter = "to-quality"', 'on = "act cause-known"\nletter = "to-quality"'),
    (
        "K22",
        '  { done = "examine-inspection" },\n  { done = "examine-batch" },\n  { done = "ask-department" },',
        '  { done = "examine-batch" },\n  { done = "ask-department" },',
    ),
    ("K23", '  { done = "examine-batch" },\n  { done = "ask-department" },', '  { done = "ask-department" },'),
    ("K24", '  { replied = true },\n  { other-than = "find-cause" },', '  { other-than = "find-cause" },'),
    ("K25", '  { done = "record-result" },\n', ""),
    (
        "K26",
        'step = "asked"\ntitle = { en = "Ask the customer to send goods back", tr = "Müşteriden malı geri iste", zh = "请客户退回货物" }\nat = ["survey", "cause", "proposal", "answered", "carrying-out"]\nwho = ["sales"]',
        'step = "asked"\ntitle = { en = "Ask the customer to send goods back", tr = "Müşteriden malı geri iste", zh = "请客户退回货物" }\nat = ["survey", "cause", "proposal", "answered", "carrying-out"]\nwho = ["quality"]',
    ),
    ("K26", '  { goods-settled = true },\n  { done = "file-original" },', '  { done = "file-original" },'),
    ("K34", '  { done = "propose" },\n', ""),
    ("K34", "{ drafted = true }, { replied = true }, { within-authority", "{ drafted = true }, { within-authority"),
    ("K35", "{ complete = true }, ", ""),
    ("K35", "{ complete = true }, { within-authority = true }, ", "{ complete = true }, "),
    ("K36", '  { approved = ["general-manager"] },\n', ""),
    ("K37", '  { done = "file-original" },\n', ""),
    ("K38", '  { done = "keep-copy" },\n', ""),
    ("K39", *OWN_ORDER),
]


@pytest.mark.parametrize(("statement", "rule", "instead"), BROKEN)
def test_a_rule_taken_out_of_the_pack_refutes_its_statement(statement: str, rule: str, instead: str):
    files = changed(files_of(PACK), "procedure.toml", rule, instead)
    naming = [scenario for scenario in scenarios.read(files) if statement in scenario.statements]
    assert any(not proof.run(scenario, files).held for scenario in naming)


@pytest.mark.parametrize(
    ("statement", "letter", "words"),
    [
        ("K26", "return-request", "**in their original packaging**"),
        ("K09", "decision-not-ours", "**You need not agree with it:**"),
        ("K02", "decision-outside-scope", "> {{coverage}}"),
        ("K37", "to-file", "**Quality** files the original."),
    ],
)
def test_a_letter_that_says_less_refutes_the_statement_that_needs_it(statement: str, letter: str, words: str):
    files = changed(files_of(PACK), f"letters/en/{letter}.md", words, "")
    naming = [scenario for scenario in scenarios.read(files) if statement in scenario.statements]
    assert any(not proof.run(scenario, files).held for scenario in naming)


def test_no_letter_to_a_customer_blames_anybody():
    """The source speaks of customers who look for reasons on purpose; what leaves the house never does (K08)."""
    words = (
        "your fault",
        "on purpose",
        "deliberate",
        "dishonest",
        "misuse",
        "kasıt",
        "kötüye",
        "sizin hatanız",
        "故意",
        "恶意",
        "过错",
        "无理",
    )
    files = files_of(PACK)
    said = {path: text.lower() for path, text in files.items() if path.startswith("letters/")}
    assert [(path, word) for path, text in said.items() for word in words if word in text] == []


def test_goods_of_the_living_neither_help_a_scenario_nor_are_touched():
    """An order 1001 that is there already would tell other things than the scenario says (K14, K15)."""
    order = Order.objects.create(number="1001", bare="1001", organisation="Somebody else")
    Shipment.objects.create(number="S-1001", bare="S1001", order=order)
    naming = [one for one in scenarios.read(files_of(PACK)) if "K15" in one.statements]
    assert [result.fault for result in (proof.run(one, files_of(PACK)) for one in naming) if not result.held] == []
    assert Order.objects.get().organisation == "Somebody else"
    assert Shipment.objects.get().shipped_on is None
