"""Whether anything was written to the database since: a number that is another one then, in microseconds."""

from __future__ import annotations

import threading
from typing import Any

from sqlalchemy import Engine

from onrecord.store import database

__all__ = ["Changes"]


class Changes:
    """Watches an SQLite file by a connection of its own, which sees what all others write, those of other processes."""

    def __init__(self, engine: Engine) -> None:
        """Take the engine; nothing is opened until `version` is asked for."""
        self._engine = engine
        self._lock = threading.Lock()
        self._raw: Any = None

    def version(self) -> int | None:
        """Return the number; None for a database that has none (PostgreSQL), or is being closed."""
        if not database.is_sqlite(self._engine):
            return None
        with self._lock:
            if self._raw is None:
                self._raw = self._engine.raw_connection()
                self._raw.detach()  # it is kept, and the pool gets another one in its place
            cursor = self._raw.cursor()
            (found,) = cursor.execute("PRAGMA data_version").fetchone()
            cursor.close()
        return int(found)

    def close(self) -> None:
        """Let the connection go."""
        with self._lock:
            if self._raw is not None:
                self._raw.close()
                self._raw = None
