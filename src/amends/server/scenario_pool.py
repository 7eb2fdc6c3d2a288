"""Plays scenarios on every processor: several processes, each with a database of its own that is thrown away."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.util import Finalize
from pathlib import Path

import django
from django.db import connection

from amends.proof import run as proof
from amends.proof import scenarios
from amends.proof.run import Result
from amends.server.postgres import scratch

Pack = Mapping[str, str]  # path -> text
HELD: list[Pack] = []  # in each process, the packs that it plays


@dataclass(frozen=True, slots=True)
class Played:
    """What came of one scenario of which pack, and the processor time it took."""

    pack: int
    result: Result
    seconds: float


def play(packs: Sequence[Pack], folder: Path) -> Iterator[Played]:
    """Every scenario of these packs, in order; their databases are made in this folder, and no living case is near."""
    wanted = [(pack, nth) for pack, files in enumerate(packs) for nth, _ in enumerate(scenarios.read(files))]
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with (
        scratch.server(folder),
        ProcessPoolExecutor(processors(), context, initializer=_begin, initargs=(packs, folder)) as pool,
    ):
        yield from pool.map(_play, *zip(*wanted, strict=True)) if wanted else ()


def processors() -> int:
    """How many of them are ours; a container may give us fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin(packs: Sequence[Pack], folder: Path) -> None:
    django.setup()
    connection.connection = (
        None  # what this process was forked with belongs to the other; closing it would end it there
    )
    HELD[:] = packs
    gc.freeze()  # what is loaded stays, so nobody need look through it for what can go
    stack = ExitStack()
    stack.enter_context(scratch.database(folder))
    Finalize(None, stack.close, exitpriority=1)  # when this process ends


def _play(pack: int, nth: int) -> Played:
    began = time.process_time()
    result = proof.run(scenarios.read(HELD[pack])[nth], HELD[pack])
    return Played(pack, result, time.process_time() - began)
