"""Web archives: each page an article, nothing in them stops the rest, and nothing unpacks into all of the memory."""

from __future__ import annotations

import gzip
import io
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import is_the_bridge, kept, page, record
from onrecord.errors import InputError
from onrecord.formats import Place, Problem
from onrecord.types import Article
from onrecord.warc import MOST_BYTES, from_warc


def everything(archive: bytes) -> tuple[list[Article], list[Problem]]:
    found = list(from_warc(io.BytesIO(archive), Place("news.warc.gz", "/news.warc.gz", "news")))
    return [one for one in found if isinstance(one, Article)], [one for one in found if isinstance(one, Problem)]


def chunked(body: bytes) -> bytes:
    halves = body[:70], body[70:]
    return b"".join(b"%x;x=1\r\n%s\r\n" % (len(half), half) for half in halves) + b"0\r\n\r\n"


def test_each_page_is_an_article_named_by_its_record_with_the_address_of_the_archive() -> None:
    archive = b"".join(map(gzip.compress, (record(page("One")), record(page("Two"), "https://fjord.example/2"))))
    (one, two), problems = everything(archive)
    assert (one.id, one.id_given, one.origin) == ("news-1", False, "/news.warc.gz:1")
    assert (two.id, two.url, two.title, two.language) == ("news-2", "https://fjord.example/2", "Two", "en")
    assert is_the_bridge(one)
    assert problems == []


def test_an_archive_need_not_be_compressed_record_by_record() -> None:
    records = record(page()) + kept("resource", "https://fjord.example/r", "text/html", page())
    for archive in (records, gzip.compress(records)):
        found, problems = everything(archive)
        assert [one.url for one in found] == ["https://fjord.example/bridge", "https://fjord.example/r"]
        assert problems == []


@pytest.mark.parametrize(
    "archived",
    [
        record(chunked(page()), Transfer_Encoding="chunked"),
        record(page(), Transfer_Encoding="chunked", Content_Encoding="gzip"),  # undone by the crawler
        record(gzip.compress(page()), Content_Encoding="gzip"),
        record(zlib.compress(page()), Content_Encoding="deflate"),
        record(chunked(gzip.compress(page())), Content_Encoding="gzip", Transfer_Encoding="chunked"),
        record(page().decode().encode("cp1252"), Content_Type="text/html; charset=ISO-8859-1"),
        record(page().decode().encode("cp1250"), Content_Type='text/html; charset="windows-1250"'),
    ],
)
def test_a_page_is_read_however_it_was_sent(archived: bytes) -> None:
    (article,), problems = everything(archived)
    assert is_the_bridge(article)
    assert problems == []


def test_what_is_no_page_is_passed_over() -> None:
    others = [
        record(b"GIF89a", Content_Type="image/gif"),
        record(page(), status="404 Not Found"),
        kept("request", "https://fjord.example/", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        kept("warcinfo", "", "application/warc-fields", b"software: none\r\n"),
    ]
    assert everything(b"".join(others))[0] == []
    (problem,) = everything(b"".join(others))[1]
    assert (str(problem), problem.skipped) == ("news.warc.gz: holds no HTML page; leave it out", False)


@pytest.mark.parametrize(
    ("archived", "what"),
    [
        (record(page(), Content_Encoding="br"), "packed as br, which is not read"),
        (record(gzip.compress(page())[:-20], Content_Encoding="gzip"), "packed as gzip, and cut short"),
        (record(b"\x1f\x8b\x08rubbish", Content_Encoding="gzip"), "packed as gzip, and damaged"),
        (record(chunked(page())[:-40], Transfer_Encoding="chunked"), "cut short: its last chunk is missing"),
        (record(b"<html></html>"), "no article was found in this page"),
        (record(b"<html>" + b" " * MOST_BYTES), "a page of more than 10,000,000 bytes"),
        (record(gzip.compress(bytes(MOST_BYTES * 9)), Content_Encoding="gzip"), "a page of more than 10,000,000 bytes"),
        (record(bytes(range(256)) * 2, Content_Type="text/html"), "binary data"),
    ],
)
def test_a_page_that_cannot_be_read_is_told_and_the_others_are_read(archived: bytes, what: str) -> None:
    (article,), (problem,) = everything(archived + record(page()))
    assert article.id == "news-2"
    assert (problem.where, problem.skipped) == ("news.warc.gz:1", True)
    assert problem.what.startswith(what)


def test_a_page_that_the_end_of_the_file_cuts_off_is_none() -> None:
    archive = gzip.compress(record(page())) + gzip.compress(record(page()))[:-30]
    (article,), (problem,) = everything(archive)
    assert article.id == "news-1"
    assert "cut short" in problem.what


def test_what_follows_damage_is_told_to_be_missing() -> None:
    second = bytearray(gzip.compress(record(page())))
    second[40:50] = b"\0" * 10
    (article,), problems = everything(gzip.compress(record(page())) + bytes(second) + gzip.compress(record(page())))
    assert article.id == "news-1"
    assert any(problem.skipped for problem in problems)


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(InputError, match="no WARC file"):
        everything("“We will rebuild the bridge,” she said.\n".encode() * 100)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 2000), st.booleans())
def test_no_bytes_make_the_reader_fail(raw: bytes, at: int, compressed: bool) -> None:
    archive = record(b"<html></html>") * 2
    archive = gzip.compress(archive) if compressed else archive
    with suppress(InputError):
        everything(archive[:at] + raw + archive[at + len(raw) :])
