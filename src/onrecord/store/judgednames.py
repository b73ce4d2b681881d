"""Names by judgement: what a speaker is shown as, and the forms that it is found by.

A judged form of a name is a row among the others, so that looking up and linking need not know of judgements. Where
articles have the same form, the row is theirs too, and keeps what it is without the judgement in `own_strong`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, delete, select

from onrecord.organizations import plain_organization
from onrecord.resolve import is_full
from onrecord.rulings import Rulings
from onrecord.store import linking, naming
from onrecord.store.forms import is_strong
from onrecord.store.tables import NameEvidenceRow, NameKeyRow, NameRow, SpeakerRow
from onrecord.types import Mention, SpeakerType

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a name that a judgement gives."""

    strong: bool
    by: str


def write(session: Session, rulings: Rulings, speakers: Mapping[str, SpeakerRow], ids: Sequence[str]) -> None:
    """Let the rows say which names these speakers have by judgement, and no others."""
    for id_ in ids:
        if (speaker := speakers.get(id_)) is not None:
            _show(session, speaker, rulings.names.get(id_, (None, ""))[0])
    session.flush()
    wanted = _wanted(rulings, speakers)
    rows = {(row.speaker_id, row.form): row for row in _stored(session, ids)}
    for key, row in rows.items():
        if row.judged is not None and key not in wanted:
            _take_back(session, row, speakers[row.speaker_id])
    for key, form in wanted.items():
        _give(session, key, form, rows.get(key), speakers[key[0]])
    session.flush()


def _show(session: Session, row: SpeakerRow, name: str | None) -> None:
    if name is None and row.own_name is not None:
        row.name, row.own_name = row.own_name, None
    elif name is not None and (row.name, row.own_name is None) != (name, False):
        row.name, row.own_name = name, row.own_name or row.name
    session.add(row)


def _wanted(rulings: Rulings, speakers: Mapping[str, SpeakerRow]) -> dict[tuple[str, str], _Form]:
    found: dict[tuple[str, str], _Form] = {}
    for id_, made in rulings.made.items():
        found[id_, made.name] = _Form(_is_strong(made.name, made.type), made.by)
    for id_, (name, by) in rulings.names.items():
        found[id_, name] = _Form(_is_strong(name, SpeakerType(speakers[id_].type)), by)
    for (id_, name), (strong, by) in rulings.aliases.items():
        found[id_, name] = _Form(strong, by)
    return found


def _is_strong(name: str, type_: SpeakerType) -> bool:
    return type_ is not SpeakerType.PERSON or is_full(name)


def _stored(session: Session, ids: Sequence[str]) -> list[NameRow]:
    found: list[NameRow] = []
    for start in range(0, len(ids), _AT_ONCE):
        of_these = col(NameRow.speaker_id).in_(ids[start : start + _AT_ONCE])
        found += session.exec(select(NameRow).where(of_these, col(NameRow.curated).is_(False))).all()
    return found


def _give(session: Session, key: tuple[str, str], form: _Form, row: NameRow | None, speaker: SpeakerRow) -> None:
    type_ = SpeakerType(speaker.type)
    if row is None:
        row = naming.name_row(session, *key, type_, strong=form.strong, curated=False)
        row.judged = form.by
    elif row.judged != form.by or row.strong != (form.strong or bool(row.own_strong)):
        if row.judged is None:
            row.own_strong = row.strong
        row.judged, row.strong = form.by, form.strong or bool(row.own_strong)
        _key_anew(session, row, type_)
    session.add(row)


def _take_back(session: Session, row: NameRow, speaker: SpeakerRow) -> None:
    """Leave of a form what articles say, nothing where none has it."""
    type_ = SpeakerType(speaker.type)
    stated = session.exec(select(NameEvidenceRow.name_id).where(NameEvidenceRow.name_id == row.id).limit(1)).first()
    if stated is None:
        session.delete(row)
        session.flush()
        return
    # An article that came to have the form after the judgement did not say how strong it is.
    own = row.own_strong if row.own_strong is not None else _as_stated(row.form, speaker)
    row.judged, row.own_strong, row.strong = None, None, own
    session.add(row)
    _key_anew(session, row, type_)


def _as_stated(form: str, speaker: SpeakerRow) -> bool:
    type_ = SpeakerType(speaker.type)
    name = speaker.own_name or speaker.name
    if type_ is SpeakerType.ORGANIZATION:
        return plain_organization(form) == plain_organization(name)
    return is_strong(form, Mention(name, type_))


def _key_anew(session: Session, row: NameRow, type_: SpeakerType) -> None:
    session.flush()
    session.exec(delete(NameKeyRow).where(col(NameKeyRow.name_id) == row.id))
    strong = row.judged is not None and row.strong
    keys = linking.blocking_keys(row.form, type_, strong=strong)
    session.add_all(NameKeyRow(key=key, name_id=row.id) for key in keys)
    session.flush()
