"""An article's page: its text as it was read, its quotations marked, pulled out and explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from factory import Said, attribution, extraction
from onrecord.store import Store
from onrecord.types import Article, Attribution, Extraction, Quotation, Span, SpeakerType
from onrecord.web.app import create_app
from web.conftest import ORIGIN
from web.paper import each_words, links, page, words


@contextmanager
def site(folder: Path, *found: Extraction) -> Iterator[TestClient]:
    with Store.open(folder / "own.db") as store:
        for each in found:
            store.add_extraction(each)
    with TestClient(create_app(folder / "own.db", extract=False), base_url=ORIGIN) as client:
        yield client


def text_of(found: HtmlElement) -> str:
    """Return the article's text as it is on the page, without the numbers behind quotations."""
    (text,) = deepcopy(found).cssselect(".text")
    for number in text.cssselect("sup"):
        number.drop_tree()
    return str(text.text_content())


def marks(found: HtmlElement) -> list[tuple[str, str]]:
    """Return the marked words, with the number of the quotation that they lead to."""
    ids = [each.get("id") for each in found.cssselect(".card")]
    return [(each.text_content(), str(ids.index(each.get("href")[1:]) + 1)) for each in found.cssselect(".text a.q")]


def test_the_text_is_there_word_for_word_with_its_quotations_marked(client: TestClient) -> None:
    found = page(client, "/articles/bridge")
    assert text_of(found).startswith(
        "The bridge fell in March.\n\n“We will rebuild the bridge,” Odalys Brandtveit, the"
    )
    assert marks(found) == [
        ("“We will rebuild the bridge,”", "1"),
        ("“It will cost [bold red]ten[/] millions.”", "2"),
        ("that there is no money", "3"),
    ]
    assert each_words(found, ".text .cue") == ["told"]
    assert each_words(found, ".text .source") == ["Odalys Brandtveit, the mayor of Fjordby"]


def test_each_quotation_is_pulled_out_with_who_said_it_how_sure_that_is_and_why(client: TestClient) -> None:
    first, *_ = page(client, "/articles/bridge").cssselect(".card")
    assert words(first, "h3") == "1 Odalys Brandtveit, mayor of Fjordby"
    assert words(first, ".words") == "“We will rebuild the bridge,”"
    assert words(first, ".faint") == "direct · said 2020-05-31 · via Radio Tang · confidence 1.00"
    assert words(first, "details summary") == "Why this speaker"
    assert words(first, ".reasons li") == "As the test says. “We will rebuild the bridge,” by hand, 1.00"


def test_pointing_at_words_tells_who_and_why(client: TestClient) -> None:
    tips = [each.get("data-tip") for each in page(client, "/articles/bridge").cssselect(".text a.q")]
    assert tips[0].startswith("Odalys Brandtveit, mayor of Fjordby · direct, confidence 1.00 · ")
    (ferry,) = page(client, "/articles/ferry").cssselect(".text a.q:last-of-type")
    assert ferry.get("data-tip") == "nobody named (Ulf Tangmere or Marta Tangmere?) · mixed, confidence 1.00"


def test_words_and_cards_lead_to_each_other_by_the_quotations_ids(client: TestClient) -> None:
    found = page(client, "/articles/bridge")
    ids = {each.get("id") for each in found.iter() if each.get("id")}
    within = [each[1:] for each in links(found) if each.startswith("#")]
    assert set(within) <= ids
    for card in found.cssselect(".card"):
        quotation = card.get("id").removeprefix("n-")
        assert f"#q-{quotation}" in links(card, ".links")
        assert f"/families/{quotation}" in links(card, ".links")
        assert client.get(f"/quotes/{quotation}", follow_redirects=False).headers["location"] == (
            f"/articles/bridge#q-{quotation}"
        )


def test_each_speaker_has_a_colour_and_nobody_has_grey(client: TestClient) -> None:
    found = page(client, "/articles/ferry")
    assert [each.get("class") for each in found.cssselect(".text a.q")] == ["q s0", "q s1", "q nobody"]


def test_one_can_tab_from_quotation_to_quotation(tmp_path: Path) -> None:
    outer, inner = "“I heard her say ‘never’ twice,”", "‘never’"
    told = _nested(Article("nested", f"{outer} he said."), outer, inner)
    with site(tmp_path, told) as client:
        found = page(client, "/articles/nested")
    first, second, third = found.cssselect(".text a.q")
    assert [first.get("tabindex"), second.get("tabindex"), third.get("tabindex")] == [None, None, "-1"]
    assert marks(found) == [("“I heard her say ", "1"), ("‘never’", "2"), (" twice,”", "1")]
    assert each_words(found, ".text sup") == ["2", "1"]
    assert "said at second hand, in 1" in words(found.cssselect(".card")[1])


