"""Quotations of the registry in the formats of others, one module a format.

A stream goes in and text (or, for Parquet, bytes) comes out piece by piece, so that a million quotations are
never held. Offsets stay what they are: code points of the article's text, the end exclusive. What each format
holds, and what it cannot, is in `docs/formats.md`.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import OnrecordError
from onrecord.exports.texts import storable
from onrecord.overwriting import is_database

if TYPE_CHECKING:
    from onrecord.store.records import StoredQuotation

__all__ = ["BY_ARTICLE", "SPREADSHEETS", "ExportError", "Format", "pieces", "save", "write"]


class Format(StrEnum):
    """What quotations can be written as."""

    CSV = "csv"
    CLAIMS = "claims"
    JSONL = "jsonl"
    PARQUET = "parquet"
    JSONLD = "jsonld"
    WEBANNOTATION = "webannotation"
    TEI = "tei"


BY_ARTICLE = frozenset({Format.TEI})
"""Formats that need the quotations of one article together (`Store.each_quote(by_article=True)`)."""

SPREADSHEETS = frozenset({Format.CSV, Format.CLAIMS})
"""Formats that people open in a spreadsheet."""

_MODULES: Mapping[Format, str] = {
    Format.CSV: "spreadsheet",
    Format.CLAIMS: "claims",
    Format.JSONL: "lines",
    Format.JSONLD: "schemaorg",
    Format.WEBANNOTATION: "webannotation",
    Format.TEI: "tei",
}


class ExportError(OnrecordError):
    """A file cannot be written, or what writes this format is not installed."""


def pieces(format_: Format, quotations: Iterable[StoredQuotation], *, bom: bool = False) -> Iterator[str]:
    """Return quotations as text that any UTF-8 stream takes, piece by piece. Not for Parquet (see `write`).

    With `bom` the first piece is a byte order mark, by which some spreadsheets know UTF-8; for SPREADSHEETS only.
    """
    module = import_module(f"onrecord.exports.{_MODULES[format_]}")
    if bom and format_ in SPREADSHEETS:
        yield "\ufeff"
    yield from (storable(piece) for piece in cast("Iterator[str]", module.pieces(quotations)))


def write(format_: Format, quotations: Iterable[StoredQuotation], out: BinaryIO, *, bom: bool = False) -> None:
    """Write quotations to a stream of bytes. Raises ExportError where Parquet's library is missing."""
    if format_ is Format.PARQUET:
        from onrecord.exports import parquet

        parquet.write(quotations, out)
        return
    for piece in pieces(format_, quotations, bom=bom):
        out.write(piece.encode())


def save(format_: Format, quotations: Iterable[StoredQuotation], path: Path | str, *, bom: bool = False) -> None:
    """Write quotations to a file: all of them or, where something fails, what was there before.

    Raises ExportError where it cannot be written.
    """
    target = Path(path)
    if not target.parent.is_dir():
        raise ExportError(f"{target}: there is no folder {target.parent}; make it first")
    if target.is_dir():
        raise ExportError(f"{target} is a folder; give the path of a file")
    if is_database(target):
        raise ExportError(f"{target} is a database, a registry perhaps, and is left as it is; name another file")
    try:
        if target.exists() and not target.is_file():  # a pipe or a device
            with target.open("wb") as out:
                write(format_, quotations, out, bom=bom)
        else:
            _replace(format_, quotations, target, bom)
    except OSError as error:
        raise ExportError(f"{target} cannot be written ({error.strerror}); make room, or write elsewhere") from error


def _replace(format_: Format, quotations: Iterable[StoredQuotation], target: Path, bom: bool) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            write(format_, quotations, out, bom=bom)
        beside.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _umask() -> int:
    """Return what this process takes from the rights of new files; there is no way to ask but to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
