"""A draft against the record: its quotations, its roles, its headline; and the reports on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from checking.desk import MAYOR, RIVAL, copy, port
from factory import Said, extraction
from onrecord.checking import DraftCheck
from onrecord.checking.asjson import draft_lines
from onrecord.checking.drafting import check_extraction
from onrecord.checking.headlines import not_borne_out
from onrecord.export import json_line
from onrecord.reportpage import report_page
from onrecord.store import Store
from onrecord.timeline import Disagreement
from onrecord.types import Article, Extraction, Kind
from store.test_store_curating import RoleFile, SpeakerFile

INDIRECT, MIXED = Kind.INDIRECT, Kind.MIXED
DRAFT = Article(
    "draft",
    "“We will sell the port before the vote,” said Odalys Brandtveit, the former mayor. Tangmere <b>called</b> it “a "
    "costly opinion poll” and “a shame”. He said that he would step down if it found against him. “It is ours,” said "
    "Ulf Tangmere. She said that the port was dear to her.\n",
    published=date(2021, 3, 6),
)


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    mayor = SpeakerFile("brandtveit", MAYOR, names_strong=(MAYOR,), roles=(RoleFile("Mayor", None, "2019", "2023"),))
    with Store.open(tmp_path_factory.mktemp("curated") / "curated.db") as store:
        store.load_registry([mayor], [])
        store.add_extraction(port())
        store.add_extraction(copy())
        yield store


def found() -> Extraction:
    return extraction(
        DRAFT,
        Said(
            "“We will sell the port before the vote,”", MAYOR, role="former mayor", source=f"{MAYOR}, the former mayor"
        ),
        Said("it “a costly opinion poll” and “a shame”", RIVAL, kind=MIXED, source="Tangmere"),
        Said("that he would step down if it found against him", RIVAL, kind=INDIRECT, source="He"),
        Said("“It is ours,”", RIVAL, source="Ulf Tangmere"),
        Said("that the port was dear to her", MAYOR, kind=INDIRECT, source="She"),
    )


@pytest.fixture(scope="module")
def checked(curated: Store) -> DraftCheck:
    return check_extraction(curated, found(), "the text as it is")


def test_each_quotation_has_its_verdict(checked: DraftCheck) -> None:
    assert [(each.verdict.value, each.ok) for each in checked.quotations] == [
        ("altered", False),
        ("not on record", False),
        ("indirect only", True),
        ("another speaker", False),
        ("not on record", True),
    ]
    assert (checked.problems, checked.ok) == (3, False)


def test_each_part_in_marks_is_checked_by_itself(checked: DraftCheck) -> None:
    parts = [(each.claim, each.verdict.value) for each in checked.quotations[1].checks]
    assert parts == [("a costly opinion poll", "verbatim"), ("a shame", "not on record")]


def test_a_paraphrase_rings_no_alarm(checked: DraftCheck) -> None:
    (check,) = checked.quotations[2].checks
    assert not check.alarms
    assert any("paraphrase" in note.text for note in check.notes)


def test_a_role_that_the_registry_has_otherwise_is_told(checked: DraftCheck) -> None:
    conflict = checked.quotations[0].conflict
    assert conflict is not None
    assert conflict.kind is Disagreement.FORMER_WHILE_HELD
    assert "former mayor" in conflict.sentence


def test_roles_are_those_of_the_day_that_is_given(curated: Store) -> None:
    later = check_extraction(curated, found(), "", on=date(2024, 5, 1))
    assert later.quotations[0].conflict is None


def test_a_draft_is_no_evidence_for_itself(curated: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "own.db") as store:
        store.add_extraction(port())
        again = check_extraction(store, port(), "")
    assert {each.verdict.value for each in again.quotations} == {"not on record"}


# -- headlines -------------------------------------------------------------------------------------------


def headlined(title: str) -> DraftCheck:
    article = replace(DRAFT, title=title, text="“We will sell,” she said, “the port.” It was, they said, a shame.\n")
    said = extraction(article, Said("“We will sell,”", MAYOR, cue="she said"))
    (one,) = said.quotations
    content = (*one.content, *(span for span in extraction(article, Said("“the port.”", MAYOR)).quotations[0].content))
    quotation = replace(one.quotation, content=content)
    return DraftCheck(
        article, "", (), tuple(not_borne_out(replace(said, quotations=(replace(one, quotation=quotation),))))
    )


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Mayor: ‘We will sell the port’", []),
        ("‘Sell the port’ says mayor", []),
        ("Mayor: ‘We will not sell the port’", [("We will not sell the port", False)]),
        ("Sale ‘a shame’", [("a shame", True)]),
        ("Mayor will sell the port", []),
    ],
)
def test_a_headline_must_be_borne_out_word_for_word(title: str, told: list[tuple[str, bool]]) -> None:
    assert [(each.words.strip("‘’"), each.elsewhere) for each in headlined(title).headlines] == told


# -- reports ---------------------------------------------------------------------------------------------


def test_the_lines_of_json_tell_all(checked: DraftCheck) -> None:
    lines = [json.loads(json_line(each)) for each in draft_lines(checked)]
    assert [line["type"] for line in lines] == ["draft"] + ["quotation"] * 5
    assert lines[0]["problems"] == 3
    best = lines[1]["checks"][0]["evidence"][0]
    (selectors,) = best["selectors"]
    assert [each["type"] for each in selectors] == ["TextQuoteSelector", "TextPositionSelector"]
    assert selectors[0]["exact"] == best["words"] == "We will not sell the port before the vote"
    assert best["diff"][1] == {"op": "dropped", "record": "not ", "claim": [8, 8]}
    assert lines[1]["conflict"]["kind"] == "former while held"


class Page(HTMLParser):
    """Collects the tags, the links and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href" and value]
        self.ids += [value for name, value in attrs if name == "id" and value]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_needs_nothing_else_and_shows_the_draft(checked: DraftCheck) -> None:
    html = report_page(checked)
    page = Page()
    page.feed(html)
    assert not {"script", "img", "link", "iframe", "b"} & set(page.tags)
    assert "default-src 'none'" in html
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    shown = re.search(r'<article class="text">(.*?)</article>', html, re.S)
    assert shown is not None
    draft = Page()
    draft.feed(re.sub(r"<sup>.*?</sup>", "", shown[1]))
    assert draft.words == DRAFT.text


def test_the_page_shows_what_was_changed_beside_it(checked: DraftCheck) -> None:
    html = report_page(checked)
    assert "<del>not</del>" in html
    assert "negation: “not” dropped" in html
    assert "former mayor" in html
