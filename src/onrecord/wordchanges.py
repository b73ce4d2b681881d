"""What a change of words does to what they say: negations, numbers, names, days, modals, qualifiers. Pure.

It looks at runs of words that one wording has and the other has not, and knows nothing of how they were found.
Every rule takes both sides alike: turning them round turns the alarms round.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.wordnumbers import UNITS, is_number, values
from onrecord.wordtokens import DASH, Token


class AlarmKind(StrEnum):
    """What a reader must be told of a change."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"
    DATE = "date"
    MODAL = "modal"
    QUALIFIER = "qualifier"
    JOINED = "joined"
    ELLIPSIS = "ellipsis"
    BRACKET = "bracket"
    QUESTION = "question"
    SHIFT = "shift"

    @property
    def disclosed(self) -> bool:
        """Whether it is no distortion by itself: an editor's brackets, the form of indirect speech."""
        return self in (AlarmKind.BRACKET, AlarmKind.SHIFT)


@dataclass(frozen=True, slots=True, order=True)
class Alarm:
    """A change that matters: the words of the one wording that it concerns, and those of the other, either empty."""

    kind: AlarmKind
    one: str
    two: str

    @property
    def turned(self) -> Alarm:
        """The same, the two wordings the other way round."""
        return Alarm(self.kind, self.two, self.one)


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one wording in a run: tokens `start` to `end` of `all`."""

    all: Sequence[Token]
    start: int
    end: int

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens of the run."""
        return self.all[self.start : self.end]


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


NEGATIONS = _words("not no never nobody none nothing nowhere neither nor without hardly barely scarcely unable no-one")
_MODALS = _words("will would shall should must may might can could ought")
QUALIFIERS = _words(
    "only just merely some most almost nearly approximately roughly alleged allegedly reportedly apparently "
    "supposedly purported so-called suspected perhaps maybe possibly probably likely if unless until provided mostly "
    "mainly partly partially largely sometimes often rarely seldom usually generally always all every many few several "
    "least possible potential probable temporary temporarily conditional"
)
_MONTHS = _words("january february march april may june july august september october november december")
_DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
_TODAY = _words("today tomorrow yesterday tonight")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_NAMES = _words(
    "i a an the this that these those it he she we you they there here his her its our your my their what who when "
    "where why how which and but or so yet if as at by for from in into of off on onto out over to up with after "
    "before because while although though since everybody everyone somebody someone anybody anyone both each another "
    "other such yes well now then today tomorrow yesterday please let do does did is are was were be been has have had"
)
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "non-")
_PERSON = {
    "i": "he she", "we": "they", "me": "him her", "us": "them", "my": "his her", "our": "their", "mine": "his hers",
    "ours": "theirs", "myself": "himself herself", "ourselves": "themselves",
}  # fmt: skip
_TENSE = {
    "am": "was", "is": "was", "are": "were was", "have": "had", "has": "had", "do": "did", "does": "did",
    "will": "would", "can": "could", "may": "might", "shall": "should would", "must": "had",
}  # fmt: skip
_IRREGULAR = {"won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("shall", "not")}
_ENDINGS = (("n't", "not"), ("'ll", "will"), ("'re", "are"), ("'ve", "have"), ("'m", "am"))


def spelled_out(tokens: Iterable[Token]) -> list[str]:
    """Return the words in small letters, contractions in full ("don't" is "do", "not")."""
    found: list[str] = []
    for token in tokens:
        found += _full(token.key) if token.word else ()
    return found


def _full(word: str) -> tuple[str, ...]:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, full in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending), full
    return (word.removesuffix("'s"),)


# -- the form of indirect speech -------------------------------------------------------------------------


def indirect_side(runs: Sequence[tuple[Side, Side]]) -> int:
    """Return which wording tells in the third person what the other says in the first: 1, 2, or 0 for neither."""
    told = {side for one, two in runs for side in (1, 2) if _persons_turned(one, two, side)}
    return told.pop() if len(told) == 1 else 0


def _persons_turned(one: Side, two: Side, side: int) -> bool:
    first, third = (one, two) if side == 2 else (two, one)
    there = set(spelled_out(third.tokens))
    return any(there & set(_PERSON.get(word, "").split()) for word in spelled_out(first.tokens))


def _without_tense(one: list[str], two: list[str], side: int) -> tuple[list[str], list[str]]:
    """Return what is left of two sides less the words that indirect speech turns ("will" and "would")."""
    first, third = (list(one), list(two)) if side == 2 else (list(two), list(one))
    for word in tuple(first):
        met = next((each for each in _TENSE.get(word, "").split() if each in third), None)
        if met is not None:
            first.remove(word)
            third.remove(met)
    return (first, third) if side == 2 else (third, first)


