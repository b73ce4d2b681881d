"""Names of people as printed: their forms, whether two of them can be one person's, and how to look one up.

Pure string work: nothing here knows an article, a registry or a language model. A name is read as *units*, a
word with the particles before it ("Adel" + "Abdul-Mahdi", "Karim" + "al-Muhammadawi"), because that is what
papers keep together when they shorten a name. Comparison is by rules that can be told to a reader, not by a
trained score. What it does not do: decide that two people are one. `compare` says what the names allow, roles
must say the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from onrecord.namewords import (
    FEMALE_TITLES,
    HYPHENATED_ONLY,
    LOOSE_PARTICLES,
    MALE_TITLES,
    NAME_PARTICLES,
    NICKNAMES,
    NOT_LEADING,
    POSTNOMINALS,
    SUFFIXES,
    TITLES,
)


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


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a name with the particles printed before it, folded: ("abdul",) + "mahdi"."""

    core: str
    strong: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()

    @property
    def bearing(self) -> str:
        """The letters that belong to the name, without those particles that may be left out."""
        return "".join(self.strong) + self.core


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart. All words as printed, but for `units` and `suffix` ("jr", "iii"), which are folded.

    `particles` are those of the family name. A name of one word has no given names.
    """

    titles: tuple[str, ...]
    given: tuple[str, ...]
    particles: tuple[str, ...]
    family: str
    suffix: str | None
    units: tuple[Unit, ...]

    @property
    def gender(self) -> str | None:
        """ "m" or "f" where a title says so."""
        words = {_flat(title) for title in self.titles}
        if words & FEMALE_TITLES:
            return "f"
        return "m" if words & MALE_TITLES else None


_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"}
    | dict.fromkeys("’‘ʼʻ`´′ʿʾ＇", "'")
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
)
_POSSESSIVE = re.compile(r"'s\b|(?<=[szx])'(?=\s|$)")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return `text` in lower case without accents and possessive 's, its marks and spaces plain."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS).lower()).translate(_LETTERS)
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_POSSESSIVE.sub("", bare).split())


_WORD = re.compile(r"[^\s,;()\"“”]+")
_JOINED = re.compile(r"(abd[aeou]l)-?(?=[^\W\d_]{4})")


def _flat(word: str) -> str:
    return fold(word).strip(".'-")


def _split_titles(words: list[str]) -> int:
    """Return how many leading words are titles; the last word is always left to the name."""
    count = 0
    while count < len(words) - 1 and _flat(words[count]) in TITLES:
        count += 1
    return count


def _split_suffix(words: list[str]) -> tuple[list[str], str | None]:
    while len(words) > 1 and _flat(words[-1]).replace(".", "") in POSTNOMINALS and words[-1].isupper():
        words = words[:-1]
    if len(words) > 1 and (suffix := SUFFIXES.get(_flat(words[-1]))):
        words = words[:-1]
        if len(words) > 1 and words[-1].lower() == "the":
            words = words[:-1]
        return words, suffix
    return words, None


def _pieces(words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield the words with hyphenated or joined particles split off, and whether each is such a particle."""
    for position, word in enumerate(words):
        rest, first = word, position == 0
        while True:
            head, hyphen, tail = rest.translate(_LETTERS).partition("-")
            particle = _flat(head) in NAME_PARTICLES | LOOSE_PARTICLES
            joined = _JOINED.match(fold(rest))
            if hyphen and tail and particle:
                yield rest[: len(head)], True
                rest = rest[len(head) + 1 :]
            elif joined:
                yield rest[: joined.end(1)], True
                rest = rest[joined.end(1) :].lstrip("-")
            else:
                break
            first = False
        flat = _flat(rest)
        last = position == len(words) - 1
        alone = flat in NAME_PARTICLES | (LOOSE_PARTICLES - HYPHENATED_ONLY)
        yield rest, alone and not last and not (first and flat in NOT_LEADING and rest[:1].isupper())


def _units(words: Sequence[str]) -> list[tuple[Unit, tuple[str, ...], str]]:
    """Group the words of a name into units, with the particles and the word as printed."""
    units: list[tuple[Unit, tuple[str, ...], str]] = []
    held: list[str] = []
    for word, particle in _pieces(words):
        if particle:
            held.append(word)
            continue
        core = re.sub(r"[^\w]", "", _flat(word))
        if not core:
            continue
        flat = [_flat(piece) for piece in held]
        strong = tuple(_STRONG.get(piece, piece) for piece in flat if piece in NAME_PARTICLES)
        units.append((Unit(core, strong, tuple(p for p in flat if p not in NAME_PARTICLES)), tuple(held), word))
        held = []
    return units


