"""What one file holds: plain text with front matter, JSON lines or HTML, from bytes to articles.

Pure: bytes come in, articles and problems go out, in the order of the file. Opening files is `read`'s work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

from onrecord import bounded
from onrecord.decode import decode_page, decode_text
from onrecord.errors import InputError
from onrecord.types import Article


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read as it stands: where, what it is, and what to do about it.

    `skipped` says whether an article may be missing because of it; where it is False, this is only a note.
    """

    where: str
    what: str
    advice: str
    skipped: bool = True

    def __str__(self) -> str:
        """Return the problem as one line."""
        return f"{self.where}: {self.what}" + (f"; {self.advice}" if self.advice else "")


@dataclass(frozen=True, slots=True)
class Place:
    """Where bytes come from: as the user named it, the absolute path, and the id for want of a stated one."""

    name: str
    origin: str
    stem: str

    def line(self, number: int) -> Place:
        """Return the place of one line of the file, counted from 1."""
        return Place(f"{self.name}:{number}", f"{self.origin}:{number}", f"{self.stem}-{number}")


Found = Iterator[Article | Problem]

_FRONT = re.compile(r"---[ \t]*(?:\r\n|\n|\r)(?P<yaml>.*?)(?<=[\r\n])---[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL)
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html)\b", re.I | re.DOTALL)
_IF_WRONG = "if the words look wrong, save it as UTF-8"
_MOST_UTF16 = 4 * bounded.MOST_BYTES
"""Bytes of JSON lines in UTF-16, which are decoded at once."""
_NOT_ARTICLES = ("quotations", "attributions")
FIELDS = ("title", "url", "outlet", "byline", "language")
"""What an article may tell of itself besides id, text and date: texts all of them."""


def from_text(raw: bytes, place: Place) -> Found:
    """Read a plain text, with front matter or without; the text is the characters after it, unchanged."""
    whole, guessed = decode_text(raw)
    if guessed:
        yield Problem(place.name, f"not UTF-8, read as {guessed}", _IF_WRONG, False)
    fields, text, note = _split_front_matter(whole)
    if note:
        yield Problem(place.name, note, "so all of it was read as the text", False)
    if not text.strip():
        yield Problem(place.name, "holds no text", "leave it out, or put the article's text in it")
        return
    yield from _article(fields, text, place)


def from_page(raw: bytes, place: Place, *, url: str | None = None, charset: str | None = None) -> Found:
    """Read an HTML page: the article's text, title, outlet, byline, date and address, by trafilatura.

    `url` is where it was found, for pages that do not state theirs, `charset` what its server said that it is in.
    """
    html, guessed = decode_page(raw, charset)
    if guessed:
        yield Problem(place.name, f"declares no charset, read as {guessed}", _IF_WRONG, False)
    fields = _page_fields(html)
    text = fields.pop("text", None)
    if not isinstance(text, str) or not text.strip():
        yield Problem(place.name, "no article was found in this page", "save its text as .txt instead")
        return
    yield from _article(fields | {"url": fields.get("url") or url}, text, place)


def from_record(record: Mapping[str, object], place: Place) -> Found:
    """Read {"id", "text"} and metadata, as a line of JSON lines has them; "text" must be a string."""
    text = str(record["text"])
    return _article(record, text, place)


def from_json_lines(lines: Iterable[bytes], place: Place) -> Found:
    """Read {"id", "text"} and metadata, an article a line; a bad line is a problem and the others are read.

    Lines with quotations and no text (gold, or this program's own output) are no articles: one note for all.
    """
    blank, noted = True, False
    for number, raw in enumerate(_utf8_lines(lines), 1):
        if not raw.strip():
            continue
        blank, here = False, place.line(number)
        try:
            if len(raw) > bounded.MOST_BYTES:
                raise InputError(f"a line of more than {bounded.MOST_BYTES:,} bytes, longer than any article")
            record = _record(raw)
        except InputError as error:
            yield Problem(here.name, str(error), "correct this line; the other lines were read")
            continue
        if record is not None:
            yield from from_record(record, here)
        elif not noted:
            noted = True
            yield Problem(place.name, "holds quotations, not articles", "passed over", False)
    if blank:
        yield Problem(place.name, "holds no article", 'put a JSON object with "id" and "text" on each line')


