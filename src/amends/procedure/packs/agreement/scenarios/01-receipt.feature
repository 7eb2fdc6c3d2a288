Feature: A complaint is received, recorded and confirmed

  Background:
    Given the organisation "Halden" in Turkey follows this procedure
    And it has these departments
      | key     | name    | e-mail              |
      | quality | Quality | quality@example.org |
    And it has these categories
      | key    | name   | department |
      | fabric | Fabric | quality    |
    And these people work there
      | name  | role                    |
      | Rana  | customer-representative |
      | Emre  | customer-representative |
      | Selin | center-manager          |

  @F18 @F20 @F21 @F22 @F23 @F24
  Scenario: A complaint on the website is recorded and confirmed by SMS at once
    When "Ayşe" files a complaint on the website on Friday 6 March 2026 at 16:30: "The fabric faded after one wash."
      | mobile | +905321234567 |
    Then the complainant gets an SMS with the tracking number and the password
    And the complainant opens the case with number and password
    And the complainant sees the status "Complaint Received"
    And the complainant is promised "Our decision on your complaint" by Monday 16 March 2026
    And the promise "Tell the complainant that it is recorded" was kept
    And the pool shows "Rana" the case of "Ayşe"
