"""Whom "he" and "she" stand for: who of the right gender is uppermost in the text just before.

Each candidate gets a weighted sum of what the literature finds salient (recency, subjects, the running speaker, the
topic), turned into shares of one: a linear ranker, whose weights `benchmarks/pronouns.py` fits on annotated articles.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.mentions.cast import Cast
from onrecord.mentions.naming import Naming
from onrecord.mentions.people import Person
from onrecord.mentions.reading import Reading
from onrecord.mentions.spoken import Speeches, Spoken
from onrecord.types import Spans

_FAR = 12
_MOST_SENTENCES, _MOST_PARAGRAPHS = 6, 4
FEATURES = (
    "sentences to the last naming", "paragraphs to the last naming", "sentences to the last naming as a subject",
    "subject before it in its sentence", "subject of the sentence before", "named last of all", "last subject of all",
    "spoke last", "spoke last: paragraphs since", "spoke last: sentences since", "spoke last, in this paragraph",
    "gender known", "a bare name of no known gender", "times named", "named in reported words", "named as an owner",
    "subject of the main clause that follows", "asked just before", "named most",
)  # fmt: skip
WEIGHTS = (
    0.24, -1.13, -0.21, 0.36, 0.28, 0.26, 1.43,
    1.63, 0.52, -0.32, 0.47, 0.78, -0.36,
    0.85, -0.75, -0.19, 2.23, -0.09, -0.44,
)  # fmt: skip
"""One weight a feature; see `benchmarks/pronouns.py`."""
LEAST_SHARE = 0.45
"""A person is named where the share is above this, else nobody is."""
_MARGIN = 0.1
"""Nobody is named where the next one comes as near as this."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A person whom a pronoun may mean, the share that speaks for it, and why. `features` in the order of FEATURES."""

    share: float
    person: Person
    why: str
    features: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun at `offset`; `own` are the words that it is said to have said, `end` where its verb ends.

    Descriptions that name no role stated before are resolved in the same way; then the gender may be unknown.
    """

    offset: int
    gender: str | None
    own: Spans
    end: int


def salient(reading: Reading, cast: Cast, spoken: Speeches, pronoun: Pronoun) -> list[Ranked]:
    """Return the people whom a pronoun may mean, the best first.

    They are those named not far before, outside the quotation's own words, who spoke last, and the subject of the
    clause that a pronoun runs ahead of. Whoever is spoken to is none of them.
    """
    last = spoken.last(pronoun.offset, outer=True)
    since = reading.since(pronoun.offset, sentences=_FAR)
    ahead = _subject_ahead(reading, cast, pronoun)
    near = [person for _, person in cast.named_at(since, pronoun.offset)]
    near += [last.person] if last is not None else []
    near += [ahead] if ahead is not None else []
    spoken_to = set(_addressees(cast, reading, pronoun))
    found = []
    for person in cast.in_order(near):
        if _agrees(person, pronoun.gender) and person not in spoken_to:
            seen = _Seen.read(reading, person, pronoun, since)
            if seen.namings or person is ahead or (last is not None and last.person is person):
                found.append((person, seen))
    rows = list(_features(reading, found, last, ahead, pronoun))
    scores = [sum(w * x for w, x in zip(WEIGHTS, row, strict=True)) for row in rows]
    shares = _shares(scores)
    ranked = [
        Ranked(share, person, _why(row, seen), row)
        for share, (person, seen), row in zip(shares, found, rows, strict=True)
    ]
    return sorted(ranked, key=lambda one: (-one.share, -one.person.first))


def _agrees(person: Person, gender: str | None) -> bool:
    return gender is None or person.gender in (None, gender)


def _shares(scores: Sequence[float]) -> list[float]:
    """Return the softmax of the scores, with somebody unnamed as one more candidate of score 0."""
    top = max([0.0, *scores])
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers) + math.exp(-top)
    return [power / total for power in powers]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Where a person is named in the text near a pronoun, the last first; `subjects` are those of them as subjects."""

    namings: tuple[Naming, ...]
    subjects: tuple[Naming, ...]

    @classmethod
    def read(cls, reading: Reading, person: Person, pronoun: Pronoun, since: int) -> _Seen:
        first, end = named_before(person, since), named_before(person, pronoun.offset)
        outside = tuple(
            naming
            for naming in reversed(person.namings[first:end])
            if not any(span.start <= naming.start < span.end for span in pronoun.own)
        )
        return cls(outside, tuple(naming for naming in outside if is_subject(reading, naming)))


