"""Reading: the text comes back exactly, and what cannot be read is told and passed over."""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError, OnrecordWarning
from onrecord.reading import Problem, read, read_all
from onrecord.types import Article

SAID = "“We will rebuild the bridge,” Mayor Odalys Brandtveit said.\n\nIt’s closed.\n"


def everything(*paths: str | Path) -> tuple[list[Article], list[Problem]]:
    problems: list[Problem] = []
    return list(read_all(paths, on_problem=problems.append)), problems


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


# --- plain text ---------------------------------------------------------------------------------------------


def test_a_text_is_its_file_and_is_called_after_it(here: Path) -> None:
    path = put(here / "bridge.v2.txt", SAID)
    assert read(path) == Article("bridge.v2", SAID, origin=str(path), id_given=False)


def test_front_matter_gives_the_metadata_and_the_text_begins_after_it(here: Path) -> None:
    front = (
        "---\nid: 007\ntitle: 'Bridge: to be rebuilt'\nurl: https://example.org/b\noutlet: The Fjord Post\n"
        "date: 2020-06-01\nbyline: Ulf Tangmere\nlanguage: en\nbased_on: a report\n---\n"
    )
    article = read(put(here / "bridge.txt", front + "\n" + SAID))
    assert article.text == "\n" + SAID
    assert (article.id, article.id_given, article.title) == ("007", True, "Bridge: to be rebuilt")
    assert (article.url, article.outlet) == ("https://example.org/b", "The Fjord Post")
    assert (article.published, article.byline, article.language) == (date(2020, 6, 1), "Ulf Tangmere", "en")


def test_front_matter_may_leave_fields_out_and_have_windows_line_ends(here: Path) -> None:
    article = read(put(here / "bridge.txt", "---\r\noutlet: The Fjord Post\r\ntitle:\r\n---\r\nA.\r\nB.\r\n"))
    assert article.text == "A.\r\nB.\r\n"
    assert (article.id, article.title, article.outlet) == ("bridge", None, "The Fjord Post")


@pytest.mark.parametrize(
    "text",
    [
        "---\nNo closing line, so a rule above the text.\n",
        "---\nA sentence between two rules.\n---\nAnd more.\n",
        "---\n- a list\n- of things\n---\nAnd more.\n",
        "--- not a line of its own\nid: 1\n---\nAnd more.\n",
        "First.\n---\nid: 1\n---\nAnd more.\n",
    ],
)
def test_dashes_that_are_no_front_matter_leave_the_text_whole(here: Path, text: str) -> None:
    articles, problems = everything(put(here / "dashes.txt", text))
    assert [article.text for article in articles] == [text]
    assert problems == []


def test_front_matter_that_is_not_yaml_is_told_with_its_line(here: Path) -> None:
    text = "---\nid: 1\ntitle: Mayor: we will rebuild\n---\nA.\n"
    articles, (problem,) = everything(put(here / "a.txt", text))
    assert articles[0].text == text
    assert not problem.skipped
    assert "not YAML at line 3" in problem.what


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2020-06-01", date(2020, 6, 1)),
        ("2020-06-01T23:30:00-05:00", date(2020, 6, 1)),
        ("2020-06-01 07:15", date(2020, 6, 1)),
    ],
)
def test_a_date_may_have_a_time_and_stays_the_day_it_says(here: Path, said: str, day: date) -> None:
    assert read(put(here / "a.txt", f"---\npublished: {said}\n---\nA.")).published == day


def test_a_bad_date_is_told_and_the_article_kept_without_it(here: Path) -> None:
    (article,), (problem,) = everything(put(here / "a.txt", "---\npublished: last June\n---\nA."))
    assert article.published is None
    assert (problem.where, problem.skipped) == (str(here / "a.txt"), False)
    assert "last June" in problem.what
    with pytest.warns(OnrecordWarning, match="last June"):
        read(here / "a.txt")


# --- encodings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_needs_no_telling_and_its_mark_is_not_text(here: Path, encoding: str) -> None:
    articles, problems = everything(put(here / "a.txt", SAID.encode(encoding)))
    assert [article.text for article in articles] == [SAID]
    assert problems == []


