"""Given names of men and women over many cultures: a hint at the pronoun, never at who somebody is."""

from __future__ import annotations

from importlib.resources import files

from onrecord.names import fold


def _tables(text: str) -> dict[str, frozenset[str]]:
    """Return the names under each heading, "[women]", "[men]" and "[both]"."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    parts = "\n".join(lines).split("[")[1:]
    return {title: frozenset(names.split()) for title, _, names in (part.partition("]") for part in parts)}


_NAMES = _tables((files("onrecord.mentions") / "given_names.txt").read_text(encoding="utf-8"))
_BOTH = _NAMES["both"]
WOMEN = _NAMES["women"]
MEN = _NAMES["men"]
GIVEN = WOMEN | MEN | _BOTH
_SOUTH_MEN = frozenset({"luca", "joshua", "mustafa", "hamza", "musa", "issa", "akira", "elijah", "garba", "nikola"})


def gender_of(name: str) -> tuple[str | None, float]:
    """Return "m", "f" or None for a given name, and how sure that is (0..1)."""
    first = fold(name).split()[0].strip(".") if name.strip() else ""
    word = first if first in GIVEN else first.split("-")[0]
    if word in WOMEN:
        return "f", 0.9
    if word in MEN:
        return "m", 0.9
    if word in _BOTH or len(word) < 4:
        return None, 0.0
    if word.endswith(("ia", "ina", "ita", "ella", "etta", "elle", "ette", "yna")) and word not in _SOUTH_MEN:
        return "f", 0.6
    return None, 0.0
