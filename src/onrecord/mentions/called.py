"""What an article calls people in passing: "the senator from Vermont then roamed the block".

Such a phrase is the weakest of what is stated of somebody, and is read only for speakers of whom nothing else is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from onrecord.mentions.cast import Cast
from onrecord.mentions.epithets import epithet
from onrecord.mentions.nouns import NOT_ROLES, known_person
from onrecord.mentions.people import Person
from onrecord.mentions.phrase import Phrase, read_phrase, undetermined
from onrecord.mentions.reading import Reading
from onrecord.mentions.roles import Stated
from onrecord.mentions.spoken import Speeches
from onrecord.types import Span

_LONGEST = 7
_SURE = 0.6
_CAPITAL = r"(?:[A-Z]\.(?:[A-Z]\.)*|[A-Z][\w’'-]*)"
_FROM = re.compile(rf" (?:from|of|for) (?:the )?{_CAPITAL}(?: {_CAPITAL}){{0,3}}")
_PLAIN = re.compile(r"[\w’'-]+(?: [\w’'.-]+)*")


def name_in_passing(reading: Reading, cast: Cast, spoken: Speeches, wanting: Collection[Person]) -> None:
    """Note for each of the people in `wanting` what the article calls them, where it can be nobody else."""
    for start, end, phrase in _definite(reading):
        if reading.quoted_in(start):
            continue
        found = epithet(reading, cast, spoken, phrase, start, ())
        if found.person in wanting and found.person is not None and found.score >= _SURE:
            text = undetermined(reading.text[start:end])
            found.person.state(Stated(text, Span(start, end), phrase, 1, attached=False, passing=True))


def _definite(reading: Reading) -> Iterator[tuple[int, int, Phrase]]:
    """Yield the phrases "the … noun" for one person that stand alone: with no name right after them."""
    words = reading.words
    for number, word in enumerate(words):
        if word.low != "the":
            continue
        last = number
        for here in range(number + 1, min(number + _LONGEST, len(words))):
            if not reading.joined(here - 1) or reading.pos(words[here]) not in ("NOUN", "PROPN", "ADJ", "NUM"):
                break
            last = here
        noun = words[last]
        if last == number or noun.possessive or not known_person(noun.low) or noun.low in NOT_ROLES:
            continue
        if reading.joined(last) and words[last + 1].capital:
            continue
        more = _FROM.match(reading.text, noun.end)
        end = more.end() if more else noun.end
        text = reading.text[word.start : end]
        phrase = read_phrase(text)
        if phrase.head and not phrase.plural and _PLAIN.fullmatch(text):
            yield word.start, end, phrase
