"""The people of one article: every place that names one, the fullest name, gender, roles, age and country."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.known import Figure
from onrecord.mentions.described import beside
from onrecord.mentions.given import GIVEN, gender_of
from onrecord.mentions.naming import Naming, honorific_gender
from onrecord.mentions.nouns import FEMALE_NOUNS, MALE_NOUNS
from onrecord.mentions.phrase import Phrase
from onrecord.mentions.reading import Reading, spaced
from onrecord.mentions.roles import Stated
from onrecord.names import Verdict, compare, fold, key, keys, parts

MOST = 12
"""How many people are told at most where any of them may be meant."""
LIKELY = 1.0
"""How likely a capitalised phrase must be a person's name to start a person."""
_HARDLY = -2.0
"""Under this a family name alone joins only a person named before it."""


@dataclass(slots=True, eq=False)
class Person:
    """One person of the article while it is read.

    `distinct` are the first of what is stated alike; `nations` the countries that the article ties the person to;
    `heads` all that the stated roles can be called; `earliest`, `in_full`, `title_words` and `title_gender` sum up
    the namings: the first place, how many have more than one name, and what their titles tell. `figure` is the
    well-known person whom this is.
    """

    name: str
    namings: list[Naming] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    genders: dict[str, float] = field(default_factory=dict)
    ages: set[int] = field(default_factory=set)
    distinct: list[Stated] = field(default_factory=list, init=False)
    nations: set[str] = field(default_factory=set, init=False)
    heads: set[str] = field(default_factory=set, init=False)
    earliest: int = field(default=0, init=False)
    in_full: int = field(default=0, init=False)
    title_words: set[str] = field(default_factory=set, init=False)
    title_gender: str | None = field(default=None, init=False)
    figure: Figure | None = field(default=None, init=False)
    _known: set[tuple[str, Phrase, int]] = field(default_factory=set, init=False)

    def take(self, naming: Naming) -> None:
        """Add a place that names the person."""
        self.earliest = min(self.earliest, naming.start) if self.namings else naming.start
        self.namings.append(naming)
        self.in_full += naming.units > 1
        self.title_words |= _title_words(naming)
        self.title_gender = self.title_gender or honorific_gender(naming.title)

    def state(self, stated: Stated, *, first: bool = False) -> None:
        """Add what is stated of the person, `first` or last."""
        self.stated.insert(0 if first else len(self.stated), stated)
        if first or (stated.text, stated.phrase, stated.weight) not in self._known:
            self.distinct.insert(0 if first else len(self.distinct), stated)
        self._known.add((stated.text, stated.phrase, stated.weight))
        self.nations |= stated.phrase.nations
        self.heads |= stated.phrase.heads

    @property
    def first(self) -> int:
        """Where the person is first named."""
        return self.namings[0].start if self.namings else 0

    @property
    def gender(self) -> str | None:
        """ "m" or "f" where the evidence leans one way clearly."""
        male, female = self.genders.get("m", 0.0), self.genders.get("f", 0.0)
        if abs(male - female) < 0.5:
            return None
        return "m" if male > female else "f"

    def lean(self, gender: str | None, weight: float) -> None:
        """Add evidence for a gender."""
        if gender:
            self.genders[gender] = self.genders.get(gender, 0.0) + weight


def merged(one: Person, two: Person) -> None:
    """Give the first of two who are the same person all that is known of the second."""
    for naming in two.namings:
        one.take(naming)
    one.namings.sort(key=lambda naming: naming.start)
    for stated in two.stated:
        one.state(stated)
    for gender, weight in two.genders.items():
        one.lean(gender, weight)
    one.ages |= two.ages


def _title_words(naming: Naming) -> set[str]:
    return set(fold(naming.title).replace(".", "").split())


def full_name(naming: Naming) -> str:
    """Return the name that a naming gives, a couple's shared family name included."""
    return f"{naming.text} {naming.given_for}" if naming.given_for else naming.text


def gather(
    reading: Reading,
    namings: list[Naming],
    byline: str | None,
    title: str | None = None,
    apart: Callable[[Naming, Sequence[Person]], bool] | None = None,
) -> list[Person]:
    """Return the people of the article in the order in which they are first named.

    Whom only the `byline` names is none of them; the `title` may give a name in full that the text does not.
    `apart` says of a family name alone that it means none of those whom it could be short for.
    """
    people = _People()
    wanted = [naming for naming in namings if not _in_byline(reading, naming, byline)]
    longer: list[Naming] = []
    rest: list[Naming] = []
    for naming in wanted:
        full = naming.likely >= LIKELY and (naming.units > 1 or naming.given_for)
        (longer if full else rest).append(naming)
    for naming in sorted(longer, key=lambda n: (-n.units, n.start)):
        _join_full(people, naming)
    genders: dict[str, set[str]] = {}
    for naming in rest:
        if gender := honorific_gender(naming.title):
            genders.setdefault(fold(naming.text), set()).add(gender)
    for naming in sorted(rest, key=lambda n: (reading.in_headline(n.start), n.likely < LIKELY, n.start)):
        _join_short(reading, people, naming, genders, apart)
    for person in people.all:
        person.namings.sort(key=lambda n: n.start)
        person.name = _in_title(person.name, spaced(title or "")) or person.name
        _describe(reading, person)
    return sorted(people.all, key=lambda person: person.first)


