Feature: An action is finished only when its effect was shown

  Background:
    Given the organisation "Defne Home Textiles" in Turkey follows this procedure
    And its own work follows the procedures that come with the program
    And these people work there
      | name  | role                                      |
      | Leyla | quality-manager, customer-service-manager |
      | Deniz | quality-manager                           |
      | Bora  | top-manager                               |
      | Rana  | complaints-officer                        |
    And it has these categories
      | key    | name   |
      | colour | Colour |

  @F53 @F55 @K27 @K28 @K29 @K30 @K31 @K32 @K33 @S29 @S38
  Scenario: A corrective action is planned with its effect written beforehand, carried out, and found effective by somebody else
    When "Leyla" opens the action "Fix the dye for longer" on Monday 2 February 2026 at 10:00
      | action_kind | corrective |
      | category    | colour     |
      | due_on      | 2026-02-27 |
    Then it stands at "To be planned"
    And staff owe "Protect customers until the cause is gone" by Wednesday 4 February 2026
    And staff owe "Carry out the action" by Friday 27 February 2026
    When "Leyla" does "Contain it"
      | d3_containment   | Every roll of this dye is washed once before it is cut. |
      | d3_contained_on  | 2026-02-02                                              |
    And "Leyla" does "Plan it and begin"
      | d1_team        | Leyla; Rana                                    |
      | d5_chosen      | The dye is fixed for 40 minutes instead of 25. |
      | due_on         | 2026-02-20                                     |
      | criterion      | At most one complaint about colour a month     |
      | criterion_most | 1                                              |
      | check_on       | 2026-05-29                                     |
    Then staff owe "Carry out the action" by Friday 20 February 2026
    And the history tells "Bora" that "The dye is fixed for 40 minutes instead of 25."
    And the history tells "Bora" that "Rana"
    And the history tells "Bora" that "At most one complaint about colour a month"
    And "Leyla" cannot yet do "It is carried out", because “Write down the root cause” has not been done yet
    When "Leyla" does "Write down the root cause"
      | five_whys     | It faded. The dye was not fixed. Fixing was cut short to save time. |
      | cause         | method                                                              |
      | d4_occurrence | Fixing time was shortened in spring.                                |
      | d4_escape     | The wash test is done on one roll in fifty.                         |
      | d4_system     | A change of the recipe needed nobody's approval.                    |
    And it is now Thursday 19 February 2026 at 15:00
    And "Leyla" does "It is carried out"
      | d6_done        | The recipe is changed on both machines. |
      | implemented_on | 2026-02-19                              |
    Then the promise "Carry out the action" was kept
    And it stands at "Done; effect to be checked"
    When "Rana" does "Follow how it goes"
      | followed | Three weeks, no complaint about colour from these rolls. |
    Then the history tells "Bora" that "Three weeks, no complaint about colour from these rolls."
    And "Deniz" cannot yet do "It worked", because “Revise standards and documents” has not been done yet
    When "Leyla" does "Revise standards and documents"
      | d7_standards  | Test standard: one roll in ten                      |
      | d7_documents  | Recipe sheet 14, change needs quality's approval    |
      | d7_conclusion | The fixing time decides; it must not be cut short.  |
    Then the history tells "Bora" that "Test standard: one roll in ten"
    And the history tells "Bora" that "Recipe sheet 14, change needs quality's approval"
    And the history tells "Bora" that "The fixing time decides; it must not be cut short."
    And "Deniz" cannot yet do "It worked", because the time for “Let it work before it is judged” has not passed yet
    When it is now Monday 1 June 2026 at 09:00
    Then "Leyla" cannot yet do "It worked", because someone other than the person who did “It is carried out” must do this
    When "Deniz" does "It worked"
      | before       | 4.2                                      |
      | after        | 0.3                                      |
      | verified_how | The monthly chart of colour, March to May |
    Then it stands at "Effective"
    And the promise "Check whether it worked" was kept

  @F53 @S38
  Scenario: An action that did not work is open again by itself, and whoever owns it is told
    When "Leyla" opens the action "Remind the drivers" on Monday 2 February 2026 at 10:00
      | action_kind | corrective |
      | due_on      | 2026-02-27 |
    And "Leyla" does "Plan it and begin"
      | d5_chosen | A reminder to all drivers       |
      | due_on    | 2026-02-27                      |
      | criterion | No late parcel without a message |
      | check_on  | 2026-04-30                      |
    And "Leyla" does "Write down the root cause"
      | cause         | people                      |
      | d4_occurrence | Drivers forget the message. |
    And "Leyla" does "It is carried out"
      | d6_done        | Everyone was told.  |
      | implemented_on | 2026-02-10          |
    And it is now Monday 4 May 2026 at 09:00
    And "Deniz" does "It did not work: plan anew"
      | before       | 3                                    |
      | after        | 3                                    |
      | verified_how | As many complaints as before, counted |
    Then it stands at "To be planned"
    And "Leyla" gets an e-mail that says "did not prevent what it was to prevent"

  @F54 @F55 @K28
  Scenario: A preventive action is opened before anything has happened
    When "Leyla" opens the action "Second supplier for zips" on Monday 2 February 2026 at 10:00
      | action_kind | preventive |
      | due_on      | 2026-03-31 |
    Then it stands at "To be planned"
    And the case holds the answer "preventive" to "action_kind"
    And the list of action shows "Leyla" the matter "Second supplier for zips"
    And staff owe "Carry out the action" by Tuesday 31 March 2026

  @S35
  Scenario: An action that nobody carries out warns, is late, and climbs to top management
    When "Leyla" opens the action "New label printer" on Monday 2 February 2026 at 10:00
      | action_kind | improvement |
      | due_on      | 2026-02-20  |
    And it is now Monday 16 February 2026 at 09:00
    Then "Leyla" gets an e-mail that says "Due on"
    When it is now Monday 2 March 2026 at 09:00
    Then the promise "Carry out the action" was missed
    And "Bora" gets an e-mail that says "is late"
