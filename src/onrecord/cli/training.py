"""The verbs that make weights: train and train-words."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.layout import table
from onrecord.cli.terminal import show, tell
from onrecord.errors import ModelError

_NEEDED = ("torch", "onnx", "safetensors")


def train(
    articles: Annotated[Path, typer.Argument(metavar="TRAIN.jsonl", help="Annotated articles, one a line.")],
    development: Annotated[Path, typer.Argument(metavar="DEV.jsonl", help="Others, to choose and to measure on.")],
    out: Annotated[Path, typer.Option(help="The folder for the weights and, meanwhile, the checkpoint.")],
    epochs: Annotated[int, typer.Option(min=1, help="How often to go through TRAIN.jsonl.")] = 5,
    seed: Annotated[int, typer.Option(help="What decides all that is drawn by chance.")] = 1,
    threads: Annotated[int, typer.Option(min=1, help="Cores to compute on.")] = 1,
    rate: Annotated[float, typer.Option(min=0.0, help="The highest learning rate of the top layer.")] = 1.5e-4,
    encoder: Annotated[
        Path | None, typer.Option(help="Folder of a BERT or MPNet checkpoint to begin with, instead of MiniLM.")
    ] = None,
    start: Annotated[
        Path | None, typer.Option(help="Folder of an earlier training with the same encoder to go on from.")
    ] = None,
    teacher: Annotated[
        Path | None, typer.Option(help="Folder of an earlier training, with any encoder, to learn from as well.")
    ] = None,
) -> None:
    """Train the model that finds quotations; the same call goes on where it was broken off.

    Needs the extra `train`: pip install 'onrecord[train]'.
    """
    _check_installed()
    from onrecord.train.fit import Recipe
    from onrecord.train.run import train_model

    recipe = Recipe(epochs=epochs, seed=seed, threads=threads, rate=rate)
    scores = train_model(
        articles, development, out, log=tell, recipe=recipe, encoder=encoder, start=start, teacher=teacher
    )
    who = scores.who_said_what
    rows = [("who_said_what", *(f"{figure:.3f}" for figure in (who.precision, who.recall, who.f1)))]
    show(table(("Measure", "Precision", "Recall", "F1"), rows, None))


def train_words(
    texts: Annotated[Path, typer.Argument(metavar="TEXTS.jsonl", help="Articles, one a line; only `text` is read.")],
    development: Annotated[Path, typer.Argument(metavar="DEV.jsonl", help="Others, to measure on.")],
    out: Annotated[Path, typer.Option(help="The folder of weights that `onrecord train` wrote; two graphs are added.")],
    epochs: Annotated[int, typer.Option(min=1, help="How often to go through TEXTS.jsonl.")] = 5,
    seed: Annotated[int, typer.Option(help="What decides all that is drawn by chance.")] = 3,
    threads: Annotated[int, typer.Option(min=1, help="Cores to compute on.")] = 1,
) -> None:
    """Train what reads words (tags, parse, names) from the states of a model that finds quotations.

    The teacher is spaCy's small English model, so no annotations are needed. Needs the extra `train`.
    """
    _check_installed()
    from onrecord.train.words import WordsRecipe
    from onrecord.train.words import train_words as run

    share = run(texts, development, out, log=tell, recipe=WordsRecipe(epochs=epochs, seed=seed, threads=threads))
    show(f"heads as the teacher has them: {share:.3f}")


def _check_installed() -> None:
    lacking = [name for name in _NEEDED if find_spec(name) is None]
    if lacking:
        raise ModelError(f"training needs {', '.join(lacking)}: pip install 'onrecord[train]'")
