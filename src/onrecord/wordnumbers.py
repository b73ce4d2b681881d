"""Numbers in digits and in English words, and the units that they count. Pure."""

from __future__ import annotations

from collections.abc import Sequence

_UNITS_OF = {
    "percent": "% percent percentage cent pct",
    "point": "point points",
    "dollar": "$ dollar dollars usd",
    "euro": "€ euro euros eur",
    "pound": "£ pound pounds gbp",
    "crown": "crown crowns",
    "km": "km kilometre kilometres kilometer kilometers",
    "m": "metre metres meter meters",
    "mile": "mile miles",
    "foot": "foot feet",
    "kg": "kg kilo kilos kilogram kilograms",
    "tonne": "ton tons tonne tonnes",
    "barrel": "barrel barrels",
    "second": "seconds",
    "minute": "minute minutes",
    "hour": "hour hours",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
    "degree": "degree degrees °",
}
UNITS = {word: unit for unit, words in _UNITS_OF.items() for word in words.split()}
"""Units by the words for them."""

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_ORDINAL = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_TENS = {word: 10 * at for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_TIMES = {
    "dozen": 12.0,
    "dozens": 12.0,
    "hundred": 1e2,
    "hundreds": 1e2,
    "thousand": 1e3,
    "thousands": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "billion": 1e9,
    "billions": 1e9,
    "trillion": 1e12,
    "trillions": 1e12,
}
_OTHER = {"half": 0.5, "quarter": 0.25, "once": 1.0, "twice": 2.0, "double": 2.0, "triple": 3.0}
_VALUES = {
    **{word: float(at) for listed in (_SMALL, _ORDINAL) for at, word in enumerate(listed)},
    **{word: float(value) for word, value in _TENS.items()},
    **_OTHER,
}


def is_number(key: str) -> bool:
    """Whether a word in small letters is a number, in digits or in words."""
    return key[:1].isdecimal() or all(part in _VALUES or part in _TIMES for part in key.split("-"))


def values(words: Sequence[str]) -> list[float]:
    """Return the numbers that words in small letters make: "two", "hundred", "and"... is 200, and so on.

    Words that are none end a number.
    """
    found: list[float] = []
    joined = False
    for word in (part for each in words for part in _parts(each)):
        if word in _TIMES:
            found = [*found[:-1], found[-1] * _TIMES[word]] if found else [_TIMES[word]]
            joined = True
            continue
        value = _digits(word) if word[:1].isdecimal() else _VALUES[word]
        if joined and value < 100 and not word[:1].isdecimal():
            found[-1] += value
        else:
            found.append(value)
        joined = word in _TENS
    return found


def _parts(word: str) -> list[str]:
    return [word] if word[:1].isdecimal() else word.split("-")


def _digits(word: str) -> float:
    """Return a number in digits: commas before three digits part thousands, others are decimal."""
    whole = word.replace(",", "") if all(len(part) == 3 for part in word.split(",")[1:]) else word.replace(",", ".")
    try:
        return float(whole)
    except ValueError:  # 3.5.2020
        return float(whole.replace(".", ""))
