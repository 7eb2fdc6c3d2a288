Feature: Survey, cause and goods: the departments find the real cause together

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

  @K17 @K19
  Scenario: Sales surveys on site, and only then confirms who is responsible
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
    Then "Sun" cannot yet do "Confirm who is responsible", because "“What was seen?” is not filled in yet"
    And "Sun" cannot yet do "Fill in the handling form and inform quality", because "“Confirm who is responsible” has not been done yet"
    When "Sun" does "Say who surveys"
      | survey_kind | alone |
    And "Sun" does "Record the field survey by sales"
      | surveyed_on    | 2026-03-09                          |
      | survey_finding | The seams open under light tension. |
    Then the history tells "Qin" that "The seams open under light tension."
    And the complainant reads in the story "We looked at the goods."
    When "Sun" does "Confirm who is responsible"
      | responsibility        | supplier                     |
      | responsibility_reason | The thread came from outside. |
    Then "Sun" cannot yet do "Fill in the handling form and inform quality", because "is not answered as it must be for this"
    And "Sun" is offered "Ask quality before anybody says that it is not ours"

  @K12 @K18
  Scenario Outline: Where other departments must take part, <unit> surveys with sales
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
      | survey_kind | joint |
    Then "Sun" cannot yet do "Record the field survey by sales", because "is not answered as it must be for this"
    And "Sun" cannot yet do "Record the joint survey", because "only for: Quality department, Production department, Technology department"
    When "<who>" does "Record the joint survey"
      | took_part      | <unit>                              |
      | surveyed_on    | 2026-03-09                          |
      | survey_finding | The seams open under light tension. |
    Then nothing stood in the way
    And the complainant reads in the story "Several of our departments looked at the goods together."
    And "Sun" is offered "Confirm who is responsible"

    Examples:
      | unit       | who  |
      | quality    | Qin  |
      | production | Pan  |
      | technology | Tian |

  @K12 @K20 @K21
  Scenario: If it is ours, the handling form informs quality to investigate and analyse
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
      | responsibility        | ours                         |
      | responsibility_reason | Nothing else has touched it. |
    Then "Qin" cannot yet do "Fill in the handling form and inform quality", because "only for: Sales department"
    When "Sun" does "Fill in the handling form and inform quality"
      | handling_matter | 40 m of canvas tear at the seams. |
    Then it was not possible, because "This needs an answer."
    When "Sun" does "Fill in the handling form and inform quality"
      | handling_matter   | 40 m of canvas tear at the seams.    |
      | handling_question | Was the seam strength tested at all? |
    Then nothing stood in the way
    And "Qin" gets an e-mail that says "Please investigate and analyse"
    And "Ma" gets an e-mail that says "find the real cause with sales, production and technology"
    And the history tells "Qin" that "Was the seam strength tested at all?"
    And the complainant sees the status "We look for the cause"

  @K22 @K23
  Scenario: Quality reads what the records say of the lot, and examines both before the cause can be named
    Given the lot "L-77" was produced on Monday 2 February 2026
    And the inspection of the lot "L-77" found "Seam strength" "fail"
    And the inspection of the lot "L-77" found "Width" "pass"
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

    Then beside "Examine the inspection records" "Qin" reads of the goods "Its inspection found faults: Seam strength."
    And beside "Examine the lot" "Qin" reads of the goods "Lot L-77: known. Produced on Monday 2 February 2026."
    And "Qin" cannot yet do "Record the real cause, found together", because "“Examine the inspection records” has not been done yet"
    And "Qin" cannot yet do "Record the real cause, found together", because "“Examine the lot” has not been done yet"
    And "Sun" cannot yet do "Examine the lot", because "only for: Quality department, Quality manager"
    When "Qin" does "Examine the inspection records"
      | lot               | L-77                               |
      | inspection_found  | failed                             |
      | inspection_remark | The strength was below the limit.  |
    And "Qin" does "Examine the lot"
      | lot           | L-77                                  |
      | batch_finding | Made on 2 February, and two others got it. |

    Then nothing stood in the way
    And the complainant reads in the story "We examined the inspection records of your goods."
    And the complainant reads in the story "We examined the lot that your goods come from."
    And the history tells "Ma" that "Made on 2 February, and two others got it."

  @K24 @K25
  Scenario: With sales, technology and production quality finds the real cause, when all have replied
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

    Then "Qin" cannot yet do "Record the real cause, found together", because "“Ask a department” has not been done yet"
    When "Qin" asks the department "sales" by "Ask a department": "Who else bought lot L-77?"
    And "Qin" asks the department "production" by "Ask a department": "How was lot L-77 sewn?"
    And "Qin" asks the department "technology" by "Ask a department": "Is the stitch plan right?"
    Then the department at "production@example.org" gets an e-mail that says "How was lot L-77 sewn?"
    And the department "production" does not read on its page "Mehmet"
    And staff owe "Reply of the department" by Tuesday 10 March 2026
    When the department "sales" replies on its page: "Two hotels."
    And the department "production" replies on its page: "With a worn needle."
    Then "Qin" cannot yet do "Record the real cause, found together", because "a department has not replied yet"
    When the department "technology" replies on its page: "The plan is right."
    And "Qin" does "Record the real cause, found together"
      | sales_view      | Two hotels got it.             |
      | production_view | The needle was worn.           |
      | cause_found     | A worn needle cut the threads. |
      | cause_where     | machine                        |
    Then it was not possible, because "This needs an answer."
    When "Qin" does "Record the real cause, found together"
      | sales_view      | Two hotels got it.             |
      | production_view | The needle was worn.           |
      | technology_view | The plan is right.             |
      | cause_found     | A worn needle cut the threads. |
      | cause_where     | machine                        |
    Then "Qin" cannot yet do "The cause is known: prepare the answer", because "“Record the processing result” has not been done yet"
    When "Qin" does "Record the processing result"
      | result | The rest of the lot is held back and tested. |
    And "Qin" does "The cause is known: prepare the answer"
    Then nothing stood in the way
    And the history tells "Gao" that "A worn needle cut the threads."
    And the history tells "Gao" that "The rest of the lot is held back and tested."
    And the complainant reads in the story "Together with the other departments we found the cause."

  @K26
  Scenario: Goods that must come back are asked for through sales, in the original packaging, and followed to their end
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

    When "Qin" does "Ask sales to have goods sent back"
      | goods_wanted | One metre with an open seam, for the strength test. |
    Then "Sun" gets an e-mail that says "in the original packaging"
    When "Qin" does "Ask the customer to send goods back" with a new item "one metre of canvas"
    Then it was not possible, because "only for: Sales department"
    When "Sun" does "Ask the customer to send goods back" with a new item "one metre of canvas"
    Then the complainant gets an e-mail that says "in their original packaging"
    And the complainant gets an e-mail that says "The way costs you nothing."
    And the complainant gets an SMS that says "original packaging"
    When "Sun" does "The goods have arrived" with the item "1"
    Then it was not possible, because "This needs an answer."
    When "Sun" does "The goods have arrived" with the item "1"
      | returned_in | original |
    Then the item "1" is "received"
    And the complainant gets an e-mail that says "have arrived with us"
    And "Qin" gets an e-mail that says "Goods have arrived"
    When "Qin" does "Store the goods" with the item "1"
    And "Qin" does "Test the goods" with the item "1"
      | test_finding | The seam opens at 40 N, and should hold 120 N. |
    Then nothing stood in the way
    And the history tells "Qin" that "The seam opens at 40 N"
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

    When the complainant accepts the decision
    And "Qin" does "Record what was done for the customer"
      | carried_out | A new roll was sent. |
    And "Qin" does "File the original"
      | original_place | Cabinet 3 |
    And "Sun" does "Keep a copy"
      | copy_place | Folder 12 |
    Then "Qin" cannot yet do "Close: carried out and filed", because "an item is still on its way"
    When "Sun" does "Credit the goods" with the item "1"
    And "Qin" does "Close: carried out and filed"
    Then the complainant sees the status "Closed"
