"""The pages that look up: search, speakers, families, checks of claims, errors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from factory import story
from onrecord.curated import CuratedRole, SpeakerRecordFile
from onrecord.errors import UnavailableError
from onrecord.store import Store
from onrecord.types import Extraction
from onrecord.web.app import create_app
from onrecord.web.checks import LONGEST_CLAIM
from web.conftest import ORIGIN
from web.paper import each_words, links, page, parsed, words

SPEAKER = "odalys-brandtveit"
LOOKED_UP = ("/", "/search", "/search?q=bridge", f"/speakers/{SPEAKER}", "/articles/ferry", "/check", "/review")
OTHERS = ("/check?quote=the+ferry+is+fine&by=Marta+Tangmere", "/judgements", "/sign-in", "/nothing")


@pytest.mark.parametrize("address", [*LOOKED_UP, *OTHERS])
def test_every_page_keeps_to_its_policy_and_can_be_read_aloud(client: TestClient, address: str) -> None:
    found = page(client, address, 404 if address == "/nothing" else 200)
    assert found.get("lang") == "en"
    assert len(found.cssselect("h1")) == len(found.cssselect("main")) == 1
    assert words(found, "title").endswith(" · onrecord")
    ids = [each.get("id") for each in found.cssselect("[id]")]
    assert len(set(ids)) == len(ids)
    labelled = {each.get("for") for each in found.cssselect("label")}
    for field in found.cssselect("input:not([type=hidden]), select, textarea"):
        assert field.get("id") in labelled or field.xpath("ancestor::label")


def test_every_link_within_the_site_leads_somewhere(client: TestClient) -> None:
    seen, left = set(), ["/"]
    while left:
        address = left.pop().partition("#")[0]
        if address in seen or not address.startswith("/"):
            continue
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html") and "/terms" not in address:
            left += [each for each in links(parsed(answer.text), "body") if "/terms" not in each]
    assert {"/articles/bridge", "/articles/ferry", f"/speakers/{SPEAKER}", "/sign-in"} & seen == {
        "/articles/bridge",
        "/articles/ferry",
        f"/speakers/{SPEAKER}",
    }


# -- home and search -------------------------------------------------------------------------------------


def test_the_first_page_says_how_much_there_is_and_what_is_new(client: TestClient) -> None:
    found = page(client, "/")
    assert each_words(found, ".numbers div") == ["quotations6", "speakers3", "articles2", "outlets2"]
    assert each_words(found, ".quote blockquote")[0].startswith("that the ferry is")


def test_an_empty_registry_says_what_to_do(tmp_path: Path) -> None:
    Store.open(tmp_path / "empty.db").close()
    with TestClient(create_app(tmp_path / "empty.db"), base_url=ORIGIN) as client:
        assert "onrecord add" in words(page(client, "/"), ".empty")
        assert words(page(client, "/review"), ".empty") == "Nothing to review: no name is in doubt."
        assert "Nobody has judged anything yet" in words(page(client, "/judgements"), ".empty")


def test_a_search_finds_people_and_words(client: TestClient) -> None:
    found = page(client, "/search?q=Tangmere")
    assert each_words(found, ".people li a") == ["Marta Tangmere", "Ulf Tangmere"]
    found = page(client, "/search?q=rebuild")
    assert {*each_words(found, ".quote blockquote")} == {"“We will rebuild the bridge,”", "They will “rebuild” it"}
    assert found.cssselect("input[name=q]")[0].get("value") == "rebuild"


def test_a_quotation_leads_to_its_article_at_the_words(client: TestClient) -> None:
    found = page(client, "/search?q=cost")
    (address,) = links(found, ".quote blockquote")
    target = page(client, address).cssselect(f"#{address.partition('#')[2]}")
    assert [each.text_content() for each in target] == ["“It will cost [bold red]ten[/] millions.”"]


def test_what_is_asked_for_beside_words_is_kept_in_the_form(client: TestClient) -> None:
    found = page(client, "/search?q=rebuild&outlet=tang+times&kind=mixed&since=2021&until=2021-01&sort=best")
    assert each_words(found, ".quote blockquote") == ["They will “rebuild” it"]
    fields = {each.get("name"): each.get("value") for each in found.cssselect("main input")}
    assert fields == {"q": "rebuild", "by": "", "outlet": "tang times", "since": "2021", "until": "2021-01"}
    assert each_words(found, "option[selected]") == ["mixed", "best first"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("q=x&since=soon", "Since: 'soon' is not a date such as 2020, 2020-05 or 2020-05-07."),
        ("q=x&kind=loud", "'loud' is no kind of quotation: direct, mixed, indirect."),
        ("q=x&after=zzz", "After: 'zzz' is not where a page ended"),
        ("q=ferry&by=Tangmere", "'Tangmere' may be any of these."),
    ],
)
def test_what_cannot_be_looked_for_is_told_beside_the_form(client: TestClient, asked: str, says: str) -> None:
    found = page(client, f"/search?{asked}", 422)
    assert words(found, ".problem").startswith(says)
    assert found.cssselect("input[name=q]")


def test_a_name_of_several_can_be_chosen_from(client: TestClient) -> None:
    found = page(client, "/search?by=Tangmere", 422)
    assert each_words(found, "#quotations li a") == ["Marta Tangmere", "Ulf Tangmere"]


def test_nothing_found_says_what_to_try(client: TestClient) -> None:
    assert "Try fewer words" in words(page(client, "/search?q=zeppelin"), "#quotations .empty")
    assert "What to type" in words(page(client, "/search"), "section.empty")


def test_what_is_typed_is_not_markup(client: TestClient) -> None:
    found = page(client, "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%E2%80%AE")
    assert found.cssselect("main input[name=q]")[0].get("value") == '"><script>alert(1)</script>�'


def test_a_question_that_is_too_long_is_refused(client: TestClient) -> None:
    assert page(client, "/search?q=" + "x" * 301, 422).cssselect(".problem")


def test_names_are_suggested_while_somebody_types(client: TestClient) -> None:
    answer = client.get("/suggest?q=tangm")
    found = parsed(answer.text)
    assert each_words(found, "li a") == ["Marta Tangmere", "Ulf Tangmere", "Quotations with tangm"]
    assert "<html" not in answer.text
    assert client.get("/suggest?q=t").text.strip() == ""
    assert client.get("/suggest?q=%22tangm").text.strip() == ""


# -- speakers --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def busy_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A speaker with 45 quotations in two years and two outlets, curated roles, and one who counts as the same."""
    path = tmp_path_factory.mktemp("busy") / "busy.db"
    mayor = CuratedRole(title="Mayor", organization="Fjordby", start="2015", end="2021-06", source="the yearbook")
    rower = CuratedRole(title="Rower", start="2009", end="2014", source="https://club.example.org/crew")
    record = {"id": SPEAKER, "name": "Odalys Brandtveit", "type": "person", "sources": ["x"]}
    about = record | {"roles": [mayor, rower], "ids": {"wikidata": "Q42"}}
    with Store.open(path) as store:
        list(store.add_all(_told(number) for number in range(45)))
        store.add_extraction(story("O. Brandtveit-Lund", None, "“Never again,”", "other", published=None))
        store.load_registry([SpeakerRecordFile.model_validate(about)], [])
        store.merge("o-brandtveit-lund", SPEAKER, who="tester")
    return path


