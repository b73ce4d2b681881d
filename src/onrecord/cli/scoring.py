"""The verb that scores: evaluate."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from onrecord.cli.layout import table
from onrecord.cli.options import Scoring
from onrecord.cli.terminal import end_progress, progress, show


def evaluate(
    gold: Annotated[str, typer.Argument(metavar="GOLD.jsonl", help="Gold: an article with its quotations a line.")],
    pred: Annotated[
        str | None,
        typer.Option(help="Score this output of `extract --format jsonl`, instead of extracting now."),
    ] = None,
    speakers: Annotated[
        str | None, typer.Option(help="Gold for the speakers, where GOLD.jsonl does not say them.")
    ] = None,
    articles: Annotated[
        str | None, typer.Option(help="The folder of the texts, where GOLD.jsonl does not hold them.")
    ] = None,
    output: Annotated[Scoring, typer.Option("--format", help="How to print it.")] = Scoring.TABLE,
) -> None:
    """Score the extractor, or its output, against gold: who said what, by kind; and the speakers."""
    from onrecord.evaluate import run

    progress("extracting …")
    scores = run(gold, pred_path=pred, speakers_path=speakers, articles=articles)
    end_progress()
    if output is Scoring.JSON:
        show(json.dumps(scores.as_dict()))
        return
    rows = [
        (row.measure, *map(_figure, (row.precision, row.recall, row.f1, row.value)), str(row.of or ""))
        for row in scores.table()
    ]
    head = ("Measure", "Precision", "Recall", "F1", "Value", "Of")
    show(table(head, rows, None) + f"\n\n{scores.articles} articles")


def _figure(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.3f}"
