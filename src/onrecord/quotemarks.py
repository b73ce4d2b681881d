"""Pairs quotation marks, and nothing else: it does not know who speaks, nor whether a mark holds speech at all.

News breaks its marks in many ways: straight and curly in one article, single inside double or the other way round,
guillemets, a mark forgotten, apostrophes and inches that look like marks, paragraphs that each open a mark while only
the last one closes it. Whatever is wrong, the damage stays in its paragraph: pairing begins anew in each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.types import Span

_CLOSERS = {
    "“": "”“",
    "„": "“”‟",
    "‟": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    '"': '"',
    "``": "''",
    "‘": "’",
    "'": "'",
    "‚": "‘’",
    "”": "”",
}
_SINGLE = frozenset("‘'‚‹")
_MARK = re.compile(r"``|''|[“”„‟«»‹›\"‘’'‚]")
_STRAIGHT = re.compile('"')
_NEXT_WORD = re.compile(r" [^\W\d_]")
_MAY_CLOSE = re.compile(r"(?<=\S)['’](?=[\s.,;:!?)\"”]|$)")
_MAY_OPEN = re.compile(r"(?<!\w)['‘]\w")
_OPENS_AFTER = frozenset(" \t\n\r\f\v\xa0\u2009\u202f([{-–—/…:;,.“„«‘'\"‟`>")
_NOTHING = "\n"
_SOFT_WRAP = range(40, 111)


@dataclass(frozen=True, slots=True)
class Quoted:
    """What stands between two marks. `span` includes the marks; `level` is 0 outside, 1 for a quotation in it, ...

    `closed` is False where the paragraph ends before the mark is closed: then `span` ends with the paragraph's text.
    `paragraph` is the number of the paragraph, as `paragraphs` counts them.
    """

    span: Span
    level: int
    single: bool
    closed: bool
    paragraph: int


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs, without the white space around them.

    Blank lines part paragraphs. A single line break parts them too, unless the block is hard-wrapped: several lines
    of 40 to 110 characters of which most break off in mid-sentence.
    """
    found: list[Span] = []
    for block in re.finditer(r"\S(?:[^\n]|\n(?![ \t\r]*\n))*", text):
        lines = [
            Span(block.start() + m.start(), block.start() + m.start() + len(m.group().rstrip()))
            for m in re.finditer(r"\S[^\n]*", block.group())
        ]
        if _hard_wrapped(text, lines):
            found.append(Span(lines[0].start, lines[-1].end))
        else:
            found.extend(lines)
    return tuple(found)


def _hard_wrapped(text: str, lines: list[Span]) -> bool:
    inner = lines[:-1]
    if not inner or any(line.end - line.start not in _SOFT_WRAP for line in inner):
        return False
    cut = sum(text[line.end - 1] not in ".!?:;\"”’'»)" for line in inner)
    return cut * 2 >= len(inner)


def pair(text: str) -> tuple[Quoted, ...]:
    """Return all that stands between quotation marks, outer before inner, in the order of the text."""
    found: list[Quoted] = []
    for number, paragraph in enumerate(paragraphs(text)):
        found.extend(_Pairing(text, paragraph, number).run())
    return tuple(sorted(found, key=lambda q: (q.span.start, -q.span.end)))


class _Open:
    """What is open: where, by mark. Which mark was opened last is asked of each kind, not of all that are open."""

    def __init__(self) -> None:
        self._starts: dict[str, list[int]] = {}

    def add(self, mark: str, start: int) -> None:
        self._starts.setdefault(mark, []).append(start)

    def last(self, closer: str) -> tuple[str, int] | None:
        """Return the innermost mark that `closer` may close."""
        fitting = [(starts[-1], mark) for mark, starts in self._starts.items() if starts and _fits(mark, closer)]
        return max(fitting)[::-1] if fitting else None

    def close(self, start: int) -> None:
        """Forget what was opened there and within."""
        for starts in self._starts.values():
            while starts and starts[-1] >= start:
                starts.pop()

    def forget(self, mark: str) -> None:
        self._starts.pop(mark, None)

    def first_outer(self) -> tuple[int, str] | None:
        """Return the first mark that is not single."""
        outer = ((starts[0], mark) for mark, starts in self._starts.items() if starts and mark not in _SINGLE)
        return min(outer, default=None)


def _fits(opened: str, mark: str) -> bool:
    if mark in _CLOSERS[opened]:
        return True
    # one style opened and another closing: "…” and “…"
    return (opened in '“"‟' and mark in '”"') or (opened in "‘'" and mark in "’'")


