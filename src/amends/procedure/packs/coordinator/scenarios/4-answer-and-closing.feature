Feature: The customer is answered, what was learned is written down, and only then is the complaint closed

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

  @P19
  Scenario: The answer is drafted, approved by somebody who neither drafted nor inspected, and then sent
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
    And staff owe "Write, approve and send the answer" by Friday 16 January 2026
    And "Rana" cannot yet do "Send the answer to the customer", because "no decision has been drafted yet"
    When "Rana" drafts a decision: "You are right."
      | point    | finding                         | outcome | remedy | remedy_on  |
      | Knocking | The pump touches the iron pipe. | upheld  | repair |            |
      | Night    |                                 |         |        |            |
    Then "Selin" gets an e-mail that says "An answer waits for your approval"
    When "Selin" approves the draft
    Then it was not possible, because "1 of the points raised are not answered yet"
    And "Rana" cannot yet do "Send the answer to the customer", because "Approver"
    When "Selin" returns the draft: "The night is missing, and the day of the repair."
    Then "Rana" gets an e-mail that says "News on"
    When "Rana" drafts a decision: "You are right. The pump was fixed too tightly, and the timer was set to 3."
      | point    | finding                         | outcome | remedy | remedy_on  |
      | Knocking | The pump touches the iron pipe. | upheld  | repair |            |
      | Night    | The timer was set to 3.         | upheld  | visit  | 2026-01-26 |
    And "Selin" approves the draft
    Then it was not possible, because "the decision is not complete"
    When "Selin" drafts a decision: "You are right."
      | point    | finding                         | outcome | remedy | remedy_on  |
      | Knocking | The pump touches the iron pipe. | upheld  | repair | 2026-01-26 |
    Then it was not possible, because "only for: Customer complaint coordinator, Investigator"
    When "Rana" drafts a decision: "You are right. The pump was fixed too tightly, and the timer was set to 3."
      | point    | finding                         | outcome | remedy | remedy_on  |
      | Knocking | The pump touches the iron pipe. | upheld  | repair | 2026-01-26 |
      | Night    | The timer was set to 3.         | upheld  | visit  | 2026-01-26 |
    And "Rana" sends the decision
    Then it was not possible, because "Approver"
    When "Petros" approves the draft
    Then it was not possible, because "only for: Approver"
    When "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way
    And the complainant sees the status "Answered"
    And the complainant gets an SMS that says "our answer to"
    And the complainant gets an e-mail that says "The pump touches the iron pipe."
    And the complainant gets an e-mail that says "The timer was set to 3."
    And the complainant reads in the decision "The timer was set to 3."
    And the promise "Our answer to your complaint" was kept
    And the complainant may accept the decision
    And the complainant may refuse the decision

  @P19
  Scenario: Whoever inspected does not approve
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
      | investigator | Emre |
      | approver     | Emre |
    And "Rana" does "Begin the inspection"
    And "Emre" does "Write down a finding"
      | inspected_point | The knocking    |
      | finding         | It is the pump. |
      | evidence        | visit           |
    And "Emre" does "Finish the inspection"
    And "Rana" drafts a decision: "It is the pump."
      | point    | finding         | outcome | remedy | remedy_on  |
      | Knocking | It is the pump. | upheld  | repair | 2026-01-26 |
    And "Emre" approves the draft
    Then it was not possible, because "someone other than the person who did “Write down a finding” must do this"

  @P19
  Scenario: An answer that takes longer is announced before its day, with the reason and the new date
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
    When it is now Friday 30 January 2026 at 10:00
    And "Rana" extends "Our answer to your complaint" by 5 working days: "The laboratory needs more time."
    Then nothing stood in the way
    And the complainant gets an e-mail that says "The laboratory needs more time."
    And the complainant gets an SMS that says "we need more time"
    And the complainant is promised "Our answer to your complaint" by Monday 9 February 2026

  @P17 @P18 @P19
  Scenario: The customer refuses: other people inspect, draft, approve and send the second answer
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
    When "Rana" drafts a decision: "You are right. The pump was fixed too tightly."
      | point    | finding                         | outcome | remedy | remedy_on  |
      | Knocking | The pump touches the iron pipe. | upheld  | repair | 2026-01-26 |
    And "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way
    When it is now Monday 19 January 2026 at 10:00
    And the complainant refuses the decision: "It still knocks."
    Then nothing stood in the way
    And the complainant sees the status "Being looked into"
    And the complainant gets an e-mail that says "neither the person who inspected it first nor the one who approved our answer"
    And the complainant is promised "Our second answer, by somebody else" by Wednesday 4 February 2026
    And "Rana" cannot yet do "Begin the inspection", because "“Assign the complaint roles” has not been done yet"
    When "Rana" appoints by "Assign the complaint roles"
      | investigator | Emre  |
      | approver     | Selin |
    And "Rana" does "Begin the inspection"
    And "Emre" does "Write down a finding"
      | inspected_point | The knocking      |
      | finding         | It is still fine. |
      | evidence        | visit             |
    Then it was not possible, because "someone other than the person who did “Write down a finding” must do this"
    When "Rana" appoints by "Assign the complaint roles"
      | investigator | Ioanna |
    And "Ioanna" does "Write down a finding"
      | inspected_point | The knocking                      |
      | finding         | A second pipe touches the pump.   |
      | evidence        | visit                             |
    And "Ioanna" does "Finish the inspection"
    Then "Rana" cannot yet do "Draft the answer", because "someone other than the person who did “Draft the answer” must do this"
    When "Ioanna" drafts a decision: "There was a second pipe. We replace the pump."
      | point    | finding                         | outcome | remedy      | remedy_on  |
      | Knocking | A second pipe touches the pump. | upheld  | replacement | 2026-02-16 |
    And "Selin" approves the draft
    Then it was not possible, because "someone other than the person who did “Approve the answer” must do this"
    When "Rana" appoints by "Assign the complaint roles"
      | approver | Petros |
    And "Petros" approves the draft
    And "Rana" sends the decision
    Then it was not possible, because "someone other than the person who did “Send the answer to the customer” must do this"
    When "Nikos" sends the decision
    Then nothing stood in the way
    And the letter called "answer-again" says to the complainant "A second pipe touches the pump."
    And the letter called "answer-again" says to the complainant "Consumer's Ombudsman"
    And the promise "Our second answer, by somebody else" was kept
    When the complainant refuses the decision: "I do not believe you any more."
    Then nothing stood in the way
    And the complainant sees the status "Open"
    And the case is open
    And the next step lies with "Rana"
    And the letter called "refused-again" says to the complainant "The consumer body of your country"
    And the complainant may accept the decision
    When it is now Monday 23 March 2026 at 10:00
    Then the promise "Look in on the open complaint" was missed
    And the case is open

  @P04 @P20 @P21
  Scenario: A complaint is not closed before it is written down what the customer was told and what we learned
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "The new boiler knocks all night."
      | mobile  | +306941234567     |
      | email   | eleni@example.org |
      | product | boiler            |
    And its own work follows the procedures that come with the program
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
    When "Rana" drafts a decision: "You are right. The pump was fixed too tightly."
      | point    | finding                         | outcome | remedy | remedy_on  |
      | Knocking | The pump touches the iron pipe. | upheld  | repair | 2026-01-26 |
    And "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way
    And staff owe "Record the customer complaint information" by Monday 19 January 2026
    When the complainant accepts the decision
    Then nothing stood in the way
    And the complainant sees the status "Agreed"
    And the complainant gets an e-mail that says "We do what we promised, and write to you when it is done."
    When "Rana" does "Record that our promise was carried out"
      | carried_out      | done                       |
      | carried_out_what | The pump sits on rubber.   |
    Then "Rana" cannot yet do "Close the complaint", because "“Plan preventive and corrective action” has not been done yet"
    When "Rana" does "Plan preventive and corrective action"
      | action_needed | corrective                              |
      | action_why    | The rubber was missing. It is back.     |
    And "Rana" opens by "Open a corrective or preventive action" out of it: "Rubber under every pump"
      | action_kind | corrective |
      | due_on      | 2026-02-27 |
    And "Rana" opens by "Write down an idea or a lesson" out of it: "Rubber feet in every box"
      | idea_kind | idea                            |
      | idea_for  | product                         |
      | source    | A complaint about a loud boiler |
    Then it is tied to the matter "Rubber under every pump"
    And it is tied to the matter "Rubber feet in every box"
    When "Rana" does "Close the complaint"
    Then it was not possible, because "“Record the customer complaint information” has not been done yet"
    When "Rana" does "Record the customer complaint information"
      | told_customer | By phone: what we found and when Kosta comes. |
    Then it was not possible, because "This needs an answer"
    When "Rana" does "Record the customer complaint information"
      | told_customer | By phone: what we found and when Kosta comes. |
      | learned       | Her neighbours hear it too.                   |
      | stays         | yes                                           |
      | idea          | Rubber feet for every pump.                   |
    And "Rana" does "Close the complaint"
    Then nothing stood in the way
    And the case is closed
    And the complainant sees the status "Closed"
    And the complainant gets an e-mail that says "what we agreed on is done"
    And the history tells "Deniz" that "By phone: what we found and when Kosta comes."
    And the history tells "Deniz" that "Her neighbours hear it too."
    And the history tells "Deniz" that "Corrective: so that it does not happen again"
    And the complainant does not read "Her neighbours hear it too."
    When we speak of the matter "Rubber under every pump"
    Then it stands at "To be planned"
    And staff owe "Carry out the action" by Friday 27 February 2026
    When we speak of the case of "Eleni"
    And it is now Monday 2 March 2026 at 10:00
    And "Eleni" adds: "It knocks again."
    Then nothing stood in the way
    And the complainant is promised "Answer what you wrote after the end" by Monday 9 March 2026

  @P20
  Scenario: Without the customer's answer it rests only after a reminder, its waiting time and our own records; it is never agreement
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
    When "Rana" drafts a decision: "You are right. The pump was fixed too tightly."
      | point    | finding                         | outcome | remedy | remedy_on  |
      | Knocking | The pump touches the iron pipe. | upheld  | repair | 2026-01-26 |
    And "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way
    Then "Deniz" cannot yet do "Close: the customer does not answer", because "“Remind the customer of the open answer” has not been done yet"
    When it is now Monday 26 January 2026 at 10:00
    And "Rana" does "Remind the customer of the open answer"
    Then the complainant gets an SMS that says "Silence is not taken for agreement"
    And "Deniz" cannot yet do "Close: the customer does not answer", because "the time for “Wait for the customer's answer after the reminder” has not passed yet"
    When it is now Wednesday 11 February 2026 at 10:00
    Then "Deniz" cannot yet do "Close: the customer does not answer", because "“Record the customer complaint information” has not been done yet"
    When "Rana" does "Record the customer complaint information"
      | told_customer | By letter, and once by phone. |
      | learned       | She is abroad until March.    |
    And "Rana" does "Plan preventive and corrective action"
      | action_needed | none                |
      | action_why    | It was one machine. |
    And "Deniz" does "Close: the customer does not answer"
    Then nothing stood in the way
    And the case is closed
    And the complainant gets an e-mail that says "This is **not** your agreement"
    And the complainant may accept the decision
    And the complainant may refuse the decision

  @P05 @P06
  Scenario: A customer who complains and stays is seen with the whole history, whichever name or way they used
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "The new boiler knocks all night."
      | email   | eleni@example.org |
      | product | boiler            |
    And "Deniz" gives the case to "Rana"
    And "E. Papadopoulou" files a complaint on the website on Monday 6 April 2026 at 10:00: "The installer never came."
      | email | Eleni@Example.org |
    And "Petra" files a complaint on the website on Tuesday 7 April 2026 at 10:00: "A wrong bill."
      | email | petra@example.org |
    When we speak of the case of "E. Papadopoulou"
    Then "Deniz" reads the history of this customer
      | of              | began                   |
      | Eleni           | Monday 12 January 2026  |
      | E. Papadopoulou | Monday 6 April 2026     |
