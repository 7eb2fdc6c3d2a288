Feature: Feedback is taken, acknowledged, recorded, and can become a complaint

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

  @G06 @G07
  Scenario: Everyone can read what is feedback and what is a complaint
    Then everyone can read in the procedure "You make a comment or a suggestion about our products, our services or how we work."
    And everyone can read in the procedure "You tell us that you are dissatisfied with a certain matter, and it needs to be put right."

  @G06 @G08 @G09 @G13 @G15 @G16
  Scenario: Feedback on the website is acknowledged within 24 hours and recorded in the feedback register
    Given "Mehmet" files feedback on the website on Saturday 7 March 2026 at 22:15: "Please print the washing symbols larger."
      | email | mehmet@example.org |
    Then the complainant is promised "Thank you for your feedback" by Sunday 8 March 2026 at 22:15
    And the complainant gets an e-mail that says "thank you for taking the time"
    And the promise "Thank you for your feedback" was kept
    And the register "Customer Feedback Management System" has the case
    And the history of Saturday 7 March 2026 tells "Deniz" that "Please print the washing symbols larger."
    And the pool shows "Deniz" the complainant "Mehmet" at the stage "Feedback received"
    When it is now Monday 9 March 2026 at 09:00
    And "Zoe" does "Record an immediate response"
      | immediate_response | We showed it to the label team. |
    Then the history of Monday 9 March 2026 tells "Deniz" that "We showed it to the label team."

  @G13
  Scenario: Feedback whose thanks cannot be delivered is not acknowledged, and that does not pass unseen
    Given the carrier for e-mail takes nothing
    When "Mehmet" files feedback on the website on Monday 9 March 2026 at 10:00: "Larger symbols, please."
      | email | mehmet@example.org |
    Then the promise "Thank you for your feedback" is still open
    When it is now Tuesday 10 March 2026 at 10:00
    Then the promise "Thank you for your feedback" was missed
    And today shows "Deniz" the case of "Mehmet"

  @G11 @G12 @G14 @G15 @G16
  Scenario Outline: Feedback <way> is acknowledged in the conversation, with who said it and what was answered
    When "Zoe" takes feedback from "Fatma" <way> on Monday 9 March 2026 at 11:00: "The corner with the chairs is lovely."
      | mobile       | +905321234567                    |
      | site         | <site>                           |
      | acknowledged | yes                              |
      | immediate    | Thanked her and told the manager |
    Then the promise "Acknowledge it in the conversation itself" was kept
    And the history tells "Deniz" that "Zoe: “Thank you for your feedback” accepted by word of mouth"
    And the history of Monday 9 March 2026 tells "Deniz" that "The corner with the chairs is lovely."
    And the history of Monday 9 March 2026 tells "Deniz" that "Thanked her and told the manager"
    And the pool shows "Deniz" the complainant "Fatma" at the stage "Feedback received"
    And the register "Customer Feedback Management System" has the case

    Examples:
      | way       | site     |
      | by phone  |          |
      | in person | istanbul |
      | in person | izmir    |

  @G14
  Scenario: In a conversation without acknowledgement the promise stays open and is soon missed
    Given the carrier for SMS takes nothing
    When "Zoe" takes feedback from "Fatma" in person on Monday 9 March 2026 at 11:00: "Lovely chairs."
      | mobile | +905321234567 |
      | site   | izmir         |
    Then the promise "Acknowledge it in the conversation itself" is still open
    When it is now Monday 9 March 2026 at 12:00
    Then the promise "Acknowledge it in the conversation itself" was missed
    And "Deniz" gets an e-mail that says "is late"

  @G07 @G08
  Scenario: Feedback that is a complaint is recognised late, with a reason, and its clock counts from receipt
    Given "Mehmet" files feedback on the website on Friday 6 March 2026 at 10:00: "Your towels lose threads, I want my money back."
      | email | mehmet@example.org |
    When it is now Tuesday 10 March 2026 at 11:00
    And "Deniz" changes the kind to complaint: "He is dissatisfied and expects an answer."
    Then nothing stood in the way
    And the register "Customer Complaints Management System" has the case
    And the complainant is promised "Our proposal to resolve your complaint" by Tuesday 17 March 2026
    And the history tells "Rana" that "He is dissatisfied and expects an answer."
    When "Zoe" changes the kind to feedback: "No."
    Then it was not possible, because "only for: Customer service manager"

  @G10 @G13 @G15 @G16
  Scenario: Feedback by e-mail to customer service is acknowledged within 24 hours and recorded in the feedback register
    Given it reads these e-mail addresses
      | address                | kind      |
      | feedback@example.org   | feedback  |
      | complaints@example.org | complaint |
    When "Fatma" writes to "feedback@example.org" on Saturday 7 March 2026 at 22:15: "The chairs are lovely. A lamp would help."
    Then the complainant is promised "Thank you for your feedback" by Sunday 8 March 2026 at 22:15
    And the complainant gets an e-mail that says "thank you for taking the time"
    And the promise "Thank you for your feedback" was kept
    And the register "Customer Feedback Management System" has the case
    And the history tells "Deniz" that "A lamp would help."
