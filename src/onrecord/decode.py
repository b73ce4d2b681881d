"""From a file's bytes to its characters: which encoding they are in, and no other change.

Nothing here translates line ends or normalises characters. Bytes that have no one reading are refused: a
wrong reading puts words on record that nobody printed.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import TYPE_CHECKING

from onrecord.errors import InputError

if TYPE_CHECKING:
    from charset_normalizer.models import CharsetMatch

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|"""
    rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
# What browsers read these labels as (WHATWG Encoding Standard): the larger set that pages really use.
_BROWSER_NAMES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",  # a page whose label could be read as ASCII is not UTF-16
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
_NOT_FOR_PAGES = {"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"}
_BINARY = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f]")
_SIGNS = frozenset("€‚„…†‡‰‹‘’“”•–—™›\xa0§©«®°·»")
_SIGNS_BEFORE_WORDS = frozenset("¡¢£¥ª±²³´¹º¼½¾¿")  # letters in the encodings of Central Europe
_FEW = 0.15
"""Share of non-ASCII bytes up to which a text may be Western European: French has about 0.04, Russian 0.8."""
_COHERENT = 0.3
"""Least coherence of a guess with the letters of some language (charset-normalizer's measure, 0 to 1)."""
_NEAR = 0.1
"""Guesses whose coherence is nearer than this, and chaos nearer than half of it, are equally good."""

_SAVE_AS_UTF8 = "save it as UTF-8 and try again"


def decode_text(raw: bytes) -> tuple[str, str | None]:
    """Return the characters of a plain text file, and the name of its encoding where that had to be guessed.

    A byte order mark (UTF-8, -16, -32) decides and is not part of the text; then strict UTF-8; then a guess.
    Raises InputError for binary data and for bytes without a confident guess.
    """
    marked = _by_mark(raw)
    if marked is not None:
        return marked, None
    if b"\0" in raw:
        raise InputError(f"binary data, or UTF-16 without its mark; if it is a text, {_SAVE_AS_UTF8}")
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _guess(raw, error)


def decode_page(raw: bytes, stated: str | None = None) -> tuple[str, str | None]:
    """Return the characters of an HTML page, as `decode_text` does for text, by the charset that it declares.

    What its server has `stated` comes before that. Bytes beyond ASCII that are valid UTF-8 are UTF-8 whatever either
    says: servers override the label and saved pages keep it, while no other encoding is valid UTF-8 by accident for
    long.
    """
    declared = _known(stated.encode("ascii", "replace") if stated else None) or _declared_charset(raw)
    if declared is None or _by_mark(raw) is not None or b"\0" in raw:
        return decode_text(raw)
    for name in (declared,) if raw.isascii() else ("utf-8", declared):
        try:
            return raw.decode(name), None
        except UnicodeDecodeError:
            continue
    return decode_text(raw)


def _by_mark(raw: bytes) -> str | None:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            try:
                return raw[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                raise InputError(
                    f"begins with a {name.upper()} byte order mark, but byte {error.start + len(mark)} "
                    f"is not {name.upper()}; {_SAVE_AS_UTF8}"
                ) from error
    return None


def _declared_charset(raw: bytes) -> str | None:
    found = _DECLARED.search(raw[:4096])
    return None if found is None else _known(found[1] or found[2])


def _known(label: bytes | None) -> str | None:
    if label is None:
        return None
    try:
        name = codecs.lookup(label.decode("ascii", "replace")).name
        "".encode(name)  # refuses what is a codec, but not of characters
    except (LookupError, ValueError):
        return None
    return None if name in _NOT_FOR_PAGES else _BROWSER_NAMES.get(name, name)


def _guess(raw: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    if _BINARY.search(raw):
        raise InputError("binary data, not a text; name a text, HTML or JSON lines file")
    if _is_damaged_utf8(raw):
        raise InputError(f"UTF-8, but for byte {error.start} ({error.reason}); repair it or {_SAVE_AS_UTF8}")
    western = _as_western(raw)
    if western is not None:
        return western, "windows-1252"
    return _by_statistics(raw)


def _is_damaged_utf8(raw: bytes) -> bool:
    """Whether most characters beyond ASCII are valid UTF-8: cut short or patched, not in another encoding."""
    lenient = raw.decode("utf-8", "replace")
    wrong = lenient.count("�")
    return sum(not c.isascii() for c in lenient) > 2 * wrong


def _as_western(raw: bytes) -> str | None:
    """Read as windows-1252, the usual encoding of English that is not UTF-8, if each character makes sense.

    Statistics cannot tell the encodings of a text with five curly quotes; their places among letters can.
    """
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    if sum(byte > 127 for byte in raw) > max(_FEW * len(raw), 2):
        return None
    fits = all(_fits(text, i) for i, c in enumerate(text) if not c.isascii())
    return text if fits else None


def _fits(text: str, at: int) -> bool:
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if char in _SIGNS:
        return char in "‘’·\xa0–—…" or not (before.islower() and after.islower())
    if char in _SIGNS_BEFORE_WORDS:
        return not before.islower()
    if unicodedata.category(char) == "Lu":
        starts_twice = before.isspace() and after.isupper() and text[at + 2 : at + 3].islower()
        return not before.islower() and not starts_twice
    return unicodedata.category(char) == "Ll"


def _by_statistics(raw: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    matches = list(from_bytes(raw))
    if not matches or matches[0].coherence < _COHERENT or any(_rivals(matches[0], m) for m in matches[1:]):
        raise InputError(f"not UTF-8, and no other encoding is certain enough; {_SAVE_AS_UTF8}")
    return raw.decode(matches[0].encoding), matches[0].encoding


def _rivals(best: CharsetMatch, other: CharsetMatch) -> bool:
    """Whether another encoding gives other words and looks about as good."""
    near = other.chaos < best.chaos + _NEAR / 2 and other.coherence > best.coherence - _NEAR
    return near and str(other) != str(best)
