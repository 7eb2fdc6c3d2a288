Feature: A certificate from the first offer to its renewal, with none of its dates missed

  Background:
    Given the organisation "Defne Home Textiles" in Turkey follows this procedure
    And its own work follows the procedures that come with the program
    And these people work there
      | name  | role            |
      | Leyla | quality-manager |
      | Zoe   | auditor         |
      | Bora  | top-manager     |
    And it has these departments
      | key  | name          |
      | care | Customer care |
    And "Leyla" opens the certification "ISO 10002" on Monday 2 February 2026 at 10:00
      | employees   | 84                                     |
      | sites_count | 3                                      |
      | scope       | Complaint handling of shop and factory |
      | design      | no                                     |

  @S51 @S52 @S53 @S54 @S55
  Scenario: Offers of several bodies by headcount and scope; one is accepted; the application goes out only when it is complete
    Then the case holds the answer "Complaint handling of shop and factory" to "scope"
    And the case holds the answer "no" to "design"
    And "Leyla" cannot yet do "Accept an offer", because “Write down an offer” has not been done yet
    When "Leyla" does "Write down an offer"
      | body       | North Cert |
      | audit_days | 6          |
      | price      | 9400       |
      | currency   | EUR        |
      | accredited | yes        |
    And "Leyla" does "Write down an offer"
      | body       | Ege Belgelendirme |
      | audit_days | 5.5               |
      | price      | 7800              |
      | currency   | EUR               |
      | accredited | yes               |
    Then "Bora" reads these offers side by side
      | body              | audit days | price    | per employee |
      | Ege Belgelendirme | 5.5        | 7800 EUR | 92.86        |
      | North Cert        | 6          | 9400 EUR | 111.90       |
    And its audit is estimated at 6.0 days, 2.0 a year for surveillance and 4.0 for renewal
    When "Bora" does "Accept an offer"
      | accepted_body | Ege Belgelendirme                     |
      | accepted_why  | Knows our trade, and the lower price  |
    Then it stands at "2 Application"
    And the case holds the answer "Ege Belgelendirme" to "accepted_body"
    When "Leyla" does "Complete the application"
      | form_complete    | yes                            |
      | system_documents | no                             |
      | other_documents  | Trade register                 |
    Then "Leyla" cannot yet do "Apply", because “Are the management system's documents attached?” is not answered as it must be
    When "Leyla" does "Complete the application"
      | form_complete    | no                             |
      | system_documents | yes                            |
      | other_documents  | Trade register                 |
    Then "Leyla" cannot yet do "Apply", because “Is the application form complete and correct?” is not answered as it must be
    When "Leyla" does "Complete the application"
      | form_complete    | yes                                    |
      | system_documents | yes                                    |
      | other_documents  | Trade register, organisation chart     |
    And "Leyla" does "Apply"
      | audit_on | 2026-05-11 |
    Then it stands at "3 Audit"

  @S56 @S57 @S58 @S59 @S60 @S61 @S62 @S63 @S64 @S65 @S66 @S67 @S68 @S69 @S70 @S71
  Scenario: Audited on the day planned, corrected, decided, certified for three years, surveyed each year, renewed in time
    Given "Leyla" does "Write down an offer"
      | body       | Ege Belgelendirme |
      | audit_days | 5.5               |
      | price      | 7800              |
      | currency   | EUR               |
    And "Leyla" does "Accept an offer"
      | accepted_body | Ege Belgelendirme |
      | accepted_why  | The best offer    |
    And "Leyla" does "Complete the application"
      | form_complete    | yes            |
      | system_documents | yes            |
      | other_documents  | Trade register |
    And "Leyla" does "Apply"
      | audit_on | 2026-05-11 |
    Then staff owe "Be audited on the day planned" by Monday 11 May 2026
    When it is now Monday 11 May 2026 at 09:00
    Then "Leyla" cannot yet do "The auditors recommend it", because “Write down a part of the audit” has not been done yet
    When "Leyla" does "Write down a part of the audit"
      | part       | opening                        |
      | part_words | Programme of two days agreed   |
    Then the history tells "Bora" that "opening meeting"
    When "Leyla" does "Write down a part of the audit"
      | part       | visit                                           |
      | department | care                                            |
      | part_words | Twelve cases and the register, against each requirement |
    Then the history tells "Bora" that "Customer care"
    And the history tells "Bora" that "Twelve cases and the register, against each requirement"
    And "Leyla" cannot yet do "The auditors ask for corrections", because nothing of this kind was opened yet: nonconformity
    When "Leyla" opens by "Write down a nonconformity" out of it: "No training record for two people"
      | grade    | minor                       |
      | evidence | Training register, 2 of 14  |
      | due_on   | 2026-06-12                  |
    And "Leyla" does "Write down a part of the audit"
      | part       | closing                              |
      | part_words | Told: recommended once corrected     |
    Then the history tells "Bora" that "closing meeting"
    When "Leyla" does "The auditors recommend it"
      | recommendation       | negative                         |
      | recommendation_words | One minor, to be corrected first |
    Then it was not possible, because “Recommendation of the auditors” is not answered as it must be
    When "Leyla" does "The auditors ask for corrections"
      | recommendation       | negative                         |
      | recommendation_words | One minor, to be corrected first |
    Then it stands at "4 Corrections"
    And "Leyla" cannot yet do "The body verified the corrections", because not settled yet
    When we speak of the matter "No training record for two people"
    And "Leyla" does "It is corrected"
      | correction | Both were trained on 20 May         |
      | cause      | They had come between two sessions  |
      | corrective | Training in the first week of work  |
    And "Zoe" does "Verified"
      | verified_by_way | documents        |
      | verified_words  | Attendance lists |
    And we speak of the matter "ISO 10002"
    And "Leyla" does "The body verified the corrections"
      | verified_by_way | documents                     |
      | verified_words  | Attendance lists, accepted    |
    Then it stands at "5 Decision of the committee"
    And "Leyla" cannot yet do "The certificate is here", because “The committee has decided” has not been done yet
    When it is now Monday 15 June 2026 at 10:00
    And "Leyla" does "The committee has decided"
      | committee_words | Approved, certificate to be issued |
    And "Leyla" does "The certificate is here"
      | certificate_number | TR-2026-118                             |
      | valid_from         | 2026-06-15                              |
      | valid_until        | 2029-06-14                              |
      | agreement_words    | At least one surveillance audit a year  |
    Then it stands at "6 Agreement and certificate"
    And the case holds the answer "TR-2026-118" to "certificate_number"
    And the case holds the answer "At least one surveillance audit a year" to "agreement_words"
    And staff owe "The three years of the certificate end" by Friday 15 June 2029
    And staff owe "Surveillance audit within the year" by Tuesday 15 June 2027
    And staff owe "Apply for renewal, at the latest one month before the certificate ends" by Monday 14 May 2029
    When it is now Monday 17 May 2027 at 10:00
    Then "Bora" gets an e-mail that says "Surveillance audit within the year"
    When "Leyla" does "A surveillance audit was held"
      | surveyed_on        | 2027-05-17                            |
      | continues          | no                                    |
      | surveillance_words | One major; the agreement allows no gap |
    Then "Leyla" cannot yet do "Apply for renewal", because “Does the certificate continue?” is not answered as it must be
    When "Leyla" does "A surveillance audit was held"
      | surveyed_on        | 2027-05-17                  |
      | continues          | yes                         |
      | surveillance_words | Corrected; it continues     |
    Then staff owe "Surveillance audit within the year" by Wednesday 17 May 2028
    When it is now Monday 8 May 2028 at 10:00
    And "Leyla" does "A surveillance audit was held"
      | surveyed_on        | 2028-05-08                  |
      | continues          | yes                         |
      | surveillance_words | Second one passed           |
    And it is now Monday 16 April 2029 at 10:00
    Then "Leyla" gets an e-mail that says "Apply for renewal"
    When "Leyla" does "Apply for renewal"
    Then it stands at "7 Renewal"
    And the promise "Apply for renewal, at the latest one month before the certificate ends" was kept
    When "Leyla" does "Complete the application"
      | form_complete    | yes            |
      | system_documents | yes            |
      | other_documents  | As before      |
    And "Leyla" does "The renewal audit begins"
      | audit_on | 2029-05-21 |
    And it is now Monday 21 May 2029 at 10:00
    And "Leyla" does "Write down a part of the audit"
      | part       | visit                   |
      | department | care                    |
      | part_words | All requirements again  |
    And "Leyla" does "The auditors recommend it"
      | recommendation       | positive          |
      | recommendation_words | Nothing to correct |
    Then "Leyla" cannot yet do "The certificate is here", because “The committee has decided” has not been done yet
    When "Leyla" does "The committee has decided"
      | committee_words | Renewed |
    And "Leyla" does "The certificate is here"
      | certificate_number | TR-2029-044       |
      | valid_from         | 2029-06-15        |
      | valid_until        | 2032-06-14        |
      | agreement_words    | As before         |
    Then it stands at "6 Agreement and certificate"
    And staff owe "The three years of the certificate end" by Tuesday 15 June 2032
    And staff owe "Surveillance audit within the year" by Tuesday 16 April 2030

  @S67 @S69
  Scenario: A missed surveillance and a renewal that nobody applies for climb to top management
    Given "Leyla" does "Write down an offer"
      | body       | Ege Belgelendirme |
      | audit_days | 5.5               |
      | price      | 7800              |
      | currency   | EUR               |
    And "Leyla" does "Accept an offer"
      | accepted_body | Ege Belgelendirme |
      | accepted_why  | The best offer    |
    And "Leyla" does "Complete the application"
      | form_complete    | yes            |
      | system_documents | yes            |
      | other_documents  | Trade register |
    And "Leyla" does "Apply"
      | audit_on | 2026-05-11 |
    And it is now Monday 11 May 2026 at 10:00
    And "Leyla" does "Write down a part of the audit"
      | part       | visit  |
      | part_words | All    |
    And "Leyla" does "The auditors recommend it"
      | recommendation       | positive |
      | recommendation_words | Fine     |
    And "Leyla" does "The committee has decided"
      | committee_words | Approved |
    And "Leyla" does "The certificate is here"
      | certificate_number | TR-2026-118 |
      | valid_from         | 2026-05-11  |
      | valid_until        | 2029-05-10  |
      | agreement_words    | Yearly      |
    When it is now Wednesday 12 May 2027 at 10:00
    Then the promise "Surveillance audit within the year" was missed
    And "Bora" gets an e-mail that says "Surveillance audit within the year"
    When it is now Monday 16 April 2029 at 10:00
    Then the promise "Apply for renewal, at the latest one month before the certificate ends" was missed
