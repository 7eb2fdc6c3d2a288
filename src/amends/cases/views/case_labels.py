"""What channels, outcomes, carriers and the steps of goods are called, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

CHANNELS: Mapping[str, str | Promise] = {
    "web": gettext_lazy("website"),
    "phone": gettext_lazy("phone"),
    "counter": gettext_lazy("counter"),
    "email": gettext_lazy("e-mail"),
    "post": gettext_lazy("post"),
    "representative": gettext_lazy("our representative"),
    "technician": gettext_lazy("our technical support"),
    "partner": gettext_lazy("our partner"),
    "inside": gettext_lazy("ourselves"),
}


def channel(key: str) -> str:
    return str(CHANNELS.get(key, key))


OUTCOMES: Mapping[str, str | Promise] = {
    "upheld": pgettext_lazy("outcome", "upheld"),
    "partly": pgettext_lazy("outcome", "partly upheld"),
    "not upheld": pgettext_lazy("outcome", "not upheld"),
}


def outcome(key: str) -> str:
    return str(OUTCOMES.get(key, key))


VERDICTS: Mapping[str, str | Promise] = {
    "upheld": gettext_lazy("We agree with you"),
    "partly": gettext_lazy("We agree in part"),
    "not upheld": gettext_lazy("We do not agree"),
}


def verdict(key: str) -> str:
    """The outcome of one point as the complainant reads it, on the page and on paper."""
    return str(VERDICTS.get(key, key))


STEPS: Mapping[str, str | Promise] = {
    "asked": gettext_lazy("asked for"),
    "sent": gettext_lazy("on its way to us"),
    "received": gettext_lazy("received"),
    "stored": gettext_lazy("stored"),
    "tested": gettext_lazy("tested"),
    "disposed": gettext_lazy("disposed of"),
    "credited": gettext_lazy("credited"),
    "returned": gettext_lazy("sent back"),
}


def step(key: str) -> str:
    """Where a sample or goods that come back stand."""
    return str(STEPS.get(key, key))


CARRIERS: Mapping[str, str | Promise] = {
    "email": gettext_lazy("e-mail"),
    "sms": gettext_lazy("SMS"),
    "post": gettext_lazy("post"),
    "page": gettext_lazy("the tracking page"),
    "spoken": gettext_lazy("word of mouth"),
}


def carrier(key: str) -> str:
    return str(CARRIERS.get(key, key))


HANDED: Mapping[str, str | Promise] = {
    "spoken": gettext_lazy("to read it out"),
    "printed": gettext_lazy("to print it on paper"),
}


def handed(how: str) -> str:
    """For what a member of staff was shown a tracking password."""
    return str(HANDED.get(how, how))


RECUSALS: Mapping[str, str | Promise] = {
    "": gettext_lazy("whoever is complained about has no door to this case any more"),
    "nobody else": gettext_lazy("whoever is complained about keeps the case: nobody else here could handle it"),
    "nobody above": gettext_lazy("whoever is complained about keeps the case: nobody here stands above them"),
}
TO_COMPLAINANT: Mapping[str, str | Promise] = {
    "": gettext_lazy("Your complaint is now handled without the person it is about."),
    "nobody else": gettext_lazy(
        "Your complaint is about a person who also handles it: nobody else here could. "
        "You can take it to an independent body."
    ),
    "nobody above": gettext_lazy(
        "Your complaint is about a person whom nobody here stands above, and who can see it. "
        "You can take it to an independent body."
    ),
}


def recusal(waived: str) -> str:
    """What staff read when whoever is complained about keeps a case, or no longer does."""
    return str(RECUSALS[waived])


def recusal_public(waived: str) -> str:
    """The same as the complainant reads it."""
    return str(TO_COMPLAINANT[waived])


CAUSES: Mapping[str, str | Promise] = {
    "retention": gettext_lazy("the time for which it is kept is over"),
    "asked": gettext_lazy("the person asked for it"),
}


def erased(cause: str) -> str:
    """Why somebody's words were erased."""
    return str(CAUSES.get(cause, cause))
