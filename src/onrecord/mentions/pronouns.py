"""Whom "he" and "she" stand for: who of the right gender is uppermost in the text just before.

The weights follow what the literature finds salient (recency, subjects, the running speaker) and were chosen on the
PolNeAR training articles.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left

from onrecord.mentions.cast import Cast
from onrecord.mentions.naming import Naming
from onrecord.mentions.people import Person
from onrecord.mentions.reading import Reading
from onrecord.mentions.spoken import Speeches
from onrecord.types import Spans

Ranked = list[tuple[float, Person, str]]

_PER_SENTENCE = 0.9
_PER_PARAGRAPH = 0.3
_SUBJECT = 1.9
_SPEAKER = 2.5
_GENDER = 0.8
_REPORTED = -1.6
_POSSESSIVE = -0.3
_BARE = -1.3
_TOPIC = 0.4
_OUTWEIGHED = 0.7
_MARGIN = 0.07
_UNKNOWN_MARGIN = 0.8
_FAR = 12


def salient(reading: Reading, cast: Cast, spoken: Speeches, own: Spans, offset: int, gender: str) -> Ranked:
    """Return the people whom a pronoun at `offset` may mean, the best first, with scores and reasons.

    They are those named not far before, outside the quotation's `own` words, and who spoke last.
    """
    last = spoken.last(offset, outer=True)
    since = reading.since(offset, sentences=_FAR)
    near = [person for _, person in cast.named_at(since, offset)] + ([last.person] if last is not None else [])
    ranked: Ranked = []
    for person in cast.in_order(near):
        if person.gender not in (None, gender):
            continue
        best = _best_naming(reading, person, own, since, offset)
        score, why = best if best is not None else (-99.0, "")
        if last is not None and last.person is person:
            running = _SPEAKER - _PER_PARAGRAPH * (reading.paragraph(offset) - reading.paragraph(last.start))
            running -= 0.1 * (reading.sentence(offset) - reading.sentence(last.end - 1))
            score, why = max(score, 0.0) * _OUTWEIGHED + running, "who spoke before"
        if score <= -90:
            continue
        score += _GENDER if person.gender == gender else 0.0
        if person.gender is None and " " not in person.name:
            score += _BARE
        score += _TOPIC * math.log1p(named_before(person, offset))
        ranked.append((score, person, why))
    return sorted(ranked, key=lambda one: (-one[0], -one[1].first))


def named_before(person: Person, offset: int) -> int:
    """Return how many times a person is named before `offset`."""
    return bisect_left(person.namings, offset, key=lambda naming: naming.start)


def _best_naming(reading: Reading, person: Person, own: Spans, since: int, offset: int) -> tuple[float, str] | None:
    """Return how present the person's namings in `text[since:offset]` make them, and which does."""
    scores = []
    for naming in reversed(person.namings[named_before(person, since) : named_before(person, offset)]):
        away = reading.sentence(offset) - reading.sentence(naming.start)
        if any(span.start <= naming.start < span.end for span in own):
            continue
        far = reading.paragraph(offset) - reading.paragraph(naming.start)
        score = 3.0 - _PER_SENTENCE * min(away, 6) - _PER_PARAGRAPH * min(far, 4)
        score += _SUBJECT if is_subject(reading, naming) else 0.0
        score += _POSSESSIVE if naming.possessive else 0.0
        score += _REPORTED if reading.quoted_in(naming.start) else 0.0
        scores.append((score, naming))
    if not scores:
        return None
    score, naming = max(scores, key=lambda one: (one[0], one[1].start))
    return score - 1.0, f"named at {naming.start}"


_AND = re.compile(r",? and (?:[a-z’'-]+ ){0,3}(?=[A-Z])")


def is_subject(reading: Reading, naming: Naming) -> bool:
    """Whether the parse has the name, the phrase that it ends, or the one coordinated with it, as a subject."""
    joined = _AND.match(reading.text, naming.end)
    return _subject_at(reading, naming.end - 1) or (joined is not None and _subject_at(reading, joined.end()))


def _subject_at(reading: Reading, offset: int) -> bool:
    token = reading.token(offset)
    for _ in range(6):
        if token is None or token.dep_ in ("nsubj", "nsubjpass"):
            return token is not None
        if token.dep_ not in ("compound", "appos", "flat", "conj") or token.head is token:
            return False
        token = token.head
    return False


def pick(ranked: Ranked) -> tuple[Person | None, str, float]:
    """Return the one person who is clearly first, why, and how sure; nobody where two are close."""
    if not ranked or ranked[0][0] < (-1.5 if len(ranked) == 1 else 0):
        return None, "", 0.0
    if len(ranked) == 1:
        return ranked[0][1], ranked[0][2], 0.85 if ranked[0][0] > 0 else 0.6
    margin = ranked[0][0] - ranked[1][0]
    guess = ranked[0][1].gender is None and ranked[1][1].gender is None
    if margin < (_UNKNOWN_MARGIN if guess else _MARGIN):
        return None, "", 0.0
    return ranked[0][1], ranked[0][2], round(min(0.9, 0.6 + 0.1 * margin), 3)
