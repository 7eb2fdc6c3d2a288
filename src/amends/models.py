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
from amends.goods.models import (
    ColumnMatch,
    Import,
    Inspection,
    Lot,
    Order,
    OrderLine,
    Refused,
    Shipment,
    ShipmentLine,
    Staged,
)
from amends.intake.models import Draft, DraftFile, Incoming
from amends.organisation.models import (
    CalendarVersion,
    Category,
    Channel,
    Department,
    Holding,
    Member,
    Organisation,
    Partner,
    Product,
    SavedView,
    Site,
)
from amends.organisation.ways import Address, Gateway, Mailbox

__all__ = [
    "Address", "Attachment", "CalendarVersion", "Case", "Category", "Channel", "ColumnMatch", "Department", "Draft",
    "DraftFile", "Edition", "Entry", "Gateway", "Holding", "Import", "InForce", "Incoming", "Inspection", "Lot",
    "Mailbox", "Member", "Message", "Order", "OrderLine", "Organisation", "Partner", "Product", "Refused",
    "SavedView", "Secret", "Shipment", "ShipmentLine", "Site", "Staged", "Tries", "Vaulted", "Words",
]  # fmt: skip
