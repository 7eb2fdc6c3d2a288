Feature: Whoever tells us something is answered, and what we hear changes how we work

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

  @G01 @G02 @G03 @G04 @G05
  Scenario: Everyone can read that we ask for feedback and complaints, about anything, and answer them
    Then everyone can read in the procedure "We ask for feedback and complaints, and we answer them."
    And everyone can read in the procedure "in a systematic and responsive way"
    And everyone can read in the procedure "to raise their satisfaction and trust"
    And everyone can read in the procedure "to find what our products and services can do better"
    And everyone can read in the procedure "our products, our services or how we work"

  @G01 @G02 @G05
  Scenario Outline: A complaint about <matter> is taken, owned and answered like any other
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "<words>"
      | email    | mehmet@example.org |
      | category | <category>         |
    Then the complainant gets an e-mail that says "received"
    And the complainant is promised "Our proposal to resolve your complaint" by Tuesday 17 March 2026
    And the pool shows "Deniz" the case of "Mehmet"

    Examples:
      | matter         | words                                    | category |
      | a product      | The towel lost its colour.               | colour   |
      | a service      | The invoice came three times.            | invoice  |
      | an interaction | Your driver was rude to my mother.       |          |

  @G03 @G37
  Scenario: Whether trust was restored is asked and kept, in the customer's own words
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The towel lost its colour."
      | email | mehmet@example.org |
    When "Rana" takes the case
    And "Rana" classifies the case
      | category | colour |
      | severity | minor  |
    And "Rana" does "Start the investigation"
    And "Rana" does "Review the details"
      | finding | The dye was not fixed long enough. |
    And "Rana" does "Record what the departments said"
      | departments_said | Quality found the same in the lot. |
    And "Rana" drafts a decision: "You are right. You get new towels."
      | point           | finding                | outcome | remedy      | remedy_on  |
      | Lost its colour | The dye was not fixed. | upheld  | replacement | 2026-03-20 |
    And "Rana" sends the decision
    And "Zoe" does "Ask the complainant whether they are satisfied"
    Then the complainant gets an e-mail that says "satisfied"
    When "Zoe" does "Record whether the complainant is satisfied"
      | satisfied        | satisfied                     |
      | satisfied_remark | I will buy from you again.    |
    Then nothing stood in the way
    And the case holds the answer "satisfied" to "satisfied"
    And the case holds the answer "I will buy from you again." to "satisfied_remark"

  @G17 @G18 @G19 @G20
  Scenario: Feedback is read within the week, passed on, followed, and whoever gave it hears what it changed
    Given "Mehmet" files feedback on the website on Friday 6 March 2026 at 10:00: "Please print the washing symbols larger."
      | email | mehmet@example.org |
    Then staff owe "Weekly review of the feedback" by Friday 13 March 2026
    And the pool shows "Deniz" the case of "Mehmet"
    And "Deniz" cannot yet do "Forward to the department", because "has not been done yet"
    And "Rana" cannot yet do "Review the feedback", because "only for: Customer service manager"
    When it is now Wednesday 11 March 2026 at 09:00
    And "Deniz" does "Review the feedback"
      | actionable    | yes                        |
      | review_remark | Many older people read it. |
    And "Deniz" does "Forward to the department"
      | department          | quality                             |
      | department_question | Can the symbols be printed larger?  |
    Then nothing stood in the way
    And the promise "Weekly review of the feedback" was kept
    And the department at "quality@example.org" gets an e-mail that says "washing symbols larger"
    And the complainant sees the status "With the department"
    And staff owe "Decision of the department on the feedback" by Monday 13 April 2026
    And "Deniz" cannot yet do "Close: it led to a change", because "has not been done yet"
    When it is now Monday 30 March 2026 at 09:00
    And "Deniz" does "Record what the department decided"
      | department_decision | implemented                                |
      | department_reason   | All labels are printed larger from April.  |
    And "Deniz" does "Close: it led to a change"
    Then nothing stood in the way
    And the promise "Decision of the department on the feedback" was kept
    And the complainant sees the status "Led to a change"
    And the complainant gets an e-mail that says "led to a change"

  @G17
  Scenario: Feedback that nobody read within the week is late, and the manager hears of it
    Given "Mehmet" files feedback on the website on Friday 6 March 2026 at 10:00: "Larger symbols, please."
      | email | mehmet@example.org |
    When it is now Monday 16 March 2026 at 09:00
    Then the promise "Weekly review of the feedback" was missed
    And "Deniz" gets an e-mail that says "is late"

  @G48
  Scenario: Complaints and feedback are listed and counted apart
    Given "Mehmet" files a complaint on the website on Friday 6 March 2026 at 10:00: "The towel lost its colour."
      | email | mehmet@example.org |
    Then the register "Customer Complaints Management System" has the case
    When "Fatma" files feedback on the website on Friday 6 March 2026 at 11:00: "Lovely chairs."
      | email | fatma@example.org |
    Then the register "Customer Feedback Management System" has the case
    And the list of complaint cases shows "Deniz" those of "Mehmet"
    And the list of feedback cases shows "Deniz" those of "Fatma"
    When "Deniz" changes the kind to complaint: "She wants her money back."
    Then the register "Customer Complaints Management System" has the case
    And the list of complaint cases shows "Deniz" those of "Mehmet, Fatma"
    And the list of feedback cases shows "Deniz" those of "nobody"
