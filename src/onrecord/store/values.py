"""Lists of values for a statement: few different lengths, so that a database has to read few different statements."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

T = TypeVar("T")

__all__ = ["padded"]


def padded(values: Collection[T]) -> list[T]:
    """Return values for `IN`, the last one again until there are 1, 2, 4, 8, ... of them; none are none."""
    found = list(values)
    return found + found[-1:] * ((1 << max(len(found) - 1, 0).bit_length()) - len(found))
