"""Go through a registry, article by article, and verify each quotation. Little is held in memory."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from itertools import groupby
from os import PathLike, fspath
from typing import TYPE_CHECKING

from onrecord.errors import InputError, OnrecordWarning
from onrecord.types import Article
from onrecord.verifying.anchors import Aligned
from onrecord.verifying.copies import Copies, held_copies
from onrecord.verifying.drift import State, Verified, in_copy, in_stored

if TYPE_CHECKING:
    from onrecord.formats import Problem
    from onrecord.store import Store
    from onrecord.store.records import StoredArticle, StoredQuotation

Source = str | PathLike[str] | Iterable[Article]


def verify(
    store: Store, source: Source | None = None, *, on_problem: Callable[[Problem], None] | None = None
) -> Iterator[Verified]:
    """Yield each quotation of a registry with what became of it, those of one article together.

    Without `source` each is held against its stored article: the offsets must give its words and the text its digest.
    `source` is a file or a folder with fresh copies (read as `onrecord.read_all` does), or articles; a quotation
    whose article has a copy there, by id, address, file or title, is held against that. Raises InputError where nothing
    can be read there; what is only partly read goes to `on_problem`, else it is an OnrecordWarning.
    """
    with ExitStack() as held:
        copies = None if source is None else held.enter_context(held_copies(_articles(source, on_problem or _warn)))
        if copies is not None and not len(copies):
            raise InputError(f"{_named(source)} holds no article; name a file or a folder with fresh copies")
        found = store.each_quote(by_article=True)
        held.callback(found.close)
        for _, group in groupby(found, key=lambda each: each.article.id):
            quotations = list(group)
            yield from _of_article(quotations[0].article, quotations, copies)


def _of_article(article: StoredArticle, quotations: list[StoredQuotation], copies: Copies | None) -> Iterator[Verified]:
    agrees = _digest(article.text) == article.text_sha256
    copy = None if copies is None else copies.copy_of(article)
    if copy is None:
        yield from (in_stored(each, agrees) for each in quotations)
        return
    aligned = Aligned(article.text, copy.article.text)
    for each in quotations:
        here = in_stored(each, agrees)
        # Words that the registry itself has lost cannot be looked for by what stands around them.
        lost = here.state is not State.UNCHANGED
        yield here if lost else in_copy(each, copy, aligned, agrees)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _articles(source: Source, on_problem: Callable[[Problem], None]) -> Iterable[Article]:
    if isinstance(source, str | PathLike):
        from onrecord.reading import read_all

        return read_all([fspath(source)], on_problem=on_problem)
    return source


def _named(source: Source | None) -> str:
    return fspath(source) if isinstance(source, str | PathLike) else "the source"


def _warn(problem: Problem) -> None:
    warnings.warn(str(problem), OnrecordWarning, stacklevel=4)
