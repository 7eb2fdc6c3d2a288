"""What every page can use: Django's translations, addresses and static files, in Jinja2."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from amends.cases import saying
from amends.desk import words as desk_words
from amends.look import dates, words


def environment(**options: Any) -> Environment:
    pages = Environment(
        **{**options, "undefined": StrictUndefined},
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    pages.policies["ext.i18n.trimmed"] = True
    pages.filters.update({**dates.FILTERS, **words.FILTERS, **desk_words.FILTERS})
    pages.globals.update(url=url, static=static, language=get_language, right_to_left=get_language_bidi)
    pages.globals.update(signs=saying.signs, after=saying.after)
    return pages


def url(name: str, /, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
