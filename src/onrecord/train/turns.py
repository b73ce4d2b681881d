"""Puts the parts of a sentence in another order: `"…," X said.` becomes `X said: "…"`, `According to X, …`
and so on.

A corpus of one country's papers of one year has few of these; other houses have little else.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.quotemarks import paragraphs
from onrecord.train.edits import Annotated, Attributed, Range, replaced

_SHARE = 0.35
_ACCORDING = "According to"
_LOWERED = frozenset(("The", "A", "An", "It", "He", "She", "They", "We", "There", "This", "That", "These", "Those"))
# S source, V cue, C content as it stands, c content after other words; "." and "," go inside its marks
_MARKED = (
    ("S", " ", "V", ": ", "C."),
    ("S", " ", "V", ", ", "C."),
    ("S", " ", "V", " ", "C."),
    ("C,", " ", "V", " ", "S", "."),
    ("C.", " — ", "S", " ", "V", "."),
)
_BARE = (
    (_ACCORDING, " ", "S", ", ", "c", "."),
    ("S", " ", "V", " ", "that c", "."),
    ("C", ", ", "V", " ", "S", "."),
)


@dataclass(frozen=True, slots=True)
class _Turn:
    start: int
    end: int
    text: str
    old: Attributed
    new: Attributed


def turned(article: Annotated, chance: random.Random) -> Annotated:
    """Return the article with about a third of such paragraphs as hold one relation and nothing else
    written anew.
    """
    ends = {b.start: b.end for b in paragraphs(article.text)}
    starts = [_start_of_paragraph(article.text, r) for r in article.relations]
    count = Counter(starts)
    turns = []
    for relation, start in zip(article.relations, starts, strict=True):
        if start in ends and start is not None and count[start] == 1 and chance.random() < _SHARE:
            made = _turn(article.text, (start, ends[start]), relation, chance)
            if made is not None:
                turns.append(made)
    return _spliced(article, sorted(turns, key=lambda t: t.start)) if turns else article


def _start_of_paragraph(text: str, relation: Attributed) -> int | None:
    """Where the paragraph begins whose first words are the relation's one content, or None."""
    if len(relation.content) != 1:
        return None
    start = relation.content[0][0]
    return start if start == 0 or text[start - 1] == "\n" else None


def _turn(text: str, bound: Range, relation: Attributed, chance: random.Random) -> _Turn | None:
    """Write the paragraph anew where it is nothing but content, source and cue."""
    if len(relation.source) != 1 or len(relation.cue) != 1:
        return None
    parts = (relation.content[0], relation.source[0], relation.cue[0])
    if any(not bound[0] <= s < e <= bound[1] for s, e in parts):
        return None
    left = "".join(text[i] for i in range(*bound) if not any(s <= i < e for s, e in parts))
    content, source, cue = (text[s:e] for s, e in parts)
    plain = source.replace("-", " ").replace(" ", "").replace(".", "").isalnum()
    if left.strip(" ,.") or not plain or not cue.isalpha() or len(content) < 15 or "\n" in content:
        return None
    marked = content[0] in '“"' and content[-1] in '”"'
    form = chance.choice(_MARKED if marked else _BARE)
    new, made = _written(form, source, cue, content, marked, bound[0])
    return _Turn(*bound, new, relation, made)


def _written(form: Sequence[str], source: str, cue: str, content: str, marked: bool, at: int) -> tuple[str, Attributed]:
    """Return the paragraph in that form, and the relation if it begins at `at`."""
    out = ""
    found: dict[str, Range] = {}
    for part in form:
        slot = "V" if part == _ACCORDING else part.strip(".,")[-1:]
        words = {"S": _inside(source) if out else source[:1].upper() + source[1:], "V": cue}.get(part, part)
        if part[:1] in "Cc" or part == "that c":
            words = _content(part, content, marked)
        if slot in ("S", "V", "C", "c"):
            found[slot.upper()] = (at + len(out), at + len(out) + len(words))
        out += words if words != "." or out[-1] not in ".?!" else ""
    return out, Attributed((found["S"],), (found["V"],), (found["C"],))


def _inside(words: str) -> str:
    """Begin with a small letter where the word is one that only the start of a sentence writes with a
    capital.
    """
    return words[:1].lower() + words[1:] if words.split()[0] in _LOWERED else words


def _content(part: str, content: str, marked: bool) -> str:
    if not marked:
        bare = content.rstrip(",")
        return {"C": bare, "c": _inside(bare)}.get(part) or "that " + _inside(bare)
    words = content[1:-1].rstrip(",")
    stop = part[-1] if words[-1:] not in ".?!" else ""
    return content[0] + words + stop + content[-1]


def _spliced(article: Annotated, turns: Sequence[_Turn]) -> Annotated:
    old = {turn.old for turn in turns}
    rest = Annotated(article.text, tuple(r for r in article.relations if r not in old))
    done = replaced(rest, [(t.start, t.end, t.text) for t in turns])
    added, shift = [], 0
    for turn in turns:
        source, cue, content = (
            tuple((s + shift, e + shift) for s, e in part) for part in (turn.new.source, turn.new.cue, turn.new.content)
        )
        added.append(Attributed(source, cue, content))
        shift += len(turn.text) - (turn.end - turn.start)
    return Annotated(done.text, tuple(sorted((*done.relations, *added), key=lambda r: r.content[0])))
