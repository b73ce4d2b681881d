"""From what a person types to a decision: which speakers and quotations are meant, and how to know them again.

A speaker is meant by an id, or by a name that exactly one has just so; anything else is asked back with the ids.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlmodel import Session, col

from onrecord.errors import NotOnRecordError, StoreError
from onrecord.judgements import Alias, Apart, Assign, Decision, Merge, Reject, Rename, SpeakerRef, Split, Undo
from onrecord.store import judging, speaking, standing
from onrecord.store.anchoring import quotation_refs, speaker_ref
from onrecord.store.records import SpeakerMatches
from onrecord.store.search import slug
from onrecord.store.tables import QuotationRow, SpeakerRow
from onrecord.types import SpeakerType


def merge(session: Session, speaker: str, into: str) -> Decision:
    """Decide that one speaker counts as another."""
    return Merge(speaker_ref(session, one_speaker(session, speaker)), speaker_ref(session, one_speaker(session, into)))


def split(session: Session, speaker: str) -> Decision:
    """Decide that a speaker who counts as another does not, and is not the same."""
    id_ = one_speaker(session, speaker)
    head = session.get_one(SpeakerRow, id_).merged_into
    if head is None:
        others = ", ".join(speaking.same_speaker(session, id_)[1:])
        raise StoreError(
            f"{id_} counts as nobody else: "
            + (f"name whom to take out of it: {others}" if others else "nobody was merged into it either")
        )
    return Split(speaker_ref(session, id_), speaker_ref(session, head))


def divide(session: Session, speaker: str, quotations: Sequence[str], to: str | None) -> Decision:
    """Decide that some of a speaker's quotations are another's: of one on record or, by the name `to`, of a new one."""
    id_ = one_speaker(session, speaker)
    heads = _heads(session, quotations)
    same = speaking.same_speaker(session, id_)
    for quotation, head in heads.items():
        if head not in same:
            raise StoreError(f"the quotation {quotation} is not of {id_}: `onrecord assign` gives it to somebody")
    refs = quotation_refs(session, list(heads))
    source = speaker_ref(session, same[0])
    target = _other(session, to, same) if to is not None else None
    if target is None:
        return Assign(refs, _new(session, to or source.name, source.type), (source,))
    return Assign(refs, speaker_ref(session, target), (source,))


def apart(session: Session, speaker: str, other: str) -> Decision:
    """Decide that two speakers are not the same."""
    return Apart(speaker_ref(session, one_speaker(session, speaker)), speaker_ref(session, one_speaker(session, other)))


def rename(session: Session, speaker: str, name: str) -> Decision:
    """Decide by which name a speaker is shown."""
    head = speaking.same_speaker(session, one_speaker(session, speaker))[0]
    return Rename(speaker_ref(session, head), name.strip())


def alias(session: Session, speaker: str, name: str, *, strong: bool) -> Decision:
    """Decide that a speaker has a name, too."""
    return Alias(speaker_ref(session, one_speaker(session, speaker)), name.strip(), strong)


def assign(
    session: Session, quotations: Sequence[str], speaker: str, *, new: SpeakerType | None, apart: Sequence[str]
) -> Decision:
    """Decide whose quotations are: a speaker's on record or, with the type `new`, somebody's who is not.

    `apart` are speakers that this is not.
    """
    refs = quotation_refs(session, [_quotation(session, each) for each in quotations])
    others = tuple(speaker_ref(session, one_speaker(session, each)) for each in apart)
    if new is not None:
        return Assign(refs, _new(session, speaker, new), others)
    return Assign(refs, speaker_ref(session, one_speaker(session, speaker)), others)


def reject(session: Session, quotations: Sequence[str]) -> Decision:
    """Decide that something is no quotation, or none to keep."""
    return Reject(quotation_refs(session, [_quotation(session, each) for each in quotations]))


def undo(session: Session, judgement: str) -> Decision:
    """Decide to take back a judgement, by its id or the beginning of it."""
    found = [each.id for each in judging.log(session) if judgement and each.id.startswith(judgement)]
    if len(found) > 1:
        raise StoreError(f"several judgements have an id that begins with {judgement!r}: {', '.join(found[:5])}")
    return Undo(found[0] if found else judgement)


# -- who and what is meant -------------------------------------------------------------------------------


def subjects(session: Session, text: str) -> set[str]:
    """Return the ids that a speaker's id or exact name, or a quotation's id or its beginning, may stand for.

    What is not in the registry is taken for an id: judgements may be about what is not there yet.
    """
    meant = text.strip()
    if meant.isascii() and session.get(SpeakerRow, meant) is not None:
        return {meant, *speaking.same_speaker(session, meant)}
    quotation = select(col(QuotationRow.id)).where(col(QuotationRow.id).startswith(meant, autoescape=True))
    if meant and (found := _ids(session, quotation.limit(2))):
        return set(found) if len(found) == 1 else {meant}
    if _exactly(session, meant):
        return set(speaking.same_speaker(session, one_speaker(session, meant)))
    return {meant}


def one_speaker(session: Session, text: str) -> str:
    """Return the id of the speaker that an id, or a name that exactly one has just so, means. Raises StoreError."""
    meant = text.strip()
    if meant.isascii() and session.get(SpeakerRow, meant) is not None:
        return meant
    return _one_of(_exactly(session, meant) or speaking.match(session, meant, limit=5), text)


def _exactly(session: Session, name: str) -> SpeakerMatches | None:
    found = speaking.match(session, name, limit=10)
    return found if found.exact else None


def _one_of(found: SpeakerMatches, text: str | None = None) -> str:
    if found.exact and found.best is not None:
        return found.best.id
    name = text if text is not None else found.query
    if not found.matches:
        raise NotOnRecordError(f"nobody on record is called {name!r}: `onrecord who NAME` finds speakers")
    shown = "; ".join(f"{each.id} ({each.name}{', ' + each.role if each.role else ''})" for each in found)
    what = "is the name of several" if found.exact else "is nobody's name exactly"
    raise StoreError(f"{name!r} {what}: give an id, as one of {shown}")


def _other(session: Session, text: str, same: Sequence[str]) -> str | None:
    """Return the id of whom a text means, None where that is nobody else: there is a new speaker of that name."""
    found = _exactly(session, text)
    others = [each for each in found or () if each.exact and each.id not in same]
    if found is None or not others:
        return None
    return _one_of(SpeakerMatches(found.query, found.exact, tuple(others)))


def _new(session: Session, name: str, type_: SpeakerType) -> SpeakerRef:
    """Return how to mean somebody who is not on record: under an id that no article will ever give."""
    base = slug(name)
    while True:
        id_ = f"{base}-{secrets.token_hex(3)}"
        if session.get(SpeakerRow, id_) is None:
            return SpeakerRef(id_, " ".join(name.split()), type_, new=True)


def _quotation(session: Session, id_: str) -> str:
    """Return the id of the quotation that has or begins with it. Raises StoreError for none or several."""
    found = select(col(QuotationRow.id))
    if _ids(session, found.where(col(QuotationRow.id) == id_)):
        return id_
    starts = found.where(col(QuotationRow.id).startswith(id_, autoescape=True)).order_by(col(QuotationRow.id))
    several = _ids(session, starts.limit(6)) if id_ else []
    if not several:
        raise NotOnRecordError(f"no quotation has the id {id_!r}: `onrecord quotes` shows the ids")
    if len(several) > 1:
        shown = ", ".join(several[:5]) + " …" * (len(several) > 5)
        raise StoreError(f"several quotations have an id that begins with {id_!r}: {shown}")
    return several[0]


def _ids(session: Session, query: Select[str]) -> list[str]:
    found: list[str] = list(session.connection().execute(query).scalars().all())
    return found


def _heads(session: Session, quotations: Sequence[str]) -> dict[str, str | None]:
    """Return whose some quotations are now."""
    ids = [_quotation(session, each) for each in quotations]
    rows = standing.joined(select(col(QuotationRow.id), standing.HEAD)).where(col(QuotationRow.id).in_(ids))
    found = {row[0]: row[1] for row in session.connection().execute(rows)}
    return {id_: found[id_] for id_ in ids}
