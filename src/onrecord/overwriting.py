"""What results must not be written over: a slip may name the registry itself as the file for them."""

from __future__ import annotations

from pathlib import Path

__all__ = ["beginning", "is_database"]

_SQLITE = b"SQLite format 3\0"


def is_database(path: Path) -> bool:
    """Say whether a file is a database of SQLite, a registry most likely."""
    return beginning(path, len(_SQLITE)) == _SQLITE


def beginning(path: Path, number: int) -> bytes:
    """Return the first bytes of a file: none where there is no file, or one that cannot be read."""
    try:
        if not path.is_file():  # a pipe would wait, a device never end
            return b""
        with path.open("rb") as file:
            return file.read(number)
    except OSError:
        return b""
