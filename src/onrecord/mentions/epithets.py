"""Whom a description stands for: "the Iraqi lawmaker", "the 78-year-old", "the senior military official".

A description fits a person when its noun is one that a paper may use for a stated role, its nationality and age do
not contradict what is stated, and nobody else fits as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.mentions.answers import Entity
from onrecord.mentions.nouns import FAMILY, FEMALE_NOUNS, MALE_NOUNS, ROLES
from onrecord.mentions.people import Person
from onrecord.mentions.phrase import Phrase, undetermined
from onrecord.mentions.places import DEMONYM
from onrecord.mentions.pronouns import Spoken, is_subject
from onrecord.mentions.reading import Reading
from onrecord.mentions.roles import Stated
from onrecord.types import Quotation, Span, Spans, SpeakerType

_MARGIN = 0.12
_LOOSE = FAMILY | frozenset("republican democrat socialist conservative liberal independent communist critic".split())


@dataclass(frozen=True, slots=True)
class Fit:
    """The person whom a description fits, how well and why; or nobody, with those whom it fits equally."""

    person: Person | None
    score: float = 0.0
    why: str = ""
    evidence: Spans = ()
    candidates: tuple[str, ...] = ()
    seen: int = -1


@dataclass(frozen=True, slots=True)
class Ahead:
    """A person named after the description that fits."""

    person: Person
    why: str
    evidence: Spans
    phrase: Phrase
    sole: bool = False

    def stated_by(self, reading: Reading, span: Span) -> Stated:
        """Return the description as a role that the article states for the person."""
        return Stated(undetermined(span.of(reading.text)), span, self.phrase, 3 if self.sole else 1)


def _contradicts(person: Person, phrase: Phrase) -> bool:
    if phrase.nations and person.nations and not phrase.nations & person.nations:
        return True
    if phrase.age is not None and person.ages and phrase.age not in person.ages:
        return True
    if phrase.head in FEMALE_NOUNS and person.gender == "m":
        return True
    return phrase.head in MALE_NOUNS and person.gender == "f"


def _relation(person: Person, phrase: Phrase, offset: int) -> tuple[float, str, Spans]:
    """Return how well a description's noun meets the roles stated before it."""
    best: tuple[float, str, Spans] = (0.0, "", ())
    if phrase.age is not None and phrase.age in person.ages:
        best = (0.95, f"aged {phrase.age}", ())
    if phrase.head in DEMONYM and DEMONYM[phrase.head] in person.nations:
        best = (0.9, f"of {DEMONYM[phrase.head].title()}", ())
    for stated in person.stated:
        if stated.span.start > offset:
            continue
        score = _noun_score(stated.phrase, phrase)
        if score:
            shared = set(phrase.words) & set(stated.phrase.words) - {"the", "a", "of", phrase.head}
            score = min(1.0, score + 0.04 * len(shared))
        if score > best[0]:
            best = (score, f"stated as {stated.text!r}", (stated.span,))
    return best


def _noun_score(role: Phrase, phrase: Phrase) -> float:
    if not role.head or not phrase.head:
        return 0.0
    if role.head == phrase.head:
        return 0.95
    if phrase.head in role.heads:
        return 0.88
    return 0.62 if role.head in phrase.heads else 0.0


def epithet(
    reading: Reading,
    people: list[Person],
    spoken: Sequence[Spoken],
    phrase: Phrase,
    offset: int,
    quotations: Sequence[Quotation],
    number: int,
) -> Fit:
    """Return whom a definite description at `offset` stands for among those named before it."""
    own = quotations[number].content
    fits = []
    if _OTHERS & set(phrase.words):
        return Fit(None)
    for person in people:
        seen = _seen(person, spoken, offset, own)
        if seen < 0 or _contradicts(person, phrase):
            continue
        score, why, evidence = _relation(person, phrase, offset)
        if phrase.owned and score < 0.95:
            score = 0.0
        if phrase.nations & person.nations:
            score += 0.05 if score else 0.0
        fits.append((score, seen, person, why, evidence))
    related = sorted((fit for fit in fits if fit[0] >= 0.6), key=lambda fit: (-fit[0], -fit[1]))
    if related:
        return _best(reading, related, spoken, offset)
    return _only(reading, fits, spoken, phrase, offset)


_Fits = list[tuple[float, int, Person, str, Spans]]


def _seen(person: Person, spoken: Sequence[Spoken], offset: int, own: Spans) -> int:
    """Return where the person was met last before `offset`, outside the words that are being attributed."""
    named = [
        n.start
        for n in person.namings
        if n.start < offset and not any(span.start <= n.start < span.end for span in own)
    ]
    said = [one.start for one in spoken if one.person is person and one.start < offset]
    return max([*named, *said], default=-1)


