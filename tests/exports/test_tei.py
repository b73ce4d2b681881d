"""TEI: well-formed, of the structure that P5 gives, and every pointer leads to something."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from onrecord.exports import Format, pieces
from onrecord.exports.tei import xml_id
from onrecord.store.records import StoredQuotation

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("tei.rng"))))


def document(quotations: list[StoredQuotation]) -> Any:
    root = etree.fromstring("".join(pieces(Format.TEI, quotations)).encode())
    SCHEMA.assertValid(root)
    return root


def test_a_document_obeys_the_schema(quotations: list[StoredQuotation]) -> None:
    root = document(quotations)
    assert len(root.findall(f".//{TEI}ab")) == len(quotations)
    assert len(root.findall(f".//{TEI}div")) == 2
    document([])


def test_who_spoke_is_listed(quotations: list[StoredQuotation]) -> None:
    root = document(quotations)
    ids = {element.get(ID) for element in root.iter() if element.get(ID)}
    pointers = [said.get(name) for said in root.iter(f"{TEI}said") for name in ("who", "prev", "next")]
    assert {pointer.removeprefix("#") for pointer in pointers if pointer} <= ids
    assert [name.text for name in root.iter(f"{TEI}persName")] == ["Odalys Brandtveit", "Ulf Tangmere"]
    assert [name.text for name in root.iter(f"{TEI}orgName")] == ["Harbour Council"]


def test_the_words_are_those_of_the_article(quotations: list[StoredQuotation]) -> None:
    said = [element.text for element in document(quotations).iter(f"{TEI}said")]
    parts = [span.of(each.article.text) for each in quotations for span in each.content]
    assert said == [part.replace("\x1b\ud800", "��").replace("\x07", "�") for part in parts]


def test_direct_and_aloud_say_how_it_was_said(quotations: list[StoredQuotation]) -> None:
    said = {element.text: element for element in document(quotations).iter(f"{TEI}said")}
    assert said["“We will rebuild it,”"].get("direct") == "true"
    assert said["that it has none"].get("direct") == "false"
    assert said["“madness”"].get("direct") == "false"
    assert said["for money"].get("aloud") == "false"
    assert said["that it has none"].get("aloud") is None


def test_the_parts_of_an_interrupted_quotation_point_to_each_other(quotations: list[StoredQuotation]) -> None:
    said = {element.text: element for element in document(quotations).iter(f"{TEI}said")}
    first, second = said["“We will rebuild it,”"], said["“before winter.”"]
    assert first.get("next") == f"#{second.get(ID)}"
    assert second.get("prev") == f"#{first.get(ID)}"
    assert first.getparent() is second.getparent()


def test_a_source_that_is_only_described_is_a_note(quotations: list[StoredQuotation]) -> None:
    clerk = next(each for each in document(quotations).iter(f"{TEI}said") if each.text == "“madness”")
    assert clerk.get("who") is None
    assert clerk.getparent().findtext(f"{TEI}note[@type='source']") == "clerk"


@given(st.text(min_size=1), st.text(min_size=1))
def test_ids_are_names_and_never_the_same_for_two(one: str, two: str) -> None:
    assert xml_id("article", one).replace("-", "").replace(".", "").replace("_", "").isalnum()
    assert xml_id("article", one).isascii()
    assert (xml_id("article", one) == xml_id("article", two)) == (one == two)
