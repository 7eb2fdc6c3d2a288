Feature: Every way in leads to one pool, and every complaint is recorded and confirmed

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
    And it has these products
      | key    | name             | department |
      | fabric | Furniture fabric | quality    |
    And it has these places
      | key   | name          |
      | bursa | Bursa factory |
      | izmir | Izmir factory |
    And these people work there
      | name  | role                    | site  |
      | Rana  | customer-representative |       |
      | Emre  | customer-representative |       |
      | Selin | center-manager          |       |
      | Can   | factory-technician      | bursa |
      | Nil   | factory-technician      | izmir |

  @F10 @F14 @F18 @F20 @F21 @F22 @F23 @F24 @F25
  Scenario: A complaint on the website is recorded and confirmed at once, by SMS and by e-mail
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile  | +905321234567    |
      | email   | ayse@example.org |
      | wanted  | A new roll.      |
      | product | fabric           |

    Then the complainant gets an SMS with the tracking number and the password
    And the complainant gets an e-mail with the tracking number and the password
    And the complainant gets an SMS that says "Complaint Received"
    And the complainant gets an SMS that says "Follow it here: http"
    And the complainant gets an e-mail that says "Complaint Received"
    And the complainant opens the case with number and password
    And the complainant cannot open the case with the password "WRONG-WRONG-WRONG-WRONG"
    And the complainant sees the status "Complaint Received"
    And the promise "Tell the complainant that it is recorded" was kept
    And the history tells "Rana" that "The fabric faded in one wash."
    And everyone can read in the procedure "The form on this website is the quickest way to complain"

  @F01 @F12 @F13 @F15 @F18 @F19
  Scenario Outline: A complaint that <member> takes <way> is recorded in the same pool under the same rules
    When "<member>" takes a complaint from "Mehmet" <way> on Monday 9 March 2026 at 11:00: "Two rolls differ in colour."
      | mobile | +905321234567 |
      | site   | bursa         |
    Then nothing stood in the way
    And the pool shows "Rana" the case of "Mehmet"
    And the complainant gets an SMS with the tracking number and the password
    And the complainant sees the status "Complaint Received"
    And the complainant is promised "Our decision on your complaint" by Tuesday 17 March 2026
    And staff owe "Receipt and pre-review" by Tuesday 10 March 2026
    And the register "Complaint pool" has the case
    And "Rana" cannot yet do "Start the assessment", because "nobody is in charge of the case yet"
    And "Rana" is never offered "Finish the assessment"
    And "Rana" is never offered "Send the decision to the complainant"

    Examples:
      | member | way                        |
      | Rana   | through our representative |
      | Can    | through our technician     |
      | Emre   | by phone                   |

  @F15 @F16
  Scenario: Whatever the way in, one center concludes
    Given "Ayşe" files a complaint on the website on Friday 6 March 2026 at 10:00: "The fabric faded in one wash."
      | mobile  | +905321234567    |
      | email   | ayse@example.org |
      | wanted  | A new roll.      |
      | product | fabric           |

    And "Can" takes a complaint from "Mehmet" through our technician on Friday 6 March 2026 at 10:30: "Two rolls differ."
      | mobile | +905321234568 |
      | site   | bursa         |
    Then the pool shows "Rana" the case of "Ayşe"
    And the pool shows "Rana" the case of "Mehmet"
    When "Rana" takes the case
    And "Rana" does "Start the assessment"
    And "Can" sends the decision
    Then it was not possible, because "only for: Customer representative, Manager of the Customer Service Center"
    When "Can" drafts a decision: "I decide alone."
      | point     | finding | outcome | remedy      | remedy_on  |
      | The rolls | They do | upheld  | replacement | 2026-04-30 |
    Then it was not possible, because "only for: Customer representative"

  @F17
  Scenario: Each channel has a keeper, and its improvement is followed
    Given it has these channels
      | key  | kind       | name                | address         | keeper | improvement              |
      | entry | web        | Complaint Entry     |                 | Rana   | Shorter form for phones  |
      | shop-floor | technician | Support at the machine | +90 224 555 08  | Can    | Tablet at each machine   |
    Then the register of channels has "Complaint Entry", kept by "Rana", where "Shorter form for phones" is being improved
    And the register of channels has "Support at the machine", kept by "Can", where "Tablet at each machine" is being improved
    When "Can" takes a complaint from "Mehmet" through our technician on Monday 9 March 2026 at 11:00: "Two rolls differ."
      | mobile | +905321234567 |
      | site   | bursa         |
    Then nothing stood in the way
    And the complainant gets an SMS with the tracking number and the password

  @F04 @F05 @F09 @F14
  Scenario: Everyone can read what the procedure is for, whom it follows, and how long each part takes
    Then everyone can read in the procedure "to make our products and services better"
    And everyone can read in the procedure "ISO 10002"
    And everyone can read in the procedure "the one we recommend"
    And everyone can read in the procedure "1 working day"
    And everyone can read in the procedure "4 working days"
    And everyone can read in the procedure "6 working days"

  @F11 @F15 @F18 @F19 @F20 @F25
  Scenario: A complaint by e-mail is recorded in the same pool and confirmed at once
    Given it reads these e-mail addresses
      | address                | kind      |
      | complaints@example.org | complaint |
    When "Fatma" writes to "complaints@example.org" on Friday 6 March 2026 at 10:00: "Two rolls differ in colour."
    Then the e-mail that came last is kept and became "complaint"
    And the pool shows "Rana" the case of "Fatma"
    And the complainant gets an e-mail with the tracking number and the password
    And the complainant sees the status "Complaint Received"
    And the complainant is promised "Our decision on your complaint" by Monday 16 March 2026
    And staff owe "Receipt and pre-review" by Monday 9 March 2026
    And the history tells "Rana" that "Two rolls differ in colour."

  @F11 @F18
  Scenario: An automatic answer makes no complaint and starts no loop, and is kept
    Given it reads these e-mail addresses
      | address                | kind      |
      | complaints@example.org | complaint |
    When "Robot" writes to "complaints@example.org" on Friday 6 March 2026 at 10:00: "I am out of office."
      | automatic | yes |
    Then the e-mail that came last is kept and became "automatic"
    And 0 cases were made in all
