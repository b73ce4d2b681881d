"""What an article has between quotation marks of one speaker's words, in one piece or interrupted. Pure.

A passage is a stretch of words with which a claim can be compared: the quoted words of one quotation; those of several
that only the words for who speaks interrupt (“We will go,” he said. “And soon.”), which count as one utterance; all of
a speaker's in the article, with the article's own words between; or, not quoted, what it reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from onrecord.quotemarks import Quoted, pair
from onrecord.types import Kind, Span, Spans

if TYPE_CHECKING:
    from onrecord.store.records import StoredQuotation

_RESUMED = "” … “"
"""What `wordtokens` reads as an interruption that leaves no words out."""
_LEFT_OUT = " … "
_FARTHEST = 400
"""Characters that may stand between two parts of one utterance."""
_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\b[A-Z])[.!?]\s+(?=\S)")


@dataclass(frozen=True)
class Piece:
    """Words in one stretch of the article, without the marks around. `tight`: only a cue parts it from the last."""

    span: Span
    words: str
    quotation: str
    tight: bool = True


@dataclass(frozen=True)
class Passage:
    """Words of one speaker in one article. `quotations`: whose pieces, in order; `quoted`: all inside marks."""

    quotations: tuple[StoredQuotation, ...]
    pieces: tuple[Piece, ...]
    quoted: bool

    @cached_property
    def text(self) -> str:
        """The words, as one utterance: what interrupts them leaves nothing out."""
        return _RESUMED.join(piece.words for piece in self.pieces)

    @cached_property
    def disclosed(self) -> str:
        """The words, with dots where the article has other words between them."""
        return self.pieces[0].words + "".join((_RESUMED, _LEFT_OUT)[not p.tight] + p.words for p in self.pieces[1:])

    @property
    def loose(self) -> bool:
        """Whether the article has words of its own between the pieces."""
        return not all(piece.tight for piece in self.pieces[1:])

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        starts, at = [], 0
        for piece in self.pieces:
            starts.append(at)
            at += len(piece.words) + len(_RESUMED)
        return tuple(starts)

    def spans(self, start: int, end: int) -> Spans:
        """Return where words of `text`, [start, end), stand in the article."""
        found = []
        for at, piece in zip(self._starts, self.pieces, strict=True):
            first, last = max(start, at) - at, min(end, at + len(piece.words)) - at
            if first < last:
                found.append(Span(piece.span.start + first, piece.span.start + last))
        return tuple(found)

    def joints(self, start: int, end: int) -> list[int]:
        """Return where the next pieces begin, in words of `text`, before which the article has other words."""
        inner = zip(self._starts[1:], self.pieces[1:], strict=True)
        return [at for at, piece in inner if start < at < end and not piece.tight]


@lru_cache(maxsize=64)
def _marks(text: str) -> tuple[Quoted, ...]:
    return pair(text)


def passages_of(one: StoredQuotation, around: Sequence[StoredQuotation]) -> Iterator[Passage]:
    """Yield what a claim may be compared with for a quotation, the narrowest first; `around`: all of its article.

    The article's text is read.
    """
    text = one.article.text
    own = _pieces(one, text)
    runs = list(_tight(_linked(own, [one], text)))
    yield from (Passage((one,), run, True) for run in runs)
    if own and not one.heading:
        yield from _wider(one, around, text, len(runs))
    if one.kind is not Kind.DIRECT:
        whole = tuple(Piece(span, span.of(text), one.id) for span in one.content)
        yield Passage((one,), whole, False)


def _wider(one: StoredQuotation, around: Sequence[StoredQuotation], text: str, runs: int) -> Iterator[Passage]:
    """Yield the utterance that the quotation is a part of, then all that the article quotes of the speaker."""
    theirs = [each for each in around if each.id == one.id or (same_speaker(one, each) and not each.heading)]
    pieces = sorted((p for each in theirs for p in _pieces(each, text)), key=lambda p: (p.span.start, -p.span.end))
    linked = _linked(_without_nested(pieces), theirs, text)
    chains = list(_tight(linked))
    by_id = {each.id: each for each in theirs}
    for chain in chains:
        ids = dict.fromkeys(piece.quotation for piece in chain)
        if one.id in ids and len(ids) > 1:
            yield Passage(tuple(by_id[id_] for id_ in ids), chain, True)
    if len(chains) > 1 or runs > 1:
        yield Passage((one, *(each for each in theirs if each.id != one.id)), linked, True)


def same_speaker(one: StoredQuotation, other: StoredQuotation) -> bool:
    """Whether one article has two quotations of one and the same source."""
    if one.speaker.id is not None or other.speaker.id is not None:
        return one.speaker.id == other.speaker.id
    return one.speaker.name is not None and one.speaker == other.speaker


def _pieces(one: Quoting, text: str) -> list[Piece]:
    """Return what of a quotation stands inside quotation marks, without these."""
    if one.kind is Kind.INDIRECT:
        return []
    spans = [_within(span, text) for span in one.content] if one.kind is Kind.DIRECT else _quoted_in(one, text)
    return [Piece(span, span.of(text), one.id) for span in spans if span is not None]


def _quoted_in(one: Quoting, text: str) -> Iterator[Span | None]:
    level = 0 if one.inside is None else 1
    for span in one.content:
        for quoted in _marks(text):
            start, end = max(span.start, quoted.span.start), min(span.end, quoted.span.end)
            if start < end and quoted.level == level:
                yield _within(Span(start, end), text)


class Quoting(Protocol):
    """What has words in an article: a quotation that was found, or one of the registry."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def kind(self) -> Kind:
        """How it is quoted."""

    @property
    def content(self) -> Spans:
        """Where the words stand."""

    @property
    def cue(self) -> Spans:
        """The words that report it."""

    @property
    def inside(self) -> str | None:
        """The quotation in whose words it stands."""


