"""Changes annotated articles so that the model learns from more than one house's style and one country's names.

Each returns a new article whose offsets stand where the same words now are. Nothing here draws a sentence from
anywhere: marks and names are replaced, parts re-ordered, paragraphs left out.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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
_NOT_GIVEN = frozenset("New West North South East House White San Los United Supreme Associated Democratic".split())
_NAME = re.compile(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+)?\b")


def edited(article: Annotated, chance: random.Random) -> Annotated:
    """Return the article, or (about every second time) a variant of it."""
    if chance.random() < 0.25:
        article = renamed(article, chance)
    if chance.random() < 0.2:
        article = reordered(article, chance)
    if chance.random() < 0.3:
        article = restyled(article, chance)
    if chance.random() < 0.06:
        article = shortened(article, chance)
    return article


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
    common = {w for w in re.findall(r"\b[a-z]+\b", text)}
    for relation in article.relations:
        for s, e in relation.source:
            words = [w for w in text[s:e].split() if _NAME.fullmatch(w)]
            for given, family in zip(words, words[1:], strict=False):
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
    """Replace ranges of the text, in its order; offsets inside a replaced range move to its new ends."""
    out: list[str] = []
    moved = [0] * (len(article.text) + 1)
    at = length = 0
    for start, end, new in edits:
        for i in range(at, start):
            moved[i] = length + i - at
        out += [article.text[at:start], new]
        length += start - at
        for i in range(start, end):
            moved[i] = length
        length += len(new)
        at = end
    for i in range(at, len(article.text) + 1):
        moved[i] = length + i - at
    text = "".join([*out, article.text[at:]])

    def ranges(old: Sequence[Range]) -> tuple[Range, ...]:
        return tuple((moved[s], moved[e - 1] + 1 if e - 1 not in inside else moved_end(e)) for s, e in old)

    inside: dict[int, int] = {}
    total = 0
    for start, end, new in edits:
        new_start = start + total
        total += len(new) - (end - start)
        for i in range(start, end):
            inside[i] = new_start + len(new)

    def moved_end(e: int) -> int:
        return inside[e - 1]

    return Annotated(
        text,
        tuple(Attributed(ranges(r.source), ranges(r.cue), ranges(r.content)) for r in article.relations),
    )


def shortened(article: Annotated, chance: random.Random) -> Annotated:
    """Keep one to four paragraphs, with the relations that lie wholly in them."""
    bounds = paragraphs(article.text)
    if len(bounds) < 6:
        return article
    i = chance.randrange(len(bounds) - 4)
    start, end = bounds[i].start, bounds[i + chance.randint(0, 3)].end
    return _cut(article, start, end)


def _cut(article: Annotated, start: int, end: int) -> Annotated:
    def ranges(old: Sequence[Range]) -> tuple[Range, ...]:
        return tuple((s - start, e - start) for s, e in old)

    kept = [
        r for r in article.relations if all(start <= s and e <= end for s, e in (*r.source, *r.cue, *r.content))
    ]
    return Annotated(
        article.text[start:end], tuple(Attributed(ranges(r.source), ranges(r.cue), ranges(r.content)) for r in kept)
    )


def reordered(article: Annotated, chance: random.Random) -> Annotated:
    """Turn paragraphs `"…," X said.` into `X said: "…"`, `According to X, "…"` and the like, about one in three."""
    inside = Counter(_paragraph_of(article.text, r) for r in article.relations)
    bounds = {b.start: b for b in paragraphs(article.text)}
    pieces: list[tuple[int, int, str, Attributed, Attributed]] = []
    for relation in article.relations:
        start = _paragraph_of(article.text, relation)
        if start is None or inside[start] != 1 or chance.random() > 0.35:
            continue
        made = _turned(article.text, (start, bounds[start].end), relation, chance)
        if made is not None:
            pieces.append((start, bounds[start].end, made[0], relation, made[1]))
    return _spliced(article, sorted(pieces, key=lambda p: p[0]))


def _paragraph_of(text: str, relation: Attributed) -> int | None:
    """Where the paragraph begins whose first words are the relation's one content, or None."""
    if len(relation.content) != 1:
        return None
    start = relation.content[0][0]
    return start if start == 0 or text[start - 1] == "\n" else None