def test_a_mark_does_not_hide_front_matter(here: Path) -> None:
    article = read(put(here / "a.txt", "\ufeff---\nid: x\n---\nA."))
    assert (article.id, article.text) == ("x", "A.")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SAID, "cp1252"),
        ("The café owner’s rent rose to £30 – “too much,” she said.", "cp1252"),
        ("El señor Núñez dijo que la situación era más difícil.", "latin-1"),
        ("Le maire a déclaré que « rien ne sera changé » avant l’été à Genève.", "cp1252"),
        ("Мэр заявил, что «мост будет построен». Позже он добавил, что работы скоро начнутся.", "cp1251"),
    ],
)
def test_another_encoding_is_found_and_told(here: Path, text: str, encoding: str) -> None:
    (article,), (problem,) = everything(put(here / "a.txt", text.encode(encoding)))
    assert article.text == text
    assert not problem.skipped
    assert "not UTF-8, read as" in problem.what


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (SAID.encode()[:40] + b"\x80" + SAID.encode()[40:], "UTF-8, but for byte 40"),
        ("“No,” he said. “It’s".encode()[:-2], "UTF-8, but for byte"),
        ("Мэр заявил, что мост закрыт.".encode("koi8-r"), "no other encoding is certain enough"),
        (
            "Prezydent Gdyni powiedział: „nic się nie zmieni”.".encode("iso8859-2", "replace"),
            "certain enough",
        ),
        (SAID.encode("utf-16-le"), "UTF-16 without its mark"),
        (b"\xff\xfeA\x00\x00\xd8", "UTF-16-LE byte order mark"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n\x01\x02\x03", "binary"),
        (b"", "holds no text"),
        (b" \r\n\t\n", "holds no text"),
        (b"---\nid: a\n---\n", "holds no text"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_made_of_it(here: Path, raw: bytes, what: str) -> None:
    articles, (problem,) = everything(put(here / "a.txt", raw))
    assert articles == []
    assert problem.skipped
    assert problem.where == str(here / "a.txt")
    assert what in problem.what
    assert problem.advice
    with pytest.raises(InputError, match=r"a\.txt"):
        read(here / "a.txt")


# --- JSON lines ---------------------------------------------------------------------------------------------


def test_each_line_is_an_article_with_its_id_unchanged(here: Path) -> None:
    first = {
        "id": " 01 ",
        "text": SAID,
        "title": "T",
        "url": "u",
        "outlet": "o",
        "byline": "b",
        "language": "en",
    }
    path = put(
        here / "a.jsonl",
        lines({**first, "published": "2020-06-01T10:00:00Z"}, {"id": 17, "text": "B\u2028C"}),
    )
    articles, problems = everything(path)
    assert problems == []
    assert articles == [
        Article(" 01 ", SAID, "T", "u", "o", date(2020, 6, 1), "b", "en", f"{path}:1"),
        Article("17", "B\u2028C", origin=f"{path}:2"),
    ]


def test_a_line_without_an_id_is_called_after_its_place(here: Path) -> None:
    (article,), _ = everything(put(here / "a.jsonl", "\n" + lines({"text": "A"})))
    assert (article.id, article.id_given) == ("a-2", False)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"id": "x"}', 'has no "text"'),
        (b'{"id": "x", "text": null}', '"text" is not a string'),
        (b'{"id": "x", "text": "\xff"}', "not UTF-8 at byte 21"),
        (b"[" * 100_000, "too deeply"),
        (b'{"id": ' + b"1" * 5000 + b', "text": "A"}', "too long"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_others_are_read(here: Path, line: bytes, what: str) -> None:
    path = put(here / "a.jsonl", lines({"id": "a", "text": "A"}).encode() + line + b'\n\n{"id": "b", "text": "B"}')
    articles, (problem,) = everything(path)
    assert [article.id for article in articles] == ["a", "b"]
    assert problem.where == f"{path}:2"
    assert problem.skipped
    assert what in problem.what


def test_a_field_of_the_wrong_type_is_told_and_left_out(here: Path) -> None:
    path = put(here / "a.jsonl", lines({"id": ["x"], "text": "A", "title": {"en": "T"}, "published": 2020}))
    (article,), problems = everything(path)
    assert (article.id, article.title, article.published) == ("a-1", None, None)
    assert [problem.what.split(":")[0] for problem in problems] == [
        "id is not a string",
        "title is not a string",
        "not an ISO date",
    ]


def test_output_and_gold_are_no_articles_which_is_noted_once(here: Path) -> None:
    gold = [
        {"id": "a", "quotations": []},
        {"id": "b", "attributions": []},
        {"id": "c", "text": "C", "attributions": []},
    ]
    articles, (problem,) = everything(put(here / "gold.jsonl", lines(*gold)))
    assert [article.id for article in articles] == ["c"]
    assert not problem.skipped


@pytest.mark.parametrize("content", [b"", b"\n\n"])
def test_json_lines_without_a_line_are_a_problem(here: Path, content: bytes) -> None:
    articles, (problem,) = everything(put(here / "a.jsonl", content))
    assert articles == []
    assert "holds no article" in problem.what


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_json_lines_may_begin_with_a_mark(here: Path, encoding: str) -> None:
    text = lines({"id": "a", "text": "“A”"}, {"id": "b", "text": "B"})
    articles, problems = everything(put(here / "a.jsonl", text.encode(encoding)))
    assert [article.text for article in articles] == ["“A”", "B"]
    assert problems == []


# --- HTML ---------------------------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html lang="en"><head>{charset}<title>Bridge to be rebuilt - The Fjord Post</title>
<meta property="og:title" content="Bridge to be rebuilt">
<meta property="og:site_name" content="The Fjord Post">
<meta name="author" content="Ulf Tangmere"><link rel="canonical" href="https://fjordpost.example.org/2020/bridge">
<meta property="article:published_time" content="2020-06-01T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Bridge to be rebuilt</h1>
<p>The town will rebuild the bridge that fell in the storm of last winter, the mayor announced on Sunday.</p>
<p>“We will rebuild the bridge – all of it,” Mayor Odalys Brandtveit said in the café where she spoke.</p>
<p>She said that the work would take two years and cost the town more than it has spent on all its roads.</p>
</article><footer>Copyright. All rights reserved. Cookies.</footer></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ("<meta charset=iso-8859-1>", "cp1252"),
        ("<meta charset=iso-8859-1>", "utf-8"),
        ("<meta charset=utf-8>", "utf-16"),
        ("<meta charset=no-such-thing>", "utf-8"),
        ("", "utf-8"),
    ],
)
def test_a_page_gives_its_article_and_what_it_says_of_itself(here: Path, charset: str, encoding: str) -> None:
    (article,), problems = everything(put(here / "p.HTML", PAGE.format(charset=charset).encode(encoding)))
    assert problems == []
    assert "“We will rebuild the bridge – all of it,” Mayor Odalys Brandtveit said in the café" in article.text
    assert "Cookies" not in article.text
    assert "Sport" not in article.text
    assert (article.id, article.id_given, article.title) == ("p", False, "Bridge to be rebuilt")
    assert (article.outlet, article.byline) == ("The Fjord Post", "Ulf Tangmere")
    assert (article.url, article.language) == ("https://fjordpost.example.org/2020/bridge", "en")
    assert article.published == date(2020, 6, 1)