class _Pairing:
    """The marks of one paragraph, read from left to right."""

    def __init__(self, text: str, paragraph: Span, number: int) -> None:
        self.text, self.paragraph, self.number = text, paragraph, number
        self.open = _Open()
        self.done: list[tuple[int, int, str, bool]] = []
        # where the last mark stands that may close, by the characters that do
        self.last: dict[str, int] = {}
        self.found: dict[re.Pattern[str], list[int]] = {}

    def run(self) -> list[Quoted]:
        for m in _MARK.finditer(self.text, self.paragraph.start, self.paragraph.end):
            self._mark(m.group(), m.start(), m.end())
        self._leftover()
        return self._levels()

    def _mark(self, mark: str, start: int, end: int) -> None:
        before = self.text[start - 1] if start > self.paragraph.start else _NOTHING
        after = self.text[end] if end < self.paragraph.end else " "
        if mark in "'’" and before.isalnum() and after.isalnum():
            return
        closed = self._closes(mark, start, before, after)
        if closed is not None:
            self.open.close(closed[1])
            self.done.append((closed[1], end, closed[0], True))
        elif self._opens(mark, before, after, end):
            if mark not in _SINGLE:  # an outer mark opened twice: the first has lost its partner, where nobody knows
                self.open.forget(mark)
            self.open.add(mark, start)

    def _closes(self, mark: str, start: int, before: str, after: str) -> tuple[str, int] | None:
        """Return the mark that this one closes, and where it stands."""
        if before.isspace() and mark not in "»«›" and not (after.isspace() or after in ".,;:!?)"):
            return None
        opened = self.open.last(mark)
        if opened is None:
            return None
        if start <= opened[1] + len(opened[0]) - 1 or (mark in "'’" and after.isalnum()):
            return None
        if mark == '"' and before.isdigit() and self._inches(start, after):
            return None
        if mark in "'’" and before == "s" and self._better_closer(start):
            return None
        if mark == "“" and opened[0] == "“" and not self._closing_curl(before, after):
            return None
        return opened

    @staticmethod
    def _closing_curl(before: str, after: str) -> bool:
        return not before.isspace() and before not in "([—–-" and not after.isalnum()

    def _inches(self, start: int, after: str) -> bool:
        if after == " ":
            marks = self._places(_STRAIGHT)
            return (len(marks) - bisect_right(marks, start)) % 2 == 1
        return self.text[start + 1 : min(start + 3, self.paragraph.end)] in (',"', '."')

    def _better_closer(self, start: int) -> bool:
        """After a plural (the boys' boats) a single mark closes only if no later one, before punctuation, does."""
        if _NEXT_WORD.match(self.text, start + 1, self.paragraph.end) is None:
            return False
        closers, openers = self._places(_MAY_CLOSE), self._places(_MAY_OPEN)
        closer, opener = bisect_right(closers, start + 1), bisect_right(openers, start + 1)
        return closer < len(closers) and not (opener < len(openers) and openers[opener] < closers[closer])

    def _places(self, pattern: re.Pattern[str]) -> Sequence[int]:
        """Return where a pattern stands in the paragraph, looked for once."""
        if pattern not in self.found:
            every = pattern.finditer(self.text, self.paragraph.start, self.paragraph.end)
            self.found[pattern] = [m.start() for m in every]
        return self.found[pattern]

    def _opens(self, mark: str, before: str, after: str, end: int) -> bool:
        if mark == "”":
            # a closing mark put where only an opening one makes sense: at the start of a paragraph, before a word
            return before == _NOTHING and (after.isalnum() or after in "…[")
        if mark in "’''" and mark != "'":
            return False
        if mark in "»«":
            # « opens in French, » in some German and Danish houses
            return mark == "«" or (before.isspace() and after.isalnum())
        if mark == "›":
            return False
        if after.isspace() or end >= self.paragraph.end:
            return False
        if mark in "\"'" or mark in _SINGLE:
            return before in _OPENS_AFTER and self._has_partner(mark, end)
        return True

    def _has_partner(self, mark: str, end: int) -> bool:
        """A single mark opens only where one may close it later: 'em and '90s are apostrophes."""
        if mark not in _SINGLE:
            return True
        closers = _CLOSERS[mark] + ("'’" if mark in "‘'" else "")
        if closers not in self.last:
            found = re.finditer(rf"(?<=\S)[{closers}](?!\w)", self.text[self.paragraph.start : self.paragraph.end])
            self.last[closers] = max((self.paragraph.start + m.start() for m in found), default=-1)
        return self.last[closers] > end

    def _leftover(self) -> None:
        left = self.open.first_outer()
        if left is not None:
            self.done.append((left[0], self.paragraph.end, left[1], False))

    def _levels(self) -> list[Quoted]:
        out: list[Quoted] = []
        around: list[int] = []
        for start, end, mark, closed in sorted(self.done, key=lambda d: (d[0], -d[1])):
            # Closing a mark drops what was opened within it, so that no two cross: what ends later is around.
            while around and around[-1] <= start:
                around.pop()
            out.append(Quoted(Span(start, end), len(around), mark in _SINGLE, closed, self.number))
            around.append(end)
        return out
