Feature: What starts a complaint: the customer, or a partner at the customer's place

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

  @P01 @P24
  Scenario: Everyone can read what the procedure is for, when it applies, and what is done
    Then everyone can read in the procedure "the people who really solve your problem"
    And everyone can read in the procedure "as you understand it, as far as our support policy covers it"
    And everyone can read in the procedure "a long and trusting relation with you"
    And everyone can read in the procedure "The customer wants to place a complaint"
    And everyone can read in the procedure "A partner could not put it right on the spot"
    And everyone can read in the procedure "The problem lies in an area that our support policy covers"
    And everyone can read in the procedure "A partner found something that the customer should have noticed"
    And everyone can read in the procedure "A partner found something minor that will become a major problem"
    And everyone can read in the procedure "New customer complaint"
    And everyone can read in the procedure "Inspect complaint validity"
    And everyone can read in the procedure "Assign complaint roles"
    And everyone can read in the procedure "Inspect complaint"
    And everyone can read in the procedure "Respond to the customer"
    And everyone can read in the procedure "Customer complaint information"
    And everyone can read in the procedure "Preventive and corrective action"
    And everyone can read in the procedure "15 working days"

  @P23
  Scenario: The drawing of the procedure is made from the procedure itself
    Then the published chart shows these steps in order
      | New customer complaint           |
      | Inspect complaint validity       |
      | Assign complaint roles           |
      | Inspect complaint                |
      | Respond to the customer          |
      | Customer complaint information   |
      | Preventive and corrective action |
    And in the published chart "Begin to check validity" leads from "New customer complaint" to "Inspect complaint validity"
    And in the published chart "Valid: our policy covers it" leads from "Inspect complaint validity" to "Assign complaint roles"
    And in the published chart "Begin the inspection" leads from "Assign complaint roles" to "Inspect complaint"
    And in the published chart "Finish the inspection" leads from "Inspect complaint" to "Respond to the customer"
    And in the published chart "Send the answer to the customer" leads from "Respond to the customer" to "Customer complaint information"
    And in the published chart "Accept the answer" leads from "Customer complaint information" to "Preventive and corrective action"
    And in the published chart "Close the complaint" leads from "Preventive and corrective action" to "Closed with the customer's agreement"

  @P07 @P12 @P15
  Scenario: A customer declares a complaint: it is recorded, confirmed at once, and reaches the coordinators
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "The new boiler knocks all night."
      | mobile  | +306941234567     |
      | email   | eleni@example.org |
      | product | boiler            |
    Then nothing stood in the way
    And the next step lies with "Customer complaint coordinator"
    And the pool shows "Rana" the complainant "Eleni" at the stage "New customer complaint"
    And the complainant sees the status "Received"
    And the complainant gets an SMS with the tracking number and the password
    And the complainant gets an e-mail that says "thank you for telling us, instead of turning away"
    And the promise "Tell the customer that it is recorded" was kept
    And the complainant is promised "Our answer to your complaint" by Monday 2 February 2026
    And "Rana" gets an e-mail that says "A new complaint came in"
    And "Nikos" gets an e-mail that says "The new boiler knocks all night."
    And the pool shows "Rana" the case of "Eleni"
    And the case was brought because "The customer wants to place a complaint"
    And the history tells "Rana" that "The customer wants to place a complaint"

  @P08 @P12 @P13 @P14
  Scenario: A partner could not put it right on the spot and raises it, with the customer beside them
    Given the partner "Kosta" raises a complaint for "Eleni" on Monday 12 January 2026 at 11:00: "The boiler still knocks after the visit."
      | trigger     | not-settled               |
      | on_the_spot | no                        |
      | immediate   | I bled the pipes.         |
      | mobile      | +306941234567             |
      | product     | boiler                    |
    Then nothing stood in the way
    And the complainant gets an SMS with the tracking number and the password
    And the pool shows "Rana" the case of "Eleni"
    And the case was brought because "A partner could not put it right on the spot"
    And the history tells "Rana" that "A partner could not put it right on the spot"
    And the history tells "Rana" that "Kosta: received by our partner"
    And the history tells "Rana" that "I bled the pipes."
    When "Rana" takes the case
    And "Rana" does "Close: it was settled on the spot"
      | settled_how | I think it is settled. |
      | learned     | Nothing.               |
    Then it was not possible, because "“Settled on the spot” is not answered as it must be for this"

  @P14
  Scenario: Settled on the spot is recorded and told, and the customer can say that it is not
    Given the partner "Kosta" raises a complaint for "Eleni" on Monday 12 January 2026 at 11:00: "No hot water this morning."
      | trigger     | not-settled                |
      | on_the_spot | yes                        |
      | immediate   | I replaced the fuse.       |
      | mobile      | +306941234567              |
      | email       | eleni@example.org          |
    When it is now Monday 12 January 2026 at 15:00
    And "Rana" takes the case
    And "Rana" does "Close: it was settled on the spot"
      | settled_how | A new fuse; the customer had hot water again while Kosta was there. |
      | learned     | Nobody had told her where the fuse is.                              |
      | idea        | Show where the fuse is when we install a boiler.                    |
    Then nothing stood in the way
    And the complainant sees the status "Settled on the spot"
    And the case is closed
    And the complainant gets an e-mail that says "Was it not put right, or not for long?"
    When it is now Tuesday 13 January 2026 at 09:00
    And "Eleni" does "It is not settled"
    Then nothing stood in the way
    And the case is open
    And the complainant sees the status "Being checked"
    And the complainant is promised "Our answer to your complaint" by Monday 2 February 2026
    And "Rana" gets an e-mail that says "News on"
    And "Rana" is never offered "Close: it was settled on the spot"

  @P09 @P12
  Scenario: Somebody reports a problem in a covered area and never says the word complaint
    Given "Rana" takes a complaint from "Giorgos" by phone on Monday 12 January 2026 at 10:00: "The engineer you sent never came."
      | trigger | covered-area  |
      | mobile  | +306941234567 |
    Then nothing stood in the way
    And the case was brought because "The problem lies in an area that our support policy covers"
    And the history tells "Rana" that "The problem lies in an area that our support policy covers"
    When "Rana" takes the case
    And "Rana" classifies the case
      | category | conduct |
      | severity | minor   |
    And "Rana" does "Begin to check validity"
    And "Rana" does "Judge validity by the support policy"
      | coverage_rule   | service-not-as-agreed                 |
      | validity_reason | The visit was promised for Thursday.  |
    And "Rana" does "Valid: our policy covers it"
    Then nothing stood in the way
    And the complainant gets an SMS that says "our policy covers"

  @P10 @P11 @P12 @P13
  Scenario Outline: A partner finds something at the customer's place, and the customer hears of it without being thanked for a complaint
    Given the partner "Kosta" raises a complaint for "Eleni" on Monday 12 January 2026 at 12:00: "<found>"
      | trigger     | <trigger>         |
      | on_the_spot | no                |
      | email       | eleni@example.org |
      | mobile      | +306941234567     |
    Then nothing stood in the way
    And the case was brought because "<because>"
    And the history tells "Rana" that "<because>"
    And the complainant gets an e-mail that says "You may not have seen it yet, so we write to you before it becomes a bigger problem."
    And the complainant gets an e-mail that says "<found>"
    And the complainant gets an SMS with the tracking number and the password
    And 0 letters called "acknowledgement" went to the complainant
    And the promise "Tell the customer that it is recorded" was kept
    And the complainant is promised "Our answer to your complaint" by Monday 2 February 2026

    Examples:
      | trigger   | found                                    | because                                                              |
      | unnoticed | The pressure gauge has stood in the red. | A partner found something that the customer should have noticed      |
      | will-grow | A hair crack beside the valve.           | A partner found something minor that will become a major problem     |

  @P13
  Scenario: A partner sends what they found even when they do not know how to reach the customer
    Given the partner "Kosta" raises a complaint for "Eleni" on Monday 12 January 2026 at 12:00: "A hair crack beside the valve."
      | trigger     | will-grow |
      | on_the_spot | no        |
    Then nothing stood in the way
    And the pool shows "Rana" the case of "Eleni"
    And the promise "Tell the customer that it is recorded" was kept
    And the link of the partner "Kosta" has ended

  @P02
  Scenario: The customer's own words stay as they are, in the history, in the letters and on their page
    Given "Eleni" files a complaint on the website on Monday 12 January 2026 at 10:00: "It knocks & knocks. I am at my wits' end: my baby cannot sleep!"
      | mobile | +306941234567     |
      | email  | eleni@example.org |
      | wanted | Quiet nights.     |
    Then the complainant gets an e-mail that says "Your own words stand on the page where you follow it."
    And the complainant reads in the story "It knocks & knocks. I am at my wits' end: my baby cannot sleep!"
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
    And "Rana" drafts a decision: "You are right. The pump was fixed too tightly."
      | point    | finding                         | outcome | remedy | remedy_on  |
      | Knocking | The pump touches the iron pipe. | upheld  | repair | 2026-01-26 |
    And "Selin" approves the draft
    And "Rana" sends the decision
    Then nothing stood in the way
    And the history tells "Emre" that "It knocks & knocks. I am at my wits' end: my baby cannot sleep!"
    And the complainant gets an e-mail that says "In your words, it was this"
    And the letter called "answer" says to the complainant "my baby cannot sleep!"
