"""What follows from the judgements of a log: who counts as whom, and whose each quotation is. Pure.

`state` plays the judgements that stand in the order of their time. It is a function of the log (and of whom the
curated records make one), so that nothing needs to be remembered to take a judgement back. A `Finder` says which ids of
a registry a judgement means; what it does not find has no effect until it does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.errors import JudgementError
from onrecord.judgements import (
    Alias,
    Apart,
    Assign,
    Decision,
    Judgement,
    Merge,
    QuotationRef,
    Reject,
    Rename,
    SpeakerRef,
    Split,
    Undo,
    check_name,
    effective,
    standing_undos,
)
from onrecord.types import SpeakerType


class Finder(Protocol):
    """Finds in a registry what a judgement means: ids, None for what is not there."""

    def speaker(self, ref: SpeakerRef) -> str | None:
        """Return the id of a speaker that is not one that judgements make."""

    def quotation(self, ref: QuotationRef) -> str | None:
        """Return the id of a quotation."""


class _ById:
    """Takes all ids as they are, but for those of speakers that judgements make."""

    def speaker(self, ref: SpeakerRef) -> str | None:
        return None if ref.new else ref.id

    def quotation(self, ref: QuotationRef) -> str | None:
        return ref.id


BY_ID: Finder = _ById()

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A speaker that is there by a judgement."""

    name: str
    type: SpeakerType
    by: str


@dataclass(frozen=True, slots=True)
class Rulings:
    """What follows from a log, by ids; each with the id of the judgement that says so.

    `merged` says of whoever counts as another whom; `apart` has each pair once, the lesser id first.
    """

    merged: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[Pair, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    aliases: Mapping[Pair, tuple[bool, str]] = field(default_factory=dict)
    given: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    rejected: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, Made] = field(default_factory=dict)

    def head(self, speaker: str) -> str:
        """Return whom a speaker counts as."""
        return self.merged.get(speaker, speaker)

    def group(self, speaker: str) -> set[str]:
        """Return all who count as the same."""
        head = self.head(speaker)
        return {head} | {one for one, whom in self.merged.items() if whom == head}

    def between(self, one: str, other: str) -> str | None:
        """Return the judgement that keeps two speakers, or any who count as they, apart."""
        ours, theirs = self.group(one), self.group(other)
        return next((by for (a, b), by in self.apart.items() if _across(a, b, ours, theirs)), None)


def _across(a: str, b: str, ours: set[str], theirs: set[str]) -> bool:
    return (a in ours and b in theirs) or (b in ours and a in theirs)


def state(log: Iterable[Judgement], find: Finder = BY_ID, curated: Mapping[str, str] | None = None) -> Rulings:
    """Return what follows from a log.

    `curated` says whom speakers count as by the curated records alone; that holds where nothing judged is against it. A
    judgement that would merge what was judged apart, or what is one already, has no effect.
    """
    played = _Play(find)
    for each in effective(log):
        played.play(each)
    played.curate(curated or {})
    return played.rulings()


