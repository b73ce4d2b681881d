"""Names of people as printed: whether two of them can be one person's, and how to look one up.

Pure string work: nothing here knows an article, a registry or a language model. Comparison is by rules that can be
told to a reader, not by a trained score. What it does not do: decide that two people are one. `compare` says what
the names allow, roles must say the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from onrecord.nameorder import turned
from onrecord.nameparts import Parts, Unit, fold, parts
from onrecord.namesounds import alike, bones, sound, sounds_like
from onrecord.namewords import BURMESE, NORTHERN_GIVEN, PARTICLES_AND_GIVEN

__all__ = [
    "Comparison",
    "Parts",
    "Unit",
    "Verdict",
    "compare",
    "fold",
    "joint_score",
    "key",
    "keys",
    "parts",
    "search_score",
    "unit_score",
    "word_score",
]


class Verdict(StrEnum):
    """What two printed names allow."""

    SAME = "same"
    SHORT = "short"
    UNCLEAR = "unclear"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two names allow, how surely (0..1), the rule that says so and the words it compared."""

    verdict: Verdict
    score: float
    rule: str
    detail: str


def key(name: str) -> str:
    """Return the skeleton of the family name, equal for all spellings of one person's name.

    Names of one person share it but for East Asian order and second surnames; many other names share it too.
    """
    units = parts(name).units
    return bones(units[-1].core) if units else ""


def keys(name: str) -> tuple[str, ...]:
    """Return the skeletons of all units of a name, the family name's first."""
    units = parts(name).units
    return tuple(dict.fromkeys(bones(unit.core) for unit in reversed(units)))


# -- comparing two names ---------------------------------------------------------------------------------

_Found = tuple[Verdict, float, str]
_SURE = 0.9
"""From here on two words are spellings of one name; below it, they are so by custom: initials, short forms."""


def _in_order(short: Sequence[Unit], long: Sequence[Unit]) -> float:
    """Return the least likeness when every unit of `short` is found in `long` in order, else 0.

    The last one must be more than an initial: Michael McFarren is not Michael M. Ostrander.
    """
    position, least = 0, 1.0
    for number, unit in enumerate(short):
        least_here = 0.0 if number < len(short) - 1 else 0.86
        found = next(((i, s) for i in range(position, len(long)) if (s := alike(unit, long[i])) > least_here), None)
        if found is None:
            return 0.0
        position, least = found[0] + 1, min(least, found[1])
    return least


def _contradiction(one: Parts, two: Parts) -> str | None:
    if one.suffix and two.suffix and one.suffix != two.suffix:
        return f"suffix {one.suffix} against {two.suffix}"
    if one.titles and two.titles and one.gender and two.gender and one.gender != two.gender:
        return "a man's title against a woman's"
    return None


def _compare_single(single: Unit, long: Sequence[Unit]) -> _Found:
    """Compare a name of one unit with a longer one."""
    last, first = alike(single, long[-1]), alike(single, long[0])
    if last >= _SURE:
        if not long[-1].loose and PARTICLES_AND_GIVEN.intersection(single.loose):
            return Verdict.DIFFERENT, 0.8, f"given names {single.loose[0]} against {_show(long[:-1])}"
        return Verdict.SHORT, last, "last name"
    if len(single.core) == 1:
        return Verdict.DIFFERENT, 0.9, "no name in common"
    if first >= _SURE:
        return Verdict.SHORT, 0.75 * first, "first name"
    middle = max((alike(single, unit) for unit in long[1:-1]), default=0.0)
    if middle >= _SURE:
        return Verdict.SHORT, 0.85 * middle, "one of the names"
    if max(last, first, middle) > 0 or _half(single, long[-1]):
        return Verdict.UNCLEAR, 0.5, "like one of the names"
    return Verdict.DIFFERENT, 0.9, "no name in common"


def _half(one: Unit, two: Unit) -> bool:
    """Whether one family name is a half of the other, a double one."""
    return one.core in two.pieces or two.core in one.pieces


def _compare_full(one: Sequence[Unit], two: Sequence[Unit]) -> _Found:
    """Compare two names of more than one unit, `one` the shorter."""
    first, last = alike(one[0], two[0]), alike(one[-1], two[-1])
    if not (first or last):
        return _compare_apart(one, two)
    if first and (last >= 0.95 or (last > 0.86 and not _keeps_spelling(one, two))):
        return _compare_inner(one, two, min(first, last))
    if first and last >= _SURE:
        return _compare_family(one[-1], two[-1])
    if inner := _in_order(one, two):
        return _compare_shortened(one, two, bool(first), inner)
    if joined := _compare_joined(one, two):
        return joined
    if first:
        return _compare_family(one[-1], two[-1])
    if last >= _SURE and (_is_bare_with_particle(one, two) or _is_bare_with_particle(two, one)):
        return Verdict.SHORT, last, "last name"
    return Verdict.DIFFERENT, 0.9, f"given names {_show(one[:-1])} against {_show(two[:-1])}"


