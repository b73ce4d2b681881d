"""What a source phrase is, read by itself: a name, a pronoun, a description, and of which type.

"Harbour commissioner Oona Varra" is a name; "a spokesman for Varra" is not; "his firm, Gullwing Freight" is an
organization. Who a pronoun or a description stands for is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from onrecord.mentions.cast import Cast
from onrecord.mentions.naming import SPEECH, Naming
from onrecord.mentions.nouns import (
    ANONYMOUS,
    DOCUMENTS,
    FAMILY,
    GROUPS,
    ORGANIZATIONS,
    OUTLETS,
    QUANTITIES,
    ROLES,
    known_person,
    singular,
)
from onrecord.mentions.people import Person, full_name
from onrecord.mentions.phrase import Phrase, read_phrase, undetermined
from onrecord.mentions.places import ACTORS, DEMONYM, NATION
from onrecord.mentions.reading import Reading, spaced
from onrecord.types import Span, SpeakerType

HE_SHE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
AUTHOR = frozenset("i we me us my our myself ourselves you your one".split(" "))
THEY = frozenset({"they", "them", "their", "these", "those", "themselves"})
IT = frozenset({"it", "its", "itself", "this"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
_CLAUSE = re.compile(
    r"\b(?:who|whose|whom|which|that|where|when|while|speaking|citing|according|taken|published|released|conducted)\b"
)
_LINK = frozenset(
    {"of", "for", "by", "to", "with", "from", "in", "at", "on", "about", "against", "near", "and", "like"}
)


class Shape(StrEnum):
    """What kind of phrase a source is."""

    EMPTY = "empty"
    NAME = "name"
    NAMES = "names"
    PRONOUN = "pronoun"
    RELATIVE = "relative"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Source:
    """A source phrase read by itself. `text` is its main part, before clauses and appositions."""

    shape: Shape
    span: Span
    text: str
    word: str
    phrase: Phrase
    type: SpeakerType
    named: tuple[tuple[Naming, Person], ...] = ()
    apposed: str | None = None


def main_part(text: str) -> str:
    """Return a source phrase before its first clause, and before its first comma, bracket or dash."""
    cut = re.search(r",\s|[;:()]|\s[–—-]\s|—", text)
    body = text[: cut.start()] if cut else text
    clause = _CLAUSE.search(body, 1)
    return (body[: clause.start()] if clause and clause.start() > 1 else body).strip(" ,\n\t")


def read_source(reading: Reading, cast: Cast, start: int, end: int) -> Source:
    """Read the source phrase `text[start:end]`."""
    text = reading.text[start:end]
    span = Span(start, max(end, start + 1))
    words = [word.low for word in reading.within(start, end)]
    main = main_part(text)
    phrase = read_phrase(main) if _joint(main) is None else read_phrase(main.rsplit(" and ", 1)[-1])
    if text.strip(" .") in ("US", "U.S", "IT"):
        return Source(Shape.DESCRIPTION, span, main, words[0], phrase, SpeakerType.ORGANIZATION)
    if not words:
        return Source(Shape.EMPTY, span, "", "", phrase, SpeakerType.AUTHOR)
    first = words[0]
    if (
        len(words) <= 2
        and (first in HE_SHE or first in AUTHOR or first in THEY or first in IT)
        and len(main.split()) == 1
    ):
        return Source(Shape.PRONOUN, span, main, first, phrase, _pronoun_type(first))
    if len(words) == 1 and first in RELATIVE:
        return Source(Shape.RELATIVE, span, main, first, phrase, SpeakerType.PERSON)
    named = _heads(reading, cast, start, end)
    if len(named) == 1 and _with_others(reading, named[0][0], end):
        return Source(Shape.DESCRIPTION, span, text, first, phrase, SpeakerType.GROUP)
    if len(named) == 1:
        return Source(Shape.NAME, span, main, first, phrase, SpeakerType.PERSON, tuple(named))
    if named:
        return Source(Shape.NAMES, span, text, first, phrase, SpeakerType.GROUP, tuple(named))
    kind = type_of(main, phrase)
    return Source(Shape.DESCRIPTION, span, main, first, phrase, kind, apposed=_apposed_name(text, main, kind))


def _pronoun_type(word: str) -> SpeakerType:
    if word in HE_SHE:
        return SpeakerType.PERSON
    if word in AUTHOR and word not in ("you", "your", "one"):
        return SpeakerType.AUTHOR
    return SpeakerType.GROUP if word in THEY or word in ("you", "your", "one") else SpeakerType.ORGANIZATION


def _heads(reading: Reading, cast: Cast, start: int, end: int) -> list[tuple[Naming, Person]]:
    """Return the persons whom the source phrase itself names, not those in its complements and clauses."""
    heads: list[tuple[Naming, Person]] = []
    for naming, person in cast.named_at(start, end):
        before = reading.text[start : naming.start]
        if heads:
            between = reading.text[heads[-1][0].end : naming.start]
            if re.match(r"(?:\s*\([^)]*\))?(?:,?\s+and |, |,?\s+or )(?:[\w.’'-]+ ){0,6}$", between) and _coordinated(
                reading, heads[-1][0].end, end
            ):
                heads.append((naming, person))
            continue
        if (naming.possessive and naming.end + 3 < end) or _clause_before(before):
            continue
        if _is_head(reading, naming, before, end):
            heads.append((naming, person))
    return heads


def _with_others(reading: Reading, naming: Naming, end: int) -> bool:
    """Whether the source goes on with others who are not named: "Varra and other skippers"."""
    rest = reading.text[naming.end : end]
    return bool(
        re.match(
            r"(?: himself| herself|\s*\([^)]*\))?,? (?:and|or|nor|along with|as well as) (?!(?:now|then|a former)\b)",
            rest,
        )
    )


def _clause_before(before: str) -> bool:
    return bool(re.search(r"\b(?:who|whose|whom|which|that)\b", before))


def _coordinated(reading: Reading, start: int, end: int) -> bool:
    """Whether a list with "and" goes on after the first name, and not an apposition."""
    rest = reading.text[start:end]
    if re.fullmatch(r", [A-Z][\w’'-]+", rest) and reading.in_headline(start):
        return True
    return bool(re.match(r"(?:\s*\([^)]*\))?(?:, [^,]{3,60}){0,6},?\s+and ", rest)) and not re.match(
        r", (?:an?|the|his|her|its|who|whose|\d)\b", rest
    )


def _is_head(reading: Reading, naming: Naming, before: str, end: int) -> bool:
    """Whether a name in a source is whom the source is about."""
    if reading.in_headline(naming.start) and not before.strip():
        return True
    tail = reading.words[naming.last] if naming.last < len(reading.words) else None
    if tail is not None and tail.start < end and reading.joined(naming.last - 1):
        modifies = reading.pos(tail) in ("NOUN", "PROPN", "ADJ") or tail.low in ORGANIZATIONS | ANONYMOUS
        if modifies and tail.low not in SPEECH and tail.low not in ("of", "who", "himself", "herself"):
            return False
    plain = before.strip()
    if not plain:
        return True
    if re.search(r"\b(?:like|such as|including|led by|notably)\b", plain):
        return False
    if plain.endswith(","):
        return _explains(plain.rstrip(" ,"))
    words = [word for word in read_phrase(plain).words if word]
    titled = len(naming.title.split()) if naming.title else 0
    lead = words[: len(words) - titled] if titled else words
    doing = len(lead) > 1 and lead[-1].endswith("ing") and lead[-1] in plain  # "Shipping" with a capital is a name
    if lead and ((lead[-1] in _LINK and lead[-1] != "and") or doing):
        return False
    if lead and lead[-1] == "and":
        return len(lead) == 1
    return "," not in plain or _explains(plain.split(",")[0]) or known_person(singular(words[-1]))


def _explains(description: str) -> bool:
    """Whether a description before a comma is one for a person, whom the name after the comma then names."""
    phrase = read_phrase(main_part(description))
    if not phrase.head or phrase.plural:
        return False
    if phrase.head in DOCUMENTS and phrase.head not in ROLES:
        return False
    return (
        known_person(phrase.head)
        or phrase.head in FAMILY
        or phrase.possessive is not None
        or (phrase.head not in ORGANIZATIONS and phrase.head not in OUTLETS)
    )


def type_of(main: str, phrase: Phrase) -> SpeakerType:
    """Return the type of a source that names nobody."""
    head, low = phrase.head, main.lower()
    if not head:
        return SpeakerType.AUTHOR
    if re.search(
        r"\b(?:people|person|persons|man|woman|sources?|officials?|someone) (?:familiar|briefed|close|with"
        r" (?:direct )?knowledge)",
        low,
    ) or re.search(r"\b(?:unnamed|anonymous)\b", low):
        return SpeakerType.ANONYMOUS
    if head == "authority" and re.search(r"\b(?:top|highest|leading|supreme|foremost|senior)\b", low):
        return SpeakerType.ANONYMOUS
    if (joint := _joint(main)) is not None:
        return joint
    if phrase.capital and head in ("leader", "star") and len(phrase.words) > 3:
        return SpeakerType.ORGANIZATION
    if head in DEMONYM and phrase.capital and phrase.definite and not phrase.plural:
        return SpeakerType.ANONYMOUS
    if head in QUANTITIES:
        return SpeakerType.GROUP
    if phrase.plural and (head in ANONYMOUS and head not in ("ally", "authority", "officer", "associate")):
        return SpeakerType.ANONYMOUS
    if (head in ("authority",) and phrase.plural) or head in ("police", "staff"):
        return SpeakerType.ORGANIZATION
    if _is_place(main, phrase):
        return SpeakerType.GROUP if re.search(r"\band\b", main) else SpeakerType.ORGANIZATION
    if phrase.plural and (head in DEMONYM or (head in ORGANIZATIONS and not phrase.capital and head not in _BODIES)):
        return SpeakerType.GROUP
    if phrase.capital and _proper(main, phrase):
        return SpeakerType.ORGANIZATION
    if head in DOCUMENTS and head not in ROLES | GROUPS:
        return SpeakerType.DOCUMENT
    if head in ORGANIZATIONS | OUTLETS and not (phrase.plural and head not in ORGANIZATIONS):
        return SpeakerType.ORGANIZATION
    if phrase.plural or head in GROUPS or head == "percent" or main.endswith("%"):
        return SpeakerType.GROUP
    return SpeakerType.ANONYMOUS


_BODIES = frozenset("force forces troops authority authorities service services headquarters".split())


def _proper(main: str, phrase: Phrase) -> bool:
    """Whether a capitalised head is an organization's name and not a noun at the start of a sentence."""
    if phrase.head in ROLES | ANONYMOUS | DOCUMENTS | QUANTITIES:
        return False
    several = phrase.plural and phrase.head not in ORGANIZATIONS
    alone = len(phrase.words) - phrase.definite <= 1
    return not several or not (alone or "member" in phrase.words)


