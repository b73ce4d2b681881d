"""From ranges of wordpieces to spans of the text, kept whole by its quotation marks.

A mark is hard evidence: what stands between two marks is inside a content or outside it, never cut; a
paragraph that ends with its mark open goes on in the next one that begins with a mark; and a sentence in
marks that follows `"A," said X.` in the same paragraph, with no cue of its own, is X's too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.model.decode import Found, Range
from onrecord.model.windows import Window
from onrecord.quotemarks import Quoted, paragraphs
from onrecord.spans import Spread
from onrecord.tagger import Relation
from onrecord.types import Span, Spans

_AROUND = ' \t\n\u00a0,;:–—."“”'
_SENTENCE_END = re.compile(r"[.?!][\"”’')]*\s|\n")
_LOOSE = " \t\r\n\u00a0,;:"
_SIGNS = re.compile(r"[\s•‣▪●*>\u200d\ufe0f\u2600-\u27bf\U0001f000-\U0001faff]+(?=[\"“„«‘‹]\w)")
"""Bullets and pictographs before an opening mark: layout, and nobody's words."""
_EDGE = " \t\r\n\u00a0"
_LEAST_SHARE = 0.5
_NICKNAME = 20
"""Marks within a source that hold no more characters than this are a part of a name."""


def as_relation(text: str, window: Window, found: Found) -> Relation | None:
    """Return a relation with offsets into the text; None where nothing is left of its content."""
    content = _spans(text, window, found.content)
    cue = _bare(text, _spans(text, window, [found.cue]))
    if not content or not cue:
        return None
    source = _bare(text, _spans(text, window, found.source))
    return Relation(content, cue, source, "model", found.score)


def _spans(text: str, window: Window, ranges: Sequence[Range]) -> Spans:
    out = []
    for start, end in ranges:
        a, b = int(window.starts[start]), int(window.ends[end - 1])
        while a < b and text[a] in _EDGE:
            a += 1
        while a < b and text[b - 1] in _EDGE:
            b -= 1
        if a < b:
            out.append(Span(a, b))
    return tuple(out)


def _bare(text: str, spans: Sequence[Span]) -> Spans:
    """Strip the commas, colons and dashes that stand around a phrase; a span of nothing else stays as it is."""
    out = []
    for span in spans:
        inner = span.of(text)
        start = span.start + len(inner) - len(inner.lstrip(_AROUND))
        end = span.end - (len(inner) - len(inner.rstrip(_AROUND)))
        out.append(Span(start, end) if start < end else span)
    return tuple(out)


def by_marks(text: str, relations: Sequence[Relation], marks: Sequence[Quoted]) -> list[Relation]:
    """Return the relations with their contents widened, joined and continued by the marks, in the order of
    the text.
    """
    outer = [m for m in marks if m.level == 0]
    whole = [_by_marks(text, r, _near(r, outer)) for r in relations]
    whole = [r for r in whole if r.content]
    held = Spread((span, n) for n, r in enumerate(whole) for span in (*r.content, *r.cue, *r.source))
    whole = [_filled(text, n, whole, held) for n in range(len(whole))]
    for step in (_more_of_paragraph, _next_paragraphs):
        whole = step(text, whole, outer)
    return sorted(whole, key=lambda r: (r.content[0].start, -r.content[-1].end))


def _near(relation: Relation, outer: Sequence[Quoted]) -> Sequence[Quoted]:
    """Return the marks, which stand in order and apart, from the first place of a relation's words to its last."""
    places = (*relation.content, *relation.source)
    if not places:
        return ()
    first = bisect_right(outer, min(span.start for span in places), key=lambda mark: mark.span.end)
    return outer[first : bisect_left(outer, max(span.end for span in places), key=lambda mark: mark.span.start)]


def _by_marks(text: str, relation: Relation, near: Sequence[Quoted]) -> Relation:
    found = _apart(text, _whole(text, _outside(text, relation, near), near), near)
    return _marked_alone(text, found, near) if found.content else found


