"""The pages that judge: sign in, answer the queue, undo, reject, assign; and what nobody may who is not signed in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from factory import story
from onrecord.store import Store
from onrecord.web.app import create_app
from onrecord.web.pages.judging import WHO
from web.conftest import ORIGIN, TOKEN
from web.paper import each_words, links, page, parsed, words

ONE, TWO = "john-smith", "john-smith-2"
RURIK, OTHER = "rurik-tangmere", "rurik-tangmere-2"

FORMS = ("/review", *(f"/judgements/{verb}" for verb in ("undo", "reject", "assign", "merge", "rename")))
"""Where forms that judge are sent."""


@pytest.fixture(scope="module")
def queue_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two questions: whether the baker of another town is the one on record, and which of two somebody is."""
    path = tmp_path_factory.mktemp("queue") / "queue.db"
    with Store.open(path) as store:
        store.add_extraction(story("John Smith", "Scottish goalkeeper", article_id="a1"))
        store.add_extraction(story("John Smith", "Kenyan senator", "“We will vote,”", "a2"))
        store.add_extraction(story("John Smith", None, "“The roof is open,”", "a3", title="An open roof"))
        store.add_extraction(story("Rurik Tangmere", "baker in Fjordby", article_id="b1"))
        store.add_extraction(story("Rurik Tangmere", "baker in Hesk", "“It leaks,”", "b2"))
        assert [each.article_id for each in store.doubts()] == ["b2", "a3"]
    return path


