"""What is dear to work out and need not be of this second."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

__all__ = ["Remembered"]


class Remembered(Generic[T]):
    """A value that is worked out again after so many seconds, if what it is of has changed since."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Take for how long a value is good."""
        self._seconds, self._clock = seconds, clock
        self._lock = threading.Lock()
        self._held: tuple[float, int | None, T] | None = None

    def get(self, work: Callable[[], T], version: int | None = None) -> T:
        """Return the value; `work` makes it. One caller works, others get the old one if there is one.

        `version` is another number once what it is of has changed, None where that cannot be told.
        """
        held = self._held
        if held is not None and (held[1] == version is not None or self._clock() - held[0] < self._seconds):
            return held[2]
        if not self._lock.acquire(blocking=held is None):
            return held[2] if held is not None else work()
        try:
            if self._held is None or self._held is held:
                value = work()
                self._held = (self._clock(), version, value)
            return self._held[2]
        finally:
            self._lock.release()
