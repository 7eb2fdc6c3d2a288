"""Which pages any test drew in its own process: each of ours is drawn at least once, from the values of its view."""

from __future__ import annotations

from collections.abc import Collection, Iterator, MutableMapping
from types import CodeType
from typing import Any, Self

import jinja2
import pytest
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2.runtime import Context

from amends.server.http.jinja import is_page

DRAWN: set[str] = set()  # names of templates: in this process and, where tests run in several, in those that ended


class NotedTemplate(jinja2.Template):
    """A template that notes that it was drawn: also one that others extend, include or take macros from."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 — as Jinja names it
        uptodate: Any = None,
    ) -> Self:
        made: Self = super().from_code(environment, code, globals, uptodate)
        draw = made.root_render_func

        def noted(context: Context) -> Iterator[str]:
            DRAWN.add(made.name or "")
            return draw(context)

        made.root_render_func = noted
        return made


def watch() -> None:
    """From now on every page that is drawn in this process is noted."""
    environment().template_class = NotedTemplate


def environment() -> jinja2.Environment:
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    return engine.env


def never_drawn(drawn: Collection[str]) -> list[str]:
    """The pages of ours that are not among these."""
    return sorted({*environment().list_templates(filter_func=is_page)} - {*drawn})


def whole(config: pytest.Config) -> bool:
    """Whether all tests run: none was named, and none was left out."""
    narrowed = any(
        config.getoption(name) for name in ("keyword", "markexpr", "deselect", "ignore", "lf", "collectonly")
    )
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not narrowed
