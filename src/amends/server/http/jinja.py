"""What every page can use: Django's translations, addresses and static files, in Jinja2."""

import hashlib
import logging
from pathlib import Path, PurePosixPath
from typing import TypedDict, Unpack
from uuid import UUID

import jinja2
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext, npgettext, pgettext
from jinja2 import BaseLoader, Environment, FileSystemBytecodeCache, StrictUndefined, Undefined
from jinja2.bccache import Bucket

from amends.desk import desk_labels as desk_words
from amends.look import dates, status_labels
from amends.platform import dates as platform_dates

NO_PAGES = frozenset({"jinja2", "packs", "templates"})  # folders whose files have other readers, or other names
log = logging.getLogger(__name__)


class Compiled(FileSystemBytecodeCache):
    """Templates as they were compiled before: a start that compiles them all takes about twice as long.

    A folder for each version of this file and of Jinja, for what is compiled hangs on both. Where nothing can be
    written, as on a full disk, pages are compiled anew instead.
    """

    def dump_bytecode(self, bucket: Bucket) -> None:
        try:
            super().dump_bytecode(bucket)
        except OSError as fault:
            log.warning("a compiled page cannot be kept (%s)", type(fault).__name__)


def compiled(data: Path) -> Compiled | None:
    """Below the data folder, which is the program's own; None where there is no such folder yet."""
    mark = hashlib.sha256(Path(__file__).read_bytes() + jinja2.__version__.encode()).hexdigest()[:16]
    folder = data / "templates" / mark
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return Compiled(str(folder))


class Options(TypedDict, total=False):
    """What Django hands to whoever makes the environment."""

    loader: BaseLoader
    auto_reload: bool
    autoescape: bool
    undefined: type[Undefined]


def is_page(name: str) -> bool:
    """Whether a file, by the name that templates know it by, is a page of ours."""
    path = PurePosixPath(name)
    return path.suffix == ".html" and not NO_PAGES & {*path.parts}


def environment(**options: Unpack[Options]) -> Environment:
    pages = Environment(
        loader=options.get("loader"),
        auto_reload=options.get("auto_reload", True),
        autoescape=options.get("autoescape", False),
        undefined=StrictUndefined,
        bytecode_cache=compiled(settings.DATA),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    pages.policies["ext.i18n.trimmed"] = True
    pages.filters.update({**dates.FILTERS, **status_labels.FILTERS, **desk_words.FILTERS})
    pages.globals.update(url=url, static=static, language=get_language, right_to_left=get_language_bidi)
    pages.globals.update(signs=platform_dates.signs, after=platform_dates.after)
    return pages


def url(name: str, /, *args: str | int | UUID, **kwargs: str | int | UUID) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
