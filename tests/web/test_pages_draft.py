"""A pasted draft: its quotations marked by verdict in the text, and the evidence beside it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from starlette.testclient import TestClient

from factory import Said, extraction
from onrecord.types import Article, Extraction
from onrecord.web.checks import LONGEST_DRAFT
from onrecord.web.working import Worker, WorkerError
from web.paper import each_words, links, page, parsed, words

TRUE, FALSE = "“We will rebuild the bridge,”", "“We will never rebuild it,”"
DRAFT = f"{TRUE} said Odalys Brandtveit.\n\n{FALSE} said <b>Odalys Brandtveit</b>.\n"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Article]:
    """Let the worker find these two quotations, without the models; return the drafts that it gets."""
    got: list[Article] = []

    def extract(_: Worker, article: Article) -> Extraction:
        got.append(article)
        return extraction(article, *(Said(words, "Odalys Brandtveit") for words in (TRUE, FALSE)))

    monkeypatch.setattr(Worker, "extract", extract)
    return got


def test_a_draft_is_shown_with_verdicts_and_evidence(client: TestClient, read: list[Article]) -> None:
    answer = client.post(
        "/check", data={"draft": DRAFT.replace("\n", "\r\n"), "title": "A <new> bridge", "on": "2020-07-01"}
    )
    assert answer.status_code == 200
    found = parsed(answer.text)
    assert words(found, "h1") == "Checked: A <new> bridge"
    assert [each.get("class") for each in found.cssselect(".text a.q")] == ["q v-verbatim", "q v-altered"]
    assert each_words(found, ".text a.q") == [TRUE, FALSE]
    assert words(found, "main p[role=status]") == "1 problem: 1 altered; 1 verbatim."
    first, second = found.cssselect(".card")
    assert any(each.startswith("/articles/bridge#q-") for each in links(first, "*"))
    assert words(second, "h3").startswith("2 altered Odalys Brandtveit")
    assert [(each.text, each.title, str(each.published)) for each in read] == [(DRAFT, "A <new> bridge", "2020-07-01")]


def test_a_draft_is_not_kept(client: TestClient, read: list[Article]) -> None:
    for _ in range(2):
        client.post("/check", data={"draft": DRAFT})
    assert len(read) == 2
    assert each_words(page(client, "/"), ".numbers dd")[0] == "6"


@pytest.mark.parametrize(
    ("draft", "status", "says"),
    [
        ("", 422, "there is no text"),
        ("x" * (LONGEST_DRAFT + 1), 413, "more than the 200,000 that are checked at once"),
    ],
)
def test_a_draft_that_is_none_or_too_long_is_told(client: TestClient, draft: str, status: int, says: str) -> None:
    answer = client.post("/check", data={"draft": draft})
    assert answer.status_code == status
    assert says in words(parsed(answer.text), ".problem").lower()


def test_drafts_may_not_come_too_often(client: TestClient, read: list[Article]) -> None:
    answers = [client.post("/check", data={"draft": DRAFT}) for _ in range(6)]
    assert [each.status_code for each in answers] == [200, 200, 200, 200, 429, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert "wait" in words(parsed(answers[-1].text), ".problem")


def test_a_draft_that_cannot_be_read_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> Extraction:
        raise WorkerError("the process that reads drafts died over this one: check it in parts")

    monkeypatch.setattr(Worker, "extract", die)
    answer = client.post("/check", data={"draft": DRAFT})
    assert answer.status_code == 422
    assert "check it in parts" in words(parsed(answer.text), ".problem")


def test_key_terms_are_worked_out_beside_the_server(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def key_terms(_: Worker, texts: Sequence[str], limit: int) -> list[tuple[str, float]]:
        return [(text, 1.0) for text in texts][:limit]

    monkeypatch.setattr(Worker, "key_terms", key_terms)
    found = page(client, "/speakers/odalys-brandtveit/terms")
    assert "Of the latest 2 quotations" in words(found)
    assert len(each_words(found, ".tags li")) == 2
    assert "“We will rebuild the bridge,”" in each_words(found, ".tags li")
    assert all(each.startswith("/speakers/odalys-brandtveit?q=") for each in links(found, ".tags"))


def test_key_terms_that_cannot_be_worked_out_are_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> list[tuple[str, float]]:
        raise WorkerError("the process did not start")

    monkeypatch.setattr(Worker, "key_terms", die)
    found = page(client, "/speakers/odalys-brandtveit/terms", 503)
    assert "could not be worked out" in words(found, ".problem")
