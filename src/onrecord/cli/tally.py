"""What became of the articles of a run: counted as it goes, told at its end in a line and in a report."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from onrecord.cli.layout import counted
from onrecord.cli.terminal import progress, tell
from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.ingest import Done
    from onrecord.reading import Problem

_NUMBER = re.compile(r"\d[\d,.]*")
_MOST_REASONS = 20
_MIB = 1024 * 1024


@dataclass(slots=True)
class Tally:
    """What became of the articles so far. `words` are those of the articles whose quotations are kept now."""

    new: int = 0
    unchanged: int = 0
    changed: int = 0
    quotations: int = 0
    unresolved: int = 0
    refused: int = 0
    words: int = 0
    passed_over: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    _began: float = field(default_factory=time.monotonic)

    def problem(self, problem: Problem) -> None:
        """Tell a problem and count it, unless it is only a note."""
        if problem.skipped:
            self.refused += 1
            self.reasons[_NUMBER.sub("N", problem.what)] += 1
        tell(problem)

    def done(self, done: Done) -> None:
        """Count an article."""
        outcome = done.added.outcome
        setattr(self, outcome, getattr(self, outcome) + 1)
        if done.extraction is not None:
            self.quotations += len(done.extraction.quotations)
            self.unresolved += sum(each.speaker.name is None for each in done.extraction.quotations)
            self.words += len(done.extraction.article.text.split())

    @property
    def articles(self) -> int:
        """How many articles are in the registry as they were read."""
        return self.new + self.unchanged + self.changed

    @property
    def seconds(self) -> float:
        """How long the run has taken, by a clock that nobody can set."""
        return time.monotonic() - self._began

    def __str__(self) -> str:
        """Return the sums on one line."""
        said = (
            f"{counted(self.articles, 'article')}: {self.new} new, {self.unchanged} unchanged, {self.changed} changed; "
            f"{counted(self.quotations, 'quotation')} found, {self.unresolved} unresolved; {self.refused} refused"
        )
        return f"{said}; {counted(self.passed_over, 'file')} passed over" if self.passed_over else said

    def refusals(self) -> list[str]:
        """Return why articles were refused, the most frequent reasons first, a line for each."""
        lines = [
            f"refused {counted(times, 'time')}: {reason}" for reason, times in self.reasons.most_common(_MOST_REASONS)
        ]
        rest = len(self.reasons) - len(lines)
        return [*lines, f"refused for {counted(rest, 'other reason')}"] if rest > 0 else lines

    def pace(self, peaks: Sequence[int]) -> str:
        """Return how fast it went, and how much memory (bytes) each process held that extracts."""
        seconds = max(self.seconds, 0.001)
        said = (
            f"{lasted(seconds)}, {self.articles / seconds:,.1f} articles and {self.words / seconds:,.0f} words a second"
        )
        return f"{said}, at most {max(peaks) / _MIB:,.0f} MB of memory in each process" if peaks else said

    def report(self, ended: str, peaks: Sequence[int]) -> dict[str, Any]:
        """Return all of it as JSON has it; `ended` says how the run came to its end."""
        seconds = max(self.seconds, 0.001)
        return {
            "version": __version__,
            "started": self.started.isoformat(timespec="seconds"),
            "ended": ended,
            "seconds": round(seconds, 3),
            "articles": {"new": self.new, "unchanged": self.unchanged, "changed": self.changed},
            "files_passed_over": self.passed_over,
            "quotations": self.quotations,
            "unresolved": self.unresolved,
            "refused": self.refused,
            "reasons": dict(self.reasons.most_common()),
            "words": self.words,
            "words_per_second": round(self.words / seconds, 1),
            "articles_per_second": round(self.articles / seconds, 2),
            "memory_mb": [round(peak / _MIB) for peak in peaks],
        }


def lasted(seconds: float) -> str:
    """Return a length of time as one says it: "3.2 s", "2 min 5 s", "3 h 12 min", "2 d 4 h"."""
    whole = int(seconds)
    if whole < 60:
        return f"{seconds:.1f} s"
    for size, name, smaller, unit in ((86400, "d", 3600, "h"), (3600, "h", 60, "min"), (60, "min", 1, "s")):
        if whole >= size:
            return f"{whole // size} {name} {whole % size // smaller} {unit}"
    raise AssertionError("unreachable")


def told(steps: Iterator[Done], tally: Tally) -> Iterator[Done]:
    """Pass the steps on, each counted and shown as progress."""
    for done in steps:
        tally.done(done)
        progress(f"{tally} … {done.added.article_id}")
        yield done
