"""Read the curated records back from the database, as they were loaded: without what articles or judgements say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlmodel import Session, col
from sqlmodel import select as entities

from onrecord.curated import OutletRecord, SpeakerRecordFile
from onrecord.errors import RegistryError
from onrecord.registryfolder import Registry
from onrecord.store import judging
from onrecord.store.tables import NameRow, OutletRow, RoleRow, SpeakerRow

_Rows = dict[str, list[dict[str, Any]]]
_ROLE = ("title", "organization", "start", "end", "source")


def registry(session: Session) -> Registry:
    """Return all that people decided: curated records by their ids, judgements in the order of their time.

    Raises RegistryError where a record breaks the data dictionary, as one that a program loaded may.
    """
    names, roles = _of_speakers(session, NameRow, ("form", "strong")), _of_speakers(session, RoleRow, _ROLE)
    curated = entities(SpeakerRow).where(col(SpeakerRow.curated))
    speakers = [_speaker(row, names[row.id], roles[row.id]) for row in session.exec(curated)]
    rows = session.exec(entities(OutletRow).where(col(OutletRow.curated)))
    outlets = [_outlet(row) for row in rows]
    by_id = sorted(speakers, key=lambda each: each.id), sorted(outlets, key=lambda each: each.id)
    return Registry(tuple(by_id[0]), tuple(by_id[1]), tuple(judging.log(session)))


def _of_speakers(session: Session, table: type[NameRow] | type[RoleRow], columns: Iterable[str]) -> _Rows:
    """Return the curated rows by speaker, in the order of the records."""
    wanted = select(col(table.speaker_id), *(col(getattr(table, name)) for name in columns))
    rows = session.connection().execute(wanted.where(col(table.curated)).order_by(col(table.id))).mappings()
    found: _Rows = defaultdict(list)
    for row in rows:
        found[row["speaker_id"]].append({name: row[name] for name in columns})
    return found


def _speaker(row: SpeakerRow, names: list[dict[str, Any]], roles: list[dict[str, Any]]) -> SpeakerRecordFile:
    name = row.own_name or row.name
    record = {
        "id": row.id,
        "name": name,
        "type": row.type,
        "names_strong": [each["form"] for each in names if each["strong"] and each["form"] != name],
        "names_weak": [each["form"] for each in names if not each["strong"]],
        "roles": roles,
        "ids": row.ids,
        "sources": row.sources,
    }
    try:
        return SpeakerRecordFile.model_validate(record)
    except ValidationError as error:
        raise _broken("speaker", row.id, error) from error


def _outlet(row: OutletRow) -> OutletRecord:
    try:
        return OutletRecord(id=row.id, name=row.name, domain=row.domain)
    except ValidationError as error:
        raise _broken("outlet", row.id, error) from error


def _broken(what: str, id_: str, error: ValidationError) -> RegistryError:
    first = error.errors()[0]
    field = ".".join(map(str, first["loc"])) or "record"
    return RegistryError(
        f"the {what} {id_!r} of the database cannot be written as a file: {field}: {first['msg']}; "
        "load a record that obeys registry/README.md"
    )
