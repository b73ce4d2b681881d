"""What else the article tells of a quotation: whom the words were said to, and why a source stays unnamed."""

from __future__ import annotations

import re

from onrecord.mentions.reading import Reading, spaced
from onrecord.types import Quotation, Reason, Span

_WHY = r"(?:,? (?:because|since|as|so that|in order to|to|citing|due to|for fear of) [^.,;\n“”\"]{4,200})?"
_GROUNDS = re.compile(
    rf"(?:on (?:the )?condition of anonymity{_WHY}"
    rf"|(?:asked|requested|insisted|wished|wanted|preferred|declined|refused|asking|declining)"
    rf" (?:not to be|to be|to remain|on not being|to stay|that (?:he|she|they) not be)"
    rf" (?:named|identified|quoted(?: by name)?|anonymous|unnamed){_WHY}"
    rf"|(?:asked|asking) that (?:his|her|their) names? not be (?:used|published|printed){_WHY}"
    rf"|(?:requested|requesting|was granted|were granted|given) anonymity{_WHY}"
    rf"|(?:spoke|speaking|talked) (?:anonymously|privately|off the record){_WHY}"
    r"|(?:was|were|is|are|being) not (?:authorized|authorised|allowed|permitted|cleared) to"
    r" (?:speak|talk|discuss|comment|be quoted|be named)[^.,;\n“”\"]{0,120}"
    r"|because (?:he|she|they) (?:was|were) not (?:authorized|authorised|allowed|permitted) to[^.,;\n“”\"]{0,120})"
)
_AFTER = 600


def ground(reading: Reading, quotation: Quotation) -> Reason | None:
    """Return the ground that the paragraph gives for leaving a source unnamed, in the article's words."""
    if not quotation.source:
        return None
    start = min(span.start for span in (*quotation.source, *quotation.cue))
    begin = reading.sentence_span(start)[0]
    text = reading.text[begin : start + _AFTER].partition("\n")[0]
    for match in _GROUNDS.finditer(text):
        span = Span(begin + match.start(), begin + match.end())
        if not reading.quoted_in(span.start):
            return Reason("anonymity", f"left unnamed: {spaced(match.group())!r}", (span,), 0.9)
    return None


_TELLS = re.compile(
    r"\b(?:told|tells|telling|tell|asked|asks|informed|informs|reminded|warned|assured|assures|urged|advised|instructed"
    r"|ordered|notified|cautioned|promised|begged)$"
)
_TO = re.compile(r"\s+(?:to|with) ")
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON", "PUNCT", "CCONJ"})


def addressee(reading: Reading, quotation: Quotation) -> Reason | None:
    """Return whom the words were said to: what stands right after "told", or after "said to"."""
    if not quotation.cue:
        return None
    end = quotation.cue[-1].end
    told = _TELLS.search(reading.text[max(end - 20, 0) : end])
    to = _TO.match(reading.text, end)
    if told is None and to is None:
        return None
    start = to.end() if to is not None else end + len(reading.text[end:]) - len(reading.text[end:].lstrip(" "))
    span = _phrase(reading, start, end)
    taken = (*quotation.content, *quotation.source)
    if span is None or any(span.start < other.end and other.start < span.end for other in taken):
        return None
    return Reason("addressee", f"said to {spaced(span.of(reading.text))!r}", (span,), 0.8)


def _phrase(reading: Reading, start: int, cue_end: int) -> Span | None:
    """Return the noun phrase that begins at `start`."""
    first = reading.token(start)
    if first is None or first.idx != start or start - cue_end > 6:
        return None
    last = None
    for token in reading.doc[first.i : first.i + 12]:
        if token.pos_ not in _INSIDE or token.text in ',.;:“”"()—–' or token.is_space:
            break
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            last = token
        if token.pos_ == "PRON" and token.tag_ != "PRP$" and token.i == first.i:
            break
    return Span(start, last.idx + len(last.text)) if last is not None else None
