"""What programs get: each answer is what its model says, and what the command line prints."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pydantic import BaseModel
from starlette.testclient import TestClient

from cli.conftest import Run
from onrecord.store import Store
from onrecord.web.api import models

API = "/api/v1"
MAYOR = "odalys-brandtveit"


def quote_id(client: TestClient, about: str) -> str:
    (found,) = client.get(f"{API}/quotes", params={"about": about}).json()["quotations"]
    return str(found["id"])


@pytest.mark.parametrize(
    ("path", "model"),
    [
        ("/quotes", models.Quotations),
        ("/quotes/{quote}", models.StoredQuotation),
        ("/quotes/{quote}/family", models.Family),
        ("/articles/bridge", models.ArticleRecord),
        ("/speakers?q=brandveit", models.Speakers),
        (f"/speakers/{MAYOR}?on=2020-06", models.SpeakerRecord),
        (f"/speakers/{MAYOR}/quotes", models.Quotations),
        ("/stats", models.Stats),
        ("/doubts", models.Doubts),
        ("/judgements", models.Judgements),
    ],
)
def test_each_answer_has_the_fields_of_its_model_and_no_others(
    client: TestClient, path: str, model: type[BaseModel]
) -> None:
    answer = client.get(API + path.format(quote=quote_id(client, "rebuild the bridge")))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    model.model_validate_json(answer.content)


def test_quotations_are_the_lines_that_the_command_line_prints(
    client: TestClient, run: Run, registry_file: Path
) -> None:
    printed = [json.loads(line) for line in run("quotes", "--format", "jsonl", "--db", registry_file).out.splitlines()]
    for each in printed:
        each["article"]["origin"] = None
    assert client.get(f"{API}/quotes").json()["quotations"] == printed
    lines = client.get(f"{API}/quotes", headers={"accept": "application/x-ndjson"}).text.splitlines()
    assert [json.loads(line) for line in lines] == printed


def test_a_speaker_is_the_line_that_who_prints(client: TestClient, run: Run, registry_file: Path) -> None:
    printed = json.loads(run("who", MAYOR, "--format", "jsonl", "--db", registry_file).out)
    found = client.get(f"{API}/speakers/{MAYOR}").json()
    assert found.keys() == printed.keys()
    assert found["roles"][0]["text"] == printed["roles"][0]["text"] == "mayor of Fjordby"
    assert [each["id"] for each in found["quotations"]] == [each["id"] for each in printed["quotations"]]


def test_filters_are_those_of_the_store(client: TestClient) -> None:
    def words(**asked: str) -> list[str]:
        answer = client.get(f"{API}/quotes", params=asked)
        assert answer.status_code == 200, answer.text
        return [each["text"] for each in answer.json()["quotations"]]

    assert words(by=MAYOR, about="cost") == ["“It will cost [bold red]ten[/] millions.”"]
    assert words(kind="indirect") == ["that there is no money"]
    assert words(outlet="Tang Times", kind="direct") == ["“The ferry is fine.”"]
    assert words(until="2020-05") == ["“We will rebuild the bridge,”"]
    assert words(via="Radio Tang") == words(role="mayor") == ["“We will rebuild the bridge,”"]
    assert words(by="nobody at all") == []


def test_a_name_like_another_is_told(client: TestClient) -> None:
    found = client.get(f"{API}/quotes", params={"by": "Odalys Brandveit"}).json()
    assert found["taken_for"]["id"] == MAYOR
    assert client.get(f"{API}/quotes", params={"by": MAYOR}).json()["taken_for"] is None


def test_a_name_of_several_is_asked_back(client: TestClient) -> None:
    answer = client.get(f"{API}/quotes", params={"by": "Tangmere"})
    assert answer.status_code == 409
    assert {each["id"] for each in answer.json()["matches"]} == {"ulf-tangmere", "marta-tangmere"}


def test_pages_give_each_quotation_once(client: TestClient) -> None:
    everything = [each["id"] for each in client.get(f"{API}/quotes").json()["quotations"]]
    seen: list[str] = []
    path = f"{API}/quotes?limit=4&speech_only=true"
    while path:
        answer = client.get(path)
        seen += [each["id"] for each in answer.json()["quotations"]]
        link = answer.links.get("next")
        path = link["url"] if link else ""
    assert seen == everything
    assert len(seen) == 6


def test_judgements_come_in_pages_too(writer: TestClient, bearer: dict[str, str]) -> None:
    for name in ("Odalys One", "Odalys Two", "Odalys Three"):
        body = {"verb": "rename", "speaker": MAYOR, "name": name}
        assert writer.post(f"{API}/judgements", json=body, headers=bearer).status_code == 201
    first = writer.get(f"{API}/judgements?limit=2")
    second = writer.get(first.links["next"]["url"])
    named = [each["arguments"]["name"] for each in first.json()["judgements"] + second.json()["judgements"]]
    assert named == ["Odalys Three", "Odalys Two", "Odalys One"]
    assert second.json()["after"] is None


# -- formats ---------------------------------------------------------------------------------------------


def test_csv_by_accept(client: TestClient) -> None:
    answer = client.get(f"{API}/quotes?limit=2", headers={"accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["vary"] == "Accept"
    assert answer.headers["content-disposition"] == 'attachment; filename="quotations.csv"'
    assert [row["id"] for row in rows] == [q["id"] for q in client.get(f"{API}/quotes?limit=2").json()["quotations"]]
    assert 'rel="next"' in answer.headers["link"]


@pytest.mark.parametrize(
    ("accept", "context"),
    [
        ("application/ld+json", "https://schema.org"),
        ('application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"', "http://www.w3.org/ns/anno.jsonld"),
    ],
)
def test_json_ld_by_accept(client: TestClient, accept: str, context: str) -> None:
    for path in ("/quotes", f"/speakers/{MAYOR}/quotes", "/articles/bridge"):
        answer = client.get(API + path, headers={"accept": accept})
        assert answer.headers["content-type"].startswith("application/ld+json")
        assert answer.json()["@context"] == context


def test_the_address_may_say_the_format(client: TestClient) -> None:
    answer = client.get(f"{API}/articles/ferry?format=csv", headers={"accept": "text/html"})
    assert answer.text.count("\n") == 4
    assert client.get(f"{API}/quotes?format=docx").status_code == 422


def test_what_is_not_offered_is_not_acceptable(client: TestClient) -> None:
    assert client.get(f"{API}/quotes", headers={"accept": "image/png"}).status_code == 406
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert client.get(f"{API}/quotes", headers={"accept": browser}).headers["content-type"] == "application/json"


def test_no_file_of_the_server_is_told(client: TestClient, run: Run, registry_file: Path) -> None:
    assert "/news/bridge.txt" in run("quotes", "--format", "jsonl", "--db", registry_file).out
    quote = quote_id(client, "rebuild the bridge")
    claim = client.post(f"{API}/check", json={"quote": "We will rebuild the bridge"})
    told = [
        client.get(API + path).text
        for path in ("/quotes", f"/quotes/{quote}", f"/quotes/{quote}/family", f"/speakers/{MAYOR}", "/articles/bridge")
    ]
    told += [client.get(f"{API}/quotes?format={form}").text for form in ("jsonl", "csv", "jsonld", "webannotation")]
    assert not [each for each in [*told, claim.text] if "/news/" in each]


# -- again -----------------------------------------------------------------------------------------------


def test_who_has_it_already_is_told_so(client: TestClient) -> None:
    first = client.get(f"{API}/quotes")
    again = client.get(f"{API}/quotes", headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["vary"] == "Accept"
    as_csv = client.get(f"{API}/quotes", headers={"if-none-match": first.headers["etag"], "accept": "text/csv"})
    assert as_csv.status_code == 200


def test_the_tag_is_another_once_the_registry_says_something_else(writer: TestClient, bearer: dict[str, str]) -> None:
    before = writer.get(f"{API}/speakers/{MAYOR}").headers["etag"]
    body = {"verb": "rename", "speaker": MAYOR, "name": "Odalys B."}
    writer.post(f"{API}/judgements", json=body, headers=bearer)
    answer = writer.get(f"{API}/speakers/{MAYOR}", headers={"if-none-match": before})
    assert answer.status_code == 200
    assert answer.json()["name"] == "Odalys B."


def test_head_is_get_without_the_body(client: TestClient) -> None:
    got, head = client.get(f"{API}/articles/bridge"), client.head(f"{API}/articles/bridge")
    assert head.content == b""
    assert head.headers["content-length"] == got.headers["content-length"]
    assert head.headers["etag"] == got.headers["etag"]


# -- checking --------------------------------------------------------------------------------------------


def test_a_claim_is_checked(client: TestClient) -> None:
    answer = client.post(f"{API}/check", json={"quote": "We will rebuild the bridge", "by": "Brandtveit"})
    found = models.Check.model_validate_json(answer.content)
    assert (found.verdict, found.ok, found.speaker_id) == ("verbatim", True, MAYOR)
    altered = client.post(f"{API}/check", json={"quote": "We will not rebuild the bridge", "by": "Brandtveit"}).json()
    assert (altered["verdict"], altered["ok"]) == ("altered", False)
    assert altered["alarms"][0]["kind"] == "negation"


@pytest.mark.parametrize(
    "body", [{}, {"quote": ""}, {"quote": "a", "draft": "b"}, {"quote": "a", "on": "yesterday"}, {"quote": 5}, [], None]
)
def test_what_is_no_claim_is_refused_without_being_sent_back(client: TestClient, body: object) -> None:
    answer = client.post(f"{API}/check", json=body)
    assert answer.status_code == 422
    problem = models.Problem.model_validate_json(answer.content)
    assert problem.errors
    assert "yesterday" not in answer.text


# -- judging ---------------------------------------------------------------------------------------------


def test_nobody_judges_where_the_site_is_read_only(client: TestClient) -> None:
    answer = client.post(f"{API}/judgements", json={"verb": "reject", "quotations": ["x"]})
    assert answer.status_code == 403
    assert "--write" in answer.json()["detail"]


@pytest.mark.parametrize("given", [None, "Bearer wrong", "Bearer ", "Basic abc", "Bearer \xe9"])
def test_only_the_token_lets_programs_judge(writer: TestClient, given: str | None) -> None:
    headers = {} if given is None else {b"authorization": given.encode("latin-1")}
    answer = writer.post(f"{API}/judgements", json={"verb": "undo"}, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    "body",
    [
        {"verb": "merge", "speaker": "ulf-tangmere", "into": "marta-tangmere"},
        {"verb": "apart", "speaker": "ulf-tangmere", "other": "marta-tangmere"},
        {"verb": "rename", "speaker": MAYOR, "name": "Odalys B."},
        {"verb": "alias", "speaker": MAYOR, "name": "The Bridge Builder", "strong": False},
        {"verb": "assign", "quotations": ["{quote}"], "speaker": "ulf-tangmere"},
        {"verb": "assign", "quotations": ["{quote}"], "speaker": "Vidar Nyman", "new": True, "apart": [MAYOR]},
        {"verb": "split", "speaker": MAYOR, "quotations": ["{quote}"], "to": "Odalys Two"},
        {"verb": "reject", "quotations": ["{quote}"], "why": "it is none"},
    ],
    ids=lambda body: str(body["verb"]),
)
def test_programs_judge_and_undo(writer: TestClient, bearer: dict[str, str], body: dict[str, object]) -> None:
    before = writer.get(f"{API}/quotes").json()
    quote = quote_id(writer, "rebuild the bridge")
    sent = json.loads(json.dumps({**body, "who": "Desk"}).replace("{quote}", quote))
    made = writer.post(f"{API}/judgements", json=sent, headers=bearer)
    assert made.status_code == 201, made.text
    judgement = models.Judgement.model_validate_json(made.content)
    verb = body["verb"] if body["verb"] != "split" else "assign"  # that is what parting quotations off comes to
    assert (judgement.verb, judgement.who, judgement.stands) == (verb, "Desk", True)
    assert writer.get(made.headers["location"]).json() == made.json()
    undo = {"verb": "undo", "judgement": judgement.id}
    assert writer.post(f"{API}/judgements", json=undo, headers=bearer).status_code == 201
    assert writer.get(made.headers["location"]).json()["stands"] is False
    assert writer.get(f"{API}/quotes").json() == before


def test_what_another_judgement_is_against_is_a_conflict(writer: TestClient, bearer: dict[str, str]) -> None:
    apart = {"verb": "apart", "speaker": "ulf-tangmere", "other": "marta-tangmere"}
    merge = {"verb": "merge", "speaker": "ulf-tangmere", "into": "marta-tangmere"}
    assert writer.post(f"{API}/judgements", json=apart, headers=bearer).status_code == 201
    answer = writer.post(f"{API}/judgements", json=merge, headers=bearer)
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"


def test_whom_a_merged_id_means(writer: TestClient, bearer: dict[str, str]) -> None:
    merge = {"verb": "merge", "speaker": "ulf-tangmere", "into": "marta-tangmere"}
    writer.post(f"{API}/judgements", json=merge, headers=bearer)
    found = writer.get(f"{API}/speakers/ulf-tangmere").json()
    assert (found["id"], found["merged"]) == ("marta-tangmere", ["ulf-tangmere"])
    assert len(writer.get(f"{API}/speakers/ulf-tangmere/quotes").json()["quotations"]) == 2


def test_rejected_quotations_are_left_out(writer: TestClient, bearer: dict[str, str]) -> None:
    quote = quote_id(writer, "rebuild the bridge")
    writer.post(f"{API}/judgements", json={"verb": "reject", "quotations": [quote]}, headers=bearer)
    assert quote not in writer.get(f"{API}/quotes").text
    assert quote not in writer.get(f"{API}/articles/bridge").text
    assert quote in writer.get(f"{API}/quotes?rejected=true").text


# -- the description -------------------------------------------------------------------------------------


def test_the_description_knows_every_answer(client: TestClient) -> None:
    described = client.get(f"{API}/openapi.json").json()
    assert {path.removeprefix(API) for path in described["paths"]} == {
        "/quotes",
        "/quotes/{id}",
        "/quotes/{id}/family",
        "/articles/{id}",
        "/speakers",
        "/speakers/{id}",
        "/speakers/{id}/quotes",
        "/check",
        "/stats",
        "/doubts",
        "/judgements",
        "/judgements/{id}",
    }
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in described["paths"].values():
        for operation in operations.values():
            assert operation["description"]
            assert operation["responses"]["422"]["content"] == problem
    referred = set(json.dumps(described).split('"#/components/schemas/')[1:])
    assert {each.partition('"')[0] for each in referred} <= described["components"]["schemas"].keys()


def test_half_a_surrogate_pair_in_an_article_is_answered(tmp_path: Path) -> None:
    from factory import Said, extraction
    from onrecord.types import Article
    from onrecord.web.app import create_app

    article = Article("odd\ud800", "“Fine \udc00 weather,” said Ulf Tangmere.", title="\ud800")
    with Store.open(tmp_path / "odd.db") as store:
        store.add_extraction(extraction(article, Said("“Fine \udc00 weather,”", "Ulf Tangmere")))
    odd = TestClient(create_app(tmp_path / "odd.db"), base_url="http://127.0.0.1", raise_server_exceptions=False)
    found = odd.get(f"{API}/quotes").json()["quotations"][0]
    assert found["text"] == "“Fine \udc00 weather,”"
    for form in ("jsonl", "csv", "jsonld", "webannotation"):
        assert odd.get(f"{API}/quotes?format={form}").status_code == 200
