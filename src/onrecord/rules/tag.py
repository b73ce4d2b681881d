"""All the rules together, as one tagger."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from onrecord.quotemarks import Quoted
from onrecord.rules import clauses, lines, quoted
from onrecord.rules.view import View
from onrecord.tagger import Relation
from onrecord.types import Span, Spans

_SAID = frozenset({"clause", "according", "marks within", "quoted as saying", "citing"})


def tag(doc: Doc, marks: Sequence[Quoted]) -> list[Relation]:
    """Find relations by layout, by marks and by syntax; where two share a cue or a content, marks decide."""
    if not len(doc):
        return []
    view = View(doc, marks)
    found = list(lines.relations(view))
    found += [r for r in quoted.relations(view) if not _taken(r, found)]
    for relation in clauses.relations(view):
        relation = _snapped(view, relation)
        if not _taken(relation, found):
            found.append(relation)
    found = [r for r in found if not _idle_inside(r, found)]
    return sorted(found, key=lambda r: (r.content[0].start, -r.content[-1].end))


def _taken(relation: Relation, found: list[Relation]) -> bool:
    return any(_same_cue(relation, other) or _same_words(relation, other) for other in found)


def _same_cue(a: Relation, b: Relation) -> bool:
    return any(x.overlaps(y) for x in a.cue for y in b.cue)


def _same_words(a: Relation, b: Relation) -> bool:
    """Whether the two contents are nearly the same stretch of text."""
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in a.content for y in b.content)
    return 2 * shared > 0.9 * (_length(a.content) + _length(b.content))


def _idle_inside(relation: Relation, found: list[Relation]) -> bool:
    """Inside somebody's words only what is said, in so many words, is a relation of its own: no wish, no judgement."""
    if relation.rule in _SAID:
        return False
    return any(
        other is not relation and all(any(o.covers(s) for o in other.content) for s in relation.cue) for other in found
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
    for mark in view.outer:
        if mark.closed and (mark.span.overlaps(span) or _follows(view, span, mark, relation)):
            wide = Span(min(span.start, mark.span.start), max(span.end, mark.span.end))
            if not any(wide.overlaps(s) for s in (*relation.cue, *relation.source)):
                span = wide
    return span
