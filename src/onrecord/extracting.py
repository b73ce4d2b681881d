"""A few articles through the language model, none of them stopping the others.

What is done in this process or in one beside it (`onrecord.workers`): both begin with `load` and get the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from onrecord.errors import ModelError
from onrecord.formats import Problem
from onrecord.types import Article, Extraction

if TYPE_CHECKING:
    from onrecord.pipeline import Pipeline

Found = Extraction | Problem
"""What became of an article: what was found in it, or why nothing could be."""

Extract = Callable[[Sequence[Article]], list[Found]]
"""Extracts some articles and says what became of each, in their order."""

Load = Callable[[], Extract]
"""Reads the models: a function of a module, so that other processes can begin with it, too."""

_OTHERS = "the other articles were read"


@cache
def load() -> Extract:
    """Read the language model and return what extracts with it. Raises ModelError where it is missing."""
    from onrecord import pipeline

    nlp = pipeline.load()

    def extract(articles: Sequence[Article]) -> list[Found]:
        short = [each for each in articles if len(each.text) <= pipeline.MAX_CHARACTERS]
        found = iter(_together(nlp, short))
        return [next(found) if len(each.text) <= pipeline.MAX_CHARACTERS else _too_long(each) for each in articles]

    return extract


def where(article: Article) -> str:
    """Return what to call an article in a message."""
    return article.origin or article.id


def _too_long(article: Article) -> Problem:
    from onrecord.pipeline import MAX_CHARACTERS

    what = f"{len(article.text):,} characters, more than the {MAX_CHARACTERS:,} that are read at once"
    return Problem(where(article), what, "split it into its articles")


def _together(nlp: Pipeline, articles: Sequence[Article]) -> list[Found]:
    from onrecord.pipeline import extract_all

    try:
        return list(extract_all(nlp, articles, batch_size=max(1, len(articles))))
    except Exception as error:
        if isinstance(error, ModelError):
            raise
        if len(articles) == 1:
            return [_failed(articles[0], error)]
    return [found for each in articles for found in _together(nlp, [each])]


def _failed(article: Article, error: Exception) -> Problem:
    return Problem(where(article), f"cannot be extracted ({type(error).__name__}: {error})", _OTHERS)
