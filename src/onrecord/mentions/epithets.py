"""Whom a description stands for: "the Iraqi lawmaker", "the 78-year-old", "the senior military official".

A description fits a person when its noun is one that a paper may use for a stated role, its nationality and age do
not contradict what is stated, and nobody else fits as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.mentions.cast import Cast
from onrecord.mentions.nouns import FAMILY, FEMALE_NOUNS, MALE_NOUNS, ROLES
from onrecord.mentions.people import MOST, Person
from onrecord.mentions.phrase import Phrase, undetermined
from onrecord.mentions.places import DEMONYM
from onrecord.mentions.pronouns import Pronoun, is_subject, named_before, salient
from onrecord.mentions.reading import Reading
from onrecord.mentions.roles import Stated
from onrecord.mentions.spoken import Speeches
from onrecord.namewords import OFFICES, TITLES
from onrecord.types import Span, Spans

_MANY = 64
"""Of more people than this whose work fits a description, only those met lately can be meant."""
_LATELY = 500
"""How many times back, named or speaking, that is."""
_MARGIN = 0.12
_SAME_NOUN = 0.95
_KNOWN_LEAST = 0.85
"""A post that the article does not state fits a noun only as exactly as this."""
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
    if (side := _sides(phrase.words)) and (known := _person_sides(person)) and not side & known:
        return True
    if phrase.head in FEMALE_NOUNS and person.gender == "m":
        return True
    return phrase.head in MALE_NOUNS and person.gender == "f"


_PARTIES = {
    "republican": "r", "gop": "r", "democratic": "d", "democrat": "d", "conservative": "c", "tory": "c", "labour": "l",
    "liberal": "lib", "libertarian": "lp", "green": "g",
}  # fmt: skip


def _sides(words: Sequence[str]) -> set[str]:
    return {_PARTIES[word] for word in words if word in _PARTIES}


def _person_sides(person: Person) -> set[str]:
    return {side for stated in person.distinct for side in _sides(stated.phrase.words)}


def _relation(person: Person, phrase: Phrase, offset: int) -> tuple[float, str, Spans]:
    """Return how well a description's noun meets the roles stated before it."""
    best: tuple[float, str, Spans] = (0.0, "", ())
    if phrase.age is not None and phrase.age in person.ages:
        best = (0.95, f"aged {phrase.age}", ())
    if phrase.head in DEMONYM and DEMONYM[phrase.head] in person.nations:
        best = (0.9, f"of {DEMONYM[phrase.head].title()}", ())
    for stated in person.distinct:
        if stated.span.start > offset and not stated.known:
            continue
        past = stated.phrase.words[:1] == ("former",)
        if stated.known and past and not _PAST & set(phrase.words):
            continue
        score = _noun_score(stated.phrase, phrase)
        if stated.known and score < _KNOWN_LEAST:
            continue
        if past and not _PAST & set(phrase.words):
            score -= _MARGIN
        if score:
            shared = set(phrase.words) & set(stated.phrase.words) - {"the", "a", "of", phrase.head}
            score = min(1.0, score + 0.04 * len(shared))
        if score > best[0]:
            best = (score, f"{'known' if stated.known else 'stated'} as {stated.text!r}", (stated.span,))
    return best


def _noun_score(role: Phrase, phrase: Phrase) -> float:
    if not role.head or not phrase.head:
        return 0.0
    if role.head == phrase.head:
        return _SAME_NOUN
    if phrase.head in role.heads:
        return 0.88
    return 0.62 if role.head in phrase.heads else 0.0


def epithet(reading: Reading, cast: Cast, spoken: Speeches, phrase: Phrase, offset: int, own: Spans) -> Fit:
    """Return whom a definite description at `offset` stands for among those named before it.

    Names in the quotation's `own` words do not count.
    """
    if _OTHERS & set(phrase.words):
        return Fit(None)
    fits = []
    fitting = cast.fitting(phrase)
    if len(fitting) > _MANY:
        fitting &= cast.lately(offset, _LATELY) | spoken.lately(offset, _LATELY)
    for person in cast.in_order(fitting):
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
    only = _only(reading, _around(reading, cast, spoken, phrase, offset, own), spoken, phrase, offset)
    return only if only.person is not None else _uppermost(reading, cast, spoken, phrase, offset, own) or only


_Fits = list[tuple[float, int, Person, str, Spans]]


