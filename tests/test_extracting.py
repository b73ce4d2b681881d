"""A few articles together: what fails in one of them costs the others nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from spacy.language import Language

from onrecord import extracting, pipeline
from onrecord.errors import ModelError
from onrecord.formats import Problem
from onrecord.types import Article, Extraction

ARTICLES = [Article("one", "One."), Article("odd", "Odd.", origin="/news/odd.txt"), Article("two", "Two.")]


def failing(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let extraction have a mistake that shows with one of the articles."""

    def extract_all(nlp: Language, articles: Iterable[Article], *, batch_size: int) -> Iterator[Extraction]:
        for article in articles:
            if article.id == "odd":
                raise error
            yield Extraction(article)

    monkeypatch.setattr(pipeline, "extract_all", extract_all)


def test_an_article_that_nobody_foresaw_is_refused_and_the_others_read(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(IndexError("list index out of range"), monkeypatch)
    assert extracting.load()(ARTICLES) == [
        Extraction(ARTICLES[0]),
        Problem(
            "/news/odd.txt",
            "cannot be extracted (IndexError: list index out of range)",
            "the other articles were read",
        ),
        Extraction(ARTICLES[2]),
    ]


def test_without_a_model_no_article_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(ModelError("it is not installed"), monkeypatch)
    with pytest.raises(ModelError, match="not installed"):
        extracting.load()(ARTICLES)


def test_what_is_found_does_not_depend_on_what_is_read_with_it() -> None:
    texts = [
        "“We will rebuild the bridge,” Odalys Brandtveit, the mayor of Fjordby, said on Sunday.\n",
        "Ulf Tangmere, a baker, doubted that. “Nobody has asked us,” he told Radio Tang.\n" * 12,
        "The road is open.\n",
    ]
    articles = [Article(str(number), text) for number, text in enumerate(texts)]
    together = extracting.load()(articles)
    assert together == [found for each in articles for found in extracting.load()([each])]
    assert [len(each.quotations) > 0 for each in together if isinstance(each, Extraction)] == [True, True, False]
