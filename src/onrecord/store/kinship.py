"""Keep families up to date: which quotations of several articles are one utterance (see `onrecord.families`).

Families are a function of the quotations that are kept; the rows of a family only spare asking again. Nothing here
reads all quotations, but for `rebuild`: fingerprints lead from a quotation to those that it may be one with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, insert, select, update
from sqlmodel import Session, col, or_

from onrecord.families import Family, Utterance, families_of
from onrecord.fingerprints import fingerprints
from onrecord.store import bulk, prints, standing
from onrecord.store.tables import FamilyMemberRow, QuotationRow, SpeakerRow
from onrecord.store.utterances import Registry, chunks, heads_of, load, speaker_of
from onrecord.wordtokens import plain_words

_MEMBER = FamilyMemberRow
_AT_ONCE = 20_000
"""Quotations that are indexed at once where the index is made anew."""
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_FAMILIES = select(col(_MEMBER.quotation_id), col(_MEMBER.family)).where(col(_MEMBER.quotation_id).in_(_IDS))
_IN_INDEX = select(col(QuotationRow.id), col(QuotationRow.text), col(QuotationRow.speaker_id))


def take_back(session: Session, article_id: str) -> list[str]:
    """Take an article's quotations out of the index and their families, before they go.

    Returns those of other articles whose families this may change; give them to `regroup` when all is written.
    """
    rows = session.connection().execute(_IN_INDEX.where(col(QuotationRow.article_id) == article_id)).all()
    ids = [row[0] for row in rows]
    near = {one.id for found in Registry(session).near(load(session, ids)).values() for one in found}
    for chunk in chunks(ids):
        named = select(col(_MEMBER.family)).where(col(_MEMBER.quotation_id).in_(chunk))
        kin = select(col(_MEMBER.quotation_id)).where(col(_MEMBER.family).in_(named))
        near |= set(session.connection().execute(kin).scalars())
        session.connection().execute(delete(_MEMBER).where(col(_MEMBER.quotation_id).in_(chunk)))
    prints.forget(session, [made for row in rows for made in _prints(*row)])
    return sorted(near - set(ids))


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A quotation that is new in the registry: as its article has it, its row, and when that article was added."""

    utterance: Utterance
    row: Mapping[str, Any]
    added_at: datetime


def keep(session: Session, newcomers: Sequence[Newcomer]) -> None:
    """Index new quotations, of one article or of many, and find their families."""
    if not newcomers:
        return
    heads = heads_of(session, {one.row["speaker_id"] for one in newcomers if one.row["speaker_id"] is not None})
    fresh = [_kept(one, heads) for one in newcomers]
    _join(session, fresh, Registry(session, fresh))
    of = [prints.who(one.row["speaker_id"]) for one in newcomers]
    prints.put(session, [(number, by, one.id) for by, one in zip(of, fresh, strict=True) for number in one.prints])


def _kept(one: Newcomer, heads: Mapping[str, str]) -> Utterance:
    row = one.row
    speaker = speaker_of(heads.get(row["speaker_id"] or ""), row["speaker_type"], row["speaker_name"])
    order = (one.added_at.isoformat(), row["article_id"], row["position"])
    return one.utterance.kept_as(row["id"], row["article_id"], speaker, order)


def near(session: Session, asked: Utterance) -> list[Utterance]:
    """Return the quotations that share words with one and may be of its family, by speaker and day."""
    return list(Registry(session).near([asked])[asked.id])


def around(session: Session, ids: Sequence[str]) -> set[str]:
    """Return quotations with all whose families may change with theirs: of their families, or like them."""
    found = set(ids)
    registry = Registry(session)
    for chunk in chunks(ids):
        found |= {one.id for near in registry.near(load(session, chunk)).values() for one in near}
        named = select(col(_MEMBER.family)).where(col(_MEMBER.quotation_id).in_(chunk))
        kin = select(col(_MEMBER.quotation_id)).where(col(_MEMBER.family).in_(named))
        found |= set(session.connection().execute(kin).scalars())
    return found


