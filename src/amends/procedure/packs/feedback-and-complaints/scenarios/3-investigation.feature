Feature: A complaint is investigated, answered within 7 working days, and followed up

  Background:
    Given the organisation "Halden" in Turkey follows this procedure
    And it has these departments
      | key     | name    | e-mail              |
      | quality | Quality | quality@example.org |
      | sales   | Sales   | sales@example.org   |
    And it has these categories
      | key     | name    | department |
      | colour  | Colour  | quality    |
      | invoice | Invoice | sales      |
    And it has these places
      | key      | name          |
      | istanbul | Istanbul shop |
      | izmir    | Izmir shop    |
    And these people work there
      | name  | role                     |
      | Deniz | customer-service-manager |
      | Rana  | complaints-officer       |
      | Emre  | complaints-officer       |
      | Zoe   | customer-service-agent   |

  @G29
  Scenario: The customer service manager or a designated officer investigates, nobody else
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567    |
      | email  | ayse@example.org |
      | wanted | A new one.       |

    When "Zoe" does "start-investigation"
    Then it was not possible, because "only for: Customer service manager, Complaints officer"
    When "Rana" does "start-investigation"
    Then it was not possible, because "nobody is in charge of the case yet"
    When "Deniz" gives the case to "Rana"
    And "Rana" does "start-investigation"
    Then nothing stood in the way
    And the case is "Investigation" with the owner "Rana"

  @G30 @G31 @G32 @G33
  Scenario: Details reviewed, the customer asked, the departments consulted: before that, no resolution leaves
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567    |
      | email  | ayse@example.org |
      | wanted | A new one.       |

    When "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category | colour |
      | severity | minor  |
    And "Rana" does "start-investigation"

    And "Rana" drafts a decision: "You are right."
      | point                        | finding                | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed. | upheld  | replacement | 2026-04-30 |
    And "Rana" sends the decision
    Then it was not possible, because "“Review the details” has not been done yet"
    And it was not possible, because "“Record what the departments said” has not been done yet"
    When "Rana" does "ask-department"
      | department          | quality             |
      | department_question | How was it dyed?    |
    Then the department at "quality@example.org" gets an e-mail that says "The fabric faded in one wash."
    When "Rana" asks the complainant: "At how many degrees did you wash it?"
    Then the complainant gets an SMS that says "we have a question"
    And the complainant gets an e-mail that says "At how many degrees did you wash it?"
    And "Rana" cannot yet do "propose", because "the complainant has not answered the question yet"
    When the complainant answers: "At 30, as the label says."
    Then "Rana" gets an e-mail that says "News"
    And the history tells "Rana" that "At 30, as the label says."
    And "Rana" does "review-details"
      | finding | She washed it as the label says. |
    And "Rana" does "consult"
      | departments_said | Quality: the dye of this roll was not fixed. |
      | possible_cause   | Too little time in the steamer.              |

    And "Rana" drafts a decision: "You are right."
      | point                        | finding | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash |         |         | replacement | 2026-04-30 |
    And "Rana" sends the decision
    Then it was not possible, because "1 of the points raised are not answered yet"
    When "Rana" drafts a decision: "You are right. You get a new one."
      | point                        | finding                | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed. | upheld  | replacement | 2026-04-30 |
    And "Rana" sends the decision
    Then nothing stood in the way

    And the case holds the answer "Too little time in the steamer." to "possible_cause"
    And the complainant reads in the decision "The dye was not fixed."

  @S28
  Scenario: Nobody proposes before it is said how serious it is; a minor complaint then needs no deeper look
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | email  | ayse@example.org |

    When "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category | colour |
    And "Rana" does "start-investigation"
    And "Rana" does "review-details"
      | finding | She washed it as the label says. |
    And "Rana" does "consult"
      | departments_said | Quality: the dye of this roll was not fixed. |
    And "Rana" drafts a decision: "You are right. You get a new one."
      | point                        | finding                | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed. | upheld  | replacement | 2026-04-30 |
    Then "Rana" cannot yet do "propose", because "“How serious is it for the complainant?” is not filled in yet"
    When "Rana" classifies the case
      | category | colour |
      | severity | minor  |
      | safety   | no     |
    And "Rana" sends the decision
    Then nothing stood in the way
    And the complainant gets an e-mail that says "The dye was not fixed."

  @S28
  Scenario: A serious complaint is answered only after a second person has looked deeper
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | email  | ayse@example.org |

    When "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category | colour  |
      | severity | serious |
      | safety   | no      |
    And "Rana" does "start-investigation"
    Then "Emre" cannot yet do "confirm", because "“Review the details” has not been done yet"
    When "Rana" does "review-details"
      | finding | She washed it as the label says. |
    And "Rana" does "consult"
      | departments_said | Quality: the dye of this roll was not fixed. |
    And "Rana" drafts a decision: "You are right. You get a new one."
      | point                        | finding                | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed. | upheld  | replacement | 2026-04-30 |
    And "Rana" sends the decision
    Then it was not possible, because "“Confirm the findings as a second person” has not been done yet"
    When "Rana" does "confirm"
      | looked_at        | I looked again.  |
      | others_concerned | Nobody.          |
    Then it was not possible, because "someone other than the person who did “Review the details” must do this"
    When "Emre" does "confirm"
      | looked_at        | Three rolls of the same dye: all fade.       |
      | others_concerned | Eleven customers; they are written to today. |
    Then the history tells "Deniz" that "Eleven customers; they are written to today."
    When "Rana" sends the decision
    Then nothing stood in the way
    And the complainant gets an e-mail that says "The dye was not fixed."

  @S28
  Scenario: What could hurt somebody is looked at deeper, however small it seems
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "A needle was left in the seam."
      | email  | ayse@example.org |

    When "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category | colour |
      | severity | minor  |
      | safety   | yes    |
    And "Rana" does "start-investigation"
    And "Rana" does "review-details"
      | finding | A broken needle. |
    And "Rana" does "consult"
      | departments_said | Quality: the detector was off for an hour. |
    And "Rana" drafts a decision: "You are right. You get a new one."
      | point                          | finding                    | outcome | remedy      | remedy_on  |
      | A needle was left in the seam  | The detector was off.      | upheld  | replacement | 2026-04-30 |
    Then "Rana" cannot yet do "propose", because "“Confirm the findings as a second person” has not been done yet"
    When "Deniz" does "confirm"
      | looked_at        | The log of the detector.              |
      | others_concerned | 40 pieces; all are called back today. |
    And "Rana" sends the decision
    Then nothing stood in the way

  @G34
  Scenario: The resolution is told within 7 working days of receipt
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567    |
      | email  | ayse@example.org |
      | wanted | A new one.       |

    Then the complainant is promised "Our proposal to resolve your complaint" by Tuesday 17 March 2026
    When it is now Tuesday 17 March 2026 at 15:00
    When "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category | colour |
      | severity | minor  |
    And "Rana" does "start-investigation"

    And "Rana" does "review-details"
      | finding | She washed it as the label says. |
    And "Rana" does "consult"
      | departments_said | Quality: the dye of this roll was not fixed. |
      | possible_cause   | Too little time in the steamer.              |

    And "Rana" drafts a decision: "You are right. You get a new one."
      | point                        | finding                | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed. | upheld  | replacement | 2026-04-30 |
    And "Rana" sends the decision
    Then nothing stood in the way

    And the complainant gets an SMS that says "proposal"
    And the promise "Our proposal to resolve your complaint" was kept

  @G34
  Scenario: A resolution that nobody told in time is missed and climbs to the manager
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567    |
      | email  | ayse@example.org |
      | wanted | A new one.       |

    When it is now Wednesday 18 March 2026 at 00:00
    Then the promise "Our proposal to resolve your complaint" was missed
    And "Deniz" gets an e-mail that says "is late"

  @G35 @G36
  Scenario: More time is taken before the date passes; the customer is told why and until when
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567    |
      | email  | ayse@example.org |
      | wanted | A new one.       |

    When "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category | colour |
      | severity | minor  |
    And "Rana" does "start-investigation"

    When it is now Monday 16 March 2026 at 15:00
    And "Rana" extends "Our proposal to resolve your complaint" by 5 working days: "The laboratory needs longer."
    Then nothing stood in the way
    And the complainant gets an SMS that says "Wednesday 25 March 2026"
    And the complainant gets an e-mail that says "The laboratory needs longer."
    And the complainant is promised "Our proposal to resolve your complaint" by Wednesday 25 March 2026
    When "Rana" extends "Our proposal to resolve your complaint" by 2 working days: "Once more."
    Then it was not possible, because "extended as often as the procedure allows"

  @G35
  Scenario: After the date has passed it cannot be moved
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567    |
      | email  | ayse@example.org |
      | wanted | A new one.       |

    When "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category | colour |
      | severity | minor  |
    And "Rana" does "start-investigation"

    When it is now Wednesday 18 March 2026 at 09:00
    And "Rana" extends "Our proposal to resolve your complaint" by 5 working days: "Sorry."
    Then it was not possible, because "The date has passed"

  @G33 @G37
  Scenario: After the resolution somebody asks whether the customer is satisfied
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567    |
      | email  | ayse@example.org |
      | wanted | A new one.       |

    When "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category | colour |
      | severity | minor  |
    And "Rana" does "start-investigation"

    And "Rana" does "review-details"
      | finding | She washed it as the label says. |
    And "Rana" does "consult"
      | departments_said | Quality: the dye of this roll was not fixed. |
      | possible_cause   | Too little time in the steamer.              |

    And "Rana" drafts a decision: "You are right. You get a new one."
      | point                        | finding                | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed. | upheld  | replacement | 2026-04-30 |
    And "Rana" sends the decision
    Then nothing stood in the way

    And the complainant is promised "Ask you whether you are satisfied" by Thursday 19 March 2026
    When the complainant accepts the decision
    Then the promise "Ask you whether you are satisfied" is still open
    And "Rana" cannot yet do "close", because "“Ask the complainant whether they are satisfied” has not been done yet"
    When it is now Wednesday 18 March 2026 at 10:00
    And "Rana" does "carry-out"
      | carried_out | A new one was sent. |
    And "Zoe" does "follow-up"
    Then the complainant gets an SMS that says "are you satisfied"
    And the promise "Ask you whether you are satisfied" was kept
    When "Zoe" does "satisfaction"
      | satisfied        | satisfied       |
      | satisfied_remark | Quick and kind. |
    Then the case holds the answer "satisfied" to "satisfied"
    When "Rana" does "close"
    Then the case is closed

  @G33 @G37
  Scenario: Who is not satisfied refuses; someone else proposes again, and then accepts
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567    |
      | email  | ayse@example.org |
      | wanted | A new one.       |

    When "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category | colour |
      | severity | minor  |
    And "Rana" does "start-investigation"

    And "Rana" does "review-details"
      | finding | She washed it as the label says. |
    And "Rana" does "consult"
      | departments_said | Quality: the dye of this roll was not fixed. |
      | possible_cause   | Too little time in the steamer.              |

    And "Rana" drafts a decision: "You are right. You get a new one."
      | point                        | finding                | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed. | upheld  | replacement | 2026-04-30 |
    And "Rana" sends the decision
    Then nothing stood in the way

    When the complainant refuses the decision: "The same dye will fade again."
    Then nothing stood in the way
    When "Rana" does "review-details"
      | finding | As before. |
    Then it was not possible, because "someone other than the person who did"
    When "Deniz" gives the case to "Emre"
    And "Emre" does "review-details"
      | finding | Another lot could fade as well. |
    And "Emre" does "consult"
      | departments_said | Quality agrees. |
    And "Emre" drafts a decision: "Choose another fabric or your money."
      | point                        | finding                | outcome | alternatives                     | remedy      | remedy_on  |
      | The fabric faded in one wash | It would happen again. | upheld  | Another fabric or the money back | replacement | 2026-04-30 |
    And "Emre" sends the decision
    Then nothing stood in the way
    And the complainant gets an e-mail that says "Another fabric or the money back"
    When the complainant accepts the decision
    Then nothing stood in the way
    And the case is open