def _keeps_spelling(one: Sequence[Unit], two: Sequence[Unit]) -> bool:
    """Whether the family is one of those that a letter sets apart: Hanson, Hansen."""
    return one[0].core in NORTHERN_GIVEN and two[0].core in NORTHERN_GIVEN


def _compare_apart(one: Sequence[Unit], two: Sequence[Unit]) -> _Found:
    """Compare two names that neither begin nor end alike."""
    if inner := _in_order(one, two):
        return Verdict.SHORT, 0.75 * inner, "some of the names"
    known = turned(one, two)
    if known is not None:
        verdict = (Verdict.SAME, 0.9) if known else (Verdict.UNCLEAR, 0.6)
        return *verdict, "the same names in another order"
    if any(len(short) == 2 and _letters(short) == long[-1].core for short, long in ((one, two), (two, one))):
        return Verdict.SHORT, 0.9, "last name"
    return Verdict.DIFFERENT, 0.95, "other family name"


def _compare_inner(one: Sequence[Unit], two: Sequence[Unit], least: float) -> _Found:
    """Compare two names that begin and end alike by what is between."""
    mine, theirs = one[1:-1], two[1:-1]
    rule = f"middle names differ: {_show(mine)}, {_show(theirs)}"
    if mine and theirs and _initials_differ(mine[0].core, theirs[0].core):
        return Verdict.DIFFERENT, 0.7, rule
    if inner := _in_order(one, two):
        if len(one) < len(two) and _all_burmese(one):
            return Verdict.DIFFERENT, 0.8, "a Burmese name is not cut"
        return Verdict.SAME, min(least, inner), "full name"
    if any(alike(here, there) for here in mine for there in theirs):
        return _compare_joined(one, two) or (Verdict.UNCLEAR, 0.4, rule)
    return _compare_joined(one, two) or (Verdict.DIFFERENT, 0.7, rule)


def _initials_differ(one: str, two: str) -> bool:
    """Whether two first middle names, of which one is an initial, begin otherwise: George W., George H. W."""
    return min(len(one), len(two)) == 1 and one[0] != two[0]


def _compare_shortened(one: Sequence[Unit], two: Sequence[Unit], first: bool, inner: float) -> _Found:
    """Compare a name with one that has all its units and ends otherwise, or begins so."""
    if not first:
        if inner < 0.86 and 1 in (len(one[0].core), len(two[0].core)):  # V.S. is not Shiva
            return Verdict.DIFFERENT, 0.9, f"given names {_show(one[:-1])} against {_show(two[:-1])}"
        return Verdict.SHORT, 0.75 * inner, "some of the names"
    if _all_burmese(one):
        return Verdict.DIFFERENT, 0.8, "a Burmese name is not cut"
    if all(unit.core in NORTHERN_GIVEN for unit in one):
        return Verdict.SHORT, 0.7, "family name left out"
    return Verdict.SAME, 0.9 * inner, "a further family name left out"


def _compare_joined(one: Sequence[Unit], two: Sequence[Unit]) -> _Found | None:
    """Compare a name with one that prints one of its words in two: Mir Hossein, Mir-Hussein."""
    if len(two) - len(one) != 1:
        return None
    for place in range(len(one)):
        if two[place].core in NORTHERN_GIVEN:  # Mary Ann is not Marian
            continue
        whole = Unit(two[place].core + two[place + 1].whole, two[place].strong, two[place].loose)
        scores = [alike(here, there) for here, there in zip(one, (*two[:place], whole, *two[place + 2 :]), strict=True)]
        if min(scores) >= _SURE:
            return Verdict.SAME, min(scores), "full name, a word in two"
    return None


def _compare_family(one: Unit, two: Unit) -> _Found:
    """Compare the family names of two names that begin alike."""
    if _half(one, two):
        return Verdict.SAME, 0.8, "half of a double family name"
    if one.strong != two.strong and alike(one, two):
        return Verdict.UNCLEAR, 0.5, "with a particle and without"
    if sounds_like(one, two):
        return Verdict.UNCLEAR, 0.5, "family names that sound alike"
    return Verdict.DIFFERENT, 0.95, "other family name"


def _is_bare_with_particle(one: Sequence[Unit], two: Sequence[Unit]) -> bool:
    """Whether `one` is a family name alone that begins with the particle of the other's: Le Pen."""
    return len(one) == 2 and one[0].core in two[-1].loose + two[-1].strong


