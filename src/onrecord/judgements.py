"""What people decide about speakers and quotations: the judgements of an append-only log. Pure.

A judgement says who decided what, when and why; another one may undo it, and that one too may be undone. `effective`
are those that stand; what follows from them is said in `rulings`. A judgement names quotations by their words too, and
speakers by name and quotations, so that another registry with the same articles finds them under other ids.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from onrecord.types import SpeakerType

__all__ = [
    "Alias",
    "Apart",
    "Assign",
    "Decision",
    "Judgement",
    "Merge",
    "QuotationRef",
    "Reject",
    "Rename",
    "SpeakerRef",
    "Split",
    "Undo",
    "Verb",
    "check_name",
    "effective",
    "in_order",
    "judgement_id",
    "standing_undos",
]


_EXACT = {"extra": "forbid"}
"""How what is read from a file must be like the classes here: no other fields."""


class Verb(StrEnum):
    """What a judgement does."""

    MERGE = "merge"
    SPLIT = "split"
    APART = "apart"
    RENAME = "rename"
    ALIAS = "alias"
    ASSIGN = "assign"
    REJECT = "reject"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class QuotationRef:
    """A quotation as a judgement means it: its id and, should that differ, its words and where they stand.

    `content` are [start, end] in code points of the article's text, `exact` the words, `text_sha256` the text's digest.
    """

    __pydantic_config__ = _EXACT
    id: str
    article: str
    exact: str
    content: tuple[tuple[int, int], ...]
    text_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerRef:
    """A speaker as a judgement means it: an id, the name, and some of its quotations where ids may differ.

    `new`: the judgement itself (see Assign) or an earlier one makes the speaker. `curated`: a record holds the id.
    """

    __pydantic_config__ = _EXACT
    id: str
    name: str
    type: SpeakerType = SpeakerType.PERSON
    curated: bool = False
    new: bool = False
    quotations: tuple[QuotationRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """`speaker` counts as `into`, with all who count as it."""

    __pydantic_config__ = _EXACT
    speaker: SpeakerRef
    into: SpeakerRef


@dataclass(frozen=True, slots=True)
class Split:
    """`speaker`, which counted as `head`, is taken out again with those merged into it; the two are not the same."""

    __pydantic_config__ = _EXACT
    speaker: SpeakerRef
    head: SpeakerRef


@dataclass(frozen=True, slots=True)
class Apart:
    """The two are not the same, and are never merged."""

    __pydantic_config__ = _EXACT
    speaker: SpeakerRef
    other: SpeakerRef


@dataclass(frozen=True, slots=True)
class Rename:
    """`speaker` is shown by this name, and found by it."""

    __pydantic_config__ = _EXACT
    speaker: SpeakerRef
    name: str


@dataclass(frozen=True, slots=True)
class Alias:
    """`speaker` has this name, too. A strong one decides alone, a weak one only supports."""

    __pydantic_config__ = _EXACT
    speaker: SpeakerRef
    name: str
    strong: bool = True


@dataclass(frozen=True, slots=True)
class Assign:
    """These quotations are of `speaker`, who may be new and is not the same as those in `apart`."""

    __pydantic_config__ = _EXACT
    quotations: tuple[QuotationRef, ...]
    speaker: SpeakerRef
    apart: tuple[SpeakerRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """These are no quotations, or none to keep."""

    __pydantic_config__ = _EXACT
    quotations: tuple[QuotationRef, ...]


@dataclass(frozen=True, slots=True)
class Undo:
    """The judgement of this id is taken back; undoing an undo brings it back."""

    __pydantic_config__ = _EXACT
    judgement: str


Decision = Merge | Split | Apart | Rename | Alias | Assign | Reject | Undo

VERBS: Mapping[type[Decision], Verb] = {
    Merge: Verb.MERGE,
    Split: Verb.SPLIT,
    Apart: Verb.APART,
    Rename: Verb.RENAME,
    Alias: Verb.ALIAS,
    Assign: Verb.ASSIGN,
    Reject: Verb.REJECT,
    Undo: Verb.UNDO,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision. `at` is ISO 8601 in UTC with six digits of a second, which sorts as it is written."""

    id: str
    at: str
    who: str
    decision: Decision
    why: str | None = None

    @property
    def verb(self) -> Verb:
        """What it does."""
        return VERBS[type(self.decision)]

    @property
    def undoes(self) -> str | None:
        """The id of the judgement that it takes back, if it does."""
        return self.decision.judgement if isinstance(self.decision, Undo) else None

    @property
    def speakers(self) -> tuple[SpeakerRef, ...]:
        """The speakers that it names."""
        match self.decision:
            case Merge(one, other) | Split(one, other) | Apart(one, other):
                return one, other
            case Rename(one) | Alias(one):
                return (one,)
            case Assign(_, one, apart):
                return one, *apart
        return ()

    @property
    def quotations(self) -> tuple[QuotationRef, ...]:
        """The quotations that it is about."""
        return self.decision.quotations if isinstance(self.decision, Assign | Reject) else ()


def judgement_id(at: str, who: str, decision: Decision, why: str | None) -> str:
    """Return an id for a judgement: twelve hexadecimal digits of a digest of what it says."""
    said = json.dumps([at, who, VERBS[type(decision)], asdict(decision), why])
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def check_name(name: str) -> None:
    """Raise ValueError for what is no name to show: nothing, several lines, spaces around it."""
    if not name or " ".join(name.split()) != name:
        raise ValueError(f"{name!r} is no name: give it in one line, without spaces around it")


def in_order(log: Iterable[Judgement]) -> list[Judgement]:
    """Return judgements in the order in which they count: by time."""
    return sorted(log, key=lambda each: (each.at, each.id))


def effective(log: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements that stand, in order: those that no standing later one undoes. Undos are left out."""
    return [each for each in _standing(log) if each.undoes is None]


def standing_undos(log: Iterable[Judgement]) -> list[Judgement]:
    """Return the undos that stand themselves, in order."""
    return [each for each in _standing(log) if each.undoes is not None]


def _standing(log: Iterable[Judgement]) -> list[Judgement]:
    undone: set[str] = set()
    found = []
    for each in reversed(in_order(log)):
        if each.id not in undone:
            found.append(each)
            if each.undoes is not None:
                undone.add(each.undoes)
    return found[::-1]
