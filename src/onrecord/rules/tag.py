"""All the rules together, as one tagger."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.quotemarks import Quoted
from onrecord.rules import clauses, lines, quoted
from onrecord.rules.view import View
from onrecord.spans import Spread
from onrecord.tagger import Relation
from onrecord.types import Span, Spans

_REACH = 4
"""The most characters between an object and the marks that follow it (` as `, ` an `)."""
_SAID = frozenset({"clause", "according", "marks within", "quoted as saying", "citing"})


def tag(doc: Doc, marks: Sequence[Quoted]) -> list[Relation]:
    """Find relations by layout, by marks and by syntax; where two share a cue or a content, marks decide."""
    if not len(doc):
        return []
    view = View(doc, marks)
    found = _Found()
    for relation in lines.relations(view):
        found.add(relation)
    for relation in [r for r in quoted.relations(view) if not found.has(r)]:
        found.add(relation)
    for relation in clauses.relations(view):
        relation = _snapped(view, relation)
        if not found.has(relation):
            found.add(relation)
    kept = [r for r in found.relations if not _idle_inside(r, found)]
    return sorted(kept, key=lambda r: (r.content[0].start, -r.content[-1].end))


class _Found:
    """The relations so far, by the places of their cues and contents: a long text has thousands."""

    def __init__(self) -> None:
        self.relations: list[Relation] = []
        self.cues: Spread[Relation] = Spread()
        self.contents: Spread[Relation] = Spread()

    def add(self, relation: Relation) -> None:
        self.relations.append(relation)
        for span in relation.cue:
            self.cues.add(span, relation)
        for span in relation.content:
            self.contents.add(span, relation)

    def has(self, relation: Relation) -> bool:
        """Whether one found so far shares its cue or has nearly its words."""
        if any(any(self.cues.overlapping(span)) for span in relation.cue):
            return True
        near = (other for span in relation.content for other in self.contents.overlapping(span))
        return any(_same_words(relation, other) for other in near)


def _same_words(a: Relation, b: Relation) -> bool:
    """Whether the two contents are nearly the same stretch of text."""
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a.content for y in b.content)
    return 2 * shared > 0.9 * (_length(a.content) + _length(b.content))


def _idle_inside(relation: Relation, found: _Found) -> bool:
    """Inside somebody's words only what is said, in so many words, is a relation of its own: no wish, no judgement."""
    if relation.rule in _SAID:
        return False
    # Where there is no cue, nothing of it is outside any other's words.
    around = found.contents.overlapping(relation.cue[0]) if relation.cue else iter(found.relations)
    return any(
        other is not relation and all(any(o.covers(s) for o in other.content) for s in relation.cue) for other in around
    )


def _length(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)


def _snapped(view: View, relation: Relation) -> Relation:
    """Marks are inside a content or outside it, never cut: widen a content to the marks it breaks into."""
    content = tuple(_widened(view, span, relation) for span in relation.content)
    return Relation(content, relation.cue, relation.source, relation.rule, relation.score)


def _follows(view: View, span: Span, mark: Quoted, relation: Relation) -> bool:
    """`called the recount "a long walk"`: the marks belong to the object that they follow."""
    return relation.rule == "object" and view.text[span.end : mark.span.start] in (" ", " as ", " a ", " an ")


def _widened(view: View, span: Span, relation: Relation) -> Span:
    first = bisect_right(view.outer, span.start, key=lambda mark: mark.span.end)
    for number in range(first, len(view.outer)):
        mark = view.outer[number]
        if mark.span.start > span.end + _REACH:
            break
        if mark.closed and (mark.span.overlaps(span) or _follows(view, span, mark, relation)):
            wide = Span(min(span.start, mark.span.start), max(span.end, mark.span.end))
            if not any(wide.overlaps(s) for s in (*relation.cue, *relation.source)):
                span = wide
    return span
