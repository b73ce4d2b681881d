"""Made-up inputs: texts, queries, YAML and files as nobody should write them, and as somebody will."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from typing import Any

from hypothesis import strategies as st

MARKS = [*"“”„‟«»‹›\"‘’'‚`", "``", "''", "«\xa0", "\u202f»"]
WORDS = [
    *"said told Odalys Brandtveit Ulf Tangmere the mayor of Fjordby harbour master she he they that who to not".split(),
    *"according announced urged asked “We will It’s boys' 5\" 1990s Mr. Dr. U.S. ministry spokeswoman Monday".split(),
]
SIGNS = [*".,;:!?…—–-()[]{}<>/&#*_|\\", "...", " -- "]
SPACES = [
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\n \n",
    "\v",
    "\f",
    "\x85",
    "\u2028",
    "\u2029",
    "\xa0",
]
ODD = [
    *["\0", "\x1b[31m", "\x7f", "\ufeff", "\ufffd", "\ufffe", "\ue000", "\ud800", "\udfff", "\ud83d", "\U0010ffff"],
    *[
        "\u200b",
        "\u200d",
        "\u2060",
        "\u00ad",
        "\u202e",
        "\u2066",
        "\u0301",
        "e\u0301\u0323",
        "\u0e33",
        "\u0345",
        "\u1ab0",
    ],
    *[
        "שלום",
        "مرحبا",
        "ﷺ",
        "漢字",
        "각",
        "ㄱ",
        "ไทย",
        "İ",
        "ß",
        "ŉ",
        "ǰ",
        "ﬁ",
        "Ǆ",
        "ς",
        "K",
        "①",
        "½",
        "²",
        "٣",
        "𝟘",
        "😀",
        "👩‍👩‍👧",
    ],
]
HTML = [
    *["<p>", "</p>", "<html>", "<body>", "<article>", "</article>", "<div>", "<br>", "<!--", "-->", "<![CDATA[", "]]>"],
    *[
        "<script>alert('“x,” said Ulf')</script>",
        "<style>",
        "<table><tr><td>",
        "<h1>",
        "</h1>",
        "&amp;",
        "&#0;",
        "&#xD800;",
    ],
    *[
        "&bogus;",
        "<meta charset=utf-16>",
        '<meta charset="x">',
        "<a href='javascript:1'>",
        "<svg>",
        "<template>",
        "<q>",
    ],
    *[
        "<title>",
        "</title>",
        "<time datetime=9999-99-99>",
        '<meta property="og:title" content="',
        '">',
        "<?xml version='1.0'?>",
    ],
]
HEADINGS = [
    "# Harbour\n\n",
    "HAVERLY, Ohio (AP) - ",
    "Q: ",
    "A: ",
    "MAYOR: ",
    "* ",
    "1. ",
    "> ",
    "---\n",
    "---\ntitle: x\n---\n",
]


def some(*pieces: str, most: int = 30) -> st.SearchStrategy[str]:
    """Return pieces in any order and number."""
    return st.lists(st.sampled_from(pieces), max_size=most).map("".join)


def pumped(unit: st.SearchStrategy[str], most: int = 3000) -> st.SearchStrategy[str]:
    """Return something small very often, with another thing at its end: what makes a search go back and forth."""
    times = st.sampled_from([10, 100, 1000, most])
    return st.builds(lambda part, number, tail: part * number + tail, unit, times, unit)


ANY = st.text(st.characters(exclude_categories=[]), max_size=40)
"""Any characters at all, lone surrogates too."""
NEWSY = st.lists(st.sampled_from([*WORDS, *MARKS, *SIGNS]), max_size=40).map(" ".join)
MARKED = some(*MARKS, *SPACES[:6], "a", "B", "s", "5", ".", ",")
SMALL = some(*MARKS, *WORDS[:8], *SIGNS, *SPACES, *ODD, most=4)
NESTED = st.builds(
    lambda opened, words, closed, depth: opened * depth + words + closed * depth,
    some(*MARKS, "(", "[", "a ", most=3),
    NEWSY,
    some(*MARKS, ")", "]", " b", most=3),
    st.sampled_from([1, 2, 5, 50, 1000]),
)
MIXED = some(*WORDS, *MARKS, *SIGNS, *SPACES, *ODD, *HTML, *HEADINGS, " ", " ", " ")
SHORT = st.one_of(NEWSY, MARKED, MIXED, ANY)
TEXTS = st.one_of(SHORT, NESTED, pumped(SMALL), st.lists(SHORT, max_size=4).map("\n\n".join))

# -- queries and YAML ------------------------------------------------------------------------------------

_OPERATORS = [
    *["NEAR(", "NEAR/3 ", "NEAR/", "NEAR ", "AND ", "OR ", "NOT ", "and ", "-", "*", "(", ")", ",", '"', "“", "”", "„"],
    *[", 5)", "^", ":", "+", "about:", "{", "}", "content : ", "'", "\\", "%", "_", ";--", "--", "/*", "99999999999"],
]
QUERIES = st.one_of(
    some(*_OPERATORS, *WORDS, *["bridge ", "brid* ", "mend ", "harbour "], *SPACES[:4], most=16),
    some(*_OPERATORS, *WORDS, *ODD, most=16),
    pumped(some(*_OPERATORS, "bridge ", most=3)),
    ANY,
)
_YAML = [
    *[
        "name: ",
        "id: ",
        "type: person\n",
        "roles:\n",
        "  - title: ",
        "- ",
        "? ",
        ": ",
        "| ",
        "> ",
        "|2-\n",
        "&a ",
        "*a ",
        "<<: ",
    ],
    *[
        "!!python/object:os.system ",
        "!",
        "%YAML 1.1\n",
        "---\n",
        "...\n",
        "{",
        "}",
        "[",
        "]",
        ",",
        "#",
        " #",
        "'",
        '"',
        "\\x00",
    ],
    *[
        "\n",
        "\n  ",
        "\n\t",
        "~",
        "null",
        "No",
        "2020-05",
        "1_000",
        "0x1F",
        ".inf",
        "1:30",
        "\\",
        "@",
        "`",
        "key",
        "\r",
        "\x85",
    ],
]
YAML = st.one_of(
    some(*_YAML, *WORDS[:6]),
    some(*_YAML, *ODD),
    pumped(some(*_YAML, most=3)),
    ANY,
)
PLAIN = st.recursive(
    st.one_of(
        SHORT, st.sampled_from(["", "~", "No", "2020-05", " x ", "a: b", "# c", "- d", "\n", "e\n\n f\n", "'", "\\"])
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SHORT, inner, max_size=3),
    max_leaves=6,
)
"""Values that plain YAML can hold."""

# -- JSON and files --------------------------------------------------------------------------------------

_KEYS = [
    *[
        "id",
        "text",
        "title",
        "url",
        "outlet",
        "published",
        "byline",
        "language",
        "date",
        "quotations",
        "quoteID",
        "quotation",
    ],
    *["speaker", "probas", "qids", "urls", "numOccurrences", "phase", "quotes", "pre", "quote", "post", "lang", "name"],
    *[
        "persons",
        "memberships",
        "organizations",
        "person_id",
        "organization_id",
        "start_date",
        "end_date",
        "role",
        "terms",
    ],
    *[
        "bioguide",
        "first",
        "last",
        "type",
        "start",
        "end",
        "state",
        "identifiers",
        "scheme",
        "identifier",
        "other_names",
    ],
    *[
        "verb",
        "who",
        "at",
        "arguments",
        "why",
        "speaker_id",
        "quotation_ids",
        "articleID",
        "label",
        "post",
        "note",
        "links",
    ],
]
JSON: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        SHORT,
        st.sampled_from(
            ["2020-06-01", "2020-13-99", "P31", "Q42", "None", "0001-01-01T00:00:00+99:99", "person", "20200601"]
        ),
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_KEYS) | SHORT, inner, max_size=6),
    max_leaves=16,
)
RECORDS = st.dictionaries(st.sampled_from(_KEYS), JSON, max_size=8)
_CODECS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "latin-1",
    "cp1251",
    "shift_jis",
    "gb18030",
    "utf-7",
]


def utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _encoded(text: str, codec: str) -> bytes:
    return text.encode(codec, "ignore" if codec != "utf-8" else "surrogatepass")


def _cut(raw: bytes, start: int, end: int, instead: bytes) -> bytes:
    """Return bytes with a stretch of them lost or overwritten; the places are in thousandths."""
    first, last = sorted((start * len(raw) // 1000, end * len(raw) // 1000))
    return raw[:first] + instead + raw[last:]


def damaged(raw: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """Return bytes as they are, or cut, or patched with others."""
    places = st.integers(0, 1000)
    return raw | st.builds(_cut, raw, places, places, st.binary(max_size=6))


def _lines(records: list[Any], end: str) -> str:
    return end.join(each if isinstance(each, str) else json.dumps(each) for each in records)


LINES = st.builds(
    _lines, st.lists(RECORDS | JSON | MIXED, max_size=5), st.sampled_from(["\n", "\r\n", "\n\n", "\r", ""])
)
FILES = damaged(st.builds(_encoded, TEXTS | LINES, st.sampled_from(_CODECS))) | st.binary(max_size=60)
PAGES = damaged(
    st.builds(
        lambda head, body, codec: _encoded(f"<html><head>{head}</head><body><article><p>{body}", codec),
        some(*HTML, *WORDS, *ODD),
        some(*HTML, *WORDS, *MARKS, *ODD, "<p>“We will mend the bridge,” said Odalys Brandtveit, the mayor.</p>")
        | pumped(some(*HTML, "a", most=3), 1000),
        st.sampled_from(_CODECS[:6]),
    )
)

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TAGS = [
    "<w:p>",
    "</w:p>",
    "<w:r><w:t>",
    "</w:t></w:r>",
    "<w:del>",
    "</w:del>",
    "<w:ins>",
    "</w:ins>",
    "<w:br/>",
    "<w:tbl>",
]


@cache
def _parts() -> dict[str, bytes]:
    """Return the parts of a document of one paragraph."""
    import docx

    made, held = docx.Document(), io.BytesIO()
    made.add_paragraph("“We will mend the bridge,” said Odalys Brandtveit.")
    made.save(held)
    with zipfile.ZipFile(held) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def document(body: str, xml: bool = True, left_out: int = -1, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a document with these words, or with that for its XML; without one of its parts."""
    parts, held = _parts(), io.BytesIO()
    words = f"<?xml version='1.0'?><w:document {_WORD}><w:body>{body}</w:body></w:document>" if xml else body
    with zipfile.ZipFile(held, "w", method) as packed:
        for number, (name, raw) in enumerate(parts.items()):
            if number != left_out:
                packed.writestr(name, _encoded(words, "utf-8") if name == "word/document.xml" else raw)
    return held.getvalue()


DOCUMENTS = damaged(
    st.builds(
        document,
        some(*_TAGS, *WORDS, *ODD, "<w:p><w:r><w:t>We go.</w:t></w:r></w:p>") | pumped(some(*_TAGS, "a", most=3), 1000),
        st.booleans(),
        st.integers(-1, 20),
        st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
    )
)
MARKDOWN = st.one_of(
    some(
        *[
            "# ",
            "**",
            "*",
            "_",
            "`",
            "```\n",
            "> ",
            "- ",
            "1. ",
            "[",
            "](",
            ")",
            "![",
            "|",
            "|-|\n",
            "\n",
            "  \n",
            "\\",
        ],
        *WORDS,
        *ODD,
    ),
    pumped(some(*["*", "_", "[", "`", ">", "- ", "|", "(", "!", "\n", "<", "a"], most=3), 1000),
    TEXTS,
)
TABLES = some(
    *["name", "id", "type", "title", "start", "ids.wikidata", ",", ";", '"', "\n", "\r\n", "\0", "person"],
    *WORDS[:6],
    *ODD,
)
