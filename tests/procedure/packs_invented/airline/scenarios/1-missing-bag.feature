Feature: A bag that did not arrive

  Background:
    Given the organisation "Example Air" in England follows this procedure
    And it has these places
      | key | name     |
      | lhr | Heathrow |
      | mad | Madrid   |
    And it has these departments
      | key     | name           | e-mail             |
      | madrid  | Madrid station | madrid@example.org |
      | lisbon  | Lisbon station | lisbon@example.org |
    And it has these categories
      | key     | name         | department |
      | baggage | Lost baggage | madrid     |
    And these people work there
      | name  | role                | site |
      | Ann   | agent               |      |
      | Ines  | agent, investigator |      |
      | Sam   | station-agent       | mad  |
      | Mary  | manager             |      |
      | Dora  | director            |      |

  @A01 @A02
  Scenario: A mother complains for her child, and knows by when she hears
    When "Lea" files a complaint on the website on Monday 2 March 2026 at 10:00: "The bag of my daughter did not arrive."
      | email                   | lea@example.com |
      | mobile                  | 07911 123456    |
      | for_other               | yes             |
      | representative_name     | Claire          |
      | representative_relation | mother          |
      | order                   | EA123456        |
    Then the complainant gets an e-mail that says "Your own words stand on the page where you follow it."
    And the complainant gets an SMS with the tracking number and the password
    And the complainant opens the case with number and password
    And the complainant sees the status "Received"
    And the promise "acknowledge" was kept
    And the complainant is promised "Our decision" by Wednesday 1 April 2026
    And the cases tied to the order "EA123456" are those of "Lea"
    And the case was brought because "The passenger wants to complain"

  @A03 @A04
  Scenario: Stations are asked, reply on their page, and know nothing of the passenger
    When "Lea" files a complaint on the website on Monday 2 March 2026 at 10:00: "My bag did not arrive."
      | email | lea@example.com |
    And "Ann" classifies the case
      | category | baggage  |
      | matter   | missing  |
      | severity | minor    |
      | class    | late-bag |
    Then "Ann" cannot yet do "Start tracing", because "in charge"
    When "Ann" takes the case
    And "Ann" does "Start tracing"
    Then the complainant sees the status "Looking for your bag"
    And the complainant reads in the story "We began to look for your bag."
    And the case is "Tracing" with the department "Madrid station"
    When "Ann" asks the department "madrid" by "Ask a station": "Is a blue case with you?"
    And "Ann" asks the department "lisbon" by "Ask a station": "Is a blue case with you?"
    Then the department at "madrid@example.org" gets an e-mail that says "Is a blue case with you?"
    And the department "madrid" does not read on its page "Lea"
    And staff owe "Reply of the station" by Wednesday 4 March 2026
    When "Mary" appoints by "Name an investigator"
      | investigator | Ines |
    And the department "madrid" replies on its page: "Yes, on belt 4."
      | seen_there | yes |
    Then the case holds the answer "yes" to "seen_there"
    And "Ann" cannot yet do "End tracing"
    When it is now Thursday 5 March 2026 at 9:00
    Then "Ann" gets an e-mail that says "is late"
    When the department "lisbon" replies on its page: "No."
      | seen_there | no |
    And "Ann" does "The bag is found"
      | found_at | mad        |
      | found_on | 2026-03-05 |
    And "Ann" does "End tracing"
    Then the complainant sees the status "In assessment"
    And nothing stood in the way

  @A05
  Scenario: A bag counts as lost after three weeks, not before, and news comes meanwhile
    When "Lea" files a complaint on the website on Monday 2 March 2026 at 10:00: "My bag did not arrive."
      | email | lea@example.com |
    And "Ann" takes the case
    And "Ann" classifies the case
      | category | baggage |
      | matter   | missing |
    And "Ann" does "Start tracing"
    Then the complainant is promised "News about your bag" by Saturday 7 March 2026
    When it is now Friday 6 March 2026 at 9:00
    And "Ann" does "Tell how far we are"
    Then 1 letter called "progress" went to the complainant
    And the complainant is promised "News about your bag" by Wednesday 11 March 2026
    When "Ann" classifies the case
      | matter | missing  |
      | class  | lost-bag |
    Then it was not possible, because "A bag counts as lost"
    When it is now Tuesday 24 March 2026 at 9:00
    And "Ann" classifies the case
      | matter | missing  |
      | class  | lost-bag |
    Then nothing stood in the way
    And the promise "A bag counts as lost" is over

  @A06
  Scenario: Two passengers of one flight are handled together
    When "Lea" files a complaint on the website on Monday 2 March 2026 at 10:00: "My bag did not arrive."
      | email | lea@example.com |
      | batch | EA77            |
    And "Ann" takes the case
    And the lot "EA77" was produced on Sunday 1 March 2026
    Then beside "Put someone in charge" "Ann" reads of the goods "EA77"
    When "Yan" files a complaint by e-mail on Tuesday 3 March 2026 at 10:00: "Same flight, no bag."
      | email | yan@example.com |
      | batch | EA77            |
    And "Ann" takes the case
    Then the cases tied to the lot "EA77" are those of "Lea, Yan"
    When "Ann" handles the case together with the one of "Lea"
    Then "Ann" cannot yet do "Start tracing", because "handled together"
    When we speak of the case of "Lea"
    And "Ann" classifies the case
      | category | baggage |
      | matter   | missing |
    And "Ann" does "Start tracing"
    Then the complainant sees the status "Looking for your bag"
    When we speak of the case of "Yan"
    Then the complainant sees the status "Looking for your bag"
    When "Ann" handles the case on its own again
    Then nothing stood in the way
