"""Objects of JSON lines, also compressed ones (.gz, .bz2) and standard input; a bad line is told, the rest is read."""

from __future__ import annotations

import bz2
import gzip
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import IO, Any, cast

from onrecord.errors import InputError
from onrecord.formats import Problem, json_object

Record = dict[str, Any]


def objects(path: Path | str, *, on_problem: Callable[[Problem], None]) -> Iterator[tuple[str, Record]]:
    """Return each object with its place (`file:line`). Raises InputError where the file cannot be read (on)."""
    name = str(path)
    try:
        with _opened(name) as lines:
            for number, raw in enumerate(lines, 1):
                if not raw.strip():
                    continue
                where = f"{name}:{number}"
                try:
                    yield where, json_object(raw.removeprefix(b"\xef\xbb\xbf").strip())
                except InputError as error:
                    on_problem(Problem(where, str(error), "correct this line; the other lines were read"))
    except (OSError, EOFError) as error:
        told = getattr(error, "strerror", None) or error
        raise InputError(f"{name}: cannot be read ({told}); check the file; lines before it were read") from error


def _opened(name: str) -> AbstractContextManager[IO[bytes]]:
    if name == "-":
        return nullcontext(sys.stdin.buffer)
    suffix = Path(name).suffix.lower()
    if suffix == ".gz":
        return cast("AbstractContextManager[IO[bytes]]", gzip.open(name, "rb"))
    if suffix == ".bz2":
        return cast("AbstractContextManager[IO[bytes]]", bz2.open(name, "rb"))
    return Path(name).open("rb")