def _all_burmese(units: Sequence[Unit]) -> bool:
    return all(unit.core in BURMESE for unit in units)


def _show(units: Iterable[Unit]) -> str:
    return " ".join(" ".join((*unit.strong, unit.core)) for unit in units)


def _compare_bare(one: Parts, two: Parts) -> _Found:
    """Compare two names of one unit each, which name nobody but for a king by his number."""
    likeness = alike(one.units[0], two.units[0])
    if not likeness:
        return Verdict.DIFFERENT, 0.9, "other name"
    if one.suffix and one.suffix == two.suffix:
        return Verdict.SAME, likeness, "name and number"
    return Verdict.UNCLEAR, 0.6 * likeness, "bare names"


def _compare_units(first: Parts, second: Parts) -> _Found:
    one, two = first.units, second.units
    if len(one) > 1 and len(two) > 1 and any(unit.pieces for unit in one + two):
        one, two = _opened(one), _opened(two)
    if len(one) > len(two):
        one, two = two, one
    if len(two) == 1:
        return _compare_bare(first, second)
    if one[0].core[0] == two[0].core[0] and _letters(one) == _letters(two):
        return Verdict.SAME, 1.0, "full name"
    return _compare_single(one[0], two) if len(one) == 1 else _compare_full(one, two)


def _opened(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the units with initials that are printed together taken as several: J.K., JK."""
    letters = ((Unit(piece) for piece in unit.pieces) if unit.initials else (unit,) for unit in units)
    return tuple(unit for several in letters for unit in several)


def _letters(units: Iterable[Unit]) -> str:
    return "".join([unit.bearing for unit in units])


@lru_cache(maxsize=8192)
def compare(one: str, two: str) -> Comparison:
    """Say what two printed names of persons allow: one person, a short form, unclear, or two people.

    `score` is how surely the verdict holds. Two bare last names that agree are "unclear": they name nobody. A
    suffix on one side only makes the other a short form: without it a name is the father's as well.
    """
    first, second = parts(one), parts(two)
    if not first.units or not second.units:
        return Comparison(Verdict.UNCLEAR, 0.0, "no name", f"{one!r}, {two!r}")
    detail = f"{one!r} and {two!r}"
    if " and " in one or " and " in two:
        return Comparison(Verdict.UNCLEAR, 0.5, "more than one person", detail)
    if clash := _contradiction(first, second):
        return Comparison(Verdict.DIFFERENT, 1.0, clash, detail)
    kind, score, rule = _compare_units(first, second)
    if kind is Verdict.SAME and bool(first.suffix) != bool(second.suffix):
        kind, score, rule = Verdict.SHORT, 0.9 * score, f"{rule} but for {first.suffix or second.suffix}"
    return Comparison(kind, round(score, 3), rule, detail)


# -- looking a name up -----------------------------------------------------------------------------------


@lru_cache(maxsize=16384)
def word_score(asked: str, word: str) -> float:
    """Return how well one typed word meets one word of a name."""
    if asked == word:
        return 1.0
    if sound(asked) == sound(word):
        return 0.96
    close = Levenshtein.normalized_similarity(asked, word)
    if len(asked) >= 4 and word.startswith(asked):
        return max(0.86, close)
    frame = bones(asked)
    if len(frame) >= 3 and frame == bones(word) and close >= 0.5:
        return max(0.88, close)
    return close if close >= 0.8 else 0.8 * close


def unit_score(asked: Unit, unit: Unit, *, last: bool = True) -> float:
    """Return how well a typed unit meets one of a name; `last`: it is the name's last, which counts for more."""
    score = word_score(asked.core, unit.core) * (1.0 if last else 0.95)
    if asked.strong == unit.strong:
        return score
    if asked.strong and unit.strong:
        return 0.5 * score
    return score * (0.93 if unit.strong else 0.85)


def search_score(query: str, name: str) -> float:
    """Return how well a name meets what somebody typed to find it, 0 to 1; 0.8 and more is a find.

    Spelling slips, left-out particles and titles, and single names out of a longer one are all allowed for.
    """
    asked, units = parts(query).units, parts(name).units
    if not asked or not units:
        return 0.0
    if "".join(u.bearing for u in asked) == "".join(u.bearing for u in units):
        return 1.0
    return joint_score([max(unit_score(unit, u, last=u is units[-1]) for u in units) for unit in asked])


def joint_score(scores: Sequence[float]) -> float:
    """Return how well a name meets all that was typed, from how well it meets each unit of that."""
    return round(0.4 * sum(scores) / len(scores) + 0.6 * min(scores), 4)
