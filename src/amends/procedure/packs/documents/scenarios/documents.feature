Feature: A document is in force only when somebody else approved it, and whoever must read it has a name

  Background:
    Given the organisation "Defne Home Textiles" in Turkey follows this procedure
    And its own work follows the procedures that come with the program
    And these people work there
      | name  | role               |
      | Leyla | quality-manager    |
      | Bora  | top-manager        |
      | Rana  | complaints-officer |
      | Emre  | complaints-officer |
      | Kim   |                    |

  @S16 @S17 @F59 @S13 @G43 @G44
  Scenario: The policy is written, approved by top management, published to all, and everyone who must read it says so
    When "Leyla" opens the document "Our complaints policy" on Monday 2 February 2026 at 10:00
      | document_kind | policy                                                          |
      | summary_words | Whoever complains helps us; free, fair, answered, and learned from |
    And "Leyla" does "Write a version"
      | version | 1                                                         |
      | text    | We want to hear what is wrong. The customer comes first. |
      | changed | First version                                             |
    And "Leyla" does "Send it for approval"
    Then "Leyla" cannot yet do "Approve it", because someone other than the person
    When "Bora" does "Approve it"
      | effective_on | 2026-02-09 |
      | review_on    | 2027-02-09 |
      | readers      | everyone   |
    Then it stands at "In force"
    And "Rana" can open it
    And "Kim" can open it
    And these people have not read it: "Bora, Emre, Kim, Leyla, Rana"
    When "Rana" does "I have read it"
    And "Bora" does "I have read it"
    Then these people have not read it: "Emre, Kim, Leyla"
    And staff owe "Look at the document again" by Tuesday 9 February 2027

  @G46 @G47 @S17 @S35
  Scenario: A document is looked at again by its day; a new version must be approved and read anew
    When "Leyla" opens the document "How we handle complaints" on Monday 2 February 2026 at 10:00
      | document_kind | procedure |
    And "Leyla" does "Write a version"
      | version | 1     |
      | changed | First |
    And "Leyla" does "Send it for approval"
    And "Bora" does "Approve it"
      | effective_on | 2026-02-09 |
      | review_on    | 2026-08-31 |
      | readers      | handlers   |
    And "Rana" does "I have read it"
    Then these people have not read it: "Emre"
    When it is now Monday 3 August 2026 at 10:00
    Then "Leyla" gets an e-mail that says "Look at the document again"
    When "Leyla" does "Write a new version"
      | why | The investigation has a day more |
    And "Leyla" does "Write a version"
      | version | 2              |
      | changed | Day of receipt |
    And "Leyla" does "Send it for approval"
    And "Bora" does "Approve it"
      | effective_on | 2026-08-10 |
      | review_on    | 2027-08-10 |
      | readers      | handlers   |
    Then these people have not read it: "Emre, Rana"
    And staff owe "Look at the document again" by Tuesday 10 August 2027

  @S02
  Scenario: The standards and laws that we follow are a register of their own
    When "Leyla" opens the document "ISO 10002:2018" on Monday 2 February 2026 at 10:00
      | document_kind | standard                                 |
      | summary_words | Guidelines for complaints handling       |
    And "Leyla" opens the document "Consumer protection law 6502" on Monday 2 February 2026 at 10:30
      | document_kind | standard |
    Then the register of standards and laws names "ISO 10002:2018; Consumer protection law 6502"
