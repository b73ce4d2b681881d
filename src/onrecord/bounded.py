"""Reading no more of an open file than an article takes: what is longer is refused without being held in memory.

An article has a million characters at most (`pipeline.MAX_CHARACTERS`), which take four million bytes, or twelve where
JSON escapes each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from onrecord.errors import InputError

MOST_BYTES = 16 * 2**20
"""Of one article, as a file of its own or as a line of JSON lines."""

_PIECE = 2**20


def whole(file: BinaryIO, most: int | None = None) -> bytes:
    """Read a file to its end. Raises InputError where it has more bytes than that, or than an article."""
    most = most or MOST_BYTES
    raw = first(file, most + 1)
    if len(raw) > most:
        raise InputError(too_long("a file", most))
    return raw


def first(file: BinaryIO, number: int) -> bytes:
    """Read so many bytes, or fewer where there are no more; piece by piece, for `read` makes room for all at once."""
    found = bytearray()
    while len(found) < number and (piece := file.read(min(_PIECE, number - len(found)))):
        found += piece
    return bytes(found)


def lines(file: BinaryIO, begun: bytes = b"") -> Iterator[bytes]:
    """Yield lines with their ends; of a longer one than an article takes, its first `MOST_BYTES` + 1 bytes.

    `begun` is what was read of the file before.
    """
    here, *more = begun.split(b"\n")
    for after in more:
        yield here + b"\n"
        here = after
    for line in chain([here + file.readline(MOST_BYTES + 1)], iter(lambda: file.readline(MOST_BYTES + 1), b"")):
        if line:
            yield line[: MOST_BYTES + 1]
        if len(line) > MOST_BYTES and not line.endswith(b"\n"):
            _pass_over(file)


def _pass_over(file: BinaryIO) -> None:
    while (piece := file.readline(_PIECE)) and not piece.endswith(b"\n"):
        pass


def joined(some: Iterable[bytes], most: int) -> bytes:
    """Put lines together. Raises InputError where they have more bytes."""
    found = bytearray()
    for each in some:
        found += each
        if len(found) > most:
            raise InputError(too_long("a file", most))
    return bytes(found)


def too_long(what: str, most: int | None = None) -> str:
    """Say that something is too long, and what to do."""
    return f"{what} of more than {most or MOST_BYTES:,} bytes, longer than any article; split it into its articles"