def test_a_declared_charset_decides_where_statistics_could_not(here: Path) -> None:
    page = PAGE.format(charset="<meta charset=koi8-r>").replace("“", "").replace("”", "").replace("–", "")
    page = page.replace("café", "Чайка")
    (article,), _ = everything(put(here / "p.htm", page.encode("koi8-r")))
    assert "in the Чайка where" in article.text


def test_a_page_without_a_date_gets_none_from_its_text(here: Path) -> None:
    page = PAGE.format(charset="").replace(
        '<meta property="article:published_time" content="2020-06-01T08:00:00Z">', ""
    )
    article = read(put(here / "p.html", page.replace("of last winter", "of 3 March 2019")))
    assert article.published is None


@pytest.mark.parametrize("page", ["", "<html></html>", "<", "<html><body><p></p></body></html>"])
def test_a_page_without_an_article_is_a_problem(here: Path, page: str) -> None:
    articles, (problem,) = everything(put(here / "p.html", page))
    assert articles == []
    assert "no article was found" in problem.what


# --- paths --------------------------------------------------------------------------------------------------


def test_folders_are_read_in_order_and_other_files_passed_over(here: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "a/y.jsonl",
        "c.pdf",
        "README.md",
        ".hidden.txt",
        ".git/x.txt",
        "a/._z.txt",
    ):
        put(here / "news" / name, lines({"id": "y", "text": "Y"}) if name.endswith("jsonl") else "A.")
    articles, problems = everything("news")
    assert [article.id for article in articles] == ["y", "z", "b"]
    assert problems == []


