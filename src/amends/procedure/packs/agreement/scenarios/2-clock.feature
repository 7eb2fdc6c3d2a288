Feature: The three parts have their own clocks, and the total is promised with its date

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

  @F06 @F07 @F08 @F09
  Scenario: Receipt and pre-review 1, assessment 4, finalisation 1 working day; 6 in all
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile  | +905321234567    |
      | email   | ayse@example.org |
      | wanted  | A new roll.      |
      | product | fabric           |

    Then staff owe "Receipt and pre-review" by Monday 9 March 2026
    And the complainant is promised "Our decision on your complaint" by Monday 16 March 2026
    When it is now Monday 9 March 2026 at 09:30
    When "Rana" takes the case
    And "Rana" classifies the case
      | category | colour  |
      | severity | serious |
    And "Rana" does "Start the assessment"
    And "Rana" does "Direct to a department"
      | department | quality |
      | site       | bursa   |

    Then the promise "Receipt and pre-review" was kept
    And staff owe "Assessment" by Friday 13 March 2026
    When it is now Friday 13 March 2026 at 14:00
    When "Can" does "Assess the material"
      | material      | samples; photographs                 |
      | material_from | customer; authority                  |
      | finding       | The dye was not fixed long enough.   |
    And "Rana" does "Consider what the complainant expects"
      | expectation            | A new roll of the same colour. |
      | expectation_considered | It fits what we found.         |
    And "Rana" does "Propose a solution"
      | proposal | Replace the roll and test the rest of the lot. |

    And "Rana" does "Finish the assessment"
    Then the promise "Assessment" was kept
    And staff owe "Finalisation" by Monday 16 March 2026
    And the complainant is promised "Our decision on your complaint" by Monday 16 March 2026

  @F06 @F09
  Scenario: Weekends and public holidays do not count, and the date says so
    Given "Ayşe" files a complaint on the website on Tuesday 26 May 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567 |
    Then the complainant is promised "Our decision on your complaint" by Monday 8 June 2026
    And the derivation of "Our decision on your complaint" names "weekend"
    And the derivation of "Our decision on your complaint" names "Kurban"

  @F02
  Scenario: Speed is watched: a late part warns, is missed and climbs to the manager; a quick one is kept
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile  | +905321234567    |
      | email   | ayse@example.org |
      | wanted  | A new roll.      |
      | product | fabric           |

    When it is now Monday 9 March 2026 at 16:00
    Then "Rana" gets an e-mail that says "Due on Monday 9 March 2026"
    When it is now Wednesday 11 March 2026 at 10:00
    Then the promise "Receipt and pre-review" was missed
    And "Selin" gets an e-mail that says "is late"
    And today shows "Rana" the case of "Ayşe"
    When "Rana" takes the case
    And "Rana" classifies the case
      | category | colour  |
      | severity | serious |
    And "Rana" does "Start the assessment"
    And "Rana" does "Direct to a department"
      | department | quality |
      | site       | bursa   |
    And it is now Wednesday 11 March 2026 at 15:00
    When "Can" does "Assess the material"
      | material      | samples; photographs                 |
      | material_from | customer; authority                  |
      | finding       | The dye was not fixed long enough.   |
    And "Rana" does "Consider what the complainant expects"
      | expectation            | A new roll of the same colour. |
      | expectation_considered | It fits what we found.         |
    And "Rana" does "Propose a solution"
      | proposal | Replace the roll and test the rest of the lot. |

    And "Rana" does "Finish the assessment"
    Then the promise "Assessment" was kept
