"""From drafts to curated records that `registry check` takes: ids, and which names are somebody's alone.

A strong name belongs to one speaker. Of namesakes each goes by a fuller name, and the shared one is a weak
name of all; who has no fuller name is refused, because a name that means one of several would sooner or later
put words into another's mouth.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pydantic import ValidationError

from onrecord.curated import SpeakerRecordFile, folded_name
from onrecord.formats import Problem
from onrecord.imports.draft import Draft, different
from onrecord.names import fold

_OTHERS = "the others were read"


def records(drafts: Sequence[Draft], known: Sequence[SpeakerRecordFile] = ()) -> Iterator[SpeakerRecordFile | Problem]:
    """Return a record for each draft, in their order, or why there is none.

    `known` are the records that a folder has already. A record gets the id of one of these that has its name and
    shares no other one's strong name.
    """
    apart: list[Draft] = []
    for each in _set_apart(drafts):
        if isinstance(each, Problem):
            yield each
        else:
            apart.append(each)
    yield from _Maker(apart, known).records()


def _key(name: str) -> str:
    return folded_name(name) or name


def _set_apart(drafts: Sequence[Draft]) -> Iterator[Draft | Problem]:
    """Give namesakes their fuller names, and refuse who has none."""
    bearers = Counter(_key(each.name) for each in drafts)
    named = [each if bearers[_key(each.name)] == 1 else _fuller(each, bearers) for each in drafts]
    again = Counter(_key(each.name) for each in named if each is not None)
    for draft, each in zip(drafts, named, strict=True):
        if each is None or again[_key(each.name)] > 1:
            what = f"{draft.name!r} is the name of others in this file too, and nothing fuller sets them apart"
            yield Problem(draft.where, what, f"give each a name of their own; {_OTHERS}")
        else:
            yield each


def _fuller(draft: Draft, bearers: Mapping[str, int]) -> Draft | None:
    name = next((name for name in draft.fuller if _key(name) not in bearers), None)
    if name is None:
        return None
    strong = tuple(each for each in draft.strong if _key(each) not in (_key(draft.name), _key(name)))
    return replace(draft, name=name, strong=strong, weak=different([*draft.weak, draft.name], name))


class _Maker:
    """Makes records of drafts of which no two have one name."""

    def __init__(self, drafts: Sequence[Draft], known: Sequence[SpeakerRecordFile]) -> None:
        self._drafts = drafts
        self._owners = {_key(name): record.id for record in known for name in record.all_strong}
        self._known = {record.id: record for record in known}
        self._ids: set[str] = set()
        names = (dict.fromkeys(_key(name) for name in (each.name, *each.strong)) for each in drafts)
        self._bearers = Counter(key for keys in names for key in keys)

    def records(self) -> Iterator[SpeakerRecordFile | Problem]:
        for draft in self._drafts:
            owner = self._owners.get(_key(draft.name))
            id_ = owner if owner is not None and self._is(owner, draft) else self._free_id(draft)
            if owner not in (None, id_) or id_ in self._ids:
                what = f"{draft.name!r} is a strong name of {owner or id_} already"
                yield Problem(draft.where, what, f"add to that record by hand, or give a fuller name; {_OTHERS}")
                continue
            self._ids.add(id_)
            yield self._record(draft, id_)

    def _is(self, id_: str, draft: Draft) -> bool:
        """Whether a record that is there is the one that this draft would make: its name and, if stated, its id."""
        same_name = _key(self._known[id_].name) == _key(draft.name)
        return same_name and (draft.id is None or draft.id == id_) and not _contradict(self._known[id_].ids, draft.ids)

    def _free_id(self, draft: Draft) -> str:
        base = slug(draft.id or draft.name)
        id_, number = base, 1
        while id_ in self._ids or id_ in self._known:
            number += 1
            id_ = f"{base}-{number}"
        return id_

    def _record(self, draft: Draft, id_: str) -> SpeakerRecordFile | Problem:
        alone = [name for name in draft.strong if self._alone(name, id_)]
        shared = [name for name in draft.strong if name not in alone]
        try:
            return SpeakerRecordFile(
                id=id_,
                name=draft.name,
                type=draft.type,
                names_strong=different(_once(alone, draft.name), draft.name),
                names_weak=different([*draft.weak, *shared], draft.name, *alone),
                roles=draft.roles,
                ids=draft.ids,
                sources=draft.sources,
            )
        except ValidationError as error:
            detail = error.errors()[0]
            field = ".".join(str(part) for part in detail["loc"])
            what = detail["msg"].removeprefix("Value error, ")
            return Problem(draft.where, f"{field}: {what}" if field else what, f"correct it; {_OTHERS}")

    def _alone(self, name: str, id_: str) -> bool:
        """Whether no other draft and no record that is there has this name."""
        return self._bearers[_key(name)] == 1 and self._owners.get(_key(name), id_) == id_


def _once(names: Iterable[str], shown: str) -> Iterator[str]:
    """Leave out what is another name but for case, accents and punctuation."""
    seen = {_key(shown)}
    for name in names:
        if _key(name) not in seen:
            seen.add(_key(name))
            yield name


def _contradict(one: Mapping[str, str], two: Mapping[str, str]) -> bool:
    return any(one[key] != two[key] for key in one.keys() & two.keys())


def slug(name: str) -> str:
    """Return an id for a name: small letters, digits and single hyphens."""
    plain = "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:60].strip("-")
    return plain or "speaker-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
