Feature: A damaged bag, from the counter to agreement

  Background:
    Given the organisation "Example Air" in England follows this procedure
    And it has these places
      | key | name     |
      | lhr | Heathrow |
      | mad | Madrid   |
    And these people work there
      | name  | role                | site |
      | Ann   | agent               |      |
      | Ines  | investigator        |      |
      | Igor  | investigator        |      |
      | Sam   | station-agent       | mad  |
      | Mary  | manager             |      |
      | Dora  | director            |      |

  @A07 @A08 @A10
  Scenario: The bag goes through our hands, an amount above the manager's needs the director, the passenger agrees
    When "Ann" takes a complaint from "Yan" in person on Monday 2 March 2026 at 10:00: "A wheel broke off."
      | mobile  | 07911 123457 |
      | site    | lhr          |
      | trigger | desk-report  |
    Then the case was brought because "The airport desk wrote a baggage report"
    And the promise "acknowledge-at-once" was kept
    When "Ann" takes the case
    And "Ann" classifies the case
      | matter   | damaged     |
      | severity | serious     |
      | class    | damaged-bag |
    Then "Ann" cannot yet do "Start the assessment"
    When "Mary" appoints by "Name an investigator"
      | investigator | Ines |
    And "Ann" does "Start the assessment"
    And "Ann" asks the complainant: "Is anything missing from it?"
    And the complainant answers: "No."
    And "Ann" does "Ask for the bag" with a new item "A grey case"
    And "Ann" does "The bag arrived" with the item "1"
    And "Ines" does "The bag was examined" with the item "1"
    Then the item "1" is "tested"
    And "Igor" cannot yet do "Write down what was found"
    When "Ines" does "Write down what was found"
      | policy   | carriage                      |
      | findings | The axle broke while loading. |
    And "Ines" does "Finish the assessment of the damage"
    Then the complainant sees the status "In assessment"
    And beside the draft "Ann" reads the advice "call the passenger first"
    When "Ann" drafts a decision: "We broke it and pay for it."
      | point             | finding             | outcome | remedy       | remedy_on  | amount | currency |
      | The wheel is off. | It broke with us.   | upheld  | compensation | 2026-03-20 | 900.00 | EUR      |
    And "Mary" approves the draft
    Then it was not possible, because "more than your authority of 600.00 EUR"
    When "Dora" approves the draft
    And "Ann" sends the decision
    Then the complainant gets an SMS that says "our decision"
    And the complainant sees the status "Our decision is with you"
    And the complainant reads in the decision "It broke with us."
    And the complainant may accept the decision
    When the complainant accepts the decision
    Then the complainant is promised "What we agreed" by Monday 16 March 2026
    And "Ann" cannot yet do "All is done"
    When "Ann" does "The bag went back to its owner" with the item "1"
      | courier | Road courier |
    And "Ann" does "All is done"
    Then the case is closed
    And the complainant has seen these statuses in order
      | Received                 |
      | In assessment            |
      | Our decision is with you |
      | Agreed, we are doing it  |
      | Closed                   |
    When "Yan" does "Say how we did"
      | satisfied | yes |
    And "Yan" adds: "The new wheel is loose."
    Then staff owe "Answer to your new letter" by Monday 16 March 2026
    When "Ann" does "Answer the new letter"
      | again | Bring it back, we mend it. |
    Then the complainant gets an SMS that says "answer"
    And the promise "Answer to your new letter" was kept

  @A09 @A11 @A12
  Scenario: What the policy does not cover is refused with a reason, twice, and the bodies outside are named
    When "Yan" files a complaint on the website on Monday 2 March 2026 at 10:00: "A wheel broke off in January."
      | email | yan@example.com |
    And "Ann" takes the case
    And "Ann" classifies the case
      | matter | damaged     |
      | class  | damaged-bag |
    And "Mary" appoints by "Name an investigator"
      | investigator | Ines |
    And "Ann" does "Start the assessment"
    And "Ines" does "Write down what was found"
      | policy   | strike-2026 |
      | findings | -           |
    Then it was not possible, because "Choose one of the answers offered"
    When "Ines" does "Write down what was found"
      | policy   | told-late              |
      | findings | Told after six weeks.  |
    Then "Ines" cannot yet do "Finish the assessment of the damage"
    When "Ines" does "Finish: not covered"
    And "Ann" drafts a decision: "Not covered."
      | point             | finding         | outcome    |
      | The wheel is off. | Told too late.  | not upheld |
    And "Mary" returns the draft: "Say it more kindly."
    And "Ann" drafts a decision: "We are sorry, it is not covered."
      | point             | finding         | outcome    |
      | The wheel is off. | Told too late.  | not upheld |
    And "Mary" approves the draft
    And "Ann" sends the decision
    Then the complainant gets an e-mail that says "Damage must be reported within seven days of arrival."
    And the complainant is told that 1 round remains
    When the complainant refuses the decision: "I told the pilot."
    Then the complainant sees the status "In assessment"
    And "Mary" gets an e-mail that says "I told the pilot."
    When "Ines" does "Write down what was found"
      | policy   | told-late |
      | findings | The same. |
    Then it was not possible, because "someone other"
    When "Mary" appoints by "Name an investigator"
      | investigator | Igor |
    And "Igor" does "Write down what was found"
      | policy   | told-late           |
      | findings | No pilot was told.  |
    And "Igor" does "Finish: not covered"
    And "Ann" drafts a decision: "It stays not covered."
      | point             | finding             | outcome    |
      | The wheel is off. | No pilot was told.  | not upheld |
    And "Mary" approves the draft
    And "Ann" sends the decision
    And the complainant refuses the decision: "No."
    Then the complainant sees the status "Not agreed"
    And the case is open
    And the complainant is told of the outside body "Civil Aviation Authority"
    And the complainant gets an e-mail that says "Mediator for travel"

  @A09
  Scenario: Silence closes a case after two months, and is never called agreement
    When "Yan" files a complaint on the website on Monday 2 March 2026 at 10:00: "We landed five hours late."
      | email | yan@example.com |
    And "Ann" takes the case
    And "Ann" classifies the case
      | matter | flight      |
      | class  | late-flight |
    And "Mary" appoints by "Name an investigator"
      | investigator | Ines |
    And "Ann" does "Start the assessment"
    And "Ines" does "Write down what was found"
      | policy   | carriage           |
      | findings | A crew was missing |
    And "Ines" does "Finish the assessment"
    And "Ann" drafts a decision: "We are sorry."
      | point             | finding             | outcome | remedy       | remedy_on  | amount | currency |
      | Five hours late.  | A crew was missing. | upheld  | compensation | 2026-03-20 | 250.00 | EUR      |
    And "Mary" approves the draft
    And "Ann" sends the decision
    Then "Ann" cannot yet do "Close, we heard nothing"
    When it is now Sunday 3 May 2026 at 9:00
    And "Ann" does "Close, we heard nothing"
    Then the case is closed
    And the complainant sees the status "Closed"

  @A13
  Scenario: Late, the manager hears, then the director; more time is asked for once, with a reason
    When "Yan" files a complaint on the website on Monday 2 March 2026 at 10:00: "We landed five hours late."
      | email | yan@example.com |
    And "Ann" takes the case
    And it is now Saturday 28 March 2026 at 9:00
    Then "Ann" gets an e-mail that says "is due on"
    And today shows "Ann" the case of "Yan"
    When "Ann" extends "Our decision" by 5 calendar days: "We wait for the airport."
    Then the complainant gets an e-mail that says "We wait for the airport."
    And the complainant is promised "Our decision" by Tuesday 7 April 2026
    And the derivation of "Our decision" names "Easter Monday"
    When "Ann" extends "Our decision" by 2 calendar days: "Again."
    Then it was not possible, because "extended"
    When it is now Friday 17 April 2026 at 9:00
    Then "Mary" gets an e-mail that says "is late"
    And "Dora" gets an e-mail that says "is late"
    And the promise "Our decision" was missed

  @A14
  Scenario: A colleague sees the cases of his own airport only
    When "Yan" files a complaint on the website on Monday 2 March 2026 at 10:00: "A wheel broke off."
      | email | yan@example.com |
      | site  | lhr             |
    Then "Sam" may not see the case
    And the pool does not show "Sam" the case of "Yan"
    When "Lea" files a complaint on the website on Monday 2 March 2026 at 11:00: "A wheel broke off."
      | email | lea@example.com |
      | site  | mad             |
    Then the pool shows "Sam" the case of "Lea"
    And "Sam" is offered "The bag arrived"

  @A18
  Scenario: Nobody judges a complaint about themselves, and the next step lies with the investigator
    When "Yan" files a complaint on the website on Monday 2 March 2026 at 10:00: "We landed five hours late, and Ines was rude."
      | email | yan@example.com |
    And "Ann" takes the case
    And "Ann" classifies the case, which is about "Ines"
      | matter | flight      |
      | class  | late-flight |
    And "Mary" appoints by "Name an investigator"
      | investigator | Ines |
    And "Ann" does "Start the assessment"
    Then "Ines" may not see the case
    When "Mary" appoints by "Name an investigator"
      | investigator | Igor |
    Then the next step lies with "Igor"
    When "Igor" does "Write down what was found"
      | policy   | carriage            |
      | findings | A crew was missing. |
    Then nothing stood in the way