def _seen(person: Person, spoken: Speeches, offset: int, own: Spans) -> int:
    """Return where the person was met last before `offset`, outside the words that are being attributed."""
    return max(_named_last(person, offset, own), spoken.last_by(person, offset))


def _named_last(person: Person, offset: int, own: Spans) -> int:
    while number := named_before(person, offset):
        start = person.namings[number - 1].start
        inside = next((span for span in own if span.start <= start < span.end), None)
        if inside is None:
            return start
        offset = inside.start
    return -1


def _around(reading: Reading, cast: Cast, spoken: Speeches, phrase: Phrase, offset: int, own: Spans) -> _Fits:
    """Return all who were met not far before `offset` and whom the description does not contradict."""
    since = reading.since(offset, paragraphs=2)
    met = [person for naming, person in cast.named_at(since, offset) if not naming.complement]
    met += [one.person for one in spoken.between(since, offset)]
    seen = ((_seen(person, spoken, offset, own), person) for person in cast.in_order(met))
    return [(0.0, at, person, "", ()) for at, person in seen if at >= since and not _contradicts(person, phrase)]


def _best(reading: Reading, related: _Fits, spoken: Speeches, offset: int) -> Fit:
    score, seen, person, why, evidence = related[0]
    rivals = [fit for fit in related[1:] if fit[0] > score - _MARGIN]
    if rivals:
        last = spoken.last(offset, outer=False)
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
            names = tuple(fit[2].name for fit in (related[0], *rivals)[:MOST])
            return Fit(None, 0.0, "", (), names)
        score -= 0.15
    return Fit(person, round(min(score, 0.95), 3), why, evidence, (), seen)


def _only(reading: Reading, near: _Fits, spoken: Speeches, phrase: Phrase, offset: int) -> Fit:
    """Return the one person whom a description can mean though no stated role says so."""
    if not phrase.definite or phrase.owned or phrase.head in _LOOSE:
        return Fit(None)
    if phrase.age is not None and reading.tells_age(phrase.age, offset):
        return Fit(None)
    free = [fit for fit in near if not _other_work(fit[2], phrase)]
    if not free:
        return Fit(None)
    last = spoken.last(offset, outer=True)
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


_UPPERMOST = 0.8
"""How large a share must speak for one person before an unheard-of description is taken for a new name of theirs."""


def _uppermost(reading: Reading, cast: Cast, spoken: Speeches, phrase: Phrase, offset: int, own: Spans) -> Fit | None:
    """Return who is uppermost in the text where a description only varies the name: "The documentarian lays out"."""
    if not phrase.definite or phrase.owned or phrase.head in _LOOSE | _RIVALS | TITLES or len(phrase.words) < 3:
        return None
    gender = "f" if phrase.head in FEMALE_NOUNS else "m" if phrase.head in MALE_NOUNS else None
    ranked = salient(reading, cast, spoken, Pronoun(offset, gender, own, offset))
    fitting = [one for one in ranked if not _contradicts(one.person, phrase) and not _other_work(one.person, phrase)]
    if not fitting or fitting[0] is not ranked[0] or fitting[0].share < _UPPERMOST:
        return None
    best = fitting[0]
    return Fit(best.person, round(0.75 * best.share, 3), f"only {best.why}", (), (), offset - 1)


_RIVALS = frozenset("opponent rival critic challenger winner loser moderator host interviewer spokesman".split()) | {
    "spokeswoman", "spokesperson", "judge", "reporter", "man", "woman", "official", "source", "aide", "adviser",
}  # fmt: skip
_ANYBODY = frozenset("star veteran winner laureate champion native newcomer".split())
_PAST = frozenset("former ex onetime one-time then past late".split())
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
    told = any(stated.weight and not stated.known for stated in person.distinct)
    return (told or (person.figure is not None and phrase.head in OFFICES)) and phrase.head not in person.heads


def forward(reading: Reading, spoken: Speeches, phrase: Phrase, offset: int) -> Ahead | None:
    """Return who is named only after a first description, where roles agree and nobody else fits."""
    ahead = spoken.between(offset + 1, reading.until(offset, 6))
    later = [(one.start, one.person) for one in ahead if one.person.first > offset]
    fits: list[tuple[Person, float, bool, int]] = []
    known: set[Person] = set()
    for place, person in later:
        if person in known or _contradicts(person, phrase):
            continue
        known.add(person)
        score = max((_noun_score(stated.phrase, phrase) for stated in person.distinct), default=0.0)
        weights = {stated.weight for stated in person.distinct}
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
