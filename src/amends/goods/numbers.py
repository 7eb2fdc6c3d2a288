"""How the numbers of orders, shipments and lots are compared: whoever types one need not know how it is written."""

from __future__ import annotations

from functools import lru_cache

from amends.procedure import engine

# The one rule by which cases name goods too; a file says the same few numbers on many lines.
bare = lru_cache(maxsize=8192)(engine.tidy_number)


def tidy(typed: str) -> str:
    """As somebody meant it: no signs that cannot be seen, single spaces."""
    if not typed.isprintable():
        typed = "".join(sign if sign.isprintable() else " " for sign in typed)
    return " ".join(typed.split())
