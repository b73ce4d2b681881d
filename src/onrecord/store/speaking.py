"""Look speakers up: by a name typed approximately, or by id."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col, func

from onrecord.errors import NotOnRecordError
from onrecord.store import asking, finding, roles, standing
from onrecord.store.asking import Asked, Wanted
from onrecord.store.reading import TextLoader
from onrecord.store.records import (
    AmbiguousSpeakerError,
    NameForm,
    RoleRecord,
    SpeakerMatch,
    SpeakerMatches,
    SpeakerRecord,
)
from onrecord.store.tables import (
    NameEvidenceRow,
    NameRow,
    QuotationRow,
    SpeakerRow,
)
from onrecord.store.values import padded
from onrecord.types import SpeakerType


def same_speaker(session: Session, id_: str) -> list[str]:
    """Return the ids that count as one speaker: its own first, then those merged into it. Empty for none."""
    # Ids are ASCII; what is not may be half a surrogate pair, which no driver takes.
    session.flush()
    row = session.connection().execute(_HEAD_OF, {"id": id_}).first() if id_.isascii() else None
    if row is None:
        return []
    return [row.head, *session.connection().execute(_MERGED, {"id": row.head}).scalars().all()]


_ID: BindParameter[str] = bindparam("id")
_HEAD_OF = core_select(standing.HEAD.label("head")).where(col(SpeakerRow.id) == _ID)
_MERGED = core_select(col(SpeakerRow.id)).where(col(SpeakerRow.merged_into) == _ID).order_by(col(SpeakerRow.id))


def match(session: Session, query: str, *, limit: int | None, roles: bool = True, near: bool = True) -> SpeakerMatches:
    """Return the speakers that a typed name may mean, best first: an id, a name on record, names like it.

    Without `roles` theirs are not looked up, without `near` no names like one that is on record.
    """
    typed = query.strip()
    hits = finding.find(session, typed, limit=limit, near=near)
    if ids := same_speaker(session, typed):
        number = standing.counts(session, ids[:1])[ids[0]]
        meant = finding.Hit(ids[0], typed, 1.0, exact=True, strong=True, quotations=number)
        hits = [meant, *(hit for hit in hits if hit.id != meant.id)][:limit]
    exact = bool(hits) and hits[0].exact
    return SpeakerMatches(query, exact, tuple(_shown(session, hits, with_role=roles)))


_NAMED = core_select(col(SpeakerRow.id), col(SpeakerRow.name), col(SpeakerRow.type)).where(
    col(SpeakerRow.id).in_(bindparam("ids", expanding=True))
)


def _shown(session: Session, hits: Sequence[finding.Hit], *, with_role: bool) -> Iterator[SpeakerMatch]:
    ids = [hit.id for hit in hits]
    rows = {row.id: row for row in session.connection().execute(_NAMED, {"ids": padded(ids)}).all()} if ids else {}
    held = roles.first_of_each(session, ids) if ids and with_role else {}
    for hit in hits:
        row = rows[hit.id]
        yield SpeakerMatch(
            id=row.id,
            name=row.name,
            type=SpeakerType(row.type),
            form=hit.form,
            score=hit.score,
            exact=hit.exact,
            quotations=hit.quotations,
            role=held.get(hit.id),
        )


def wanted(session: Session, asked: Asked) -> Wanted:
    """Return what is asked, of whom `by` means: a text that is nobody's name is what articles call a source.

    Raises AmbiguousSpeakerError, StoreError for what is no date or kind.
    """
    read, by = asking.wanted(asked), asked.get("by")
    if by is None:
        return read
    if ids := same_speaker(session, by.strip()):
        return replace(read, speaker_ids=ids)
    if (sole := finding.sole(session, by.strip())) is not None:
        return replace(read, speaker_ids=same_speaker(session, sole))
    found = match(session, by, limit=10, roles=False, near=False)
    if found.best is not None:
        return replace(read, speaker_ids=same_speaker(session, found.best.id))
    if found.matches:
        raise AmbiguousSpeakerError(match(session, by, limit=10))
    return replace(read, speaker_name=by)


def ids_of(session: Session, id_: str) -> list[str]:
    """Return the ids that count as one speaker, as `same_speaker`. Raises StoreError where there is none of that id."""
    ids = same_speaker(session, id_)
    if not ids:
        raise NotOnRecordError(f"no speaker has the id {id_!r}: `onrecord who NAME` finds speakers by name")
    return ids


def record(session: Session, id_: str, load_text: TextLoader) -> SpeakerRecord:
    """Return all about one speaker. Raises StoreError where there is none of that id."""
    ids = ids_of(session, id_)
    return record_of(session, ids, roles.of(session, ids, load_text))


def record_of(session: Session, ids: Sequence[str], held: Sequence[RoleRecord]) -> SpeakerRecord:
    """Return all about one speaker by all ids that count as one; `held` are the roles."""
    row = session.connection().execute(_SPEAKER, {"id": ids[0]}).one()
    theirs = standing.of_speaker(session, ids)
    query = _SAID if theirs is standing.OWN else _said(theirs)
    count, first, last = session.connection().execute(query, {"speaker_ids": padded(ids)}).one()
    return SpeakerRecord(
        id=row.id,
        name=row.name,
        type=SpeakerType(row.type),
        curated=row.curated,
        names=_names(session, ids),
        roles=tuple(held),
        quotations=count,
        first_said=first,
        last_said=last,
        ids=row.ids,
        sources=tuple(row.sources),
        merged=tuple(ids[1:]),
    )


_SPEAKER = core_select(
    *(col(each) for each in (SpeakerRow.id, SpeakerRow.name, SpeakerRow.type, SpeakerRow.curated)),
    *(col(SpeakerRow.ids), col(SpeakerRow.sources)),
).where(col(SpeakerRow.id) == _ID)


def _said(theirs: ColumnElement[bool]) -> Select[int, date | None, date | None]:
    dated = col(QuotationRow.dated)
    return core_select(func.count(), func.min(dated), func.max(dated)).select_from(QuotationRow).where(theirs)


_SAID = _said(standing.OWN)
_FORMS = (
    core_select(
        *(col(NameRow.form), col(NameRow.strong), col(NameRow.curated)),
        core_select(func.count())
        .select_from(NameEvidenceRow)
        .where(col(NameEvidenceRow.name_id) == col(NameRow.id))
        .scalar_subquery(),
    )
    .where(col(NameRow.speaker_id).in_(bindparam("ids", expanding=True)))
    .order_by(col(NameRow.id))
)


def _names(session: Session, ids: Sequence[str]) -> tuple[NameForm, ...]:
    """Return the forms of the names, strong and frequent ones first; a form curated and observed is one."""
    rows = session.connection().execute(_FORMS, {"ids": padded(ids)}).all()
    forms: dict[str, NameForm] = {}
    for form, strong, curated, found in rows:
        old = forms.get(form, NameForm(form, strong=False, curated=False, articles=0))
        forms[form] = NameForm(form, old.strong or strong, old.curated or curated, old.articles + found)
    return tuple(sorted(forms.values(), key=lambda form: (not form.strong, -form.articles, form.form)))
