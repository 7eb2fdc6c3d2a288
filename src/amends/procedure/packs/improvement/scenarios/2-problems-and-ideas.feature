Feature: What several complaints share becomes a problem, and what somebody thinks of gets an outcome

  Background:
    Given the organisation "Defne Home Textiles" in Turkey follows this procedure
    And its own work follows the procedures that come with the program
    And these people work there
      | name  | role                                      |
      | Leyla | quality-manager, customer-service-manager |
      | Bora  | top-manager                               |
      | Rana  | complaints-officer                        |
    And it has these categories
      | key    | name   |
      | colour | Colour |

  @F61 @F53 @G38 @S33 @S47
  Scenario: Repeated complaints on one topic are gathered into a problem, which is closed only when its actions are settled
    When "Ayşe" files a complaint on the website on Monday 2 February 2026 at 10:00: "The red faded in the first wash."
      | mobile | +90 532 111 22 33 |
    And "Mehmet" files a complaint on the website on Tuesday 3 February 2026 at 10:00: "My red towels have gone pink."
      | mobile | +90 532 111 22 44 |
    And "Leyla" opens the problem "Red dye fades" on Wednesday 4 February 2026 at 10:00
      | topic_by | category |
      | category | colour   |
      | cases    | Ayşe     |
    Then it is tied to the case of "Ayşe"
    And "Leyla" cannot yet do "Wait for the actions", because “Write down the root cause” has not been done yet
    When "Leyla" does "Gather complaints"
      | cases | Mehmet |
    Then it is tied to the case of "Mehmet"
    When "Leyla" does "Write down the root cause"
      | five_whys     | Why pink? The dye ran. Why? It was not fixed. |
      | cause         | method                                        |
      | d4_occurrence | The fixing bath was too short.                |
    Then "Leyla" cannot yet do "Wait for the actions", because nothing of this kind was opened yet: action
    When "Leyla" opens by "Open an action" out of it: "Longer fixing bath"
      | action_kind | corrective |
      | due_on      | 2026-02-27 |
    And "Leyla" does "Wait for the actions"
    Then it stands at "Actions under way"
    And it is tied to the matter "Longer fixing bath"
    And "Leyla" cannot yet do "The problem is solved", because not settled yet
    When we speak of the matter "Longer fixing bath"
    And "Leyla" does "Withdraw the action"
      | outcome_words | The supplier changed the dye instead. |
    And we speak of the matter "Red dye fades"
    And "Leyla" does "The problem is solved"
      | outcome_words | New dye since March; no complaint since. |
    Then it stands at "Solved"

  @S33
  Scenario: What turns out to have nothing in common is closed with the reason
    When "Leyla" opens the problem "Late parcels in Bursa" on Wednesday 4 February 2026 at 10:00
    And "Leyla" does "There is no common cause"
      | outcome_words | Three different carriers, three different reasons. |
    Then it stands at "No common cause"

  @S35
  Scenario: A problem that nobody looks into climbs to top management
    When "Leyla" opens the problem "Zips break" on Monday 2 February 2026 at 10:00
    And it is now Monday 2 March 2026 at 10:00
    Then the promise "Find the cause of the problem" was missed
    And "Bora" gets an e-mail that says "Find the cause of the problem"

  @F52 @F60 @P04 @S38
  Scenario: Anybody here can hand in an idea, and is told what becomes of it in time
    When "Rana" opens the idea "Say the wash temperature on the parcel" on Monday 2 February 2026 at 10:00
      | idea_kind  | idea                                           |
      | idea_for   | product                                        |
      | d2_problem | Nobody has to look for the label any more.     |
      | source     | Five complaints asked how hot it may be washed |
    Then it stands at "Proposed"
    And the case holds the answer "product" to "idea_for"
    And staff owe "Tell what becomes of the idea" by Monday 2 March 2026
    And "Rana" cannot yet do "Adopt it", because only for: Quality manager
    When "Leyla" does "Try it"
      | try_how   | On the towels, for a month |
      | try_until | 2026-03-15                 |
    And "Leyla" does "Adopt it"
      | outcome_words | Questions about washing fell by half. On every parcel from April. |
    Then it stands at "Adopted"
    And the promise "Tell what becomes of the idea" was kept
    And the history tells "Rana" that "Questions about washing fell by half. On every parcel from April."

  @F56 @F57 @F58 @F52 @S41
  Scenario: Innovations looked into, comparisons with others and best practices each end with an outcome
    When "Leyla" opens the idea "Parcel tracking by the carrier's interface" on Monday 2 February 2026 at 10:00
      | idea_kind | innovation                          |
      | idea_for  | service                             |
      | source    | A trade fair, and two offers        |
    Then the case holds the answer "innovation" to "idea_kind"
    When "Leyla" does "Adopt it"
      | outcome_words | In use since 1 March. |
    Then it stands at "Adopted"
    And the history tells "Bora" that "In use since 1 March."
    When "Leyla" opens the idea "Answer in three days, as the best of our trade" on Monday 9 February 2026 at 10:00
      | idea_kind | comparison                                        |
      | idea_for  | handling                                          |
      | source    | Figures of four retailers, from their own reports |
    Then the case holds the answer "comparison" to "idea_kind"
    And the history tells "Bora" that "Figures of four retailers, from their own reports"
    When "Leyla" does "Do not adopt it"
      | outcome_words | Our investigations need the lab's week; we say so on the first day instead. |
    Then it stands at "Not adopted"
    And the history tells "Bora" that "we say so on the first day instead"
    When "Leyla" opens the idea "Call before writing" on Monday 16 February 2026 at 10:00
      | idea_kind | best-practice |
      | idea_for  | handling      |
    Then the case holds the answer "best-practice" to "idea_kind"
    When "Leyla" opens by "Open an action" out of it: "Try calling first in the agreement procedure"
      | action_kind | improvement |
      | due_on      | 2026-04-30  |
    And "Leyla" does "Try it"
      | try_how   | Rana and Emre, for six weeks |
      | try_until | 2026-04-30                   |
    Then it stands at "Being tried"
    And it is tied to the matter "Try calling first in the agreement procedure"

  @S18
  Scenario: Who is not the quality manager cannot open an action, but can hand in an idea
    Then "Rana" may not open an action
    And "Rana" may not open a problem
