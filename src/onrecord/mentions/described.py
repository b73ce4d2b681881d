"""All that an article states of a person beside one of the places that name them, and how it is shown.

Title before, party and state in brackets, apposition or "who" clause after; where there is none of these, the house
that somebody belongs to, the work that a clause tells of, the town that a private person is from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.mentions.appositions import after
from onrecord.mentions.naming import Naming
from onrecord.mentions.nouns import is_plural, known_person, singular
from onrecord.mentions.phrase import read_phrase, undetermined
from onrecord.mentions.places import STATE_NAMES
from onrecord.mentions.reading import Reading, spaced
from onrecord.mentions.roles import WORKS, Stated, before, before_comma, left_edge
from onrecord.types import Span

_PARTIES = {"R": "Republican", "D": "Democrat", "I": "independent"}
_TAG = re.compile(r"\s*\((?:(?P<party>[RDI])(?:[-–,] ?(?P<state>[A-Z][\w. ]*))?|(?P<only>[A-Z][\w. ]*))\)")
_BARE_TAG = re.compile(r", (?P<party>[RDI])[-–](?P<state>[A-Z][\w.]*(?: [A-Z][\w.]*)?)(?P<only>)(?=,|\.$|$)")
_NOTHING = read_phrase("")


def beside(reading: Reading, naming: Naming) -> list[Stated]:
    """Return what is stated beside one naming, what is to be shown of it first."""
    found = [before(reading, naming), before_comma(reading, naming), party(reading, naming), after(reading, naming)]
    if all(one is None or not one.weight for one in found[:2]):
        found.append(shared(reading, naming))
    stated = sorted((one for one in found if one is not None), key=lambda one: one.span.start)
    telling = [one for one in stated if one.weight]
    if not telling:
        return [*stated, *_belonging(reading, naming)]
    kept = _telling_most(telling)
    if len(kept) > 1:
        return [_joined(kept), *stated]
    return sorted(stated, key=lambda one: one not in kept)


def _telling_most(stated: Sequence[Stated]) -> list[Stated]:
    """Return those of several statements beside one name that no other one says already."""
    return [one for one in stated if not any(_words(one) <= _words(other) for other in stated if other is not one)]


def _joined(stated: Sequence[Stated]) -> Stated:
    """Return several statements beside one name as one to show."""
    text = ", ".join(one.text for one in stated)
    span = Span(stated[0].span.start, stated[-1].span.end)
    return Stated(text, span, _NOTHING, max(one.weight for one in stated), joint=True)


def _words(stated: Stated) -> set[str]:
    return {word.strip(".,").lower() for word in stated.text.split()}


def party(reading: Reading, naming: Naming) -> Stated | None:
    """Return what brackets after a name say of party and state: "(R-Tex.)" is "Republican of Texas"."""
    match = _TAG.match(reading.text, naming.end) or _BARE_TAG.match(reading.text, naming.end)
    if match is None:
        return None
    state = STATE_NAMES.get((match["state"] or match["only"] or "").replace(" ", "").strip("."))
    if match["only"] and state is None:
        return None
    name = _PARTIES.get(match["party"] or "", "")
    place = state or (match["state"] or "").strip()
    text = f"{name} of {place}" if name and place else name or f"of {place}"
    return Stated(text, Span(match.start() + 1, match.end()), read_phrase(name), 2 if name else 1)


_CAPITALS = r"[A-Z][\w’'-]*(?:\.? [A-Z][\w’'-]*)*"
_SHORT_PLURALS = {"sens": "Sen.", "reps": "Rep.", "govs": "Gov.", "gens": "Gen.", "drs": "Dr.", "profs": "Prof."}
_NAME = r"[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|de|la|al|bin|von|van)){0,3}(?: \([^)\n]{1,20}\))?"
_SHARED = re.compile(
    rf"\b(?P<noun>Sens|Reps|Govs|Gens|Drs|Profs|[A-Z]?[a-z]+s)\.?,? (?P<names>(?:{_NAME}(?:, and | and |, ))*)$"
)
_ANOTHER = re.compile(rf"(?: \([^)\n]{{1,20}}\))?(?:, (?:and )?| and ){_NAME}")
_COUNTED = re.compile(r"^(?:two|three|four|five|six|both|several|other|some|many)\s+", re.I)


def shared(reading: Reading, naming: Naming) -> Stated | None:
    """Return the role that stands in the plural before several names, for one: "two local builders, A and B"."""
    begin = max(naming.start - 160, 0)
    match = _SHARED.search(reading.text[begin : naming.start])
    if match is None or not (match["names"] or _ANOTHER.match(reading.text, naming.end)):
        return None
    low = match["noun"].lower()
    one = _SHORT_PLURALS.get(low) or (singular(low) if is_plural(low) and known_person(singular(low)) else None)
    number = reading.index(begin + match.start("noun"))
    if one is None or number >= len(reading.words) or reading.words[number].low != low:
        return None
    edge = left_edge(reading, number)
    start, end = reading.words[edge].start, reading.words[number].end
    before_noun = _COUNTED.sub("", undetermined(reading.text[start : begin + match.start("noun")] + " "))
    text = f"{before_noun} {one}".strip()
    return Stated(text, Span(start, end), read_phrase(text), 2 if low in _SHORT_PLURALS else 3)


_TOWN = re.compile(
    rf"(?:, (?:aged )?\d{{1,3}})?,?\s+(?P<town>(?:of|from) {_CAPITALS}(?:, {_CAPITALS}(?:\.[A-Z])*(?:\.(?=,))?)?)"
    r"(?=, |\.\s|\.?$)"
)
_HOUSE = re.compile(
    r",? (?P<house>(?:of|from|with) the (?:[\w’'-]+ ){0,2}?[A-Z][^,.;:()\n“”\"]{3,70}?)"
    r"(?=,|\.| (?:said|says|told|wrote)\b)"
)
_WORK = re.compile(rf",? who (?P<work>(?:(?:now|currently|also) )?(?:{WORKS}) [^,.;:\n“”\"]{{3,90}})(?=[,.;\n])")


def _belonging(reading: Reading, naming: Naming) -> list[Stated]:
    """Return the weakest that tells who somebody is: the house, the work of a clause, the town."""
    if naming.possessive:
        return []
    for pattern in (_HOUSE, _WORK, _TOWN):
        match = pattern.match(reading.text, naming.end)
        if match is not None:
            start, end = match.span(match.lastgroup or 0)
            end = _before_verb(reading, start, end) if pattern is _HOUSE else end
            text = spaced(reading.text[start:end])
            return [Stated(text, Span(start, end), _NOTHING, 1 if pattern is _TOWN else 2, attached=False)]
    return []


_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})


def _before_verb(reading: Reading, start: int, end: int) -> int:
    """Return where `text[start:end]` has its first finite verb, less the space before it, or `end`."""
    words = (reading.token(word.start) for word in reading.within(start, end) if word.text.islower())
    verb = next((token for token in words if token is not None and token.tag_ in _FINITE), None)
    return end if verb is None else reading.edge(verb.idx)
