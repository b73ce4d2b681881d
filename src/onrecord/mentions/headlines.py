"""Who is quoted in a headline or a heading: the speaker below whose words or work it repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.mentions.answers import Answer, Entity
from onrecord.mentions.pronouns import Spoken
from onrecord.mentions.reading import Reading
from onrecord.mentions.roles import DETERMINERS
from onrecord.mentions.sources import Source
from onrecord.types import Quotation, Reason, Span, SpeakerType

_STOP = DETERMINERS | frozenset("of in on at to and or is are was were for from by as that with has have be it".split())
_SHARED = 0.4
_CLEARLY = 0.15
_PARAGRAPHS = 8


def below(source: Source, spoken: Sequence[Spoken], entities: Sequence[Entity]) -> Answer | None:
    """Return whom a headline's description means: the one speaker of the body whose work it names, if only one."""
    head = source.phrase.head
    fits = [person for person in dict.fromkeys(one.person for one in spoken) if head in person.heads]
    unnamed = [e for e in entities if e.type is SpeakerType.ANONYMOUS and head in e.phrase.heads]
    if len(fits) == 1 and not unnamed:
        detail = f"{source.text!r} is {fits[0].name!r}, the only one of that work who speaks below"
        reason = Reason("headline", detail, (source.span,), 0.8)
        return Answer(fits[0].name, SpeakerType.PERSON, fits[0], 0.8, (), [reason])
    if len(unnamed) == 1 and not fits:
        reason = Reason("headline", f"{source.text!r} is {unnamed[0].name!r}, who speaks below", (source.span,), 0.7)
        return Answer(unnamed[0].name, SpeakerType.ANONYMOUS, None, 0.7, (), [reason], unnamed[0])
    return None


def echoed(
    reading: Reading, quotations: Sequence[Quotation], answers: Sequence[Answer | None], number: int
) -> Answer | None:
    """Return the answer of the quotation not far below whose words a heading repeats."""
    own = _words(reading.text, quotations[number].content)
    end = max((span.end for span in quotations[number].content), default=0)
    best: tuple[float, Answer] | None = None
    for other, answer in zip(quotations, answers, strict=True):
        start = min((span.start for span in other.content), default=0)
        if answer is None or start <= end or reading.paragraph(start) - reading.paragraph(end) > _PARAGRAPHS:
            continue
        shared = len(own & _words(reading.text, other.content)) / max(len(own), 1)
        if shared >= _SHARED and (best is None or shared > best[0] + _CLEARLY):
            best = (shared, answer)
    return best[1] if best else None


def _words(text: str, spans: Sequence[Span]) -> frozenset[str]:
    found = {word.lower()[:6] for span in spans for word in re.findall(r"\w{2,}", span.of(text))}
    return frozenset(found - _STOP)
