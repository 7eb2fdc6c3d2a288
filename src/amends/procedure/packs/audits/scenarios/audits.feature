Feature: An audit is done by people who had no hand in the work, and what they find is corrected and verified

  Background:
    Given the organisation "Defne Home Textiles" in Turkey follows this procedure
    And its own work follows the procedures that come with the program
    And these people work there
      | name  | role               |
      | Leyla | quality-manager    |
      | Zoe   | auditor            |
      | Selim | auditor            |
      | Deniz | complaints-officer |
      | Bora  | top-manager        |
    And it has these departments
      | key   | name          |
      | care  | Customer care |
      | sales | Sales         |

  @S36 @S35
  Scenario: Planned, opened with a meeting, departments visited, closed with a meeting; a nonconformity is corrected and verified by others
    When "Leyla" opens the audit "Internal audit 2026" on Monday 2 February 2026 at 10:00
      | scope      | All complaints of the last twelve months, shop and factory |
      | clauses    | operation; improvement                                     |
      | auditors   | Zoe; Selim                                                 |
      | audited    | Deniz; Leyla                                               |
      | planned_on | 2026-03-02                                                 |
    Then staff owe "Begin the audit on the day planned" by Monday 2 March 2026
    When it is now Tuesday 17 February 2026 at 10:00
    Then "Zoe" gets an e-mail that says "Begin the audit on the day planned"
    When it is now Monday 2 March 2026 at 09:00
    Then "Leyla" cannot yet do "Open the audit", because only for
    When "Zoe" does "Open the audit"
      | opening_attended | Zoe; Selim; Leyla; Deniz                             |
      | opening_words    | Customer care before noon, sales after, ten cases each |
    Then it stands at "On site"
    And "Zoe" cannot yet do "Close the audit on site", because “Visit a department” has not been done yet
    When "Zoe" does "Visit a department"
      | department | care                                             |
      | clause     | operation                                        |
      | examined   | Ten cases of January, the register, the letters  |
      | conformity | nonconformity                                    |
      | finding    | Two acknowledgements were written after two days |
    And "Selim" does "Visit a department"
      | department | sales                            |
      | clause     | improvement                      |
      | examined   | Actions of the year, four of six |
      | conformity | strength                         |
      | finding    | Every effect had been written down beforehand |
    And "Zoe" opens by "Write down a nonconformity" out of it: "Acknowledged late by post"
      | grade      | minor                                        |
      | department | care                                         |
      | evidence   | Two letters, four days after they had come   |
      | due_on     | 2026-03-31                                   |
    And "Zoe" does "Close the audit on site"
      | closing_attended | Zoe; Selim; Leyla; Bora             |
      | conclusion       | Works as written, post is too slow  |
      | recommendation   | after-corrections                   |
    Then it stands at "Corrections awaited"
    And "Leyla" cannot yet do "Finish the audit", because not settled yet
    When we speak of the matter "Acknowledged late by post"
    And "Leyla" does "It is corrected"
      | correction | Both people were called and told                  |
      | cause      | Post was opened once a week                       |
      | corrective | Post is opened every morning; Emre is responsible |
    Then it stands at "Corrected, to be verified"
    And "Leyla" cannot yet do "Verified", because only for
    When "Zoe" does "Not corrected yet"
      | verified_words | On two days of this week nobody opened it |
    Then it stands at "To be corrected"
    When "Leyla" does "It is corrected"
      | correction | A deputy is named     |
      | cause      | Nobody for Emre's holidays |
      | corrective | Deputy in the plan    |
    And "Zoe" does "Verified"
      | verified_by_way | follow-up                              |
      | verified_words  | Ten working days, post opened on each  |
    Then it stands at "Verified"
    When we speak of the matter "Internal audit 2026"
    And "Leyla" does "Finish the audit"
    Then it stands at "Finished"

  @S36 @S10
  Scenario: Nobody audits their own work
    When "Leyla" opens the audit "Audit of sales" on Monday 2 February 2026 at 10:00
      | scope      | Sales        |
      | clauses    | operation    |
      | auditors   | Selim        |
      | audited    | Selim; Deniz |
      | planned_on | 2026-03-02   |
    And "Selim" does "Open the audit"
      | opening_attended | Selim |
      | opening_words    | Sales |
    Then it was not possible, because the same person is named in
    And "Zoe" cannot yet do "Open the audit", because only for whom

  @S36 @S35
  Scenario: An audit that does not begin is late and climbs
    When "Leyla" opens the audit "Audit of care" on Monday 2 February 2026 at 10:00
      | scope      | Care       |
      | clauses    | operation  |
      | auditors   | Zoe        |
      | audited    | Deniz      |
      | planned_on | 2026-02-09 |
    And it is now Monday 23 February 2026 at 10:00
    Then the promise "Begin the audit on the day planned" was missed
    And "Bora" gets an e-mail that says "Begin the audit on the day planned"