def turned_words(runs: Iterable[tuple[Side, Side]], side: int) -> int:
    """Return how many words are the same but for the form of indirect speech: persons, tenses."""
    return sum(_turned_in(one, two, side) for one, two in runs) if side else 0


def _turned_in(one: Side, two: Side, side: int) -> int:
    first, third = (spelled_out(each.tokens) for each in ((one, two) if side == 2 else (two, one)))
    forms = {word: f"{_PERSON.get(word, '')} {_TENSE.get(word, '')}".split() for word in first}
    return sum(any(form in third for form in forms[word]) for word in first)


# -- the alarms of one run -------------------------------------------------------------------------------


def alarms_of(one: Side, two: Side, indirect: int = 0) -> list[Alarm]:
    """Return the alarms of words on one side that are others, or none, on the other.

    `indirect` is the side that tells in indirect form (see `indirect_side`).
    """
    if _edited(one, two) or _edited(two, one):
        return [_alarm(AlarmKind.BRACKET, one.tokens, two.tokens), *_negation(one, two)]
    found = [*_negation(one, two), *_numbers(one, two), *_dates(one, two, indirect), *_names(one, two)]
    return [*found, *_modals(one, two, indirect), *_qualifiers(one, two), *_questions(one, two)]


def _edited(one: Side, two: Side) -> bool:
    """Whether an editor's brackets stand on the second side, and nothing else."""
    return any(t.bracketed for t in two.tokens) and not any(
        t.word and not t.bracketed and t.key not in {each.key for each in one.tokens} for t in two.tokens
    )


def _alarm(kind: AlarmKind, one: Iterable[Token], two: Iterable[Token]) -> Alarm:
    return Alarm(kind, *(" ".join(token.form for token in side) for side in (one, two)))


def _differing(kind: AlarmKind, one: Side, two: Side, listed: Callable[[str], bool]) -> list[Alarm]:
    """Return an alarm where the two sides have not the same of the words that are listed."""
    sides = [Counter(word for word in spelled_out(side.tokens) if listed(word)) for side in (one, two)]
    if sides[0] == sides[1]:
        return []
    return [_alarm(kind, *(_having(side, listed) for side in (one, two)))]


def _having(side: Side, listed: Callable[[str], bool]) -> list[Token]:
    return [token for token in side.tokens if token.word and any(map(listed, _full(token.key)))]


def _negation(one: Side, two: Side) -> list[Alarm]:
    def denies(word: str) -> bool:
        return word in NEGATIONS

    counts = [sum(map(denies, spelled_out(side.tokens))) for side in (one, two)]
    found = [_alarm(AlarmKind.NEGATION, _having(one, denies), _having(two, denies))] if counts[0] != counts[1] else []
    pairs = _turned_by_prefix(one, two)
    return [*found, *(Alarm(AlarmKind.NEGATION, first, second) for first, second in pairs)]


def _turned_by_prefix(one: Side, two: Side) -> list[tuple[str, str]]:
    firsts, seconds = (set(spelled_out(side.tokens)) for side in (one, two))
    pairs = [(w, p + w) for w in firsts for p in _PREFIXES if p + w in seconds]
    pairs += [(p + w, w) for w in seconds for p in _PREFIXES if p + w in firsts]
    return sorted(pair for pair in pairs if min(map(len, pair)) > 2)


def _modals(one: Side, two: Side, indirect: int) -> list[Alarm]:
    sides = spelled_out(one.tokens), spelled_out(two.tokens)
    if indirect:
        sides = _without_tense(*sides, indirect)
    if Counter(w for w in sides[0] if w in _MODALS) == Counter(w for w in sides[1] if w in _MODALS):
        return []
    left = set(sides[0]) | set(sides[1])
    modal = [
        [t for t in side.tokens if t.word and not _is_day(t) and _MODALS & left & set(_full(t.key))]
        for side in (one, two)
    ]
    return [_alarm(AlarmKind.MODAL, *modal)] if any(modal) else []


def _qualifiers(one: Side, two: Side) -> list[Alarm]:
    turned = {word for pair in _turned_by_prefix(one, two) for word in pair}
    return _differing(AlarmKind.QUALIFIER, one, two, lambda word: word in QUALIFIERS and word not in turned)


