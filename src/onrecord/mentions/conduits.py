"""The outlets that words came through: "told al-Maalomah", "in an interview with", "Reuters reported", "citing".

Read from the sentence around the cue, outside the words themselves. Courts, reporters in general, statements and
letters are no outlets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.mentions.nouns import OUTLETS
from onrecord.mentions.places import NATION
from onrecord.mentions.reading import Reading, cut
from onrecord.types import Quotation, Span

_NAME = r"(?:[A-Z][\w&.’'-]*|[ae]l-[A-Z][\w’'-]*|of|the(?= [A-Z])|and(?= [A-Z]))"
_NOUN = (
    r"(?:news agency|news website|news channel|news network|newspaper|news|agency|daily|weekly|magazine|broadcaster"
    r"|television|TV|radio station|radio|station|channel|network|website|newswire|outlet|press|paper|tabloid)"
)
_LEAD = r"(?:(?:[Tt]he|an?|its|his|her|[A-Z][a-z]+(?:-language)?|[a-z]+(?:-[a-z]+)?) ){0,5}?"
_CALLED = re.compile(rf"(?P<lead>{_LEAD}){_NOUN},? (?P<name>(?!The\b){_NAME}(?: {_NAME}){{0,7}})")
_NAMED = re.compile(
    r"(?P<lead>(?:(?:[Tt]he|an?|[a-z]+|[A-Z][a-z]+-language) ){0,5}?)"
    rf"(?P<name>{_NAME}(?: {_NAME}){{0,7}}(?: {_NOUN})?)"
)
_TOLD = re.compile(r"\b(?:told|tells|telling|informed)\b\s+(?:the |a |an )?")
_WITH = re.compile(
    r"\b(?:interview|interviews|conversation|statement|statements|comments|remarks|speaking|spoke|speech|talk|call)"
    r" (?:with|to|on|for|carried by|published (?:by|in)|broadcast by|aired (?:by|on)|given to|made to|given by) "
    r"|\b(?:carried|published|broadcast|aired|quoted|cited|reported|relayed)(?: as saying)? (?:by|on|in) "
    r"|\b(?:quoted as saying|was quoted|were quoted)[^.;“”\"]{0,20}? (?:by|in) "
    r"|\bappear(?:ed|ing|ance) on |\bwrote in |\bwriting in |\bon (?=[A-Z]\w+(?: [A-Z]\w+)* (?:TV|television|radio)\b)"
)
_CITING = re.compile(r"\b(?:citing|quoting|via|according to a report (?:by|in)) ")
_REPORTS = re.compile(
    r"\s*,? ?(?:has |had |also |later )*(?P<verb>reported|reports|quoted|cited|quotes|cites|has reported|said)\b"
    r"|,\s+(?=citing|quoting)"
)
_OWN_CHANNEL = re.compile(
    r"\b(?:in|through|via|on) (?:a|an|his|her|their|its|the|another)?\s*(?:\w+ ){0,3}"
    r"(?:statement|message|letter|tweet|speech|sermon|address|email|post|Twitter|Facebook|press conference"
    r"|news conference|briefing|rally|debate|testimony|court|filing)\b|\btold (?:reporters|the court"
    r"|the jury|the crowd|lawmakers|supporters)"
)


@dataclass(frozen=True, slots=True)
class Conduit:
    """An outlet where it is printed. `spoken` says that the speaker spoke to it, so that it holds nearby too."""

    name: str
    span: Span
    spoken: bool


_REACH = 800
"""How many letters from the cue its sentence is read, so that one that never ends costs no more than others."""


def around(reading: Reading, quotation: Quotation) -> list[tuple[int, str]]:
    """Return the stretches of the cue's sentence outside the content, as (offset, text)."""
    spans = (*quotation.cue, *quotation.source)
    if not spans:
        return []
    start = min(max(reading.sentence_span(span.start)[0], span.start - _REACH) for span in spans)
    end = max(min(reading.sentence_span(span.end - 1)[1], span.end + _REACH) for span in spans)
    for part in quotation.content:
        if part.end <= min(span.start for span in spans) and reading.paragraph(part.end - 1) == reading.paragraph(
            spans[0].start
        ):
            start = min(start, part.start)
    parts, at = [], start
    for part in sorted(quotation.content, key=lambda span: span.start):
        if part.end <= at or part.start >= end:
            continue
        if part.start > at:
            parts.append((at, reading.text[at : part.start]))
        at = part.end
    if at < end:
        parts.append((at, reading.text[at:end]))
    return parts


