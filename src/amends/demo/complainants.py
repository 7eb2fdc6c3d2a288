"""Who writes in the demo's year, and how: names, addresses that are nobody's, and words that differ."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field

from amends.demo import organisation_data
from amends.demo.verb_calls import Said

CARRIERS = ("mobile", "email", "both", "both", "email", "post")


@dataclass
class Writers:
    """People come, and some of them come back; whoever does is the same person with the same address."""

    dice: random.Random
    again: int  # of a hundred
    known: dict[str, list[Said]] = field(default_factory=dict)

    def somebody(self, language: str) -> Said:
        """How one person is reached: somebody new, or somebody who was here before."""
        here = self.known.setdefault(language, [])
        if here and self.dice.randrange(100) < self.again:
            return self.dice.choice(here)
        here.append(self.stranger(language, len(here)))
        return here[-1]

    def stranger(self, language: str, nth: int) -> Said:
        """Somebody new, the nth of this language."""
        words = organisation_data.read("year/words")[language]
        given, family = self.dice.choice(words["given"]), self.dice.choice(words["family"])
        name = f"{family}{given}" if language == "zh-hans" else f"{given} {family}"
        ways = {
            "mobile": f"+90530{nth + 1000 * len(self.known):07d}",
            "email": f"{_plain(given)}.{nth}@{language}.example",
            "post": f"Gül Sokak {nth % 80 + 1}\n35220 Konak, İzmir",
        }
        carrier = self.dice.choice(CARRIERS)
        chosen = ("mobile", "email") if carrier == "both" else (carrier,)
        return {"name": name, **{way: ways[way] for way in chosen}}

    def writing(self, matter: Said) -> Said:
        """The matter in the words of one person; whoever does not complain adds a friendly word."""
        words = organisation_data.read("year/words")[matter["language"]]
        if "category" not in matter:
            return {**matter, "written": f"{matter['words']} {self.dice.choice(words['asides'])}"}
        opening, middle, closing = (self.dice.choice(words[part]) for part in ("openings", "middles", "closings"))
        ways = (
            [opening, matter["words"], middle, closing],
            [matter["words"], middle, closing],
            [opening, middle, matter["words"]],
        )
        return {**matter, "written": " ".join(self.dice.choice(ways))}

    def need(self, language: str) -> str:
        return str(self.dice.choice(organisation_data.read("year/words")[language]["needs"]))


def _plain(name: str) -> str:
    """A name as it may stand in an address."""
    bare = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("İ", "I"))
    return "".join(sign for sign in bare if sign.isascii() and sign.isalpha()).lower()