def _told(number: int) -> Extraction:
    return story(
        "Odalys Brandtveit",
        "mayor of Fjordby" if number < 30 else "former mayor of Fjordby",
        f"“Bridge number {number} of {number * 7} will be mended,”",
        f"n{number}",
        published=date(2020, 1, 1) + timedelta(days=16 * number),
        outlet="Tang Times" if number % 3 else "The Fjord Post",
    )


@pytest.fixture
def busy(busy_file: Path) -> Iterator[TestClient]:
    with TestClient(create_app(busy_file), base_url=ORIGIN, raise_server_exceptions=False) as client:
        yield client


def test_a_speaker_has_names_roles_over_time_and_outlets(busy: TestClient) -> None:
    found = page(busy, f"/speakers/{SPEAKER}")
    assert words(found, "h1") == "Odalys Brandtveit"
    assert "46 quotations, 2020-01-01 to 2021-12-05. Names: Odalys Brandtveit" in words(found)
    assert "also o-brandtveit-lund" in words(found)
    assert "https://www.wikidata.org/wiki/Q42" in links(found)
    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in found.cssselect(".roles tbody tr")]
    assert [(role.split(" registry")[0], when) for role, when, *_ in rows] == [
        ("Mayor, Fjordby", "2015 to 2021-06"),
        ("Rower", "2009 to 2014"),
    ]
    bars = [(float(each.get("x")), float(each.get("width"))) for each in found.cssselect(".career .held")]
    assert bars[1][0] == 0
    assert bars[0][0] == pytest.approx(bars[1][1], abs=0.2)
    assert each_words(found, ".tags li") == ["Tang Times 30", "The Fjord Post 15"]
    assert "https://club.example.org/crew" in links(found)