_BY = re.compile(r"\s*(?:By|Story by|Written by|Reporting by|Editing by)\s")
_BYLINE = 400
"""No line that says who wrote the article is longer."""


def _in_byline(reading: Reading, naming: Naming, byline: str | None) -> bool:
    line = reading.text.rfind("\n", max(naming.start - _BYLINE, 0), naming.start) + 1
    if not line and naming.start > _BYLINE:
        return False
    if byline and fold(naming.text) in fold(byline) and fold(reading.text[line : naming.end]) in fold(byline):
        return True
    return bool(_BY.match(reading.text, line)) and len(reading.text[line : line + 90].partition("\n")[0]) < 90


def _in_title(name: str, title: str) -> str | None:
    """Return the full name that the title gives for a person whom the text names by one word."""
    if not title or len(parts(name).units) != 1:
        return None
    found = re.search(rf"\b((?:[^\W\d_][\w’'.-]+ ){{1,2}}){re.escape(name)}\b", title)
    words = found.group(1).split() if found else []
    start = next((n for n, word in enumerate(words) if fold(word) in GIVEN), None)
    return " ".join([*words[start:], name]) if start is not None else None


class _People:
    """The people found so far, by the skeletons of their names, so that a name meets only those it can be."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self._by_key: dict[str, dict[Person, None]] = {}
        self._by_last: dict[str, dict[Person, None]] = {}

    def start(self, name: str, naming: Naming) -> None:
        """Add somebody who is named for the first time."""
        person = Person(name)
        person.take(naming)
        self.all.append(person)
        self.note(person, name)

    def note(self, person: Person, name: str) -> None:
        """Let `person` be found by the words of `name` too."""
        for skeleton in (*keys(name), *_joined_keys(name)):
            self._by_key.setdefault(skeleton, {})[person] = None
        for skeleton in (*keys(name)[:1], *_joined_keys(name)):
            self._by_last.setdefault(skeleton, {})[person] = None

    def like(self, name: str) -> list[Person]:
        """Return those whose name can be `name`, longer or shorter: the last word of one is a word of the other.

        Words are compared by their skeletons. A first name alone is a last word too.
        """
        last, *others = (*keys(name), "")
        found = dict(self._by_key.get(last, {}))
        for skeleton in others:
            found |= self._by_last.get(skeleton, {})
        for skeleton in _joined_keys(name):
            found |= self._by_key.get(skeleton, {})
        return list(found)


def _joined_keys(name: str) -> Iterator[str]:
    """Yield the skeletons of a name's words joined, which are printed apart or together (Mac Donald, MacDonald)."""
    units = parts(name).units
    for unit in units:
        if unit.strong:
            yield key(unit.bearing)
    if len(units) > 1:
        yield "=" + "".join(unit.bearing for unit in units)


def _join_full(people: _People, naming: Naming) -> None:
    """Add a full name to the person whose it is, or start one."""
    name = full_name(naming)
    titled = f"{naming.title} {name}" if honorific_gender(naming.title) else name
    for person in people.like(name):
        verdict = compare(person.name, titled)
        if verdict.verdict is Verdict.SAME or (
            verdict.verdict is Verdict.SHORT and naming.units > 1 and verdict.score >= 0.7
        ):
            person.take(naming)
            person.name = _fuller(person.name, name)
            people.note(person, name)
            return
    people.start(name, naming)


def _fuller(one: str, two: str) -> str:
    """Return the name with more in it, the first one where they are equal."""
    return two if len(parts(two).units) > len(parts(one).units) else one


def _join_short(
    reading: Reading,
    people: _People,
    naming: Naming,
    genders: dict[str, set[str]],
    apart: Callable[[Naming, Sequence[Person]], bool] | None,
) -> None:
    """Add a name of one word to the person whose it is, where only one can be."""
    possible = [(compare(person.name, naming.text), person) for person in people.like(naming.text)]
    short = [
        (found.score, person)
        for found, person in possible
        if found.verdict is Verdict.SHORT and _can_be_short_for(naming, person, genders)
    ]
    same = [
        person
        for found, person in possible
        if found.verdict is Verdict.UNCLEAR and found.rule == "bare names" and fold(person.name) == fold(naming.text)
    ]
    if naming.likely < -3.5 and not (naming.whole and naming.label != "GPE"):
        return
    gender = honorific_gender(naming.title)
    own = [person for person in same if gender is None or person.title_gender in (None, gender)]
    if own and naming.units == 1:
        own[0].take(naming)
        return
    if short and apart is not None and naming.likely >= LIKELY and apart(naming, [person for _, person in short]):
        people.start(naming.text, naming)
        return
    chosen = choose([person for _, person in short], naming, reading)
    if chosen is not None and naming.likely < _HARDLY and chosen.earliest > naming.start:
        return  # Ford, before anybody of that name
    if chosen is not None:
        if naming.likely > -2.5 or naming.label == "PERSON" or naming.whole:
            chosen.take(naming)
    elif len(short) > 1:
        naming.rivals = tuple(person.name for _, person in short[:MOST])
    elif not short and naming.likely >= LIKELY:
        people.start(naming.text, naming)