def test_patterns_are_for_files_and_folders_and_a_file_of_that_name_comes_first(here: Path) -> None:
    for name in ("a1.txt", "a2.txt", "a3.pdf", "b/c.txt", "[x].txt"):
        put(here / name, "A.")
    assert [article.id for article in everything("a*")[0]] == ["a1", "a2"]
    assert [article.id for article in everything("**/*.txt")[0]] == ["[x]", "a1", "a2", "c"]
    assert [article.id for article in everything("[x].txt", str(here / "[ab]"))[0]] == ["[x]", "c"]
    assert "nothing matches" in everything("z*.txt")[1][0].what
    assert "matches no file" in everything("*.pdf")[1][0].what


def test_a_named_file_must_say_what_it_holds(here: Path) -> None:
    assert read(put(here / "draft.md", "A.")).text == "A."
    for name, what in (("a.doc", "ends in .doc"), ("a", "has no suffix")):
        articles, (problem,) = everything(put(here / name, "A."))
        assert articles == []
        assert what in problem.what
        assert ".txt, .jsonl, .html, .htm" in problem.advice


def test_problems_are_told_and_the_rest_is_read(here: Path) -> None:
    put(here / "a.txt", "A.")
    put(here / "b.txt", "B.")
    (here / "loop.txt").symlink_to("loop.txt")
    (here / "none").mkdir()
    articles, problems = everything(
        "a.txt", "gone.txt", "loop.txt", "none", "nul\0.txt", os.devnull, "x" * 5000, "b.txt"
    )
    assert [article.id for article in articles] == ["a", "b"]
    assert [problem.where for problem in problems][:4] == ["gone.txt", "loop.txt", "none", "nul\0.txt"]
    assert [problem.what for problem in problems] == [
        "cannot be read (No such file or directory)",
        "cannot be read (Too many levels of symbolic links)",
        "holds no file that can be read",
        "cannot be read (embedded null byte)",
        "not a regular file",
        "cannot be read (File name too long)",
    ]
    assert all(problem.skipped and problem.advice for problem in problems)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_without_permission_are_told(here: Path) -> None:
    put(here / "news/a.txt", "A.").chmod(0)
    (here / "news/shut").mkdir(mode=0)
    put(here / "news/b.txt", "B.")
    articles, problems = everything("news")
    assert [article.id for article in articles] == ["b"]
    assert [problem.where for problem in problems] == ["news/a.txt", "news/shut"]


def test_links_in_folders_lead_on_but_never_round(here: Path) -> None:
    put(here / "real/a.txt", "A.")
    put(here / "news/b.txt", "B.")
    (here / "news/elsewhere").symlink_to(here / "real")
    (here / "news/round").symlink_to(here / "news")
    (here / "news/broken.txt").symlink_to("gone.txt")
    os.mkfifo(here / "news/pipe.txt")
    articles, problems = everything("news")
    assert [article.id for article in articles] == ["b", "a"]
    assert [(problem.where, problem.skipped) for problem in problems] == [
        ("news/broken.txt", True),
        ("news/round", False),
    ]


def test_a_link_to_itself_is_told_and_the_rest_of_its_folder_is_read(here: Path) -> None:
    (here / "news").mkdir()
    (here / "news/a.txt").symlink_to("a.txt")
    (here / "news/b").symlink_to("b")
    put(here / "news/c.txt", "It is so.\n")
    found, (problem,) = everything("news")
    assert ([each.id for each in found], problem.where) == (["c"], "news/a.txt")


DEEP = 400


def test_folders_may_lie_as_deep_as_the_disk_lets_them(here: Path) -> None:
    for _ in range(DEEP):
        Path("d").mkdir()
        os.chdir("d")
    put(Path("a.txt"), "It is so.\n")
    os.chdir(here)
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(DEEP)  # so that fewer folders will do
    found, problems = everything("d")
    sys.setrecursionlimit(usual)
    assert ([each.id for each in found], problems) == (["a"], [])
    os.chdir("/".join("d" * DEEP))
    Path("a.txt").unlink()
    for _ in range(DEEP):
        os.chdir("..")
        Path("d").rmdir()


def test_a_file_name_of_any_bytes_can_be_read_and_printed(here: Path) -> None:
    put(Path(os.fsdecode(os.fsencode(here) + b"/caf\xe9.txt")), "A.")
    (article,), _ = everything(here)
    assert article.id == "caf\\xe9"


