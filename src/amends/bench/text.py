"""Generated text whose words are as common and as rare as words are: few everywhere, most hardly anywhere (Zipf)."""

from __future__ import annotations

import itertools
import random

SYLLABLES = [
    "ka",
    "le",
    "mo",
    "ri",
    "su",
    "ta",
    "ne",
    "bo",
    "du",
    "fi",
    "ga",
    "hel",
    "jin",
    "kor",
    "lam",
    "mer",
    "nos",
    "pel",
    "qua",
    "rin",
    "sol",
    "tur",
    "vas",
    "wen",
    "yor",
    "zel",
    "ışı",
    "çek",
    "gül",
    "öz",
]
FIRST = ["Ada", "Berk", "Cem", "Derya", "Ece", "Fuat", "Gizem", "Hale", "İnci", "Jale", "Kaan", "Lale", "Mert", "Nil"]
LAST = ["Aksoy", "Bulut", "Çınar", "Demir", "Erdem", "Fidan", "Güneş", "Işık", "Kaya", "Öztürk", "Şahin", "Yıldız"]
VOCABULARY = 30_000
LABEL = "[generated for measuring]"


class Writer:
    """Writes the same texts for the same seed; each says that it is generated."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        made = (first + second + third for first, second, third in itertools.product(SYLLABLES, repeat=3))
        words = [*SYLLABLES, *(a + b for a, b in itertools.product(SYLLABLES, repeat=2)), *made][:VOCABULARY]
        random.Random(1).shuffle(words)
        self.words = words
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def text(self, length: int = 150) -> str:
        chosen = self.dice.choices(self.words, cum_weights=self.weights, k=length)
        return f"{LABEL} {' '.join(chosen)}"

    def name(self) -> str:
        return f"{self.dice.choice(FIRST)} {self.dice.choice(LAST)}"

    def word(self, rank: int) -> str:
        """The word of this rank: 0 is in nearly every text, 20,000 in hardly any."""
        return self.words[rank]
