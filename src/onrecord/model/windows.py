"""Cuts a text into windows of wordpieces with what the encoder is told of each: its marks and its letter
case.

A window holds whole paragraphs, `[SEP]` between them; one too long for a window is cut between its
sentences. It knows nothing of labels: training lays them over the offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.quotemarks import Quoted, paragraphs
from onrecord.types import Span

MOST_PIECES = 250
"""Wordpieces of a window, without the first and the last one (`[CLS]`, `[SEP]`)."""
CLS, SEP, PAD = 101, 102, 0
OUTSIDE, INSIDE, WITHIN, OPENS, CLOSES, ALONE = range(6)
MARK_STATES = 6
LOWER, TITLE, UPPER, MIXED, NO_LETTERS = range(5)
CASES = 5

Ints = NDArray[np.int64]
_SENTENCE_END = re.compile(r"[.?!…][\"”’'»)\]]*\s+")


@dataclass(frozen=True, slots=True)
class Window:
    """Wordpieces as int64 arrays of one length. `starts`, `ends`: code points in the text, -1 for `[CLS]`,
    `[SEP]`.

    `marks` and `cases` are the states above; `paragraphs` the number of the paragraph, 0 for the first of
    the text. `inner` is true for a piece that does not begin its word, `wordy` for one that has a letter or
    a digit.
    """

    ids: Ints
    marks: Ints
    cases: Ints
    starts: Ints
    ends: Ints
    paragraphs: Ints
    inner: NDArray[np.bool_]
    wordy: NDArray[np.bool_]

    def __len__(self) -> int:
        """Count the wordpieces."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Wordpieces of one paragraph, or of a part of a long one."""

    ids: list[int]
    starts: list[int]
    ends: list[int]
    number: int
    joined: bool
    """Whether it goes on from the piece before: a part of its paragraph, or of a quotation left open."""


def windows(
    text: str,
    marks: Sequence[Quoted],
    tokenizer: Tokenizer,
    most: int = MOST_PIECES,
    first: int | None = None,
) -> list[Window]:
    """Return the windows of a text in its order, none empty. `first` is the size of the first one, if
    another.
    """
    states, cases = mark_states(text, marks), letter_cases(text)
    out: list[Window] = []
    held: list[_Piece] = []
    size, room = 0, first or most
    for piece in _pieces(text, marks, tokenizer, most):
        if held and size + len(piece.ids) + 1 > room:
            carried = _opened_before(held) if piece.joined else 0
            rest = held[-carried:] if carried and sum(len(p.ids) + 1 for p in held[-carried:]) < most // 2 else []
            out.append(_window(text, held[: len(held) - len(rest)], states, cases))
            held, room = rest, most
            size = sum(len(p.ids) + 1 for p in held)
            if size + len(piece.ids) + 1 > room:
                out.append(_window(text, held, states, cases))
                held, size = [], 0
        held.append(piece)
        size += len(piece.ids) + 1
    if held:
        out.append(_window(text, held, states, cases))
    return out


def _opened_before(held: Sequence[_Piece]) -> int:
    """How many of the last pieces go with the next one; 0 where that is all of them."""
    count = 1
    while count < len(held) and held[-count].joined:
        count += 1
    return count if count < len(held) else 0


def _pieces(text: str, marks: Sequence[Quoted], tokenizer: Tokenizer, most: int) -> Iterator[_Piece]:
    bounds = paragraphs(text)
    open_after = {m.paragraph for m in marks if m.level == 0 and not m.closed}
    encoded = tokenizer.encode_batch([b.of(text) for b in bounds], add_special_tokens=False)
    for number, (bound, encoding) in enumerate(zip(bounds, encoded, strict=True)):
        ids = encoding.ids
        starts = [bound.start + s for s, _ in encoding.offsets]
        ends = [bound.start + e for _, e in encoding.offsets]
        goes_on = number - 1 in open_after
        for i, j in _cuts(text, starts, bound, most - 1):
            yield _Piece(ids[i:j], starts[i:j], ends[i:j], number, goes_on or i > 0)


def _cuts(text: str, starts: Sequence[int], bound: Span, most: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of wordpieces that fit, cut after sentences where there are any."""
    count, i = len(starts), 0
    if count > most:
        sentence = {m.end() for m in _SENTENCE_END.finditer(text, bound.start, bound.end)}
        while count - i > most:
            j = next((k for k in range(i + most, i + most // 2, -1) if starts[k] in sentence), i + most)
            yield i, j
            i = j
    if i < count:
        yield i, count


def _window(text: str, held: Sequence[_Piece], states: Ints, cases: Ints) -> Window:
    ids, starts, ends, numbers = [CLS], [-1], [-1], [held[0].number]
    for n, piece in enumerate(held):
        if n and held[n - 1].number != piece.number:
            ids, starts, ends, numbers = [*ids, SEP], [*starts, -1], [*ends, -1], [*numbers, piece.number]
        ids += piece.ids
        starts += piece.starts
        ends += piece.ends
        numbers += [piece.number] * len(piece.ids)
    at = np.array([*starts, -1], dtype=np.int64)
    until = np.array([*ends, -1], dtype=np.int64)
    real = at >= 0
    wordy = np.array([s >= 0 and text[s].isalnum() for s in at.tolist()], dtype=bool)
    return Window(
        ids=np.array([*ids, SEP], dtype=np.int64),
        marks=np.where(real, states[at], OUTSIDE),
        cases=np.where(real, cases[at], LOWER),
        starts=at,
        ends=until,
        paragraphs=np.array([*numbers, numbers[-1]], dtype=np.int64),
        inner=_inner(text, at, until, wordy),
        wordy=wordy,
    )


def _inner(text: str, starts: Ints, ends: Ints, wordy: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark the pieces that go on in a word, that of a compound with hyphens being one."""
    hyphen = np.array([s >= 0 and text[s] == "-" for s in starts.tolist()], dtype=bool)
    touching = np.concatenate([[False], starts[1:] == ends[:-1]])
    held = wordy | (hyphen & np.roll(wordy, 1) & np.roll(wordy, -1) & touching & np.roll(touching, -1))
    return np.asarray(touching & held & np.roll(held, 1), dtype=bool)


def mark_states(text: str, marks: Sequence[Quoted]) -> Ints:
    """Return the state of each character: outside marks, inside, in marks within marks, or a mark itself."""
    states = np.zeros(len(text) + 1, dtype=np.int64)
    for mark in marks:
        states[mark.span.start : mark.span.end] = INSIDE if mark.level == 0 else WITHIN
    for mark in marks:
        states[mark.span.start] = OPENS if mark.closed else ALONE
        if mark.closed:
            states[mark.span.end - 1] = CLOSES
    return states


def letter_cases(text: str) -> Ints:
    """Return for each character the letter case of its word, which an encoder of lower case cannot see."""
    cases = np.full(len(text) + 1, NO_LETTERS, dtype=np.int64)
    for word in re.finditer(r"\w+", text):
        cases[word.start() : word.end()] = _case(word.group())
    return cases


def _case(word: str) -> int:
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    if word.istitle():
        return TITLE
    return MIXED if any(c.isalpha() for c in word) else NO_LETTERS
