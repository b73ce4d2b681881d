"""Labels and marks become quotations: parts joined, continuations found, kinds named, nestings noted.

It is told what relations there are (by a `Tagger`) and does not look for any itself, but for quotations in marks
that stand without a cue beside one that has it.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from onrecord import docwords
from onrecord.cues import is_speech
from onrecord.model.tagger import ModelTagger
from onrecord.quotemarks import Quoted, pair, paragraphs
from onrecord.spans import Spread
from onrecord.tagger import Relation, Tagger
from onrecord.types import Kind, Quotation, Span, Spans

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_DATELINE = re.compile(
    r"[^\W\d_a-z][^\W\d_a-z.'’ -]+(?:,(?: [^\W\d_a-z][\w.]*){1,3})?(?: \([\w ./]{2,20}\))?\s?(?:--|[-–—])\s(?=\S)"
)
_LEADS_ON = re.compile(r"(?<=\w),?\s+(?:and|but|or)\Z")
_SHORT_SOURCE = r"[^.!?;:,\n\"“”]{2,60}"
_DIRECT_SHARE = 0.9
_LEAST_WORDS = 4
TAGGER = ModelTagger()
"""The trained model that comes with the package; its weights are read with the first text."""


def detect(doc: Doc, tagger: Tagger = TAGGER) -> tuple[Quotation, ...]:
    """Return the quotations of a parsed text in the order of their words.

    Offsets count characters of `doc.text`, which spaCy keeps exactly as it was given.
    """
    text = doc.text
    marks = pair(text)
    relations = [r for r in tagger(doc, marks) if _says_something(text, r.content)]
    placed = Spread((mark.span, mark) for mark in marks)
    starts = docwords.starts(doc)
    quotations = [
        _quotation(relation, kind_of(text, relation.content, placed), doc, text, starts) for relation in relations
    ]
    quotations += _without_cue(text, marks, quotations)
    quotations.sort(key=lambda q: (q.content[0].start, -q.content[-1].end))
    return tuple(_nested(_continued(text, quotations)))


def _quotation(relation: Relation, kind: Kind, doc: Doc, text: str, starts: Sequence[int]) -> Quotation:
    lemmas = [doc[i].lemma_ for span in relation.cue for i in _tokens(starts, span)]
    speech = is_speech(lemmas, in_marks=kind is not Kind.INDIRECT)
    source = tuple(_after_dateline(text, span, relation.cue) for span in relation.source)
    content = _whole(text, tuple(_undated(text, span) for span in relation.content))
    return Quotation(content, relation.cue, source, kind, relation.score, speech=speech)


def _after_dateline(text: str, source: Span, cue: Spans) -> Span:
    """Return a source without the town that its paragraph is dated from: "HAVERLY, Ohio - The mayor".

    Where the town was taken for the source, that is what stands between it and the cue.
    """
    line = _dateline(text, source)
    if line is None:
        return source
    if source.end > line.end():
        return Span(line.end(), source.end)
    before = text[line.end() : cue[0].start].rstrip() if cue else ""
    return Span(line.end(), line.end() + len(before)) if re.fullmatch(_SHORT_SOURCE, before) else source


def _undated(text: str, content: Span) -> Span:
    """Return words without the town that their paragraph is dated from."""
    line = _dateline(text, content)
    return content if line is None or line.end() >= content.end else Span(line.end(), content.end)


def _whole(text: str, content: Spans) -> Spans:
    """Return words without the "and" that leads on from them to others."""
    *before, last = content
    left_over = _LEADS_ON.search(text, last.start, last.end)
    return content if left_over is None else (*before, Span(last.start, left_over.start()))


def _dateline(text: str, span: Span) -> re.Match[str] | None:
    return _DATELINE.match(text, span.start) if not span.start or text[span.start - 1] == "\n" else None


def _tokens(starts: Sequence[int], span: Span) -> Iterable[int]:
    return range(max(bisect_right(starts, span.start) - 1, 0), bisect_left(starts, span.end))


def _says_something(text: str, content: Spans) -> bool:
    """Whether a content has a letter, a digit or a sign such as an emoji: `“”` and `“…”` are nobody's words."""
    return any(c.isalnum() or unicodedata.category(c) == "So" for span in content for c in span.of(text))


