"""Changes of words that change no meaning: told as what they are, so that the others stand out. Pure.

A claim with one of them is altered all the same: five is written 5, harbour harbor, do not don't, Council council.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.checking.findings import Note, NoteKind
from onrecord.wordchanges import spelled_out
from onrecord.wording import Comparison, Op
from onrecord.wordnumbers import UNITS, is_number, values
from onrecord.wordtokens import DOTS, Token, Wording, read_wording

_SAID = {
    NoteKind.NUMERAL: "a number is written otherwise",
    NoteKind.CONTRACTION: "contracted or written in full",
    NoteKind.SPELLING: "spelled otherwise",
    NoteKind.CAPITAL: "capital letters differ",
    NoteKind.PUNCTUATION: "punctuation differs",
}
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{3})our(?=s|ed|ing|ful|less|able|ite|ites|ist|er|ers|hood|y|$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})is(?=e$|es$|ed$|er$|ers$|ing$|ation)"), "iz"),
    (re.compile(r"(?<=[a-z])ys(?=e$|es$|ed$|er$|ing$)"), "yz"),
    (re.compile(r"(?<=[a-z][bt])re(?=s?$)"), "er"),
    (re.compile(r"(?<=[a-z]en)ce(?=s?$|less$)"), "se"),
    (re.compile(r"(?<=[a-z][aeiou])ll(?=ed$|ing$|er$|ers$|ation)"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"(?<=[a-z])ae|oe(?=[a-z]{3})"), "e"),
    (re.compile(r"(?<=judg)e(?=ment)|(?<=acknowledg)e(?=ment)"), ""),
    (re.compile(r"(?<=ward)s$"), ""),
)
_SAME_SPELLING = {
    "grey": "gray", "programme": "program", "programmes": "programs", "tyre": "tire", "tyres": "tires",
    "aluminium": "aluminum", "cheque": "check", "cheques": "checks", "plough": "plow", "sceptical": "skeptical",
    "sceptic": "skeptic", "jewellery": "jewelry", "storey": "story", "kerb": "curb", "maths": "math",
    "mum": "mom", "ageing": "aging", "enrol": "enroll", "fulfil": "fulfill", "skilful": "skillful",
    "practise": "practice", "licence": "license", "learnt": "learned", "burnt": "burned", "spelt": "spelled",
    "whilst": "while", "amongst": "among", "okay": "ok", "per cent": "percent",
}  # fmt: skip


@lru_cache(maxsize=16384)
def spelling(word: str) -> str:
    """Return what British and American spellings of a word in small letters share, accents left out."""
    plain = "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))
    plain = _SAME_SPELLING.get(plain, plain)
    for pattern, instead in _SPELLINGS:
        plain = pattern.sub(instead, plain)
    return plain


def plainly(tokens: Sequence[Token]) -> list[str]:
    """Return words as they are compared where spelling and contractions do not count."""
    return [spelling(word) for word in spelled_out(tokens)]


def softer_notes(found: Comparison, record: str, claim: str) -> tuple[Note, ...]:
    """Return a note for each kind of change that leaves the meaning, in words of both."""
    kinds: dict[NoteKind, list[str]] = {}
    for kind, said in _changes(found, record, claim):
        kinds.setdefault(kind, []).append(said)
    return tuple(Note(kind, f"{_SAID[kind]}: {'; '.join(said)}") for kind, said in kinds.items())


def _changes(found: Comparison, record: str, claim: str) -> Iterator[tuple[NoteKind, str]]:
    there, here = read_wording(record), read_wording(claim)
    for run in found.diff:
        if run.op is not Op.EQUAL:
            one, two = _in(there, run.one), _in(here, run.two)
            kind = _kind(one, two)
            if kind is not None:
                yield kind, f"“{_shown(one)}”, “{_shown(two)}”"


def _in(wording: Wording, place: tuple[int, int]) -> list[Token]:
    return [token for token in wording.tokens if place[0] <= token.start < place[1]]


def _shown(tokens: Sequence[Token]) -> str:
    return " ".join(token.form for token in tokens)


def _kind(one: Sequence[Token], two: Sequence[Token]) -> NoteKind | None:
    """Return of what kind a change of words is, None where it may matter."""
    words = [[token.key for token in side if token.word] for side in (one, two)]
    if any(token.key in (DOTS, "?") or token.bracketed for token in (*one, *two)):
        return None
    if words[0] == words[1]:
        return NoteKind.CAPITAL if words[0] else NoteKind.PUNCTUATION
    if spelled_out(one) == spelled_out(two):
        return NoteKind.CONTRACTION
    if _amount(one) is not None and _amount(one) == _amount(two):
        return NoteKind.NUMERAL
    if plainly(one) == plainly(two):
        return NoteKind.SPELLING
    return NoteKind.SPELLING if "".join(words[0]).replace("-", "") == "".join(words[1]).replace("-", "") else None


def _amount(side: Sequence[Token]) -> tuple[list[float], list[str]] | None:
    """Return the numbers and the units of words that are nothing else."""
    numbers = [token.key for token in side if is_number(token.key)]
    units = [UNITS[token.key] for token in side if token.key in UNITS]
    others = [t for t in side if t.word and not is_number(t.key) and t.key not in UNITS and t.key not in ("and", "per")]
    return (values(numbers), units) if (numbers or units) and not others else None
