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
    r"(?:news agency|news website|news channel|news network|newspaper|news|agency|daily|weekly|magazine|broadcaster|"
    r"television|TV|radio station|radio|station|channel|network|website|newswire|outlet|press|paper|tabloid)"
)
_OUTLET = re.compile(
    r"(?P<lead>(?:(?:the|a|an|its|his|her|[A-Z]\w+-language|[A-Z][a-z]+|state|local|private|public|semi-official|official|"
    r"state-run|pro-government|independent|opposition|regional|national|daily|weekly|news|Sunday) )*?)"
    r"(?:(?P<noun>" + _NOUN + r"),? (?P<called>" + _NAME + r"(?: " + _NAME + r")*)"
    r"|(?P<name>" + _NAME + r"(?: " + _NAME + r")*(?: " + _NOUN + r")?))"
)  # fmt: skip
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
    r"\s*,? ?(?:has |had |also |later )*(?P<verb>reported|reports|quoted|cited|quotes|cites|has reported|said)\b|,\s+(?=citing|quoting)"
)
_OWN_CHANNEL = re.compile(
    r"\b(?:in|through|via|on) (?:a|an|his|her|their|its|the|another)?\s*(?:\w+ ){0,3}"
    r"(?:statement|message|letter|tweet|speech|sermon|address|email|post|Twitter|Facebook|press conference|news conference|"
    r"briefing|rally|debate|testimony|court|filing)\b|\btold (?:reporters|the court|the jury|the crowd|lawmakers|supporters)"
)


@dataclass(frozen=True, slots=True)
class Conduit:
    """An outlet where it is printed. `spoken` says that the speaker spoke to it, so that it holds nearby too."""

    name: str
    span: Span
    spoken: bool


def around(reading: Reading, quotation: Quotation) -> list[tuple[int, str]]:
    """Return the stretches of the cue's sentence outside the content, as (offset, text)."""
    spans = (*quotation.cue, *quotation.source)
    if not spans:
        return []
    start = min(reading.sentence_span(span.start)[0] for span in spans)
    end = max(reading.sentence_span(span.end - 1)[1] for span in spans)
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


def conduits(reading: Reading, quotation: Quotation, speaker: str | None) -> list[Conduit]:
    """Return the outlets that one quotation's own sentence says its words came through, in order."""
    found: list[Conduit] = []
    for offset, text in around(reading, quotation):
        for pattern, spoken in ((_TOLD, True), (_WITH, True), (_CITING, False)):
            for match in pattern.finditer(text):
                conduit = _outlet(text, match.end(), offset, spoken, pattern is _TOLD)
                if conduit is not None:
                    found.append(conduit)
        found.extend(_reporting(reading, text, offset, quotation))
    source = quotation.source
    kept = [c for c in found if not any(span.covers(c.span) and span.start == c.span.start for span in source)]
    unique = {c.name: c for c in sorted(kept, key=lambda c: -c.span.start)}
    own = (speaker or "").lower()
    return sorted((c for c in unique.values() if c.name.lower() != own), key=lambda c: c.span.start)


def _outlet(text: str, at: int, offset: int, spoken: bool, told: bool) -> Conduit | None:
    match = _OUTLET.match(text, at)
    if match is None:
        return None
    called = match["called"]
    name, start, end = (called, *match.span("called")) if called else (match["name"], *match.span("name"))
    name = re.sub(r"^the ", "", name.strip())
    name = re.sub(r"(?: (?:of|the|and))+$", "", name)
    lows = {word.low for word in cut(name)}
    known = bool(lows & OUTLETS) or bool(called) or lows <= {"reuters", "afp", "ap"}
    if not known or not name or (lows <= set(NATION)):
        return None
    if told and re.match(r"(?:['’]s)", text[end:]) and not re.match(r"['’]s [A-Z]", text[end:]):
        return None
    return Conduit(name, Span(offset + start, offset + min(end, start + len(name))), spoken)


def _reporting(reading: Reading, text: str, offset: int, quotation: Quotation) -> list[Conduit]:
    """Read "X reported", "X quoted Y as saying", "X, citing Z, quoted Y": outlets that are subjects."""
    found = []
    for match in _OUTLET.finditer(text):
        verb = _REPORTS.match(text, match.end())
        if verb is None:
            continue
        conduit = _outlet(text, match.start(), offset, False, False)
        if conduit is None:
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
