"""Each statement on the standard, on improvement and on certification falls when what carries it is taken away."""

from __future__ import annotations

import pytest

from tests.proof.mutations import CLAUSES, TOML, Deed, Rule, unseen

pytestmark = pytest.mark.django_db

GENERAL, COORDINATOR, GOODS = "feedback-and-complaints", "coordinator", "product-quality"
ASKED = '[[notices]]\non = "entered closed"\nletter = "satisfaction"\nkinds = ["complaint"]\n'
TOLD = 'on = "received"\nletter = "acknowledgement"\n'
OTHERS = 'gates = [{ other-than = "review-details" }, { other-than = "draft" }]\n'
AUDIT_KEPT = '["work:audits/audit", "work:audits/nonconformity"]'
FIELD = "[[forms.classification.fields]]\nkey = "
SERIOUS = (
    FIELD
    + '"severity"\ntype = "choice"\ntitle = { en = "How serious is it for the complainant?", tr = "Şikâyet sahibi için ne kadar ciddi?" }\noptions.minor = { en = "Minor", tr = "Hafif" }\noptions.serious = { en = "Serious", tr = "Ciddi" }\noptions.critical = { en = "Critical", tr = "Kritik" }\n'
)
HALT = (
    FIELD
    + '"immediate_action"\ntype = "long text"\ntitle = { en = "Is something needed at once, and was it done?", tr = "Hemen yapılması gereken bir şey var mı, yapıldı mı?" }\n'
)
CHANGES = '  { en = "What we learn changes how we work.", tr = "Öğrendiklerimiz çalışma biçimimizi değiştirir." },\n'
FREE = '  { en = "Complaining is free of charge, whatever the outcome.", tr = "Şikâyet etmek, sonuç ne olursa olsun ücretsizdir." },\n'
FAIR = '  { en = "We are fair and take no side. A second look is never taken by the person who took the first.", tr = "Adil ve tarafsızız. İkinci incelemeyi hiçbir zaman ilk incelemeyi yapan kişi yapmaz." },\n'
SEEN_BY = '  { en = "Only those who work on your matter see your personal data.", tr = "Kişisel bilgilerinizi yalnızca konunuz üzerinde çalışanlar görür." },\n'

