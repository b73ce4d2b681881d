"""Where a page of quotations ends, as a text to go on from: opaque to whoever is given it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.errors import StoreError

_CURSOR = re.compile(r"(?P<sort>[nb])(?P<numbers>[0-9a-z]{1,13}(?:-[0-9a-z]{1,13}){0,2})")
_LENGTHS = {"n": 1, "b": 3}
_GREATEST = 2**63 - 1
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Newest:
    """After this place, newest first."""

    place: int


@dataclass(frozen=True, slots=True)
class Best:
    """After this score and place among the quotations down to the place `last`, best first."""

    score: int
    place: int
    last: int


Cursor = Newest | Best


def written(cursor: Cursor) -> str:
    """Return a cursor as a text."""
    if isinstance(cursor, Newest):
        return f"n{_base36(cursor.place)}"
    return "b" + "-".join(map(_base36, (cursor.score, cursor.place, cursor.last)))


def read(text: str) -> Cursor:
    """Return the cursor that a text is. Raises StoreError for another text."""
    found = _CURSOR.fullmatch(text)
    numbers = [int(each, 36) for each in found["numbers"].split("-")] if found else []
    if found is None or len(numbers) != _LENGTHS[found["sort"]] or max(numbers) > _GREATEST:
        raise StoreError(f"after: {text!r} is not where a page ended; give what `quotes` told, or leave it out")
    return Newest(*numbers) if found["sort"] == "n" else Best(*numbers)


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits
