Feature: The complainant confirms the result, or it is looked at a second time, and never a third

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
    And it has these products
      | key    | name             | department |
      | fabric | Furniture fabric | quality    |
    And it has these places
      | key   | name          |
      | bursa | Bursa factory |
      | izmir | Izmir factory |
    And these people work there
      | name  | role                    | site  |
      | Rana  | customer-representative |       |
      | Emre  | customer-representative |       |
      | Selin | center-manager          |       |
      | Can   | factory-technician      | bursa |
      | Nil   | factory-technician      | izmir |

  @F35 @F39 @F40 @F41 @F42
  Scenario: Completion is told by SMS, and the result can be read in full on the tracking page
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile  | +905321234567    |
      | email   | ayse@example.org |
      | wanted  | A new roll.      |
      | product | fabric           |

    When "Rana" takes the case
    And "Rana" classifies the case
      | category | colour  |
      | severity | serious |
    And "Rana" does "Start the assessment"
    And "Rana" does "Direct to a department"
      | department | quality |
      | site       | bursa   |

    When "Can" does "Assess the material"
      | material      | samples; photographs                 |
      | material_from | customer; authority                  |
      | finding       | The dye was not fixed long enough.   |
    And "Rana" does "Consider what the complainant expects"
      | expectation            | A new roll of the same colour. |
      | expectation_considered | It fits what we found.         |
    And "Rana" does "Propose a solution"
      | proposal | Replace the roll and test the rest of the lot. |

    When "Rana" does "Finish the assessment"
    And "Rana" drafts a decision: "You are right. We replace the roll."
      | point                        | finding                            | outcome | remedy      |
      | The fabric faded in one wash | The dye was not fixed long enough. | upheld  | replacement |
    And "Rana" sends the decision
    Then it was not possible, because "the day of each remedy"
    When "Rana" drafts a decision: "You are right. We replace the roll."
      | point                        | finding                            | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed long enough. | upheld  | replacement | 2026-04-01 |
    And "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way

    And the complainant gets an SMS that says "Please read our decision"
    And the complainant gets an e-mail that says "Open the full report with your number and password: <http"
    And the complainant sees the status "Completed"
    And the complainant opens the case with number and password
    And the complainant reads in the decision "The fabric faded in one wash"
    And the complainant reads in the decision "The dye was not fixed long enough."
    And the complainant reads in the decision "2026-04-01"
    And the promise "Our decision on your complaint" was kept

  @F28 @F43 @F44
  Scenario: Confirmed on the website, the complaint is closed
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile  | +905321234567    |
      | email   | ayse@example.org |
      | wanted  | A new roll.      |
      | product | fabric           |

    When "Rana" takes the case
    And "Rana" classifies the case
      | category | colour  |
      | severity | serious |
    And "Rana" does "Start the assessment"
    And "Rana" does "Direct to a department"
      | department | quality |
      | site       | bursa   |

    When "Can" does "Assess the material"
      | material      | samples; photographs                 |
      | material_from | customer; authority                  |
      | finding       | The dye was not fixed long enough.   |
    And "Rana" does "Consider what the complainant expects"
      | expectation            | A new roll of the same colour. |
      | expectation_considered | It fits what we found.         |
    And "Rana" does "Propose a solution"
      | proposal | Replace the roll and test the rest of the lot. |

    When "Rana" does "Finish the assessment"
    And "Rana" drafts a decision: "You are right. We replace the roll."
      | point                        | finding                            | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed long enough. | upheld  | replacement | 2026-04-01 |
    And "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way

    And the complainant may accept the decision
    And the case is open
    When the complainant accepts the decision
    Then the complainant sees the status "Closed"
    And the case is closed
    And of 1 agreed cases, 1 was right the first time
    And the complainant may not refuse the decision any more

  @F43
  Scenario: Silence is never agreement
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile  | +905321234567    |
      | email   | ayse@example.org |
      | wanted  | A new roll.      |
      | product | fabric           |

    When "Rana" takes the case
    And "Rana" classifies the case
      | category | colour  |
      | severity | serious |
    And "Rana" does "Start the assessment"
    And "Rana" does "Direct to a department"
      | department | quality |
      | site       | bursa   |

    When "Can" does "Assess the material"
      | material      | samples; photographs                 |
      | material_from | customer; authority                  |
      | finding       | The dye was not fixed long enough.   |
    And "Rana" does "Consider what the complainant expects"
      | expectation            | A new roll of the same colour. |
      | expectation_considered | It fits what we found.         |
    And "Rana" does "Propose a solution"
      | proposal | Replace the roll and test the rest of the lot. |

    When "Rana" does "Finish the assessment"
    And "Rana" drafts a decision: "You are right. We replace the roll."
      | point                        | finding                            | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed long enough. | upheld  | replacement | 2026-04-01 |
    And "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way

    When it is now Friday 29 May 2026 at 10:00
    Then the complainant sees the status "Completed"
    And the case is open
    And "Selin" cannot yet do "Close: the complainant does not answer", because "has not been done yet"
    When "Rana" does "Remind the complainant of the open answer"
    And "Selin" does "Close: the complainant does not answer"
    Then it was not possible, because "has not passed yet"
    When it is now Tuesday 16 June 2026 at 10:00
    And "Selin" does "Close: the complainant does not answer"
    Then nothing stood in the way
    And the complainant sees the status "Closed"
    And the complainant may refuse the decision
    And of 0 agreed cases, 0 were right the first time

  @F03 @F28 @F45 @F46 @F47 @F48 @F62
  Scenario: Refused once, someone else investigates alternatives; the second result is accepted
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile  | +905321234567    |
      | email   | ayse@example.org |
      | wanted  | A new roll.      |
      | product | fabric           |

    When "Rana" takes the case
    And "Rana" classifies the case
      | category | colour  |
      | severity | serious |
    And "Rana" does "Start the assessment"
    And "Rana" does "Direct to a department"
      | department | quality |
      | site       | bursa   |

    When "Can" does "Assess the material"
      | material      | samples; photographs                 |
      | material_from | customer; authority                  |
      | finding       | The dye was not fixed long enough.   |
    And "Rana" does "Consider what the complainant expects"
      | expectation            | A new roll of the same colour. |
      | expectation_considered | It fits what we found.         |
    And "Rana" does "Propose a solution"
      | proposal | Replace the roll and test the rest of the lot. |

    When "Rana" does "Finish the assessment"
    And "Rana" drafts a decision: "You are right. We replace the roll."
      | point                        | finding                            | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed long enough. | upheld  | replacement | 2026-04-01 |
    And "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way

    And the complainant is told that 1 round remains
    When the complainant refuses the decision: "The same dye will fade again."
    Then the complainant sees the status "Assessment"
    And the complainant gets an SMS that says "again"
    And the complainant is told that 0 rounds remain
    When "Rana" does "Investigate alternative solutions"
      | alternatives | The same again. |
    Then it was not possible, because "someone other than the person who did"
    When "Rana" does "Propose a solution"
      | proposal | The same again. |
    Then it was not possible, because "someone other than the person who did"
    When "Rana" drafts a decision: "The same again."
      | point                        | finding                            | outcome    |
      | The fabric faded in one wash | The dye was not fixed long enough. | not upheld |
    Then it was not possible, because "someone other than the person who did"
    When "Selin" gives the case to "Emre"
    Then "Emre" cannot yet do "Finish the second assessment", because "“Investigate alternative solutions” has not been done yet"
    When "Emre" does "Investigate alternative solutions"
      | alternatives | A new roll, another fabric, or the money back. |
    And "Emre" does "Consider what the complainant expects"
      | expectation            | Not the same dye again.      |
      | expectation_considered | A choice meets it better.    |
    And "Emre" does "Propose a solution"
      | proposal | Let the customer choose one of three. |
    And "Emre" does "Finish the second assessment"
    And "Emre" drafts a decision: "Please choose one of three ways."
      | point                        | finding                         | outcome | remedy      | alternatives                                   | remedy_on  |
      | The fabric faded in one wash | Another lot could fade as well. | upheld  | replacement | A new roll, another fabric, or the money back. | 2026-04-30 |
    And "Selin" approves the draft
    And "Emre" sends the decision
    Then nothing stood in the way

    And the complainant sees the status "Completed"
    And the complainant gets an SMS that says "second decision"
    And the complainant gets an e-mail that says "A new roll, another fabric, or the money back."
    And the complainant reads in the decision "A new roll, another fabric, or the money back."
    When the complainant accepts the decision
    Then the complainant sees the status "Closed"
    And the case is closed
    And of 1 agreed cases, 0 were right the first time
    And the complainant has seen these statuses in order
      | Complaint Received |
      | Assessment         |
      | Completed          |
      | Assessment         |
      | Completed          |
      | Closed             |

  @F49 @F50 @F51 @F62
  Scenario: Refused twice, the complaint stays open, outside bodies are told, and there is no third round
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile  | +905321234567    |
      | email   | ayse@example.org |
      | wanted  | A new roll.      |
      | product | fabric           |

    When "Rana" takes the case
    And "Rana" classifies the case
      | category | colour  |
      | severity | serious |
    And "Rana" does "Start the assessment"
    And "Rana" does "Direct to a department"
      | department | quality |
      | site       | bursa   |

    When "Can" does "Assess the material"
      | material      | samples; photographs                 |
      | material_from | customer; authority                  |
      | finding       | The dye was not fixed long enough.   |
    And "Rana" does "Consider what the complainant expects"
      | expectation            | A new roll of the same colour. |
      | expectation_considered | It fits what we found.         |
    And "Rana" does "Propose a solution"
      | proposal | Replace the roll and test the rest of the lot. |

    When "Rana" does "Finish the assessment"
    And "Rana" drafts a decision: "You are right. We replace the roll."
      | point                        | finding                            | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed long enough. | upheld  | replacement | 2026-04-01 |
    And "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way

    When the complainant refuses the decision: "The same dye will fade again."
    When "Selin" gives the case to "Emre"
    And "Emre" does "Investigate alternative solutions"
      | alternatives | A new roll, another fabric, or the money back. |
    And "Emre" does "Consider what the complainant expects"
      | expectation            | Not the same dye again.      |
      | expectation_considered | A choice meets it better.    |
    And "Emre" does "Propose a solution"
      | proposal | Let the customer choose one of three. |
    And "Emre" does "Finish the second assessment"
    And "Emre" drafts a decision: "Please choose one of three ways."
      | point                        | finding                         | outcome | remedy      | alternatives                                   | remedy_on  |
      | The fabric faded in one wash | Another lot could fade as well. | upheld  | replacement | A new roll, another fabric, or the money back. | 2026-04-30 |
    And "Selin" approves the draft
    And "Emre" sends the decision
    Then nothing stood in the way

    When the complainant refuses the decision: "I still lose the season."
    Then nothing stood in the way
    And the complainant sees the status "Open"
    And the case is open
    And the complainant is told of the outside body "Consumer arbitration committee (Tüketici Hakem Heyeti)"
    And the complainant gets an e-mail that says "Bodies outside our organisation can hear the matter"
    And the letter called "refused-again" says to the complainant "Consumer arbitration committee"
    And the complainant gets an SMS that says "bodies outside can hear you"
    And the complainant may not refuse the decision any more
    And "Emre" is never offered "Investigate alternative solutions"
    And the complainant has seen these statuses in order
      | Complaint Received |
      | Assessment         |
      | Completed          |
      | Assessment         |
      | Completed          |
      | Open               |
    And the pool shows "Selin" the case of "Ayşe"
    When it is now Friday 15 May 2026 at 10:00
    Then the case is open
    And the promise "Look in on the open complaint" was missed
