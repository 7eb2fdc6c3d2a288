Feature: A coordinator leads the complaint, appoints who works on it, and it is inspected point by point

  Background:
    Given the organisation "Aulos" in Greece follows this procedure
    And it has these departments
      | key     | name    | e-mail              |
      | quality | Quality | quality@example.org |
      | service | Service | service@example.org |
    And it has these categories
      | key     | name           | department |
      | heating | Heating        | quality    |
      | conduct | How we behaved | service    |
    And it has these products
      | key    | name   | department |
      | boiler | Boiler | quality    |
    And these people work there
      | name   | role                                     |
      | Rana   | coordinator                              |
      | Nikos  | coordinator                              |
      | Emre   | investigator, approver                   |
      | Ioanna | investigator, approver                   |
      | Selin  | approver, investigator                   |
      | Petros | approver                                 |
      | Can    | technical-contact                        |
      | Deniz  | complaints-manager                       |
      | Maria  | complaints-manager                       |
    And these partners work for it
      | name  |
      | Kosta |

  @P17 @P22
  Scenario: The coordinator leads, roles are given for this complaint, and each change of hands is in the history
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "The new boiler knocks all night."
      | mobile  | +306941234567     |
      | email   | eleni@example.org |
      | product | boiler            |
    Then the next step lies with "Customer complaint coordinator"
    And "Rana" cannot yet do "Begin to check validity", because "nobody is in charge of the case yet"
    When "Rana" takes the case
    Then the next step lies with "Rana"
    When "Rana" classifies the case
      | category | heating |
      | severity | serious |
    And "Rana" does "Begin to check validity"
    And "Rana" does "Judge validity by the support policy"
      | coverage_rule   | manufacturing-fault   |
      | validity_reason | It is four months old. |
    And "Rana" does "Valid: our policy covers it"
    Then the next step lies with "Rana"
    And "Rana" cannot yet do "Begin the inspection", because "nobody is appointed yet as: Investigator, Approver"
    When "Rana" appoints by "Assign the complaint roles"
      | investigator      | Emre  |
      | approver          | Selin |
      | technical-contact | Can   |
    And "Rana" does "Begin the inspection"
    Then nothing stood in the way
    And the next step lies with "Emre"
    And "Emre" gets an e-mail that says "You find your role in the case"
    And "Selin" gets an e-mail that says "If the complaint is about you"
    And the history tells "Nikos" that "Rana: appointed"
    And the history tells "Nikos" that "Investigator: Emre"
    And the history tells "Nikos" that "Approver: Selin"
    And the history tells "Nikos" that "Technical contact: Can"
    And "Ioanna" cannot yet do "Write down a finding", because "only for: Investigator"
    When "Can" does "Give the technical explanation"
      | technical_opinion | A pump on iron carries its sound into the wall. |
    Then nothing stood in the way
    When "Rana" appoints by "Assign the complaint roles"
      | investigator | Ioanna |
    Then nothing stood in the way
    And the next step lies with "Ioanna"
    And "Emre" cannot yet do "Write down a finding", because "only for: Investigator"
    And the history tells "Rana" that "Investigator: Ioanna"
    When "Ioanna" does "Write down a finding"
      | inspected_point | The knocking                    |
      | finding         | The pump touches the iron pipe. |
      | evidence        | visit                           |
    And "Ioanna" does "Finish the inspection"
    Then the next step lies with "Rana"

  @P22
  Scenario: The coordinator owes the next step from receipt to closing, whoever inspects in between
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "The new boiler knocks all night."
      | mobile  | +306941234567     |
      | email   | eleni@example.org |
      | product | boiler            |
    When "Rana" takes the case
    And "Rana" classifies the case
      | category | heating |
      | severity | serious |
    And "Rana" does "Begin to check validity"
    And "Rana" does "Judge validity by the support policy"
      | coverage_rule   | manufacturing-fault                       |
      | validity_reason | The boiler is four months old and knocks. |
    And "Rana" does "Valid: our policy covers it"
    Then nothing stood in the way
    And the next step lies with "Rana"
    And staff owe "Assign the roles" by Tuesday 13 January 2026
    When "Rana" appoints by "Assign the complaint roles"
      | investigator      | Emre  |
      | approver          | Selin |
      | technical-contact | Can   |
    And "Rana" does "Begin the inspection"
    And "Emre" does "Write down a finding"
      | inspected_point | The knocking                    |
      | finding         | The pump touches the iron pipe. |
      | evidence        | visit                           |
    And "Emre" does "Finish the inspection"
    Then nothing stood in the way
    And the next step lies with "Rana"
    When "Rana" drafts a decision: "You are right. The pump was fixed too tightly."
      | point    | finding                         | outcome | remedy | remedy_on  |
      | Knocking | The pump touches the iron pipe. | upheld  | repair | 2026-01-26 |
    And "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way
    And the next step lies with "Rana"
    When the complainant accepts the decision
    Then the next step lies with "Rana"
    When "Deniz" gives the case to "Nikos"
    Then the next step lies with "Nikos"
    And the history tells "Rana" that "gave it to Nikos"

  @P22
  Scenario: When a complaint waits too long, the coordinators hear of it, then the head of customer care
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "The new boiler knocks all night."
      | mobile  | +306941234567     |
      | email   | eleni@example.org |
      | product | boiler            |
    When it is now Tuesday 13 January 2026 at 16:30
    Then "Rana" gets an e-mail that says "Due on Tuesday 13 January 2026"
    When it is now Wednesday 14 January 2026 at 10:00
    Then the promise "Take charge of the new complaint" was missed
    And "Deniz" gets an e-mail that says "Late since Tuesday 13 January 2026"

  @P17 @P18
  Scenario: Whoever a complaint is about neither judges, inspects, approves nor answers it
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "Rana shouted at me on the phone."
      | mobile | +306941234567 |
    When "Nikos" takes the case
    And "Nikos" classifies the case, which is about "Rana"
      | category | conduct |
      | severity | serious |
    And "Nikos" does "Begin to check validity"
    Then the history tells "Nikos" that "classified it: How we behaved Serious Rana"
    And "Rana" may not see the case
    When "Nikos" does "Judge validity by the support policy"
      | coverage_rule   | conduct                     |
      | validity_reason | It is about how we behaved. |
    And "Rana" does "Valid: our policy covers it"
    Then it was not possible, because "not allowed"
    When "Nikos" does "Valid: our policy covers it"
    And "Rana" appoints by "Assign the complaint roles"
      | investigator | Emre |
    Then it was not possible, because "not allowed"

  @P18
  Scenario: The investigator named in the complaint cannot inspect it, even when appointed
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "Emre laughed at me during the visit."
      | mobile | +306941234567 |
    When "Rana" takes the case
    And "Rana" classifies the case, which is about "Emre"
      | category | conduct |
      | severity | serious |
    And "Rana" does "Begin to check validity"
    And "Rana" does "Judge validity by the support policy"
      | coverage_rule   | conduct                     |
      | validity_reason | It is about how we behaved. |
    And "Rana" does "Valid: our policy covers it"
    And "Rana" appoints by "Assign the complaint roles"
      | investigator | Emre  |
      | approver     | Selin |
    And "Rana" does "Begin the inspection"
    And "Emre" does "Write down a finding"
      | inspected_point | The visit      |
      | finding         | It was a joke. |
      | evidence        | visit          |
    Then it was not possible, because "not allowed"

  @P18
  Scenario: The investigator asks departments on a page of their own, asks the customer, and writes a finding for each point
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "The new boiler knocks all night."
      | mobile  | +306941234567     |
      | email   | eleni@example.org |
      | product | boiler            |
    When "Rana" takes the case
    And "Rana" classifies the case
      | category | heating |
      | severity | serious |
    And "Rana" does "Begin to check validity"
    And "Rana" does "Judge validity by the support policy"
      | coverage_rule   | manufacturing-fault                       |
      | validity_reason | The boiler is four months old and knocks. |
    And "Rana" does "Valid: our policy covers it"
    Then nothing stood in the way
    When "Rana" appoints by "Assign the complaint roles"
      | investigator | Emre  |
      | approver     | Selin |
    And "Rana" does "Begin the inspection"
    Then "Emre" cannot yet do "Finish the inspection", because "“Write down a finding” has not been done yet"
    When "Emre" asks the department "quality" by "Ask a department": "How is the pump of this boiler fixed?"
    Then nothing stood in the way
    And the department at "quality@example.org" gets an e-mail that says "How is the pump of this boiler fixed?"
    And the department "quality" reads on its page "How is the pump of this boiler fixed?"
    And the department "quality" does not read on its page "Eleni"
    And the department "quality" does not read on its page "knocks all night"
    And staff owe "Reply of the department" by Thursday 15 January 2026
    When "Emre" does "Write down a finding"
      | inspected_point | The knocking                    |
      | finding         | The pump touches the iron pipe. |
      | evidence        | visit; department               |
    Then "Emre" cannot yet do "Finish the inspection", because "a department has not replied yet"
    When the department "quality" replies on its page: "With two bolts; the rubber is missing since May."
      | own_part | yes |
    Then nothing stood in the way
    And "Emre" gets an e-mail that says "News on"
    And the promise "Reply of the department" was kept
    And the history tells "Emre" that "the rubber is missing since May"
    When "Emre" asks the complainant: "Does it knock by day as well?"
    Then the complainant gets an SMS that says "we have a question"
    And "Emre" cannot yet do "Finish the inspection", because "the complainant has not answered the question yet"
    When the complainant answers: "Only when the heating starts."
    And "Emre" does "Write down a finding"
      | inspected_point | The night              |
      | finding         | The timer is set to 3. |
      | evidence        | customer               |
    And "Emre" does "Finish the inspection"
    Then nothing stood in the way
    And the history tells "Rana" that "The pump touches the iron pipe."
    And the history tells "Rana" that "The timer is set to 3."
    And the history tells "Rana" that "From a visit or a test"
    And the promise "Inspect the complaint" was kept
