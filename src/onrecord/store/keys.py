"""The keys by which names that can be one person's are found without reading all names.

A full name is found by its family name with the first sound of the given one: few speakers share both, whatever the
spelling. A family name alone is looked up only where a role can say whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.nameparts import Unit, parts
from onrecord.namesounds import bones
from onrecord.namewords import ALIKE, SPELLED
from onrecord.organizations import plain_organization
from onrecord.store.search import folded
from onrecord.types import SpeakerType


def stored(form: str, type_: SpeakerType, *, strong: bool = False) -> list[str]:
    """Return the keys to keep with a form of a name: its family names, alone and with the given name's first sound.

    A name of one word has a key as such, and one more where it is strong and decides alone.
    """
    if type_ is SpeakerType.ORGANIZATION:
        return [_organization(form)]
    units = parts(form).units
    if len(units) < 2:
        alone = [f"{mark}{bones(unit.core)}" for unit in units for mark in ("", "~")]
        return [*alone, f"!{folded(form)}"] if strong and folded(form) else alone
    families = list(_families(units))
    return list(dict.fromkeys([*families, *(f"{bones(units[0].core)[:1]}|{family}" for family in families)]))


def asked(name: str, type_: SpeakerType, *, with_role: bool) -> list[str]:
    """Return keys one of which each speaker has whom a name may mean; by a family name only with a role."""
    if type_ is SpeakerType.ORGANIZATION:
        return [_organization(name)]
    units = parts(name).units
    if len(units) < 2:
        family = [bones(unit.core) for unit in units if with_role]
        return [*family, f"!{folded(name)}"] if folded(name) else family
    pairs = [f"{first}|{family}" for first in _first_sounds(units[0]) for family in _families(units)]
    # Family name first in one place and last in another.
    turned = f"{bones(units[-1].core)[:1]}|{bones(units[0].core)}"
    alone = [f"~{bones(unit.core)}" for unit in units[1:] if with_role]
    return list(dict.fromkeys([*pairs, turned, *alone]))


def _organization(name: str) -> str:
    return f"={folded(plain_organization(name))}"


def _families(units: Iterable[Unit]) -> Iterator[str]:
    """Yield the skeletons of all words of a name but the given one, and of the halves of double ones."""
    for unit in list(units)[1:]:
        yield bones(unit.core)
        if not unit.initials:
            yield from (bones(piece) for piece in unit.pieces if len(piece) > 1)


def _first_sounds(given: Unit) -> list[str]:
    """Return the sounds with which the short forms and other spellings of a given name begin: Bill, William."""
    others = sorted({*ALIKE.get(given.core, ()), *SPELLED.get(given.core, ())})
    return list(dict.fromkeys(bones(word)[:1] for word in (given.core, *others)))
