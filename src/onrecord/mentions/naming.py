"""One place where a name is printed, and the words that names and verbs of saying are told apart by."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.names import parts
from onrecord.namewords import FEMALE_TITLES, MALE_TITLES

DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march july september october november
    december mon tue wed thu fri sat sun""".split()
)
SPEECH = frozenset(
    """said says say told tells added adds asked asks wrote writes replied argued insisted claimed warned noted
    explained recalled stated declared announced admitted denied concluded continued testified tweeted acknowledged
    suggested maintained observed remarked stressed emphasized emphasised urged called described responded countered
    quipped joked predicted promised vowed complained confirmed cautioned""".split()
)


@dataclass(slots=True)
class Naming:
    """One place where a name is printed: words `first` to `last` (exclusive) of the reading.

    `complement`: it only says whose somebody else is ("a lawyer for Varra").
    """

    text: str
    start: int
    end: int
    first: int
    last: int
    title: str = ""
    possessive: bool = False
    likely: float = 0.0
    label: str = ""
    plain: bool = True
    whole: bool = False
    given_for: str | None = field(default=None)
    rivals: tuple[str, ...] = ()
    complement: bool = False

    @property
    def units(self) -> int:
        """The number of names in the name."""
        return len(parts(self.text).units)


def honorific_gender(title: str) -> str | None:
    """Return "m" or "f" where the words before a name tell."""
    words = {word.lower().strip(".") for word in title.split()}
    if words & FEMALE_TITLES:
        return "f"
    return "m" if words & MALE_TITLES else None