def _features(
    reading: Reading,
    found: Sequence[tuple[Person, _Seen]],
    last: Spoken | None,
    ahead: Person | None,
    pronoun: Pronoun,
) -> Iterator[tuple[float, ...]]:
    at, sentence, paragraph = pronoun.offset, reading.sentence(pronoun.offset), reading.paragraph(pronoun.offset)
    newest = max((seen.namings[0].start for _, seen in found if seen.namings), default=-1)
    newest_subject = max((seen.subjects[0].start for _, seen in found if seen.subjects), default=-1)
    most = max((named_before(person, at) for person, _ in found), default=0)
    for person, seen in found:
        naming = seen.namings[0] if seen.namings else None
        subject = seen.subjects[0] if seen.subjects else None
        nowhere = 0 if person is ahead else _MOST_SENTENCES
        away = sentence - reading.sentence(naming.start) if naming else nowhere
        subject_away = sentence - reading.sentence(subject.start) if subject else _MOST_SENTENCES
        running = last if last is not None and last.person is person else None
        since = paragraph - reading.paragraph(running.start) if running else 0
        count = named_before(person, at)
        yield (
            float(min(away, _MOST_SENTENCES)),
            float(min(paragraph - reading.paragraph(naming.start) if naming else nowhere, _MOST_PARAGRAPHS)),
            float(min(subject_away, _MOST_SENTENCES)),
            float(subject_away == 0),
            float(subject_away == 1),
            float(naming is not None and _reaches(reading, naming, newest)),
            float(subject is not None and _reaches(reading, subject, newest_subject)),
            float(running is not None),
            float(min(since, _MOST_PARAGRAPHS)),
            float(min(sentence - reading.sentence(running.end - 1), _MOST_SENTENCES) if running else 0),
            float(running is not None and since == 0),
            float(pronoun.gender is None or person.gender == pronoun.gender),
            float(person.gender is None and " " not in person.name),
            math.log1p(count),
            float(naming is not None and bool(reading.quoted_in(naming.start))),
            float(naming is not None and naming.possessive),
            float(person is ahead),
            float(naming is not None and _asked(reading, naming, at)),
            float(count == most),
        )


_AND_ONE = r"(?:, (?:and )?| and )(?:[a-z’'-]+ ){0,3}"
_JOINED = re.compile(rf"{_AND_ONE}(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){{0,3}}{_AND_ONE}){{0,5}}(?:[A-Z][\w.]* )?")


def _reaches(reading: Reading, naming: Naming, newest: int) -> bool:
    """Whether a naming is the newest one, or is coordinated with it: of "Varra and Gorst" neither is the later."""
    return naming.start == newest or bool(_JOINED.fullmatch(reading.text, naming.end, max(newest, naming.end)))


def _why(row: Sequence[float], seen: _Seen) -> str:
    """Say in words what speaks most for a candidate."""
    told = dict(zip(FEATURES, row, strict=True))
    if told["subject of the main clause that follows"]:
        return "the subject of the clause that follows"
    if told["spoke last"] and not told["subject before it in its sentence"]:
        return "who spoke before"
    return f"named at {seen.namings[0].start}" if seen.namings else "who spoke before"


def named_before(person: Person, offset: int) -> int:
    """Return how many times a person is named before `offset`."""
    return bisect_left(person.namings, offset, key=lambda naming: naming.start)


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


_OPENING = re.compile(
    r"(?:In|On|As|At|By|With|Despite|While|When|After|Before|Since|Though|Although|If|Asked|To|For)\b"
)


def _subject_ahead(reading: Reading, cast: Cast, pronoun: Pronoun) -> Person | None:
    """Return the subject of the main clause where the pronoun stands in one before it: "Despite his fears, Varra"."""
    start, end = reading.sentence_span(pronoun.offset)
    token = reading.token(pronoun.offset)
    if token is None or not _OPENING.match(reading.text, start):
        return None
    for naming, person in cast.named_at(pronoun.offset, end):
        if any(span.start <= naming.start < span.end for span in pronoun.own) and reading.text[naming.start - 2] != ",":
            continue
        subject = reading.token(naming.end - 1)
        if subject is not None and subject.dep_ == "nsubj" and subject.head.dep_ == "ROOT":
            inside = subject.head in token.ancestors and not _subject_before(reading, cast, start, pronoun.offset)
            return person if inside else None
    return None


def _subject_before(reading: Reading, cast: Cast, start: int, end: int) -> bool:
    return any(is_subject(reading, naming) for naming, _ in cast.named_at(start, end))


_TITLED = re.compile(r"(?: to| with)? (?:(?:the |host |reporter |anchor |correspondent )*(?:[A-Z][\w.]* ){0,3})?$")


def _addressees(cast: Cast, reading: Reading, pronoun: Pronoun) -> Iterator[Person]:
    """Yield who is named right after the verb: "he told Varra"."""
    for naming, person in cast.named_at(pronoun.end, pronoun.end + 60):
        between = reading.text[pronoun.end : naming.start]
        if _TITLED.fullmatch(between) and not naming.possessive:
            yield person
        return


_ASKS = re.compile(r"(?:asked|questioned|pressed|challenged|quizzed)$")


def _asked(reading: Reading, naming: Naming, offset: int) -> bool:
    """Whether somebody is asked, in the sentence of the naming, one or two before the pronoun."""
    if reading.sentence(offset) - reading.sentence(naming.start) > 2:
        return False
    before = reading.text[max(naming.start - 40, 0) : naming.start].rstrip()
    return bool(_ASKS.search(re.sub(r"(?: [A-Z][\w.]*){0,2}$", "", before)))


def pick(ranked: Sequence[Ranked]) -> Ranked | None:
    """Return the one person who is clearly first; nobody where two are close or nobody is near."""
    if not ranked or ranked[0].share <= LEAST_SHARE:
        return None
    if len(ranked) > 1 and (ranked[0].share - ranked[1].share <= _MARGIN or _only_known_better(*ranked[:2])):
        return None
    return ranked[0]


def _only_known_better(one: Ranked, two: Ranked) -> bool:
    """Whether two stand alike and only the gender of one is known: of "Anna and Lotte met" either may be "she"."""
    known = FEATURES.index("gender known"), FEATURES.index("a bare name of no known gender")
    alike = all(x == y for n, (x, y) in enumerate(zip(one.features, two.features, strict=True)) if n not in known)
    return bool(one.features) and two.person.gender is None and alike
