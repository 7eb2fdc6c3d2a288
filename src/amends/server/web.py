"""The web server: granian, a few processes of a few threads each, forked from one that has loaded everything."""

import multiprocessing
import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from amends.server import shutdown
from amends.server.http import jinja, static_files

APPLICATION = "amends.server.wsgi"


def run() -> None:
    """Answers requests until told to end."""
    multiprocessing.set_start_method("fork" if sys.platform == "linux" else "spawn", force=True)
    Server(
        f"{APPLICATION}:application",
        address=settings.LISTEN_HOST,
        port=settings.LISTEN_PORT,
        interface=Interfaces.WSGI,
        workers=settings.WEB_WORKERS,
        blocking_threads=settings.WEB_THREADS,
        blocking_threads_idle_timeout=600,  # a thread that ends takes its database connection with it
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=4,
        log_level=LogLevels.warning,
    ).serve(target_loader=application, wrap_loader=False)


def application() -> WSGIHandler:
    """In each process that answers requests."""
    shutdown.end_with(os.getppid())
    connections.close_all()
    os.nice(4)  # letters that are promised come before taking in still more, where the processors are all busy
    loaded = import_module(APPLICATION).application
    assert isinstance(loaded, WSGIHandler)
    return loaded


def preload() -> None:
    """Gathers and loads what every page needs, before the processes part, so that they share its memory."""
    static_files.collect()
    import_module(APPLICATION)
    import_module(settings.ROOT_URLCONF)
    pages = engines["jinja2"]
    assert isinstance(pages, Jinja2)
    for name in pages.env.list_templates(filter_func=jinja.is_page):
        pages.env.get_template(name)