@pytest.fixture
def desk(queue_file: Path, tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "desk.db"
    shutil.copy(queue_file, path)
    app = create_app(path, write=True, token=TOKEN, extract=False)
    with TestClient(app, base_url=ORIGIN, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def signed(desk: TestClient) -> TestClient:
    answer = desk.post("/sign-in", data={"token": TOKEN, "who": "Sunniva Prøve"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    return desk


def fields(form: HtmlElement) -> dict[str, str]:
    return {each.get("name"): each.get("value") or "" for each in form.cssselect("input[name]")}


def press(client: TestClient, found: HtmlElement, label: str, **typed: str) -> HtmlElement:
    """Press a button of a page, as a browser would, and return the page that comes next."""
    (button,) = [each for each in found.cssselect("button") if " ".join(each.text_content().split()) == label]
    (form,) = button.xpath("ancestor::form")
    answer = client.post(form.get("action"), data=fields(form) | typed)
    assert answer.status_code == 200, answer.text[:300]
    return parsed(answer.text)


# -- signing in ------------------------------------------------------------------------------------------


def test_a_site_that_is_only_read_has_no_buttons_and_no_sign_in(client: TestClient) -> None:
    for address in ("/review", "/judgements", "/articles/bridge"):
        found = page(client, address)
        assert not found.cssselect("form[method=post]")
        assert "/sign-in" not in links(found, "body")
    assert "read-only" in words(page(client, "/sign-in"), ".empty")
    assert client.post("/sign-in", data={"token": "", "who": "x"}).status_code == 403


def test_a_wrong_token_signs_nobody_in(desk: TestClient) -> None:
    answer = desk.post("/sign-in", data={"token": TOKEN + "x", "who": "Eve"})
    assert answer.status_code == 403
    assert "not the token" in words(parsed(answer.text), ".problem")
    assert not desk.cookies
    assert not page(desk, "/review").cssselect("form[method=post]")


def test_the_token_may_not_be_guessed_on_and_on(desk: TestClient) -> None:
    statuses = [desk.post("/sign-in", data={"token": f"guess {number}"}).status_code for number in range(10)]
    assert statuses[0] == 403
    assert statuses[-1] == 429


def test_who_signs_out_may_judge_no_more(signed: TestClient) -> None:
    found = page(signed, "/review")
    press(signed, found, "Sign out")
    assert not page(signed, "/review").cssselect("main form[method=post]")
    (form, *_) = found.cssselect("form[action='/review']")
    assert signed.post("/review", data=fields(form)).status_code == 403


def test_what_only_its_reader_may_see_is_not_kept_by_anybody(signed: TestClient) -> None:
    assert signed.get("/articles/a1").headers["cache-control"] == "no-store"
    assert "/sign-out" not in TestClient(signed.app, base_url=ORIGIN).get("/articles/a1").text


# -- the queue -------------------------------------------------------------------------------------------


def test_a_question_shows_both_sides(desk: TestClient) -> None:
    found = page(desk, "/review")
    assert words(found, "h2") == "Who is Rurik Tangmere?"
    assert each_words(found, ".quote blockquote") == ["“It leaks,”"]
    (candidate,) = found.cssselect(".card")
    assert words(candidate, "h3").startswith("1 Rurik Tangmere person; 1 quotation; score ")
    assert "baker in Fjordby seen 2021-05-04" in words(candidate)
    assert {each.split()[0] for each in each_words(candidate, ".reasons li")} == {"for", "against"}
    assert each_words(found, ".queue li")[1].startswith("John Smith in a3")


def test_who_is_not_signed_in_is_led_to_it(desk: TestClient) -> None:
    found = page(desk, "/review")
    assert "/sign-in" in links(found)
    assert not found.cssselect("form[method=post]")


def test_one_button_merges_and_one_takes_it_back(signed: TestClient) -> None:
    found = press(signed, page(signed, "/review"), "It is Rurik Tangmere")
    assert words(found, ".done p") == "merged Rurik Tangmere into Rurik Tangmere."
    assert words(found, "h2") == "Who is John Smith?"
    assert signed.get(f"/speakers/{OTHER}", follow_redirects=False).headers["location"] == f"/speakers/{RURIK}"

    found = press(signed, found, "Undo")
    assert "all is as it was before" in words(found, ".done")
    assert words(found, "h2") == "Who is Rurik Tangmere?"
    assert words(page(signed, f"/speakers/{OTHER}"), "h1") == "Rurik Tangmere"


def test_none_of_them_keeps_them_apart(signed: TestClient) -> None:
    found = press(signed, page(signed, "/review"), "None of them")
    assert words(found, ".done p") == "judged that Rurik Tangmere and Rurik Tangmere are not the same."
    assert words(found, "h2") == "Who is John Smith?"


def test_somebody_new_gets_the_quotations(signed: TestClient) -> None:
    found = press(signed, page(signed, "/review?skip=1"), "None of them: somebody new")
    assert words(found, ".done p").startswith("assigned “The roof is open,” to the new speaker John Smith who is not")
    assert len(page(signed, "/search?q=john+smith").cssselect(".people li")) == 3


def test_a_question_may_be_skipped(desk: TestClient) -> None:
    (skip,) = [each for each in links(page(desk, "/review")) if each == "/review?skip=1"][:1]
    assert words(page(desk, skip), "h2") == "Who is John Smith?"
    assert "look again" in words(page(desk, "/review?skip=2"), ".empty")
    page(desk, "/review?skip=-1", 422)


def test_an_answer_that_comes_too_late_or_names_somebody_else_changes_nothing(signed: TestClient) -> None:
    found = page(signed, "/review")
    (form, *_) = found.cssselect("main form[action='/review']")
    assert signed.post("/review", data=fields(form) | {"chosen": ONE}).status_code == 409
    assert signed.post("/review", data=fields(form) | {"article": "nowhere"}).status_code == 404
    assert signed.post("/review", data=fields(form)).status_code == 200
    assert signed.post("/review", data=fields(form)).status_code == 404
    assert len(page(signed, "/judgements").cssselect(".log li")) == 1


@pytest.mark.parametrize(
    "address", ["/review", *(f"/judgements/{verb}" for verb in ("undo", "reject", "assign", "merge", "rename"))]
)
def test_no_form_without_the_sessions_own_text_judges(signed: TestClient, address: str) -> None:
    told = {"article": "b2", "name": "Rurik Tangmere", "kind": "person", "chosen": RURIK}
    told |= {"ids": "x", "quotation": "x", "speaker": ONE, "into": TWO}
    for form in ("", "0" * 64):
        answer = signed.post(address, data=told | {"form": form})
        assert answer.status_code == 403
        assert "older session" in answer.text
    assert signed.post(address, data=told, headers={"origin": "https://evil.example"}).status_code == 403
    assert not page(signed, "/judgements").cssselect(".log li")


# -- single quotations, and the log ------------------------------------------------------------------------


def test_a_quotation_may_be_rejected_and_brought_back(signed: TestClient) -> None:
    found = press(signed, page(signed, "/articles/a1"), "It is no quotation", why="a caption")
    assert words(found, ".card .alarm").startswith("Rejected")
    assert "no quotation, or not one to keep" in words(found, ".reasons")
    assert not page(signed, "/search?q=mend&by=john-smith").cssselect(".quote")

    found = page(signed, "/judgements")
    assert words(found, ".log li p").startswith("Sunniva Prøve rejected “We will mend the bridge,”")
    assert each_words(found, ".log li .faint")[0] == "a caption"
    found = press(signed, found, "Undo")
    assert [each.get("class") for each in found.cssselect(".log li")] == [None, "undone"]
    assert page(signed, "/search?q=mend&by=john-smith").cssselect(".quote")


def test_a_quotation_may_be_given_to_somebody(signed: TestClient) -> None:
    found = press(signed, page(signed, "/articles/a1"), "Assign", speaker=RURIK, new="", why="the caption says so")
    assert words(found, ".card h3") == "1 Rurik Tangmere"
    found = page(signed, "/articles/a1")
    found = press(signed, found, "Assign", speaker="Ada Prove", new="true")
    assert words(found, ".card h3") == "1 Ada Prove"


def test_a_speaker_may_be_merged_and_shown_by_another_name(signed: TestClient) -> None:
    found = press(signed, page(signed, f"/speakers/{TWO}"), "Merge", into=ONE)
    assert words(found, ".done p") == "merged John Smith into John Smith."
    assert signed.get(f"/speakers/{TWO}", follow_redirects=False).headers["location"] == f"/speakers/{ONE}"
    press(signed, found.cssselect(".done")[0], "Undo")
    assert words(page(signed, f"/speakers/{TWO}"), "h1") == "John Smith"
    press(signed, page(signed, f"/speakers/{TWO}"), "Rename", name="Senator John Smith")
    assert words(page(signed, f"/speakers/{TWO}"), "h1") == "Senator John Smith"


def test_a_judgement_that_cannot_be_is_told(signed: TestClient) -> None:
    found = page(signed, "/articles/a1")
    (form, *_) = found.cssselect("form[action='/judgements/assign']")
    answer = signed.post("/judgements/assign", data=fields(form) | {"speaker": "Nobody Atall", "new": ""})
    assert answer.status_code == 404
    assert "nobody on record is called" in answer.text.lower()


def test_the_log_is_about_somebody_and_comes_in_pages(signed: TestClient, tmp_path: Path) -> None:
    with Store.open(tmp_path / "desk.db") as store:
        for number in range(35):
            store.rename(ONE, f"John Smith {number}", who="tester")
        store.rename(RURIK, "R. Tangmere", who="tester")
    found = page(signed, "/judgements")
    assert len(found.cssselect(".log li")) == 30
    (more,) = [each.get("href") for each in found.cssselect("a[rel=next]")]
    assert len(page(signed, more).cssselect(".log li")) == 6
    found = page(signed, f"/judgements?about={RURIK}")
    assert [re.sub(" to .*", "", each) for each in each_words(found, ".log li > p:first-child")] == [
        "tester renamed Rurik Tangmere"
    ]
    found = page(signed, "/judgements?about=nobody-at-all")
    assert "No judgement is about nobody-at-all" in words(found, ".empty")


def test_the_name_of_who_judges_is_one_line_however_it_is_sent(desk: TestClient) -> None:
    desk.post("/sign-in", data={"token": TOKEN, "who": " Ada\r\nSet-Cookie: x=1\t“Prøve” "})
    assert desk.cookies[WHO] == "Ada%20Set-Cookie%3A%20x%3D1%20%E2%80%9CPr%C3%B8ve%E2%80%9D"
    found = press(desk, page(desk, "/review"), "None of them")
    assert words(page(desk, "/judgements"), ".log li p").startswith("Ada Set-Cookie: x=1 “Prøve” judged that")
    assert found.cssselect(".done")
