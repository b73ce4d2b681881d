"""The page about the site: what it says that the API answers is what comes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

PAGE = (Path(__file__).parents[2] / "docs" / "web.md").read_text(encoding="utf-8")


def shown(name: str) -> dict[str, Any]:
    """Return the object that the page shows."""
    (found,) = re.findall(rf"^<!-- {name} -->\n```json\n(.*?)^```$", PAGE, re.M | re.S)
    fields: dict[str, Any] = json.loads(found)
    return fields


def test_the_first_example_answers_what_is_shown(client: TestClient) -> None:
    (address,) = re.findall(r"curl '(http://\S+)'", PAGE)
    (quotation,) = client.get(address).json()["quotations"]
    assert quotation | shown("quotes") == quotation


def test_the_second_example_answers_what_is_shown(client: TestClient) -> None:
    ((address, body),) = re.findall(r"curl (http://\S+) --json '(.*)'", PAGE)
    check = client.post(address, json=json.loads(body)).json()
    assert check | shown("check") == check


def test_each_address_that_is_listed_is_one_of_the_api(client: TestClient) -> None:
    described = {
        re.sub(r"\{id\}", "ID", path.removeprefix("/api/v1"))
        for path in client.get("/api/v1/openapi.json").json()["paths"]
    }
    table = PAGE[PAGE.index("| `GET /quotes`") :].partition("\n\n")[0]
    listed = {each.partition("?")[0] for each in re.findall(r"`(?:GET |POST )?(/[^`]+)`", table)}
    assert listed == described - {"/judgements/ID"}


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)", PAGE):
        assert (Path(__file__).parents[2] / "docs" / target).exists(), target
