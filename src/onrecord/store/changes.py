"""Whether anything was written to the database since: a number that is another one then, in microseconds."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from onrecord.store import database

__all__ = ["Changes"]


class Changes:
    """Watches an SQLite file by a connection of its own, which sees what all others write, those of other processes.

    Where another file takes its place, whoever reads next reads that one.
    """

    def __init__(self, engine: Engine) -> None:
        """Take the engine; nothing is opened until `version` is asked for."""
        self._engine = engine
        self._lock = threading.Lock()
        self._raw: Any = None
        self._path = ""
        self._file: _File | None = None
        self._files = 0

    def version(self) -> int | None:
        """Return the number; None for a database that has none (PostgreSQL), or is being closed."""
        if not database.is_sqlite(self._engine):
            return None
        with self._lock:
            if self._raw is None or self._is_another():
                self._open()
            cursor = self._raw.cursor()
            (found,) = cursor.execute("PRAGMA data_version").fetchone()
            cursor.close()
        return self._files * _VERSIONS + int(found)

    def _is_another(self) -> bool:
        """Whether another file is there now; where none is, the one that is open is read on."""
        found = _file(self._path)
        return found is not None and found != self._file

    def _open(self) -> None:
        if self._raw is not None:
            self._raw.close()
            self._engine.dispose()
        self._files += 1
        self._raw = self._engine.raw_connection()
        self._raw.detach()  # it is kept, and the pool gets another one in its place
        self._path = next(path for _, name, path in self._raw.execute("PRAGMA database_list") if name == "main")
        self._file = _file(self._path)

    def close(self) -> None:
        """Let the connection go."""
        with self._lock:
            if self._raw is not None:
                self._raw.close()
                self._raw = None


_File = tuple[int, int]
_VERSIONS = 2**40


def _file(path: str) -> _File | None:
    """Return what tells a file from another one of the same path; None for none."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino
