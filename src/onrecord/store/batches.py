"""Keep many articles, several in one transaction, none of them stopping the others."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from sqlalchemy.exc import DataError, IntegrityError

from onrecord.errors import StoreError
from onrecord.store.preparing import Prepared, prepare
from onrecord.store.records import Added
from onrecord.types import Extraction

Keep = Callable[[Sequence[Prepared]], list[Added]]
"""Keeps articles in one transaction: all of them, or none where it raises."""


def kept(extractions: Iterable[Extraction], keep: Keep, *, engine: str | None, batch: int) -> Iterator[Added]:
    """Keep articles, `batch` of them in one transaction, and say in their order what became of each.

    Where one of a batch fails, each of them is kept in a transaction of its own, and that one's outcome is "failed".
    Raises StoreError where the database itself cannot be written.
    """
    if batch < 1:
        raise ValueError(f"a batch has at least one article, not {batch}")
    rest = iter(extractions)
    while some := list(islice(rest, batch)):
        yield from _together(some, keep, engine)


def _together(extractions: Sequence[Extraction], keep: Keep, engine: str | None) -> list[Added]:
    try:
        with _no_collecting():
            return keep([prepare(each, engine) for each in extractions])
    except Exception as error:
        if _is_of_the_database(error):
            raise
    return [_alone(each, keep, engine) for each in extractions]


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Put off the search for cycles: a batch makes a hundred thousand objects and hardly one; it took a fifth."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _alone(extraction: Extraction, keep: Keep, engine: str | None) -> Added:
    try:
        (added,) = keep([prepare(extraction, engine)])
    except Exception as error:
        if _is_of_the_database(error):
            raise
        said = str(error) if isinstance(error, StoreError) else f"{type(error).__name__}: {error}"
        return Added(extraction.article.id, "failed", 0, said)
    return added


def _is_of_the_database(error: Exception) -> bool:
    """Whether no other article would fare better: the database is locked, full, damaged or not there."""
    if isinstance(error, MemoryError):
        return True
    return isinstance(error, StoreError) and not isinstance(error.__cause__, (IntegrityError, DataError))
