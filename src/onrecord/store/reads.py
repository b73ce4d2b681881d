"""Which files were read to their end, and what they were like: what `--since-last` passes over."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlmodel import Session, col, delete

from onrecord.files import FileRead
from onrecord.store import bulk
from onrecord.store.tables import ReadFileRow
from onrecord.version import ENGINE

_CHUNK = 400
_FROM = (
    select(col(ReadFileRow.path), col(ReadFileRow.stamp), col(ReadFileRow.engine))
    .where(col(ReadFileRow.path) >= bindparam("path"))
    .order_by(col(ReadFileRow.path))
    .limit(bindparam("most"))
)


def read_from(session: Session, path: str, most: int) -> list[tuple[str, str | None]]:
    """Return the files from a path on, in the order of their paths, with their stamps.

    One that another version of onrecord read has None: this one has yet to read it.
    """
    found = session.connection().execute(_FROM, {"path": path, "most": most})
    return [(path, stamp if engine == ENGINE else None) for path, stamp, engine in found]


def remember(session: Session, files: Sequence[FileRead]) -> None:
    """Take note of files as they are now, and forget those of which that is not to be kept."""
    now = {each.path: each.stamp for each in files}
    paths = list(now)
    for start in range(0, len(paths), _CHUNK):
        some = paths[start : start + _CHUNK]
        session.connection().execute(delete(ReadFileRow).where(col(ReadFileRow.path).in_(some)))
    kept = [{"path": path, "stamp": stamp, "engine": ENGINE} for path, stamp in now.items() if stamp is not None]
    bulk.insert(session, ReadFileRow, kept)
