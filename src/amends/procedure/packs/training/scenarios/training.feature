Feature: Who meets a complaint was trained for it, and it shows when that has lapsed

  Background:
    Given the organisation "Defne Home Textiles" in Turkey follows this procedure
    And its own work follows the procedures that come with the program
    And these people work there
      | name  | role               |
      | Leyla | quality-manager    |
      | Bora  | top-manager        |
      | Rana  | complaints-officer |
      | Emre  | complaints-officer |

  @G42 @G45 @S22 @S43 @S44
  Scenario: A session is arranged, held with attendance, checked with real cases, and renewed before it lapses
    Given the role "complaints-officer" needs training in "conduct"
    When "Leyla" opens the session "How to behave when somebody complains" on Monday 2 February 2026 at 10:00
      | subject | conduct     |
      | held_on | 2026-02-16  |
      | invited | Rana; Emre  |
    Then staff owe "Hold the training" by Monday 16 February 2026
    And these people lack their training: "Emre, Rana"
    When it is now Monday 16 February 2026 at 15:00
    And "Leyla" does "It was held"
      | attended    | Rana       |
      | valid_until | 2027-02-16 |
      | taught      | Listen, thank, do not argue, say what happens next |
    Then these people lack their training: "Emre"
    And staff owe "Check what was learned" by Monday 2 March 2026
    When "Leyla" does "Check what was learned"
      | passed      | Rana                                      |
      | check_words | Three cases of January, told without names |
    Then the promise "Check what was learned" was kept
    And staff owe "Train again before it lapses" by Saturday 16 January 2027
    When it is now Wednesday 17 February 2027 at 10:00
    Then these people lack their training: "Emre, Rana"
    And the promise "Train again before it lapses" was missed
    And "Bora" gets an e-mail that says "Train again before it lapses"

  @S22 @S43
  Scenario: Where the organisation wants it so, nobody gets a case whose training has lapsed
    Given the role "complaints-officer" needs training in "conduct"
    And a case is given only to whoever is trained
    When "Leyla" opens the session "How to behave when somebody complains" on Monday 2 February 2026 at 10:00
      | subject | conduct    |
      | held_on | 2026-02-03 |
      | invited | Rana; Emre |
    And it is now Tuesday 3 February 2026 at 15:00
    And "Leyla" does "It was held"
      | attended    | Rana       |
      | valid_until | 2027-02-03 |
    And "Ayşe" files a complaint on the website on Wednesday 4 February 2026 at 10:00: "The parcel is late."
      | mobile | +90 532 111 22 33 |
    Then a case may be given to "Rana", and not to "Emre"
