"""An article as the other modules of this package read it: its words with offsets, paragraphs, sentences, marks.

Words are cut here and not taken from spaCy, whose tokens split al-Muhammadawi and O'Brien; its tags and its
sentences are asked by offset, as hints.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from onrecord import docwords
from onrecord.spans import Spread
from onrecord.types import Quotation, Span

_WORD = re.compile(r"(?:(?<!\w)[^\W\d_]\.)*[^\W_](?:\w|['’‘ʼ`\-‐‑&](?=\w)|(?<=\b\w)\.(?=\w))*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_CONTRACTED = re.compile(r"(?:n['’]t|['’](?:d|ll|m|re|ve))$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:\w\.)*\w")
_ABBREVIATED = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "gen", "maj", "lt", "col", "sgt", "capt", "cpl", "cmdr", "adm", "brig"}
    | {
        "sen",
        "rep",
        "gov",
        "pres",
        "amb",
        "rev",
        "hon",
        "jr",
        "sr",
        "st",
        "supt",
        "det",
        "insp",
        "atty",
        "asst",
    }
    | {"mme", "fr", "vol", "dep", "sec", "u.s", "u.k", "u.n", "messrs", "reps", "sens", "govs"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed, less a possessive 's; `low` is it in lower case with plain hyphens."""

    text: str
    start: int
    end: int
    low: str
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether the word is printed as a name is: with a capital, perhaps after a joined particle (al-Zahir)."""
        if self.text[0].isupper():
            return True
        head, hyphen, tail = self.text.partition("-")
        return bool(hyphen) and len(head) <= 4 and tail[:1].isupper()


_SPACES = str.maketrans(dict.fromkeys("\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " "))
_HORIZON = 20_000
"""Characters from a place beyond which nothing is near it, so that a text without paragraphs or sentences (a table, a
transcript on one line) takes no longer to read than others."""

_AGE = re.compile(r", (?:aged )?(\d+)\b")
_SMALL = frozenset("from with over into than that their your upon amid after about says their this when what".split())


def cut(text: str, offset: int = 0) -> list[Word]:
    """Return the words of `text`, their offsets counted from `offset`."""
    words = []
    for match in _WORD.finditer(text):
        printed = match.group()
        bare = _POSSESSIVE.sub("", printed)
        if not bare:
            continue
        possessive = len(bare) < len(printed)
        bare = _CONTRACTED.sub("", bare) or bare
        low = bare.lower().replace("‐", "-").replace("‑", "-").replace("’", "'")
        start = offset + match.start()
        words.append(Word(bare, start, start + len(bare), low, possessive))
    return words


def spaced(text: str) -> str:
    """Return words of the article as they are shown: on one line, with single spaces."""
    return " ".join(text.split())


class Reading:
    """The words of one parsed article, asked by offset; all spaces are plain ones, so that offsets hold."""

    def __init__(self, doc: Doc, text: str, quotations: Sequence[Quotation]) -> None:
        """Read `text`, of which `doc` is the parse; `quotations` tell what stands between marks or is reported."""
        self.doc = doc
        self.text = text.translate(_SPACES)
        self.words = cut(self.text)
        self._starts = [word.start for word in self.words]
        self._tokens = docwords.starts(doc)
        self._contents = Spread((span, number) for number, q in enumerate(quotations) for span in q.content)

    @cached_property
    def _breaks(self) -> list[int]:
        return [match.start() for match in re.finditer(r"\n\s*", self.text)]

    @cached_property
    def _sentences(self) -> list[int]:
        starts = set(docwords.sentence_starts(self.doc))
        starts |= {match.end() for match in re.finditer(r"\n\s*|[.!?][\"”’']?\s+(?=[“\"‘A-Z])", self.text)}
        return sorted(starts - {match.end() for match in _ABBREVIATION.finditer(self.text)})

    @cached_property
    def lowercase(self) -> frozenset[str]:
        """The words that the article prints without a capital somewhere."""
        return frozenset(word.low for word in self.words if word.text.islower())

    @cached_property
    def lows(self) -> frozenset[str]:
        """All the words of the article in lower case."""
        return frozenset(word.low for word in self.words)

    @cached_property
    def _headlines(self) -> list[tuple[int, int]]:
        lines, at = [], 0
        for line in self.text.splitlines(keepends=True):
            long = [w for w in self.within(at, at + len(line)) if len(w.text) > 3 and w.low not in _SMALL]
            if 4 <= len(long) <= 30 and sum(not word.capital for word in long) <= len(long) // 10:
                lines.append((at, at + len(line)))
            at += len(line)
        return lines

    def in_headline(self, offset: int) -> bool:
        """Whether `offset` lies in a line printed with a capital on nearly every word, where capitals tell nothing."""
        found = bisect_right(self._headlines, (offset, len(self.text) + 1)) - 1
        return found >= 0 and offset < self._headlines[found][1]

    def index(self, offset: int) -> int:
        """Return the number of the first word that starts at or after `offset`."""
        return bisect_right(self._starts, offset - 1)

    def within(self, start: int, end: int) -> list[Word]:
        """Return the words that start in `text[start:end]`."""
        return self.words[self.index(start) : self.index(end)]

    def gap(self, number: int) -> str:
        """Return what is printed between word `number` and the next, with a possessive's own letters left out."""
        if not 0 <= number < len(self.words) - 1:
            return "\n"
        word = self.words[number]
        end = word.end + (2 if word.possessive else 0)
        return self.text[end : self.words[number + 1].start]

    def joined(self, number: int) -> bool:
        """Whether word `number` and the next stand in one phrase: only a space, or an abbreviation's stop, between."""
        gap = self.gap(number)
        if gap in (" ", "  "):
            return True
        word = self.words[number]
        return gap in (". ", ".") and (word.low in _ABBREVIATED or bool(_INITIALS.fullmatch(word.text)))

    def token(self, offset: int) -> Token | None:
        """Return the parse's token at `offset`."""
        found = bisect_right(self._tokens, offset) - 1
        return self.doc[found] if found >= 0 else None

    def pos(self, word: Word) -> str:
        """Return the part of speech of a word, by its last token."""
        token = self.token(word.end - 1)
        return token.pos_ if token is not None else "X"

    def paragraph(self, offset: int) -> int:
        """Return the number of the line that holds `offset`, empty lines not counted."""
        return bisect_right(self._breaks, offset)

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence that holds `offset`."""
        return bisect_right(self._sentences, offset)

    def sentence_span(self, offset: int) -> tuple[int, int]:
        """Return where the sentence that holds `offset` starts and ends."""
        number = self.sentence(offset)
        start = self._sentences[number - 1] if number else 0
        end = self._sentences[number] if number < len(self._sentences) else len(self.text)
        return start, end

    def quoted_in(self, offset: int) -> list[int]:
        """Return the numbers of the quotations whose content holds `offset`."""
        return sorted(set(self._contents.overlapping(Span(offset, offset + 1))))

    def since(self, offset: int, *, paragraphs: int | None = None, sentences: int | None = None) -> int:
        """Return from where on the text is near `offset`: that many paragraphs or sentences back at most."""
        start = max(offset - _HORIZON, 0)
        if paragraphs is not None and (number := self.paragraph(offset) - paragraphs) > 0:
            start = max(start, self._breaks[number - 1])
        if sentences is not None and (number := self.sentence(offset) - sentences) > 0:
            start = max(start, self._sentences[number - 1])
        return start

    def until(self, offset: int, paragraphs: int) -> int:
        """Return where the text ceases to be near `offset`: after that many paragraphs more."""
        number = self.paragraph(offset) + paragraphs
        end = self._breaks[number] if number < len(self._breaks) else len(self.text)
        return min(end, offset + _HORIZON)

    def edge(self, offset: int, letters: str | None = None) -> int:
        """Return where the text before `offset` ends, less white space (or any of `letters`) at its end."""
        while offset and (self.text[offset - 1].isspace() if letters is None else self.text[offset - 1] in letters):
            offset -= 1
        return offset

    @cached_property
    def _ages(self) -> dict[str, int]:
        first: dict[str, int] = {}
        for match in _AGE.finditer(self.text):
            first.setdefault(match[1], match.end())
        return first

    def tells_age(self, age: int, offset: int) -> bool:
        """Whether ", 57" or ", aged 57" stands before `offset`."""
        return self._ages.get(str(age), offset + 1) <= offset


_ABBREVIATION = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(re.escape(word) for word in _ABBREVIATED)) + r"|[A-Z])\.\s+",
    re.IGNORECASE,
)


def outside(spans: Iterable[Span], start: int, end: int) -> bool:
    """Whether `start:end` shares no character with the spans."""
    return all(span.end <= start or end <= span.start for span in spans)
