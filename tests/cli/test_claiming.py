"""A fact check for the web: claimreview."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from cli.conftest import Run

SCHEMA = json.loads((Path(__file__).parents[1] / "claimreview_schema.json").read_text(encoding="utf-8"))
URL = "https://check.example.org/bridge"


def test_a_rating_in_words_is_enough(run: Run, first_id: str) -> None:
    ran = run("claimreview", first_id[:8], "--rating", "False", "--url", URL)
    assert (ran.status, ran.err) == (0, "")
    found = json.loads(ran.out)
    Draft202012Validator(SCHEMA).validate(found)
    assert found["claimReviewed"] == "We will rebuild the bridge"
    assert found["itemReviewed"]["datePublished"] == "2020-05-31"


def test_a_number_needs_its_words_and_may_have_a_scale(run: Run, first_id: str) -> None:
    asked = ["claimreview", first_id, "--rating", "2", "--url", URL]
    assert run(*asked).status == 2
    options = [
        "--alternate-name",
        "Mostly false",
        "--worst",
        0,
        "--best",
        10,
        "--author",
        "Fjord Facts",
        "--date",
        "2020-06-05",
    ]
    found = json.loads(run(*asked, *options, "--claim", "The bridge will be rebuilt", "--claim-date", "2020-05-30").out)
    Draft202012Validator(SCHEMA).validate(found)
    assert found["reviewRating"]["ratingValue"] == 2
    assert found["author"]["name"] == "Fjord Facts"
    assert found["itemReviewed"]["datePublished"] == "2020-05-30"


def test_nothing_in_it_ends_a_script_element(run: Run, first_id: str) -> None:
    out = run("claimreview", first_id, "--rating", "</script>", "--url", URL).out
    assert "<" not in out
    assert json.loads(out)["reviewRating"]["alternateName"] == "</script>"


def test_bad_input_is_status_2(run: Run, first_id: str) -> None:
    for arguments in (
        ["nothing", "--rating", "False", "--url", URL],
        [first_id, "--rating", "False", "--url", "check.html"],
        [first_id, "--rating", "False", "--url", URL, "--date", "yesterday"],
        [first_id, "--rating", "9", "--alternate-name", "False", "--url", URL],
        [first_id, "--rating", "False"],
    ):
        ran = run("claimreview", *arguments)
        assert (ran.status, ran.out) == (2, "")