def _best(reading: Reading, related: _Fits, spoken: Sequence[Spoken], offset: int) -> Fit:
    score, seen, person, why, evidence = related[0]
    rivals = [fit for fit in related[1:] if fit[0] > score - _MARGIN]
    if rivals:
        last = max((one for one in spoken if one.start < offset), key=lambda one: one.start, default=None)
        running = [fit for fit in (related[0], *rivals) if last is not None and fit[2] is last.person]
        near = max((related[0], *rivals), key=lambda fit: fit[1])
        away = [
            reading.paragraph(near[1]) - reading.paragraph(fit[1]) for fit in (related[0], *rivals) if fit is not near
        ]
        if running:
            score, seen, person, why, evidence = running[0]
        elif min(away) >= 2:
            score, seen, person, why, evidence = near
        else:
            names = tuple(fit[2].name for fit in (related[0], *rivals))
            return Fit(None, 0.0, "", (), names)
        score -= 0.15
    return Fit(person, round(min(score, 0.95), 3), why, evidence, (), seen)


def _only(reading: Reading, fits: _Fits, spoken: Sequence[Spoken], phrase: Phrase, offset: int) -> Fit:
    """Return the one person whom a description can mean though no stated role says so."""
    if not phrase.definite or phrase.owned or phrase.head in _LOOSE:
        return Fit(None)
    if phrase.age is not None and re.search(rf", (?:aged )?{phrase.age}\b", reading.text[:offset]):
        return Fit(None)
    near = [fit for fit in fits if reading.paragraph(offset) - reading.paragraph(fit[1]) <= 2]
    free = [fit for fit in near if not _other_work(fit[2], phrase)]
    if not free:
        return Fit(None)
    last = max(
        (one for one in spoken if one.start < offset and not one.nested), key=lambda one: one.start, default=None
    )
    running = [fit for fit in free if last is not None and fit[2] is last.person]
    subjects = [fit for fit in free if any(is_subject(reading, n) for n in fit[2].namings if n.start == fit[1])]
    open_to_all = phrase.age is not None or phrase.head in DEMONYM or phrase.head in _ANYBODY
    if len(near) == 1:
        chosen, why, score = free[0], "nobody else is near", 0.65
    elif not open_to_all:
        return Fit(None)
    elif len(running) == 1 and reading.paragraph(offset) - reading.paragraph(running[0][1]) <= 1:
        chosen, why, score = running[0], "who spoke just before", 0.6
    elif len(subjects) == 1:
        chosen, why, score = subjects[0], "the subject just before", 0.55
    else:
        return Fit(None, 0.0, "", (), tuple(fit[2].name for fit in free[:4]))
    return Fit(chosen[2], score, why, (), (), chosen[1])


_ANYBODY = frozenset("star veteran winner laureate champion native newcomer".split())
_OTHERS = frozenset("second third fourth other another same next".split())


def _other_work(person: Person, phrase: Phrase) -> bool:
    """Whether both the description and the person's roles are known work, of kinds that exclude each other."""
    if phrase.head not in ROLES or phrase.head in (
        "leader",
        "star",
        "veteran",
        "winner",
        "laureate",
        "champion",
        "expert",
    ):
        return False
    heads = [stated.phrase.head for stated in person.stated if stated.weight]
    return bool(heads) and not any(phrase.head in stated.phrase.heads for stated in person.stated)


def forward(
    reading: Reading, people: list[Person], named: Sequence[tuple[int, Person]], phrase: Phrase, offset: int
) -> Ahead | None:
    """Return who is named only after a first description, where roles agree and nobody else fits."""
    later = [(place, person) for place, person in named if place > offset and person.first > offset]
    fits: list[tuple[Person, float, bool, int]] = []
    for place, person in later:
        if reading.paragraph(place) - reading.paragraph(offset) > 6 or _contradicts(person, phrase):
            continue
        if any(person is fit for fit, _, _, _ in fits):
            continue
        score = max((_noun_score(stated.phrase, phrase) for stated in person.stated), default=0.0)
        weights = {stated.weight for stated in person.stated}
        bare = weights <= {0, 1} and 1 in weights
        fits.append((person, score, bare, place))
    strong = [fit for fit in fits if fit[1] >= 0.6]
    near = [fit for fit in strong if reading.paragraph(fit[3]) - reading.paragraph(strong[0][3]) < 2]
    if len(near) == 1 and strong[0][3] == later[0][0]:
        person = strong[0][0]
        evidence = tuple(s.span for s in person.stated[:1])
        return Ahead(person, "the first named after it with such a role", evidence, phrase)
    if strong or not fits or phrase.indefinite or len(phrase.words) < 4:
        return None
    person, _, bare, place = fits[0]
    if bare and place == later[0][0] and reading.paragraph(place) - reading.paragraph(offset) <= 4:
        return Ahead(person, "named first after it, with a rank alone", (), phrase, True)
    return None


def same_entity(entities: Sequence[Entity], phrase: Phrase, kind: SpeakerType, offset: int) -> Entity | None:
    """Return the unnamed source, document, group or organization that a description takes up again."""
    for entity in sorted(entities, key=lambda e: -e.last):
        if entity.type is not kind or entity.last >= offset or entity.plural != phrase.plural:
            continue
        if entity.phrase.head == phrase.head and not (
            phrase.nations and entity.phrase.nations and not phrase.nations & entity.phrase.nations
        ):
            fresh = set(phrase.words) - set(entity.phrase.words) - {"the", "unnamed", "same", "that", "this", "senior"}
            if not fresh or kind is SpeakerType.ANONYMOUS:
                return entity
        if kind is SpeakerType.ANONYMOUS and phrase.definite and phrase.head in entity.phrase.heads:
            return entity
    return None
