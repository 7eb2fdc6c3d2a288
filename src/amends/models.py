"""The records of every room, listed where Django looks for them."""

from amends.cases.models import (
    Attachment,
    Case,
    Edition,
    Entry,
    InForce,
    Secret,
    Tries,
    Vaulted,
    Words,
)
from amends.dispatch.models import Message
from amends.intake.models import Draft, DraftFile
from amends.organisation.models import (
    CalendarVersion,
    Category,
    Channel,
    Department,
    Holding,
    Member,
    Organisation,
    Product,
    SavedView,
    Site,
)

__all__ = [
    "Attachment", "CalendarVersion", "Case", "Category", "Channel", "Department", "Draft", "DraftFile", "Edition",
    "Entry", "Holding", "InForce", "Member", "Message", "Organisation", "Product", "SavedView", "Secret", "Site",
    "Tries", "Vaulted", "Words",
]  # fmt: skip