def _questions(one: Side, two: Side) -> list[Alarm]:
    asked = [[token for token in side.tokens if token.key == "?"] for side in (one, two)]
    return [_alarm(AlarmKind.QUESTION, *asked)] if bool(asked[0]) != bool(asked[1]) else []


# -- numbers, days, names --------------------------------------------------------------------------------


def _numbers(one: Side, two: Side) -> list[Alarm]:
    found = [_figures(side) for side in (one, two)]
    units = [Counter(UNITS[t.key] for t in _units(side)) for side in (one, two)]
    counted = [values([token.key for token in side]) for side in found]
    for mine, other in ((0, 1), (1, 0)):
        if not counted[other] and [token.key for token in found[mine]] in (["one"], ["first"]):
            counted[mine] = []  # "one of them"
    signs = [_minus(side) for side in (one, two)]
    if Counter(counted[0]) == Counter(counted[1]) and units[0] == units[1] and len(signs[0]) == len(signs[1]):
        return []
    shown = [
        sorted({*figures, *_units(side), *_minus(side)}, key=lambda t: t.start)
        for figures, side in zip(found, (one, two), strict=True)
    ]
    return [_alarm(AlarmKind.NUMBER, *shown)]


def _figures(side: Side) -> list[Token]:
    return [
        side.all[at] for at in range(side.start, side.end) if is_number(side.all[at].key) and not _dates_at(side, at)
    ]


def _units(side: Side) -> list[Token]:
    """Return the units that a number stands beside."""
    found = []
    for at in range(side.start, side.end):
        near = [side.all[each].key for each in (at - 1, at - 2, at + 1) if 0 <= each < len(side.all)]
        if side.all[at].key in UNITS and any(map(is_number, near)):
            found.append(side.all[at])
    return found


def _minus(side: Side) -> list[Token]:
    """Return the dashes that stand close before a number and not close behind anything."""
    found = []
    for at in range(side.start, min(side.end, len(side.all) - 1)):
        one, after = side.all[at], side.all[at + 1]
        if one.key == DASH and one.end == after.start and is_number(after.key):
            found += [one] if not at or side.all[at - 1].end < one.start else []
    return found


def _is_day(token: Token) -> bool:
    return token.capital and (token.key in _DAYS or (token.key in _MONTHS and not (token.first and token.key == "may")))


def _dates_at(side: Side, at: int) -> bool:
    """Whether a token is a day, a month or a year, or the number of a day beside its month."""
    token = side.all[at]
    if _is_day(token) or token.key in _TODAY:
        return True
    if not token.key[:1].isdecimal():
        return False
    near = [side.all[each] for each in (at - 1, at + 1, at - 2, at + 2) if 0 <= each < len(side.all)]
    if any(_is_day(each) and each.key in _MONTHS for each in near):
        return True
    after = near[1].key if at and len(near) > 1 else ""
    return _YEAR.fullmatch(token.key) is not None and after not in UNITS


def _dates(one: Side, two: Side, indirect: int) -> list[Alarm]:
    found = [[side.all[at] for at in range(side.start, side.end) if _dates_at(side, at)] for side in (one, two)]
    if indirect:  # "tomorrow" is "the next day" there
        found = [[token for token in side if token.key not in _TODAY] for side in found]
    keys = [sorted(token.key for token in side) for side in found]
    return [_alarm(AlarmKind.DATE, *found)] if keys[0] != keys[1] else []


def _names(one: Side, two: Side) -> list[Alarm]:
    found = [_named(one, two), _named(two, one)]
    keys = [sorted(token.key.removesuffix("'s") for token in side) for side in found]
    return [_alarm(AlarmKind.NAME, *found)] if keys[0] != keys[1] else []


def _named(side: Side, other: Side) -> list[Token]:
    """Return the words of a side that are written like names, but for those that the other side has too."""
    there = {token.key.removesuffix("'s") for token in other.tokens}
    # The first word of a sentence has its capital anyway; only in the place of another one it may be a name.
    begins = any(token.first and _may_name(token) for token in other.tokens)
    return [
        side.all[at]
        for at in range(side.start, side.end)
        if _may_name(side.all[at])
        and (begins or not side.all[at].first)
        and side.all[at].key.removesuffix("'s") not in there
        and not _dates_at(side, at)
    ]


def _may_name(token: Token) -> bool:
    known = (_NO_NAMES, NEGATIONS, _MODALS, QUALIFIERS)
    words = _full(token.key)
    return token.capital and not any(words[0] in listed for listed in known) and not is_number(token.key)