def quoted_words(one: Quoting, text: str) -> tuple[str, ...]:
    """Return what of a quotation stands inside quotation marks; parts that only the cue interrupts are one."""
    runs = _tight(_linked(_pieces(one, text), [one], text))
    return tuple(_RESUMED.join(piece.words for piece in run) for run in runs)


_OPENING, _CLOSING = ("``", *"“„‟«»‹›\"‘'‚"), ("''", *"”“‟«»‹›\"’'")


def _within(span: Span, text: str) -> Span | None:
    """Return a span without the white space and the one pair of marks around it."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    opening = next((mark for mark in _OPENING if text.startswith(mark, start, end)), "")
    closing = next((mark for mark in _CLOSING if opening and text.endswith(mark, start + len(opening), end)), "")
    start, end = start + len(opening), end - len(closing)
    return Span(start, end) if start < end else None


def _without_nested(pieces: Iterable[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        if not kept or piece.span.start >= kept[-1].span.end:
            kept.append(piece)
    return kept


def _linked(pieces: Sequence[Piece], theirs: Sequence[Quoting], text: str) -> tuple[Piece, ...]:
    """Return the pieces, each saying whether only a cue parts it from the one before."""
    if not pieces:
        return ()
    tight = (_only_cue(Span(one.span.end, two.span.start), theirs, text) for one, two in pairwise(pieces))
    linked = (Piece(p.span, p.words, p.quotation, close) for p, close in zip(pieces[1:], tight, strict=True))
    return (pieces[0], *linked)


def _tight(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    run: list[Piece] = []
    for piece in pieces:
        if run and not piece.tight:
            yield tuple(run)
            run = []
        run.append(piece)
    if run:
        yield tuple(run)


def _only_cue(gap: Span, theirs: Sequence[Quoting], text: str) -> bool:
    """Whether between two pieces the article says no more than who speaks: one sentence with the cue, nothing told."""
    between = gap.of(text)
    if not any(char.isalnum() for char in between):
        return True
    if gap.end - gap.start > _FARTHEST or _SENTENCE_END.search(between.strip(" ,.\n\t\"“”'‘’")):
        return False
    told = any(gap.overlaps(span) and _says(gap, span, text) for each in theirs for span in each.content)
    return not told and any(gap.covers(span) for each in theirs for span in each.cue)


def _says(gap: Span, span: Span, text: str) -> bool:
    """Whether words of a content stand in the gap itself, outside of marks."""
    return any(char.isalnum() for char in text[max(gap.start, span.start) : min(gap.end, span.end)])
