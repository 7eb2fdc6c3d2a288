Feature: A proposal of all departments, the approval of the general manager, one answer, and a complete file

  Background:
    Given the organisation "Halden Weaving" in Turkey follows this procedure
    And it has these departments
      | key        | name       | e-mail                 |
      | sales      | Sales      | sales@example.org      |
      | quality    | Quality    | quality@example.org    |
      | production | Production | production@example.org |
      | technology | Technology | technology@example.org |
    And it has these categories
      | key    | name   | department |
      | fabric | Fabric | quality    |
    And these people work there
      | name | role            |
      | Sun  | sales           |
      | Song | sales           |
      | Qin  | quality         |
      | Qiao | quality         |
      | Pan  | production      |
      | Tian | technology      |
      | Ma   | quality-manager |
      | Gao  | general-manager |

  @K34
  Scenario: The handling proposal is agreed with the departments before anything can be sent
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |
    When "Sun" takes the case
    And "Sun" does "Check whether the order exists"
      | order        | 1001 |
      | order_exists | yes  |
    And "Sun" does "Check whether it was shipped"
      | shipment | S-1001   |
      | delivery | complete |
    And "Sun" does "Fill the shipment into the questionnaire"
      | shipment   | S-1001                        |
      | lot        | L-77                          |
      | quantity   | 120 m delivered, 40 m concerned |
      | shipped_on | 2026-02-09                    |
      | packaging  | whole                         |
    And "Sun" does "Say whether this procedure covers it"
      | scope        | quality-discrepancy         |
      | scope_reason | Delivered on 11 February.   |
    And "Sun" classifies the case
      | category | fabric  |
      | class    | appeal |
      | severity | serious |
    And "Sun" does "Begin the field survey"
    And "Sun" does "Say who surveys"
      | survey_kind | alone |
    And "Sun" does "Record the field survey by sales"
      | surveyed_on    | 2026-03-09                        |
      | survey_finding | The seams open under light tension. |
    And "Sun" does "Confirm who is responsible"
      | responsibility        | ours |
      | responsibility_reason | Nothing else has touched it. |
    And "Sun" does "Fill in the handling form and inform quality"
      | handling_matter   | 40 m of canvas tear at the seams.   |
      | handling_question | Was the seam strength tested at all? |
    When "Qin" does "Examine the inspection records"
      | lot               | L-77                               |
      | inspection_found  | failed                             |
      | inspection_remark | The strength was below the limit.  |
    And "Qin" does "Examine the lot"
      | lot           | L-77                                  |
      | batch_finding | Made on 2 February, and two others got it. |
    And "Qin" asks the department "production" by "Ask a department": "How was lot L-77 sewn?"
    And the department "production" replies on its page: "With a worn needle."
    And "Qin" does "Record the real cause, found together"
      | sales_view      | Two customers saw it after a week. |
      | production_view | The needle was worn.               |
      | technology_view | The stitch plan is right.          |
      | cause_found     | A worn needle cut the threads.     |
      | cause_where     | machine                            |
    And "Qin" does "Record the processing result"
      | result | The rest of the lot is held back and tested. |
    And "Qin" does "The cause is known: prepare the answer"
    And "Qin" drafts a decision: "You are right. You get a new roll."
      | point | finding | outcome | remedy | remedy_on |
      | The canvas tears | A worn needle cut the threads. | upheld | exchange | 2026-03-27 |

    Then "Qin" cannot yet do "Agree the handling proposal with the departments", because "only for: Quality manager, General manager"
    When "Qin" asks the department "sales" by "Ask a department": "Is a new roll in stock?"
    Then "Ma" cannot yet do "Agree the handling proposal with the departments", because "a department has not replied yet"
    When the department "sales" replies on its page: "Yes, two."
    And "Ma" does "Agree the handling proposal with the departments"
      | proposal | Exchange the roll. |
    Then it was not possible, because "This needs an answer."
    And "Qin" cannot yet do "Send the answer to the customer", because "“Agree the handling proposal with the departments” has not been done yet"
    When "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology |
      | proposal    | Exchange the roll.            |
    Then "Gao" gets an e-mail that says "waits for your approval"
    And the history tells "Gao" that "Exchange the roll."

  @K35 @K36
  Scenario: The general manager returns a draft with a comment, approves the next, and only then quality answers
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |
    When "Sun" takes the case
    And "Sun" does "Check whether the order exists"
      | order        | 1001 |
      | order_exists | yes  |
    And "Sun" does "Check whether it was shipped"
      | shipment | S-1001   |
      | delivery | complete |
    And "Sun" does "Fill the shipment into the questionnaire"
      | shipment   | S-1001                        |
      | lot        | L-77                          |
      | quantity   | 120 m delivered, 40 m concerned |
      | shipped_on | 2026-02-09                    |
      | packaging  | whole                         |
    And "Sun" does "Say whether this procedure covers it"
      | scope        | quality-discrepancy         |
      | scope_reason | Delivered on 11 February.   |
    And "Sun" classifies the case
      | category | fabric  |
      | class    | appeal |
      | severity | serious |
    And "Sun" does "Begin the field survey"
    And "Sun" does "Say who surveys"
      | survey_kind | alone |
    And "Sun" does "Record the field survey by sales"
      | surveyed_on    | 2026-03-09                        |
      | survey_finding | The seams open under light tension. |
    And "Sun" does "Confirm who is responsible"
      | responsibility        | ours |
      | responsibility_reason | Nothing else has touched it. |
    And "Sun" does "Fill in the handling form and inform quality"
      | handling_matter   | 40 m of canvas tear at the seams.   |
      | handling_question | Was the seam strength tested at all? |
    When "Qin" does "Examine the inspection records"
      | lot               | L-77                               |
      | inspection_found  | failed                             |
      | inspection_remark | The strength was below the limit.  |
    And "Qin" does "Examine the lot"
      | lot           | L-77                                  |
      | batch_finding | Made on 2 February, and two others got it. |
    And "Qin" asks the department "production" by "Ask a department": "How was lot L-77 sewn?"
    And the department "production" replies on its page: "With a worn needle."
    And "Qin" does "Record the real cause, found together"
      | sales_view      | Two customers saw it after a week. |
      | production_view | The needle was worn.               |
      | technology_view | The stitch plan is right.          |
      | cause_found     | A worn needle cut the threads.     |
      | cause_where     | machine                            |
    And "Qin" does "Record the processing result"
      | result | The rest of the lot is held back and tested. |
    And "Qin" does "The cause is known: prepare the answer"
    And "Qin" drafts a decision: "You are right. You get a new roll."
      | point | finding | outcome | remedy | remedy_on |
      | The canvas tears | A worn needle cut the threads. | upheld | exchange | 2026-03-27 |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |

    And "Qin" sends the decision
    Then it was not possible, because "General manager has not approved yet"
    And the complainant gets no e-mail called "decision"
    When "Ma" approves the draft
    Then it was not possible, because "only for: General manager"
    When "Gao" returns the draft: "Say that we test the whole lot."
    Then "Qin" gets an e-mail that says "Say that we test the whole lot."
    And the complainant does not read "Say that we test the whole lot."
    And "Qin" drafts a decision: "You are right. You get a new roll."
      | point | finding | outcome | remedy | remedy_on |
      | The canvas tears | A worn needle cut the threads. We test the whole lot. | upheld | exchange | 2026-03-27 |

    And "Qin" sends the decision
    Then it was not possible, because "General manager has not approved yet"
    When "Gao" approves the draft
    Then "Qin" gets an e-mail that says "Approved, please answer the customer"
    And "Sun" cannot yet do "Send the answer to the customer", because "only for: Quality department, Quality manager"
    When "Qin" sends the decision
    Then nothing stood in the way
    And the complainant sees the status "Answered"
    And the complainant gets an e-mail that says "Our general manager has checked and approved this answer."
    And the complainant gets an e-mail that says "We test the whole lot."
    And 2 letters called "decision" went to the complainant
    And the promise "Our answer to your complaint" was kept

  @K35
  Scenario: An answer that promises something without a day is not approved
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |
    When "Sun" takes the case
    And "Sun" does "Check whether the order exists"
      | order        | 1001 |
      | order_exists | yes  |
    And "Sun" does "Check whether it was shipped"
      | shipment | S-1001   |
      | delivery | complete |
    And "Sun" does "Fill the shipment into the questionnaire"
      | shipment   | S-1001                        |
      | lot        | L-77                          |
      | quantity   | 120 m delivered, 40 m concerned |
      | shipped_on | 2026-02-09                    |
      | packaging  | whole                         |
    And "Sun" does "Say whether this procedure covers it"
      | scope        | quality-discrepancy         |
      | scope_reason | Delivered on 11 February.   |
    And "Sun" classifies the case
      | category | fabric  |
      | class    | appeal |
      | severity | serious |
    And "Sun" does "Begin the field survey"
    And "Sun" does "Say who surveys"
      | survey_kind | alone |
    And "Sun" does "Record the field survey by sales"
      | surveyed_on    | 2026-03-09                        |
      | survey_finding | The seams open under light tension. |
    And "Sun" does "Confirm who is responsible"
      | responsibility        | ours |
      | responsibility_reason | Nothing else has touched it. |
    And "Sun" does "Fill in the handling form and inform quality"
      | handling_matter   | 40 m of canvas tear at the seams.   |
      | handling_question | Was the seam strength tested at all? |
    When "Qin" does "Examine the inspection records"
      | lot               | L-77                               |
      | inspection_found  | failed                             |
      | inspection_remark | The strength was below the limit.  |
    And "Qin" does "Examine the lot"
      | lot           | L-77                                  |
      | batch_finding | Made on 2 February, and two others got it. |
    And "Qin" asks the department "production" by "Ask a department": "How was lot L-77 sewn?"
    And the department "production" replies on its page: "With a worn needle."
    And "Qin" does "Record the real cause, found together"
      | sales_view      | Two customers saw it after a week. |
      | production_view | The needle was worn.               |
      | technology_view | The stitch plan is right.          |
      | cause_found     | A worn needle cut the threads.     |
      | cause_where     | machine                            |
    And "Qin" does "Record the processing result"
      | result | The rest of the lot is held back and tested. |
    And "Qin" does "The cause is known: prepare the answer"
    And "Qin" drafts a decision: "You are right. You get a new roll."
      | point | finding | outcome | remedy | remedy_on |
      | The canvas tears | A worn needle cut the threads. | upheld | exchange | |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |

    And "Gao" approves the draft
    Then it was not possible, because "the decision is not complete"

  @K35
  Scenario: Above the quality manager's limit the general manager agrees in person, and above that nobody
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |
    When "Sun" takes the case
    And "Sun" does "Check whether the order exists"
      | order        | 1001 |
      | order_exists | yes  |
    And "Sun" does "Check whether it was shipped"
      | shipment | S-1001   |
      | delivery | complete |
    And "Sun" does "Fill the shipment into the questionnaire"
      | shipment   | S-1001                        |
      | lot        | L-77                          |
      | quantity   | 120 m delivered, 40 m concerned |
      | shipped_on | 2026-02-09                    |
      | packaging  | whole                         |
    And "Sun" does "Say whether this procedure covers it"
      | scope        | quality-discrepancy         |
      | scope_reason | Delivered on 11 February.   |
    And "Sun" classifies the case
      | category | fabric  |
      | class    | claim |
      | severity | serious |
      | contract | HW-2025-17, clause 9 |
    And "Sun" does "Begin the field survey"
    And "Sun" does "Say who surveys"
      | survey_kind | alone |
    And "Sun" does "Record the field survey by sales"
      | surveyed_on    | 2026-03-09                        |
      | survey_finding | The seams open under light tension. |
    And "Sun" does "Confirm who is responsible"
      | responsibility        | ours |
      | responsibility_reason | Nothing else has touched it. |
    And "Sun" does "Fill in the handling form and inform quality"
      | handling_matter   | 40 m of canvas tear at the seams.   |
      | handling_question | Was the seam strength tested at all? |
    When "Qin" does "Examine the inspection records"
      | lot               | L-77                               |
      | inspection_found  | failed                             |
      | inspection_remark | The strength was below the limit.  |
    And "Qin" does "Examine the lot"
      | lot           | L-77                                  |
      | batch_finding | Made on 2 February, and two others got it. |
    And "Qin" asks the department "production" by "Ask a department": "How was lot L-77 sewn?"
    And the department "production" replies on its page: "With a worn needle."
    And "Qin" does "Record the real cause, found together"
      | sales_view      | Two customers saw it after a week. |
      | production_view | The needle was worn.               |
      | technology_view | The stitch plan is right.          |
      | cause_found     | A worn needle cut the threads.     |
      | cause_where     | machine                            |
    And "Qin" does "Record the processing result"
      | result | The rest of the lot is held back and tested. |
    And "Qin" does "The cause is known: prepare the answer"

    And "Qin" drafts a decision: "Your loss is covered."
      | point          | finding               | outcome | remedy       | remedy_on  | amount   | currency |
      | Your lost days | Clause 9 covers them. | upheld  | compensation | 2026-04-10 | 70000.00 | EUR      |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales            |
      | proposal    | Pay 70,000 euro. |
    Then it was not possible, because "the amount is more than your authority of 2500.00 EUR"
    When "Gao" does "Agree the handling proposal with the departments"
      | agreed_with | sales            |
      | proposal    | Pay 70,000 euro. |
    Then it was not possible, because "the amount is more than your authority of 60000.00 EUR"
    When "Qin" drafts a decision: "Your loss is covered."
      | point          | finding               | outcome | remedy       | remedy_on  | amount   | currency |
      | Your lost days | Clause 9 covers them. | upheld  | compensation | 2026-04-10 | 40000.00 | EUR      |
    And "Gao" does "Agree the handling proposal with the departments"
      | agreed_with | sales            |
      | proposal    | Pay 40,000 euro. |
    And "Qin" drafts a decision: "Your loss is covered, and more."
      | point          | finding               | outcome | remedy       | remedy_on  | amount   | currency |
      | Your lost days | Clause 9 covers them. | upheld  | compensation | 2026-04-10 | 70000.00 | EUR      |
    And "Gao" approves the draft
    Then it was not possible, because "the amount is more than your authority of 60000.00 EUR"
    When "Qin" drafts a decision: "Your loss is covered."
      | point          | finding               | outcome | remedy       | remedy_on  | amount   | currency |
      | Your lost days | Clause 9 covers them. | upheld  | compensation | 2026-04-10 | 40000.00 | EUR      |
    And "Gao" approves the draft
    And "Qin" sends the decision
    Then nothing stood in the way
    And the complainant gets an e-mail that says "40,000"

  @K37 @K38
  Scenario: After the answer quality files the original and sales keeps a copy; before that nothing is closed
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |
    When "Sun" takes the case
    And "Sun" does "Check whether the order exists"
      | order        | 1001 |
      | order_exists | yes  |
    And "Sun" does "Check whether it was shipped"
      | shipment | S-1001   |
      | delivery | complete |
    And "Sun" does "Fill the shipment into the questionnaire"
      | shipment   | S-1001                        |
      | lot        | L-77                          |
      | quantity   | 120 m delivered, 40 m concerned |
      | shipped_on | 2026-02-09                    |
      | packaging  | whole                         |
    And "Sun" does "Say whether this procedure covers it"
      | scope        | quality-discrepancy         |
      | scope_reason | Delivered on 11 February.   |
    And "Sun" classifies the case
      | category | fabric  |
      | class    | appeal |
      | severity | serious |
    And "Sun" does "Begin the field survey"
    And "Sun" does "Say who surveys"
      | survey_kind | alone |
    And "Sun" does "Record the field survey by sales"
      | surveyed_on    | 2026-03-09                        |
      | survey_finding | The seams open under light tension. |
    And "Sun" does "Confirm who is responsible"
      | responsibility        | ours |
      | responsibility_reason | Nothing else has touched it. |
    And "Sun" does "Fill in the handling form and inform quality"
      | handling_matter   | 40 m of canvas tear at the seams.   |
      | handling_question | Was the seam strength tested at all? |
    When "Qin" does "Examine the inspection records"
      | lot               | L-77                               |
      | inspection_found  | failed                             |
      | inspection_remark | The strength was below the limit.  |
    And "Qin" does "Examine the lot"
      | lot           | L-77                                  |
      | batch_finding | Made on 2 February, and two others got it. |
    And "Qin" asks the department "production" by "Ask a department": "How was lot L-77 sewn?"
    And the department "production" replies on its page: "With a worn needle."
    And "Qin" does "Record the real cause, found together"
      | sales_view      | Two customers saw it after a week. |
      | production_view | The needle was worn.               |
      | technology_view | The stitch plan is right.          |
      | cause_found     | A worn needle cut the threads.     |
      | cause_where     | machine                            |
    And "Qin" does "Record the processing result"
      | result | The rest of the lot is held back and tested. |
    And "Qin" does "The cause is known: prepare the answer"
    And "Qin" drafts a decision: "You are right. You get a new roll."
      | point | finding | outcome | remedy | remedy_on |
      | The canvas tears | A worn needle cut the threads. | upheld | exchange | 2026-03-27 |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |
    And "Gao" approves the draft
    And "Qin" sends the decision
    Then nothing stood in the way

    And "Qin" gets an e-mail that says "files the original"
    And "Sun" gets an e-mail that says "keeps a copy"
    And staff owe "File the original" by Friday 13 March 2026
    And staff owe "Keep a copy" by Friday 13 March 2026
    When the complainant accepts the decision
    Then the complainant gets an e-mail that says "You get a new roll."
    When "Qin" does "Record what was done for the customer"
      | carried_out | A new roll was sent. |
    Then "Qin" cannot yet do "Close: carried out and filed", because "“File the original” has not been done yet"
    And "Qin" cannot yet do "Close: carried out and filed", because "“Keep a copy” has not been done yet"
    And "Sun" cannot yet do "File the original", because "only for: Quality department, Quality manager"
    And "Qin" cannot yet do "Keep a copy", because "only for: Sales department"
    When "Qin" does "File the original"
      | original_place | Cabinet 3 |
    And "Sun" does "Keep a copy"
      | copy_place | Folder 12 |
    Then the history tells "Ma" that "Cabinet 3"
    And the history tells "Ma" that "Folder 12"
    When "Qin" does "Close: carried out and filed"
    Then the complainant sees the status "Closed"
    And the complainant gets an e-mail that says "If something does not happen as we wrote, tell us here."

  @K37 @K38
  Scenario: A file that nobody completed is late, and the quality manager hears of it
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |
    When "Sun" takes the case
    And "Sun" does "Check whether the order exists"
      | order        | 1001 |
      | order_exists | yes  |
    And "Sun" does "Check whether it was shipped"
      | shipment | S-1001   |
      | delivery | complete |
    And "Sun" does "Fill the shipment into the questionnaire"
      | shipment   | S-1001                        |
      | lot        | L-77                          |
      | quantity   | 120 m delivered, 40 m concerned |
      | shipped_on | 2026-02-09                    |
      | packaging  | whole                         |
    And "Sun" does "Say whether this procedure covers it"
      | scope        | quality-discrepancy         |
      | scope_reason | Delivered on 11 February.   |
    And "Sun" classifies the case
      | category | fabric  |
      | class    | appeal |
      | severity | serious |
    And "Sun" does "Begin the field survey"
    And "Sun" does "Say who surveys"
      | survey_kind | alone |
    And "Sun" does "Record the field survey by sales"
      | surveyed_on    | 2026-03-09                        |
      | survey_finding | The seams open under light tension. |
    And "Sun" does "Confirm who is responsible"
      | responsibility        | ours |
      | responsibility_reason | Nothing else has touched it. |
    And "Sun" does "Fill in the handling form and inform quality"
      | handling_matter   | 40 m of canvas tear at the seams.   |
      | handling_question | Was the seam strength tested at all? |
    When "Qin" does "Examine the inspection records"
      | lot               | L-77                               |
      | inspection_found  | failed                             |
      | inspection_remark | The strength was below the limit.  |
    And "Qin" does "Examine the lot"
      | lot           | L-77                                  |
      | batch_finding | Made on 2 February, and two others got it. |
    And "Qin" asks the department "production" by "Ask a department": "How was lot L-77 sewn?"
    And the department "production" replies on its page: "With a worn needle."
    And "Qin" does "Record the real cause, found together"
      | sales_view      | Two customers saw it after a week. |
      | production_view | The needle was worn.               |
      | technology_view | The stitch plan is right.          |
      | cause_found     | A worn needle cut the threads.     |
      | cause_where     | machine                            |
    And "Qin" does "Record the processing result"
      | result | The rest of the lot is held back and tested. |
    And "Qin" does "The cause is known: prepare the answer"
    And "Qin" drafts a decision: "You are right. You get a new roll."
      | point | finding | outcome | remedy | remedy_on |
      | The canvas tears | A worn needle cut the threads. | upheld | exchange | 2026-03-27 |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |
    And "Gao" approves the draft
    And "Qin" sends the decision
    Then nothing stood in the way

    When it is now Monday 16 March 2026 at 09:00
    Then the promise "File the original" was missed
    And the promise "Keep a copy" was missed
    And "Ma" gets an e-mail that says "is late"

  @K36
  Scenario: Refused twice, the complaint stays open, and bodies outside are named
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |
    When "Sun" takes the case
    And "Sun" does "Check whether the order exists"
      | order        | 1001 |
      | order_exists | yes  |
    And "Sun" does "Check whether it was shipped"
      | shipment | S-1001   |
      | delivery | complete |
    And "Sun" does "Fill the shipment into the questionnaire"
      | shipment   | S-1001                        |
      | lot        | L-77                          |
      | quantity   | 120 m delivered, 40 m concerned |
      | shipped_on | 2026-02-09                    |
      | packaging  | whole                         |
    And "Sun" does "Say whether this procedure covers it"
      | scope        | quality-discrepancy         |
      | scope_reason | Delivered on 11 February.   |
    And "Sun" classifies the case
      | category | fabric  |
      | class    | appeal |
      | severity | serious |
    And "Sun" does "Begin the field survey"
    And "Sun" does "Say who surveys"
      | survey_kind | alone |
    And "Sun" does "Record the field survey by sales"
      | surveyed_on    | 2026-03-09                        |
      | survey_finding | The seams open under light tension. |
    And "Sun" does "Confirm who is responsible"
      | responsibility        | ours |
      | responsibility_reason | Nothing else has touched it. |
    And "Sun" does "Fill in the handling form and inform quality"
      | handling_matter   | 40 m of canvas tear at the seams.   |
      | handling_question | Was the seam strength tested at all? |
    When "Qin" does "Examine the inspection records"
      | lot               | L-77                               |
      | inspection_found  | failed                             |
      | inspection_remark | The strength was below the limit.  |
    And "Qin" does "Examine the lot"
      | lot           | L-77                                  |
      | batch_finding | Made on 2 February, and two others got it. |
    And "Qin" asks the department "production" by "Ask a department": "How was lot L-77 sewn?"
    And the department "production" replies on its page: "With a worn needle."
    And "Qin" does "Record the real cause, found together"
      | sales_view      | Two customers saw it after a week. |
      | production_view | The needle was worn.               |
      | technology_view | The stitch plan is right.          |
      | cause_found     | A worn needle cut the threads.     |
      | cause_where     | machine                            |
    And "Qin" does "Record the processing result"
      | result | The rest of the lot is held back and tested. |
    And "Qin" does "The cause is known: prepare the answer"
    And "Qin" drafts a decision: "You are right. You get a new roll."
      | point | finding | outcome | remedy | remedy_on |
      | The canvas tears | A worn needle cut the threads. | upheld | exchange | 2026-03-27 |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |
    And "Gao" approves the draft
    And "Qin" sends the decision
    Then nothing stood in the way

    When the complainant refuses the decision: "I still lose the season."
    When "Qiao" does "Examine the inspection records"
      | lot               | L-77                               |
      | inspection_found  | failed                             |
      | inspection_remark | The strength was below the limit.  |
    And "Qiao" does "Examine the lot"
      | lot           | L-77                                  |
      | batch_finding | Made on 2 February, and two others got it. |
    And "Qiao" asks the department "production" by "Ask a department": "How was lot L-77 sewn?"
    And the department "production" replies on its page: "With a worn needle."
    And "Qiao" does "Record the real cause, found together"
      | sales_view      | Two customers saw it after a week. |
      | production_view | The needle was worn.               |
      | technology_view | The stitch plan is right.          |
      | cause_found     | A worn needle cut the threads.     |
      | cause_where     | machine                            |
    And "Qiao" does "Record the processing result"
      | result | The rest of the lot is held back and tested. |
    And "Qiao" does "The cause is known: prepare the answer"

    And "Qin" drafts a decision: "Once more."
      | point            | finding | outcome    |
      | The canvas tears | It does | not upheld |
    Then it was not possible, because "someone other than the person who did"
    When "Qiao" drafts a decision: "You are right. You get a new roll."
      | point | finding | outcome | remedy | remedy_on |
      | The canvas tears | A worn needle cut the threads. | upheld | exchange | 2026-03-27 |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |

    And "Qiao" sends the decision
    Then it was not possible, because "General manager has not approved yet"
    When "Gao" approves the draft
    And "Qiao" sends the decision
    Then nothing stood in the way
    And the promise "Our second answer" was kept
    When the complainant refuses the decision: "It is too late for me."
    Then the complainant sees the status "Open, outside bodies can hear you"
    And the case is open
    And the complainant gets an e-mail that says "Your complaint is **not closed**"
    And the complainant is told of the outside body "Consumer arbitration committee (Tüketici Hakem Heyeti)"

  @K36
  Scenario: Silence is waited for and never taken for agreement
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |
    When "Sun" takes the case
    And "Sun" does "Check whether the order exists"
      | order        | 1001 |
      | order_exists | yes  |
    And "Sun" does "Check whether it was shipped"
      | shipment | S-1001   |
      | delivery | complete |
    And "Sun" does "Fill the shipment into the questionnaire"
      | shipment   | S-1001                        |
      | lot        | L-77                          |
      | quantity   | 120 m delivered, 40 m concerned |
      | shipped_on | 2026-02-09                    |
      | packaging  | whole                         |
    And "Sun" does "Say whether this procedure covers it"
      | scope        | quality-discrepancy         |
      | scope_reason | Delivered on 11 February.   |
    And "Sun" classifies the case
      | category | fabric  |
      | class    | appeal |
      | severity | serious |
    And "Sun" does "Begin the field survey"
    And "Sun" does "Say who surveys"
      | survey_kind | alone |
    And "Sun" does "Record the field survey by sales"
      | surveyed_on    | 2026-03-09                        |
      | survey_finding | The seams open under light tension. |
    And "Sun" does "Confirm who is responsible"
      | responsibility        | ours |
      | responsibility_reason | Nothing else has touched it. |
    And "Sun" does "Fill in the handling form and inform quality"
      | handling_matter   | 40 m of canvas tear at the seams.   |
      | handling_question | Was the seam strength tested at all? |
    When "Qin" does "Examine the inspection records"
      | lot               | L-77                               |
      | inspection_found  | failed                             |
      | inspection_remark | The strength was below the limit.  |
    And "Qin" does "Examine the lot"
      | lot           | L-77                                  |
      | batch_finding | Made on 2 February, and two others got it. |
    And "Qin" asks the department "production" by "Ask a department": "How was lot L-77 sewn?"
    And the department "production" replies on its page: "With a worn needle."
    And "Qin" does "Record the real cause, found together"
      | sales_view      | Two customers saw it after a week. |
      | production_view | The needle was worn.               |
      | technology_view | The stitch plan is right.          |
      | cause_found     | A worn needle cut the threads.     |
      | cause_where     | machine                            |
    And "Qin" does "Record the processing result"
      | result | The rest of the lot is held back and tested. |
    And "Qin" does "The cause is known: prepare the answer"
    And "Qin" drafts a decision: "You are right. You get a new roll."
      | point | finding | outcome | remedy | remedy_on |
      | The canvas tears | A worn needle cut the threads. | upheld | exchange | 2026-03-27 |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |
    And "Gao" approves the draft
    And "Qin" sends the decision
    Then nothing stood in the way

    When "Qin" does "File the original"
      | original_place | Cabinet 3 |
    And "Sun" does "Keep a copy"
      | copy_place | Folder 12 |
    And it is now Monday 23 March 2026 at 09:00
    Then "Ma" cannot yet do "Close: the customer does not answer", because "has not been done yet"
    When "Sun" does "Remind the customer of the open answer"
    Then the complainant gets an SMS that says "Silence is not taken for agreement"
    And "Ma" cannot yet do "Close: the customer does not answer", because "has not passed yet"
    When it is now Thursday 9 April 2026 at 09:00
    And "Ma" does "Close: the customer does not answer"
    Then nothing stood in the way
    And the complainant may refuse the decision
    And of 0 agreed cases, 0 were right the first time

  @K36
  Scenario: Who writes again after the end is answered
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |
    When "Sun" takes the case
    And "Sun" does "Check whether the order exists"
      | order        | 1001 |
      | order_exists | yes  |
    And "Sun" does "Check whether it was shipped"
      | shipment | S-1001   |
      | delivery | complete |
    And "Sun" does "Fill the shipment into the questionnaire"
      | shipment   | S-1001                        |
      | lot        | L-77                          |
      | quantity   | 120 m delivered, 40 m concerned |
      | shipped_on | 2026-02-09                    |
      | packaging  | whole                         |
    And "Sun" does "Say whether this procedure covers it"
      | scope        | quality-discrepancy         |
      | scope_reason | Delivered on 11 February.   |
    And "Sun" classifies the case
      | category | fabric  |
      | class    | appeal |
      | severity | serious |
    And "Sun" does "Begin the field survey"
    And "Sun" does "Say who surveys"
      | survey_kind | alone |
    And "Sun" does "Record the field survey by sales"
      | surveyed_on    | 2026-03-09                        |
      | survey_finding | The seams open under light tension. |
    And "Sun" does "Confirm who is responsible"
      | responsibility        | ours |
      | responsibility_reason | Nothing else has touched it. |
    And "Sun" does "Fill in the handling form and inform quality"
      | handling_matter   | 40 m of canvas tear at the seams.   |
      | handling_question | Was the seam strength tested at all? |
    When "Qin" does "Examine the inspection records"
      | lot               | L-77                               |
      | inspection_found  | failed                             |
      | inspection_remark | The strength was below the limit.  |
    And "Qin" does "Examine the lot"
      | lot           | L-77                                  |
      | batch_finding | Made on 2 February, and two others got it. |
    And "Qin" asks the department "production" by "Ask a department": "How was lot L-77 sewn?"
    And the department "production" replies on its page: "With a worn needle."
    And "Qin" does "Record the real cause, found together"
      | sales_view      | Two customers saw it after a week. |
      | production_view | The needle was worn.               |
      | technology_view | The stitch plan is right.          |
      | cause_found     | A worn needle cut the threads.     |
      | cause_where     | machine                            |
    And "Qin" does "Record the processing result"
      | result | The rest of the lot is held back and tested. |
    And "Qin" does "The cause is known: prepare the answer"
    And "Qin" drafts a decision: "You are right. You get a new roll."
      | point | finding | outcome | remedy | remedy_on |
      | The canvas tears | A worn needle cut the threads. | upheld | exchange | 2026-03-27 |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |
    And "Gao" approves the draft
    And "Qin" sends the decision
    Then nothing stood in the way

    When "Qin" does "File the original"
      | original_place | Cabinet 3 |
    And "Sun" does "Keep a copy"
      | copy_place | Folder 12 |
    And the complainant accepts the decision
    And "Qin" does "Record what was done for the customer"
      | carried_out | A new roll was sent. |
    And "Qin" does "Close: carried out and filed"
    And "Mehmet" adds: "The new roll has not come."
    Then the complainant is promised "Answer what you wrote after the end" by Friday 13 March 2026
    When "Sun" adds: "It comes on Tuesday."
    Then nothing stood in the way
    And the promise "Answer what you wrote after the end" was kept
    And the complainant gets an e-mail that says "It comes on Tuesday."

  @K27 @K28 @K29 @K30 @K31 @K32 @K33
  Scenario: Departments plan what keeps it away, quality and technology follow it, technology sums it up, and others find it effective
    Given its own work follows the procedures that come with the program
    And "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email | mehmet@example.org |
      | order | 1001               |
    When "Tian" opens by "Open a corrective or preventive action" out of it: "A new needle every forty hours"
      | action_kind | corrective |
      | due_on      | 2026-04-10 |
    Then it is tied to the matter "A new needle every forty hours"
    When we speak of the matter "A new needle every forty hours"
    And "Tian" does "Plan it and begin"
      | d1_team        | Tian; Qin; Pan; Sun                        |
      | d5_chosen      | The needle is changed by hours, not by eye. |
      | due_on         | 2026-04-10                                 |
      | criterion      | No open seam in three months               |
      | criterion_most | 0                                          |
      | check_on       | 2026-06-30                                 |
    Then the history tells "Ma" that "Tian, Qin, Pan, Sun"
    When "Tian" does "Write down the root cause"
      | cause         | machine                  |
      | d4_occurrence | A worn needle cuts threads. |
    And "Qin" does "Follow how it goes"
      | followed | Four machines of six are done. |
    Then the history tells "Ma" that "Four machines of six are done."
    When it is now Friday 10 April 2026 at 10:00
    And "Tian" does "It is carried out"
      | d6_done        | All six machines, with a counter. |
      | implemented_on | 2026-04-10                        |
    And "Tian" does "Follow how it goes"
      | followed | No open seam in April. |
    Then the history tells "Ma" that "No open seam in April."
    And "Ma" cannot yet do "It worked", because “Revise standards and documents” has not been done yet
    When "Tian" does "Revise standards and documents"
      | d7_standards  | Seam standard 4: needle hours      |
      | d7_documents  | Sewing sheet 9 has a line for them |
      | d7_conclusion | Needles go by hours, not by looks. |
    Then the history tells "Ma" that "Needles go by hours, not by looks."
    And the history tells "Ma" that "Seam standard 4: needle hours"
    And the history tells "Ma" that "Sewing sheet 9 has a line for them"
    And "Ma" cannot yet do "It worked", because the time for “Let it work before it is judged” has not passed yet
    When it is now Wednesday 1 July 2026 at 10:00
    And "Ma" does "It worked"
      | verified_how | The chart of seams, April to June |
    Then it stands at "Effective"