def _joint(main: str) -> SpeakerType | None:
    """Return the type of two coordinated nouns before any preposition: "older and younger skippers"."""
    match = re.match(r"((?:[\w’'.-]+ ){1,4})and ((?:(?!of |for |in |at )[\w’'.-]+ ?)+)", main)
    if match is None or re.search(r"\b(?:of|for|in|at|by|on|from|with|to)\b", match.group(1)):
        return None
    second = read_phrase(match.group(2))
    if second.plural and second.head in ANONYMOUS:
        return SpeakerType.ANONYMOUS
    if second.capital and read_phrase(match.group(1)).capital and not second.plural:
        return None
    return SpeakerType.GROUP if second.head not in DOCUMENTS else None


def _is_place(main: str, phrase: Phrase) -> bool:
    low = undetermined(main).lower().rstrip(".")
    if low in ACTORS or (low in NATION and low not in DEMONYM) or low in ("u.s", "us", "white house", "kremlin"):
        return True
    halves = [undetermined(part).rstrip(".") for part in re.split(r"\band\b", low)]
    return len(halves) == 2 and all(half in ACTORS for half in halves)


def _apposed_name(text: str, main: str, kind: SpeakerType) -> str | None:
    """Return the organization that a description explains: "his firm, Gullwing Freight"."""
    if kind is not SpeakerType.ORGANIZATION:
        return None
    match = re.match(
        r",\s+(?:the )?((?:[A-Z][\w&.’'-]*)(?: (?:of|and|for|the|[A-Z][\w&.’'-]*))*)\s*(?:,|$)",
        text[text.find(main) + len(main) :],
    )
    return spaced(match.group(1)) if match else None


