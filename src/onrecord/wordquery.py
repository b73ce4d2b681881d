"""What somebody types to find words, as a tree; and whether words meet it. Pure: the engines compile the tree.

    troop bridge          both, in any order; a word meets the beginning of words, one of two letters only itself
    "mend the bridge"     these words, whole, side by side; "mend the bri"* the last one by its beginning
    br*                   whatever begins so
    NEAR(troop bridge, 5) not more than five words between (ten, if nothing is said); troop NEAR/5 bridge is the same
    troop OR soldier      either; AND may be said; parentheses group
    -rail, NOT rail       without; there must be something else to find

Nothing is an error: what does not read so is taken for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.searchwords import is_letter, pieces, plain, words

NEAR = 10
"""Words between those of NEAR where nothing is said."""
_FARTHEST = 50
_MOST_NEAR = 4
_MOST_TERMS = 100
"""Words of a query that count; what comes after them is not looked for."""
_DEEPEST = 12
_SHORT = 3
"""Letters from which on a word meets the beginning of others."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side; `begins`: the last one is the beginning of a word. A single word is a phrase of one."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two phrases with not more than so many words between them, in any order."""

    one: Phrase
    two: Phrase
    within: int


@dataclass(frozen=True, slots=True)
class All:
    """All of these, and none of those without."""

    parts: tuple[Query, ...]
    without: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these."""

    parts: tuple[Query, ...]


Query = Phrase | Near | All | Any


def parse(typed: str) -> Query | None:
    """Return what to look for, None where no word was typed."""
    try:
        found = _Parser(typed).whole()
    except _UnreadableError:
        found = None
    return found if found is not None else _all([_beginning(word) for word in words(typed)[:_MOST_TERMS]])


def leaves(query: Query) -> Iterator[Phrase]:
    """Yield the phrases to find, those of NEAR too, not those to do without."""
    if isinstance(query, Phrase):
        yield query
    elif isinstance(query, Near):
        yield from (query.one, query.two)
    else:
        for part in query.parts:
            yield from leaves(part)


# -- reading ---------------------------------------------------------------------------------------------


class _UnreadableError(Exception):
    """What was typed is no query."""


_LEXER = re.compile(
    r"""
    \s* (?:
      (?P<phrase>["“”„](?P<quoted>[^"“”„]*)["“”](?P<begins>\*?))
    | (?P<nearby>NEAR\s*\()
    | (?P<within>NEAR/(?P<distance>\d{1,9})(?=\s))
    | (?P<operator>(?:AND|OR|NOT)(?=[\s("“„-]))
    | (?P<minus>-(?=[^\s)-]))
    | (?P<open>\() | (?P<close>\)) | (?P<comma>,)
    | (?P<word>[^\s()"“”„,]+)
    )
    """,
    re.VERBOSE,
)
_Token = tuple[str, str]


def _lex(typed: str) -> list[_Token]:
    found: list[_Token] = []
    at, text = 0, typed.strip()
    while at < len(text):
        token = _LEXER.match(text, at)
        if token is None or len(found) > _MOST_TERMS * 4:
            raise _UnreadableError
        kind = str(token.lastgroup)
        if kind in {"begins", "quoted"}:
            kind = "phrase"
        found.append(("within", token["distance"]) if kind in {"distance", "within"} else (kind, token[0].strip()))
        at = token.end()
    return found