def _nested(article: Article, outer: str, inner: str) -> Extraction:
    found = extraction(article, Said(outer, "Ulf Tangmere"), Said(inner, "Marta Tangmere"))
    one, two = found.quotations
    return replace(found, quotations=(one, replace(two, inside=one.id)))


HOSTILE = (
    "<script>alert(1)</script> said “</div><img src=x onerror=alert(1)>\u202eesrever\u202c\0\x1b[31m” said "
    "<b onmouseover=alert(1)>Eve</b>. " + "x" * 3000 + " {{ 7*7 }} &amp; \u2066\u200f\ud800\r\nend"
)


def test_what_an_article_says_does_nothing_on_the_page(tmp_path: Path) -> None:
    quoted = HOSTILE[HOSTILE.index("“") : HOSTILE.index("”") + 1]
    name = "<b onmouseover=alert(1)>Eve</b>"
    article = Article(
        "<i>/\u202e'\" ?#100%",
        HOSTILE,
        title="<script>t()</script>\u202e",
        url="javascript:alert(1)",
        outlet="<style>*{}</style>",
        byline="&lt;\x07",
        published=date(2020, 1, 1),
    )
    with site(tmp_path, extraction(article, Said(quoted, name, role="<u>role\u202e</u>", cue="said"))) as client:
        (home, *_) = [page(client, "/")]
        (address,) = {each.partition("#")[0] for each in links(home) if each.startswith("/articles/")}
        for each in (address, "/search?q=esrever", next(one for one in links(home) if one.startswith("/speakers/"))):
            found = page(client, each)
            shown = found.text_content()
            assert not {"\u202e", "\u2066", "\x1b", "\x07"} & set(shown)
            assert name in shown or each.startswith("/articles/")
        found = page(client, address)
    assert text_of(found).replace("\n", "") == "".join(
        c for c in HOSTILE if c not in "\u202e\u202c\0\x1b\u2066\ud800\r\n"
    )
    assert [each.get("data-code") for each in found.cssselect(".text .odd")] == [
        "U+202E",
        "U+202C",
        "U+0000",
        "U+001B",
        "U+2066",
        "U+D800",
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60),
    cuts=st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30)), max_size=4),
)
def test_any_text_with_any_spans_is_shown_word_for_word(
    tmp_path_factory: pytest.TempPathFactory, text: str, cuts: Sequence[tuple[int, int]]
) -> None:
    whole = text.ljust(60, ".")
    article = Article("any", whole)
    told = [_at(article, number, start, start + length) for number, (start, length) in enumerate(cuts)]
    with site(tmp_path_factory.mktemp("any"), Extraction(article, tuple(told))) as client:
        found = page(client, "/articles/any")
    odd = {chr(at) for at in (*range(0x2028, 0x202F), *range(0x2066, 0x206A))}
    assert text_of(found) == "".join(char for char in whole if char not in odd)
    assert len(found.cssselect(".card")) == len({each.id for each in told})


def _at(article: Article, number: int, start: int, end: int) -> Attribution:
    made = attribution(article, Said(article.text[:1], "Ulf Tangmere", SpeakerType.GROUP))
    where = (Span(start, min(end, len(article.text))),)
    return replace(
        made, id=f"id{number}", text=where[0].of(article.text), quotation=Quotation(where, (), (), made.kind)
    )


def test_an_article_that_is_not_there_is_told_on_a_page(client: TestClient) -> None:
    found = page(client, "/articles/nowhere", 404)
    assert words(found, "h1") == "Not on record"
    assert "no article has the id 'nowhere'" in words(found, ".problem").lower()


def test_an_id_with_dots_for_folders_has_a_page_too(tmp_path: Path) -> None:
    article = Article("../a//b", "“Yes,” said Ulf Tangmere.")
    with site(tmp_path, extraction(article, Said("“Yes,”", "Ulf Tangmere"))) as client:
        (address,) = {each.partition("#")[0] for each in links(page(client, "/")) if each.startswith("/articles")}
        assert address == "/articles?id=..%2Fa%2F%2Fb"
        assert words(page(client, address), ".text a.q") == "“Yes,”"


def test_an_article_without_quotations_says_so(tmp_path: Path) -> None:
    with site(tmp_path, Extraction(Article("bare", "It rained."))) as client:
        found = page(client, "/articles/bare")
    assert words(found, "aside .empty") == "Nobody is quoted in this article."
    assert text_of(found) == "It rained."
