"""A name of a person as printed, taken apart: titles, given names, particles, family name, suffix.

A name is read as *units*, a word with the particles before it ("Adel" + "Abdul-Mahdi", "Karim" +
"al-Muhammadawi"), because that is what papers keep together when they shorten a name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.namewords import (
    FEMALE_TITLES,
    HYPHENATED_ONLY,
    LOOSE_PARTICLES,
    MALE_TITLES,
    NAME_PARTICLES,
    NOT_LEADING,
    POSTNOMINALS,
    RANKS,
    SUFFIXES,
    TITLES,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A word of a name with the particles printed before it, folded: ("abdul",) + "mahdi"."""

    core: str
    strong: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    """Of a hyphenated word its pieces ("rees", "mogg"), of initials printed together its letters ("j", "k")."""

    @property
    def bearing(self) -> str:
        """The letters that belong to the name, without those particles that may be left out."""
        return "".join(self.strong) + self.core if self.strong else self.core

    @property
    def whole(self) -> str:
        """All letters, those of the particles too."""
        return "".join((*self.loose, *self.strong, self.core))

    @property
    def initials(self) -> bool:
        """Whether it is initials printed together."""
        return len(self.pieces) > 1 and all(len(piece) == 1 for piece in self.pieces)


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
_ODD = re.compile(r"[^\x00-\x7f]+")
_POSSESSIVE = re.compile(r"'s\b|(?<=[szx])'(?=\s|$)")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return `text` in lower case without accents and possessive 's, its marks and spaces plain."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS).lower()).translate(_LETTERS)
    bare = plain if plain.isascii() else _ODD.sub(_without_accents, plain)
    return " ".join(_POSSESSIVE.sub("", bare).split())


def _without_accents(found: re.Match[str]) -> str:
    return "".join(char for char in found[0] if not unicodedata.combining(char))


_WORD = re.compile(r"[^\s,;()\"“”]+")
_JOINED = re.compile(r"(abd[aeou]l)-?(?=[^\W\d_]{4})")


def _flat(word: str) -> str:
    return fold(word).strip(".'-")


def _split_titles(words: list[str]) -> int:
    """Return how many leading words are titles; the last word is always left to the name."""
    count = 0
    while count < len(words) - 1 and _is_title(words, count):
        count += 1
    return count


def _is_title(words: Sequence[str], place: int) -> bool:
    flat = _flat(words[place])
    if flat == "senior":
        return _flat(words[place + 1]) in RANKS
    return flat in TITLES or (place == 0 and words[0] == "U" and len(words) > 2)


def _split_suffix(words: list[str]) -> tuple[list[str], str | None]:
    while len(words) > 1 and _flat(words[-1]).replace(".", "") in POSTNOMINALS and words[-1].isupper():
        words = words[:-1]
    if len(words) > 1 and (suffix := "i" if words[-1] == "I" else SUFFIXES.get(_flat(words[-1]))):
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
        core = _NO_LETTER.sub("", _flat(word))
        if not core:
            continue
        flat = [_flat(piece) for piece in held]
        strong = tuple(_STRONG.get(piece, piece) for piece in flat if piece in NAME_PARTICLES)
        loose = tuple(piece for piece in flat if piece not in NAME_PARTICLES)
        units.append((Unit(core, strong, loose, _inside(word)), tuple(held), word))
        held = []
    return units


_NO_LETTER = re.compile(r"[^\w]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){2,}|(?:[^\W\d_]\.)+[^\W\d_]|[A-Z]{2}|[B-DF-HJ-NP-TV-Z]{3}")


def _inside(word: str) -> tuple[str, ...]:
    """Return the pieces of a hyphenated word, the letters of initials printed together."""
    if _INITIALS.fullmatch(word):
        return tuple(_NO_LETTER.sub("", fold(word)))
    pieces = fold(word).split("-") if "-" in word.translate(_LETTERS) else ()
    return tuple(_NO_LETTER.sub("", piece) for piece in pieces)


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
