"""A noun phrase as printed ("a senior Omani official, who ..."): its head, number, nationality, age.

Read by words and small lists rather than by the parse, whose heads go astray in titles and foreign names.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from onrecord.mentions.nouns import (
    ANONYMOUS,
    DOCUMENTS,
    GROUPS,
    ORGANIZATIONS,
    PARENTS,
    QUANTITIES,
    ROLES,
    is_plural,
    kinds_of,
    singular,
)
from onrecord.mentions.places import DEMONYM, NATION
from onrecord.mentions.reading import Word, cut

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an", "another", "some", "one", "any"})
POSSESSIVES = {"his": "m", "her": "f", "its": None, "their": None, "my": None, "our": None}
_STOP = frozenset(
    """of for in at by from with on to about near who whose which that where when whom as than under over between
    among including into after before during since against within outside inside around across behind beside like
    through without along upon told familiar close speaking briefed based responsible involved and or but is was
    are were has had have said says""".split()
)
_AGE = re.compile(r"(\d{1,3})[-‐‑ ]year[-‐‑ ]old")
_PARLIAMENT = re.compile(
    r"\b(parliament|congress|senate|assembly|knesset|bundestag|duma|house of representatives|legislature|council"
    r" of representatives|house)\b"
)


_SPELLED_OUT = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "lt": "lieutenant"} | {
    "col": "colonel",
    "maj": "major",
    "capt": "captain",
    "sgt": "sergeant",
    "prof": "professor",
    "amb": "ambassador",
    "dr": "doctor",
    "det": "detective",
    "pres": "president",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a noun phrase says. `heads` are the head noun and all that it can be called instead."""

    words: tuple[str, ...]
    head: str
    plural: bool
    definite: bool
    indefinite: bool
    possessive: str | None
    nations: frozenset[str]
    age: int | None
    heads: frozenset[str]
    of: str
    capital: bool = False
    owned: bool = False


def _nations(words: list[Word]) -> frozenset[str]:
    lows = [word.low for word in words]
    pairs = [f"{one} {two}" for one, two in itertools.pairwise(lows)]
    capitals = {word.low for word in words if word.text[0].isupper()}
    return frozenset(
        [NATION[pair] for pair in pairs if pair in NATION]
        + [NATION[low] for low in lows if low in NATION and low in capitals]
    )


_KNOWN = ROLES | DOCUMENTS | ORGANIZATIONS | GROUPS | ANONYMOUS
_PARTICIPLES = frozenset("seen given sent written made held taken drawn shown led read leaked run built put".split())
_TIMES = frozenset("this last next early earlier late later here there recently just now also alone".split())


def _trails(previous: Word, word: Word, last: bool) -> bool:
    """Whether a word after a known noun begins what is said of it: "statement posted on", "poll this month"."""
    known = previous.low in _KNOWN or singular(previous.low) in _KNOWN
    participle = (word.low.endswith(("ed", "ing")) or word.low in _PARTICIPLES) and word.low not in _KNOWN and not last
    return known and word.text.islower() and (participle or word.low in _TIMES or word.low.endswith("ly"))


def _core(words: list[Word], text: str, offset: int) -> int:
    """Return the number of words before the phrase's first complement, clause or comma."""
    for number, word in enumerate(words):
        before = text[words[number - 1].end - offset : word.start - offset] if number else ""
        if number > 1 and _trails(words[number - 1], word, number == len(words) - 1):
            return number
        if number and (re.search(r"[,;:()—–]|\s-\s", before) or (word.low in _STOP and number > 0)):
            return number
    return len(words)


def _head(words: list[Word]) -> Word | None:
    """Return the head noun of a phrase cut before its complements: the last word, but for a known noun earlier."""
    if not words:
        return None
    last = words[-1]
    known = [w for w in words if singular(w.low) in ROLES or singular(w.low) in PARENTS]
    if last.low not in PARENTS and known and last.low.endswith(("ed", "ing", "ly")):
        return known[-1]
    return last


def read_phrase(text: str) -> Phrase:
    """Read a noun phrase; an empty one has no head."""
    words = cut(text)
    core = words[: _core(words, text, 0)]
    head = _head(core)
    low = head.low if head else ""
    rest = text[head.end :].strip() if head else ""
    first = words[0].low if words else ""
    if low in QUANTITIES and rest.lower().startswith("of "):
        inner = read_phrase(rest[3:])
        if inner.head and low not in ("one", "member", "each", "another"):
            return _with_plural(inner, words, True)
    age = _AGE.search(text[: head.end + 1] if head else text)
    noun = _SPELLED_OUT.get(low) or ("member" if low == "members" else singular(low))
    heads = kinds_of(noun)
    if noun in DEMONYM or noun.endswith("year-old") or noun == "old":
        heads = frozenset({noun})
    if noun in ("member", "deputy") and _PARLIAMENT.search(text.lower()):
        heads |= kinds_of("lawmaker")
    if "prime" in {w.low for w in core} and noun == "minister":
        heads |= kinds_of("premier")
    if any(w.low == "military" for w in core):
        heads |= {"military"}
    return Phrase(
        words=tuple(word.low for word in words),
        head=noun,
        plural=is_plural(low) if low else False,
        definite=first in DEFINITE,
        indefinite=first in INDEFINITE,
        possessive=first if first in POSSESSIVES else None,
        nations=_nations(core),
        age=int(age.group(1)) if age else None,
        heads=heads,
        of=rest,
        capital=head is not None and head.text[0].isupper(),
        owned=any(word.possessive for word in core[:-1]),
    )


def _with_plural(inner: Phrase, words: list[Word], plural: bool) -> Phrase:
    return Phrase(
        words=tuple(word.low for word in words),
        head=inner.head,
        plural=plural,
        definite=False,
        indefinite=True,
        possessive=None,
        nations=inner.nations,
        age=None,
        heads=inner.heads,
        of=inner.of,
    )


def undetermined(text: str) -> str:
    """Return a phrase less a leading the, a or an, and less spaces and commas around it."""
    bare = " ".join(text.split()).strip(" ,;:—–-")
    return re.sub(r"^(?:the|an|a)\s+(?=\S)", "", bare, flags=re.IGNORECASE)
