"""Changes annotated articles so that the model learns from more than one house's style and one country's
names.

Each returns a new article whose offsets stand where the same words now are. Nothing here draws a sentence
from anywhere: marks and names are replaced, paragraphs left out (and see `turns` for parts put in another
order).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.quotemarks import pair, paragraphs
from onrecord.train.names import FIRST, LAST

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attributed:
    """One relation of the gold: ranges of code points."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article's text and its relations."""

    text: str
    relations: tuple[Attributed, ...]


_STYLES = (("“”", "‘’"), ('""', "''"), ("‘’", "“”"), ("''", '""'), ("«»", "“”"), ("„“", "‚‘"), ("“”", "''"))
_NOT_GIVEN = frozenset(
    (
        "New",
        "West",
        "North",
        "South",
        "East",
        "House",
        "White",
        "San",
        "Los",
        "United",
        "Supreme",
        "Associated",
        "Democratic",
    )
)
_NAME = re.compile(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b")


def restyled(article: Annotated, chance: random.Random) -> Annotated:
    """Print the quotation marks in another style; one mark for one, so that all offsets stay."""
    outer, inner = chance.choice(_STYLES)
    characters = list(article.text)
    for mark in pair(article.text):
        style = outer if mark.level % 2 == 0 else inner
        a, b = mark.span.start, mark.span.end - 1
        if characters[a] in "\"“„«‘'":
            characters[a] = style[0]
        if mark.closed and characters[b] in "\"”“»’'":
            characters[b] = style[1]
    return Annotated("".join(characters), article.relations)


def renamed(article: Annotated, chance: random.Random) -> Annotated:
    """Give the persons of an article other names, the same one wherever the old one stands."""
    text = article.text
    swaps: dict[str, str] = {}
    common = set(re.findall(r"\b[a-z]+\b", text))
    for relation in article.relations:
        for s, e in relation.source:
            words = [w for w in text[s:e].split() if _NAME.fullmatch(w)]
            for given, family in pairwise(words):
                if f"{given} {family}" in text[s:e] and not (
                    {given.lower(), family.lower()} & common or given in _NOT_GIVEN
                ):
                    swaps.setdefault(given, chance.choice(FIRST))
                    swaps.setdefault(family, chance.choice(LAST))
    if not swaps:
        return article
    found = re.finditer(r"\b(?:" + "|".join(map(re.escape, swaps)) + r")\b", text)
    return replaced(article, [(m.start(), m.end(), swaps[m.group()]) for m in found])


def replaced(article: Annotated, edits: Sequence[tuple[int, int, str]]) -> Annotated:
    """Replace ranges of the text, in its order. A relation's range that meets a replaced one takes in all
    of it.
    """
    text, at, shift = [], 0, 0
    begins, ends = list(range(len(article.text) + 1)), list(range(len(article.text) + 1))
    for start, end, new in edits:
        text += [article.text[at:start], new]
        for i in range(at, start + 1):
            begins[i] = ends[i] = i + shift
        for i in range(start, end):
            begins[i], ends[i + 1] = start + shift, start + shift + len(new)
        shift += len(new) - (end - start)
        at = end
    begins[at], rest = at + shift, range(at + 1, len(article.text) + 1)
    for i in rest:
        begins[i] = ends[i] = i + shift
    moved = [_mapped(r, lambda s, e: (begins[s], ends[e])) for r in article.relations]
    return Annotated("".join([*text, article.text[at:]]), tuple(moved))


def _mapped(relation: Attributed, move: Callable[[int, int], Range]) -> Attributed:
    source, cue, content = (
        tuple(move(s, e) for s, e in part) for part in (relation.source, relation.cue, relation.content)
    )
    return Attributed(source, cue, content)


def shortened(article: Annotated, chance: random.Random) -> Annotated:
    """Keep one to four paragraphs, with the relations that lie wholly in them."""
    bounds = paragraphs(article.text)
    if len(bounds) < 6:
        return article
    i = chance.randrange(len(bounds) - 4)
    start, end = bounds[i].start, bounds[i + chance.randint(0, 3)].end
    return _cut(article, start, end)


def _cut(article: Annotated, start: int, end: int) -> Annotated:
    kept = [r for r in article.relations if all(start <= s and e <= end for s, e in (*r.source, *r.cue, *r.content))]
    moved = tuple(_mapped(r, lambda s, e: (s - start, e - start)) for r in kept)
    return Annotated(article.text[start:end], moved)
