"""What a role opens, in words: the site, the department, both, or everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from amends.organisation.access import EVERYWHERE, Area
from amends.organisation.models import RoleAssignment
from amends.organisation.options import Choices
from amends.procedure.schema import say


def area_of(holding: RoleAssignment, language: str) -> str:
    """Of a role as it is held; its site and department are read with it."""
    department = say(holding.department.titles, language) if holding.department else ""
    return _joined(holding.site.name if holding.site else "", department)


def words_of(area: Area, known: Choices) -> str:
    """Of an area that a member sees."""
    if area == EVERYWHERE:
        return _("every case")
    return _joined(_title(known.site, area.site), _title(known.department, area.department))


def _title(rows: tuple[tuple[str, str], ...], key: str) -> str:
    titles: Mapping[str, str] = dict(rows)
    return titles.get(key, key)


def _joined(site: str, department: str) -> str:
    return " · ".join(one for one in (site, department) if one) or _("everywhere")
