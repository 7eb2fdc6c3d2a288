"""The types of a case and of what it goes by, for those who read them and never ask their tables: the faces."""

from __future__ import annotations

from amends.cases.models import Case, Edition, InForce

__all__ = ["Case", "Edition", "InForce"]
