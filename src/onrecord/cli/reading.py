"""The verb that only reads: quotations are found and printed, and nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.layout import wrap
from onrecord.cli.options import FILES_HELP, Extracting, MinConfidence, SpeechOnly, Workers
from onrecord.cli.stopping import stoppable
from onrecord.cli.tally import Tally
from onrecord.cli.terminal import BOLD, end_progress, progress, screen, show

if TYPE_CHECKING:
    from onrecord.types import Extraction


def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=FILES_HELP)],
    output: Annotated[Extracting, typer.Option("--format", help="How to print it.")] = Extracting.TABLE,
    speech_only: SpeechOnly = False,
    min_confidence: MinConfidence = 0.0,
    workers: Workers = 1,
) -> None:
    """Find the quotations in articles and print them; nothing is kept.

    JSON lines have one article a line, with offsets into its text. HTML is one page with all articles, the
    quotations highlighted.
    """
    from onrecord import extracting
    from onrecord.ingest import extract_each
    from onrecord.reading import read_all
    from onrecord.workers import extractor

    tally = Tally()
    progress("reading …")
    articles = read_all(files, on_problem=tally.problem)
    with stoppable(), extractor(workers, extracting.load) as crew:
        found = (each.at_least(min_confidence) for each in extract_each(articles, on_problem=tally.problem, crew=crew))
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
