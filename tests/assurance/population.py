"""The organisation's own work for these tests: reviews that opened themselves, documents, training, a certificate."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from amends.assurance import training_sessions
from amends.assurance.reviews import review_schedule
from amends.cases import internal
from amends.cases.acts import handling
from amends.cases.models import Case
from amends.organisation.models import Member, RoleAssignment
from tests import cast
from tests.reports import population

NAMES = ("Ayşe", "Kaya", "+905321234567", "ayse@example.org", "soldu", "faded after the first wash", "small letters")


@dataclass
class Works:
    """The people, the moment, and what they made."""

    house: cast.House
    made: dict[str, Case] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return self.house.now

    def open(self, pack: str, kind: str, **values: Any) -> Case:
        leyla = self.house.leyla
        title = str(values["title"])
        self.made[title] = internal.begin(pack, kind, values=values, owner=leyla, by=leyla, now=self.now)
        return self.made[title]

    def do(self, case: Case, key: str, by: Member | None = None, **values: Any) -> Case:
        return handling.do(cast.fresh(case), key, by=by or self.house.leyla, now=self.now, values=values)

    def document(self, title: str, *, kind: str = "policy", readers: str = "everyone", review_on: str = "") -> Case:
        """Written by Leyla, approved by Deniz, in force."""
        case = self.open("documents", "document", title=title, document_kind=kind, summary_words="What we want.")
        self.do(case, "write", version="1", text="The customer comes first.", changed="First")
        self.do(case, "submit")
        on = review_on or str(self.now.date() + timedelta(days=300))
        given = {"effective_on": str(self.now.date()), "review_on": on, "readers": readers}
        return self.do(case, "approve-version", self.house.deniz, **given)

    def session(self, title: str, subject: str, *, until: str) -> Case:
        """Rana came, and passed."""
        rana = self.house.rana.by
        case = self.open(
            "training", "session", title=title, subject=subject, held_on=str(self.now.date()), invited=[rana]
        )
        self.do(case, "hold", attended=[rana], valid_until=until, taught="Listen.")
        self.do(case, "check", passed=[rana], check_words="Three cases.")
        training_sessions.step(self.now)
        return case


def lived() -> Works:
    made = Works(population.village(cases=30).house)
    for member, role in ((made.house.leyla, "quality-manager"), (made.house.deniz, "top-manager")):
        RoleAssignment.objects.create(member=member, role=role)
    internal.establish(by="clock", now=made.now)
    population.counted(made.now)
    review_schedule.step(made.now + timedelta(days=400))
    population.counted(made.now + timedelta(days=400))
    return made
