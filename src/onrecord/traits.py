"""What an article tells of a person beside name and role: age, sex, place, kin, death, and the country it is on.

Read from the words around the places that name the person. Rules, no model; what is not plain is left out. Traits are
kept with the article that tells them, to tell namesakes apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.names import Verdict, compare, fold, parts
from onrecord.nations import nations
from onrecord.types import Mention, Span


class TraitKind(StrEnum):
    """What a trait tells. Values: a year of birth, m or f, a place, jr or sr by the same name, child or
    parent of somebody else, namesake of somebody who is no kin, an ISO day by which dead, a country,
    what a person without a role is called ("a widow from Hesk")."""

    BORN = "born"
    SEX = "sex"
    PLACE = "place"
    KIN = "kin"
    DEAD = "dead"
    SETTING = "setting"
    CALLED = "called"


@dataclass(frozen=True, slots=True, order=True)
class Trait:
    """One thing told of a person."""

    kind: TraitKind
    value: str


_AFTER_AGE = re.compile(r",? \(?(?:aged? )?(\d{1,2})\)?(?=[,.;:)]| and\b| years old)|,? an? (\d{1,2})-year-old")
_IS_AGED = re.compile(r"[^.!?\n]{0,120}[.!?][”\"’]? (?:He|She) (?:is|was) (\d{1,2})(?=[.;]| years old| and )")
_BEFORE_AGE = re.compile(r"\b(\d{1,2})[- ]year[- ]old (?:[\w'’-]+,? ){0,4}$")
_PLACE = re.compile(r",? (?:of|from) ((?:the )?[A-Z][\w'’-]+(?: (?:of )?[A-Z][\w'’-]+){0,3})")
_CALLED = re.compile(
    r",(?: \d{1,2},)? (?:an?|(?:one )?of (?:the|those)|who (?:is|was) an?|who(?: has| had| is| was)?|whose) "
    r"([^,.;:”\"\n]{3,60})[,.;]"
)
_TITLES = {
    "m": re.compile(r"\b(?:Mr|Sir|Lord|King|Prince)\.? $"),
    "f": re.compile(r"\b(?:Mrs|Ms|Miss|Mme|Lady|Dame|Queen|Princess)\.? $"),
}
_NOUNS = {
    "m": frozenset("businessman congressman policeman chairman waiter councilman fisherman king prince".split()),
    "f": frozenset(
        """spokeswoman businesswoman congresswoman actress policewoman chairwoman waitress councilwoman housewife queen
        princess nun""".split()
    ),
}
_PRONOUN = re.compile(r"[^.!?\n]{0,120}[.!?][”\"’]? (He|She)\b")
_LATE = re.compile(r"\b[Tt]he late (?:[\w.'’-]+ ){0,4}$")
_DIED = re.compile(r",? who (?:has )?(?:died|passed away|was (?:killed|assassinated|murdered))\b")
_BEARER = r"(?:the )?(?:late )?((?:[\w.'’-]+ ){0,5}[A-Z][\w'’-]+)"
_KIN = {
    "jr": (
        re.compile(rf"\b(?:son|grandson|nephew|daughter) (?:and namesake )?of {_BEARER}"),
        re.compile(
            r",? the (?:younger|son)\b| \(son\)|,? (?:whose|named after his) (?:late )?(?:grand)?father\b"
            r"|,? junior(?=[,.;]| sa)|,? who (?:succeeded|followed|replaced) his (?:late )?father\b"
        ),
        re.compile(r"\b[Tt]he younger (?:[A-Z][\w.]+ )?$|\b[Ss]on(?:,| and namesake,) $"),
    ),
    "sr": (
        re.compile(rf"\b(?:father|grandfather|uncle) of {_BEARER}"),
        re.compile(r",? the (?:elder|father)\b| \(father\)|,? senior(?=[,.;]| sa)"),
        re.compile(r"\b[Tt]he elder (?:[A-Z][\w.]+ )?$|\b[Ff]ather, $"),
    ),
}
_FAMILY = {
    tie: re.compile(rf",? (?:his|her|[^,.]{{1,40}}['’]s) (?:\w+ )?(?:{words})\b")
    for tie, words in (
        ("child", "son|grandson|daughter|granddaughter|nephew|niece"),
        ("parent", "father|grandfather|mother|grandmother|uncle"),
    )
}
_SAME_NAME = (
    r"(?:of|with|by|bears?|bore|bearing|shares?|shared|sharing|has|had) (?:(?:the|that|a) same|his|her) name\b"
    r"|\bnamesake\b|(?:also|likewise) (?:called|named)\b|(?:is|was) (?:called|named) \w+,? too\b"
    r"|after whom s?he (?:is|was) named|\bsame-named\b"
)
_RELATIVE = {
    "jr": r"(?:father|grandfather|uncle|great-uncle|mother|grandmother|aunt)",
    "sr": r"(?:son|grandson|nephew|daughter|granddaughter|niece)",
}
_OWN = r"\b(?:[Hh]is|[Hh]er|[Ww]hose)"
_FAMILY_NAMESAKE = {
    value: re.compile(
        rf"{_OWN}(?: [\w'’-]+){{0,2}} {kin}\b[^.;:!?\n]{{0,30}}?(?<![\w-])(?:{_SAME_NAME})"
        rf"|{_OWN} (?:[\w-]+ )?(?:namesake|same-named),? (?:the |and )?{kin}\b"
        rf"|\bshares? (?:a|his|her) name with (?:his|her) (?:\w+ )?{kin}\b"
    )
    for value, kin in _RELATIVE.items()
}
"""Words that say that a relative bears the same name, by whose child or parent the person then is."""
_NAMED_RELATIVE = {
    value: re.compile(rf"{_OWN}(?: [\w'’-]+){{0,2}} {kin},? ((?:[A-Z][\w'’-]+ ?){{1,3}})")
    for value, kin in _RELATIVE.items()
}
_TWO_SENTENCES = re.compile(r"[^.!?\n]*(?:[.!?][”\"’]?(?! )|[.!?][”\"’]? [^.!?\n]*)?")
_NAMESAKE = re.compile(
    r"\b(?:not related|unrelated) to\b|\bno relation\b|\b(?:a|the|his|her) namesake\b"
    r"|\bshares? (?:a|his|her) name with\b"
)
_NO_PLACE = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
_MOST_FORMS = 6
_HEAD = 4000


def of(mention: Mention, text: str, published: date | None) -> frozenset[Trait]:
    """Return what an article's text tells of one of its people, but for the setting."""
    found: set[Trait] = set()
    for _, span in mention.forms[:_MOST_FORMS]:
        found.update(_around(mention.name, text, span, published))
    found.update(_by_title_and_role(mention))
    if not mention.roles and (called := _called(mention, text)):
        found.add(Trait(TraitKind.CALLED, called))
    if nearer := {trait for trait in found if trait.kind is TraitKind.KIN and trait.value in _RELATIVE}:
        found = {trait for trait in found if trait.kind is not TraitKind.KIN} | nearer
    several: Counter[TraitKind] = Counter(trait.kind for trait in found if trait.kind is not TraitKind.PLACE)
    # What the article seems to tell in two ways, it does not tell.
    return frozenset(trait for trait in found if several[trait.kind] < 2)