def _turned(
    text: str, bound: Range, relation: Attributed, chance: random.Random
) -> tuple[str, Attributed] | None:
    """Write the paragraph anew where it is nothing but content, source and cue."""
    if len(relation.source) != 1 or len(relation.cue) != 1:
        return None
    (c0, c1), (s0, s1), (q0, q1) = relation.content[0], relation.source[0], relation.cue[0]
    rest = "".join(
        ch for i, ch in enumerate(text[bound[0] : bound[1]], bound[0])
        if not any(a <= i < b for a, b in ((c0, c1), (s0, s1), (q0, q1)))
    )
    if rest.strip(" ,.") or not 3 <= q1 - q0 <= 20 or c1 - c0 < 15 or "\n" in text[c0:c1]:
        return None
    content, source, cue = text[c0:c1], text[s0:s1], text[q0:q1]
    marked = content[0] in "“\"" and content[-1] in "”\""
    bare = content.strip("“”\"").rstrip(",")
    if " " in cue or not text[s0:s1].replace("-", " ").replace(" ", "").isalnum():
        return None
    forms = ["S V: C", "S V, C", "S V C", "C, V S", "C — S V"] if marked else ["According to S, C", "S V that C", "C, V S"]
    return _written(chance.choice(forms), source, cue, bare, content[0] + content[-1] if marked else "", chance)


def _written(
    form: str, source: str, cue: str, bare: str, marks: str, chance: random.Random
) -> tuple[str, Attributed]:
    out = ""
    at: dict[str, Range] = {}
    for token in re.findall(r"According to|that|[SVC]|[^SVCAt]+", form):
        start = len(out)
        if token == "S":
            words = source if out else source[:1].upper() + source[1:]
            out += words if not out or not source.split()[0] in ("The", "A") else source[:1].lower() + source[1:]
            at["S"] = (start, len(out))
        elif token == "V":
            out += cue
            at["V"] = (start, len(out))
        elif token == "that":
            out += token
            at["that"] = (start, start)
        elif token == "According to":
            out += token
            at["V"] = (start, len(out))
        elif token == "C":
            stop = "." if form.endswith("C") and bare[-1:] not in ".?!" and marks else "," if marks and not form.endswith("C") and bare[-1:] not in "?!," else ""
            words = bare if not out or marks else bare[:1].lower() + bare[1:] if bare[:2][1:].islower() and bare.split()[0] in ("The", "A", "It", "He", "She", "They", "We", "There", "This") else bare
            out += marks[:1] + words + stop + marks[1:]
            at["C"] = (at["that"][0] if "that" in at else start, len(out))
        else:
            out += token.replace(",", "", 1) if marks and token.startswith(", ") and form.startswith("C") else token
    if out[-1] not in ".?!”\"":
        out += "."
    return out, Attributed((at["S"],), (at["V"],), (at["C"],))


def _spliced(article: Annotated, pieces: Sequence[tuple[int, int, str, Attributed, Attributed]]) -> Annotated:
    if not pieces:
        return article
    turned = {p[3] for p in pieces}
    rest = Annotated(article.text, tuple(r for r in article.relations if r not in turned))
    done = replaced(rest, [(s, e, new) for s, e, new, _, _ in pieces])
    added, shift = [], 0
    for s, e, new, _, made in pieces:
        base = s + shift
        added.append(
            Attributed(*(tuple((a + base, b + base) for a, b in part) for part in (made.source, made.cue, made.content)))
        )
        shift += len(new) - (e - s)
    relations = sorted((*done.relations, *added), key=lambda r: r.content[0])
    return Annotated(done.text, tuple(relations))
