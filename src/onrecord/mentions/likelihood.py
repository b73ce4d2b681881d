"""How likely a capitalised phrase is a person's name: by its words, its neighbours, and the parse as a hint."""

from __future__ import annotations

import re

from onrecord.mentions.given import GIVEN
from onrecord.mentions.houses import is_house
from onrecord.mentions.naming import SPEECH, Naming
from onrecord.mentions.nouns import DOCUMENTS, FAMILY, GROUPS, ORGANIZATIONS, OUTLETS, ROLES, known_person, singular
from onrecord.mentions.phrase import read_phrase
from onrecord.mentions.places import ACTORS, NATION, STATES
from onrecord.mentions.reading import Reading, Word
from onrecord.namerarity import is_rare_family
from onrecord.namewords import LOOSE_PARTICLES, NAME_PARTICLES

_PARTICLES = LOOSE_PARTICLES | NAME_PARTICLES
_NOT_PERSON = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT", "LANGUAGE"})
_FAITHS = frozenset(
    "catholic christian muslim jewish islamic shiite shia sunni protestant orthodox democratic republican hindu".split()
)
_PLACES = frozenset(
    "base air camp province village bridge river street square island valley district area border crossing".split()
)


_FAMILIES_TOO = frozenset(
    """abbot bishop boss butcher cardinal carpenter chancellor constable deacon dean driver duke farmer forester
    gardener grocer joiner judge justice major marshal merchant monk painter peer pilot pope potter prince prior
    private sailor sexton shepherd sheriff singer skinner star steward tailor vicar warden weaver""".split()
)
"""Nouns for work that are family names as well and are in no table of these."""
_HOUSE_COST, _NOT_IT, _POST_COST = 4.5, 3.0, 5.0
_SAID_ITS = re.compile(r"\.? (?:has |had )?(?:said|says|announced|reported|added)(?: that)?(?: \w+day)?,? its\b")
"""What a company says of itself: "Varra said its profits fell"."""


def likelihood(reading: Reading, naming: Naming) -> float:
    """Return how likely a person is named: above 1 for yes."""
    words = reading.words[naming.first : naming.last]
    lows = [word.low for word in words]
    score = {"PERSON": 1.2}.get(naming.label, -0.8 if naming.label in _NOT_PERSON else 0.0)
    if score < 0 and len(words) > 1 and lows[0] in GIVEN:
        score = -0.2
    score += _score_words(reading, words, lows)
    before = reading.words[naming.first - 1] if naming.first and reading.joined(naming.first - 1) else None
    after = reading.words[naming.last] if naming.last < len(reading.words) else None
    if naming.title:
        score += 2.5
    elif is_house(lows):
        score -= _HOUSE_COST
    score -= _NOT_IT if len(words) == 1 and _SAID_ITS.match(reading.text, naming.end) else 0.0
    if before is not None:
        if before.low in ("of", "for") and _house(reading, naming.first - 2):
            score -= 3.0
        elif before.low in ("the", "a", "an", "former"):
            score -= 1.5 if len(words) > 1 or not lows[0].endswith("s") else 3.0
        elif before.possessive and before.low in NATION and len(words) > 1:
            score += 1.8
        elif not before.possessive and known_person(before.low) and before.low not in ("chief", "deputy"):
            score += 2.0 if not words[0].text.isupper() else 4.5
        elif before.low in ("in", "at", "near", "across", "outside", "throughout"):
            score -= 1.0
        elif before.low in SPEECH:
            score += 0.7
    joined = after is not None and reading.joined(naming.last - 1)
    if after is not None and joined and not naming.possessive:
        if after.low in SPEECH:
            score += 0.8
        elif singular(after.low) in ORGANIZATIONS | OUTLETS | DOCUMENTS | _PLACES and after.low not in (
            "state",
            "side",
        ):
            score -= 1.5
    tail = reading.text[naming.end : naming.end + 40]
    if (
        tail.startswith(":")
        and reading.text.endswith(("\n", "*", "“", '"'), 0, reading.edge(naming.start, " "))
        and len(words) <= 3
    ):
        score += 2.0 if not words[0].text.isupper() else 4.5
    if re.match(r",? who\b|, (?:an?|the|his|her|its) ", tail):
        score += 0.8
    if re.match(r", (?:aged )?\d\d?,", tail):
        score += 1.5
    if len(words) > 1 and (_apposed_to_role(reading, naming.end) or _explains_person(reading, naming.start)):
        score += 1.5
    return score


def _house(reading: Reading, number: int) -> bool:
    """Whether a word is the first of an organization's name that goes on: "Foundation for"."""
    if number < 0 or not reading.joined(number):
        return False
    word = reading.words[number]
    return word.capital and singular(word.low) in ORGANIZATIONS


def _apposed_to_role(reading: Reading, end: int) -> bool:
    """Whether ", the lock's chief keeper" follows."""
    match = re.match(r", ((?:an?|the|its|his|her|former|acting) [^,.;:()\n]{3,80})", reading.text[end : end + 90])
    if match is None:
        return False
    phrase = read_phrase(match.group(1))
    return not phrase.plural and not phrase.capital and (known_person(phrase.head) or phrase.head in FAMILY)


def _explains_person(reading: Reading, start: int) -> bool:
    """Whether "his aunt, " or "the lock's keeper, " stands before."""
    match = re.search(
        r"\b((?:an?|the|its|his|her|their|former) [^,.;:()\n]{3,60}), $", reading.text[max(0, start - 70) : start]
    )
    if match is None:
        return False
    phrase = read_phrase(match.group(1))
    return not phrase.plural and (known_person(phrase.head) or phrase.head in FAMILY)


def _score_words(reading: Reading, words: list[Word], lows: list[str]) -> float:
    score = 0.0
    known = lows[0] in GIVEN or lows[0].split("-")[0] in GIVEN
    if len(words) > 1:
        score += 1.3 if known else 0.3
        score += 0.8 if any(low in _PARTICLES or low.startswith(("al-", "el-", "abd")) for low in lows[1:]) else 0.0
    elif known and lows[0] not in NATION:
        score += 0.4
    bodies = ORGANIZATIONS | OUTLETS | DOCUMENTS
    if any(low in bodies or singular(low) in bodies for low in lows):
        score -= 1.0 if known and len(words) > 1 else 3.0
    if len(words) == 1 and (lows[0] in NATION or lows[0] in ACTORS or lows[0] in STATES):
        score -= 3.0
    if len(words) > 1 and not known and _is_post(lows):
        score -= _POST_COST
    if " ".join(lows) in ACTORS or " ".join(lows) in NATION:
        score -= 3.0
    bodies_too = GROUPS | bodies | _FAITHS
    if len(words) == 1 and (singular(lows[0]) != lows[0] or lows[0] in bodies_too):
        score -= 4.0
    if any(low in reading.lowercase for low in lows):
        score -= 0.8
    if any(w.text.isupper() and len(w.text) > 2 for w in words) and not all(w.text.isupper() for w in words):
        score -= 1.5
    if len(words) == 1 and words[0].text.isupper() and len(words[0].text) > 1:
        score -= 2.0 if len(words[0].text) > 4 else 4.0
    return score - (1.0 if len(words) > 5 else 0.0)


def _is_post(lows: list[str]) -> bool:
    """Whether capitalised words are a post printed without an article ("Harbour Master said"), as far as words tell."""
    last = lows[-1]
    return len(lows[0]) > 1 and last in ROLES and last not in _FAMILIES_TOO and is_rare_family(f"x {last}")
