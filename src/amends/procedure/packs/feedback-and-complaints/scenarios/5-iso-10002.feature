Feature: Clause by clause, what the organisation can show, and what is missing

  Background:
    Given the organisation "Halden" in Turkey follows this procedure
    And its own work follows the procedures that come with the program
    And it has these departments
      | key     | name    | e-mail              |
      | quality | Quality | quality@example.org |
    And it has these categories
      | key    | name   | department |
      | colour | Colour | quality    |
    And it has these channels
      | key | kind | name            | address         |
      | web | web  | Complaint entry | halden.example  |
    And these people work there
      | name  | role                                       |
      | Deniz | customer-service-manager                   |
      | Rana  | complaints-officer, customer-service-agent |
      | Leyla | quality-manager                            |
      | Bora  | top-manager                                |
      | Zoe   | auditor                                    |

  @S39
  Scenario: The matrix has every clause of both editions
    Then the matrix has every clause of both editions, each with its owner, its state and what is missing
      | 2018 | earlier |
      | 1    | 0/1     |
      | 2    | 2       |
      | 3    | 3       |
      | 4.1  | 4.1     |
      | 4.4  | 4.2     |
      | 4.5  | 4.3     |
      | 4.6  | 4.4     |
      | 4.7  | 4.5     |
      | 4.8  | 4.6     |
      | 4.10 | 4.7     |
      | 4.11 | 4.8     |
      | 4.12 | 4.9     |
      | 4.13 | 4.10    |
      | 5.2  | 5.1     |
      | 5.3  | 5.2     |
      | 5.4  | 5.3     |
      | 6.1  | 6.1     |
      | 6.2  | 6.2     |
      | 6.3  | 6.3     |
      | 6.4  | 6.4     |
      | 7.1  | 7.1     |
      | 7.2  | 7.2     |
      | 7.3  | 7.3     |
      | 7.4  | 7.4     |
      | 7.5  | 7.5     |
      | 7.6  | 7.6     |
      | 7.7  | 7.7     |
      | 7.8  | 7.8     |
      | 7.9  | 7.9     |
      | 8.1  | 8.1     |
      | 8.2  | 8.2     |
      | 8.3  | 8.3     |
      | 8.4  | 8.4     |
      | 8.5  | 8.5     |
      | 8.6  | 8.6     |
      | 8.7  | 8.7     |
    And the matrix says that for the clause "8.5" something is missing: "Audit: 0 in twelve months"
    When "Leyla" keeps the evidence of the clause "8.5"
    Then the matrix has the clause "8.5" in the hands of "Leyla", and its evidence is missing

  @S01 @S02 @S03 @S04 @S05 @S06 @S11 @S12
  Scenario: Scope, documents referred to, terms and principles are written down where everybody reads them
    Then the matrix says that for the clause "1" something is missing: "no document of this kind is in force"
    And the matrix says that for the clause "2" something is missing: "no document of this kind is in force"
    When "Leyla" opens the document "Our complaints policy and where it applies" on Monday 2 February 2026 at 10:00
      | document_kind | policy                                                        |
      | summary_words | All products and services, both shops, every complaint        |
    And "Leyla" does "Write a version"
      | version | 1     |
      | changed | First |
    And "Leyla" does "Send it for approval"
    And "Bora" does "Approve it"
      | effective_on | 2026-02-02 |
      | review_on    | 2027-02-02 |
      | readers      | nobody     |
    And "Leyla" opens the document "ISO 10002:2018" on Monday 2 February 2026 at 11:00
      | document_kind | standard |
    Then the matrix shows for the clause "1" "Our complaints policy and where it applies"
    And everyone can read in the procedure "our products, our services or how we work"
    And the matrix shows for the clause "2" "ISO 10002:2018"
    And everyone can read in the procedure "You, when you complain: a person or an organisation, or whoever speaks for them."
    And everyone can read in the procedure "You tell us that you are dissatisfied with a certain matter"
    And everyone can read in the procedure "Whoever gets a product or a service from us, or could"
    And the matrix shows for the clause "3" "Complainant, Complaint, Customer, Feedback"
    And everyone can read in the procedure "We are fair and take no side."
    And everyone can read in the procedure "Only those who work on your matter see your personal data."
    And everyone can read in the procedure "What we learn changes how we work."
    And everyone can read in the procedure "Complaining is free of charge, whatever the outcome."
    And nothing is missing for the clauses "1, 2, 3, 4.1, 4.8"

  @S07 @S08 @S23
  Scenario: How and where to complain is public, in every language offered, by the data that drives the clock
    Then everybody finds the way in "Complaint entry" at "halden.example"
    And nothing is missing for the clauses "7.1"
    And the matrix says that for the clause "4.4" something is missing: "not looked at for a year: Complaint entry"
    And the matrix shows for the clause "4.5" "English, Turkish"
    And everyone can read in the procedure "Our proposal to resolve your complaint: 7 working days"
    And everyone can read in the procedure "Being investigated"
    When "Gül" files a complaint on the website on Friday 6 March 2026 at 10:00: "Kumaş ilk yıkamada soldu."
      | email    | gul@example.org |
      | language | tr              |
    Then the complainant gets an e-mail that says "**Şikâyetinizi aldık**"

  @S24 @S25 @S26 @S27 @S28 @S29 @S30 @S31 @S09 @S11 @S12 @S13 @S14 @S32 @S33
  Scenario: One complaint from receipt to its end is the evidence of clause 7
    Then the matrix says that for the clause "7.2" something is missing: "0 recorded with a number"
    And the matrix says that for the clause "7.8" something is missing: "0 decisions"
    When "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567              |
      | email  | ayse@example.org           |
      | wanted | A new one.                 |
      | needs  | I cannot read small print. |
    Then the complainant gets an SMS with the tracking number and the password
    And the case holds the answer "A new one." to "wanted"
    And the case holds the answer "I cannot read small print." to "needs"
    And the promise "Tell you that we received it and are reviewing it" was kept
    And the complainant gets an e-mail that says "Complaining costs you nothing."
    And the matrix shows for the clause "7.2" "1 recorded with a number of their own"
    And the matrix shows for the clause "7.3" "1 can be followed"
    And the complainant opens the case with number and password
    And the complainant sees the status "Received and under review"
    And the next step lies with "Customer service manager"
    And "Rana" cannot yet do "Start the investigation", because "nobody is in charge"
    When "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category         | colour                          |
      | severity         | serious                         |
      | safety           | no                              |
      | complexity       | complex                         |
      | impact           | many                            |
      | immediate_action | The sale of this roll is halted. |
    Then the case holds the answer "serious" to "severity"
    And the case holds the answer "no" to "safety"
    And the case holds the answer "complex" to "complexity"
    And the case holds the answer "many" to "impact"
    And the case holds the answer "The sale of this roll is halted." to "immediate_action"
    And the matrix shows for the clause "7.5" "1 first assessments"
    When "Rana" does "Start the investigation"
    Then the complainant gets an e-mail that says "we are now looking into your complaint"
    And the complainant sees the status "Being investigated"
    And "Rana" cannot yet do "Send the proposed resolution to the complainant", because "“Review the details” has not been done yet"
    When "Rana" does "Ask a department"
      | department          | quality                   |
      | department_question | Was the dye fixed at all? |
    Then the department at "quality@example.org" gets an e-mail that says "The fabric faded in one wash."
    And the department at "quality@example.org" gets no e-mail that says "ayse@example.org"
    When "Rana" does "Review the details"
      | finding | She washed it as the label says. |
    And "Rana" does "Record what the departments said"
      | departments_said | The dye of this roll was not fixed. |
      | possible_cause   | Too little time in the steamer.     |
    Then the matrix shows for the clause "7.6" "3 records of investigation"
    And "Rana" cannot yet do "Confirm the findings as a second person", because "someone other than the person who did"
    When "Deniz" does "Confirm the findings as a second person"
      | looked_at        | The roll itself. The findings hold. |
      | others_concerned | Nobody: the whole roll is still here. |
    When "Rana" drafts a decision: "You are right. You get a new one."
      | point                        | finding                | outcome | remedy      | remedy_on  |
      | The fabric faded in one wash | The dye was not fixed. | upheld  | replacement | 2026-04-30 |
    And it is now Thursday 12 March 2026 at 15:00
    And "Rana" sends the decision
    Then the complainant gets an e-mail that says "The dye was not fixed."
    And the complainant gets an e-mail that says "Replacement"
    And the promise "Our proposal to resolve your complaint" was kept
    When it is now Friday 20 March 2026 at 10:00
    And the complainant accepts the decision
    Then "Rana" cannot yet do "close", because "“Record what was done for the complainant” has not been done yet"
    And the matrix shows for the clause "7.8" "1 decisions told"
    And the matrix shows for the clause "7.9" "1 accepted or refused"
    And the matrix shows for the clause "7.7" "Answered in time"
    And the matrix shows for the clause "7.4" "Acknowledged in time"
    And the matrix shows for the clause "4.6" "Acknowledged in time"
    And the matrix shows for the clause "4.7" "Looked at again"
    And the matrix shows for the clause "4.11" "1 said what they would like"
    And the matrix shows for the clause "4.5" "1 said so in twelve months"
    And the matrix shows for the clause "4.12" "Hours in nobody's hands"
    And the matrix shows for the clause "4.10" "kept apart"
    And nothing is missing for the clauses "4.10"
    And the matrix shows for the clause "8.1" "1 histories begun"
    And the matrix shows for the clause "8.1" "Customer feedback and complaints: 36 months"
    And the matrix shows for the clause "8.2" "1 classifications"
    When "Rana" does "carry-out"
      | carried_out | The new one went out today. |
    And "Rana" does "follow-up"
    And "Rana" does "close"
    Then the complainant sees the status "Closed"

  @S10 @S31 @S46
  Scenario: What is refused is looked at by somebody else; refused twice it stays open, with bodies outside and an eye on it
    When "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | email | ayse@example.org |
    And "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category | colour |
      | severity | minor  |
    And "Rana" does "Start the investigation"
    And "Rana" does "Review the details"
      | finding | As the label says. |
    And "Rana" does "Record what the departments said"
      | departments_said | Nothing was found. |
    And "Rana" drafts a decision: "We cannot see a fault."
      | point      | finding              | outcome    |
      | The fabric | The dye was all right. | not upheld |
    And "Rana" sends the decision
    And the complainant refuses the decision: "Nobody looked at the fabric itself."
    Then the complainant gets an e-mail that says "someone else"
    And "Rana" cannot yet do "Review the details", because "someone other than the person who did"
    When "Deniz" does "Review the details"
      | finding | The fabric was never in the laboratory. |
    And "Deniz" does "Record what the departments said"
      | departments_said | It was there now, and is all right. |
    And "Deniz" drafts a decision: "We had it tested, and still see no fault."
      | point      | finding            | outcome    |
      | The fabric | It passed the test. | not upheld |
    And "Deniz" sends the decision
    And it is now Monday 16 March 2026 at 10:00
    And the complainant refuses the decision: "I do not believe it."
    Then the complainant sees the status "Open, outside bodies can hear you"
    And the case is open
    And the complainant is told of the outside body "Consumer arbitration committee (Tüketici Hakem Heyeti)"
    And the complainant may accept the decision
    And staff owe "Look in on the open complaint" by Thursday 16 April 2026

  @S34 @S40
  Scenario: Whoever complained is asked how it went, process and outcome apart; who was not heard is not asked
    When "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567 |
    And "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category | colour |
      | severity | minor  |
    And "Rana" does "Start the investigation"
    And "Rana" does "Review the details"
      | finding | As the label says. |
    And "Rana" does "Record what the departments said"
      | departments_said | Not fixed. |
    And "Rana" drafts a decision: "You get a new one."
      | point      | finding    | outcome | remedy      | remedy_on  |
      | The fabric | Not fixed. | upheld  | replacement | 2026-04-30 |
    And "Rana" sends the decision
    And the complainant accepts the decision
    And it is now Monday 30 March 2026 at 10:00
    And "Rana" does "carry-out"
      | carried_out | The new one went out today. |
    And "Rana" does "follow-up"
    And "Rana" does "satisfaction"
      | satisfied | satisfied |
    And "Rana" does "close"
    Then the complainant gets an SMS that says "Three questions on how it went"
    And the figure "response-rate" of March 2026 is 0 of 1
    When "Ayşe" does "Tell us how it went"
      | rated_easy    | 5 |
      | rated_fair    | 4 |
      | rated_outcome | 2 |
    Then the figure "response-rate" of March 2026 is 1 of 1
    And the figure "process-satisfaction" of March 2026 is 1 of 1
    And the figure "outcome-satisfaction" of March 2026 is 0 of 1
    When "Ayşe" does "Tell us how it went"
      | rated_easy    | 1 |
      | rated_fair    | 1 |
      | rated_outcome | 1 |
    Then it was not possible, because has been done already
    And the matrix shows for the clause "8.3" "Asked complainants who answered"

  @S15 @S38 @S47
  Scenario: What a complaint taught is opened out of it, and counted towards an objective
    Given the objective "improvements" is to reach 1 each month, because "What we learn is written down in every case"
    When "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567 |
    And "Deniz" opens by "Open a corrective or preventive action" out of it: "Longer in the steamer"
      | action_kind | corrective |
      | due_on      | 2026-04-30 |
    And "Rana" opens by "Write down an idea or a lesson" out of it: "A washing line on the label"
      | idea_kind | lesson |
    Then it is tied to the matter "Longer in the steamer"
    And it is tied to the matter "A washing line on the label"
    And the matrix shows for the clause "4.13" "Action: 1 in twelve months"
    And the figure "improvements" of March 2026 is 2
    And everyone can read in the procedure "What we learn changes how we work."
    When it is now Monday 6 April 2026 at 10:00
    Then the objective "improvements" was reached in March 2026

  @S16 @S17 @S18 @S22
  Scenario: Commitment, policy, and who answers for what
    Then the matrix shows for the clause "5.4" "6 roles, each held"
    And everyone can read in the procedure "To handle what customers tell us in a systematic and responsive way"
    And the matrix says that for the clause "5.3" something is missing: "no document of this kind is in force"
    And the matrix says that for the clause "6.4" something is missing: "0 people hold a valid training"
    When "Leyla" opens the document "Our complaints policy" on Monday 2 February 2026 at 10:00
      | document_kind | policy |
    And "Leyla" does "Write a version"
      | version | 1     |
      | changed | First |
    And "Leyla" does "Send it for approval"
    And "Bora" does "Approve it"
      | effective_on | 2026-02-02 |
      | review_on    | 2027-02-02 |
      | readers      | handlers   |
    Then the matrix shows for the clause "5.2" "Our complaints policy"
    And the matrix says that for the clause "5.3" something is missing: "not read yet by: Deniz, Rana"
    When "Deniz" does "I have read it"
    And "Rana" does "I have read it"
    And "Deniz" says that they have read the procedure in force
    And "Rana" says that they have read the procedure in force
    Then nothing is missing for the clauses "5.3, 5.4"
    When "Leyla" opens the session "The complaints process" on Monday 9 February 2026 at 10:00
      | subject | process     |
      | held_on | 2026-02-09  |
      | invited | Deniz; Rana |
    And "Leyla" does "It was held"
      | attended    | Deniz; Rana |
      | valid_until | 2027-02-09  |
    Then the matrix shows for the clause "6.4" "2 people hold a valid training"

  @S19 @S20 @S21 @S35 @S41
  Scenario: Objectives have a target, an owner and a way there, are measured each period, and stand beside others' figures
    Then the matrix says that for the clause "6.2" something is missing: "0 objectives"
    And the matrix shows for the clause "6.1" "5 reviews make themselves"
    Given the objective "acknowledged-in-time" is to reach 95 each month, because "The script at the counter says it aloud"
      | owner | Deniz |
    When "Ayşe" files a complaint on the website on Friday 6 February 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567 |
    And it is now Thursday 5 March 2026 at 10:00
    Then the objective "acknowledged-in-time" was reached in February 2026
    And nothing is missing for the clauses "6.1, 6.2, 6.3"
    And the matrix shows for the clause "6.2" "measured 1 times in twelve months, reached 1 times"
    Given the public figure of "Trade association" for "volume" in 2026 is 21, by "Annual report, page 14"
    Then our "volume" of 2026, 1, stands beside the 21 of "Trade association"

  @S35
  Scenario: An objective that was missed says so
    Given the objective "final-in-time" is to reach 90 each month, because "Two more investigators"
    When "Ayşe" files a complaint on the website on Friday 6 February 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567 |
    And it is now Thursday 5 March 2026 at 10:00
    Then the objective "final-in-time" was missed in February 2026

  @S36 @S37
  Scenario: Without an audit and a management review the matrix says so; with them it shows them
    Then the matrix says that for the clause "8.5" something is missing: "Audit: 0 in twelve months"
    And the matrix says that for the clause "8.6" something is missing: "Management review: 0 in twelve months"
    When "Leyla" opens the audit "Internal audit" on Monday 2 February 2026 at 10:00
      | scope      | All       |
      | clauses    | operation |
      | auditors   | Zoe       |
      | audited    | Deniz     |
      | planned_on | 2026-03-02 |
    Then the matrix shows for the clause "8.5" "Audit: 1 in twelve months, 0 ended, 0 late"
    When it is now Monday 4 January 2027 at 09:00
    And the reviews whose period has ended open themselves
    Then the matrix shows for the clause "8.6" "Management review: 1 in twelve months"
    And the matrix says that for the clause "8.5" something is missing: "1 late"

  @S44
  Scenario: Whoever meets a complaint reads beside the act what to say and how to behave
    When "Rana" takes a complaint from "Mehmet" by phone on Friday 6 March 2026 at 10:00: "The parcel came wet."
      | mobile | +905321234567 |
    Then "Rana" reads beside "Record that we acknowledged it in the conversation" the words "On the phone or in person, say: “I have recorded this."

  @S46
  Scenario: Whether everybody is treated alike is seen by handler and channel, and few cases are said to be few
    When "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile | +905321234567 |
    And "Deniz" gives the case to "Rana"
    And "Rana" classifies the case
      | category | colour |
      | severity | minor  |
    And "Rana" does "Start the investigation"
    And "Rana" does "Review the details"
      | finding | As the label says. |
    And "Rana" does "Record what the departments said"
      | departments_said | Not fixed. |
    And "Rana" drafts a decision: "You get a new one."
      | point      | finding    | outcome | remedy      | remedy_on  |
      | The fabric | Not fixed. | upheld  | replacement | 2026-04-30 |
    And "Rana" sends the decision
    Then in March 2026 the handler "Rana" upheld 1 of 1 decisions, which is too few to judge

  @S48 @S50
  Scenario: What losing a customer costs stands beside what keeping one costs, with the customer's own history
    Given the organisation reckons with these numbers of its own
      | yearly   | 400 |
      | years    | 5   |
      | winning  | 150 |
      | leaving  | 40  |
      | handling | 35  |
      | currency | EUR |
    When "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | email | ayse@example.org |
    And "Ayşe K." files a complaint on the website on Monday 9 March 2026 at 10:00: "And the second one too."
      | email | Ayse@Example.org |
    Then "Deniz" reads the history of this customer
      | of      | began                |
      | Ayşe    | Friday 6 March 2026  |
      | Ayşe K. | Monday 9 March 2026  |
    And "Deniz" reads that losing this customer would cost 2150 EUR, and keeping them costs 70 EUR so far

  @S49
  Scenario: An organisation without products, shops or factories handles its complaints by the same procedure
    Given the organisation "Public Library of Halden" in England follows this procedure
    And these people work there
      | name  | role                     |
      | Petra | customer-service-manager |
      | Noor  | complaints-officer       |
    When "Sam" files a complaint on the website on Monday 13 April 2026 at 10:00: "The reading room closed an hour early."
      | email | sam@example.org |
    Then the complainant gets an e-mail with the tracking number and the password
    When "Petra" gives the case to "Noor"
    Then "Noor" holds the case

  @S42 @S40
  Scenario: How complaints are handled is shown to everybody, where the organisation wants it; few cases are not boasted with
    Given the organisation publishes how it handles complaints
    When "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | email | ayse@example.org |
    And "Deniz" opens by "Open a corrective or preventive action" out of it: "Longer in the steamer"
      | action_kind | corrective |
      | due_on      | 2026-04-30 |
    And it is now Thursday 2 April 2026 at 10:00
    Then everybody can read of the last twelve months that "Complaints we received" is "1"
    And everybody can read of the last twelve months that "Changes begun because of complaints" is "1"
    And everybody can read of the last twelve months that "Told in time that it had arrived" is "too few to say"

  @S32 @S12
  Scenario: What a person wrote is kept as long as the procedure says, then it is erased, and what happened is still provable
    When "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | email | ayse@example.org |
    And "Ayşe" does "Withdraw the complaint"
    Then the words of the case are kept until 7 March 2029
    When it is now Tuesday 6 March 2029 at 12:00
    Then the words of the complainant are still there
    When it is now Wednesday 7 March 2029 at 12:00
    Then the words of the complainant are gone
    And the log of what was erased names the case, because "the time for which it is kept is over"
    And the complainant cannot open the case with the password "any"
    And the case is closed
