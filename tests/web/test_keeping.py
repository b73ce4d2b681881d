"""Answers that are kept until the registry changes."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from factory import story
from onrecord.store import Store
from onrecord.web.keeping import Kept, _Answer


def test_a_page_is_new_as_soon_as_somebody_else_wrote_to_the_registry(client: TestClient, registry_file: Path) -> None:
    assert "Sunniva Prove" not in client.get("/search?q=mend").text
    with Store.open(registry_file) as elsewhere:
        elsewhere.add_extraction(story("Sunniva Prove", "harbour master"))
    assert "Sunniva Prove" in client.get("/search?q=mend").text


def test_a_store_tells_that_something_was_written(registry_file: Path) -> None:
    with Store.open(registry_file) as one, Store.open(registry_file) as other:
        before = one.version()
        assert one.version() == before
        other.add_extraction(story("Sunniva Prove", None))
        assert one.version() != before
        after = one.version()
        one.reject(one.quotes(by="Sunniva Prove")[0].id, who="tester")
        assert one.version() != after


def test_a_page_that_is_asked_for_again_is_the_same(client: TestClient) -> None:
    first, second = client.get("/articles/bridge"), client.get("/articles/bridge")
    assert first.content == second.content
    assert dict(first.headers) == dict(second.headers)
    assert client.get("/articles/bridge", headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    held = Kept(most_bytes=10)
    for name in "abc":
        held.put((name, b"", ()), _Answer(1, (), b"12345"))
    assert [held.get((name, b"", ()), 1) is not None for name in "abc"] == [False, True, True]
    assert held.get(("c", b"", ()), 2) is None  # of another version
    assert held.get(("c", b"", ()), 1) is None  # and gone for good
