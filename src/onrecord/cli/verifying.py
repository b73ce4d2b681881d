"""The verb that verifies: every quotation of the registry against its article again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.kin import alarm_text, diff_text
from onrecord.cli.layout import counted, one_line, wrap
from onrecord.cli.options import Db, Listing, registry
from onrecord.cli.rendering import nearby, source_line, who
from onrecord.cli.terminal import BOLD, FAINT, Screen, end_progress, progress, screen, show, tell

if TYPE_CHECKING:
    from onrecord.formats import Problem
    from onrecord.types import Spans
    from onrecord.verifying import Verified

_EVERY = 1000
"""Quotations between two tellings of how far it is."""
_INCOMPLETE = 2
_NAMED = 5
"""Articles that a message names."""


@dataclass(slots=True)
class _Articles:
    """How many articles there are of a sort, and the first of them; they come one after the other."""

    number: int = 0
    first: list[str] = field(default_factory=list)
    last: str | None = None

    def add(self, article: str) -> None:
        if article != self.last:
            self.number, self.last = self.number + 1, article
            self.first += [article] if self.number <= _NAMED else []


@dataclass(slots=True)
class _Tally:
    """What was found so far. `problems`: files of the source that could not be read."""

    states: Counter[str] = field(default_factory=Counter)
    drifted: int = 0
    articles: _Articles = field(default_factory=_Articles)
    uncopied: _Articles = field(default_factory=_Articles)
    digests: _Articles = field(default_factory=_Articles)
    problems: int = 0

    def count(self, verified: Verified) -> None:
        article = verified.quotation.article.id
        self.states[verified.state.value] += 1
        self.drifted += verified.drifted
        self.articles.add(article)
        if verified.copy is None:
            self.uncopied.add(article)
        if not verified.digest_agrees:
            self.digests.add(article)

    def refuse(self, problem: Problem) -> None:
        self.problems += problem.skipped
        tell(problem)


def verify(
    context: typer.Context,
    source: Annotated[
        str | None,
        typer.Option(metavar="FILE|FOLDER", help="Fresh copies of articles, to hold the quotations against."),
    ] = None,
    output: Annotated[Listing, typer.Option("--format", help="How to print it.")] = Listing.TABLE,
    db: Db = None,
) -> None:
    """Verify every quotation against its stored article, and against a fresh copy where there is one.

    Each is unchanged, moved, altered or gone. The table lists those that drifted, jsonl all of them. Exit status 1
    where anything drifted, 2 where some of FILE|FOLDER could not be read.
    """
    from onrecord.verifying import verify as verify_quotations

    tally, view = _Tally(), screen()
    with registry(context, db) as store:
        for verified in verify_quotations(store, source, on_problem=tally.refuse):
            tally.count(verified)
            if output is Listing.JSONL:
                _print_json(verified)
            elif verified.drifted:
                show(_text(verified, view) + "\n")
            if tally.states.total() % _EVERY == 0:
                progress(f"{counted(tally.states.total(), 'quotation')} …")
    end_progress()
    _sum_up(tally, source, output)
    if tally.problems:
        raise typer.Exit(_INCOMPLETE)
    if tally.drifted:
        raise typer.Exit(1)


def _sum_up(tally: _Tally, source: str | None, output: Listing) -> None:
    states = ", ".join(f"{tally.states[state]} {state}" for state in ("unchanged", "moved", "altered", "gone"))
    total = f"{counted(tally.states.total(), 'quotation')} of {counted(tally.articles.number, 'article')}: {states}"
    if output is Listing.TABLE:
        show(total)
    else:
        tell(total)
    if tally.digests.number:
        tell(f"the text of {_listed(tally.digests)} is not the one that was added: its digest differs")
    if source is not None and tally.uncopied.number:
        tell(f"no copy in {source} of {_listed(tally.uncopied)}: held against the stored text only")


def _listed(articles: _Articles) -> str:
    shown = ", ".join(articles.first) + ", …" * (articles.number > len(articles.first))
    return f"{counted(articles.number, 'article')} ({shown})"


def _print_json(verified: Verified) -> None:
    from onrecord.export import json_line
    from onrecord.verifying.asjson import verified_json

    show(json_line(verified_json(verified)))


def _text(verified: Verified, view: Screen) -> str:
    """Return one quotation that drifted: the state, whose it is, where it was and is, what became of the words."""
    quotation = verified.quotation
    state = view.paint(verified.state.value.upper(), BOLD)
    head = f"{one_line(quotation.id)}  {one_line(who(quotation))} · {source_line(quotation.article)}"
    lines = [wrap(f"{state}  {head}", view.width, hanging="    ")]
    lines += [wrap(fact, view.width, indent="    ") for fact in _facts(verified)]
    lines += [view.paint(wrap(one_line(note), view.width, indent="    "), FAINT) for note in verified.notes]
    return "\n".join(lines)


def _facts(verified: Verified) -> Iterator[str]:
    quotation = verified.quotation
    where = f"offsets {_ranges(quotation.content)}"
    yield where + (f" → {_ranges(verified.found)}" if verified.found else "") + _copy(verified)
    yield from (alarm_text(alarm) for alarm in verified.alarms)
    if verified.comparison is not None:
        yield diff_text(verified.comparison, quotation.text, verified.words)
    else:
        yield one_line(quotation.text)
    if not verified.digest_agrees:
        yield "the stored text is not the one that was added: its digest differs"


def _copy(verified: Verified) -> str:
    if verified.copy is None:
        return ", in the stored article"
    article = verified.copy.article
    return one_line(f", in the copy {nearby(article.origin) or article.id} (known by its {verified.copy.by.value})")


def _ranges(spans: Spans) -> str:
    return "+".join(f"{span.start}-{span.end}" for span in spans)