def _around(name: str, text: str, span: Span, published: date | None) -> Iterator[Trait]:
    before, after = text[max(span.start - 60, 0) : span.start], text[span.end : span.end + 240]
    if published and (age := _AFTER_AGE.match(after) or _BEFORE_AGE.search(before) or _IS_AGED.match(after)):
        yield Trait(TraitKind.BORN, str(published.year - int(next(filter(None, age.groups())))))
    if place := _PLACE.match(after):
        name_of_place = re.sub(r"['’]s$", "", place[1])
        if name_of_place.lower() not in _NO_PLACE:
            yield Trait(TraitKind.PLACE, name_of_place)
    yield from (Trait(TraitKind.SEX, sex) for sex, title in _TITLES.items() if title.search(before))
    if pronoun := _PRONOUN.match(after):
        yield Trait(TraitKind.SEX, "m" if pronoun[1] == "He" else "f")
    if published and (_LATE.search(before) or _DIED.match(after)):
        yield Trait(TraitKind.DEAD, published.isoformat())
    yield from _kin(name, before, after)


def _called(mention: Mention, text: str) -> str | None:
    """Return the apposition that no role was made of."""
    found = (_CALLED.match(text, span.end) for _, span in mention.forms[:_MOST_FORMS])
    return next((match[1] for match in found if match), None)


def _kin(name: str, before: str, after: str) -> Iterator[Trait]:
    clause = re.split(r"[.;!?\n]", after)[0]
    for value, (tie, follows, leads) in _KIN.items():
        tied = tie.search(clause)
        if (tied and _bears(tied[1], name)) or follows.match(clause) or leads.search(before):
            yield Trait(TraitKind.KIN, value)
    two = _TWO_SENTENCES.match(after)
    shared = set(_shared_in_the_family(name, two[0])) if two else set()
    yield from (Trait(TraitKind.KIN, value) for value in shared)
    if not shared and _NAMESAKE.search(clause):
        yield Trait(TraitKind.KIN, "namesake")
    yield from (Trait(TraitKind.KIN, tie) for tie, words in _FAMILY.items() if words.match(clause))


def _shared_in_the_family(name: str, text: str) -> Iterator[str]:
    """Yield whether somebody is said to be the child or the parent of another of the same name."""
    own = [fold(word) for word in (*parts(name).given[:1], parts(name).family)]
    for value in _RELATIVE:
        named = (fold(match[1]).split() for match in _NAMED_RELATIVE[value].finditer(text))
        if _FAMILY_NAMESAKE[value].search(text) or any(words[:1] == own[:1] != own[1:] for words in named):
            yield value


def _bears(words: str, name: str) -> bool:
    """Whether some words end in the same full name."""
    every = words.split()
    return any(compare(" ".join(every[n:]), name).verdict is Verdict.SAME for n in range(len(every) - 1))


def _by_title_and_role(mention: Mention) -> Iterator[Trait]:
    if gender := parts(mention.name).gender:
        yield Trait(TraitKind.SEX, gender)
    for role in mention.roles:
        words = set(re.findall(r"[a-z]+", role.text.lower()))
        yield from (Trait(TraitKind.SEX, sex) for sex, nouns in _NOUNS.items() if words & nouns)


def setting(text: str) -> str | None:
    """Return the country that an article is on: the only one that its beginning names."""
    found = nations(text[:_HEAD])
    return next(iter(found)) if len(found) == 1 else None
