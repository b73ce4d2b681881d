"""Where names are printed: runs of capitalised words, cut from their titles, and how likely each is a person's."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from onrecord.mentions.given import GIVEN
from onrecord.mentions.likelihood import likelihood
from onrecord.mentions.naming import DAYS, Naming
from onrecord.mentions.nouns import FAMILY, ROLES, known_person, singular
from onrecord.mentions.phrase import read_phrase
from onrecord.mentions.places import NATION, STATES
from onrecord.mentions.reading import Reading, Word, spaced
from onrecord.names import parts
from onrecord.namewords import LOOSE_PARTICLES, NAME_PARTICLES, OFFICES, SUFFIXES, TITLES
from onrecord.spans import Spread
from onrecord.types import Span

_FUNCTION = frozenset(
    """the a an and or but if in on at by for from with to of as is was are were be he she it they we you i his her
    its their our my your this that these those there here then now when while where who what why how after before
    since because although though however meanwhile yet still also even only just not no yes so such all some many
    most several few both each every other another according about over under during between both more last next
    first second two three four five six seven eight nine ten later earlier once despite amid among against without
    within unlike like until upon via per than too very well never always often perhaps maybe instead indeed asked
    said told speaking responding outside inside former ex-""".split()
)
_PARTICLES = LOOSE_PARTICLES | NAME_PARTICLES
_NEVER_FIRST = frozenset("ní nic uí ó bin ibn bint von zu".split())
"""Particles that a given name stands before."""
_MODIFIERS = frozenset("former ex acting chief deputy vice senior top prime foreign then-president".split())
_LOWER_JOINS = _PARTICLES - frozenset("as at an ten e y mac st saint".split()) | {"y", "e"}


_LONGEST = 12
"""No name and title together are printed in more words; what goes on longer is a list or noise."""


def _runs(reading: Reading) -> list[tuple[int, int]]:
    """Return the maximal runs of capitalised words, with lower-case particles inside."""
    words, runs, number = reading.words, [], 0
    while number < len(words):
        word = words[number]
        if not word.capital or word.low in DAYS:
            number += 1
            continue
        end = number + 1
        while end < len(words) and end - number < _LONGEST and not words[end - 1].possessive:
            if not reading.joined(end - 1):
                nicknamed = _past_nickname(reading, end)
                if nicknamed == end:
                    break
                end = nicknamed
                continue
            if words[end].low in DAYS or _breaks_off(reading, words[end]):
                break
            if words[end].capital:
                end += 1
                continue
            ahead = end
            while ahead < len(words) - 1 and words[ahead].low in _LOWER_JOINS and reading.joined(ahead):
                ahead += 1
            if ahead == end or not words[ahead].capital or words[ahead].low in DAYS:
                break
            end = ahead + 1
        runs.append((number, end))
        number = end
    return runs


def _breaks_off(reading: Reading, word: Word) -> bool:
    """Whether a word stands in no name: a function word that is not an initial (Nicole A. Varra)."""
    initial = len(word.text) == 1 and word.text.isupper() and reading.text[word.end : word.end + 1] == "."
    return word.low in _FUNCTION and word.low not in _LOWER_JOINS and not initial


def _past_nickname(reading: Reading, number: int) -> int:
    """Return the number after a nickname in marks and the name after it: Pell "The Gull" Varra."""
    if reading.gap(number - 1).removeprefix(".") not in (" “", ' "', " ‘", " '"):
        return number
    for last in range(number, min(number + 3, len(reading.words) - 1)):
        if reading.gap(last) in ("” ", '" ', "’ ", "' ") and reading.words[last + 1].capital:
            return last + 2
        if not reading.joined(last):
            break
    return number


def _is_title(word: Word) -> bool:
    if word.low in TITLES or (word.low in ROLES and word.low not in GIVEN):
        return True
    return singular(word.low) != word.low and singular(word.low) in ROLES | FAMILY


_FIRST_NAMES_TOO = frozenset(
    "hunter carter mason cooper parker tanner sawyer porter taylor archer chandler fletcher spencer walker".split()
)
"""Nouns for work that are given names in front of one more name."""
_PORTFOLIOS = frozenset({"state", "defense", "defence", "labor", "labour", "education", "health", "commerce", "energy"})


def _name_start(words: list[Word], first: int, last: int, both: bool = False) -> int:
    """Return the number of the first word of the name in a run: after function words, places, titles.

    `both` says that the parse takes the last two words for a person's name.
    """
    start = first
    while start < last - 1 and words[start].low in _FUNCTION:
        start += 1
    titled = start
    for number in range(start, last - 1):
        if number > titled and words[number].low in GIVEN and words[number].low not in TITLES:
            break
        craft = number == start and last - start > 2 and known_person(words[number].low)
        if number == first and last - number == 2 and words[number].low in _FIRST_NAMES_TOO:  # Hunter Varra
            break
        if _is_title(words[number]) or (craft and words[number].low not in GIVEN):
            titled = number + 1
    start = titled
    if start < last - 1 and start > 1 and words[start].low in _PORTFOLIOS and words[start - 1].low == "of":
        start += 1
    while start < last - 1:
        low, two = words[start].low, f"{words[start].low} {words[start + 1].low}"
        if two in NATION and last - start > 2:
            start += 2
        elif low in GIVEN or words[start].possessive or (last - start == 2 and both):
            break
        elif low in NATION or low in _MODIFIERS or (low in STATES and last - start > 2):
            start += 1
        else:
            break
    return start


def _named_entity(reading: Reading, first: int, last: int) -> tuple[str, int]:
    """Return the label that the parse gives the end of a run, and the number of the word where its entity starts."""
    token = reading.token(reading.words[last - 1].start)
    if token is None or not token.ent_type_:
        return "", first
    start = token.i
    while start > 0 and reading.doc[start].ent_iob_ == "I":
        start -= 1
    return token.ent_type_, reading.index(reading.doc[start].idx)


def _naming(reading: Reading, first: int, last: int) -> Naming | None:
    words = reading.words
    label, entity = _named_entity(reading, first, last)
    start = _name_start(words, first, last, label == "PERSON" and entity == last - 2)
    if label == "PERSON" and start < entity < last - 1 and not _within_name(words[entity - 1].low, words[entity].low):
        start = entity
    if words[start].low in _FUNCTION and words[start].low not in GIVEN:
        return None
    if words[start].low in _PARTICLES and not words[start].text[0].isupper():
        return None
    if last - start == 1 and words[start].low in OFFICES:  # Mr. President
        return None
    title = reading.text[words[first].start : words[start].start].strip() if start > first else ""
    shown = [w for w in title.replace(".", " ").split() if w.lower() in TITLES or w.lower() in ROLES]
    end = _suffixed(reading, last)
    plural = words[last - 1].low.endswith("s") and re.match(r"['’] [a-z]", reading.text[end : end + 3])
    possessive = words[last - 1].possessive or bool(plural)
    text = spaced(reading.text[words[start].start : end])
    naming = Naming(text, words[start].start, end, start, last, " ".join(shown), possessive)
    naming.label = label
    naming.plain = not any(word.low in SUFFIXES for word in words[start:last])
    return naming


def _within_name(before: str, word: str) -> bool:
    """Whether a word cannot begin a name, after the one before it."""
    return word in _NEVER_FIRST or before in GIVEN or before in _PARTICLES


def _suffixed(reading: Reading, last: int) -> int:
    """Return where a name that ends before word `last` ends, with ", Jr." and the stop of an abbreviation."""
    end = reading.words[last - 1].end
    more = re.match(r",? (?:Jr|Sr)\b\.?", reading.text[end : end + 6])
    if more:
        return end + more.end()
    low = reading.words[last - 1].low
    if (low in ("jr", "sr") or len(low) == 1) and reading.text[end : end + 1] == ".":
        return end + 1
    return end


def _cut_overlong(reading: Reading, found: list[Naming]) -> None:
    """Cut "Oona Varra Election Day" down to the name where its family name stands alone elsewhere for a person."""
    alone = {naming.text for naming in found if naming.likely >= 1 and naming.units == 1}
    for naming in found:
        words = reading.words[naming.first : naming.last]
        if len(words) > 2 and naming.likely < 1 and words[0].low in GIVEN and words[1].text in alone:
            naming.last = naming.first + 2
            naming.end = words[1].end
            naming.text = spaced(reading.text[naming.start : naming.end])
            naming.likely = 2.0


_CLOSED = re.compile(r",| \(| who\b|['’]s?$|\s*$")


def spot(reading: Reading, sources: Sequence[Span] = ()) -> list[Naming]:
    """Return every place where a name is printed, in order, each with how likely it is a person's.

    A name that makes up a whole phrase before or after which somebody speaks, as `sources` say, is likelier one.
    """
    wholes = {span.start: span.end for span in sources}
    placed = Spread((span, (number, span)) for number, span in enumerate(sources))
    found = []
    headlines = []
    for first, last in _runs(reading):
        if reading.in_headline(reading.words[first].start):
            headlines.append((first, last))
            continue
        naming = _naming(reading, first, last)
        if naming is not None:
            naming.likely = likelihood(reading, naming)
            end = wholes.get(naming.start, 0)
            naming.whole = bool(end) and (naming.end == end or bool(_CLOSED.match(reading.text, naming.end, end)))
            if naming.whole and naming.label != "GPE":
                naming.likely += 1.0
            if _explains_source(reading, naming, placed):
                naming.likely += 1.5
            found.append(naming)
    if headlines:
        found = sorted([*found, *_in_headlines(reading, headlines, found)], key=lambda one: one.start)
    _share_family_names(reading, found)
    families = {parts(n.text).family for n in found if n.likely >= 1.5 and n.units > 1}
    _cut_overlong(reading, found)
    for naming in found:
        if naming.units == 1 and naming.text[-1:] == "s" and naming.text[:-1] in families:
            naming.likely = min(naming.likely, -3.0)
    for naming in found:
        if naming.units in (2, 3) and -1 < naming.likely < 1.5 and parts(naming.text).family in families:
            naming.likely = max(naming.likely + 0.8, 1.0)
    return found


def _explains_source(reading: Reading, naming: Naming, sources: Spread[tuple[int, Span]]) -> bool:
    """Whether a name says who a source phrase for one person is: "his aunt, Oona Varra"."""
    for _, span in sorted(set(sources.overlapping(Span(naming.start, naming.end)))):
        if span.start < naming.start and naming.end <= span.end:
            before = reading.text[span.start : naming.start]
            described = re.fullmatch(r"([^,]{2,80}), ", before) or re.fullmatch(r"([^,]{2,80}) ", before)
            if described is None or (described.group().endswith(", ") is False and naming.end != span.end):
                continue
            phrase = read_phrase(described.group(1))
            return not phrase.plural and (known_person(phrase.head) or phrase.head in FAMILY)
    return False


def _in_headlines(reading: Reading, runs: list[tuple[int, int]], body: list[Naming]) -> list[Naming]:
    """Return the names in lines where every word has a capital: names of the body, or a known given name."""
    full = {tuple(word.low for word in reading.words[n.first : n.last]) for n in body if n.likely >= 1}
    family = {words[-1] for words in full}
    found = []
    for first, last in runs:
        number = first
        while number < last:
            size = _headline_name(reading, number, last, full, family)
            if not size:
                number += 1
                continue
            words = reading.words[number : number + size]
            known = tuple(word.low for word in words) in full or words[-1].low in family
            start, end = words[0].start, words[-1].end
            naming = Naming(spaced(reading.text[start:end]), start, end, number, number + size)
            naming.possessive = words[-1].possessive
            naming.likely = 2.0 if known else 1.2
            found.append(naming)
            number += size
    return found


def _headline_name(reading: Reading, number: int, last: int, full: set[tuple[str, ...]], family: set[str]) -> int:
    """Return how many words from `number` on are a name; 0 for none."""
    lows = [word.low for word in reading.words[number : min(last, number + 5)]]
    for size in range(len(lows), 0, -1):
        if tuple(lows[:size]) in full:
            return size
    if lows[0] in family and lows[0] not in reading.lowercase and not _is_title(reading.words[number]):
        return 1
    if len(lows) > 1 and lows[0] in GIVEN and lows[1] not in reading.lowercase | _FUNCTION:
        return 2 if reading.pos(reading.words[number + 1]) == "PROPN" else 0
    return 0


def _share_family_names(reading: Reading, found: list[Naming]) -> None:
    """Give the first of a couple ("Oona and Pell Varra") the family name that is printed once."""
    full = {parts(n.text).family.lower() for n in found if n.units > 1}
    for one, two in itertools.pairwise(found):
        between = reading.text[one.end : two.start]
        if between != " and " or one.units != 1 or two.units < 2 or one.title:
            continue
        family = parts(two.text)
        low = one.text.lower()
        if low in full or (low not in GIVEN and one.likely < 0) or low in NATION or two.likely < 1:
            continue
        if low in GIVEN or family.given[0].lower() in GIVEN:
            one.given_for = " ".join((*family.particles, family.family))
            one.likely = max(one.likely, 1.5)
