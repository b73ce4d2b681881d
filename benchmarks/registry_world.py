"""Makes up what a registry holds: invented people, what they say, and the articles that it stands in.

The same for the same seed and numbers, as often as it is asked for. Nobody and nothing here exists: words and names are
put together from syllables. What is made is an `Extraction` for each article, as if it had been found in a text.

What it is like: articles of eight quotations in the order of their days (out of order by up to ten days); quotations of
22 words on average, one in four a copy, a cut or an altered form of one of the last 2,000; of the speakers the first
ones speak most (who speaks most has two quotations in a hundred); namesakes by family name; now and then a role.
"""

from __future__ import annotations

import hashlib
import random
from array import array
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate

from onrecord.names import key
from onrecord.types import (
    Article,
    Attribution,
    Extraction,
    Kind,
    Mention,
    Quotation,
    Reason,
    Role,
    Span,
    Speaker,
    SpeakerType,
)

AN_ARTICLE = 8
FORMS = ("original", "copy", "shortened", "small part", "altered", "unnamed copy")
FIRST_DAY, DAYS = date(2012, 1, 1), 4000

_COMMON = (
    "the of and to a in that we is it for on with they will this have are not be by our has from was but all who would "
    "can their as there no or more must at I what if only some never before about over been any so now he she them us"
).split()
_SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo wa xe yi zo dra ske plo tri bru sna fle gwi".split()
_WALKS = [
    walk.split(",")
    for walk in "deputy,mayor,senator,governor,minister prosecutor,judge commander ambassador chairman lawyer".split()
]
"""What somebody may be in turn: who was once a mayor is no commander."""
_KINDS = (Kind.DIRECT, Kind.DIRECT, Kind.MIXED, Kind.INDIRECT)
_KIN = 2000


