Feature: Feedback, and feedback that is a complaint

  Background:
    Given the organisation "Example Air" in England follows this procedure
    And these people work there
      | name | role    |
      | Ann  | agent   |
      | Mary | manager |

  @A15
  Scenario: Feedback is read within two weeks and kept in a register of its own
    When "Zoe" sends feedback on the website on Monday 2 March 2026 at 10:00: "More water, please."
      | email | zoe@example.com |
    Then the register "Feedback" has the case
    And the list of complaint cases shows "Ann" those of "nobody"
    And staff owe "Reading feedback" by Monday 16 March 2026
    When "Ann" does "Read and passed on"
    Then the complainant sees the status "Read"
    And the case is closed

  @A16
  Scenario: Feedback that turns out to be a complaint counts from its first receipt
    When "Zoe" sends feedback on the website on Monday 2 March 2026 at 10:00: "My bag came back wet."
      | email | zoe@example.com |
    And it is now Wednesday 4 March 2026 at 10:00
    And "Ann" changes the kind to complaint: "She lost a book."
    Then the register "Complaints" has the case
    And the complainant is promised "Our decision" by Wednesday 1 April 2026
    And the complainant gets an e-mail that says "She lost a book."
    When the carrier for e-mail takes nothing
    And "Zoe" does "Take my complaint back"
    Then the complainant sees the status "Withdrawn by you"

  @A17
  Scenario: What we promise stands on the public page
    Then everyone can read in the procedure "Complaining is free of charge."
    And everyone can read in the procedure "on behalf of a child"
