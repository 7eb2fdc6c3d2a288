"""How a case speaks: entries as sentences, reasons as words, keys as the titles that the pack gives them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from babel import Locale
from babel.numbers import format_currency, get_currency_symbol
from django.db.models import Value
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, to_locale
from django.utils.translation import gettext as _

from amends.cases import editions, vault
from amends.cases.entry_kinds import KINDS
from amends.cases.models import Entry
from amends.cases.views import case_labels
from amends.organisation.models import Category, Department, Member, Partner, Product
from amends.platform import author, dates
from amends.platform.author import Author
from amends.procedure import stored_fields
from amends.procedure.reasons import WORDS, Reason
from amends.procedure.schema import Procedure, Text, say
from amends.procedure.stored_fields import Fields, is_reference

Titled = Literal["category", "product", "department"]
TITLED: Mapping[Titled, type[Category | Product | Department]]
TITLED = {"category": Category, "product": Product, "department": Department}
TYPED_BEFORE = ("order", "batch", "why")  # older entries kept these as they were typed
BLANK = re.compile(r"\s*\{\{\s*\w+\s*\}\}\s*")
HIDDEN = frozenset({"contact", "representative"})


@dataclass(frozen=True, slots=True)
class Sentence:
    group: str
    staff: str
    public: str


class Names:
    """Titles in one language for everything that entries, gates and acts name by key."""

    def __init__(self, procedure: Procedure, language: str, entries: Iterable[Entry] = (), *, kind: str = "") -> None:
        self.procedure = procedure
        self.language = language
        self.kind = kind
        entries = list(entries)
        self.titled = _titled(entries)
        ids = author.member_ids(one.by for one in entries)
        named = [by for one in entries for by in _named_members(procedure, one) if by]
        ids |= author.member_ids(named)
        self.members = {member.by: str(member) for member in Member.objects.filter(pk__in=ids)} if ids else {}

        authors = {Author.parse(one.by) for one in entries}
        keys = {one.key for one in authors if one.kind == author.PARTNER}
        self.partners = dict(Partner.objects.filter(pk__in=keys).values_list("key", "name")) if keys else {}

    def text(self, text: Text) -> str:
        return say(text, self.language)

    def person(self, by: str) -> str:
        known = {
            "complainant": _("the complainant"),
            "clock": _("the clock"),
            "watch": _("the watch"),
            "carrier": _("the carrier"),
        }
        said = Author.parse(by)
        if said.kind == author.DEPARTMENT:
            return self.title("department", said.key)
        if said.kind == author.PARTNER:
            return self.partners.get(said.key) or _("our partner")
        return known.get(by) or self.members.get(by, by)

    def stage(self, key: str) -> str:
        stage = self.procedure.stages.get(key)
        return self.text(stage.title) if stage else key

    def act(self, key: str) -> str:
        act = self.procedure.acts.get(key)
        return self.text(act.title) if act else key

    def duty(self, key: str) -> str:
        duty = self.procedure.duties.get(key)
        return self.text(duty.title) if duty else key

    def letter(self, name: str) -> str:
        """A letter by its subject, as its reader sees it, without what changes from case to case."""
        letters = self.procedure.letters
        found = letters.get((name, self.language)) or letters.get((name, self.procedure.languages[0]))
        if found is None:
            return name.replace("-", " ")
        return BLANK.sub("", found.subject).strip(" :–-,") or name.replace("-", " ")

    def role(self, key: str) -> str:
        words = {
            "complainant": _("the complainant"),
            "owner": _("whoever holds the case"),
            "staff": _("any member of staff"),
            "department": _("the department that was asked"),
        }
        role = self.procedure.roles.get(key)
        return self.text(role.title) if role else str(words.get(key, key))

    def title(self, what: str, key: str) -> str:
        """Of a category, product, department or site that an entry names."""
        return self.text(self.titled.get((what, key), {})) or key

    def remedy(self, key: str) -> str:
        return self.text(self.procedure.remedies.get(key, {})) or key

    def class_title(self, key: str) -> str:
        known = self.procedure.classes.get(key)
        return self.text(known.title) if known else key

    def field(self, key: str) -> str:
        """By the form that a case of this kind begins with, where more than one form asks for the same."""
        kind, forms = self.procedure.kinds.get(self.kind), self.procedure.forms
        own = [forms[kind.form]] if kind and kind.form else []
        for form in (*own, *forms.values()):
            for field in form.fields:
                if field.key == key:
                    return self.text(field.title)
        return str(BUILT_IN.get(key, lambda: key)())

    def place(self, key: str) -> int:
        """Where the forms ask for it: answers are told in the order in which they were asked."""
        asked = [field.key for form in self.procedure.forms.values() for field in form.fields]
        return asked.index(key) if key in asked else len(asked)

    def reason(self, reason: Reason) -> str:
        """Why something is shut, with every key in it said as its title."""
        say_as: dict[str, Callable[[str], str]] = {"field": self.field, "act": self.act, "duty": self.duty}
        names: dict[str, str] = {}
        for name, value in reason.names.items():
            if name == "roles":
                names[name] = ", ".join(self.role(role) for role in value.split(", "))
            elif name == "classes":
                names[name] = ", ".join(self.class_title(key) for key in value.split(", "))
            elif name == "lacks":
                names[name] = ", ".join(str(LACKS.get(key, key)) for key in value.split(", "))
            elif name == "steps":
                names[name] = ", ".join(case_labels.step(key) for key in value.split(", "))
            else:
                names[name] = say_as.get(name, str)(value)
        return _(WORDS[reason.code]) % names


LACKS: Mapping[str, str | Promise] = {
    "remedy": gettext_lazy("a remedy for each point upheld"),
    "day": gettext_lazy("the day of each remedy"),
}
BUILT_IN = {
    "words": lambda: _("What happened"),
    "wanted": lambda: _("What you would like us to do"),
    "happened_on": lambda: _("When it happened"),
    "order": lambda: _("Order"),
    "batch": lambda: _("Batch"),
    "needs": lambda: _("What makes it hard"),
    "immediate": lambda: _("Answered on the spot"),
    "typed_late": lambda: _("Why it was typed in later"),
    "category": lambda: _("Category"),
    "product": lambda: _("Product or service"),
    "class": lambda: _("Class"),
    "department": lambda: _("Department"),
    "owner": lambda: _("Person in charge"),
    "reason": lambda: _("Reason"),
    "why": lambda: _("Reason"),
    "question": lambda: _("Question"),
    "comment": lambda: _("Comment"),
    "what": lambda: _("What it is"),
    "reply": lambda: _("Reply"),
    "on_the_spot": lambda: _("Settled on the spot"),
    "trigger": lambda: _("What made them bring it"),
    "summary": lambda: _("Summary"),
    "alternatives": lambda: _("Alternatives"),
}


def sentence(entry: Entry, names: Names) -> Sentence:
    """What an entry says to staff, and to the complainant where they see it; both from the one table KINDS."""
    kind = KINDS[entry.kind]
    said = _named(entry, names)
    public = said["tells"] or (str(kind.public) % said if kind.public else "")
    return Sentence(kind.group, str(kind.staff) % said, public)


def words(entry: Entry, contents: vault.Contents, names: Names) -> tuple[tuple[str, str], ...]:
    """What people wrote in this entry, each with its label; erased words say so."""
    said = [(key, value) for key, value in entry.fields.items() if key not in ("form", "points")]
    said += sorted(entry.fields.get("form", {}).items(), key=lambda one: names.place(one[0]))
    typed = ((key, one) for key, one in said if key in TYPED_BEFORE or is_reference(one))
    opened = ((key, vault.opened_value(one, contents)) for key, one in typed if key not in HIDDEN)
    return tuple((names.field(key), _("(erased)") if one is None else str(one)) for key, one in opened)


def money(amount: str, currency: str) -> str:
    """An amount in the reader's form; nothing when there is none."""
    if not amount:
        return ""
    locale = Locale.parse(to_locale(get_language() or "en"))
    return format_currency(Decimal(amount), currency, _parted(currency, locale), locale=locale)


