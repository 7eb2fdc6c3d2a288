"""Style sheets, scripts and fonts, gathered where the web server looks for them, whichever way Amends was installed."""

import fcntl
import hashlib
import sys
from importlib.metadata import version

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

MARK = "collected"  # inside the folder: which files it holds; also the lock of those who gather them


def collect() -> None:
    """Gathers them unless that was done for these very files. Older ones stay, for pages that were sent before."""
    if settings.DEBUG or gathered(now := digest()):  # with DEBUG they are served from where they lie
        return
    try:
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        with (settings.STATIC_ROOT / MARK).open("a") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX)
            if not gathered(now):
                call_command("collectstatic", interactive=False, verbosity=0)
                mark.truncate(0)
                mark.write(now)
    except OSError as fault:
        sys.exit(f"Style sheets and fonts cannot be put into {settings.STATIC_ROOT}: {fault}. Set AMENDS_STATIC.")


def gathered(what: str) -> bool:
    mark = settings.STATIC_ROOT / MARK
    return mark.exists() and mark.read_text() == what


def digest() -> str:
    """Of what there is to gather, and of those who do it."""
    total = hashlib.sha256(f"{version('django')} {version('whitenoise')}".encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda one: one[0]):
            total.update(f"{name} {storage.size(name)} {storage.get_modified_time(name).timestamp()}\n".encode())
    return total.hexdigest()
