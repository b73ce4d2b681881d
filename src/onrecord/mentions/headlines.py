"""Who is quoted in a headline or a heading: the speaker below whose words or work it repeats."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice

from onrecord.mentions.answers import Answer
from onrecord.mentions.cast import Cast
from onrecord.mentions.met import Met
from onrecord.mentions.reading import Reading
from onrecord.mentions.roles import DETERMINERS
from onrecord.mentions.sources import Source
from onrecord.mentions.spoken import Speeches
from onrecord.types import Quotation, Reason, Span, SpeakerType

_STOP = DETERMINERS | frozenset("of in on at to and or is are was were for from by as that with has have be it".split())
_SHARED = 0.4
_CLEARLY = 0.15
_PARAGRAPHS = 8


def below(source: Source, cast: Cast, spoken: Speeches, met: Met) -> Answer | None:
    """Return whom a headline's description means: the one speaker of the body whose work it names, if only one."""
    head = source.phrase.head
    fits = list(islice((person for person in cast.called(head) if spoken.has(person) and head in person.heads), 2))
    unnamed = list(islice(met.called(SpeakerType.ANONYMOUS, head), 2))
    if len(fits) == 1 and not unnamed:
        detail = f"{source.text!r} is {fits[0].name!r}, the only one of that work who speaks below"
        reason = Reason("headline", detail, (source.span,), 0.8)
        return Answer(fits[0].name, SpeakerType.PERSON, fits[0], 0.8, (), [reason])
    if len(unnamed) == 1 and not fits:
        reason = Reason("headline", f"{source.text!r} is {unnamed[0].name!r}, who speaks below", (source.span,), 0.7)
        return Answer(unnamed[0].name, SpeakerType.ANONYMOUS, None, 0.7, (), [reason], unnamed[0])
    return None


class Echoes:
    """The words of an article's quotations, to tell which of them a heading repeats."""

    def __init__(self, reading: Reading, quotations: Sequence[Quotation]) -> None:
        """Take the quotations by where they begin."""
        self._reading = reading
        self._quotations = quotations
        begin = (min((span.start for span in quotation.content), default=0) for quotation in quotations)
        self._places = sorted((start, number) for number, start in enumerate(begin))
        self._words: dict[int, frozenset[str]] = {}

    def _of(self, number: int) -> frozenset[str]:
        if number not in self._words:
            self._words[number] = _words(self._reading.text, self._quotations[number].content)
        return self._words[number]

    def below(self, number: int, answers: Sequence[Answer | None]) -> Answer | None:
        """Return the answer of the quotation not far below whose words quotation `number`, a heading, repeats."""
        own = self._of(number)
        end = max((span.end for span in self._quotations[number].content), default=0)
        first = bisect_right(self._places, (end, len(self._places)))
        last = bisect_left(self._places, (self._reading.until(end, _PARAGRAPHS),))
        best: tuple[float, Answer] | None = None
        for other in sorted(other for _, other in self._places[first:last]):
            answer = answers[other]
            if answer is None:
                continue
            shared = len(own & self._of(other)) / max(len(own), 1)
            if shared >= _SHARED and (best is None or shared > best[0] + _CLEARLY):
                best = (shared, answer)
        return best[1] if best else None


def _words(text: str, spans: Sequence[Span]) -> frozenset[str]:
    found = {word.lower()[:6] for span in spans for word in re.findall(r"\w{2,}", span.of(text))}
    return frozenset(found - _STOP)