class _Groups:
    """Who counts as whom while a log is played: a forest whose roots are the heads."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self._children: dict[str, set[str]] = defaultdict(set)
        self.apart: dict[Pair, str] = {}
        self._foes: dict[str, set[str]] = defaultdict(set)

    def head(self, one: str) -> str:
        while one in self.parent:
            one = self.parent[one]
        return one

    def members(self, one: str) -> set[str]:
        found, todo = set(), [self.head(one)]
        while todo:
            each = todo.pop()
            found.add(each)
            todo.extend(self._children[each])
        return found

    def may_join(self, one: str, other: str) -> bool:
        """Whether two are not one yet, and nobody of the one is apart from anybody of the other."""
        if self.head(one) == self.head(other):
            return False
        theirs = self.members(other)
        return not any(self._foes[each] & theirs for each in self.members(one))

    def join(self, one: str, other: str) -> None:
        one, other = self.head(one), self.head(other)
        self.parent[one] = other
        self._children[other].add(one)

    def leave(self, one: str) -> None:
        if (parent := self.parent.pop(one, None)) is not None:
            self._children[parent].discard(one)

    def part(self, one: str, other: str, by: str) -> None:
        if self.head(one) != self.head(other):
            self.apart.setdefault((min(one, other), max(one, other)), by)
            self._foes[one].add(other)
            self._foes[other].add(one)


class _Play:
    """Plays judgements in order."""

    def __init__(self, find: Finder) -> None:
        self._find = find
        self._groups = _Groups()
        self._made: dict[str, Made] = {}
        self._names: dict[str, tuple[str, str]] = {}
        self._aliases: dict[Pair, tuple[bool, str]] = {}
        self._given: dict[str, tuple[str, str]] = {}
        self._rejected: dict[str, str] = {}

    def _speaker(self, ref: SpeakerRef) -> str | None:
        if ref.id in self._made:
            return ref.id
        return self._find.speaker(ref)

    def play(self, judgement: Judgement) -> None:
        by = judgement.id
        match judgement.decision:
            case Merge(speaker, into):
                self._both(speaker, into, self._merge)
            case Split(speaker, head):
                self._both(speaker, head, lambda one, other: self._split(one, other, by))
            case Apart(speaker, other):
                self._both(speaker, other, lambda one, another: self._groups.part(one, another, by))
            case Rename(speaker, name):
                if (id_ := self._speaker(speaker)) is not None:
                    self._names[id_] = name, by
            case Alias(speaker, name, strong):
                if (id_ := self._speaker(speaker)) is not None:
                    self._aliases[id_, name] = strong, by
            case Assign(quotations, speaker, apart):
                self._assign(quotations, speaker, apart, by)
            case Reject(quotations):
                self._rejected |= dict.fromkeys(self._found(quotations), by)

    def _both(self, one: SpeakerRef, other: SpeakerRef, act: _OnTwo) -> None:
        first, second = self._speaker(one), self._speaker(other)
        if first is not None and second is not None and first != second:
            act(first, second)

    def _merge(self, one: str, other: str) -> None:
        if self._groups.may_join(one, other):
            self._groups.join(one, other)

    def _split(self, one: str, head: str, by: str) -> None:
        self._groups.leave(one)
        if self._groups.head(one) == self._groups.head(head):  # an undo made it the head itself
            self._groups.leave(head)
        self._groups.part(one, head, by)

    def _found(self, refs: Iterable[QuotationRef]) -> list[str]:
        return [id_ for ref in refs if (id_ := self._find.quotation(ref)) is not None]

    def _assign(self, refs: Sequence[QuotationRef], speaker: SpeakerRef, apart: Iterable[SpeakerRef], by: str) -> None:
        found = self._found(refs)
        id_ = self._speaker(speaker)
        if speaker.new and id_ is None and found:
            id_ = speaker.id
            self._made[id_] = Made(speaker.name, speaker.type, by)
        if id_ is None or not found:
            return
        self._given |= dict.fromkeys(found, (id_, by))
        for other in apart:
            if (other_id := self._speaker(other)) is not None and other_id != id_:
                self._groups.part(id_, other_id, by)

    def curate(self, curated: Mapping[str, str]) -> None:
        """Let those count as one who do so by the curated records, unless they are judged apart."""
        into: dict[str, list[str]] = defaultdict(list)
        for one, record in sorted(curated.items()):
            if one != record and self._groups.may_join(one, record):
                into[record].append(one)
        for record, ones in into.items():
            free = [one for one in ones if not self._is_against_one_of(one, ones)] if self._groups.apart else ones
            for one in free:
                self._merge(one, record)

    def _is_against_one_of(self, one: str, others: Iterable[str]) -> bool:
        groups = self._groups
        return any(
            groups.head(one) != groups.head(other) and not groups.may_join(one, other)
            for other in others
            if other != one
        )

    def rulings(self) -> Rulings:
        merged = {one: self._groups.head(one) for one in self._groups.parent}
        return Rulings(merged, self._groups.apart, self._names, self._aliases, self._given, self._rejected, self._made)


class _OnTwo(Protocol):
    def __call__(self, one: str, other: str, /) -> None: ...


# -- before a judgement is made --------------------------------------------------------------------------


def check(decision: Decision, log: Sequence[Judgement], now: Rulings) -> None:
    """Raise JudgementError where a decision would have no effect, with what to do instead.

    The ids in it are taken as they are; `now` is what follows from the log so far.
    """
    match decision:
        case Merge(one, into):
            _check_merge(one.id, into.id, now)
        case Split(one, head):
            if one.id == head.id:
                raise JudgementError(f"{one.id} counts as nobody else: name the speaker to take out, not the whole")
        case Apart(one, other):
            _check_apart(one.id, other.id, now)
        case Rename(_, name) | Alias(_, name):
            _check_name(name)
        case Undo(id_):
            _check_undo(id_, log)
        case Assign(quotations, speaker):
            _check_news((now.given.get(ref.id, ("", ""))[0] == speaker.id for ref in quotations), "of " + speaker.id)
        case Reject(quotations):
            _check_news((ref.id in now.rejected for ref in quotations), "rejected")


def _check_news(known: Iterable[bool], what: str) -> None:
    if all(known):
        raise JudgementError(f"that is judged to be {what} already")


def _check_name(name: str) -> None:
    try:
        check_name(name)
    except ValueError as error:
        raise JudgementError(str(error)) from error


def _check_merge(one: str, into: str, now: Rulings) -> None:
    if now.head(one) == now.head(into):
        raise JudgementError(
            f"{one} and {into} count as one already ({now.head(one)}): to let another be shown, undo that merge first"
        )
    if (by := now.between(one, into)) is not None:
        raise JudgementError(f"{one} and {into} were judged not to be the same: `onrecord undo {by}` takes that back")


def _check_apart(one: str, other: str, now: Rulings) -> None:
    if one == other:
        raise JudgementError(f"{one} is one speaker: to give some of its quotations to another use split --quotes")
    if now.head(one) == now.head(other):
        out = one if now.head(one) != one else other
        raise JudgementError(f"{one} and {other} count as one: `onrecord split {out}` takes them apart")
    if (by := now.apart.get((min(one, other), max(one, other)))) is not None:
        raise JudgementError(f"{one} and {other} are judged apart already (judgement {by})")


def _check_undo(id_: str, log: Sequence[Judgement]) -> None:
    meant = next((each for each in log if each.id == id_), None)
    if meant is None:
        raise JudgementError(f"no judgement has the id {id_!r}: `onrecord judgements` lists them")
    undone = {each.undoes: each for each in standing_undos(log)}
    if (by := undone.get(id_)) is not None:
        raise JudgementError(f"{id_} is undone already (by {by.id}): `onrecord undo {by.id}` brings it back")
