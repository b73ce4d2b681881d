"""Who a claim says that its words are from: a name as typed or printed, and the registry's speaker that it means.

More careful than looking somebody up: a name that is merely like another is nobody's here, for a quotation must not be
found true of a person who was never meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord import names
from onrecord.checking.findings import Note, NoteKind
from onrecord.checking.weighing import Asked

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.records import SpeakerMatch, SpeakerMatches


def asked_for(store: Store, by: str | None) -> tuple[Asked, tuple[Note, ...]]:
    """Return whom a name means, with what is to be said of that. Raises AmbiguousSpeakerError for several people."""
    if by is None or not by.strip():
        return Asked(), ()
    found = store.speakers(by)
    if found.exact and found.best is not None:
        return Asked(by, (found.best.id,)), ()
    meant = _bearing(found) if found.exact else _spelled_otherwise(store, by, found)
    if len(meant) > 1 and _is_full(by):
        which = "; ".join(f"{each.id}{f' ({each.role})' if each.role else ''}" for each in meant)
        several = Note(NoteKind.SPEAKER, f"the record has {len(meant)} speakers of this name: {which}")
        return Asked(by, tuple(each.id for each in meant)), (several,)
    if len(meant) > 1:
        from onrecord.store.records import AmbiguousSpeakerError, SpeakerMatches

        raise AmbiguousSpeakerError(SpeakerMatches(by, found.exact, tuple(meant)))
    if not meant:
        return Asked(by), (Note(NoteKind.SPEAKER, f"nobody on record is called “{by}”"),)
    taken = f"“{by}” taken for {meant[0].name} ({meant[0].id})"
    return Asked(by, (meant[0].id,)), (Note(NoteKind.SPEAKER, taken),)


def _bearing(found: SpeakerMatches) -> list[SpeakerMatch]:
    return [each for each in found if each.exact]


def _is_full(by: str) -> bool:
    """Whether a name is more than a family name: who bears it may be one person that the record keeps apart."""
    units = names.parts(by).units
    return len(units) > 1 and len(units[0].core) > 1


def _spelled_otherwise(store: Store, by: str, found: SpeakerMatches) -> list[SpeakerMatch]:
    """Return those whose full name allows the one that was given: another spelling of it, or initials."""
    if found.best is not None and _allows(by, found.best):
        return [found.best]
    meant = _allowing(by, found)
    units = names.parts(by).units
    if meant or len(units) < 2:
        return meant
    return _allowing(by, store.speakers(units[-1].bearing))


def _allowing(by: str, found: Iterable[SpeakerMatch]) -> list[SpeakerMatch]:
    return [each for each in found if _allows(by, each)]


def _allows(by: str, match: SpeakerMatch) -> bool:
    return names.compare(by, match.name).verdict in (names.Verdict.SAME, names.Verdict.SHORT)