def _outside(text: str, relation: Relation, outer: Sequence[Quoted]) -> Relation:
    """Cut a source before the marks that it runs into: `said X, "but not for long"`."""
    source = []
    for span in relation.source:
        into = [m for m in outer if span.start < m.span.start < span.end and not _nickname(span, m)]
        end = min((m.span.start for m in into), default=span.end)
        source.append(Span(span.start, end))
    return replace(relation, source=_bare(text, source))


def _nickname(source: Span, mark: Quoted) -> bool:
    """Whether the marks are a part of a name or a title within the source."""
    return mark.closed and source.covers(mark.span) and mark.span.end - mark.span.start <= _NICKNAME


def _apart(text: str, relation: Relation, outer: Sequence[Quoted]) -> Relation:
    """Leave out marks in a paragraph of their own after marks that were closed: a quotation without a cue."""
    first = relation.content[0] if relation.content else None
    held = [m for m in outer if any(p.covers(m.span) for p in relation.content)]
    kept = list(relation.content)
    for before, mark in pairwise(held):
        alone = mark.paragraph > before.paragraph and before.closed and mark.span in kept
        if alone and mark.span != first and not _hit_paragraph(text, mark, relation):
            kept.remove(mark.span)
    return replace(relation, content=tuple(kept))


def _hit_paragraph(text: str, mark: Quoted, relation: Relation) -> bool:
    """Whether the relation's cue stands in the paragraph of that mark."""
    bound = paragraphs(text)[mark.paragraph]
    return any(bound.overlaps(s) for s in relation.cue)


def _whole(text: str, relation: Relation, outer: Sequence[Quoted]) -> Relation:
    """Widen or narrow each part so that it cuts no mark's words."""
    parts: list[Span] = []
    fixed = (*relation.cue, *relation.source)
    for part in relation.content:
        for mark in outer:
            if part.overlaps(mark.span) and not part.covers(mark.span) and not mark.span.covers(part):
                part = _decided(part, mark, fixed) or part
            elif mark.span.covers(part) and _nearly(text, part, mark) and not _hit(mark.span, fixed):
                part = mark.span
        parts.append(part)
    return replace(relation, content=_trimmed(text, merged(text, parts)))


def _trimmed(text: str, parts: Sequence[Span]) -> Spans:
    """Strip what stands around the words of a content but belongs to none: commas, colons, spaces, bullets."""
    out = []
    for part in parts:
        words = part.of(text)
        start = part.start + len(words) - len(words.lstrip(_LOOSE))
        end = part.end - (len(words) - len(words.rstrip(_LOOSE)))
        signs = _SIGNS.match(text, start, end)
        if start < end:
            out.append(Span(signs.end() if signs else start, end))
    return tuple(out)


def _hit(span: Span, others: Sequence[Span]) -> bool:
    return any(span.overlaps(o) for o in others)


def _decided(part: Span, mark: Quoted, fixed: Sequence[Span]) -> Span | None:
    """Take in all of a mark's words where the part has half of them or more, else none."""
    shared = min(part.end, mark.span.end) - max(part.start, mark.span.start)
    wide = Span(min(part.start, mark.span.start), max(part.end, mark.span.end))
    if shared >= _LEAST_SHARE * (mark.span.end - mark.span.start):
        return None if _hit(wide, fixed) else wide
    if part.start < mark.span.start:
        return Span(part.start, mark.span.start)
    return Span(mark.span.end, part.end) if mark.span.end < part.end else None


def _nearly(text: str, part: Span, mark: Quoted) -> bool:
    """Whether a part is all that stands between the marks, or most of it."""
    return part.end - part.start >= 0.6 * (mark.span.end - mark.span.start)


def merged(text: str, parts: Sequence[Span]) -> Spans:
    """Return parts in order, those that overlap or touch as one."""
    out: list[Span] = []
    for part in sorted(parts):
        if out and part.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, part.end))
        else:
            out.append(part)
    return tuple(out)


