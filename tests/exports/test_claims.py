"""The table for a fact-checking desk."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from exports.test_spreadsheet import FORMULAS
from onrecord.exports import Format, pieces, save
from onrecord.exports.claims import CLAIM_FIELDS, link
from onrecord.exports.spreadsheet import restored
from onrecord.exports.texts import storable
from onrecord.store.records import StoredQuotation
from onrecord.types import Span


def rows(quotations: list[StoredQuotation]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(pieces(Format.CLAIMS, quotations)), newline="")))


def test_a_row_has_who_said_what_where_and_room_for_the_answer(quotations: list[StoredQuotation]) -> None:
    first = next(row for row in rows(quotations) if "rebuild" in row["claim"])
    assert tuple(first) == CLAIM_FIELDS
    assert first["claimant"] == "Odalys Brandtveit"
    assert (first["claim_date"], first["published"]) == ("2020-05-31", "2020-06-02")
    assert first["after"].startswith("She hopes for money.")
    assert [first[name] for name in ("rating", "checked_by", "checked_on", "review_url", "note")] == [""] * 5


def test_who_is_not_known_is_left_empty(quotations: list[StoredQuotation]) -> None:
    (row,) = (row for row in rows(quotations) if "never" in row["claim"])
    assert row["claimant"] == ""


def test_no_cell_is_a_formula_and_each_claim_can_be_had_back(quotations: list[StoredQuotation]) -> None:
    written = rows(quotations)
    assert not any(cell.startswith(FORMULAS) for row in written for cell in row.values())
    assert [restored(row["claim"]) for row in written] == [storable(each.text) for each in quotations]
    assert any(row["claim"] == "'=1+1" for row in written)


def test_lines_end_as_rfc_4180_has_it(quotations: list[StoredQuotation]) -> None:
    assert all(piece.endswith("\r\n") for piece in pieces(Format.CLAIMS, quotations) if piece)


def test_a_byte_order_mark_comes_first_where_it_is_asked_for(quotations: list[StoredQuotation], tmp_path: Path) -> None:
    save(Format.CLAIMS, quotations, tmp_path / "with.csv", bom=True)
    save(Format.CLAIMS, quotations, tmp_path / "without.csv")
    assert (tmp_path / "with.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "without.csv").read_bytes()
    assert "".join(pieces(Format.JSONL, quotations, bom=True)) == "".join(pieces(Format.JSONL, quotations))


def linked(quotation: StoredQuotation, words: str, url: str | None) -> str | None:
    """The link to a quotation with these words at this address."""
    article = replace(quotation.article, url=url)
    return link(replace(quotation, text=words, content=(Span(0, len(words)),), article=article))


def test_a_link_leads_to_the_words(quotations: list[StoredQuotation]) -> None:
    one = quotations[0]
    page = "https://post.example.org/a"
    assert linked(one, "“We will mend it,”", page) == f"{page}#:~:text=We%20will%20mend%20it"
    assert linked(one, "“We will mend it,”", f"{page}#top") == f"{page}#top:~:text=We%20will%20mend%20it"
    assert linked(one, "“…”", page) == f"{page}#:~:text=%E2%80%A6"
    assert linked(one, "“,”", page) == page
    assert linked(one, "“We will mend it,”", "ftp://example.org/") is None


def test_a_link_to_many_words_names_their_beginning_and_end(quotations: list[StoredQuotation]) -> None:
    words = "“We will mend the well-known bridge, and we will do it, this year & before winter.”"
    found = linked(quotations[0], words, "https://post.example.org/a")
    assert found is not None
    fragment = found.partition(":~:text=")[2]
    assert [unquote(part) for part in fragment.split(",")] == ["We will mend the", "year & before winter"]
    assert not {"-", "&"} & set(fragment)
