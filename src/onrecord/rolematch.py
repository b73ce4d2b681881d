"""Whether what two texts call somebody can be one person: roles that agree, that may, and that cannot.

Rules over words and two small tables (countries, walks of life), no model. People change offices, so another
title never speaks against them; another country or a wholly other walk of life does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from onrecord.names import fold
from onrecord.nations import nations, plain_nations

_TELLING_NOTHING = """
a an the of for in on at to and or from with by his her its their then now new top senior chief deputy
leading caretaker acting interim outgoing incoming former ex late veteran current retired long-time general
mr mrs ms s who is was man woman official
"""
_SMALL = frozenset(_TELLING_NOTHING.split())
_PAST = re.compile(r"\b(?:former|ex|retired|one-time|onetime|late|turned)\b", re.IGNORECASE)

_SAME_WORD = {
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "mp": "lawmaker", "legislator": "lawmaker",
    "parliamentarian": "lawmaker", "pm": "prime minister", "premier": "prime minister",
    "chairwoman": "chairman", "chair": "chairman", "chairperson": "chairman", "congresswoman": "congressman",
    "ceo": "chief executive", "defence": "defense", "centre": "center", "policewoman": "police",
    "policeman": "police", "businesswoman": "businessman", "footballers": "footballer",
}  # fmt: skip

_WALKS = {
    "sport": """
    goalkeeper striker midfielder defender footballer winger quarterback linebacker pitcher batsman
    bowler cricketer boxer cyclist sprinter swimmer golfer athlete gymnast jockey skier rower wrestler
    coach teammate olympian shortstop fly-half scrum-half
    """,
    "arts": """
    actor actress singer songwriter rapper guitarist drummer painter sculptor novelist poet dancer
    choreographer filmmaker comedian soprano tenor violinist pianist playwright
    """,
    "everyday": """
    student pupil teacher farmer nurse driver shopkeeper pensioner carpenter plumber waiter waitress
    cashier hairdresser electrician mechanic builder fisherman villager commuter barista cleaner
    """,
    "public": """
    president minister lawmaker legislator senator congressman congresswoman mp governor mayor
    ambassador diplomat envoy spokesman spokeswoman spokesperson chancellor premier pm secretary
    councillor councilman judge justice prosecutor attorney lawyer general colonel commander lieutenant
    admiral captain-general police sheriff ceo chairman chairwoman banker economist analyst investor
    """,
}
_WALK_OF = {word: walk for walk, words in _WALKS.items() for word in words.split()}


@lru_cache(maxsize=8192)
def words(role: str) -> frozenset[str]:
    """Return the words of a role that tell something, one for those that mean the same, countries by name."""
    found: set[str] = set()
    for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", fold(plain_nations(role))):
        found.update(_SAME_WORD.get(word, word).split())
    return frozenset(found - _SMALL)


def agree(one: str, two: str) -> frozenset[str]:
    """Return what two roles share when they clearly say the same of somebody, else nothing.

    That is two words or more, and half of the shorter role or more, without another country.
    """
    first, second = words(one), words(two)
    shared = first & second
    if len(shared) < 2 or 2 * len(shared) < min(len(first), len(second)) or _other_country([one], [two]):
        return frozenset()
    return shared


def clash(ones: Sequence[str], twos: Sequence[str]) -> str | None:
    """Say why the roles of two people cannot be one person's, or None where they may be.

    Each side is everything known: the countries and walks of life of all its roles together.
    """
    if any(agree(one, two) for one in ones for two in twos):
        return None
    if countries := _other_country(ones, twos):
        return countries
    if any(_PAST.search(role) for role in (*ones, *twos)):
        return None
    first, second = _walks(ones), _walks(twos)
    if first and second and not first & second:
        return f"{' and '.join(sorted(first))} against {' and '.join(sorted(second))}"
    return None


def _other_country(ones: Sequence[str], twos: Sequence[str]) -> str | None:
    first = frozenset().union(*(nations(role) for role in ones))
    second = frozenset().union(*(nations(role) for role in twos))
    if first and second and not first & second:
        return f"{' and '.join(sorted(first))} against {' and '.join(sorted(second))}"
    return None


def _walks(roles: Sequence[str]) -> frozenset[str]:
    found = (re.findall(r"[\w-]+", fold(role)) for role in roles)
    return frozenset(_WALK_OF[word] for line in found for word in line if word in _WALK_OF)
