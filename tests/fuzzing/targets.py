"""What must hold whatever comes: no error but ours, every offset right, and the same answer twice."""

from __future__ import annotations

import io
import itertools
import re
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from factory import story
from fuzzing import inputs
from onrecord import curated, formats, judgementlines, plainyaml, searchwords, wordquery
from onrecord.drafts import read_draft
from onrecord.errors import InputError, OnrecordError
from onrecord.imports import gqg, legislators, popolo, quotebank, table
from onrecord.imports.people import bring_people
from onrecord.quotemarks import pair, paragraphs
from onrecord.store import Store
from onrecord.types import Article, Extraction, Span, words_of

PLACE = formats.Place("a", "/a", "a")


@dataclass(frozen=True, slots=True)
class Target:
    """What is fed to which part, and what must hold of it; `part` is how many of a hundred inputs it gets."""

    name: str
    made: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    part: int
    plain: Any
    """One that nothing is odd about."""
    pure: bool = True
    """Whether it is Python without a model, so that covering more of its lines can guide what is made up."""
    each: int = 1
    """How many inputs one is."""


def same(answer: Callable[[], Any]) -> Any:
    """Return an answer, got twice and equal, or None where the input is refused by an error of ours."""
    try:
        first = answer()
    except OnrecordError as error:
        first = str(error)
    try:
        second = answer()
    except OnrecordError as error:
        second = str(error)
    assert first == second
    return None if isinstance(first, str) else first


def within(spans: Iterable[Span], text: str) -> None:
    """See that spans lie in a text in order and none over another."""
    found = list(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))


# -- reading ---------------------------------------------------------------------------------------------


def reading(raw: bytes) -> None:
    for read in (formats.from_text, formats.from_anything, formats.from_json_lines):
        found = same(lambda read=read: _all(read, raw))  # type: ignore[misc]
        for each in found or ():
            if isinstance(each, Article):
                assert each.text.strip() or read is not formats.from_text
                assert each.id is not None


def _all(read: Callable[..., Iterable[object]], raw: bytes) -> list[object]:
    if read is formats.from_text:
        return list(read(raw, PLACE))
    return list(read(io.BytesIO(raw), PLACE))


def text_is_kept(text: str) -> None:
    """A text with no front matter comes back as it was."""
    raw = ("\ufeff" + text).encode("utf-8", "replace")
    found = [each for each in formats.from_text(raw, PLACE) if isinstance(each, Article)]
    whole = raw.decode("utf-8-sig")
    assert [each.text for each in found] in ([whole], []) or whole.startswith("---")
    assert bool(found) == bool(whole.strip()) or whole.startswith("---")


def page(raw: bytes) -> None:
    same(lambda: list(formats.from_page(raw, PLACE)))


