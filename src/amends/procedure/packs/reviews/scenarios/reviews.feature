Feature: Reviews make themselves, over frozen figures, and end with decisions

  Background:
    Given the organisation "Defne Home Textiles" in Turkey follows this procedure
    And its own work follows the procedures that come with the program
    And these people work there
      | name  | role                                      |
      | Leyla | quality-manager                           |
      | Deniz | customer-service-manager                  |
      | Rana  | complaints-officer                        |
      | Bora  | top-manager                               |

  @G17 @S35
  Scenario: Every week the feedback review is there, with what came in that week
    When "Ayşe" files feedback on the website on Tuesday 6 January 2026 at 10:00: "Please offer larger towels."
      | mobile | +90 532 111 22 33 |
    And "Mehmet" files feedback on the website on Wednesday 7 January 2026 at 10:00: "The new shop is beautiful."
      | mobile | +90 532 111 22 44 |
    And it is now Monday 12 January 2026 at 09:00
    And the reviews whose period has ended open themselves
    And we speak of the matter "Weekly review of all feedback"
    Then "Deniz" holds the case
    And its frozen figure "feedback-ratio" is 2 of 0
    And staff owe "Hold the weekly review" by Wednesday 14 January 2026
    When "Deniz" does "Look at the period's figures"
      | figures_say | Two remarks, one of them a wish that we hear often. |
    And "Deniz" opens by "Recommend a change" out of it: "Larger towels"
      | idea_kind | recommendation |
      | idea_for  | product        |
    And "Deniz" does "It was held; something changes"
      | attended      | Deniz; Rana                       |
      | minutes       | We ask the design team for a size |
      | change_needed | yes                               |
    Then it stands at "Held"
    And the promise "Hold the weekly review" was kept

  @S35 @S37
  Scenario: A review that nobody holds is late and climbs like a complaint
    When it is now Monday 12 January 2026 at 09:00
    And the reviews whose period has ended open themselves
    And we speak of the matter "Weekly review of all feedback"
    And it is now Monday 26 January 2026 at 09:00
    Then the promise "Hold the weekly review" was missed
    And "Leyla" gets an e-mail that says "Hold the weekly review"
    And "Bora" gets an e-mail that says "Hold the weekly review"

  @G38 @F61 @S33
  Scenario: Every month complaints are looked at for recurring issues, and a problem is opened where one is seen
    When "Ayşe" files a complaint on the website on Tuesday 6 January 2026 at 10:00: "The parcel came a week late."
      | mobile | +90 532 111 22 33 |
    And "Mehmet" files a complaint on the website on Tuesday 20 January 2026 at 10:00: "Late again."
      | mobile | +90 532 111 22 44 |
    And it is now Monday 2 February 2026 at 09:00
    And the reviews whose period has ended open themselves
    Then the list of month shows "Deniz" the matter "Complaints reviewed for recurring issues"
    When we speak of the matter "Complaints reviewed for recurring issues"
    Then its frozen figure "volume" is 2
    And "Deniz" cannot yet do "It was held; nothing has to change", because “Look at the period's figures” has not been done yet
    When "Deniz" does "Look at the period's figures"
      | figures_say | Two complaints, both about late parcels |
      | recurring   | Late parcels                            |
    Then the history tells "Deniz" that "Late parcels"
    When "Deniz" opens by "Open a problem" out of it: "Late parcels"
    And "Deniz" does "It was held; nothing has to change"
      | attended      | Deniz; Leyla               |
      | minutes       | The problem is looked into |
      | change_needed | no                         |
    Then it stands at "Held"
    And it is tied to the matter "Late parcels"

  @G39 @G40 @G41 @S33 @S47
  Scenario: Every quarter feedback and complaints are analysed, trends named, and recommendations recorded with an owner
    When "Ayşe" files a complaint on the website on Tuesday 6 January 2026 at 10:00: "The parcel came a week late."
      | mobile | +90 532 111 22 33 |
    And "Mehmet" files feedback on the website on Tuesday 3 March 2026 at 10:00: "Your parcels are too large."
      | mobile | +90 532 111 22 44 |
    And it is now Thursday 2 April 2026 at 09:00
    And the reviews whose period has ended open themselves
    Then the list of quarter shows "Deniz" the matter "Quarterly analysis of feedback and complaints: trends and recommendations"
    When we speak of the matter "Quarterly analysis of feedback and complaints: trends and recommendations"
    Then its frozen figure "feedback-ratio" is 1 of 1
    When "Mehmet" files feedback on the website on Friday 3 April 2026 at 10:00: "One more."
      | mobile | +90 532 111 22 44 |
    And we speak of the matter "Quarterly analysis of feedback and complaints: trends and recommendations"
    Then its frozen figure "feedback-ratio" is 1 of 1
    When "Deniz" does "Look at the period's figures"
      | figures_say | Little came in, most of it about parcels       |
      | trends      | Delivery grew from a third to half of all      |
    Then the history tells "Deniz" that "Delivery grew from a third to half of all"
    When "Deniz" does "It was held; something changes"
      | attended      | Deniz; Leyla             |
      | minutes       | One recommendation made  |
      | change_needed | yes                      |
    Then it was not possible, because nothing of this kind was opened yet: idea
    When "Deniz" does "Write down a decision"
      | decision       | Ask the carrier for a message before each visit |
      | decision_owner | Rana                                            |
      | decision_due   | 2026-05-15                                      |
    And "Deniz" opens by "Recommend a change" out of it: "Say the delivery hour"
      | idea_kind | recommendation |
      | idea_for  | service        |
    And "Deniz" does "It was held; something changes"
      | attended      | Deniz; Leyla             |
      | minutes       | One recommendation made  |
      | change_needed | yes                      |
    Then it stands at "Held"
    And the list of idea shows "Leyla" the matter "Say the delivery hour"

  @G46 @G47 @S37
  Scenario: Every year the procedure is reviewed; if it must change, it cannot be closed before that is in somebody's hands
    When it is now Monday 4 January 2027 at 09:00
    And the reviews whose period has ended open themselves
    Then the list of year shows "Deniz" the matter "Yearly review of this procedure"
    When we speak of the matter "Yearly review of this procedure"
    And "Deniz" does "Look at the period's figures"
      | figures_say | Answers take longer than promised |
    And "Deniz" does "Look at the rest of the agenda"
      | changes_inside | A second shop                     |
      | objectives     | Two of three reached              |
      | audits         | One nonconformity, verified       |
      | actions_state  | Four effective, one open again    |
    And "Deniz" does "Write down a decision"
      | decision       | A new edition with a day more for investigations |
      | decision_owner | Deniz                                            |
      | decision_due   | 2027-02-26                                       |
    And "Deniz" does "It was held; something changes"
      | attended      | Deniz; Bora |
      | minutes       | As decided  |
      | change_needed | yes         |
    Then it was not possible, because nothing of this kind was opened yet: action
    When "Deniz" opens by "Open an action" out of it: "Edition 2 of the procedure"
      | action_kind | improvement |
      | due_on      | 2027-02-26  |
    And "Deniz" does "It was held; something changes"
      | attended      | Deniz; Bora |
      | minutes       | As decided  |
      | change_needed | yes         |
    Then it stands at "Held"

  @S37 @S35 @S22
  Scenario: Once a year top management reviews complaint handling as a whole: inputs looked at, decisions with owners, resources
    When it is now Monday 4 January 2027 at 09:00
    And the reviews whose period has ended open themselves
    And we speak of the matter "Management review of complaint handling"
    Then "Bora" holds the case
    And "Bora" cannot yet do "It was held; nothing has to change", because “Look at the period's figures” has not been done yet
    When "Bora" does "Look at the period's figures"
      | figures_say | 1,412 complaints, 96 of 100 acknowledged in time |
    Then "Bora" cannot yet do "It was held; nothing has to change", because “Look at the rest of the agenda” has not been done yet
    And "Bora" cannot yet do "It was held; nothing has to change", because “Write down a decision” has not been done yet
    When "Bora" does "Look at the rest of the agenda"
      | changes_inside | New consumer law from July                    |
      | objectives     | Acknowledged in time: reached                 |
      | audits         | Internal audit in May, surveillance in August |
      | actions_state  | All of last year's decisions are done         |
      | resources      | One more investigator, training in conduct    |
    Then the history tells "Bora" that "One more investigator, training in conduct"
    When "Bora" does "Write down a decision"
      | decision       | Hire one investigator |
      | decision_owner | Deniz                 |
      | decision_due   | 2027-03-31            |
    And "Bora" does "It was held; nothing has to change"
      | attended      | Bora; Leyla; Deniz |
      | minutes       | See decisions      |
      | change_needed | no                 |
    Then it stands at "Held"
