Feature: The class decides the remedies, and nobody is told that it is not ours without evidence and a hearing

  Background:
    Given the organisation "Halden Weaving" in China follows this procedure
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

  @K05 @K10 @S45
  Scenario: A complaint that asks for exchange gets an exchange, and no compensation
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

    And "Qin" drafts a decision: "You get a new roll and 500 yuan."
      | point            | finding                        | outcome | remedy       | remedy_on  |
      | The canvas tears | A worn needle cut the threads. | upheld  | compensation | 2026-03-27 |
    Then it was not possible, because "The class of this case does not allow this remedy."
    And beside the draft "Qin" reads the advice "Exchange the goods"
    When "Qin" drafts a decision: "You are right. You get a new roll."
      | point            | finding                        | outcome | remedy   | remedy_on  |
      | The canvas tears | A worn needle cut the threads. | upheld  | exchange | 2026-03-27 |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |
    And "Gao" approves the draft
    And "Qin" sends the decision
    Then nothing stood in the way

    And the complainant reads in the decision "Exchange"
    And the complainant gets an e-mail that says "Exchange"

  @K05 @K10
  Scenario Outline: Asked for <asked>, the complaint without a claim gets it
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
    And "Qin" drafts a decision: "You are right."
      | point | finding | outcome | remedy | remedy_on |
      | The canvas tears | A worn needle cut the threads. | upheld | <remedy> | 2026-03-27 |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |
    And "Gao" approves the draft
    And "Qin" sends the decision
    Then nothing stood in the way

    And the complainant gets an e-mail that says "<words>"

    Examples:
      | asked  | remedy    | words                                |
      | rework | rework    | Rework                               |
      | return | take-back | Taking the goods back at their price |

  @K06 @K10 @S45
  Scenario: A claim names its contract, and beside the goods the loss is compensated
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

    Then it was not possible, because "“Contract, and the clause that the claim rests on” is not filled in yet"
    When "Sun" classifies the case
      | category | fabric  |
      | class    | claim |
      | severity | serious |
      | contract | HW-2025-17, clause 9 |
    Then nothing stood in the way
    When "Sun" does "Begin the field survey"
    And "Sun" does "Say who surveys"
      | survey_kind | evidence |
    And "Sun" does "Record the field survey by sales"
      | surveyed_on    | 2026-03-09                          |
      | survey_finding | The photographs show open seams.    |
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

    Then beside the draft "Qin" reads the advice "compensate the loss as the contract says"
    When "Qin" drafts a decision: "You get a new roll, and your loss under clause 9."
      | point            | finding                        | outcome | remedy       | remedy_on  | amount  | currency |
      | The canvas tears | A worn needle cut the threads. | upheld  | exchange     | 2026-03-27 |         |          |
      | Your lost days   | Clause 9 covers them.          | upheld  | compensation | 2026-04-10 | 8000.00 | CNY      |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |
    And "Gao" approves the draft
    And "Qin" sends the decision
    Then nothing stood in the way

    And the complainant gets an e-mail that says "Compensation of the loss"
    And the complainant gets an e-mail that says "8,000"

  @K07 @S28
  Scenario: The cause of a claim is owed sooner, and who decides late is heard of at once
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

    Then staff owe "Find the real cause of a claim, first of all" by Wednesday 11 March 2026
    When it is now Thursday 12 March 2026 at 00:30
    Then the promise "Find the real cause of a claim, first of all" was missed
    And "Gao" gets an e-mail that says "is late"

  @K07
  Scenario: What turns out to be a claim is owed sooner from the same beginning
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

    Then staff owe "Find the real cause" by Friday 13 March 2026
    When it is now Monday 9 March 2026 at 09:00
    And "Qin" classifies the case
      | category | fabric               |
      | class    | claim                |
      | severity | serious              |
      | contract | HW-2025-17, clause 9 |
    Then staff owe "Find the real cause of a claim, first of all" by Wednesday 11 March 2026
    And the promise "Find the real cause" is over

  @K08 @K09 @K10
  Scenario: That our product is not the cause needs evidence, the customer's side and a second person
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
      | responsibility        | customer |
      | responsibility_reason | Nothing else has touched it. |
    And "Sun" does "Ask quality before anybody says that it is not ours"
      | handling_question | Was the canvas sound when it left? |

    Then nothing stood in the way
    And the complainant does not read "customer"
    When "Qin" classifies the case
      | category | fabric   |
      | class    | not-ours |
      | severity | serious  |
    Then it was not possible, because "“Which evidence?” is not filled in yet"
    And "Qin" cannot yet do "Put the evidence to the customer and ask for their side", because "has not been done yet"
    When "Qin" does "Record evidence of another cause"
      | origin_evidence | inspection; photographs         |
      | origin_finding  | The cuts are those of a knife.  |
    And "Qin" classifies the case
      | category | fabric   |
      | class    | not-ours |
      | severity | serious  |
    Then it was not possible, because "someone other than the person who did"
    When "Qiao" classifies the case
      | category | fabric   |
      | class    | not-ours |
      | severity | serious  |
    Then it was not possible, because "the time for “Time for the customer's side” has not passed yet"
    When "Qiao" asks the complainant by "Put the evidence to the customer and ask for their side": "The cuts look like those of a knife. Was the canvas cut on site?"
    Then the complainant gets an e-mail that says "nothing is decided yet"
    And the complainant gets an e-mail that says "The cuts look like those of a knife."
    When "Qiao" classifies the case
      | category | fabric   |
      | class    | not-ours |
      | severity | serious  |
    Then it was not possible, because "has not passed yet"
    When the complainant answers: "Our fitter opened the roll with a knife."
    And "Qiao" classifies the case
      | category | fabric   |
      | class    | not-ours |
      | severity | serious  |
    Then nothing stood in the way
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

    When "Qin" drafts a decision: "You get a new roll."
      | point            | finding              | outcome    | remedy   |
      | The canvas tears | A knife cut threads. | not upheld | exchange |
    Then it was not possible, because "The class of this case does not allow this remedy."
    When "Qin" drafts a decision: "The canvas left us sound."
      | point | finding | outcome |
      | The canvas tears | The threads were cut when the roll was opened. | not upheld |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |
    And "Gao" approves the draft
    And "Qin" sends the decision
    Then nothing stood in the way

    And the complainant gets an e-mail that says "our product is not the cause"
    And the complainant gets an e-mail that says "The threads were cut when the roll was opened."
    And the complainant gets an e-mail that says "You need not agree with it"
    And the complainant gets an e-mail that says "12315"
    And the complainant may refuse the decision
    When the complainant accepts the decision
    And "Qin" does "File the original"
      | original_place | Cabinet 3 |
    And "Sun" does "Keep a copy"
      | copy_place | Folder 12 |
    And "Qin" does "Close: our product is not the cause"
    Then the complainant sees the status "Closed, another cause was found"
    And the case is closed

  @K08
  Scenario: A customer who does not answer is waited for, and only then the class can be given
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
      | responsibility        | carrier |
      | responsibility_reason | Nothing else has touched it. |
    And "Sun" does "Ask quality before anybody says that it is not ours"
      | handling_question | Was the canvas sound when it left? |

    When "Qin" does "Record evidence of another cause"
      | origin_evidence | papers                            |
      | origin_finding  | The carrier noted a fall on site. |
    And "Qin" asks the complainant by "Put the evidence to the customer and ask for their side": "The carrier noted a fall. Did you see it?"
    And it is now Friday 13 March 2026 at 10:00
    And "Qiao" classifies the case
      | category | fabric   |
      | class    | not-ours |
      | severity | serious  |
    Then it was not possible, because "has not passed yet"
    When it is now Saturday 14 March 2026 at 10:00
    And "Qiao" classifies the case
      | category | fabric   |
      | class    | not-ours |
      | severity | serious  |
    Then nothing stood in the way

  @K09
  Scenario: Who does not accept that it is not ours is heard again by others, who may find otherwise
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
      | responsibility        | customer |
      | responsibility_reason | Nothing else has touched it. |
    And "Sun" does "Ask quality before anybody says that it is not ours"
      | handling_question | Was the canvas sound when it left? |

    When "Qin" does "Record evidence of another cause"
      | origin_evidence | inspection                     |
      | origin_finding  | The cuts are those of a knife. |
    And "Qin" asks the complainant by "Put the evidence to the customer and ask for their side": "Was the canvas cut on site?"
    And the complainant answers: "Perhaps."
    And "Qiao" classifies the case
      | category | fabric   |
      | class    | not-ours |
      | severity | serious  |
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
    And "Qin" drafts a decision: "The canvas left us sound."
      | point | finding | outcome |
      | The canvas tears | The threads were cut when the roll was opened. | not upheld |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |
    And "Gao" approves the draft
    And "Qin" sends the decision
    Then nothing stood in the way

    When the complainant refuses the decision: "Nobody had a knife."
    Then nothing stood in the way
    And the complainant sees the status "We look for the cause"
    When "Qin" does "Examine the inspection records"
      | lot               | L-77      |
      | inspection_found  | passed    |
      | inspection_remark | As before. |
    Then it was not possible, because "someone other than the person who did"
    When "Qiao" classifies the case
      | category | fabric  |
      | class    | appeal  |
      | severity | serious |
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
    And "Qiao" drafts a decision: "You are right. You get a new roll."
      | point | finding | outcome | remedy | remedy_on |
      | The canvas tears | A worn needle cut the threads. | upheld | exchange | 2026-03-27 |
    And "Ma" does "Agree the handling proposal with the departments"
      | agreed_with | sales; production; technology          |
      | proposal    | Exchange the roll, test the whole lot. |
    And "Gao" approves the draft
    And "Qiao" sends the decision
    Then nothing stood in the way

    And the complainant gets an e-mail that says "someone else has looked at your complaint again"
    And the complainant reads in the decision "Exchange"
