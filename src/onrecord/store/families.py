"""Tell the family of a quotation: its members, what each is to the earliest, and who else is quoted with the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlmodel import Session, col

from onrecord.families import Family, Member, Utterance, members_of
from onrecord.store import kinship, quoting
from onrecord.store.reading import TextLoader
from onrecord.store.records import FamilyMember, FamilyRecord, StoredQuotation
from onrecord.store.tables import FamilyMemberRow
from onrecord.store.utterances import load as load_utterances
from onrecord.wording import Relation, compare_wordings

_ELSEWHERE = 20
"""Quotations of the same words by others that are told at most."""
_THE_WORDS = 0.8
"""The share of the shorter wording that another speaker must have said too for that to be told."""

_MAY_HAVE = 0.6
"""The share of its words, in any order, without which comparing is not worth its while."""


def family(session: Session, id_: str, load_text: TextLoader) -> FamilyRecord:
    """Return the family of a quotation by its id or the beginning of it; StoreError for none or several.

    One that is alone is the only member.
    """
    asked = quoting.one(session, id_, load_text)
    utterances = load_utterances(session, _ids(session, asked.id))
    found = Family(tuple(sorted(utterances, key=lambda one: one.earliness)))
    (mine,) = (one for one in utterances if one.id == asked.id)
    others = _elsewhere(session, mine)
    stored = quoting.these(session, [*(one.id for one in found.members), *others], load_text)
    members = tuple(_member(each, stored) for each in members_of(found))
    return FamilyRecord(found.id, members, tuple(stored[id_] for id_ in others))


def _ids(session: Session, id_: str) -> Sequence[str]:
    named = select(col(FamilyMemberRow.family)).where(col(FamilyMemberRow.quotation_id) == id_)
    ids = select(col(FamilyMemberRow.quotation_id)).where(col(FamilyMemberRow.family).in_(named))
    return session.connection().execute(ids).scalars().all() or [id_]


def _member(member: Member, stored: dict[str, StoredQuotation]) -> FamilyMember:
    quotation = stored[member.utterance.id]
    return FamilyMember(quotation, member.mark, member.against, member.comparison, member.taken_from)


def _elsewhere(session: Session, mine: Utterance) -> list[str]:
    """Return the ids of the same words by another named speaker: these are never of the family."""
    if mine.speaker is None or mine.is_phrase:
        return []
    near = kinship.near(session, replace(mine, speaker=None))
    theirs = [one for one in near if one.speaker not in (None, mine.speaker) and not one.is_phrase]
    return [one.id for one in sorted(theirs, key=lambda one: one.earliness) if _has_words(mine, one)][:_ELSEWHERE]


def _has_words(mine: Utterance, other: Utterance) -> bool:
    shared = (Counter(mine.words) & Counter(other.words)).total()
    if shared < _MAY_HAVE * min(len(mine.words), len(other.words)):
        return False
    found = compare_wordings(mine.text, other.text, alarms=False)
    return found.relation is not Relation.UNRELATED and found.kept >= _THE_WORDS