@dataclass(frozen=True, slots=True)
class Person:
    """An invented speaker."""

    name: str
    family: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A made-up quotation: `origin` is the number of the first one of its utterance."""

    words: str
    person: Person | None
    origin: int
    form: int


@dataclass
class World:
    """Makes up so many quotations by so many speakers. `origins` and `forms` say of each quotation what it is."""

    quotations: int
    speakers: int
    seed: int = 1
    people: list[Person] = field(init=False)
    origins: array[int] = field(init=False)
    forms: array[int] = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self.words = ["".join(self._random.choices(_SYLLABLES, k=self._random.randint(2, 4))) for _ in range(8000)]
        self.people = self._people()
        self._rare = list(accumulate(1 / (rank + 20) for rank in range(len(self.words))))
        self._often = list(accumulate(1 / (rank + 2) for rank in range(len(_COMMON))))
        self._filler = [" ".join(self._sentence(15)).capitalize() + ". " for _ in range(3000)]

    def articles(self) -> Iterator[Extraction]:
        """Make up the articles, always the same."""
        self._random.seed(self.seed + 1)
        self.origins, self.forms = array("L"), array("B")
        self._met = 0
        self._originals: deque[Said] = deque(maxlen=_KIN)
        for number in range(-(-self.quotations // AN_ARTICLE)):
            yield self._article(number, [self._said() for _ in range(AN_ARTICLE)])

    def id_of(self, number: int) -> str:
        """Return the id of a quotation by its number."""
        return hashlib.sha256(f"{self.seed} {number}".encode()).hexdigest()[:12]

    # -- people and words ------------------------------------------------------------------------------

    def _people(self) -> list[Person]:
        given = self._names(2, 3000)
        families = self._names(3, max(100, self.speakers * 3 // 10))
        found: dict[str, Person] = {}
        while len(found) < self.speakers:
            family = families[int(len(families) * self._random.random() ** 2)]
            name = f"{self._random.choice(given)} {family}"
            if name not in found:
                place = self._random.choice(self.words).title()
                walk = self._random.choice((_WALKS[0], *_WALKS))
                titles = self._random.sample(walk, min(self._random.randint(1, 3), len(walk)))
                found[name] = Person(name, family, tuple(f"{title} of {place}" for title in titles))
        return list(found.values())

    def _names(self, least: int, number: int) -> list[str]:
        """Return names that differ by more than their vowels, so that none is a spelling of another."""
        found: dict[str, str] = {}
        while len(found) < number:
            name = "".join(self._random.choices(_SYLLABLES, k=self._random.randint(least, 4))).title()
            found.setdefault(key(name), name)
        return list(found.values())

    def _sentence(self, length: int) -> list[str]:
        rare = self._random.choices(self.words, cum_weights=self._rare, k=length)
        common = self._random.choices(_COMMON, cum_weights=self._often, k=length)
        which = self._random.choices((True, False), cum_weights=(0.45, 1.0), k=length)
        return [one if first else other for one, other, first in zip(rare, common, which, strict=True)]

    # -- what they say ---------------------------------------------------------------------------------

    def _said(self) -> Said:
        number = len(self.origins)
        made = self._variant() if self._originals and self._random.random() < 0.25 else self._original(number)
        self.origins.append(made.origin)
        self.forms.append(made.form)
        return made

    def _original(self, number: int) -> Said:
        length = min(max(round(self._random.lognormvariate(3, 0.5)), 7), 90)
        made = Said(" ".join(self._sentence(length)), self._speaker(number), number, 0)
        self._originals.append(made)
        return made

    def _speaker(self, number: int) -> Person:
        """Return somebody new as often as it takes for all to come, else one of those met, the first ones most."""
        if self._met < min((number + 1) * self.speakers * 4 / (self.quotations * 3) + 1, self.speakers):
            self._met += 1
            return self.people[self._met - 1]
        return self.people[int(self._met * self._random.random() ** 3)]

    def _variant(self) -> Said:
        first, form = self._random.choice(self._originals), self._random.randint(1, 5)
        words = first.words.split()
        if FORMS[form] == "shortened":
            words = words[: max(6, len(words) * 2 // 3)]
        elif FORMS[form] == "small part":
            start = self._random.randrange(max(1, len(words) - 8))
            words = words[start : start + 8]
        elif FORMS[form] == "altered":
            words.insert(self._random.randrange(1, len(words)), "not")
            words[self._random.randrange(len(words))] = self._random.choice(self.words)
        person = None if FORMS[form] == "unnamed copy" else first.person
        return Said(" ".join(words), person, first.origin, form)

    # -- articles --------------------------------------------------------------------------------------

    def _article(self, number: int, said: list[Said]) -> Extraction:
        draft = _Draft(self._random)
        for at, one in enumerate(said):
            draft.quote(self.id_of(number * AN_ARTICLE + at), one)
            draft.text.append(self._random.choice(self._filler))
        for _ in range(2):
            draft.mention(self.people[int(self._met * self._random.random() ** 3)])
        of_all = number * AN_ARTICLE / self.quotations
        day = FIRST_DAY + timedelta(round(DAYS * of_all + self._random.uniform(-10, 10)))
        outlet, digest = self._random.randrange(200), hashlib.sha256(f"{self.seed}/{number}".encode()).hexdigest()[:10]
        article = Article(
            f"outlet-{outlet}-{digest}",
            "".join(draft.text),
            title=f"{self._random.choice(self._filler)[:60]}",
            url=f"https://outlet{outlet}.example/{day:%Y/%m}/{digest}",
            outlet=f"Outlet {outlet}",
            published=day,
        )
        return Extraction(article, tuple(draft.quotations), tuple(draft.mentions()))


class _Draft:
    """An article while it is written."""

    def __init__(self, chance: random.Random) -> None:
        self.text: list[str] = []
        self.quotations: list[Attribution] = []
        self._random = chance
        self._forms: dict[str, list[tuple[str, Span]]] = {}
        self._roles: dict[str, list[Role]] = {}

    def mentions(self) -> list[Mention]:
        return [
            Mention(name, SpeakerType.PERSON, tuple(forms), tuple(self._roles[name]))
            for name, forms in self._forms.items()
        ]

    def quote(self, id_: str, one: Said) -> None:
        kind = self._random.choice(_KINDS)
        words = f"“{one.words},”" if kind is Kind.DIRECT else one.words
        content = self._put(words, " ")
        cue = self._put("said", " ")
        role = None
        if one.person is None:
            source, speaker = self._put("a source", ". "), Speaker("source", SpeakerType.ANONYMOUS)
        else:
            source, role = self._name(one.person)
            speaker = Speaker(one.person.name, SpeakerType.PERSON)
        reason = Reason("names the source", f"{speaker.name!r} stands beside 'said'", (source,), 0.97)
        quotation = Quotation((content,), (cue,), (source,), kind, score=0.95)
        via = ("Outlet 7",) if self._random.random() < 0.05 else ()
        self.quotations.append(
            Attribution(id_, words, quotation, speaker, role, via, confidence=0.93, reasons=(reason,))
        )

    def mention(self, person: Person) -> None:
        self._name(person)

    def _name(self, person: Person) -> tuple[Span, str | None]:
        """Write a name, the whole one the first time, and sometimes a role after it; return both."""
        forms = self._forms.setdefault(person.name, [])
        roles = self._roles.setdefault(person.name, [])
        shown = person.family if forms else person.name
        source = self._put(shown, "")
        forms.append((shown, source))
        if len(forms) > 1 or self._random.random() < 0.5:
            self.text.append(". ")
            return source, None
        self.text.append(", ")
        text = self._random.choice(person.roles)
        title, _, place = text.partition(" of ")
        roles.append(Role(text, title, place, (self._put(text, ". "),)))
        return source, text

    def _put(self, words: str, after: str) -> Span:
        start = sum(map(len, self.text))
        self.text += [words, after]
        return Span(start, start + len(words))