def description(reading: Reading, span: Span, kind: SpeakerType) -> str:
    """Return what a source without a name is called: the phrase less its article, clauses and appositions."""
    text = span.of(reading.text)
    clause = re.search(r",\s|\s(?:who|whose|which|that)\s|[;:]|\s[–—]\s|—", text)
    body = undetermined(text[: clause.start()] if clause else text)
    if (
        kind in (SpeakerType.GROUP, SpeakerType.ANONYMOUS, SpeakerType.DOCUMENT)
        and body
        and _lowers(reading, span, body)
    ):
        body = body[0].lower() + body[1:]
    return body


def _lowers(reading: Reading, span: Span, body: str) -> bool:
    """Whether the first word is capitalised only because a sentence or a phrase begins there."""
    offset = span.of(reading.text).find(body)
    token = reading.token(span.start + max(offset, 0))
    word = body.split()[0]
    if word.lower() in NATION or (len(word) > 1 and word[1:2].isupper()) or "." in word:
        return False
    return token is None or token.pos_ not in ("PROPN",) or singular(word.lower()) in GROUPS | ANONYMOUS | DOCUMENTS


def owner(cast: Cast, source: Source) -> Person | None:
    """Return the person whose something the source is: "Trump's campaign"."""
    for naming, person in cast.named_at(source.span.start, source.span.end):
        if naming.possessive:
            return person
    return None


def listed(named: tuple[tuple[Naming, Person], ...]) -> str:
    """Return several people's names as one."""
    names = list(dict.fromkeys(person.name or full_name(naming) for naming, person in named))
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
