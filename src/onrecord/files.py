"""Files that were read to their end, and whether they have changed since. Pure: looking at files is `reading`'s work.

A file is told by its size and by the times of its last change, as the file system has them: of its content, and of
anything about it, which no program can set back. These are compared for equality, so that a clock that is set back
makes no changed file look older than the last run.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_SETTLED_AFTER = 2_000_000_000
"""Nanoseconds by which the last change must lie back: file systems tell times in steps of up to two seconds."""

_AT_ONCE = 1000

From = Callable[[str, int], Sequence[tuple[str, str | None]]]
"""Gives so many files from a path on, in the order of their paths, with their stamps."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read to its end; it comes after its articles. `stamp` is None where it has to be read again."""

    path: str
    stamp: str | None


def stamp_of(status: os.stat_result) -> str:
    """Return what a file that changes has another one of."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def is_settled(status: os.stat_result, now: int) -> bool:
    """Whether a later change would give a file another stamp; `now` is the time in nanoseconds.

    One that changed just now, or in the future by a clock that was set back, may change again within the same moment.
    """
    return max(status.st_mtime_ns, status.st_ctime_ns) < now - _SETTLED_AFTER


class Remembered:
    """Files as they were when they were read, looked up a thousand at a time: paths are asked for mostly in order."""

    def __init__(self, found: From) -> None:
        """Take what looks them up."""
        self._found = found
        self._stamps: dict[str, str | None] = {}
        self._first = self._last = ""

    def has(self, path: str, stamp: str) -> bool:
        """Whether the file of that path was like that."""
        if not self._first <= path <= self._last:
            some = self._found(path, _AT_ONCE)
            self._stamps = dict(some)
            self._first = path
            self._last = some[-1][0] if len(some) == _AT_ONCE else "\U0010ffff"
        return self._stamps.get(path) == stamp
