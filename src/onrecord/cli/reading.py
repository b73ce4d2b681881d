"""The verbs that read articles: extract and add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.layout import counted, wrap
from onrecord.cli.options import FILES_HELP, Db, Extracting, MinConfidence, SpeechOnly, registry
from onrecord.cli.terminal import BOLD, end_progress, progress, screen, show, tell

if TYPE_CHECKING:
    from onrecord.ingest import Done
    from onrecord.reading import Problem
    from onrecord.types import Extraction

INTERRUPTED = 130


@dataclass(slots=True)
class Tally:
    """What became of the articles so far."""

    new: int = 0
    unchanged: int = 0
    changed: int = 0
    quotations: int = 0
    unresolved: int = 0
    refused: int = 0

    def problem(self, problem: Problem) -> None:
        """Tell a problem and count it, unless it is only a note."""
        self.refused += problem.skipped
        tell(problem)

    def done(self, done: Done) -> None:
        """Count an article."""
        outcome = done.added.outcome
        setattr(self, outcome, getattr(self, outcome) + 1)
        if done.extraction is not None:
            self.quotations += len(done.extraction.quotations)
            self.unresolved += sum(each.speaker.name is None for each in done.extraction.quotations)

    def __str__(self) -> str:
        """Return the sums on one line."""
        articles = self.new + self.unchanged + self.changed
        return (
            f"{counted(articles, 'article')}: {self.new} new, {self.unchanged} unchanged, {self.changed} changed; "
            f"{counted(self.quotations, 'quotation')} found, {self.unresolved} unresolved; {self.refused} refused"
        )


def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=FILES_HELP)],
    output: Annotated[Extracting, typer.Option("--format", help="How to print it.")] = Extracting.TABLE,
    speech_only: SpeechOnly = False,
    min_confidence: MinConfidence = 0.0,
) -> None:
    """Find the quotations in articles and print them; nothing is kept.

    JSON lines have one article a line, with offsets into its text. HTML is one page with all articles, the
    quotations highlighted.
    """
    from onrecord.ingest import extract_each
    from onrecord.reading import read_all

    tally = Tally()
    progress("reading …")
    articles = read_all(files, on_problem=tally.problem)
    found = (each.at_least(min_confidence) for each in extract_each(articles, on_problem=tally.problem))
    _print((each.speech_only() if speech_only else each for each in found), output)
    if tally.refused:
        raise typer.Exit(2)


def _print(extractions: Iterable[Extraction], output: Extracting) -> None:
    from onrecord import export

    if output is Extracting.HTML:
        for piece in export.as_html(extractions):
            end_progress()
            show(piece, end="")
        return
    for number, extraction in enumerate(extractions):
        end_progress()
        if output is Extracting.JSONL:
            show(export.json_line(export.as_json(extraction)))
        else:
            show("\n" * bool(number) + _as_table(extraction))
    end_progress()


def _as_table(extraction: Extraction) -> str:
    from onrecord.cli.layout import one_line
    from onrecord.cli.rendering import extracted_table

    here, article = screen(), extraction.article
    name = f"{article.id}: {article.title}" if article.title else article.id
    head = here.paint(wrap(one_line(name), here.width), BOLD)
    if not extraction.quotations:
        return f"{head}\nno quotations"
    return f"{head}\n{extracted_table(extraction.quotations, here)}"


def add(
    context: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help=FILES_HELP)],
    min_confidence: MinConfidence = 0.0,
    db: Db = None,
) -> None:
    """Read articles, find their quotations and keep them in the registry.

    Adding an article again changes nothing; a changed one replaces its own quotations. What cannot be read is
    told and the rest is kept: exit status 2 then.
    """
    tally = Tally()
    with registry(context, db, create=True) as store:
        from onrecord.ingest import add_each
        from onrecord.reading import read_all

        progress("reading …")
        articles = read_all(paths, on_problem=tally.problem)
        try:
            steps = add_each(store, articles, on_problem=tally.problem, min_confidence=min_confidence)
            for done in told(steps, tally):
                if done.added.note:
                    tell(f"{done.added.article_id}: {done.added.note}")
        except KeyboardInterrupt:
            tell("interrupted; what was added until now is kept")
            raise typer.Exit(INTERRUPTED) from None
        finally:
            end_progress()
            show(str(tally))
    if tally.refused:
        raise typer.Exit(2)


def told(steps: Iterator[Done], tally: Tally) -> Iterator[Done]:
    """Pass the steps on, each counted and shown as progress."""
    for done in steps:
        tally.done(done)
        progress(f"{tally} … {done.added.article_id}")
        yield done