def regroup(session: Session, ids: Sequence[str]) -> None:
    """Find the families of quotations anew, where it has changed who their speakers are; rejected ones have none."""
    registry = Registry(session)
    for chunk in chunks(ids):
        rejected = standing.rejected_among(session, chunk)
        if rejected:
            session.connection().execute(delete(_MEMBER).where(col(_MEMBER.quotation_id).in_(rejected)))
        _write(session, families_of(load(session, [id_ for id_ in chunk if id_ not in rejected]), registry.near))


def regroup_speaker(session: Session, speaker_id: str) -> None:
    """Find the families of all quotations of a speaker anew, as when another turned out to be the same."""
    session.flush()
    same = or_(col(SpeakerRow.id) == speaker_id, col(SpeakerRow.merged_into) == speaker_id)
    ids = session.connection().execute(select(col(SpeakerRow.id)).where(same)).scalars().all()
    theirs = select(col(QuotationRow.id)).where(standing.spoken_by(session, ids)).order_by(col(QuotationRow.id))
    regroup(session, list(session.connection().execute(theirs).scalars()))


def rebuild(session: Session) -> None:
    """Make the index and all families anew."""
    session.connection().execute(delete(_MEMBER))
    reindex(session)
    ids = list(session.connection().execute(select(col(QuotationRow.id)).order_by(col(QuotationRow.id))).scalars())
    for chunk in chunks(ids):
        _join(session, load(session, chunk), Registry(session))


def reindex(session: Session) -> None:
    """Make the index anew, the families being as they are."""
    prints.clear(session)
    after = ""
    while True:
        some = _IN_INDEX.where(col(QuotationRow.id) > after).order_by(col(QuotationRow.id)).limit(_AT_ONCE)
        rows = session.connection().execute(some).all()
        if not rows:
            return
        prints.put_all(session, [made for row in rows for made in _prints(*row)])
        after = rows[-1][0]


def _prints(id_: str, text: str, speaker_id: str | None) -> list[prints.Row]:
    by = prints.who(speaker_id)
    return [(number, by, id_) for number in fingerprints(plain_words(text))]


def _join(session: Session, fresh: Sequence[Utterance], registry: Registry) -> None:
    """Give quotations their families; the registry knows of them.

    A copy of what has a family, by the same speaker on the same day, changes no link: it joins without comparing.
    """
    found = {one.id: one for near in registry.near(fresh).values() for one in near}.values()
    new = {one.id for one in fresh}
    family_of = registry.families
    twins = {(one.node, one.day): family_of[one.id] for one in found if one.id in family_of and not one.is_phrase}
    left = []
    for one in fresh:
        if one.id in family_of or registry.is_alone(one):
            continue
        family = twins.get((one.node, one.day))
        if family is None:
            left.append(one)
        else:
            named = _enter(session, one.id, family)
            twins = {twin: named if each == family else each for twin, each in twins.items()}
    families = families_of(left, registry.near)
    _write(session, [each for each in families if len(each.members) > 1 or each.id not in new])


def _enter(session: Session, id_: str, family: str) -> str:
    """Add a member to a family and return the family's id, the least of its members'."""
    if id_ < family:
        session.connection().execute(update(_MEMBER).where(col(_MEMBER.family) == family).values(family=id_))
    named = min(id_, family)
    session.connection().execute(insert(_MEMBER), [{"quotation_id": id_, "family": named}])
    return named


def _families(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Return the families of those quotations that share one with others."""
    found: dict[str, str] = {}
    for chunk in chunks(list(dict.fromkeys(ids))):
        for id_, family in session.connection().execute(_FAMILIES, {"ids": chunk}):
            found[id_] = family
    return found


def _write(session: Session, families: Sequence[Family]) -> None:
    """Let the rows say what families there are: none for a quotation that is alone."""
    if not families:
        return
    wanted = {one.id: family.id for family in families if len(family.members) > 1 for one in family.members}
    stored = _families(session, [one.id for family in families for one in family.members])
    stale = [id_ for id_, family in stored.items() if wanted.get(id_) != family]
    for chunk in chunks(stale):
        session.connection().execute(delete(_MEMBER).where(col(_MEMBER.quotation_id).in_(chunk)))
    rows = [{"quotation_id": id_, "family": each} for id_, each in wanted.items() if stored.get(id_) != each]
    bulk.insert(session, _MEMBER, rows)
