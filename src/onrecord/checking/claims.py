"""One claimed quotation against the registry: who is asked for, what is near, what it proves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord import names
from onrecord.checking.findings import Check, Evidence, Note, NoteKind, Verdict
from onrecord.checking.weighing import Asked, weigh
from onrecord.errors import InputError
from onrecord.wordtokens import plain_words

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.records import SpeakerMatches

_LISTED = 10
"""Quotations that are given as evidence at most."""


def check(store: Store, text: str, by: str | None = None, on: date | None = None) -> Check:
    """Say what the registry has of a quotation that somebody is claimed to have said.

    `by` is who is said to have said it: a name or an id; None asks for anybody. `on` is when: evidence of that day
    comes first, and of another day it is said so. Likeness never makes a claim verbatim: all words must be the same.
    Raises InputError where the claim has no words, AmbiguousSpeakerError where `by` may be several people.
    """
    if not plain_words(text):
        raise InputError("the quotation has no words to check")
    asked, notes = _asked(store, by)
    verdict, evidence = weigh(text, asked, store.near(text, by=asked.ids))
    listed = tuple(sorted(evidence[:_LISTED], key=lambda each: on is not None and _day(each) != on))
    if listed and verdict is not Verdict.NOT_ON_RECORD:
        listed = (_with_family(store, listed[0]), *listed[1:])
        notes += _dated(listed[0], on)
    return Check(text, by, verdict, listed, notes, asked.ids[0] if asked.ids else None)


def _asked(store: Store, by: str | None) -> tuple[Asked, tuple[Note, ...]]:
    if by is None:
        return Asked(), ()
    found = store.speakers(by)
    if found.best is None and found.matches and (found.exact or _may_be(by, found)):
        from onrecord.store import AmbiguousSpeakerError

        raise AmbiguousSpeakerError(found)
    if found.best is None or not _may_be(by, found):
        return Asked(by), (Note(NoteKind.SPEAKER, f"nobody on record is called “{by}”"),)
    best = found.best
    taken = Note(NoteKind.SPEAKER, f"“{by}” taken for {best.name} ({best.id})")
    return Asked(by, (best.id,)), () if found.exact else (taken,)


def _may_be(by: str, found: SpeakerMatches) -> bool:
    """Whether a name that is not on record as it was typed can be a spelling of the best that is like it."""
    likest = found.best or found.matches[0]
    return found.exact or names.compare(by, likest.form).verdict is not names.Verdict.DIFFERENT


def _with_family(store: Store, best: Evidence) -> Evidence:
    if best.family < 2:
        return best
    family = store.family(best.quotation.id)
    return replace(best, family=len(family.members), earliest=family.earliest)


def _day(evidence: Evidence) -> date | None:
    return evidence.quotation.said_on or evidence.quotation.article.published


def _dated(best: Evidence, on: date | None) -> tuple[Note, ...]:
    day = _day(best)
    if on is None or day is None or day == on:
        return ()
    return (Note(NoteKind.DATE, f"on record for {day}, not for {on}"),)