# By the pack whose scenarios are played.
MISSING: dict[str, list[Rule | Deed]] = {
    GENERAL: [
        Deed("S01", '"Bora" does "Approve it"', seen='the matrix shows for the clause "1"'),
        Rule(
            "S01",
            "kinds.feedback",
            "our products, our services or how we work",
            "our products",
            seen="our products, our services or how we work",
        ),
        Deed("S02", 'opens the document "ISO 10002:2018"', seen='the matrix shows for the clause "2"'),
        Rule(
            "S03",
            "terms.complainant",
            "You, when you complain: a person or an organisation, or whoever speaks for them.",
            "A person.",
            seen="or whoever speaks for them",
        ),
        Rule(
            "S04",
            "kinds.complaint",
            "You tell us that you are dissatisfied with a certain matter, and",
            "You write, and",
            seen="You tell us that you are dissatisfied",
        ),
        Rule("S05", "terms.customer", "", seen="Whoever gets a product or a service from us"),
        Rule("S06", TOML, FAIR, seen="We are fair and take no side."),
        Rule("S06", TOML, CHANGES, seen="What we learn changes how we work."),
        Deed("S07", "halden.example", seen="everybody finds the way in"),
        Rule(
            "S07", "duties.resolution", "public = true\n", seen="Our proposal to resolve your complaint: 7 working days"
        ),
        Rule("S08", "tr/acknowledgement", "**Şikâyetinizi aldık**", "**We received it**", seen="Şikâyetinizi aldık"),
        Rule(
            "S09",
            TOML,
            'on = "act start-investigation"\nletter = "under-review"\n',
            'on = "act propose"\nletter = "under-review"\n',
            seen="we are now looking into your complaint",
        ),
        Rule("S09", TOML, TOLD, TOLD + 'by = ["email"]\n', seen="gets an SMS with the tracking number"),
        Rule("S10", "records.review-details", OTHERS, seen='because "someone other than the person who did"'),
        Rule("S11", TOML, FREE, seen="Complaining is free of charge"),
        Rule("S11", "en/acknowledgement", "Complaining costs you nothing. ", seen="Complaining costs you nothing."),
        Rule("S12", TOML, SEEN_BY, seen="Only those who work on your matter"),
        Rule("S12", "retention", "", seen='nothing is missing for the clauses "4.10"'),
        Deed("S13", "A new one.", "Nothing.", seen='the case holds the answer "A new one." to "wanted"'),
        Rule(
            "S13",
            CLAUSES,
            '["figure:process-satisfaction", "wanted"]',
            '["figure:process-satisfaction"]',
            seen='the clause "4.11"',
        ),
        Rule("S14", "moves.start-investigation", "gates = [{ owned = true }]\n", seen="nobody is in charge"),
        Rule(
            "S14",
            "stages.received",
            'owner = "customer-service-manager"',
            'owner = "complaints-officer"',
            seen="the next step lies with",
        ),
        Rule("S15", TOML, CHANGES, seen="What we learn changes how we work."),
        Deed("S15", 'the objective "improvements" is to reach', seen='the objective "improvements" was reached'),
        Deed("S16", '"Bora" does "Approve it"', seen='the matrix shows for the clause "5.2"'),
        Rule(
            "S17",
            TOML,
            "in a systematic and responsive way",
            "when there is time",
            seen="To handle what customers tell us",
        ),
        Deed("S17", '"Rana" does "I have read it"', seen='nothing is missing for the clauses "5.3, 5.4"'),
        Deed("S17", '"Deniz" says that they have read', seen='nothing is missing for the clauses "5.3, 5.4"'),
        Deed("S18", "top-manager", "auditor", seen='the matrix shows for the clause "5.4"'),
        Rule("S19", "reviews.procedure", "", seen='the matrix shows for the clause "6.1"'),
        Deed("S20", 'the objective "acknowledged-in-time" is to reach', seen="was reached in February"),
        Deed(
            "S21",
            "The script at the counter says it aloud",
            "",
            seen='nothing is missing for the clauses "6.1, 6.2, 6.3"',
        ),
        Deed("S22", '"Leyla" does "It was held"', seen='the matrix shows for the clause "6.4"'),
        Rule("S23", "stages.investigation", 'en = "Being investigated"', 'en = "Busy"', seen="Being investigated"),
        Rule(
            "S24",
            "en/acknowledgement",
            "Number {{number}}, password",
            "Password",
            seen="gets an SMS with the tracking number",
        ),
        Deed("S24", "I cannot read small print.", "No.", seen='to "needs"'),
        Rule("S25", "stages.received", 'en = "Received and under review"', 'en = "Somewhere"', seen="sees the status"),
        Rule("S26", "duties.acknowledge", '"letter acknowledgement", ', seen="was kept"),
        Rule(
            "S27",
            TOML,
            SERIOUS,
            SERIOUS.replace("classification", "look-in"),
            seen='the case holds the answer "serious" to "severity"',
        ),
        Rule("S27", TOML, HALT, seen='to "immediate_action"'),
        Rule(
            "S28",
            "moves.propose",
            '  { done = "confirm", when = { severity = ["serious", "critical"] } },\n',
            seen="“Confirm the findings as a second person” has not been done yet",
        ),
        Rule(
            "S28",
            "moves.propose",
            '  { done = "confirm", when = { safety = ["yes"] } },\n',
            seen="“Confirm the findings as a second person” has not been done yet",
        ),
        Rule(
            "S28", "moves.propose", ', when = { severity = ["serious", "critical"] }', seen="nothing stood in the way"
        ),
        Rule(
            "S29",
            "duties.resolution",
            'met = ["letter decision"]',
            'met = ["letter delay"]',
            seen="Our proposal to resolve your complaint",
        ),
        Rule(
            "S29",
            "remedies",
            'replacement = { en = "Replacement"',
            'replacement = { en = "Something"',
            seen="Replacement",
        ),
        Rule("S30", "en/decision", "{{decision}}\n", "None.\n", seen="The dye was not fixed."),
        Rule("S31", "moves.close", '{ done = "carry-out" }, ', seen='cannot yet do "close"'),
        Rule(
            "S31",
            "moves.refuse-again",
            'to = "outside"',
            'to = "closed-without-answer"',
            seen="Open, outside bodies can hear you",
        ),
        Rule(
            "S31", "routes.hakem-heyeti", 'countries = ["TR"]', 'countries = ["GR"]', seen="is told of the outside body"
        ),
        Rule(
            "S31", "duties.look-in", 'amount = "1 month"', 'amount = "6 months"', seen="Look in on the open complaint"
        ),
        Rule("S31", "moves.accept-later", "", seen="may accept the decision"),
        Rule("S32", "retention", 'keep = "36 months"', 'keep = "1 month"', seen="36 months"),
        Rule("S33", "records.classify", 'form = "classification"\n', seen='to "severity"'),
        Rule("S34", TOML, ASKED, seen="Three questions on how it went"),
        Rule(
            "S34", "forms.rating", 'type = "scale", measures = "outcome"', 'type = "scale"', seen="outcome-satisfaction"
        ),
        Rule("S35", "duties.acknowledge", 'counts_as = "acknowledgement"\n', seen="was reached in February"),
        Deed("S36", 'opens the audit "Internal audit"', seen='the matrix shows for the clause "8.5"'),
        Rule("S37", "reviews.management", "", seen='the matrix shows for the clause "8.6"', pack="reviews"),
        Deed("S38", 'out of it: "Longer in the steamer"', seen='it is tied to the matter "Longer in the steamer"'),
        Rule(
            "S39",
            CLAUSES,
            'key = "8.5"\nearlier = "8.5"',
            'key = "8.5"\nearlier = "8.6"',
            seen="the matrix has every clause of both editions",
        ),
        Rule("S39", CLAUSES, AUDIT_KEPT, '["roles"]', seen='the matrix says that for the clause "8.5"'),
        Deed("S39", '"Leyla" keeps the evidence of the clause "8.5"', seen="in the hands of"),
        Rule("S40", TOML, ASKED, seen="Three questions on how it went"),
        Deed("S40", "the organisation publishes", seen='"Complaints we received" is'),
        Deed("S41", 'the public figure of "Trade association"', seen="stands beside"),
        Deed("S42", "the organisation publishes", seen='"Complaints we received" is'),
        Deed("S42", 'out of it: "Longer in the steamer"', seen="Changes begun because of complaints"),
        Rule(
            "S44",
            "records.acknowledge-spoken",
            "On the phone or in person, say:",
            "Say:",
            seen="On the phone or in person, say",
        ),
        Rule("S46", "records.review-details", OTHERS, seen='because "someone other than the person who did"'),
        Deed("S46", '"Rana" sends the decision', seen='the handler "Rana" upheld'),
        Deed(
            "S47",
            'out of it: "A washing line on the label"',
            seen='it is tied to the matter "A washing line on the label"',
        ),
        Deed("S48", "the organisation reckons with these numbers", seen="losing this customer would cost"),
        Rule(
            "S49",
            "kinds.complaint",
            'first = "received"',
            'first = "received"\nform = "classification"',
            seen="gets an e-mail with the tracking number",
        ),
        Deed("S50", "Ayse@Example.org", "other@example.org", seen="reads the history of this customer"),
    ],
    "improvement": [
        Rule(
            "F52",
            "duties.answer-idea",
            'amount = "20 working days"',
            'amount = "60 working days"',
            seen="Tell what becomes of the idea",
        ),
        Rule(
            "F53",
            "moves.implement",
            'gates = [{ done-ever = "find-cause" }]\n',
            seen="“Write down the root cause” has not been done yet",
        ),
        Rule("F53", "moves.found-not-effective", 'to = "planned"', 'to = "dropped"', seen="To be planned"),
        Rule(
            "F54",
            "forms.action",
            ' options.preventive = { en = "preventive: it shall not happen at all", tr = "önleyici: hiç olmasın" },',
            seen="To be planned",
        ),
        Rule(
            "F55", "duties.carry-out", 'from = "field due_on"', 'from = "field check_on"', seen="Carry out the action"
        ),
        Rule(
            "F56",
            "forms.idea",
            ' options.innovation = { en = "something new that we looked into", tr = "araştırdığımız bir yenilik" },',
            seen='the answer "innovation"',
        ),
        Rule("F56", "moves.adopt", 'form = "outcome"\n', seen="In use since 1 March."),
        Rule(
            "F57",
            "forms.idea",
            ' options.comparison = { en = "a comparison with others", tr = "başkalarıyla kıyaslama" },',
            seen='the answer "comparison"',
        ),
        Rule(
            "F58",
            "forms.idea",
            ' options.best-practice = { en = "a best practice", tr = "iyi bir uygulama" },',
            seen='the answer "best-practice"',
        ),
        Rule("F60", "kinds.idea", 'who = ["staff"]\n', seen='it stands at "Proposed"'),
        Rule("F61", "moves.act-on-it", ', { opened = "action" }', seen="nothing of this kind was opened yet: action"),
        Rule("F61", "moves.solve", "gates = [{ settled = true }]\n", seen="not settled yet"),
        Rule(
            "S18", "kinds.action", 'form = "action"', 'form = "action"\nwho = ["staff"]', seen="may not open an action"
        ),
        Rule(
            "S29",
            "duties.contain",
            'amount = "2 working days"',
            'amount = "9 working days"',
            seen="Protect customers until the cause is gone",
        ),
        Rule(
            "S33",
            "moves.act-on-it",
            '{ done-ever = "find-cause" }, ',
            seen="“Write down the root cause” has not been done yet",
        ),
        Rule("S33", "moves.no-common-cause", 'to = "chance"', 'to = "solved"', seen="No common cause"),
        Rule(
            "S35",
            "duties.look-into",
            'amount = "10 working days"',
            'amount = "60 working days"',
            seen="Find the cause of the problem",
        ),
        Rule(
            "S38", "moves.found-effective", ', { time-passed = "let-it-work" }', seen="Let it work before it is judged"
        ),
        Rule("S38", "moves.found-effective", '{ four-eyes = "implement" }, ', seen="someone other than the person"),
        Rule(
            "S41",
            "forms.idea",
            ' options.comparison = { en = "a comparison with others", tr = "başkalarıyla kıyaslama" },',
            seen='the answer "comparison"',
        ),
        Rule("S47", "moves.act-on-it", ', { opened = "action" }', seen="nothing of this kind was opened yet: action"),
        Rule(
            "P04",
            "forms.idea",
            ' options.product = { en = "a product", tr = "bir ürün" },',
            seen='it stands at "Proposed"',
        ),
        Rule(
            "G38",
            "moves.act-on-it",
            '{ done-ever = "find-cause" }, ',
            seen="“Write down the root cause” has not been done yet",
        ),
        Rule(
            "K27",
            "forms.plan",
            '  { key = "d5_chosen", type = "long text", required = true, title = { en = "What will be done, and why this", tr = "Ne yapılacak ve neden bu" } },\n',
            seen="The dye is fixed for 40 minutes instead of 25.",
        ),
        Rule(
            "K28",
            "moves.implement",
            'gates = [{ done-ever = "find-cause" }]\n',
            seen="“Write down the root cause” has not been done yet",
        ),
        Rule("K29", "records.follow", 'form = "followed"\n', seen="Three weeks, no complaint about colour"),
        Rule("K30", "moves.found-effective", '{ four-eyes = "implement" }, ', seen="someone other than the person"),
        Rule(
            "K31",
            "forms.lasting",
            '  { key = "d7_conclusion", type = "long text", required = true, title = { en = "What we conclude", tr = "Çıkardığımız sonuç" } },\n',
            seen="The fixing time decides",
        ),
        Rule(
            "K32",
            "forms.lasting",
            '  { key = "d7_standards", type = "long text", title = { en = "Standards revised", tr = "Gözden geçirilen standartlar" } },\n',
            seen="Test standard: one roll in ten",
        ),
        Rule(
            "K33",
            "forms.lasting",
            '  { key = "d7_documents", type = "long text", title = { en = "Process documents improved", tr = "İyileştirilen süreç belgeleri" } },\n',
            seen="Recipe sheet 14",
        ),
        Rule(
            "K33",
            "moves.found-effective",
            ', { done-ever = "make-lasting" }',
            seen="“Revise standards and documents” has not been done yet",
        ),
    ],
    GOODS: [
        Deed("K27", "Tian; Qin; Pan; Sun", "Tian", seen="Tian, Qin, Pan, Sun"),
        Deed("K29", "Four machines of six are done.", seen="Four machines of six are done."),
        Rule(
            "K30",
            "moves.found-effective",
            ', { time-passed = "let-it-work" }',
            seen="Let it work before it is judged",
            pack="improvement",
        ),
        Rule(
            "K31",
            "moves.found-effective",
            ', { done-ever = "make-lasting" }',
            seen="“Revise standards and documents” has not been done yet",
            pack="improvement",
        ),
        Rule(
            "S28",
            "duties.claim-cause",
            'amount = "3 working days"',
            'amount = "5 working days"',
            seen="Find the real cause of a claim, first of all",
        ),
        Rule(
            "S45",
            TOML,
            '[[guidance]]\nwhen = { class = ["claim"] }',
            '[[guidance]]\nwhen = { class = ["appeal"], severity = ["minor"] }',
            seen="compensate the loss as the contract says",
        ),
    ],
    COORDINATOR: [
        Deed(
            "P04", 'out of it: "Rubber feet in every box"', seen='it is tied to the matter "Rubber feet in every box"'
        ),
        Deed("P05", "Eleni@Example.org", "other@example.org", seen="reads the history of this customer"),
        Deed("P06", "Eleni@Example.org", "other@example.org", seen="reads the history of this customer"),
        Rule(
            "P21",
            "moves.close",
            '{ done = "plan-action" }, ',
            seen="“Plan preventive and corrective action” has not been done yet",
        ),
        Rule(
            "P21",
            "duties.carry-out",
            'from = "field due_on"',
            'from = "field check_on"',
            seen="Carry out the action",
            pack="improvement",
        ),
    ],
    "reviews": [
        Rule(
            "S35",
            "duties.hold-week",
            'amount = "3 working days"',
            'amount = "9 working days"',
            seen="Hold the weekly review",
        ),
        Rule("G38", "reviews.recurring-issues", "", seen="the list of month shows", pack=GENERAL),
        Rule(
            "F61",
            "forms.figures",
            '  { key = "recurring", type = "long text", title = { en = "What recurs", tr = "Neler tekrarlıyor" } },\n',
            seen='that "Late parcels"',
        ),
        Rule("S33", "reviews.recurring-issues", "", seen="the list of month shows", pack=GENERAL),
        Rule(
            "G39",
            "reviews.quarterly-analysis",
            'every = "quarter"',
            'every = "year"',
            seen="the list of quarter shows",
            pack=GENERAL,
        ),
        Rule(
            "G40",
            "forms.figures",
            '  { key = "trends", type = "long text", title = { en = "Trends", tr = "Eğilimler" } },\n',
            seen="Delivery grew from a third to half",
        ),
        Rule("G41", "moves.hold-and-change", ', { opened = "idea" }', seen="nothing of this kind was opened yet: idea"),
        Rule("S47", "moves.hold-and-change", ', { opened = "idea" }', seen="nothing of this kind was opened yet: idea"),
        Rule("G46", "reviews.procedure", "", seen="the list of year shows", pack=GENERAL),
        Rule(
            "G47",
            "moves.conclude-and-change",
            ', { opened = "action" }',
            seen="nothing of this kind was opened yet: action",
        ),
        Rule(
            "S37",
            "moves.conclude",
            '{ done = "look-at-inputs" }, ',
            seen="“Look at the rest of the agenda” has not been done yet",
        ),
        Rule("S37", "moves.conclude", '{ done = "decide" }, ', seen="“Write down a decision” has not been done yet"),
        Rule(
            "S22",
            "forms.inputs",
            '  { key = "resources", type = "long text", title = { en = "People, training, tools and money needed", tr = "Gereken insan, eğitim, araç ve bütçe" } },\n',
            seen="One more investigator, training in conduct",
        ),
    ],
    "audits": [
        Rule(
            "S10", "moves.opening-meeting", ', { apart = ["auditors", "audited"] }', seen="the same person is named in"
        ),
        Rule("S36", "moves.opening-meeting", '{ named = "auditors" }, ', seen="because only for whom"),
        Rule(
            "S36",
            "moves.closing-meeting",
            ', { done-ever = "visit" }',
            seen="“Visit a department” has not been done yet",
        ),
        Rule(
            "S35",
            "duties.audit-held",
            'amount = "0 calendar days"',
            'amount = "20 calendar days"',
            seen="Begin the audit on the day planned",
        ),
    ],
    "documents": [
        Rule(
            "S16",
            "moves.approve-version",
            'gates = [{ four-eyes = "write" }]\n',
            seen='"Leyla" cannot yet do "Approve it"',
        ),
        Deed(
            "S02", 'opens the document "Consumer protection law 6502"', seen="the register of standards and laws names"
        ),
        Deed("F59", "everyone", "nobody", seen='these people have not read it: "Bora, Emre, Kim, Leyla, Rana"'),
        Deed("G43", "everyone", "nobody", seen='these people have not read it: "Bora, Emre, Kim, Leyla, Rana"'),
        Rule("G44", "kinds.document", "everyone = true\n", seen='"Kim" can open it'),
        Rule(
            "G46",
            "duties.look-again-by",
            'warn = [{ before = "1 month", to = ["owner", "quality-manager"] }]\n',
            seen='"Leyla" gets an e-mail',
        ),
        Rule("G47", "moves.revise", "new_round = true\n", seen='these people have not read it: "Emre, Rana"'),
        Rule(
            "S35",
            "duties.look-again-by",
            'from = "field review_on"',
            'from = "field effective_on"',
            seen="Look at the document again",
        ),
    ],
    "training": [
        Rule(
            "G42",
            "duties.renew-training",
            'amount = "1 month"',
            'amount = "1 week"',
            seen='staff owe "Train again before it lapses"',
        ),
        Rule(
            "G45",
            "forms.held",
            '  { key = "attended", type = "members", required = true, title = { en = "Who came", tr = "Kimler geldi" } },\n',
            seen='these people lack their training: "Emre"',
        ),
        Rule(
            "S22",
            "duties.check-training",
            'amount = "10 working days"',
            'amount = "30 working days"',
            seen='staff owe "Check what was learned"',
        ),
        Deed("S43", "a case is given only to whoever is trained", seen="a case may be given to"),
        Deed("S44", 'needs training in "conduct"', seen='these people lack their training: "Emre, Rana"'),
    ],
    "certification": [
        Rule(
            "S51",
            "forms.certification",
            '  { key = "employees", type = "number", required = true, title = { en = "People who work in the scope, as full-time places", tr = "Kapsamda çalışanlar, tam zamanlı karşılığı" } },\n',
            seen="reads these offers side by side",
        ),
        Deed("S51", "84", "400", seen="reads these offers side by side"),
        Rule(
            "S52",
            "forms.certification",
            '  { key = "design", type = "yes or no", required = true, title = { en = "Does the scope include design and development?", tr = "Kapsamda tasarım ve geliştirme var mı?" } },\n',
            seen='to "design"',
        ),
        Rule(
            "S52",
            "forms.certification",
            '  { key = "scope", type = "long text", required = true, title = { en = "Scope", tr = "Kapsam" } },\n',
            seen='to "scope"',
        ),
        Rule(
            "S53", "moves.accept-quote", 'gates = [{ done-ever = "quote" }]\n', seen='cannot yet do "Accept an offer"'
        ),
        Rule(
            "S53",
            "forms.accepted",
            '  { key = "accepted_body", type = "text", longest = 160, required = true, title = { en = "Whose offer is accepted", tr = "Kimin teklifi kabul edildi" } },\n',
            seen='to "accepted_body"',
        ),
        Rule("S54", "moves.apply", 'form_complete = ["yes"], ', seen="“Is the application form complete and correct?”"),
        Rule(
            "S55",
            "moves.apply",
            ', system_documents = ["yes"]',
            seen="“Are the management system's documents attached?”",
        ),
        Rule(
            "S56",
            "duties.audit-day",
            'amount = "0 calendar days"',
            'amount = "10 calendar days"',
            seen='staff owe "Be audited on the day planned"',
        ),
        Rule(
            "S57",
            "forms.stage",
            ' options.opening = { en = "opening meeting", tr = "açılış toplantısı" },',
            seen="opening meeting",
        ),
        Rule(
            "S58",
            "forms.stage",
            '  { key = "department", type = "department", title = { en = "Department", tr = "Bölüm" } },\n',
            seen="Customer care",
        ),
        Rule(
            "S59",
            "forms.stage",
            '  { key = "part_words", type = "long text", required = true, title = { en = "What was examined, what was found", tr = "Ne incelendi, ne bulundu" } },\n',
            seen="against each requirement",
        ),
        Rule(
            "S60",
            "moves.recommended",
            ', { is = { recommendation = ["positive"] } }',
            seen="“Recommendation of the auditors” is not answered as it must be",
        ),
        Rule(
            "S61",
            "forms.stage",
            ', options.closing = { en = "closing meeting", tr = "kapanış toplantısı" }',
            seen="closing meeting",
        ),
        Rule(
            "S62",
            "moves.corrections-asked",
            ', { opened = "nonconformity" }',
            seen="nothing of this kind was opened yet: nonconformity",
        ),
        Rule(
            "S63",
            "moves.corrections-verified",
            "gates = [{ settled = true }]\n",
            seen='cannot yet do "The body verified the corrections"',
        ),
        Rule(
            "S64",
            "moves.certify",
            'gates = [{ done = "committee-decided" }]\n',
            seen='cannot yet do "The certificate is here"',
        ),
        Rule(
            "S65",
            "forms.certificate",
            '  { key = "agreement_words", type = "long text", required = true, title = { en = "What the agreement says about keeping it", tr = "Sözleşmenin belgenin korunmasına ilişkin hükümleri" } },\n',
            seen='to "agreement_words"',
        ),
        Rule(
            "S65",
            "forms.certificate",
            '  { key = "certificate_number", type = "text", longest = 80, required = true, title = { en = "Number of the certificate", tr = "Belge numarası" } },\n',
            seen='to "certificate_number"',
        ),
        Rule(
            "S66",
            "duties.certificate-ends",
            'amount = "36 months"',
            'amount = "48 months"',
            seen='staff owe "The three years of the certificate end"',
        ),
        Rule(
            "S67",
            "duties.yearly-surveillance",
            'amount = "12 months"',
            'amount = "18 months"',
            seen='staff owe "Surveillance audit within the year" by Tuesday 15 June 2027',
        ),
        Rule(
            "S67",
            "duties.yearly-surveillance",
            "repeats = true\n",
            seen='staff owe "Surveillance audit within the year" by Wednesday 17 May 2028',
        ),
        Rule(
            "S68",
            "moves.apply-for-renewal",
            'gates = [{ is = { continues = ["yes"] } }]\n',
            seen="“Does the certificate continue?”",
        ),
        Rule(
            "S69",
            "duties.renew-in-time",
            'warn = [{ before = "1 month", to = ["owner", "quality-manager"] }]\n',
            seen='"Leyla" gets an e-mail that says "Apply for renewal"',
        ),
        Rule(
            "S69",
            "duties.renew-in-time",
            'amount = "1 month"',
            'amount = "1 week"',
            seen='staff owe "Apply for renewal',
        ),
        Rule(
            "S70",
            "moves.certify",
            '{ done = "committee-decided" }',
            '{ done-ever = "committee-decided" }',
            seen='cannot yet do "The certificate is here"',
        ),
        Rule("S71", "stages.corrections", 'en = "4 Corrections"', 'en = "Corrections"', seen="4 Corrections"),
        Rule(
            "S71",
            "stages.committee",
            'en = "5 Decision of the committee"',
            'en = "Decision"',
            seen="5 Decision of the committee",
        ),
    ],
}
EVERY = [(pack, one) for pack, missing in MISSING.items() for one in missing]
EXPECTED = {
    *(f"S{number:02}" for number in range(1, 72)),
    *(f"F{number}" for number in range(52, 62)),
    *(f"G{number}" for number in range(38, 48)),
    *(f"K{number}" for number in range(27, 34)),
    "P04",
    "P05",
    "P06",
    "P21",
}


@pytest.mark.parametrize(("pack", "missing"), [pytest.param(*one, id=f"{one[1]} · {one[0]}") for one in EVERY])
def test_what_is_taken_away_refutes_its_statement(pack: str, missing: Rule | Deed):
    assert any(missing.seen in sentence for sentence in unseen(pack, missing))


def test_every_statement_on_the_standard_improvement_and_certification_is_put_to_this_test():
    assert {one.statement for _pack, one in EVERY} == EXPECTED