class _Parser:
    """Reads a query from the left, one kind of expression a method."""

    def __init__(self, typed: str) -> None:
        self._tokens = _lex(typed)
        self._at = 0
        self._terms = 0
        self._depth = 0

    def whole(self) -> Query | None:
        found = self._any()
        if self._at < len(self._tokens):
            raise _UnreadableError
        return found

    def _next(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _is(self, operator: str) -> bool:
        return self._next() == "operator" and self._tokens[self._at][1] == operator

    def _any(self) -> Query | None:
        parts = [self._all()]
        while self._is("OR"):
            self._take()
            parts.append(self._all())
        found = tuple(part for part in parts if part is not None)
        if len(parts) > 1 and len(found) < len(parts):
            raise _UnreadableError
        return Any(found) if len(found) > 1 else found[0] if found else None

    def _all(self) -> Query | None:
        parts: list[Query] = []
        without: list[Query] = []
        read, wanted = False, False
        while self._next() not in {"", "close"} and not self._is("OR"):
            if read and self._is("AND"):
                self._take()
                wanted = True
            negative = self._negative()
            part = self._near()
            if part is not None:
                (without if negative else parts).append(part)
            read, wanted = True, False
        if not read or wanted or (without and not parts):
            raise _UnreadableError
        return _all(parts, without)

    def _negative(self) -> bool:
        if self._next() == "minus" or self._is("NOT"):
            self._take()
            return True
        return False

    def _near(self) -> Query | None:
        found = self._item()
        pairs: list[Query] = []
        while self._next() == "within":
            within = min(int(self._take()), _FARTHEST)
            other = self._item()
            if not isinstance(found, Phrase) or not isinstance(other, Phrase):
                raise _UnreadableError
            pairs.append(Near(found, other, within))
            found = other
        return _all(pairs) if pairs else found

    def _item(self) -> Query | None:
        kind = self._next()
        if kind == "open":
            return self._group()
        if kind == "nearby":
            return self._nearby()
        if kind == "phrase":
            return self._phrase(self._take())
        if kind == "comma":
            self._take()
            return None
        if kind != "word":
            raise _UnreadableError
        return self._counted(_typed(self._take()))

    def _group(self) -> Query | None:
        self._take()
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _UnreadableError
        found = self._any()
        if self._next() != "close":
            raise _UnreadableError
        self._take()
        self._depth -= 1
        return found

    def _phrase(self, typed: str) -> Query | None:
        begins = typed.endswith("*")
        found = words(typed.rstrip("*"))
        return self._counted(_phrase(found, begins)) if found else None

    def _nearby(self) -> Query | None:
        """Read what follows `NEAR(`, to the closing parenthesis."""
        self._take()
        phrases: list[Phrase] = []
        within = NEAR
        while self._next() != "close":
            if self._next() == "comma":
                self._take()
                distance = self._take() if self._next() == "word" else ""
                if not distance.isdecimal() or self._next() != "close":
                    raise _UnreadableError
                within = min(int(distance[:9]), _FARTHEST)
            else:
                phrases.append(self._one_phrase())
        self._take()
        if not 2 <= len(phrases) <= _MOST_NEAR:
            raise _UnreadableError
        return _all([Near(one, two, within) for one, two in combinations(phrases, 2)])

    def _one_phrase(self) -> Phrase:
        if self._next() == "word":
            found: Query | None = self._counted(_side_by_side(self._take()))
        elif self._next() == "phrase":
            found = self._phrase(self._take())
        else:
            raise _UnreadableError
        if not isinstance(found, Phrase):
            raise _UnreadableError
        return found

    def _counted(self, found: Query | None) -> Query | None:
        """Return what was read as long as it is one of the words that count."""
        number = sum(len(leaf.words) for leaf in leaves(found)) if found is not None else 0
        if number > _MOST_TERMS:
            raise _UnreadableError
        self._terms += number
        return found if self._terms <= _MOST_TERMS else None


def _all(parts: Sequence[Query], without: Sequence[Query] = ()) -> Query | None:
    if not parts:
        return None
    found = tuple(dict.fromkeys(parts))
    return found[0] if len(found) == 1 and not without else All(found, tuple(without))


def _typed(word: str) -> Query | None:
    """Return what a typed word asks for: all words that it is printed as, the last one by its beginning with *."""
    found = plain(word).split()
    star = word.endswith("*")
    last = len(found) - 1
    return _all([_of(each, star and place == last) for place, each in enumerate(found)])


def _side_by_side(word: str) -> Query | None:
    found = words(word)
    return _phrase(found, word.endswith("*") or len(found[-1]) >= _SHORT) if found else None


def _of(word: str, star: bool) -> Phrase:
    found = pieces(word)
    return _phrase(found, star or len(word) >= _SHORT)


def _beginning(word: str) -> Phrase:
    return _phrase([word], len(word) >= _SHORT)


def _phrase(found: Sequence[str], begins: bool) -> Phrase:
    return Phrase(tuple(found), begins and not is_letter(found[-1]))


# -- meeting ---------------------------------------------------------------------------------------------


def meets(query: Query, found: Sequence[str]) -> bool:
    """Whether the words of a text meet a query."""
    if isinstance(query, Phrase):
        return next(places(query, found), None) is not None
    if isinstance(query, Near):
        return _are_near(query, found)
    if isinstance(query, Any):
        return any(meets(part, found) for part in query.parts)
    return all(meets(part, found) for part in query.parts) and not any(meets(part, found) for part in query.without)


def places(phrase: Phrase, found: Sequence[str]) -> Iterator[int]:
    """Yield where a phrase begins among the words of a text."""
    *firsts, last = phrase.words
    length = len(phrase.words)
    for at in range(len(found) - length + 1):
        end = found[at + length - 1]
        if (end.startswith(last) if phrase.begins else end == last) and list(found[at : at + length - 1]) == firsts:
            yield at


def _are_near(query: Near, found: Sequence[str]) -> bool:
    ones, twos = list(places(query.one, found)), list(places(query.two, found))
    one, two = len(query.one.words) + query.within, len(query.two.words) + query.within
    return any(-two <= second - first <= one for first in ones for second in twos)
