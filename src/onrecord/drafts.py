"""Drafts that are to be checked: text, HTML, Markdown and Word documents -> one article, and how its text was drawn.

All offsets are into the plain text that was drawn. What the eye does not read as the draft's words is left out:
markup, comments, code, tracked deletions; tracked insertions are in it. Other files are read as `reading` reads them.
"""

from __future__ import annotations

import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.bounded import whole
from onrecord.errors import InputError
from onrecord.formats import Place, Problem, from_anything, from_text
from onrecord.reading import read_all
from onrecord.types import Article

if TYPE_CHECKING:
    from markdown_it.token import Token

MARKDOWN = (".md", ".markdown")
WORD = ".docx"
_MOST = 200 * 2**20
"""Bytes that a document may unpack to: a longer one is no draft of an article, and may be a trap."""
_MOST_XML = 16 * 2**20
"""Of these bytes, those that are parsed: they take some fifteen times their size; a book has five million."""
_PIECE = 2**16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_RESAVE = "save it as .docx without a password, or as text"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as plain text, words on how that was drawn from the file, and notes on what was not understood."""

    article: Article
    drawn: str
    notes: tuple[str, ...] = ()


def read_draft(path: str | Path) -> Draft:
    """Read a draft ("-": standard input, text, HTML or a Word document).

    Raises InputError where it cannot be read, holds no text or is more than one article.
    """
    name = str(path)
    if name == "-":
        return _standard_input()
    suffix = Path(name).suffix.lower()
    if suffix == WORD:
        return _word(_bytes_of(name, _MOST), Place(name, str(Path(name).resolve()), Path(name).stem))
    if suffix in MARKDOWN:
        return _markdown(_bytes_of(name), Place(name, str(Path(name).resolve()), Path(name).stem))
    drawn = "the main text of the page, without its markup" if suffix in (".html", ".htm") else "the text as it is"
    return _drawn(_found([path]), drawn)


def _bytes_of(name: str, most: int | None = None) -> bytes:
    try:
        with Path(name).open("rb") as file:
            return whole(file, most)
    except InputError as error:
        raise InputError(f"{name}: {error}") from error
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or error
        raise InputError(f"{name}: cannot be read ({what}); check the path and its permissions") from error


def _standard_input() -> Draft:
    if sys.stdin is None:
        raise InputError("standard input is closed; give it something to read, or name a file")
    raw = whole(sys.stdin.buffer, _MOST)
    if raw.startswith((_ZIP, _OLE)):
        return _word(raw, Place("-", "-", "stdin"))
    return _drawn(from_anything(BytesIO(raw), Place("-", "-", "stdin")), "standard input")


def _found(paths: Sequence[str | Path]) -> Iterator[Article | Problem]:
    problems: list[Problem] = []
    yield from read_all(paths, on_problem=problems.append)
    yield from problems


def _drawn(found: Iterator[Article | Problem], drawn: str) -> Draft:
    articles, notes = [], []
    for each in found:
        if isinstance(each, Article):
            articles.append(each)
        elif each.skipped:
            raise InputError(str(each))
        else:
            notes.append(str(each))
    if len(articles) != 1:
        raise InputError(f"a draft is one article, not {len(articles)}: check one at a time")
    return Draft(articles[0], drawn, tuple(notes))


# -- Markdown --------------------------------------------------------------------------------------------


def _markdown(raw: bytes, place: Place) -> Draft:
    """Draw the text of CommonMark: a blank line between blocks, a line break where the source has one."""
    from markdown_it import MarkdownIt

    source = _drawn(from_text(raw, place), "the words of the Markdown, without its markup, code and HTML")
    article = source.article
    tokens = MarkdownIt("commonmark").enable("table").parse(article.text)
    blocks = [text for text in _blocks(tokens) if text.strip()]
    if not blocks:
        raise InputError(f"{place.name}: holds no text; leave it out, or write the draft in it")
    title = article.title or _heading(tokens)
    return replace(source, article=replace(article, text="\n\n".join(blocks), title=title))


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(_inline(token.children or ()))


def _inline(children: Sequence[Token]) -> Iterator[str]:
    for child in children:
        if child.type in ("text", "code_inline"):
            yield child.content
        elif child.type == "hardbreak":
            yield "\n"
        elif child.type == "softbreak":
            yield " "
        elif child.type == "image":
            yield "".join(_inline(child.children or ()))


def _heading(tokens: Sequence[Token]) -> str | None:
    """Return the first heading of the first level."""
    for token, after in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            return "".join(_inline(after.children or ())).strip() or None
    return None


# -- Word documents --------------------------------------------------------------------------------------


def _word(raw: bytes, place: Place) -> Draft:
    """Draw the text of a .docx: its paragraphs in order, those of tables and footnotes too."""
    _refuse_traps(raw, place)
    document = _opened(raw, place)
    paragraphs = [text for text in _paragraphs(document) if text.strip()]
    if not paragraphs:
        raise InputError(f"{place.name}: holds no text; leave it out, or write the draft in it")
    core = document.core_properties
    article = Article(
        id=place.stem,
        text="\n\n".join(paragraphs),
        title=core.title or None,
        byline=core.author or None,
        origin=place.origin,
        id_given=False,
    )
    return Draft(article, "the paragraphs of the document, tracked changes taken as accepted, comments left out")


def _refuse_traps(raw: bytes, place: Place) -> None:
    """Raise InputError for what is no .docx, or unpacks to more than anybody writes."""
    if raw.startswith(_OLE):
        raise InputError(f"{place.name}: locked with a password, or of an old version of Word; {_RESAVE}")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise _broken(place, error) from error
    if any(member.flag_bits & 1 for member in members):
        raise InputError(f"{place.name}: its parts are encrypted; {_RESAVE}")
    _refuse_more(place, "unpacks", _MOST, sum(member.file_size for member in members))
    xml = [member.filename for member in members if member.filename.endswith((".xml", ".rels"))]
    _refuse_more(place, "has text and layout that unpack", _MOST_XML, _unpacked(raw, xml, place))


def _unpacked(raw: bytes, names: Sequence[str], place: Place) -> int:
    """Unpack parts piece by piece, and return the bytes they have: what a member says of its own size may be a lie."""
    found = 0
    try:
        with zipfile.ZipFile(BytesIO(raw)) as packed:
            for name in names:
                with packed.open(name) as member:
                    while found <= _MOST_XML and (piece := member.read(_PIECE)):
                        found += len(piece)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise _broken(place, error) from error
    return found


def _refuse_more(place: Place, what: str, most: int, found: int) -> None:
    if found > most:
        raise InputError(f"{place.name}: {what} to more than {most // 2**20} MB; save its text alone")


def _broken(place: Place, error: Exception) -> InputError:
    return InputError(f"{place.name}: not a Word document, or a broken one ({error}); {_RESAVE}")


def _opened(raw: bytes, place: Place) -> Any:
    """Open a document with python-docx, whatever it makes of a broken one told as an InputError."""
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        return docx.Document(BytesIO(raw))
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, EOFError) as error:
        raise _broken(place, error) from error


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr", f"{_MC}Fallback"})
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}


def _paragraphs(document: Any) -> Iterator[str]:
    yield from _below(document.element.body)
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            from docx.oxml import parse_xml

            yield from _below(parse_xml(relation.target_part.blob))


def _below(element: Any) -> Iterator[str]:
    """Yield the paragraphs below an element; one within another (a text box) comes behind it."""
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if here.tag in _DELETED:
            continue
        if here.tag == f"{_W}p":
            yield "".join(_words(here))
        waiting.extend(reversed(here))


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _DELETED and child.tag != f"{_W}p":
            yield from _words(child)
