"""How alike two single names are: spellings that transliterations vary, short forms, forms in other languages.

Two words are laid out as consonants and vowels and must agree sound by sound. Current names that are a letter
apart (Jamil, Jamal) are told apart by list, and so is what a family of Northern Europe makes of its spelling.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.nameparts import Unit
from onrecord.namewords import ALIKE, APART, EAST_ASIAN_FAMILIES, SPELLED

_SOUNDS = (
    ("sch", "sh"), ("ph", "f"), ("kh", "k"), ("gh", "g"), ("dh", "z"), ("ck", "k"), ("q", "k"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("ae", "e"), ("ai", "e"), ("ay", "e"), ("ei", "e"), ("ey", "e"), ("ie", "i"),
    ("iy", "i"), ("y", "i"), ("o", "u"), ("w", "v"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return a folded word with the spellings made one that transliterations and typists vary."""
    for spelling, same in _SOUNDS:
        word = word.replace(spelling, same)
    return _DOUBLED.sub(r"\1", word)


@lru_cache(maxsize=65536)
def bones(word: str) -> str:
    """Return the consonants of a folded word, a leading vowel as "a"."""
    heard = sound(word).replace("c", "k").replace("z", "s").replace("j", "g")
    body = re.sub(r"[aeiu]|h$", "", heard[1:])
    return _DOUBLED.sub(r"\1", ("a" if heard[:1] in "aeiu" else heard[:1]) + body)


# -- sound by sound --------------------------------------------------------------------------------------

_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"), ("ij", "y"), ("dj", "d"))
_FIRST = ((re.compile(r"(?<=[csz]h)[oy]o?[vw]$"), "ev"), (re.compile(r"(?<=[aeiouy])h$"), ""),
          (re.compile(r"^y(?=[ei])|^j(?=i)"), ""), (_DOUBLED, r"\1"))  # fmt: skip
_TOKEN = re.compile(r"tsch|shch|sch|sh|ch|kh|gh|dh|th|ph|zh|ts|tz|ks|ck|dj|dz|[aeiouy]+|[a-z]")
_SPELLED = {"tsch": "ch", "shch": "sh", "sch": "sh", "ck": "k", "ph": "f", "ks": "x", "w": "v", "tz": "ts"}
_BETWEEN_VOWELS = re.compile(r"(?<=[aeiou])[iy](?=[aeiou])|(?<=i)y(?=[aou])")
_VOWELS = {"yo": "e", "ye": "e", "ie": "i", "oe": "u", "ue": "u", "ou": "u", "o": "u", "eu": "eu", "ae": "e"}
_INTERCHANGED = frozenset(
    frozenset(pair.split("-"))
    for pair in (
        "q-k q-g q-gh gh-g kh-k kh-h ch-h ch-kh ch-k c-k c-j c-s th-t dh-d dh-z dj-d dj-j dz-d dz-z e-i ia-ie"
    ).split()
)
_WIDER = _INTERCHANGED | {frozenset("ae"), frozenset(("ia", "ie"))}


def _vowel(group: str) -> str:
    if group in _VOWELS:
        return _VOWELS[group]
    plain = _BETWEEN_VOWELS.sub("", group)
    if plain != "ie" and plain in _VOWELS:
        return _VOWELS[plain]
    plain = plain.replace("y", "i").replace("ou", "u").replace("o", "u")
    if set(plain) <= {"i"} or (plain == "ei" and group.startswith("i")):
        return "i"
    return "e" if plain in {"ai", "ei", "aei", "aii"} else plain


@lru_cache(maxsize=8192)
def _tokens(word: str) -> tuple[str, ...]:
    for pattern, by in _FIRST:
        word = pattern.sub(by, word)
    return tuple(_vowel(t) if t[0] in "aeiouy" else _SPELLED.get(t, t) for t in _TOKEN.findall(word))


