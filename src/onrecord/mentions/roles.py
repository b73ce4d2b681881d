"""The role that the article states beside a name: before it, after it, or in its "who" clause.

A role is a post, job or function. Ages, family ties, honorifics and what somebody happens to do are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.mentions.naming import DAYS, SPEECH, Naming
from onrecord.mentions.nouns import FAMILY, NOT_ROLES, ORGANIZATIONS, PARENTS, ROLES, known_person, singular
from onrecord.mentions.phrase import Phrase, read_phrase, undetermined
from onrecord.mentions.places import DEMONYM, NATION
from onrecord.mentions.reading import Reading, Word
from onrecord.namewords import HONORIFICS, RANKS, TITLES
from onrecord.types import Role, Span

HONORIFIC = frozenset(
    {
        "mr",
        "mister",
        "mrs",
        "ms",
        "miss",
        "dr",
        "doctor",
        "dame",
        "sir",
        "lady",
        "lord",
        "prof",
        "madam",
        "mme",
    }
)
DETERMINERS = frozenset(
    {
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "this",
        "that",
        "one",
        "another",
        "some",
    }
)
_PREPOSITIONS = frozenset({"of", "for", "to", "on", "in", "at"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "PART", "X"})
_AGE_WORD = re.compile(r"^\d{1,3}-year-old$|^\d+$")
_OF_THINGS = "|".join(
    """run ran head headed lead led chair chaired direct directed edit edited own owned found founded co-found
    co-founded advise advised represent represented manage managed oversee oversaw cover covered""".split()
)
_AT_PLACES = "|".join("work worked serve served specialize specialized".split())
WORKS = (
    rf"(?:{_OF_THINGS})s?(?= (?:the|a|an|two|three|several|many)\b| [A-Z]| [a-z]+s\b)"
    rf"|(?:{_AT_PLACES})s?(?= (?:as|at|for|in|with|on|under)\b)|teaches|taught|studies|studied"
)
"""The verbs of a "who" clause that tells what somebody does for a living, as alternatives of a pattern."""
QUALIFIERS = frozenset({"former", "acting", "ex", "late", "now", "then", "interim", "outgoing", "deputy", "vice"})


@dataclass(frozen=True, slots=True)
class Stated:
    """A role where it is printed.

    `weight` is 3 for a description, 2 for an office alone ("Senator"), 1 for a rank or a clerical title alone, 0 for
    no role at all.

    A phrase of weight 0 ("his wife", "the 96-year-old") still tells nationality, age and family. `known` is one that
    the article does not state: it stands in the tables of well-known people. `joint` is one put together from
    others beside one name, to be shown ("Senator, the minority leader"); `passing` one that the article calls somebody
    away from the name.
    """

    text: str
    span: Span
    phrase: Phrase
    weight: int
    attached: bool = True
    known: bool = False
    joint: bool = False
    passing: bool = False


def left_edge(reading: Reading, last: int) -> int:
    """Return the number of the first word of the noun phrase that ends with word `last`."""
    number = last
    words = reading.words
    while number > 0:
        previous = words[number - 1]
        if not reading.joined(number - 1) and not (previous.possessive and reading.gap(number - 1).strip() == ""):
            break
        if previous.low in DETERMINERS:
            before = words[number - 2].low if number > 1 and reading.joined(number - 2) else ""
            if before not in _PREPOSITIONS or number < 3 or not _governs(reading, number - 3):
                break
            number -= 1
            continue
        if previous.low == "and" and _two_functions(reading, number):
            number -= 2
            continue
        if previous.low in _PREPOSITIONS:
            noun = words[number - 2] if number > 1 and reading.joined(number - 2) else None
            if noun is None or not (known_person(singular(noun.low)) or reading.pos(noun) in ("NOUN", "PROPN")):
                break
            if not _governs(reading, number - 2) or words[number].low in TITLES:  # aide to Senator Varra
                break
            number -= 2
            continue
        if not _belongs(reading, previous) or _beside_the_point(reading, previous, words[number]):
            break
        number -= 1
    return number


def _beside_the_point(reading: Reading, noun: Word, title: Word) -> bool:
    """Whether a plain noun before a title in capitals is no part of it: "one reason President Varra"."""
    if not (title.capital and title.low in TITLES) or noun.capital or reading.pos(noun) != "NOUN":
        return False
    known = noun.low in ORGANIZATIONS | TITLES | QUALIFIERS | _SEATS or singular(noun.low) in ROLES
    return not known and noun.low not in NATION


_SEATS = frozenset("state city county district party parliament provincial village town borough village".split())


def _two_functions(reading: Reading, number: int) -> bool:
    """Whether "and" before word `number` joins two functions of one person: "Filmmaker and author Oona Varra"."""
    words = reading.words
    if number < 2 or not reading.joined(number - 2) or not known_person(words[number - 2].low):
        return False
    return words[number].low not in DETERMINERS


def _governs(reading: Reading, noun: int) -> bool:
    """Whether a noun before a preposition belongs to a title ("head of the harbour board"), near to the left."""
    words = reading.words
    for number in range(noun, max(noun - 5, -1), -1):
        if known_person(singular(words[number].low)):
            return True
        if not reading.joined(number - 1) or words[number].low in SPEECH:
            return False
    return False


def _belongs(reading: Reading, word: Word) -> bool:
    """Whether a word can stand inside a title before a name."""
    if word.low in TITLES or word.low in QUALIFIERS or singular(word.low) in ROLES or word.possessive:
        return True
    if word.low in SPEECH | DAYS or word.low in (
        "and",
        "who",
        "whose",
        "which",
        "nor",
        "or",
        "but",
        "who",
        "while",
        "when",
        "as",
        "by",
        "with",
        "from",
    ):
        return False
    compound = "-" in word.low and word.low.endswith(("ing", "ed"))  # best-selling, New York-based
    return compound or reading.pos(word) in _INSIDE


def read_stated(reading: Reading, start: int, end: int, attached: bool) -> Stated | None:
    """Read `text[start:end]` as a role; None when it cannot be anything of the kind."""
    text = reading.text[start:end]
    phrase = read_phrase(text)
    if not phrase.head:
        return None
    printed = _tidy(text)
    words = {word.strip(".").lower() for word in printed.split()}
    if (words and words <= HONORIFIC) or not printed:
        weight = 0
    elif words <= RANKS | HONORIFICS | HONORIFIC:
        weight = 1
    elif words <= TITLES:
        weight = 2
    else:
        phrase = _after_and(text, phrase)
        weight = 3 if _is_role(phrase) else 0
    left = start + len(text) - len(text.lstrip())
    return Stated(printed, Span(left, max(end, left + 1)), phrase, weight, attached)


_ONE_OF = re.compile(r"one of (?:the |its |his |her |their |our )?(?=\S)", re.I)


def _after_and(text: str, phrase: Phrase) -> Phrase:
    """Return the phrase by its second half where the first one ends in no noun: "the first female and first deaf head".

    "One of the best-known singers" is read as one singer.
    """
    one = _ONE_OF.match(text)
    if one is not None:
        rest = text[one.end() :]
        several = (read_phrase(part) for part in (rest, rest.partition(" and ")[2]) if part)
        found = next((each for each in several if each.plural and known_person(each.head)), None)
        return replace(found, plural=False) if found is not None else phrase
    first, joined, second = text.partition(" and ")
    if not joined or _is_role(phrase) or phrase.head in FAMILY or any(word[0].isupper() for word in first.split()):
        return phrase
    later = read_phrase(second)
    return later if _is_role(later) and not later.indefinite and not later.definite else phrase


def _tidy(text: str) -> str:
    """Return a role as printed less its determiner, ages and honorifics."""
    bare = re.sub(
        r"^(?:(?:now|then) )?(?:the|an|a|his|her|its|their|our|my)\b\s*",
        "",
        " ".join(text.split()),
        flags=re.I,
    )
    bare = re.sub(r"\b\d{1,3}[-‐‑ ]year[-‐‑ ]old\s*", "", bare)
    bare = re.sub(r"\b(?:Mr|Mrs|Ms|Dr|Mme|Prof)\.?\s*$", "", bare)
    bare = re.sub(r"(?:\s+(?:the|an?|of|for|to|in|at|and|with|from|on|by|his|her|its|their))+\s*$", "", bare)
    return undetermined(bare)


def _is_role(phrase: Phrase) -> bool:
    head = phrase.head
    if head.isdigit() and "no" in phrase.words:  # the No. 2 in the party
        return True
    if head in FAMILY or head in NOT_ROLES or head in DEMONYM or (phrase.age is not None and head not in ROLES):
        return False
    if head == "accused" or phrase.plural:
        return False
    return known_person(head) or head in PARENTS or head.rstrip(".") in TITLES


def before(reading: Reading, naming: Naming) -> Stated | None:
    """Return what is printed directly before a name ("harbour board spokeswoman"), title included."""
    first = naming.first
    if first == 0 or not (reading.joined(first - 1) or _possessed(reading, first - 1)):
        return None
    edge = left_edge(reading, first)
    while edge < first and (
        reading.words[edge].low in ("but", "and", "when", "as") or reading.words[edge].low in SPEECH
    ):
        edge += 1
    if edge == first or reading.words[first - 1].low in _PREPOSITIONS:
        return None
    start, end = reading.words[edge].start, reading.edge(naming.start)
    last = reading.words[first - 1]
    if last.possessive:
        return _nation_only(reading, start, end)
    stated = read_stated(reading, start, end, True)
    if stated is not None and stated.weight == 0 and _plain_noun(reading, last, naming):
        return Stated(stated.text, stated.span, stated.phrase, 3)
    return stated


def _possessed(reading: Reading, number: int) -> bool:
    return reading.words[number].possessive and not reading.gap(number).strip()


def _nation_only(reading: Reading, start: int, end: int) -> Stated:
    text = reading.text[start:end]
    return Stated("", Span(start, end), read_phrase(re.sub(r"['’]s$", "", text)), 0)


def _plain_noun(reading: Reading, word: Word, naming: Naming) -> bool:
    """Whether the parse ties an unlisted lower-case noun before a name to the name, as it does roles."""
    low = singular(word.low)
    noun, name = reading.token(word.start), reading.token(naming.end - 1)
    tied = noun is not None and name is not None and (noun.head == name or name.head == noun)
    return (
        tied
        and word.text[0].islower()
        and reading.pos(word) == "NOUN"
        and low not in NOT_ROLES
        and not _AGE_WORD.match(low)
        and low not in ("year-old", "old")
    )


def before_comma(reading: Reading, naming: Naming) -> Stated | None:
    """Return the description that a name explains: "The lock's keeper, Oona Varra, told"."""
    first = naming.first
    gap = reading.text[reading.words[first - 1].end : naming.start] if first else ""
    title_start = naming.start
    if naming.title and first:
        title_start = reading.words[left_edge(reading, first)].start
        number = reading.index(title_start)
        gap = reading.text[reading.words[number - 1].end : title_start] if number else ""
        first = number
    if not first or not re.fullmatch(r",\s", gap):
        return None
    edge = left_edge(reading, first - 1)
    if reading.words[edge].low in SPEECH:
        return None
    start = reading.words[edge].start
    determiner = reading.words[edge - 1] if edge else None
    opened = determiner is not None and determiner.low in DETERMINERS and reading.joined(edge - 1)
    stated = read_stated(reading, start, reading.words[first - 1].end, False)
    if stated is None:
        return None
    closed = _CLOSED.match(reading.text, naming.end)
    possessed = bool(re.search(r"['’]s ", reading.text[start : naming.start]))
    qualified = reading.words[edge].low in QUALIFIERS or reading.words[edge].low in NATION
    if (opened or possessed or qualified or stated.phrase.head == "minister") and closed:
        return stated
    return None


_CLOSED = re.compile(r"\s*(?:[,.;:)”\"]|$|(?:['’]s )?(?:" + "|".join(sorted(SPEECH)) + r"|is|was|has|had|will|who)\b)")


def as_role(stated: Stated) -> Role:
    """Return the role with title and organization split where "of", "for" or "at" splits them."""
    match = re.match(r"(?P<title>.+?) (?:of|for|at|with|in) (?:the )?(?P<body>[^,]*[A-Z][^,]*)$", stated.text)
    if match and match["title"].lower() != "one":
        return Role(stated.text, match["title"], match["body"], (stated.span,))
    owner = re.match(r"(?P<body>.*[A-Z][^'’]*)['’]s (?P<title>[a-z].+)$", stated.text)
    if owner:
        return Role(stated.text, owner["title"], owner["body"], (stated.span,))
    return Role(stated.text, stated.text, None, (stated.span,))
