"""Names printed family name first in one place and last in another: Chinese, Korean, Vietnamese, Japanese, Hungarian.

Two words that change places prove nothing where either can be the family name (James Martin, Wang Yi). They are
one person's where the shapes of the words say which is which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.nameparts import Unit
from onrecord.namesounds import alike
from onrecord.namewords import ALIKE, APART, EAST_ASIAN_FAMILIES, HUNGARIAN_GIVEN

_KANA = re.compile(
    r"(?:[kgnhbpmr][aiueo]|[kgnhbpmr]y[auo]|s[aueo]|sh[iauoe]|z[aueo]|j[iauo]|t[aeo]|ch[iauo]|tsu|d[aeo]|fu|y[auo]|wa"
    r"|[aiueo]|n(?![aiueoy]))+"
)
_JAPANESE_GIVEN = re.compile(
    r".*(?:ichi|[aeiou]ro|suke|hiko|[aeiou]ko|[aeiou]mi|zo|[iu]o|[aeiu]ki|shi|ji|[aeo]ru|[aiou]to|[aeiou]ya|ira|ie|ka)"
)
_SYLLABLE = re.compile(r"[aeiouy]+")


def turned(one: Sequence[Unit], two: Sequence[Unit]) -> bool | None:
    """Whether two names are the same words with the family name's place changed; None if they are not.

    True where the words' shapes say which of them is the family name, False where either can be.
    """
    fits = [
        _family_is_known(front[0], front[1:])
        for front, back in ((one, two), (two, one))
        if alike(front[0], back[-1]) >= 0.9 and _rest_agrees(front, back)
    ]
    return any(fits) if fits else None


def _rest_agrees(front: Sequence[Unit], back: Sequence[Unit]) -> bool:
    """Whether what follows the family name in `front` comes before it in `back`, or all is the other way round."""
    rest, given = front[1:], back[:-1]
    if "".join(unit.bearing for unit in rest) == "".join(unit.bearing for unit in given):
        return True
    if len(rest) != len(given):
        return False
    return any(all(alike(*pair) >= 0.9 for pair in zip(rest, given[::step], strict=True)) for step in (1, -1))


def _family_is_known(first: Unit, rest: Sequence[Unit]) -> bool:
    family, given = first.core, tuple(word for unit in rest for word in unit.pieces or (unit.core,))
    if _east_asian(family, given) or (len(rest) == 1 and _east_asian(rest[0].core, first.pieces or (family,))):
        return True
    return len(given) == 1 and (_japanese(family, given[0]) or _hungarian(family, given[0]))


@lru_cache(maxsize=1024)
def _east_asian(family: str, given: tuple[str, ...]) -> bool:
    if family not in EAST_ASIAN_FAMILIES or any(word in APART or word in ALIKE for word in given):
        return False
    return len(_SYLLABLE.findall(" ".join(given))) == 2


def _japanese(one: str, two: str) -> bool:
    if not (_KANA.fullmatch(one) and _KANA.fullmatch(two)):
        return False
    if any(word in APART or word in ALIKE for word in (one, two)):
        return False
    return bool(_JAPANESE_GIVEN.fullmatch(one) or _JAPANESE_GIVEN.fullmatch(two))


def _hungarian(one: str, two: str) -> bool:
    if (one in HUNGARIAN_GIVEN) == (two in HUNGARIAN_GIVEN):
        return False
    family = two if one in HUNGARIAN_GIVEN else one
    return family not in APART and family not in ALIKE
