Feature: A complaint is assessed with care by those who know the matter

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

  @F26 @F27
  Scenario: Representatives of the center resolve complaints, technicians those of their own factory
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

    Then nothing stood in the way
    When "Can" does "Assess the material"
      | material      | samples                            |
      | material_from | customer                           |
      | finding       | The dye was not fixed long enough. |
    Then nothing stood in the way
    And the pool shows "Can" the case of "Ayşe"
    And the pool does not show "Nil" the case of "Ayşe"
    And "Nil" may not see the case
    And "Emre" cannot be given the role "Factory technician" for all places, because "This role holds for one place only."
    When "Rana" does "Propose a solution"
      | proposal | Replace the roll. |
    Then nothing stood in the way

  @F29 @F30
  Scenario: The category and the product direct the complaint to the department that answers for it
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile  | +905321234567    |
      | email   | ayse@example.org |
      | wanted  | A new roll.      |
      | product | fabric           |

    When "Rana" takes the case
    And "Rana" does "Start the assessment"
    And "Rana" classifies the case
      | category | invoice |
      | severity | minor   |
    Then the case is "Assessment" with the department "Sales"
    And the case is "Assessment" with the category "Invoice"
    When "Rana" classifies the case
      | category | colour  |
      | severity | serious |
    Then the case is "Assessment" with the department "Quality"
    When "Rana" does "Direct to a department"
      | department | quality |
    Then the department at "quality@example.org" gets an e-mail that says "The fabric faded in one wash."

  @F29 @F30
  Scenario: Without a category and a department the assessment cannot be finished
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567 |
    When "Rana" takes the case
    And "Rana" does "Start the assessment"
    When "Rana" does "Assess the material"
      | material      | samples; photographs                 |
      | material_from | customer; authority                  |
      | finding       | The dye was not fixed long enough.   |
    And "Rana" does "Consider what the complainant expects"
      | expectation            | A new roll of the same colour. |
      | expectation_considered | It fits what we found.         |
    And "Rana" does "Propose a solution"
      | proposal | Replace the roll and test the rest of the lot. |

    And "Rana" does "Finish the assessment"
    Then it was not possible, because "“Complaint category” is not filled in yet"
    And the complainant sees the status "Assessment"
    Given it has these categories
      | key   | name  | department |
      | other | Other |            |
    When "Rana" classifies the case
      | category | other |
      | severity | minor |
    And "Rana" does "Finish the assessment"
    Then it was not possible, because "“Department” is not filled in yet"
    When "Rana" does "Direct to a department"
      | department | sales |
    And "Rana" does "Finish the assessment"
    Then nothing stood in the way

  @F31 @F32 @F33
  Scenario: Words, documents, samples and photographs, from the customer or an authority, are assessed with a finding
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile  | +905321234567    |
      | email   | ayse@example.org |
      | wanted  | A new roll.      |
      | product | fabric           |

    When "Ayşe" adds the photograph "label.jpg"
    And "Ayşe" adds: "The laboratory of the chamber tested it too."
    And "Rana" adds the photograph "report of the chamber.jpg"
    Then "Rana" sees the file "label.jpg" in the case
    And "Rana" sees the file "report of the chamber.jpg" in the case
    And the history tells "Rana" that "The laboratory of the chamber tested it too."
    When "Rana" takes the case
    And "Rana" does "Start the assessment"
    And "Rana" does "Direct to a department"
      | department | quality |
      | site       | bursa   |
    Then "Rana" cannot yet do "Finish the assessment", because "“Assess the material” has not been done yet"
    When "Can" does "Assess the material"
      | material      | information; documents; samples; photographs |
      | material_from | customer; authority                          |
      | finding       | The dye was not fixed long enough.           |
    Then nothing stood in the way
    And the case holds the answer "samples" to "material"
    And the case holds the answer "authority" to "material_from"
    And the history tells "Selin" that "The dye was not fixed long enough."
    When "Can" does "Assess the material"
      | material      | samples  |
      | material_from | customer |
    Then it was not possible, because "This needs an answer"

  @F34 @F35 @F36
  Scenario: A solution is proposed, the expectation is considered, and the result is recorded before anything leaves
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

    Then the case holds the answer "A new roll." to "wanted"
    When "Rana" does "Finish the assessment"
    Then it was not possible, because "“Consider what the complainant expects” has not been done yet"
    And it was not possible, because "“Propose a solution” has not been done yet"
    When "Can" does "Assess the material"
      | material      | samples; photographs                 |
      | material_from | customer; authority                  |
      | finding       | The dye was not fixed long enough.   |
    And "Rana" does "Consider what the complainant expects"
      | expectation | A new roll of the same colour. |
    Then it was not possible, because "This needs an answer"
    When "Rana" does "Consider what the complainant expects"
      | expectation            | A new roll of the same colour. |
      | expectation_considered | It fits what we found.         |
    And "Rana" does "Propose a solution"
      | proposal | Replace the roll and test the rest of the lot. |

    Then the case holds the answer "It fits what we found." to "expectation_considered"
    And the case holds the answer "Replace the roll" to "proposal"
    When "Rana" does "Finish the assessment"
    And "Rana" drafts a decision: "You are right."
      | point                        | finding | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash |         |         | replacement | 2026-04-01 |
    And "Rana" sends the decision
    Then it was not possible, because "1 of the points raised are not answered yet"
    When "Rana" drafts a decision: "You are right. We replace the roll."
      | point                        | finding                            | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed long enough. | upheld  | replacement | 2026-04-01 |
    And "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way

    And the complainant reads in the decision "You are right. We replace the roll."
    And the complainant reads in the decision "upheld"

  @F37
  Scenario: The complainant is told of the status "Assessment"
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

    Then the complainant sees the status "Assessment"
    And the complainant gets an SMS that says "“Assessment”"
    And the complainant gets an e-mail that says "Assessment"

  @F03 @F38
  Scenario: No decision leaves without draft, every point answered, and approval by another person
    Given these people work there
      | name  | role                                    |
      | Leyla | customer-representative, center-manager |
    And "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
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
    And "Rana" sends the decision
    Then it was not possible, because "no decision has been drafted yet"
    When "Rana" drafts a decision: "You are right."
      | point                        | finding                            | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed long enough. | upheld  | replacement | 2026-04-30 |
      | Nobody answered my call      |                                    |         |             |            |
    And "Rana" sends the decision
    Then it was not possible, because "1 of the points raised are not answered yet"
    And it was not possible, because "Manager of the Customer Service Center has not approved yet"
    When "Rana" approves the draft
    Then it was not possible, because "only for: Manager of the Customer Service Center"
    When "Selin" returns the draft: "Answer the call as well."
    And "Leyla" drafts a decision: "You are right on both."
      | point                        | finding                            | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed long enough. | upheld  | replacement | 2026-04-30 |
      | Nobody answered my call      | The line was not staffed.          | upheld  | replacement | 2026-04-30 |
    And "Leyla" approves the draft
    Then it was not possible, because "someone other than the person who did “Draft the decision”"
    When "Rana" drafts a decision: "You are right on both."
      | point                        | finding                            | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed long enough. | upheld  | replacement | 2026-04-30 |
      | Nobody answered my call      | The line was not staffed.          | upheld  | replacement | 2026-04-30 |
    And "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way
    And the complainant does not read "Answer the call as well."