def document(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.docx"
        path.write_bytes(raw)
        same(lambda: read_draft(path))


def markdown(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.md"
        path.write_bytes(inputs.utf8(text))
        same(lambda: read_draft(path))


# -- marks and words -------------------------------------------------------------------------------------


def marks(text: str) -> None:
    found, bounds = same(lambda: (pair(text), paragraphs(text)))
    within(bounds, text)
    between = [text[one.end : two.start] for one, two in itertools.pairwise(bounds)]
    assert not "".join(between).strip()
    around: list[Any] = []
    for quoted in found:
        assert bounds[quoted.paragraph].covers(quoted.span)
        around = [each for each in around if each.span.end > quoted.span.start]
        assert all(each.span.covers(quoted.span) for each in around)
        assert quoted.level == len(around)
        around.append(quoted)


def words(text: str) -> None:
    found = same(lambda: list(searchwords.placed(text)))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.start <= two.start for one, two in itertools.pairwise(found))
    printed = {chunk.start(): chunk for chunk in re.finditer(r"\S+", text)}
    starts = sorted(printed)
    for each in found[:50]:
        chunk = printed[starts[bisect_right(starts, each.start) - 1]]
        assert each.end <= chunk.end()
        assert each.word in searchwords.words(chunk[0])


SAID = (
    "“We will mend the old bridge,”",
    "“Troops mend bridges; the bridge in the harbour stays,”",
    "“The U.S. didn’t fix O’Neill’s café bridge,”",
    "“桥梁明天重新开放,”",
    "“So \0 and 100% sure, \U0010fffe \u202e,”",
    "“" + "so " * 300 + "much,”",
)


@cache
def registry() -> Store:
    """Return a registry of a few quotations, in memory."""
    store = Store.open("sqlite://")
    for number, said in enumerate(SAID):
        store.add_extraction(story("Ulf Tangmere", "mayor of Fjordby", said, article_id=f"a{number}"))
    return store


def query(typed: str) -> None:
    tree = same(lambda: wordquery.parse(typed) or ())
    expected = {
        f"a{number}" for number, said in enumerate(SAID) if tree and wordquery.meets(tree, searchwords.words(said))
    }
    found = same(lambda: [each.article.id for each in registry().quotes(about=typed)])
    if tree and found is not None:
        assert set(found) == expected


# -- YAML and what others have gathered ------------------------------------------------------------------


def yaml(text: str) -> None:
    same(lambda: plainyaml.parse(text))
    same(lambda: plainyaml.parse(text, nulls=True))


def yaml_is_kept(value: plainyaml.Value) -> None:
    written = plainyaml.emit(value)
    with suppress(OnrecordError):  # more levels, or characters that YAML cannot hold
        assert plainyaml.parse(written).value == value


def folder(files: tuple[bytes, bytes, bytes]) -> None:
    """A registry folder, whatever is in its files, is read, and its problems are told."""
    with tempfile.TemporaryDirectory() as made:
        path = Path(made)
        (path / "speakers").mkdir()
        for name, raw in zip(("speakers/ada-quill.yml", "outlets.yml", "judgements.jsonl"), files, strict=True):
            (path / name).write_bytes(raw)
        same(lambda: [str(each) for each in curated.load_folder(path).problems])
        same(lambda: [str(each) for each in judgementlines.load(path / "judgements.jsonl")[1]])


def bank(record: dict[str, Any]) -> None:
    for each in same(lambda: [quotebank.extraction(record, "a:1")]) or ():
        offsets(each)
    for excerpt in same(lambda: list(gqg.excerpts(record, "a:1"))) or ():
        offsets(gqg.attributed(excerpt, None))


def people(document: Any) -> None:
    same(lambda: list(popolo.read(document, "a", "b")))
    same(lambda: list(legislators.read_json(document if isinstance(document, list) else [document], "a", "b")))


def people_files(file: tuple[str, bytes]) -> None:
    suffix, raw = file
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / f"a{suffix}"
        path.write_bytes(raw)
        with suppress(InputError):
            bring_people(path, Path(made) / "out", on_problem=list[Any]().append)
            if (out := Path(made) / "out").exists():
                assert curated.load_folder(out).problems == ()


def people_rows(text: str) -> None:
    same(lambda: list(table.read(io.StringIO(text, newline=""), "a", "b")))


# -- detection -------------------------------------------------------------------------------------------


def offsets(found: Extraction) -> None:
    """Every span lies in the text, every quotation is its words, and every reason's evidence stands there."""
    text = found.article.text
    for each in found.quotations:
        for spans in (each.content, each.cue, each.source):
            within(spans, text)
        assert each.content
        assert each.text == words_of(text, each.content)
        for reason in each.reasons:
            assert all(0 <= span.start < span.end <= len(text) for span in reason.evidence)
        assert 0 <= each.confidence <= 1
    for person in found.mentions:
        assert all(span.of(text) == form for form, span in person.forms)
    assert len({each.id for each in found.quotations}) == len(found.quotations)


@cache
def _pipeline() -> Any:
    from onrecord.pipeline import load

    return load()


def detection(texts: Sequence[str]) -> None:
    from onrecord.pipeline import extract_all

    articles = [Article(str(number), text) for number, text in enumerate(texts)]
    found = list(extract_all(_pipeline(), articles))
    assert [each.article for each in found] == articles
    for each in found:
        offsets(each)
    again = {each.article.id: each for each in extract_all(_pipeline(), articles[::-1], batch_size=2)}
    assert [again[each.article.id].quotations for each in found] == [each.quotations for each in found]


TEXT = "“We will mend the bridge,” said Odalys Brandtveit, the mayor of Fjordby."
_PAGE = f"<html><body><article><p>{TEXT}</p></article></body></html>"
_MADE_PEOPLE = st.tuples(st.sampled_from([".json", ".yml", ".csv"]), inputs.FILES | inputs.TABLES.map(inputs.utf8))

TARGETS = (
    Target("reading", inputs.FILES, reading, 14, TEXT.encode()),
    Target("text kept", inputs.TEXTS, text_is_kept, 6, TEXT),
    Target("pages", inputs.PAGES, page, 4, _PAGE.encode(), pure=False),
    Target("documents", inputs.DOCUMENTS, document, 3, inputs.document("<w:p/>"), pure=False),
    Target("Markdown", inputs.MARKDOWN, markdown, 4, TEXT),
    Target("marks", inputs.TEXTS, marks, 12, TEXT),
    Target("words", inputs.TEXTS, words, 10, TEXT),
    Target("queries", inputs.QUERIES, query, 14, "bridge"),
    Target("YAML", inputs.YAML, yaml, 6, "name: Ada Quill"),
    Target("YAML kept", inputs.PLAIN, yaml_is_kept, 5, {"name": "Ada Quill"}),
    Target("registry folder", st.tuples(inputs.FILES, inputs.FILES, inputs.FILES), folder, 2, (b"", b"", b"")),
    Target("banks", inputs.RECORDS, bank, 5, {}),
    Target("people", inputs.JSON, people, 2, {}),
    Target("files of people", _MADE_PEOPLE, people_files, 1, (".csv", b"name\nAda Quill\n")),
    Target("rows of people", inputs.TABLES, people_rows, 2, "name\nAda Quill\n"),
    Target("detection", st.lists(inputs.SHORT, min_size=4, max_size=4), detection, 10, [TEXT] * 4, pure=False, each=4),
)
"""The parts, and how many of a hundred inputs each gets."""
