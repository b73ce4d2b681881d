"""All formats: they stream, a file is whole or as it was, and any text passes."""

from __future__ import annotations

import io
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import OnrecordError
from onrecord.exports import ExportError, Format, pieces, save, write
from onrecord.store.records import StoredQuotation

TEXTS = [format_ for format_ in Format if format_ is not Format.PARQUET]


@pytest.mark.parametrize("format_", TEXTS)
def test_what_is_written_does_not_wait_for_the_last(format_: Format, quotations: list[StoredQuotation]) -> None:
    asked = 0

    def endless() -> Iterator[StoredQuotation]:
        nonlocal asked
        while True:
            asked += 1
            yield quotations[-1]

    text = pieces(format_, endless())
    while quotations[-1].id not in next(text):
        assert asked <= 2
    assert asked <= 2


@pytest.mark.parametrize("format_", Format)
def test_a_file_holds_what_a_stream_gets(format_: Format, quotations: list[StoredQuotation], tmp_path: Path) -> None:
    out = io.BytesIO()
    write(format_, quotations, out)
    save(format_, quotations, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == out.getvalue()
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) & 0o400


@pytest.mark.parametrize("format_", TEXTS)
def test_any_text_passes(format_: Format, quotations: list[StoredQuotation]) -> None:
    out = "".join(pieces(format_, quotations)).encode()
    assert b"Brandtveit" in out


def test_what_fails_leaves_the_file_as_it_was(quotations: list[StoredQuotation], tmp_path: Path) -> None:
    def failing() -> Iterator[StoredQuotation]:
        yield quotations[0]
        raise OnrecordError("the database is gone")

    (tmp_path / "out.csv").write_text("before")
    with pytest.raises(OnrecordError, match="gone"):
        save(Format.CSV, failing(), tmp_path / "out.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    assert (tmp_path / "out.csv").read_text() == "before"


def test_a_place_that_cannot_be_written_is_told(quotations: list[StoredQuotation], tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="there is no folder"):
        save(Format.CSV, quotations, tmp_path / "gone" / "out.csv")
    with pytest.raises(ExportError, match="is a folder"):
        save(Format.CSV, quotations, tmp_path)


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "not an address", "http://[broken"])
@pytest.mark.parametrize("format_", [Format.JSONLD, Format.WEBANNOTATION, Format.TEI])
def test_only_what_is_an_address_is_taken_for_one(
    format_: Format, url: str | None, quotations: list[StoredQuotation]
) -> None:
    first = quotations[0]
    text = "".join(pieces(format_, [replace(first, article=replace(first.article, url=url))]))
    assert "alert" not in text
    assert "broken" not in text