def conduits(reading: Reading, quotation: Quotation, speaker: str | None, unnamed: bool = False) -> list[Conduit]:
    """Return the outlets that one quotation's own sentence says its words came through, in order.

    For an `unnamed` source also the one that a later sentence of the paragraph says they "spoke to".
    """
    found: list[Conduit] = _spoke_later(reading, quotation) if unnamed else []
    for offset, text in around(reading, quotation):
        for pattern, spoken in ((_TOLD, True), (_WITH, True), (_CITING, False)):
            for match in pattern.finditer(text):
                conduit = _outlet(text, match.end(), offset, spoken)
                if conduit is not None:
                    found.append(conduit)
        found.extend(_reporting(reading, text, offset, quotation))
    source = quotation.source
    kept = [c for c in found if not any(span.covers(c.span) and span.start == c.span.start for span in source)]
    kept = [c for c in kept if not any(c is not o and o.span.covers(c.span) and o.span != c.span for o in kept)]
    unique = {c.name: c for c in sorted(kept, key=lambda c: -c.span.start)}
    own = (speaker or "").lower()
    return sorted((c for c in unique.values() if c.name.lower() != own), key=lambda c: c.span.start)


_SPOKE = re.compile(r"\b(?:spoke|talked|were speaking|was speaking) (?:to|with) ")


def _spoke_later(reading: Reading, quotation: Quotation) -> list[Conduit]:
    """Read "The officials spoke to the agency on condition of anonymity" after the quotation, in its paragraph."""
    spans = (*quotation.source, *quotation.cue)
    start = max((span.end for span in spans), default=0)
    text = reading.text[start : start + 600].partition("\n")[0]
    found = [_outlet(text, match.end(), start, True) for match in _SPOKE.finditer(text)]
    return [conduit for conduit in found if conduit is not None][:1]


def _outlet(text: str, at: int, offset: int, spoken: bool) -> Conduit | None:
    """Return the outlet that `text` names at `at`, less its article and what it is called besides its name."""
    match = _CALLED.match(text, at)
    called = match is not None and all(_adjective(word) for word in match["lead"].split())
    if not called:
        match = _NAMED.match(text, at)
    if match is None:
        return None
    name = re.sub(r"(?: (?:of|the|and))+$", "", match["name"])
    name = re.sub(r"^(?:[Tt]he |\w+-language )+", "", name)
    name = name if re.search(r"\b[A-Z]\.$", name) else name.rstrip(".")
    lows = {word.low for word in cut(name)}
    if not (called or lows & OUTLETS) or not name or lows <= set(NATION):
        return None
    start = match.start("name") + match["name"].find(name)
    return Conduit(name, Span(offset + start, offset + start + len(name)), spoken)


def _adjective(word: str) -> bool:
    return (
        word[0].islower()
        or word in ("The", "A", "An")
        or word.endswith(("-language", "ish", "ese", "que", "ian"))
        or word.lower() in NATION
    )


def _reporting(reading: Reading, text: str, offset: int, quotation: Quotation) -> list[Conduit]:
    """Read "X reported", "X quoted Y as saying", "X, citing Z, quoted Y": outlets that are subjects."""
    found = []
    for match in re.finditer(r"\b(?:[Tt]he |[Aa]n? )?(?=[A-Z]|[ae]l-[A-Z])", text):
        conduit = _outlet(text, match.end(), offset, False)
        verb = _REPORTS.match(text, conduit.span.end - offset) if conduit is not None else None
        if conduit is None or verb is None:
            continue
        if verb["verb"] in ("said",) or (verb["verb"] or "").startswith("report"):
            cued = any(span.start <= offset + verb.end() <= span.end + 1 for span in quotation.cue)
            if cued and any(span.covers(conduit.span) for span in quotation.source):
                continue
        if verb["verb"] != "said":
            spoken = (verb["verb"] or "").startswith(("quot", "cit"))
            found.append(Conduit(conduit.name, conduit.span, spoken))
    return found


def own_channel(reading: Reading, quotation: Quotation) -> bool:
    """Whether the cue's sentence says that the words came straight from the speaker: a statement, a tweet, a court."""
    return any(_OWN_CHANNEL.search(text) for _, text in around(reading, quotation))


def carried(found: Sequence[list[Conduit]], same: Sequence[int | None], own: Sequence[bool]) -> list[tuple[str, ...]]:
    """Return the outlets of every quotation, an interview's carried to the others by the same speaker.

    `same` numbers the speakers (None for nobody); `own` marks quotations that name a channel of their own. What was
    said to one outlet holds for a speaker's other quotations only if no second outlet comes into question.
    """
    by_speaker: dict[int, set[tuple[str, ...]]] = {}
    for outlets, speaker in zip(found, same, strict=True):
        if speaker is not None and outlets and all(c.spoken for c in outlets):
            by_speaker.setdefault(speaker, set()).add(tuple(c.name for c in outlets))
    chains = []
    for outlets, speaker, channel in zip(found, same, own, strict=True):
        chain = tuple(c.name for c in outlets)
        known = by_speaker.get(speaker, set()) if speaker is not None else set()
        if not chain and not channel and len(known) == 1:
            chain = next(iter(known))
        chains.append(chain)
    return chains