def _agree(one: tuple[str, ...], two: tuple[str, ...], wide: bool) -> bool:
    """Whether two words agree sound by sound; in longer ones a vowel inside may be left out."""
    if len(one) > len(two):
        one, two = two, one
    if len(two) - len(one) > (len(two) > 5):
        return False
    pairs, place = _WIDER if wide else _INTERCHANGED, 0
    for here in two:
        if place < len(one) and (one[place] == here or frozenset((one[place], here)) in pairs):
            place += 1
        elif len(one) == len(two) or not 0 < place < len(one) or here[0] not in "aeiu":
            return False
    return place == len(one)


@lru_cache(maxsize=8192)
def _plain(word: str) -> str:
    """Return a folded word without what typewriters put for an accent: Mueller is Muller."""
    for spelling, letter in _UMLAUTS:
        word = word.replace(spelling, letter)
    return word


@lru_cache(maxsize=8192)
def _homophone(word: str) -> str:
    """Return what families of one sound share: Meyer and Meier, Clark and Clarke, MacDonald and McDonald."""
    heard = re.sub(r"e[aiy]|a[iy]|ie|ee|y", "i", word.replace("mac", "mc").replace("dt", "t").replace("ck", "k"))
    return _DOUBLED.sub(r"\1", re.sub(r"(?<=[^aeiou])e$", "", heard).replace("c", "k").replace("z", "s"))


def sounds_like(one: Unit, two: Unit) -> bool:
    """Whether two family names sound alike, which does not make them one: Clark and Clarke, Mac and Mc."""
    if f"o{one.core}" == two.core or one.core == f"o{two.core}":
        return True
    if _FORMS.sub("", one.core) == _FORMS.sub("", two.core) and {one.core[-1], two.core[-1]} & {"a"}:
        return True
    return _homophone(one.core) == _homophone(two.core)


_FORMS = re.compile(r"(?<=ov)a$|(?<=ev)a$|(?<=in)a$|(?<=sk)(?:aya|a|iy|yy|i|y)$")


def _fuzzy(one: str, two: str) -> float:
    """Return how surely two words that differ are spellings of one name: .97 by typewriter, .9 by sound."""
    if _plain(one) == _plain(two):
        return 0.97
    if one in APART and two in APART:
        return 0.0
    if one in EAST_ASIAN_FAMILIES and two in EAST_ASIAN_FAMILIES:
        return 0.0
    if min(len(one), len(two)) < 4:
        return 0.9 if sound(one) == sound(two) else 0.0
    wide = min(len(one), len(two)) > 4
    return 0.92 if _agree(_tokens(one), _tokens(two), wide) else 0.0


@lru_cache(maxsize=16384)
def _words_alike(one: str, two: str) -> float:
    if two in SPELLED.get(one, ()):
        return 0.92
    return _fuzzy(one, two) or (0.85 if two in ALIKE.get(one, ()) else 0.0)


def alike(one: Unit, two: Unit) -> float:
    """Return how surely two units are one name: 1 the same, .9 and more spelled otherwise, .85 by custom, 0 not."""
    if one.core == two.core and one.strong == two.strong:
        return 1.0
    if one.strong != two.strong:
        return _by_particle(one, two)
    if len(one.core) == 1 or len(two.core) == 1:
        return 0.85 if one.core[0] == two.core[0] else 0.0
    if (one.loose or two.loose) and (_joined(one, two) or _joined(two, one)):
        return 0.97
    return _words_alike(one.core, two.core)


def _joined(one: Unit, two: Unit) -> bool:
    """Whether one unit is printed with the other's particles in one word: DeNiro, ElBaradei."""
    if one.core == two.whole:
        return True
    return two.loose in (("al",), ("el",)) and one.core in (f"al{two.core}", f"el{two.core}")


def _by_particle(one: Unit, two: Unit) -> float:
    """Compare units of which one has a particle of the name's own: bin may be left out, Abdul changes the name."""
    if one.bearing == two.bearing:
        return 1.0
    if (one.strong and two.strong) or sound(one.core) != sound(two.core):
        return 0.0
    return 0.88 if set(one.strong + two.strong) <= {"bin", "bint"} else 0.7
