"""How a program learns that it shall end: by SIGTERM, by Ctrl-C, or because the program that started it is gone."""

import os
import select
import signal
import time
from pathlib import Path
from threading import Thread

PATIENCE_SECONDS = 6


class Ending:
    """Asked for by a signal; waiting wakes up at once when one arrives, of these or of the other kinds given."""

    def __init__(self, *others: signal.Signals) -> None:
        self.asked = 0
        self.reader, writer = os.pipe()
        os.set_blocking(self.reader, False)
        os.set_blocking(writer, False)
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self.ask)
        for each in others:
            signal.signal(each, lambda *_: None)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)

    def ask(self, *_: object) -> None:
        self.asked += 1

    def wait(self, seconds: float) -> None:
        if not self.asked:
            self.pause(seconds)

    def pause(self, seconds: float) -> None:
        """Waits even when the end was asked for, until the next signal."""
        ready, _, _ = select.select([self.reader], [], [], seconds)
        if ready:
            os.read(self.reader, 4096)


def end_with(parent: int) -> None:
    """Ends this process when its parent says so, and soon after that is gone: nothing is ever left behind.

    Ctrl-C in a terminal reaches the parent alone, so that nobody is told twice.
    """
    os.setpgid(0, 0)
    Thread(target=watch, args=(parent,), daemon=True, name="end with parent").start()


def watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)


def be_called(name: str) -> None:
    """Shows in `ps` and `top` which of our programs a process is, where the kernel keeps such names."""
    place = Path("/proc/self/comm")
    if place.exists():
        place.write_text(name)
