"""How far a long run is: a bar on a terminal, else a line now and then; its rate, and the time that is left."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.cli.tally import Tally, lasted
from onrecord.cli.terminal import tell

if TYPE_CHECKING:
    from rich.progress import Progress

EVERY = 60.0
"""Seconds from line to line, where there is no terminal."""

_PER_SECOND = 4


class Meter:
    """Told how many bytes were read and when an article was done; shows how far that is of `total` bytes.

    `total` is None where that cannot be known, or is not yet.
    """

    def __init__(self, tally: Tally, every: float = EVERY) -> None:
        """Take what is counted, and how many seconds there are from line to line."""
        self._tally, self._every = tally, every
        self._read = 0
        self.total: int | None = None
        self._told = time.monotonic()
        self.is_told = False

    def bytes(self, number: int) -> None:
        """Take note that so many bytes more were read."""
        self._read += number

    def step(self) -> None:
        """Show how far it is, if it is time to."""
        now = time.monotonic()
        if now - self._told >= self._every:
            self._told = now
            self.is_told = True
            tell(self._line())

    def _line(self) -> str:
        tally = self._tally
        said = f"{tally.articles:,} articles, {tally.articles / max(tally.seconds, 0.001):,.1f} a second"
        if not self.total:
            return said
        done = min(1.0, self._read / self.total)
        left = f", {lasted(tally.seconds * (1 - done) / done)} left" if done else ""
        return f"{said}; {done:.0%} of the files read{left}"

    def count(self, sizes: Callable[[], Iterator[int]]) -> None:
        """Find out how much there is to read, while the reading goes on."""

        def add_up() -> None:
            self.total = sum(sizes()) or None

        threading.Thread(target=add_up, name="onrecord-sizes", daemon=True).start()


class Bar(Meter):
    """A meter on a terminal, drawn by rich."""

    def __init__(self, tally: Tally, shown: Progress) -> None:
        """Take what is counted, and what draws."""
        super().__init__(tally)
        self._shown, self.is_told = shown, True
        self._task = shown.add_task("reading …", total=None, rate="")

    def step(self) -> None:
        """Draw it anew with the next picture."""
        tally = self._tally
        refused = f", {tally.refused:,} refused" if tally.refused else ""
        self._shown.update(
            self._task,
            total=self.total,
            completed=min(self._read, self.total or self._read),
            description=f"{tally.articles:,} articles, {tally.quotations:,} quotations{refused}",
            rate=f"{tally.articles / max(tally.seconds, 0.001):,.1f}/s",
        )


@contextmanager
def metered(tally: Tally) -> Iterator[Meter]:
    """Show how far a run is while this holds."""
    if not sys.stderr.isatty():
        yield Meter(tally)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=None),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(elapsed_when_finished=True),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, expand=True, refresh_per_second=_PER_SECOND, redirect_stdout=False
    ) as shown:
        yield Bar(tally, shown)
