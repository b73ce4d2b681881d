"""One claimed quotation against the registry: who is asked for, what is near, what it proves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.checking.asking import asked_for
from onrecord.checking.findings import Check, Evidence, Headline, Note, NoteKind, Verdict
from onrecord.checking.headlines import unborne
from onrecord.checking.weighing import Asked, weigh
from onrecord.errors import InputError
from onrecord.wordtokens import plain_words

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.records import StoredQuotation

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
    asked, notes = asked_for(store, by)
    found = checked(store, text, asked, on=on)
    return replace(found, notes=(*notes, *found.notes))


def checked(
    store: Store,
    text: str,
    asked: Asked,
    *,
    on: date | None = None,
    without: str | None = None,
    reported: bool = False,
) -> Check:
    """Check a claim by one who was looked up; an article whose text has the digest `without` is no evidence.

    `reported`: the words are not claimed as a quotation.
    """
    near = [one for one in store.near(text, by=asked.ids) if one.quotation.article.text_sha256 != without]
    verdict, evidence = weigh(text, asked, near, reported=reported)
    listed = tuple(sorted(evidence[:_LISTED], key=lambda each: on is not None and _day(each) != on))
    notes: tuple[Note, ...] = ()
    if listed and verdict is not Verdict.NOT_ON_RECORD:
        notes = _dated(listed[0], on)
    return Check(text, asked.name, verdict, listed, notes, asked.ids[0] if asked.ids else None)


def headline_of(store: Store, quotation: StoredQuotation) -> Headline | None:
    """Return what a headline quotes and its article does not, of a stored quotation; None where there is nothing."""
    if not quotation.heading:
        return None
    near = store.near(quotation.text, by=(quotation.speaker.id,) if quotation.speaker.id else ())
    around = next((each.around for each in near if each.quotation.id == quotation.id), (quotation,))
    return next(unborne(quotation, around), None)


def _day(evidence: Evidence) -> date | None:
    return evidence.quotation.said_on or evidence.quotation.article.published


def _dated(best: Evidence, on: date | None) -> tuple[Note, ...]:
    day = _day(best)
    if on is None or day is None or day == on:
        return ()
    return (Note(NoteKind.DATE, f"on record for {day}, not for {on}"),)