_STRONG = dict.fromkeys(("abdul", "abdel", "abdal", "abdol", "abdur", "abdus", "abd"), "abdul") | {
    "abou": "abu",
    "ibn": "bin",
}


@lru_cache(maxsize=8192)
def parts(name: str) -> Parts:
    """Take a name as printed apart: titles, given names, particles, family name, suffix.

    The family name is taken to be the last unit: wrong for East Asian order, which `compare` allows for.
    """
    words = _WORD.findall(name)
    count = _split_titles(words)
    body, suffix = _split_suffix(words[count:])
    units = _units(body)
    if not units:
        return Parts(tuple(words[:count]), (), (), "", suffix, ())
    *given, (_, particles, family) = units
    shown = tuple(" ".join((*held, word)) for _, held, word in given)
    folded = tuple(unit for unit, _, _ in units)
    return Parts(tuple(words[:count]), shown, particles, re.sub(r"['’]s?$", "", family), suffix, folded)


_SOUNDS = (
    ("sch", "sh"), ("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "z"), ("ck", "k"), ("q", "k"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("ae", "e"), ("ai", "e"), ("ay", "e"), ("ei", "e"), ("ey", "e"), ("ie", "i"),
    ("iy", "i"), ("y", "i"), ("o", "u"), ("w", "v"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    """Return a folded word with the spellings made one that transliterations and typists vary."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", word)


def _front_vowels(word: str) -> str:
    """Return the sound of a word with a, e and i made one: Muhammad as Mohamed, not Hanson as Hansen."""
    return re.sub(r"(?<!^)[ae]", "i", _sound(word)).replace("z", "s")


@lru_cache(maxsize=8192)
def _bones(word: str) -> str:
    """Return the consonants of a folded word, a leading vowel as "a"."""
    sound = _sound(word).replace("c", "k").replace("z", "s").replace("j", "g")
    body = re.sub(r"[aeiu]|h$", "", sound[1:])
    return _DOUBLED.sub(r"\1", ("a" if sound[:1] in "aeiu" else sound[:1]) + body)


def key(name: str) -> str:
    """Return the skeleton of the family name, equal for all spellings of one person's name.

    Names of one person share it but for East Asian order and second surnames; many other names share it too.
    """
    units = parts(name).units
    return _bones(units[-1].core) if units else ""


def keys(name: str) -> tuple[str, ...]:
    """Return the skeletons of all units of a name, the family name's first."""
    units = parts(name).units
    return tuple(dict.fromkeys(_bones(unit.core) for unit in reversed(units)))


# -- comparing two names ---------------------------------------------------------------------------------


def _alike(one: Unit, two: Unit) -> float:
    """Return how surely two units are one name: 1 the same, .95 spelled otherwise, .8 less sure, 0 not."""
    if one.bearing == two.bearing:
        return 1.0
    if one.strong != two.strong:
        if one.strong and two.strong:
            return 0.0
        return 0.7 if _sound(one.core) == _sound(two.core) else 0.0
    short = min(len(one.core), len(two.core))
    if short == 1:
        return 0.85 if one.core[0] == two.core[0] else 0.0
    if _sound(one.core) == _sound(two.core):
        return 0.95
    if short >= 5 and _front_vowels(one.core) == _front_vowels(two.core):
        return 0.9
    nick = NICKNAMES.get(one.core)
    return 0.85 if nick is not None and nick == NICKNAMES.get(two.core) else 0.0


def _in_order(short: Sequence[Unit], long: Sequence[Unit]) -> float:
    """Return the least likeness when every unit of `short` is found in `long` in order, else 0.

    The last one must be more than an initial: Michael McFarren is not Michael M. Ostrander.
    """
    position, least = 0, 1.0
    for number, unit in enumerate(short):
        least_here = 0.0 if number < len(short) - 1 else 0.86
        found = next(((i, s) for i in range(position, len(long)) if (s := _alike(unit, long[i])) > least_here), None)
        if found is None:
            return 0.0
        position, least = found[0] + 1, min(least, found[1])
    return least


def _contradiction(one: Parts, two: Parts) -> str | None:
    if one.suffix and two.suffix and one.suffix != two.suffix:
        return f"suffix {one.suffix} against {two.suffix}"
    if one.gender and two.gender and one.gender != two.gender:
        return "a man's title against a woman's"
    return None


def _compare_single(single: Unit, long: Sequence[Unit]) -> tuple[Verdict, float, str]:
    """Compare a name of one unit with a longer one."""
    last, first = _alike(single, long[-1]), _alike(single, long[0])
    if last >= 0.9:
        return Verdict.SHORT, last, "last name"
    if len(single.core) == 1:
        return Verdict.DIFFERENT, 0.9, "no name in common"
    if first >= 0.9:
        return Verdict.SHORT, 0.75 * first, "first name"
    middle = max((_alike(single, unit) for unit in long[1:-1]), default=0.0)
    if middle >= 0.9:
        return Verdict.SHORT, 0.85 * middle, "one of the names"
    if max(last, first, middle) > 0:
        return Verdict.UNCLEAR, 0.5, "like one of the names"
    return Verdict.DIFFERENT, 0.9, "no name in common"


def _compare_full(one: Sequence[Unit], two: Sequence[Unit]) -> tuple[Verdict, float, str]:
    """Compare two names of more than one unit, `one` the shorter."""
    first, last = _alike(one[0], two[0]), _alike(one[-1], two[-1])
    inner = _in_order(one, two)
    if first and last:
        middles = one[1:-1], two[1:-1]
        if inner:
            return Verdict.SAME, min(first, last, inner), "full name"
        return Verdict.UNCLEAR, 0.4, f"middle names differ: {_show(middles[0])}, {_show(middles[1])}"
    if inner and first:
        return Verdict.SAME, 0.9 * inner, "a further family name left out"
    if inner:
        return Verdict.SHORT, 0.75 * inner, "some of the names"
    if len(one) == len(two) and _in_order([one[-1], *one[:-1]], two):
        return Verdict.UNCLEAR, 0.6, "the same names in another order"
    if last:
        return Verdict.DIFFERENT, 0.9, f"given names {_show(one[:-1])} against {_show(two[:-1])}"
    return Verdict.DIFFERENT, 0.95, "other family name"


def _show(units: Iterable[Unit]) -> str:
    return " ".join(" ".join((*unit.strong, unit.core)) for unit in units)


def compare(one: str, two: str) -> Comparison:
    """Say what two printed names of persons allow: one person, a short form, unclear, or two people.

    `score` is how surely the verdict holds. Two bare last names that agree are "unclear": they name nobody.
    """
    first, second = parts(one), parts(two)
    if not first.units or not second.units:
        return Comparison(Verdict.UNCLEAR, 0.0, "no name", f"{one!r}, {two!r}")
    detail = f"{one!r} and {two!r}"
    if clash := _contradiction(first, second):
        return Comparison(Verdict.DIFFERENT, 1.0, clash, detail)
    short, long = sorted((first.units, second.units), key=len)
    joined = ["".join(unit.bearing for unit in units) for units in (short, long)]
    if len(short) == len(long) == 1:
        same = _alike(short[0], long[0])
        verdict = (Verdict.UNCLEAR, 0.6 * same, "bare names") if same else (Verdict.DIFFERENT, 0.9, "other name")
    elif joined[0] == joined[1]:
        verdict = Verdict.SAME, 1.0, "full name"
    elif len(short) == 1:
        verdict = _compare_single(short[0], long)
    else:
        verdict = _compare_full(short, long)
    kind, score, rule = verdict
    if kind is Verdict.SAME and bool(first.suffix) != bool(second.suffix):
        score *= 0.9
    return Comparison(kind, round(score, 3), rule, detail)


# -- looking a name up -----------------------------------------------------------------------------------


def _word_score(asked: str, word: str) -> float:
    """Return how well one typed word meets one word of a name."""
    if asked == word:
        return 1.0
    if _sound(asked) == _sound(word):
        return 0.96
    close = Levenshtein.normalized_similarity(asked, word)
    if len(asked) >= 4 and word.startswith(asked):
        return max(0.86, close)
    bones = _bones(asked)
    if len(bones) >= 3 and bones == _bones(word) and close >= 0.5:
        return max(0.88, close)
    return close if close >= 0.8 else 0.8 * close


def _unit_score(asked: Unit, unit: Unit) -> float:
    score = _word_score(asked.core, unit.core)
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
    scores = []
    for unit in asked:
        best = [_unit_score(unit, u) * (1.0 if i == len(units) - 1 else 0.95) for i, u in enumerate(units)]
        scores.append(max(best))
    return round(0.4 * sum(scores) / len(scores) + 0.6 * min(scores), 4)