def _marked_alone(text: str, relation: Relation, outer: Sequence[Quoted]) -> Relation:
    """Beside a first part that is all in marks, drop later ones without any: narration after `"A," said X, and`."""
    first = relation.content[0]
    if len(relation.content) == 1 or not any(m.span == first for m in outer):
        return relation
    kept = [s for s in relation.content if any(m.span.overlaps(s) for m in outer)]
    return replace(relation, content=tuple(kept))


def _filled(text: str, number: int, relations: Sequence[Relation], held: Spread[int]) -> Relation:
    """Join two parts of a content in one sentence between which stands neither a cue nor a source."""
    relation = relations[number]
    parts = list(relation.content[:1])
    for part in relation.content[1:]:
        gap = text[parts[-1].end : part.start]
        whole = Span(parts[-1].start, part.end)
        between = gap and Span(parts[-1].end, part.start)
        if not between or not (_taken(between, number, relations, held) or _SENTENCE_END.search(gap)):
            parts[-1] = whole
        else:
            parts.append(part)
    return replace(relation, content=tuple(parts))


def _taken(span: Span, number: int, relations: Sequence[Relation], held: Spread[int]) -> bool:
    """Whether a relation has a place in a span, but for the content of one."""
    return any(
        n != number or _hit(span, (*relations[n].cue, *relations[n].source)) for n in set(held.overlapping(span))
    )


def _more_of_paragraph(text: str, relations: Sequence[Relation], outer: Sequence[Quoted]) -> list[Relation]:
    """`"A," said X. "B."`: B is X's where no relation holds it and nothing but X's cue stands between."""
    out = list(relations)
    held = Spread((span, n) for n, r in enumerate(out) for span in (*r.content, *r.source))
    closed = {mark.span.end: mark.paragraph for mark in outer if mark.closed}
    ending: dict[int | None, list[int]] = defaultdict(list)
    for n, relation in enumerate(out):
        ending[closed.get(relation.content[-1].end)].append(n)
    for mark in outer:
        if not _sentence(text, mark) or any(True for _ in held.overlapping(mark.span)):
            continue
        for n in ending.get(mark.paragraph, ()):
            if closed.get(out[n].content[-1].end) == mark.paragraph and _ends_beside(text, out[n], mark):
                out[n] = replace(out[n], content=merged(text, [*out[n].content, mark.span]))
                held.add(mark.span, n)
                break
    return out


def _sentence(text: str, mark: Quoted) -> bool:
    words = mark.span.of(text).strip("\"“”«»‘’'`„‟ \n")
    return len(words.split()) > 1 and (words[-1:] in ".?!…" or not mark.closed)


def _ends_beside(text: str, relation: Relation, mark: Quoted) -> bool:
    """Whether after the content, which ends in marks, come its cue and source, then a stop, then this mark."""
    last = relation.content[-1]
    behind = [s.end for s in (*relation.cue, *relation.source) if last.end <= s.start < mark.span.start]
    if not behind or last.end > mark.span.start:
        return False
    gap = text[max(behind) : mark.span.start]
    return gap.strip(" \u00a0")[:1] in (".", "") and len(gap) <= 3


def _next_paragraphs(text: str, relations: Sequence[Relation], outer: Sequence[Quoted]) -> list[Relation]:
    """Follow marks left open into the next paragraphs, unless these have a cue of their own."""
    bounds = paragraphs(text)
    first = {m.paragraph: m for m in outer if m.span.start == bounds[m.paragraph].start}
    left_open = {mark.span.end: mark for mark in outer if not mark.closed}
    out = list(relations)
    held = Spread((span, n) for n, r in enumerate(out) if r.cue for span in r.content)
    for n, relation in enumerate(out):
        parts = list(relation.content)
        for here in (left_open[part.end] for part in relation.content if part.end in left_open):
            while not here.closed and here.paragraph + 1 in first:
                here = first[here.paragraph + 1]
                if any(other != n for other in held.overlapping(here.span)):
                    break
                parts.append(here.span)
                if relation.cue:
                    held.add(here.span, n)
        out[n] = replace(relation, content=merged(text, parts))
    return out
