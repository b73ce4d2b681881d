"""The app as a whole: what it is made of, and how it tells what goes wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord.errors import NotOnRecordError, StoreError, TooSlowError, UnavailableError
from onrecord.web.app import create_app


def test_a_site_needs_a_registry(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no registry at"):
        create_app(tmp_path / "none.db")


def test_a_site_that_may_be_written_needs_a_token(registry_file: Path) -> None:
    with pytest.raises(ValueError, match="token"):
        create_app(registry_file, write=True)


def test_what_is_not_there_is_a_problem_for_programs_and_a_page_for_people(client: TestClient) -> None:
    answer = client.get("/api/v1/nothing")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "there is nothing at this address",
    }
    page = client.get("/nothing")
    assert page.status_code == 404
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "there is nothing at this address" in page.text.lower()


def test_an_address_that_cannot_be_asked_so_says_how(client: TestClient) -> None:
    answer = client.delete("/api/v1/quotes")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert client.delete("/api/v1/judgements").headers["allow"] == "GET, POST, HEAD"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotOnRecordError("no quotation has the id 'x'"), 404),
        (StoreError("several quotations have an id that begins with 'x'"), 422),
        (TooSlowError("this takes longer than 8 s"), 422),
        (UnavailableError("reg.db stayed locked for 60 s"), 503),
        (ZeroDivisionError("the secret of the house"), 500),
    ],
)
def test_each_error_has_its_status_and_what_is_unexpected_is_not_told(
    registry_file: Path, error: Exception, status: int
) -> None:
    app = create_app(registry_file)
    _failing(app, error)
    client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    for path in ("/api/v1/fails", "/fails"):
        answer = client.get(path)
        assert answer.status_code == status
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "secret" not in answer.text
    assert client.get("/api/v1/fails").json()["status"] == status


def _failing(app: FastAPI, error: Exception) -> None:
    def fails() -> None:
        raise error

    app.add_api_route("/api/v1/fails", fails)
    app.add_api_route("/fails", fails)


def test_the_store_is_closed_with_the_site(registry_file: Path) -> None:
    app = create_app(registry_file)
    with TestClient(app):
        app.state.site.store.stats()
    with pytest.raises(StoreError, match="closed"):
        app.state.site.store.stats()
