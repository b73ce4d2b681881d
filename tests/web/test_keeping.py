"""Answers that are kept until the registry changes."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from factory import story
from onrecord.errors import UnavailableError
from onrecord.store import Store
from onrecord.web.app import create_app
from onrecord.web.keeping import Answer, Kept, kept

ORIGIN = "http://127.0.0.1:8321"


class Counting:
    """An app that says how often it was asked, and sets a cookie or forbids keeping where it is told to."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        headers = {key: value for key, value in Request(scope).query_params.items() if key in HEADERS}
        response: Response = PlainTextResponse(f"{self.asked}", headers=headers)
        await response(scope, receive, send)


HEADERS = {"set-cookie", "cache-control"}


def test_a_page_is_new_as_soon_as_somebody_else_wrote_to_the_registry(registry_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    shutil.copy(registry_file, path)
    with TestClient(create_app(path), base_url=ORIGIN) as client:
        assert "Sunniva Prove" not in client.get("/search?q=mend").text
        with Store.open(path) as elsewhere:
            elsewhere.add_extraction(story("Sunniva Prove", "harbour master"))
        assert "Sunniva Prove" in client.get("/search?q=mend").text


def test_a_file_in_the_place_of_the_registry_is_read(registry_file: Path, tmp_path: Path) -> None:
    path, newer = tmp_path / "own.db", tmp_path / "newer.db"
    for each in (path, newer):
        shutil.copy(registry_file, each)
    with Store.open(newer) as elsewhere:
        elsewhere.add_extraction(story("Sunniva Prove", "harbour master"))
    with TestClient(create_app(path), base_url=ORIGIN) as client:
        for _ in range(2):
            assert "Sunniva Prove" not in client.get("/search?q=mend").text
        newer.replace(path)
        assert "Sunniva Prove" in client.get("/search?q=mend").text
        path.unlink()  # in the middle of being replaced, perhaps
        assert "Sunniva Prove" in client.get("/search?q=mend").text
        assert client.get("/articles/bridge").status_code == 200


def test_a_store_tells_that_something_was_written(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new.db") as one, Store.open(tmp_path / "new.db") as other:
        before = one.version()
        assert one.version() == before
        other.add_extraction(story("Sunniva Prove", None))
        between = one.version()
        assert between != before
        one.reject(one.quotes(by="Sunniva Prove")[0].id, who="tester")
        assert one.version() != between
    assert one.version() is None


def test_an_app_is_asked_once_for_each_version() -> None:
    app, versions = Counting(), [1]
    client = TestClient(kept(app, version=lambda: versions[-1]))
    assert [client.get("/a").text, client.get("/a").text, client.get("/a?q=1").text] == ["1", "1", "2"]
    versions.append(2)
    assert [client.get("/a").text, client.get("/a").text] == ["3", "3"]


def test_what_is_for_one_reader_or_not_to_be_kept_is_not() -> None:
    app = Counting()
    client = TestClient(kept(app, version=lambda: 1))
    assert [client.get("/a", headers={"cookie": "x=1"}).text for _ in range(2)] == ["1", "2"]
    assert [client.get("/a", headers={"authorization": "Bearer x"}).text for _ in range(2)] == ["3", "4"]
    assert [client.get("/b?cache-control=no-store").text for _ in range(2)] == ["5", "6"]
    assert [client.get("/c?set-cookie=x").text[:1] for _ in range(1)] == ["7"]
    client.cookies.clear()
    assert client.get("/c?set-cookie=x").text == "8"
    client.cookies.clear()
    assert [client.post("/a").text for _ in range(2)] == ["9", "10"]


def test_a_question_that_is_longer_than_answers_are_is_not_kept() -> None:
    client = TestClient(kept(Counting(), version=lambda: 1))
    assert [client.get("/a?" + "x" * 800).text for _ in range(2)] == ["1", "1"]
    assert [client.get("/a?" + "x" * 1000).text for _ in range(2)] == ["2", "3"]
    assert [client.get("/a", headers={"accept": "x" * 1000}).text for _ in range(2)] == ["4", "5"]


def test_numbers_that_are_of_a_time_are_kept_for_seconds() -> None:
    clock = [0.0]
    client = TestClient(kept(Counting(), version=lambda: 1, answers=Kept(clock=lambda: clock[0])))
    assert [client.get("/").text for _ in range(2)] == ["1", "1"]
    clock[0] = 5.0
    assert client.get("/").text == "2"


def test_a_database_that_does_not_answer_is_told_by_the_app() -> None:
    def lost() -> int:
        raise UnavailableError("gone")

    client = TestClient(kept(Counting(), version=lost))
    assert [client.get("/a").text for _ in range(2)] == ["1", "2"]


def test_nothing_is_kept_where_nobody_tells_whether_the_registry_changed() -> None:
    client = TestClient(kept(Counting(), version=lambda: None))
    assert [client.get("/a").text for _ in range(2)] == ["1", "2"]


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    held = Kept(most_bytes=2_020)
    for name in "abc":
        held.put((name, b"", ()), Answer(1, (), b"12345"))
    assert [held.get((name, b"", ()), 1) is not None for name in "abc"] == [False, True, True]
    assert held.get(("c", b"", ()), 2) is None  # of another version
    assert held.get(("c", b"", ()), 1) is None  # and gone for good


def test_what_many_ask_for_at_once_is_worked_out_once() -> None:
    begun: list[str] = []

    async def slowly(scope: Scope, receive: Receive, send: Send) -> None:
        begun.append(scope["path"])
        await asyncio.sleep(0.02)
        await PlainTextResponse(scope["path"], 404 if scope["path"] == "/none" else 200)(scope, receive, send)

    app = kept(slowly, version=lambda: 1)

    async def all_at_once(path: str) -> set[bytes]:
        return set(await asyncio.gather(*(_body(app, path) for _ in range(20))))

    assert asyncio.run(all_at_once("/page")) == {b"/page"}
    assert begun == ["/page"]
    assert asyncio.run(all_at_once("/none")) == {b"/none"}  # not kept: all but the first ask again
    assert begun == ["/page", *["/none"] * 20]


async def _body(app: ASGIApp, path: str) -> bytes:
    found: list[bytes] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        found.append(message.get("body", b""))

    await app({"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}, receive, send)
    return b"".join(found)
