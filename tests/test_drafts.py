"""Drafts of every kind become plain text; what is no draft is refused with what to do."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from onrecord.drafts import read_draft
from onrecord.errors import InputError


def test_a_text_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_text("---\ntitle: Port\npublished: 2021-03-05\n---\n“We  will,” she said.\n", encoding="utf-8")
    draft = read_draft(path)
    assert draft.article.text == "“We  will,” she said.\n"
    assert (draft.article.title, draft.article.published) == ("Port", date(2021, 3, 5))
    assert draft.drawn == "the text as it is"


def test_markdown_loses_its_markup_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "d.md"
    path.write_text(
        "---\nid: m1\n---\n# A *port*\n\n“We will **not** go,” [she](https://x.example.org) said\nat noon.\\\nYes.\n\n"
        "> “Quoted” `code` ![a boat](b.png)\n\n- one\n- two\n\n```\nnot this\n```\n<div>nor this</div>\n\n"
        "|a|b|\n|-|-|\n|c|d|\n",
        encoding="utf-8",
    )
    draft = read_draft(path)
    assert draft.article.text.split("\n\n") == [
        "A port", "“We will not go,” she said at noon.\nYes.", "“Quoted” code a boat", "one", "two", "a", "b", "c", "d",
    ]  # fmt: skip
    assert (draft.article.id, draft.article.title) == ("m1", "A port")


def test_a_page_is_its_article(tmp_path: Path) -> None:
    path = tmp_path / "d.html"
    words = "<p>“We will mend the bridge of the town,” she said on Monday in the old harbour.</p>" * 4
    path.write_text(f"<html><head><title>T</title></head><body><article>{words}</article></body></html>", "utf-8")
    assert "“We will mend the bridge of the town,” she said" in read_draft(path).article.text


# -- Word ------------------------------------------------------------------------------------------------


def document(tmp_path: Path, *inner: str) -> Path:
    """A document of one paragraph for each piece of WordprocessingML."""
    made = docx.Document()
    for each in inner:
        made.element.body.insert(len(made.element.body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{each}</w:p>"))
    path = tmp_path / "d.docx"
    made.save(str(path))
    return path


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_a_document_is_its_paragraphs(tmp_path: Path) -> None:
    made = docx.Document()
    made.core_properties.title = "Port"
    made.add_heading("The port", 1)
    words = made.add_paragraph("“We will ")
    words.add_run("not").bold = True
    words.add_run(" go.”")
    made.add_table(1, 1).cell(0, 0).text = "in a table"
    made.save(str(tmp_path / "d.docx"))
    draft = read_draft(tmp_path / "d.docx")
    assert draft.article.text == "The port\n\n“We will not go.”\n\nin a table"
    assert (draft.article.title, draft.article.id) == ("Port", "d")


def test_tracked_changes_count_as_accepted(tmp_path: Path) -> None:
    inserted = f'<w:ins w:id="1" w:author="x">{run("not ")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="x"><w:r><w:delText>never </w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3" w:author="x">{run("gone ")}</w:moveFrom>'
    path = document(tmp_path, f"{run('We will ')}{inserted}{deleted}{moved}{run('go')}")
    assert read_draft(path).article.text == "We will not go"


def test_breaks_tabs_and_hyphens_are_characters(tmp_path: Path) -> None:
    path = document(
        tmp_path, f"{run('a')}<w:r><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"
    )
    assert read_draft(path).article.text == "a\nb\tc\u2011d"


def test_what_is_locked_or_broken_is_refused(tmp_path: Path) -> None:
    locked, text, broken = (tmp_path / f"{name}.docx" for name in ("locked", "text", "broken"))
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    text.write_text("We will go", encoding="utf-8")
    with zipfile.ZipFile(broken, "w") as packed:
        packed.writestr("word/document.xml", "<no")
    for path, what in ((locked, "password"), (text, "not a Word document"), (broken, "not a Word document")):
        with pytest.raises(InputError, match=what):
            read_draft(path)


def test_what_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("word/document.xml", "w") as member:
        for _ in range(201):
            member.write(bytes(2**20))
    with pytest.raises(InputError, match="unpacks to more than 200 MB"):
        read_draft(path)


def packed(path: Path, body: bytes) -> Path:
    """Make a document whose words are in an XML of its own."""
    document(path.parent, run("We will go"))
    with zipfile.ZipFile(path.parent / "d.docx") as like, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in like.namelist():
            made.writestr(name, body if name == "word/document.xml" else like.read(name))
    return path


def test_what_says_that_it_is_small_is_unpacked_no_further_than_that(tmp_path: Path) -> None:
    raw = packed(tmp_path / "liar.docx", bytes(100 * 2**20)).read_bytes()
    path = tmp_path / "liar.docx"
    path.write_bytes(raw.replace((100 * 2**20).to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    tracemalloc.start()
    with pytest.raises(InputError, match="broken one"):
        read_draft(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10 * 2**20


def test_more_layout_than_a_book_has_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "long.docx", b"<w:p/>" * (17 * 2**20 // 6))
    with pytest.raises(InputError, match="layout that unpack to more than 16 MB"):
        read_draft(path)


def test_paragraphs_deep_in_each_other_take_no_time(tmp_path: Path) -> None:
    within = "<w:p>" * 200 + run("We go. ") + "</w:p>" * 200
    start = time.perf_counter()
    assert read_draft(document(tmp_path, within * 500)).article.text.count("We go.") == 500
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("name", ["d.docx", "d.md"])
def test_a_missing_or_empty_draft_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_draft(tmp_path / name)
    path = tmp_path / name
    if name.endswith("md"):
        path.write_text("```\ncode\n```\n", encoding="utf-8")
    else:
        docx.Document().save(str(path))
    with pytest.raises(InputError, match="holds no text"):
        read_draft(path)


def test_several_articles_are_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text('{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="one article"):
        read_draft(path)


def test_what_was_not_understood_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "d.txt"
    path.write_bytes("“We will,” said Zoë.".encode("cp1252"))
    assert "not UTF-8" in read_draft(path).notes[0]


def test_standard_input_may_be_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = document(tmp_path, run("We will go")).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert read_draft("-").article.text == "We will go"