# --- standard input and the single article ------------------------------------------------------------------


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    stream = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    return stream


def typed(stream: io.BytesIO, content: str | bytes) -> None:
    stream.write(content if isinstance(content, bytes) else content.encode())
    stream.seek(0)


@pytest.mark.parametrize("content", [SAID, "\r\n{A brace} opens it.\r\n", "[1]\n", "{}x\n"])
def test_text_on_standard_input_is_called_stdin(stdin: io.BytesIO, content: str) -> None:
    typed(stdin, content)
    assert read("-") == Article("stdin", content, origin="-", id_given=False)


def test_json_lines_on_standard_input_are_told_by_their_first_line(stdin: io.BytesIO) -> None:
    typed(stdin, b"\xef\xbb\xbf\r\n" + lines({"id": "a", "text": "A"}).encode() + b"no\n")
    articles, (problem,) = everything("-")
    assert [(article.id, article.origin) for article in articles] == [("a", "-:2")]
    assert problem.where == "-:3"


def test_many_comments_before_a_page_take_no_time(stdin: io.BytesIO) -> None:
    typed(stdin, "<!---->" * 500 + "It is so.")
    assert everything("-")[0][0].text.endswith("It is so.")


def test_a_page_on_standard_input_is_told_by_its_first_tag(stdin: io.BytesIO) -> None:
    typed(stdin, PAGE.format(charset=""))
    article = read("-")
    assert article.title == "Bridge to be rebuilt"
    assert "<p>" not in article.text


def test_front_matter_on_standard_input_gives_the_id(stdin: io.BytesIO) -> None:
    typed(stdin, "---\nid: x\n---\nA.")
    assert read("-").id == "x"


def test_a_pipe_that_is_named_is_read_as_standard_input_is(here: Path) -> None:
    readable, writable = os.pipe()
    os.write(writable, lines({"id": "a", "text": "A"}).encode())
    os.close(writable)
    articles, problems = everything(f"/dev/fd/{readable}")
    os.close(readable)
    assert [article.id for article in articles] == ["a"]
    assert problems == []


def test_one_article_is_read_from_json_lines_and_no_more(here: Path) -> None:
    assert read(put(here / "one.jsonl", lines({"id": "a", "text": "A"}))).id == "a"
    put(here / "two.jsonl", lines({"id": "a", "text": "A"}, {"id": "b", "text": "B"}))
    with pytest.raises(InputError, match=r"two\.jsonl: holds more than one article; use read_all"):
        read("two.jsonl")
    with pytest.raises(InputError, match="use read_all"):
        read(here)
    with pytest.raises(InputError, match="holds no article"), pytest.warns(OnrecordWarning):
        read(put(here / "gold.jsonl", lines({"id": "a", "quotations": []})))


# --- any text -----------------------------------------------------------------------------------------------


def _no_front_matter(text: str) -> bool:
    return bool(text.strip()) and not text.startswith(("---", "\ufeff"))


@settings(deadline=None)  # the first example pays for imports
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(_no_front_matter))
def test_any_text_comes_back_from_its_file(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            path = Path(folder) / "a.txt"
            path.write_bytes(text.encode(encoding))
            assert read(path).text == text
            path.write_bytes(f"---\nid: x\n---\r\n{text}".encode(encoding))
            assert read(path).text == text


@settings(deadline=None)  # the first example pays for imports
@given(st.text(), st.text(min_size=1).filter(lambda name: name not in ("~", "null")), st.booleans())
def test_any_text_and_id_come_back_from_a_line(text: str, name: str, ascii_only: bool) -> None:
    whole = json.dumps({"id": name, "text": text}, ensure_ascii=ascii_only)
    try:
        raw = whole.encode()
    except UnicodeEncodeError:  # half a surrogate pair has no UTF-8; JSON can only escape it
        raw = json.dumps({"id": name, "text": text}).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_bytes(raw + b"\r\n")
        assert (read(path).text, read(path).id) == (text, name)


@settings(deadline=None)  # the first example pays for imports
@given(st.binary())
def test_no_bytes_make_the_reader_fail(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("txt", "jsonl", "html"):
            (Path(folder) / f"a.{suffix}").write_bytes(raw)
        articles, problems = everything(folder)
        assert len(articles) + len([problem for problem in problems if problem.skipped]) >= 2