def test_quotations_over_time_are_drawn_and_told(busy: TestClient) -> None:
    found = page(busy, f"/speakers/{SPEAKER}")
    drawn = [each.text for each in found.cssselect("svg.chart title")]
    told = [": ".join(each_words(row, "th, td")) for row in found.cssselect("details tbody tr")]
    assert drawn == told
    assert drawn[:2] == ["2020-01: 2", "2020-02: 2"]
    assert sum(int(each.rpartition(" ")[2]) for each in drawn) == 45


def test_articles_that_disagree_with_the_registry_are_told(busy: TestClient) -> None:
    (dispute,) = each_words(page(busy, f"/speakers/{SPEAKER}"), "section .alarm")
    assert dispute.startswith(
        "The article calls this speaker “former mayor of Fjordby” on 2021-04-25, and the registry"
    )


def test_quotations_come_page_by_page_each_once(busy: TestClient) -> None:
    address, seen, sizes = f"/speakers/{SPEAKER}", [], []
    while address:
        found = page(busy, address)
        shown = each_words(found, ".quote blockquote")
        seen += shown
        sizes.append(len(shown))
        following = found.cssselect(".pager a[rel=next]")
        address = following[0].get("href").partition("#")[0] if following else ""
    assert sizes == [20, 20, 6]
    assert len(set(seen)) == 46


def test_filters_stay_while_one_turns_the_page(busy: TestClient) -> None:
    found = page(busy, f"/speakers/{SPEAKER}?outlet=Tang+Times&since=2020")
    assert len(found.cssselect(".quote")) == 20
    (following,) = [each.get("href") for each in found.cssselect(".pager a[rel=next]")]
    found = page(busy, following.partition("#")[0])
    assert len(found.cssselect(".quote")) == 10
    assert {*each_words(found, ".quote p.faint > bdi")} == {"Tang Times"}
    assert found.cssselect("input[name=outlet]")[0].get("value") == "Tang Times"


def test_a_speaker_of_whom_nothing_fits_says_so(busy: TestClient) -> None:
    found = page(busy, f"/speakers/{SPEAKER}?q=zeppelin")
    assert words(found, "#quotations .empty").startswith("No quotation of Odalys Brandtveit fits.")


def test_who_counts_as_another_is_shown_there(busy: TestClient) -> None:
    answer = busy.get("/speakers/o-brandtveit-lund?kind=direct", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"/speakers/{SPEAKER}?kind=direct")


def test_nobody_of_an_id_is_told_on_a_page(client: TestClient) -> None:
    assert "No speaker has the id 'nobody'" in words(page(client, "/speakers/nobody", 404), ".problem")


def test_key_terms_are_offered_only_where_they_can_be_worked_out(client: TestClient, registry_file: Path) -> None:
    assert f"/speakers/{SPEAKER}/terms" in links(page(client, f"/speakers/{SPEAKER}"))
    with TestClient(create_app(registry_file, extract=False), base_url=ORIGIN) as without:
        found = page(without, f"/speakers/{SPEAKER}")
        assert f"/speakers/{SPEAKER}/terms" not in links(found)
        assert f"onrecord terms {SPEAKER}" in each_words(found, "kbd")
        page(without, f"/speakers/{SPEAKER}/terms", 404)


