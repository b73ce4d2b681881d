"""Objects of JSON lines, also compressed ones (.gz, .bz2) and standard input; a bad line is told, the rest is read."""

from __future__ import annotations

import bz2
import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, BinaryIO, cast

from onrecord import bounded
from onrecord.errors import InputError
from onrecord.formats import Problem, json_object

Record = dict[str, Any]


def objects(path: Path | str, *, on_problem: Callable[[Problem], None]) -> Iterator[tuple[str, Record]]:
    """Return each object with its place (`file:line`). Raises InputError where the file cannot be read (on)."""
    name = str(path)
    try:
        with _opened(name) as lines:
            for number, raw in enumerate(bounded.lines(lines), 1):
                if not raw.strip():
                    continue
                where = f"{name}:{number}"
                try:
                    if len(raw) > bounded.MOST_BYTES:
                        raise InputError(f"a line of more than {bounded.MOST_BYTES:,} bytes")
                    yield where, json_object(raw.removeprefix(b"\xef\xbb\xbf").strip())
                except InputError as error:
                    on_problem(Problem(where, str(error), "correct this line; the other lines were read"))
    except (OSError, EOFError, ValueError, zlib.error) as error:
        told = getattr(error, "strerror", None) or error
        raise InputError(f"{name}: cannot be read ({told}); check the file; lines before it were read") from error


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    if name == "-":
        if sys.stdin is None:
            raise InputError("standard input is closed; give it something to read, or name a file")
        return nullcontext(sys.stdin.buffer)
    suffix = Path(name).suffix.lower()
    if suffix == ".gz":
        return cast("AbstractContextManager[BinaryIO]", gzip.open(name, "rb"))
    if suffix == ".bz2":
        return cast("AbstractContextManager[BinaryIO]", bz2.open(name, "rb"))
    return Path(name).open("rb")