def kind_of(text: str, content: Spans, marks: Spread[Quoted]) -> Kind:
    """Direct where nine words in ten stand inside outer marks (or all, of no words), mixed where some do."""
    words = [m for span in content for m in _WORD.finditer(text, span.start, span.end)]
    near = ((span, mark.span) for span in content for mark in marks.overlapping(span))
    held = [mark for span, mark in near if span.covers(mark) or mark.covers(span)]
    inside = sum(any(s.start <= w.start() and w.end() <= s.end for s in held) for w in words)
    if held and inside >= _DIRECT_SHARE * len(words):
        return Kind.DIRECT
    return Kind.MIXED if inside else Kind.INDIRECT


def _without_cue(text: str, marks: Sequence[Quoted], found: Sequence[Quotation]) -> list[Quotation]:
    """Whole sentences in marks that no relation holds: they go on from a quotation before them, or stand alone."""
    held = Spread((span, q) for q in found for span in (*q.content, *q.source))
    alone = []
    bounds = paragraphs(text)
    run: list[Quoted] = []
    for mark in marks:
        if mark.level or any(held.overlapping(mark.span)) or not _is_speech(text, mark, bounds):
            continue
        if run and not run[-1].closed and mark.paragraph == run[-1].paragraph + 1:
            run.append(mark)
            continue
        if run:
            alone.append(run)
        run = [mark]
    if run:
        alone.append(run)
    return [Quotation(tuple(m.span for m in r), (), (), Kind.DIRECT, 0.6) for r in alone]


def _is_speech(text: str, mark: Quoted, bounds: Sequence[Span]) -> bool:
    """Whether the marks hold a sentence of their own, at the start of a paragraph: not a title or a scare quote."""
    words = mark.span.of(text).strip("\"“”«»‘’'`„‟ \n")
    paragraph = bounds[mark.paragraph]
    if len(words.split()) < _LEAST_WORDS or mark.single or mark.span.start != paragraph.start:
        return False
    rest = text[mark.span.end : paragraph.end].strip()
    return not rest and words[:1].isupper() and (words[-1:] in ".?!…" or not mark.closed)


def _continued(text: str, quotations: list[Quotation]) -> list[Quotation]:
    """Link a quotation without a cue to the one it goes on from, one paragraph above or beyond one of narration."""
    bounds = paragraphs(text)
    starts = [paragraph.start for paragraph in bounds]
    number = {start: n for n, start in enumerate(starts)}
    ending: dict[int, list[int]] = defaultdict(list)
    out: list[Quotation] = []
    for i, quotation in enumerate(quotations):
        if not quotation.cue and not quotation.source:
            here = number.get(quotation.content[0].start)
            before = _direct_above(ending, out, here) if here is not None else None
            quotation = replace(quotation, continues=before)
        ending[bisect_right(starts, quotation.content[-1].start) - 1].append(i)
        out.append(quotation)
    return out


def _direct_above(ending: Mapping[int, Sequence[int]], before: Sequence[Quotation], here: int) -> int | None:
    """Return the number of the marked quotation that ends above; `ending` are their numbers by paragraph."""
    for back in (1, 2):
        inside = ending.get(here - back, ())
        marked = [i for i in inside if before[i].kind is not Kind.INDIRECT and before[i].inside is None]
        if marked:
            return marked[-1]
        if inside:
            return None
    return None


def _nested(quotations: list[Quotation]) -> list[Quotation]:
    """Note for each quotation the innermost one that holds all its words."""
    out = []
    placed = Spread((span, number) for number, q in enumerate(quotations) for span in q.content)
    for q in quotations:
        near = sorted(set(placed.overlapping(q.content[0])))
        holders = [j for j in near if _holds(quotations[j].content, q.content)]
        inner = min(holders, key=lambda j: sum(s.end - s.start for s in quotations[j].content), default=None)
        out.append(replace(q, inside=inner))
    return out


def _holds(outer: Spans, inner: Spans) -> bool:
    return outer != inner and all(any(o.covers(s) for o in outer) for s in inner)