def _parted(currency: str, locale: Locale) -> str:
    """The locale's form; where the currency is told by letters, as “TRY”, a space keeps them from the digits."""
    form = str(locale.currency_formats["standard"].pattern)
    before, after = (get_currency_symbol(currency, locale)[at].isalpha() for at in (-1, 0))
    form = re.sub(r"¤(?=[#0])", "¤\N{NO-BREAK SPACE}", form) if before else form
    return re.sub(r"(?<=[#0])¤", "\N{NO-BREAK SPACE}¤", form) if after else form


def moment(value: str | datetime) -> str:
    """A date and time in the reader's form and the organisation's zone."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return dates.moment(at)


def _named(entry: Entry, names: Names) -> dict[str, str]:
    said = entry.fields
    act = names.procedure.acts.get(said.get("act", ""))
    return {
        "channel": case_labels.channel(said.get("channel", "")),
        "act": names.act(said.get("act", "")),
        "stage": names.stage(said.get("to", "")) if said.get("to") else "",
        "tells": names.text(act.tells) if act else "",
        "owner": names.person(said.get("owner", "")) or _department(said, names),
        "facts": ", ".join(_facts(said, names)),
        "kind": _kind(said, names),
        "duty": names.duty(said.get("duty", "")),
        "due": moment(said["due"]) if said.get("due") else "",
        "cause": case_labels.erased(said.get("cause", "")),
        "outcome": case_labels.outcome(said.get("outcome", "")),
        "letter": names.letter(said.get("letter", "")),
        "hands": ", ".join(f"{names.role(role)}: {names.person(by)}" for role, by in said.get("hands", {}).items()),
        "department": names.title("department", said.get("to_department", "")),
        "item": said.get("item", ""),
        "step": case_labels.step(said.get("step", "")),
        "number": said.get("leading") or said.get("opened") or said.get("number", ""),
        "numbers": ", ".join(said.get("links", ())),
        "carrier": case_labels.carrier(said.get("carrier", "")),
        "to": ", ".join(names.role(role) for role in said.get("told", [])),
        "how": case_labels.handed(said.get("how", "")),
        "about": ", ".join(names.person(one) for one in said.get("about", ())) or _("nobody here"),
        "recusal": case_labels.recusal(said.get("waived", "")),
        "recusal_public": case_labels.recusal_public(said.get("waived", "")),
    }


def _kind(said: Fields, names: Names) -> str:
    procedure = editions.newest(said["pack"]) if said.get("pack") else names.procedure
    kind = procedure.kinds.get(said.get("kind", "")) if procedure else None
    return names.text(kind.title) if kind else ""


def _department(said: Fields, names: Names) -> str:
    return names.title("department", said["department"]) if said.get("department") else ""


def _facts(said: Fields, names: Names) -> Sequence[str]:
    found = [names.class_title(said["class"])] if said.get("class") else []
    return found + [names.title(what, said[what]) for what in ("category", "product") if said.get(what)]


def _named_members(procedure: Procedure, entry: Entry) -> Iterable[str]:
    """Whom an entry names beside its author: who was put in charge, appointed, or chosen in a form."""
    answers = entry.fields.get("form", {})
    asked = {one.key for form in procedure.forms.values() for one in form.fields if one.type in ("member", "members")}
    chosen = (one for key in asked & answers.keys() for one in stored_fields.several(answers[key]))
    return (
        entry.fields.get("owner", ""),
        *entry.fields.get("hands", {}).values(),
        *entry.fields.get("about", ()),
        *chosen,
    )


def _titled(entries: Sequence[Entry]) -> dict[tuple[str, str], Text]:
    """Titles of every category, product and department that these entries name, in one query."""
    named = {what: {key for one in entries if (key := one.fields.get(what))} for what in TITLED}
    named["department"] |= {one.fields["to_department"] for one in entries if one.fields.get("to_department")}
    asked = [
        model.objects.filter(pk__in=named[what]).values_list(Value(what), "pk", "titles")
        for what, model in TITLED.items()
        if named[what]
    ]
    if not asked:
        return {}
    rows = asked[0].union(*asked[1:]) if len(asked) > 1 else asked[0]
    return {(what, key): titles for what, key, titles in rows}