def _can_be_short_for(naming: Naming, person: Person, genders: dict[str, set[str]]) -> bool:
    """Whether no gender speaks against it: of the name's own Mr. or Mrs., or of all the others with that name."""
    printed = genders.get(fold(naming.text), set())
    gender = honorific_gender(naming.title) or (next(iter(printed)) if len(printed) == 1 else None)
    known = _gender_by_name(person)
    return gender is None or known is None or gender == known


def choose(people: list[Person], naming: Naming, reading: Reading) -> Person | None:
    """Return whose short name it is: the only one's, or the one whose title, gender or place says so."""
    if len(people) <= 1:
        return people[0] if people else None
    last = [p for p in people if compare(p.name, naming.text).rule == "last name"]
    if last and len(last) < len(people) and fold(naming.text) in GIVEN and not naming.title:
        return None  # Rose is Anna Rose or Rose Lind
    kept = last or people
    gender = honorific_gender(naming.title)
    if gender:
        fitting = [p for p in kept if _gender_by_name(p) in (gender, None)]
        sure = [p for p in fitting if _gender_by_name(p) == gender]
        kept = sure if len(sure) == 1 else fitting or kept
    elif naming.title:
        titled = [p for p in kept if _title_words(naming) & p.title_words]
        kept = titled if titled else kept
    else:
        kept = _by_family_word(kept, naming, reading) or kept
    if len(kept) == 1:
        return kept[0]
    return _leading(kept, naming, reading)


def _by_family_word(people: list[Person], naming: Naming, reading: Reading) -> list[Person]:
    """Use "the younger Falkner" and "the elder Falkner" on people with Jr. and Sr."""
    ahead = reading.text[max(0, naming.start - 9) : naming.start].lower()
    wanted = "jr" if ahead.endswith("younger ") else "sr" if ahead.endswith(("elder ", "older ")) else None
    return [p for p in people if wanted and parts(p.name).suffix == wanted]


def _gender_by_name(person: Person) -> str | None:
    return person.title_gender or gender_of(person.name)[0]


def _leading(people: list[Person], naming: Naming, reading: Reading) -> Person | None:
    """Return the one that an article means by a bare family name: named first and clearly more, else nobody."""
    earlier = [p for p in people if p.earliest <= naming.start]
    if not earlier and reading.in_headline(naming.start):
        earlier = people
    if len(earlier) < 2:
        return earlier[0] if earlier else None
    one, two = sorted(earlier, key=lambda p: p.earliest)[:2]
    apart = reading.sentence(one.earliest) != reading.sentence(two.earliest)
    lately = max(_last_naming(person, naming.start) for person in earlier if person is not one)
    newer = lately > _last_naming(one, naming.start)
    near = reading.paragraph(naming.start) - reading.paragraph(max(lately, 0)) <= _LATELY
    return one if apart and one.in_full >= two.in_full and not (newer and near) else None


_LATELY = 1
"""How many paragraphs back a namesake named last still makes a bare family name doubtful."""


def _last_naming(person: Person, offset: int) -> int:
    return max((one.start for one in person.namings if one.start < offset), default=-1)


def _describe(reading: Reading, person: Person) -> None:
    """Read what stands beside each naming: roles, gender, age."""
    for naming in person.namings:
        person.lean(honorific_gender(naming.title), 3.0)
        for stated in beside(reading, naming):
            person.state(stated)
            _lean_by_noun(person, stated)
            if stated.phrase.age is not None:
                person.ages.add(stated.phrase.age)
        age = re.match(r"(?:\s*\([^)]*\))?, (?:aged )?(\d{1,3})\b(?!,\d)", reading.text[naming.end : naming.end + 30])
        if age:
            person.ages.add(int(age.group(1)))
    gender, weight = gender_of(person.name) if len(parts(person.name).units) > 1 else (None, 0.0)
    if gender is None and fold(person.name) in GIVEN:
        gender, weight = gender_of(person.name)
    person.lean(gender, 2.0 * weight)


def _lean_by_noun(person: Person, stated: Stated) -> None:
    head = stated.phrase.head
    if head in FEMALE_NOUNS:
        person.lean("f", 3.0)
    elif head in MALE_NOUNS:
        person.lean("m", 2.0 if head not in ("spokesman", "chairman", "actor") else 0.8)
