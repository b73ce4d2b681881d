"""Second hand: what somebody is reported to have said within another's reported words.

A wordpiece has one label, so that the model finds the outer relation alone. The parse gives the inner one, where its
cue speaks of something said and its source has a name. An outlet that only passes on whole words (`…, Reuters
reported`) is the way that they came, not their speaker: then the inner relation stands for both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.rules.view import View
from onrecord.spans import Spread
from onrecord.tagger import Relation
from onrecord.types import Span, words_of

_SPEECH_SCORE = 0.85
"""What the rules give a clause whose verb speaks of something said; wishes and thoughts have less."""
_OUTLET = re.compile(
    r"\b(?:Reuters|AP|AFP|UPI|TASS|Xinhua|BBC|CNN|NBC|CBS|ABC|NPR|Al Jazeera|Bloomberg|Associated Press"
    r"|Agence France-Presse|Times|Post|Journal|Tribune|Gazette|Guardian|Telegraph|Herald|Press|[Nn]ews"
    r"|[Aa]genc(?:y|ies)|[Nn]ewspapers?|broadcaster|television|TV|radio|media)\b"
)
_LEADS = frozenset({"", "that", "That"})


def with_second_hand(view: View, by_clause: Sequence[Relation], found: Sequence[Relation]) -> list[Relation]:
    """Return the relations with those that stand whole within the content of another."""
    cues = Spread((span, r) for r in found for span in r.cue)
    contents = Spread((span, r) for r in found for span in r.content)
    inner: list[Relation] = []
    passed_on: set[int] = set()
    for ruled in by_clause:
        if ruled.rule != "clause" or ruled.score < _SPEECH_SCORE or not _names_somebody(view, ruled):
            continue
        if any(any(cues.overlapping(span)) for span in ruled.cue):
            continue
        holder = next((r for r in contents.overlapping(ruled.content[0]) if _holds(r, ruled)), None)
        if holder is None:
            continue
        inner.append(ruled)
        if _OUTLET.search(words_of(view.text, holder.source)) and _is_all_of(view.text, ruled, holder):
            passed_on.add(id(holder))
    return [r for r in found if id(r) not in passed_on] + inner


def _names_somebody(view: View, relation: Relation) -> bool:
    ranges = (view.tokens(span) for span in relation.source)
    return any(token.pos_ == "PROPN" for i, j in ranges for token in view.doc[i:j])


def _parts(relation: Relation) -> tuple[Span, ...]:
    return (*relation.content, *relation.cue, *relation.source)


def _holds(outer: Relation, inner: Relation) -> bool:
    return all(any(span.covers(part) for span in outer.content) for part in _parts(inner))


def _is_all_of(text: str, inner: Relation, outer: Relation) -> bool:
    start = min(part.start for part in _parts(inner))
    return text[outer.content[0].start : start].strip() in _LEADS