def from_anything(file: BinaryIO, place: Place) -> Found:
    """Read what came without a name: JSON lines if the first line is such an article, a page, else a text.

    JSON lines are read line by line however many there are. Raises InputError where anything else is too long.
    """
    raw = bounded.first(file, bounded.MOST_BYTES + 1)
    first = next((line for line in raw.removeprefix(b"\xef\xbb\xbf").split(b"\n", 100) if line.strip()), b"")
    if _is_record(first):
        return from_json_lines(bounded.lines(file, raw), place)
    if len(raw) > bounded.MOST_BYTES:
        raise InputError(bounded.too_long("input"))
    if _PAGE.match(raw[:4096].decode("utf-8-sig", "replace")):
        return from_page(raw, place)
    return from_text(raw, place)


def _is_record(line: bytes) -> bool:
    if not line.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _utf8_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Pass lines on as UTF-8, without a byte order mark; a file in UTF-16 is decoded whole."""
    rest = iter(lines)
    first = next(rest, b"")
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from (decode_text(bounded.joined([first, *rest], _MOST_UTF16))[0].encode().split(b"\n"))
        return
    yield first.removeprefix(b"\xef\xbb\xbf")
    yield from rest


def json_object(raw: bytes) -> dict[str, Any]:
    """Read one line of JSON lines; InputError says why where it is no object."""
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8 at byte {error.start} of the line") from error
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON ({error.msg} at character {error.colno})") from error
    except (RecursionError, ValueError) as error:
        raise InputError("JSON nested too deeply, or a number too long") from error
    if not isinstance(value, dict):
        raise InputError("not a JSON object")
    return value


def _record(raw: bytes) -> dict[str, object] | None:
    """Return one line's object, or None where it is output or gold; raises InputError for anything else."""
    record = json_object(raw)
    if isinstance(record.get("text"), str):
        return record
    if "text" in record:
        raise InputError('"text" is not a string')
    if any(isinstance(record.get(key), list) for key in _NOT_ARTICLES):
        return None
    raise InputError('has no "text"')


def _split_front_matter(whole: str) -> tuple[dict[str, object], str, str | None]:
    """Return the metadata, the text after it, and what to tell where it only looks like front matter."""
    found = _FRONT.match(whole)
    if found is None:
        return {}, whole, None
    import yaml

    try:
        # every scalar a string: an id 007 stays 007, and a title of "No" a title
        fields = yaml.load(found["yaml"], Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f" at line {mark.line + 2}" if mark is not None else ""
        return {}, whole, f"begins with --- but what follows is not YAML{at}"
    except RecursionError:
        return {}, whole, "begins with --- but what follows is nested too deeply"
    if not isinstance(fields, dict):
        return {}, whole, None
    return {str(key).lower(): value for key, value in fields.items()}, whole[found.end() :], None


def _page_fields(html: str) -> dict[str, object]:
    from trafilatura import bare_extraction

    found = bare_extraction(
        html,
        include_comments=False,
        # a date that is not stated as such would date statements ("on Sunday") wrongly
        date_extraction_params={"extensive_search": False, "original_date": True},
        with_metadata=True,
    )
    if found is None or isinstance(found, dict):
        return {}
    language = re.search(r"""<html[^>]*\blang\s*=\s*["']?([A-Za-z-]+)""", html[:4096], re.I)
    return {
        "text": found.text,
        "title": found.title,
        "url": found.url,
        "outlet": found.sitename,
        "published": found.date,
        "byline": found.author,
        "language": language[1] if language else None,
    }


def _article(fields: Mapping[str, object], text: str, place: Place) -> Found:
    """Build the article, preceded by a note on each field that was not understood."""
    kept: dict[str, str | None] = {}
    for name in ("id", *FIELDS):
        value = fields.get(name)
        kept[name] = _as_text(value)
        if kept[name] is None and value not in (None, "", "~", "null"):
            yield Problem(place.name, f"{name} is not a string: {_short(value)}", "read without it", False)
    said = fields.get("published") or fields.get("date")
    published = _as_date(said)
    if published is None and said not in (None, "", "~", "null"):
        advice = "read without a date; write it as 2020-06-01"
        yield Problem(place.name, f"not an ISO date: {_short(said)}", advice, False)
    identity = kept.pop("id")
    yield Article(
        id=identity if identity is not None else place.stem,
        text=text,
        published=published,
        origin=place.origin,
        id_given=identity is not None,
        **kept,
    )


def _as_text(value: object) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value not in ("", "~", "null") else None


def _as_date(value: object) -> date | None:
    """Return the day of an ISO date or datetime, as written there: no change of time zone."""
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError:
        return None


def _short(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 60 else shown[:59] + "…"
