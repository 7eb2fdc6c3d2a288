Feature: Validity is inspected by a support policy that everyone can read, and "not valid" is a decision that can be objected to

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

  @P03 @P09 @P24
  Scenario: Everyone can read what the support policy covers and what not, each with its reason
    Then everyone can read in the procedure "Manufacturing fault within the guarantee"
    And everyone can read in the procedure "A fault that was in the product from the beginning is ours to put right"
    And everyone can read in the procedure "Wrong, damaged or late delivery"
    And everyone can read in the procedure "Service not as agreed"
    And everyone can read in the procedure "How we or our partners treated you"
    And everyone can read in the procedure "Ordinary wear"
    And everyone can read in the procedure "Use against the instructions"
    And everyone can read in the procedure "We have to show that it was so."
    And everyone can read in the procedure "Support period is over"
    And everyone can read in the procedure "Product or service of another company"
    And everyone can read in the procedure "we say why, and you can object"

  @P03
  Scenario Outline: A complaint is judged by the policy that stood on the day it was received
    Given "Eleni" files a complaint on the website on <day> at 10:00: "A hair crack beside the valve."
      | mobile | +306941234567 |
    When "Rana" takes the case
    And "Rana" classifies the case
      | category | heating |
      | severity | minor   |
    And "Rana" does "Begin to check validity"
    And "Rana" does "Judge validity by the support policy"
      | coverage_rule   | early-sign             |
      | validity_reason | It will leak in a year. |
    Then <what came of it>

    Examples:
      | day                      | what came of it                                                  |
      | Friday 27 February 2026  | it was not possible, because "Choose one of the answers offered" |
      | Monday 2 March 2026      | nothing stood in the way                                         |

  @P03 @P09 @P16
  Scenario: Valid: the coordinator names the rule and the reason, and the customer hears which rule it is
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
    And the complainant sees the status "Being looked into"
    And the complainant gets an e-mail that says "A fault that was in the product from the beginning is ours to put right"
    And the complainant gets an e-mail that says "You will have our answer by **Monday 2 February 2026**"
    And the history tells "Emre" that "Manufacturing fault within the guarantee"
    And the history tells "Emre" that "The boiler is four months old and knocks."
    And the complainant does not read "The boiler is four months old and knocks."

  @P16
  Scenario: Validity is judged with a rule and a reason, or it is not judged
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
      | coverage_rule | wear |
    Then it was not possible, because "This needs an answer"
    And "Rana" cannot yet do "Valid: our policy covers it", because "“Judge validity by the support policy” has not been done yet"
    And "Rana" cannot yet do "Not valid: send the reasons to the customer", because "“Judge validity by the support policy” has not been done yet"

  @P03 @P16
  Scenario: Not valid is a reasoned decision that a second person approves, never a silent close
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "The tap of the boiler drips."
      | mobile | +306941234567     |
      | email  | eleni@example.org |
    When "Rana" takes the case
    And "Rana" classifies the case
      | category | heating |
      | severity | serious |
    And "Rana" does "Begin to check validity"
    And "Rana" does "Judge validity by the support policy"
      | coverage_rule   | wear                                       |
      | validity_reason | The seal is ten years old and simply worn. |
    Then "Rana" cannot yet do "Valid: our policy covers it", because "our policy does not cover this"
    And "Rana" cannot yet do "Not valid: send the reasons to the customer", because "Head of customer care has not approved yet"
    When "Rana" drafts a decision: "The seal is worn after ten years. This is not a fault."
      | point    | finding                           | outcome    |
      | Dripping | The seal is worn by ordinary use. | not upheld |
    Then "Deniz" gets an e-mail that says "It cannot leave before you approve it"
    When "Rana" sends the decision
    Then it was not possible, because "Head of customer care has not approved yet"
    When "Deniz" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way
    And the case is open
    And the complainant sees the status "Answered"
    And the promise "Our answer to your complaint" was kept
    And the complainant gets an e-mail that says "Parts that wear with ordinary use, such as seals or filters, are not covered."
    And the complainant gets an e-mail that says "The seal is worn by ordinary use."
    And the complainant gets an e-mail that says "You **object**. You need not give a reason"
    And the complainant gets an SMS that says "You can object"
    And the complainant may refuse the decision
    And the complainant is told that 1 round remains

  @P03 @P16
  Scenario: What was approved is one rule: another rule of the policy needs a new approval
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "The tap of the boiler drips."
      | mobile | +306941234567     |
      | email  | eleni@example.org |
    When "Rana" takes the case
    And "Rana" classifies the case
      | category | heating |
      | severity | serious |
    And "Rana" does "Begin to check validity"
    And "Rana" does "Judge validity by the support policy"
      | coverage_rule   | wear                                       |
      | validity_reason | The seal is ten years old and simply worn. |
    And "Rana" drafts a decision: "This is not a fault of the boiler."
      | point    | finding                  | outcome    |
      | Dripping | The seal does not close. | not upheld |
    And "Deniz" approves the draft
    And "Rana" does "Judge validity by the support policy"
      | coverage_rule   | misuse                             |
      | validity_reason | The seal was cut with a sharp tool. |
    And "Rana" sends the decision
    Then it was not possible, because "Head of customer care has not approved yet"
    When "Deniz" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way
    And the complainant gets an e-mail that says "We have to show that it was so."

  @P16
  Scenario: The customer objects, somebody else judges it from the beginning, and finds it valid
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "The tap of the boiler drips."
      | mobile | +306941234567     |
      | email  | eleni@example.org |
    When "Rana" takes the case
    And "Rana" classifies the case
      | category | heating |
      | severity | serious |
    And "Rana" does "Begin to check validity"
    And "Rana" does "Judge validity by the support policy"
      | coverage_rule   | wear                                         |
      | validity_reason | The seal is ten years old and simply worn.   |
    And "Rana" drafts a decision: "The seal is worn after ten years. This is not a fault."
      | point    | finding                           | outcome    |
      | Dripping | The seal is worn by ordinary use. | not upheld |
    And "Deniz" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way
    When it is now Thursday 15 January 2026 at 10:00
    And the complainant refuses the decision: "It was replaced two years ago, here is the bill."
    Then nothing stood in the way
    And the complainant sees the status "Being checked"
    And the complainant gets an e-mail that says "**Somebody else** now judges it from the beginning"
    And the complainant is promised "Our answer to your objection" by Thursday 5 February 2026
    And "Rana" cannot yet do "Judge validity by the support policy", because "someone other than the person who did “Judge validity by the support policy” must do this"
    And "Rana" cannot yet do "Draft the answer", because "someone other than the person who did “Draft the answer” must do this"
    When "Deniz" gives the case to "Nikos"
    And "Nikos" does "Judge validity by the support policy"
      | coverage_rule   | manufacturing-fault                      |
      | validity_reason | The bill shows that the seal is new.     |
    And "Nikos" does "Valid: our policy covers it"
    Then nothing stood in the way
    And the complainant sees the status "Being looked into"

  @P16
  Scenario: Not valid at the second look as well: other people decided it, the complaint stays open, and outside bodies are named
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "The tap of the boiler drips."
      | mobile | +306941234567     |
      | email  | eleni@example.org |
    When "Rana" takes the case
    And "Rana" classifies the case
      | category | heating |
      | severity | serious |
    And "Rana" does "Begin to check validity"
    And "Rana" does "Judge validity by the support policy"
      | coverage_rule   | wear                                         |
      | validity_reason | The seal is ten years old and simply worn.   |
    And "Rana" drafts a decision: "The seal is worn after ten years. This is not a fault."
      | point    | finding                           | outcome    |
      | Dripping | The seal is worn by ordinary use. | not upheld |
    And "Deniz" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way
    When it is now Thursday 15 January 2026 at 10:00
    And the complainant refuses the decision: "Ten years are nothing for a boiler."
    And "Deniz" gives the case to "Nikos"
    And "Nikos" does "Judge validity by the support policy"
      | coverage_rule   | wear                             |
      | validity_reason | The maker says: every six years. |
    And "Nikos" drafts a decision: "The maker advises a new seal every six years."
      | point    | finding                           | outcome    |
      | Dripping | The seal is four years overdue.   | not upheld |
    And "Deniz" approves the draft
    Then it was not possible, because "someone other than the person who did “Approve that it is not covered” must do this"
    When "Maria" approves the draft
    And "Nikos" sends the decision
    Then nothing stood in the way
    And the letter called "not-covered-again" says to the complainant "Consumer's Ombudsman"
    And the promise "Our answer to your objection" was kept
    When the complainant refuses the decision: "I go to the ombudsman."
    Then nothing stood in the way
    And the case is open
    And the complainant sees the status "Open"
    And the complainant is told of the outside body "Consumer's Ombudsman (Synigoros tou Katanaloti)"
    And the complainant may not refuse the decision any more
