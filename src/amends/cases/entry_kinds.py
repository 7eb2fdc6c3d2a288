"""The one table of entry kinds: what each means in words, and whether the complainant sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Group = Literal["messages", "decisions", "clock", "handling"]


@dataclass(frozen=True, slots=True)
class EntryKind:
    """`staff` is a sentence with the entry's own names; `public` is what the complainant reads, empty when hidden."""

    group: Group
    staff: Promise | str
    public: Promise | str = ""


KINDS: Mapping[str, EntryKind] = {
    "received": EntryKind("messages", _("received by %(channel)s"), _("We received it.")),
    "moved": EntryKind("handling", _("%(act)s → %(stage)s"), _("%(tells)s")),
    "recorded": EntryKind("handling", "%(act)s", _("%(tells)s")),
    "assigned": EntryKind("handling", _("gave it to %(owner)s")),
    "classified": EntryKind("handling", _("classified it: %(facts)s")),
    "kind changed": EntryKind("handling", _("changed the kind to %(kind)s"), _("We now handle this as: %(kind)s.")),
    "asked": EntryKind("messages", _("asked the complainant"), _("We asked you a question.")),
    "told": EntryKind("messages", _("wrote to the complainant"), _("We wrote to you.")),
    "answered": EntryKind("messages", _("the complainant answered"), _("You answered.")),
    "added": EntryKind("messages", _("added to the case"), _("Something was added.")),
    "noted": EntryKind("handling", _("noted")),
    "appointed": EntryKind("handling", _("appointed: %(hands)s"), _("%(tells)s")),
    "requested": EntryKind("handling", _("asked %(department)s"), _("%(tells)s")),
    "replied": EntryKind("handling", _("%(department)s replied"), _("%(tells)s")),
    "custody": EntryKind("handling", _("%(item)s: %(step)s"), _("%(tells)s")),
    "joined": EntryKind(
        "handling", _("handles it together with %(number)s"), _("We handle it together with others on this matter.")
    ),
    "gathered": EntryKind("handling", _("handles %(number)s together with this case")),
    "parted": EntryKind("handling", _("handles it on its own again"), _("We handle it on its own again.")),
    "rated": EntryKind("messages", _("the complainant said how it went"), _("You told us how it went.")),
    "opened": EntryKind("handling", _("opened: %(kind)s %(number)s"), _("%(tells)s")),
    "linked": EntryKind("handling", _("tied to %(numbers)s")),
    "recurred": EntryKind("handling", _("it came back: %(numbers)s")),
    "read": EntryKind("handling", _("has read it")),
    "settled": EntryKind("handling", _("%(number)s has come to its end")),
    "unsettled": EntryKind("handling", _("%(number)s was taken up again")),
    "extended": EntryKind("clock", _("extended “%(duty)s” to %(due)s"), _("We need more time: until %(due)s.")),
    "rested": EntryKind("clock", _("the clock rests"), _("Our clock rests for now.")),
    "resumed": EntryKind("clock", _("the clock runs again"), _("Our clock runs again.")),
    "recalculated": EntryKind("clock", _("recalculated the dates")),
    "drafted": EntryKind("decisions", _("drafted a decision")),
    "approved": EntryKind("decisions", _("approved the draft")),
    "returned": EntryKind("decisions", _("returned the draft with a comment")),
    "decided": EntryKind("decisions", _("decided: %(outcome)s"), _("We made a decision.")),
    "accepted": EntryKind("decisions", _("the complainant accepted the decision"), _("You accepted the decision.")),
    "refused": EntryKind("decisions", _("the complainant refused the decision"), _("You refused the decision.")),
    "sent": EntryKind("messages", _("“%(letter)s” accepted by %(carrier)s"), _("We sent you a letter.")),
    "bounced": EntryKind("messages", _("“%(letter)s” came back undelivered")),
    "undelivered": EntryKind("messages", _("“%(letter)s” could not be delivered by %(carrier)s")),
    "warned": EntryKind("clock", _("“%(duty)s” falls due soon")),
    "missed": EntryKind("clock", _("“%(duty)s” was missed")),
    "passed": EntryKind("clock", _("the time for “%(duty)s” has passed")),
    "escalated": EntryKind("clock", _("“%(duty)s” is late: told %(to)s")),
    "contact changed": EntryKind("handling", _("changed how to reach the complainant"), _("Your contact was changed.")),
    "complained about": EntryKind("handling", _("said whom it is about: %(about)s")),
    "recusal": EntryKind("handling", "%(recusal)s", "%(recusal_public)s"),
    "held": EntryKind("handling", _("keeps its words longer than the procedure says")),
    "let go": EntryKind("handling", _("no longer keeps its words longer")),
    "erased": EntryKind("handling", _("erased every word, name and file: %(cause)s")),
    "password seen": EntryKind(
        "handling",
        _("saw the tracking password: %(how)s"),
        _("One of us saw your password to hand it to you: %(how)s."),
    ),
    "password issued": EntryKind("messages", _("issued a new tracking password"), _("We sent you a new password.")),
}
