Feature: Sales accepts, checks order and delivery, and says whether this procedure covers it

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

  @K01 @K11 @K39
  Scenario: Everyone can read what the procedure is for, and its steps in their own order
    Then everyone can read in the procedure "satisfactory service quickly"
    And everyone can read in the procedure "take the proper measures on every complaint"
    And everyone can read in the procedure "to deserve our good name, and to improve what we make"
    And the published chart shows these steps in order
      | Accepted by sales, order and delivery checked |
      | Field survey and responsibility               |
      | Investigation of the cause                    |
      | Handling proposal and approval                |
      | Answered, waiting for the customer            |
      | Accepted, being carried out and filed         |
      | Closed, carried out and filed                 |
    And in the published chart "Fill in the handling form and inform quality" leads from "Field survey and responsibility" to "Investigation of the cause"
    And in the published chart "The cause is known: prepare the answer" leads from "Investigation of the cause" to "Handling proposal and approval"
    And in the published chart "Close: carried out and filed" leads from "Accepted, being carried out and filed" to "Closed, carried out and filed"

  @K01
  Scenario: Quickly means a day for the confirmation and ten working days for the answer
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |

    Then the complainant gets an e-mail with the tracking number and the password
    And the complainant gets an e-mail that says "Then we look at the goods and search for the cause"
    And the promise "Tell you that we received it" was kept
    And the complainant is promised "Our answer to your complaint" by Monday 23 March 2026

  @K12 @K13
  Scenario: A complaint is accepted by the sales department
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |

    Then "Sun" gets an e-mail that says "A complaint for sales to accept"
    And the pool shows "Sun" the case of "Mehmet"
    And staff owe "Check order and delivery" by Monday 9 March 2026
    And "Sun" is offered "Accept the complaint: put someone in charge"
    And "Qin" cannot yet do "Accept the complaint: put someone in charge", because "only for: Sales department"
    And "Sun" cannot yet do "Check whether the order exists", because "nobody is in charge of the case yet"
    When "Sun" takes the case
    Then the complainant reads in the story "Our sales department accepted your complaint."
    And "Sun" is offered "Check whether the order exists"

  @K14 @K15
  Scenario: Whether the order exists and was shipped is told to whoever checks it
    Given the order "1001" of "Lagoon Bay Hotels" is known
    And the order "1001" was shipped on Monday 9 February 2026 with the lot "L-77"
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |

    When "Sun" takes the case
    Then beside "Check whether the order exists" "Sun" reads of the goods "Order 1001: known."
    And "Sun" cannot yet do "Check whether it was shipped", because "“Check whether the order exists” has not been done yet"
    When "Sun" does "Check whether the order exists"
      | order        | 1001 |
      | order_exists | yes  |
    Then beside "Check whether it was shipped" "Sun" reads of the goods "Shipped on Monday 9 February 2026 with lot L-77."
    And "Sun" cannot yet do "Begin the field survey", because "“Check whether it was shipped” has not been done yet"

  @K14
  Scenario: An order that nobody knows is told as well
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The canvas tears."
      | email | mehmet@example.org |
      | order | 4711               |
    When "Sun" takes the case
    Then beside "Check whether the order exists" "Sun" reads of the goods "Order 4711: not known here."
    When "Sun" does "Say whether this procedure covers it"
      | scope        | not-delivered-by-us |
      | scope_reason | No such order.      |
    Then it was not possible, because "“Check whether the order exists” has not been done yet"

  @K15
  Scenario: An order of which nothing was shipped is told as well
    Given the order "1001" of "Lagoon Bay Hotels" is known
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The outdoor canvas tears at the seams."
      | email   | mehmet@example.org |
      | mobile  | +905321234567      |
      | wanted  | A new roll.        |
      | order   | 1001               |

    When "Sun" takes the case
    And "Sun" does "Check whether the order exists"
      | order        | 1001 |
      | order_exists | yes  |
    Then beside "Check whether it was shipped" "Sun" reads of the goods "Nothing of it was shipped yet."

  @K16
  Scenario: The shipment is filled into the questionnaire before anything else begins
    Given the order "1001" of "Lagoon Bay Hotels" is known
    And the order "1001" was shipped on Monday 9 February 2026 with the lot "L-77"
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
    Then beside "Fill the shipment into the questionnaire" "Sun" reads of the goods "Shipment S-1001: known, for order 1001."
    And "Sun" cannot yet do "Begin the field survey", because "“Fill the shipment into the questionnaire” has not been done yet"
    When "Sun" does "Fill the shipment into the questionnaire"
      | shipment | S-1001 |
      | lot      | L-77   |
    Then it was not possible, because "This needs an answer."
    When "Sun" does "Fill the shipment into the questionnaire"
      | shipment   | S-1001                          |
      | lot        | L-77                            |
      | quantity   | 120 m delivered, 40 m concerned |
      | shipped_on | 2026-02-09                      |
      | packaging  | whole                           |
    Then nothing stood in the way
    And the history tells "Qin" that "120 m delivered, 40 m concerned"
    And the cases tied to the lot "L-77" are those of "Mehmet"
    And the cases tied to the order "1001" are those of "Mehmet"

  @K03 @K04
  Scenario Outline: Delivered goods with <matter> are covered, and the survey begins
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

    Then "Sun" cannot yet do "Begin the field survey", because "our policy does not cover this"
    When "Sun" does "Say whether this procedure covers it"
      | scope        | <rule>                    |
      | scope_reason | Delivered on 11 February. |
    And "Sun" classifies the case
      | category | fabric  |
      | class    | appeal  |
      | severity | serious |
    And "Sun" does "Begin the field survey"
    Then nothing stood in the way
    And the complainant sees the status "We look at the goods"
    And the complainant gets an e-mail that says "Monday 23 March 2026"

    Examples:
      | matter                        | rule                |
      | a quality discrepancy         | quality-discrepancy |
      | no fitness for their own use  | not-suitable        |

  @K02
  Scenario: Goods whose delivery is not complete are outside: a reasoned answer, and the right to object
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
      | delivery | not-shipped |
    And "Sun" does "Say whether this procedure covers it"
      | scope        | delivery-not-complete       |
      | scope_reason | It leaves on 12 March only. |
    Then "Sun" cannot yet do "Begin the field survey", because "our policy does not cover this"
    When "Sun" does "Answer that this procedure does not cover it"
    And "Qin" drafts a decision: "The goods have not left yet. Our sales department calls you."
      | point            | finding                       | outcome    |
      | The canvas tears | It was not handed over to you. | not upheld |
    And "Qin" sends the decision
    Then it was not possible, because "has not approved yet"
    When "Gao" approves the draft
    And "Qin" sends the decision
    Then nothing stood in the way
    And the complainant gets an e-mail that says "This procedure is for goods whose delivery is complete."
    And the complainant gets an e-mail that says "It was not handed over to you."
    And the complainant may refuse the decision
    And the complainant may accept the decision
    When the complainant refuses the decision: "They were handed over on Monday."
    Then nothing stood in the way
    And the complainant gets an e-mail that says "Someone else"
    When "Sun" does "Say again whether this procedure covers it"
      | scope        | delivery-not-complete |
      | scope_reason | As before.            |
    Then it was not possible, because "someone other than the person who did"
    When "Qiao" does "Say again whether this procedure covers it"
      | scope        | delivery-not-complete           |
      | scope_reason | The forwarder has not left yet. |
    And "Qiao" does "Answer again that this procedure does not cover it"
    And "Qiao" drafts a decision: "The forwarder leaves on Friday."
      | point            | finding                        | outcome    |
      | The canvas tears | It was not handed over to you. | not upheld |
    And "Gao" approves the draft
    And "Qiao" sends the decision
    Then nothing stood in the way
    And the complainant gets an e-mail that says "bodies outside can hear you"
    When the complainant accepts the decision
    And "Qiao" does "File the original"
      | original_place | Cabinet 3 |
    And "Sun" does "Keep a copy"
      | copy_place | Folder 12 |
    And "Qiao" does "Close: not covered by this procedure"
    Then the complainant sees the status "Closed, not for this procedure"
