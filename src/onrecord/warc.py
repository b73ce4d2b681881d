"""The pages of a web archive (WARC, also compressed) -> articles, as from HTML files. Needs fastwarc.

A record at a time: neither a long file nor one that unpacks to a thousand times its size is held in memory.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import InputError
from onrecord.formats import Found, Place, Problem, from_page

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

MOST_BYTES = 10_000_000
"""Of a page, unpacked: no article is that long, and what is longer takes minutes to search for one."""

_PAGES = ("text/html", "application/xhtml+xml")
_OTHERS = "the other pages were read"
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


def from_warc(file: BinaryIO, place: Place) -> Found:
    """Read the HTML pages that a server answered with (status 200) or that are archived as they are.

    The id is the file's name with the number of the record, the address that of the archive where the page states
    none. Other records are passed over. Raises InputError where fastwarc is missing or nothing is a record; what
    follows a damaged record cannot be read and is told.
    """
    pages = 0
    for number, record in _records(file, place):
        if isinstance(record, Problem):
            yield record
            continue
        if not _is_page(record):
            continue
        pages += 1
        here = place.line(number)
        try:
            raw = _page(record)
        except InputError as error:
            yield Problem(here.name, str(error), _OTHERS)
        else:
            yield from _article(raw, record, here)
    if not pages:
        yield Problem(place.name, "holds no HTML page", "leave it out", False)


def _records(file: BinaryIO, place: Place) -> Iterator[tuple[int, WarcRecord | Problem]]:
    if find_spec("fastwarc") is None:
        raise InputError("WARC needs fastwarc; pip install 'onrecord[warc]'")
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    number = 0
    try:
        wanted = WarcRecordType.response | WarcRecordType.resource
        for number, record in enumerate(ArchiveIterator(file, record_types=wanted, parse_http=True), 1):
            yield number, record
    except OSError as error:
        if not number:
            raise InputError(f"no WARC file ({error}); check the file") from error
        yield number, Problem(place.name, f"damaged after record {number} ({error})", "those before it were read")


def _is_page(record: WarcRecord) -> bool:
    http = record.http_headers
    if http is None:
        return (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower() in _PAGES
    return http.status_code == 200 and (record.http_content_type or "").lower() in _PAGES


def _page(record: WarcRecord) -> bytes:
    """Return the bytes of a page, as they were before they were packed for the way. Raises InputError."""
    raw = record.reader.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise InputError(f"a page of more than {MOST_BYTES:,} bytes")
    if len(raw) < record.content_length:
        raise InputError(f"cut short: {len(raw):,} of {record.content_length:,} bytes are there")
    if record.http_headers is None:
        return raw
    packed = (record.http_headers.get("Content-Encoding") or "identity").strip().lower()
    sent = (record.http_headers.get("Transfer-Encoding") or "identity").strip().lower()
    return _unpacked(_joined(raw) if sent == "chunked" else raw, packed)


def _joined(raw: bytes) -> bytes:
    """Return what was sent in chunks, each behind its length in hexadecimal; as it is where it was joined before."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = raw.find(b"\r\n", at)
        try:
            length = int(raw[at:end].partition(b";")[0], 16)
        except ValueError:
            length = -1
        if end < 0 or length < 0 or end + 2 + length > len(raw):
            if not at:
                return raw
            raise InputError("cut short: its last chunk is missing")
        if not length:
            return b"".join(parts)
        parts.append(raw[end + 2 : end + 2 + length])
        at = end + 2 + length + 2


def _unpacked(raw: bytes, packed: str) -> bytes:
    if packed == "identity" or (packed in ("gzip", "x-gzip") and not raw.startswith(b"\x1f\x8b")):
        return raw  # some crawlers unpack a page and keep its headers
    if packed not in ("gzip", "x-gzip", "deflate"):
        raise InputError(f"packed as {packed}, which is not read")
    unpacking = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        page = unpacking.decompress(raw, MOST_BYTES + 1)
    except zlib.error as error:
        raise InputError(f"packed as {packed}, and damaged ({error})") from error
    if len(page) > MOST_BYTES:
        raise InputError(f"a page of more than {MOST_BYTES:,} bytes")
    if not unpacking.eof:
        raise InputError(f"packed as {packed}, and cut short")
    return page


def _article(raw: bytes, record: WarcRecord, here: Place) -> Found:
    try:
        address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
        yield from from_page(raw, here, url=address or None, charset=record.http_charset)
    except InputError as error:
        what, _, advice = str(error).partition("; ")
        yield Problem(here.name, what, advice or _OTHERS)
