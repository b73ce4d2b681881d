"""How a run is broken off: Ctrl-C, or the signal that asks a process to end; either way what is kept stays."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED, TERMINATED = 130, 143
"""Exit statuses, as shells give them."""


class TerminatedError(KeyboardInterrupt):
    """This process was asked to end, and ends as it does for Ctrl-C."""


def status_of(error: KeyboardInterrupt) -> int:
    """Return the exit status of what was broken off."""
    return TERMINATED if isinstance(error, TerminatedError) else INTERRUPTED


class Stopping:
    """Breaks off what is done, at once or, in the midst of what should be finished, right after it."""

    def __init__(self) -> None:
        """Hold nothing back."""
        self._holding = False
        self._waiting: type[KeyboardInterrupt] | None = None

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """Let what is done here be finished before it is broken off; who asks twice need not wait."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
        if self._waiting is not None:
            raise self._waiting

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Do what a signal asks for."""
        asked = TerminatedError if number == signal.SIGTERM else KeyboardInterrupt
        if not self._holding or self._waiting is not None:
            raise asked
        self._waiting = asked


@contextmanager
def stoppable() -> Iterator[Stopping]:
    """Raise KeyboardInterrupt, while this holds, for Ctrl-C, and TerminatedError where this process is asked to end.

    A signal that whoever started this process had it ignore is ignored.
    """
    stopping = Stopping()
    before = {}
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, stopping.stop)
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
