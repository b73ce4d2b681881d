"""The store's methods that remember which files were read, so that they need not be opened again."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from onrecord.store import database

if TYPE_CHECKING:
    from onrecord.files import FileRead


class Remembering(ABC):
    """What a registry offers to who adds the same files again (see `Store`)."""

    where: str

    @property
    @abstractmethod
    def _open(self) -> Engine:
        """The database, while it is open."""

    def files_read_from(self, path: str, most: int) -> list[tuple[str, str | None]]:
        """Return files that `remember_files` was told of, from a path on, in the order of their paths.

        Each has its stamp, or None where another version of onrecord read it.
        """
        from onrecord.store import reads

        with database.reading(self._open, self.where) as session:
            return reads.read_from(session, path, most)

    def remember_files(self, files: Sequence[FileRead]) -> None:
        """Take note that files were read and all of their articles kept; those without a stamp are forgotten."""
        from onrecord.store import reads

        def work() -> None:
            with database.writing(self._open, self.where) as session:
                reads.remember(session, files)

        if files:
            database.retried(work)
