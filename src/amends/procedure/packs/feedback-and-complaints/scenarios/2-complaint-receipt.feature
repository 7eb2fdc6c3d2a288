Feature: A complaint is acknowledged within 24 hours of receipt, whatever the way it came

  Background:
    Given the organisation "Halden" in Turkey follows this procedure
    And it has these departments
      | key     | name    | e-mail              |
      | quality | Quality | quality@example.org |
      | sales   | Sales   | sales@example.org   |
    And it has these categories
      | key     | name    | department |
      | colour  | Colour  | quality    |
      | invoice | Invoice | sales      |
    And it has these places
      | key      | name          |
      | istanbul | Istanbul shop |
      | izmir    | Izmir shop    |
    And these people work there
      | name  | role                     |
      | Deniz | customer-service-manager |
      | Rana  | complaints-officer       |
      | Emre  | complaints-officer       |
      | Zoe   | customer-service-agent   |

  @G07 @G21 @G25 @G26 @G27 @G28
  Scenario: On the website: received and under review, with number and password
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567    |
      | email  | ayse@example.org |
      | wanted | A new one.       |

    Then the complainant is promised "Tell you that we received it and are reviewing it" by Saturday 7 March 2026 at 10:00
    And the complainant gets an SMS with the tracking number and the password
    And the complainant gets an e-mail that says "received your complaint"
    And the complainant gets an e-mail that says "being reviewed"
    And the promise "Tell you that we received it and are reviewing it" was kept
    And the register "Customer Complaints Management System" has the case
    And the history of Friday 6 March 2026 tells "Rana" that "The fabric faded in one wash."
    And the pool shows "Rana" the complainant "Ayşe" at the stage "Received"
    When it is now Monday 9 March 2026 at 09:00
    And "Zoe" does "Record an immediate response"
      | immediate_response | We asked her to keep the fabric. |
    Then the history of Monday 9 March 2026 tells "Rana" that "We asked her to keep the fabric."

  @G21 @G23 @G24 @G25 @G27 @G28
  Scenario Outline: <way>: acknowledged at once, with the immediate response on record
    When "Zoe" takes a complaint from "Fatma" <way> on Saturday 7 March 2026 at 17:00: "The assistant laughed at me."
      | mobile       | +905321234567              |
      | site         | <site>                     |
      | acknowledged | yes                        |
      | immediate    | Apologised for the trouble |
    Then the promise "Tell you that we received it and are reviewing it" was kept
    And the history tells "Rana" that "Zoe: “We received your complaint, and it is under review” accepted by word of mouth"
    And the history of Saturday 7 March 2026 tells "Rana" that "The assistant laughed at me."
    And the history of Saturday 7 March 2026 tells "Rana" that "Apologised for the trouble"
    And the complainant gets an SMS with the tracking number and the password
    And the register "Customer Complaints Management System" has the case

    Examples:
      | way       | site     |
      | by phone  |          |
      | in person | istanbul |
      | in person | izmir    |

  @G25
  Scenario: 24 hours are hours, over the weekend too, and a letter that nobody took does not count
    Given the carrier for SMS takes nothing
    And the carrier for e-mail takes nothing
    When "Ayşe" files a complaint on the website on Saturday 7 March 2026 at 17:00: "It faded."
      | mobile | +905321234567 |
    Then the complainant is promised "Tell you that we received it and are reviewing it" by Sunday 8 March 2026 at 17:00
    And the promise "Tell you that we received it and are reviewing it" is still open
    When it is now Sunday 8 March 2026 at 17:00
    Then the promise "Tell you that we received it and are reviewing it" was missed

  @G25
  Scenario: Whoever stays anonymous finds the acknowledgement on the tracking page
    When "Nobody" files a complaint on the website on Monday 9 March 2026 at 10:00: "It faded."
      | wanted | A new one. |
    Then the complainant gets a letter on the tracking page that says "received your complaint"
    And the promise "Tell you that we received it and are reviewing it" was kept
    And the complainant opens the case with number and password

  @G21 @G22 @G25 @G26 @G27 @G28
  Scenario: By e-mail to the complaints department: received and under review, with number and password
    Given it reads these e-mail addresses
      | address                | kind      |
      | complaints@example.org | complaint |
    When "Fatma" writes to "complaints@example.org" on Saturday 7 March 2026 at 22:15: "The towel lost its colour."
    Then the complainant gets an e-mail with the tracking number and the password
    And the complainant gets an e-mail that says "under review"
    And the promise "acknowledge" was kept
    And the register "Customer Complaints Management System" has the case
    And the history tells "Deniz" that "The towel lost its colour."

  @G22
  Scenario: A second e-mail belongs to the same case when the complainant sends it; a stranger who knows the number gets nowhere
    Given it reads these e-mail addresses
      | address                | kind      |
      | complaints@example.org | complaint |
    When "Fatma" writes to "complaints@example.org" on Saturday 7 March 2026 at 22:15: "The towel lost its colour."
    And "Fatma" writes to "complaints@example.org" on Sunday 8 March 2026 at 09:00: "It was the blue one."
      | subject | Re: {number} |
    Then the e-mail that came last is kept and became "addition"
    And 1 case was made in all
    And the history tells "Deniz" that "It was the blue one."
    When "Stranger" writes to "complaints@example.org" on Sunday 8 March 2026 at 10:00: "I withdraw it."
      | subject | Re: {number} |
    Then 2 cases were made in all
    When we speak of the case of "Fatma"
    Then the complainant sees the status "Received and under review"
    And the complainant does not read "I withdraw it."