# -- families --------------------------------------------------------------------------------------------


WHOLE = "“We will mend the bridge before the snow comes and the river rises,”"
CHANGED = "“We will not mend the bridge before the snow comes and the river rises,”"


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "copied.db"
    with Store.open(path) as store:
        for day, (id_, words) in enumerate({"first": WHOLE, "copy": WHOLE, "changed": CHANGED}.items(), 1):
            told = story("Odalys Brandtveit", "mayor", words, id_, published=date(2020, 1, day), outlet=f"Post {day}")
            store.add_extraction(told)
        store.add_extraction(story("Ulf Tangmere", None, WHOLE, "another", published=date(2020, 1, 9)))
    with TestClient(create_app(path), base_url=ORIGIN) as client:
        yield client


def test_a_family_shows_its_variants_word_for_word(copied: TestClient) -> None:
    (id_,) = {each.rpartition("q-")[2] for each in links(page(copied, "/")) if each.startswith("/articles/changed#")}
    found = page(copied, f"/families/{id_}")
    assert words(found, "h1") == "The same utterance in 3 articles"
    assert [words(card, ".tag") for card in found.cssselect(".card")] == ["earliest", "copy", "altered"]
    last = found.cssselect(".card")[-1]
    assert each_words(last, "ins") == ["not"]
    assert not last.cssselect("del")
    assert words(last, ".alarm") == "negation: “not” added"
    assert each_words(found, "section .quote b") == ["Ulf Tangmere"]
    assert found.cssselect(".card a[href^='/articles/first#q-']")


def test_a_quotation_that_stands_alone_says_so(client: TestClient) -> None:
    id_ = next(each for each in links(page(client, "/articles/bridge")) if each.startswith("/families/"))
    found = page(client, id_)
    assert words(found, "main .empty") == "No other article on record has these words by this speaker."
    page(client, "/families/nothing", 404)


# -- checks of claims ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "by", "verdict"),
    [
        ("We will rebuild the bridge", "Odalys Brandtveit", "verbatim"),
        ("We will not rebuild the bridge", "Odalys Brandtveit", "altered"),
        ("We will rebuild the bridge", "Marta Tangmere", "another speaker"),
        ("Zeppelins over Hesk are what we need most of all now", "", "not on record"),
    ],
)
def test_a_claim_gets_its_verdict_and_the_evidence(client: TestClient, claim: str, by: str, verdict: str) -> None:
    found = page(client, f"/check?quote={claim.replace(' ', '+')}&by={by.replace(' ', '+')}")
    assert words(found, ".card .tag") == verdict
    assert words(found, "#quote") == claim
    evidence = links(found, ".card")
    assert bool(evidence) == (verdict != "not on record")
    if verdict == "altered":
        assert each_words(found, ".card ins") == ["not"]
        assert "negation" in words(found, ".card .alarm")


def test_a_claim_by_a_name_of_several_is_told_beside_the_form(client: TestClient) -> None:
    found = page(client, "/check?quote=the+ferry+is+fine&by=Tangmere", 422)
    assert "may be any of several" in words(found, ".problem")
    assert words(found, "#quote") == "the ferry is fine"


def test_a_claim_that_is_too_long_is_refused(client: TestClient) -> None:
    page(client, "/check?quote=" + "x" * (LONGEST_CLAIM + 1), 422)


# -- errors ----------------------------------------------------------------------------------------------


def test_errors_are_pages_that_say_what_to_do(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    found = page(client, "/nothing/here", 404)
    assert words(found, "h1") == "Not on record"
    assert found.cssselect("main form[role=search]")

    def locked(*_: object, **__: object) -> None:
        raise UnavailableError("the database is locked by another program: try again")

    monkeypatch.setattr(Store, "page", locked)
    found = page(client, "/", 503)
    assert "locked by another program" in words(found, ".problem")

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret path /home/x")

    monkeypatch.setattr(Store, "page", broken)
    found = page(client, "/search?q=bridge", 500)
    assert "secret" not in found.text_content()
