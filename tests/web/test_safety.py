"""What is refused, whoever asks: foreign names and pages, long bodies, too many requests; and what every answer has."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from onrecord.web.app import create_app
from onrecord.web.limits import Limiter, Limits
from onrecord.web.safety import HEADERS, MOST_BYTES
from onrecord.web.signing import COOKIE

API = "/api/v1"
CLAIM = {"quote": "We will rebuild the bridge"}


# -- whose requests --------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8321", "localhost:9", "LOCALHOST", "[::1]:8321"])
def test_the_site_answers_to_the_names_of_this_machine(client: TestClient, host: str) -> None:
    assert client.get(f"{API}/stats", headers={"host": host}).status_code == 200


def test_a_request_for_two_hosts_is_for_none(client: TestClient) -> None:
    both = [("host", "127.0.0.1:8321"), ("host", "rebound.example")]
    for headers in (both, both[::-1]):
        assert client.get(f"{API}/stats", headers=headers).status_code == 421


@pytest.mark.parametrize(
    "host",
    ["rebound.example", "127.0.0.1.rebound.example", "localhost@rebound.example", "", "127.0.0.1:x", "2130706433"],
)
def test_another_name_is_not_this_site(client: TestClient, host: str) -> None:
    for path in (f"{API}/stats", "/", "/static/style.css"):
        answer = client.get(path, headers={"host": host})
        assert answer.status_code == 421
        assert "bridge" not in answer.text.lower()


def test_a_site_may_be_given_names(registry_file: Path) -> None:
    app = create_app(registry_file, hosts=["Desk.example.org"])
    client = TestClient(app, base_url="http://desk.example.org:8321")
    assert client.get(f"{API}/stats").status_code == 200
    assert client.get(f"{API}/stats", headers={"host": "other.example.org"}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_pages_of_other_sites_send_nothing(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post(f"{API}/check", json=CLAIM, headers=headers)
    assert answer.status_code == 403
    assert client.get(f"{API}/stats", headers=headers).status_code == 200


def test_own_pages_and_programs_send(client: TestClient) -> None:
    for headers in ({}, {"origin": "http://127.0.0.1:8321", "sec-fetch-site": "same-origin"}):
        assert client.post(f"{API}/check", json=CLAIM, headers=headers).status_code == 200


# -- how much --------------------------------------------------------------------------------------------


def test_a_body_that_says_it_is_too_long_is_not_read(client: TestClient) -> None:
    answer = client.post(f"{API}/check", content=b"{}", headers={"content-length": str(MOST_BYTES + 1)})
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_that_does_not_say_so_is_counted_as_it_comes(registry_file: Path) -> None:
    read = 0

    async def receive() -> Message:
        nonlocal read
        read += 2**16
        return {"type": "http.request", "body": b" " * 2**16, "more_body": True}

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": f"{API}/check",
        "query_string": b"",
        "headers": [(b"host", b"localhost"), (b"transfer-encoding", b"chunked")],
        "client": ("127.0.0.1", 1),
    }
    asyncio.run(create_app(registry_file)(scope, receive, send))
    assert sent[0]["status"] == 413
    assert read <= MOST_BYTES + 2**16


@pytest.mark.parametrize("length", ["-1", "1e9", "²", "9" * 400])
def test_an_odd_length_is_refused(client: TestClient, length: str) -> None:
    headers = {b"content-length": length.encode()}
    assert client.post(f"{API}/check", content=b"{}", headers=headers).status_code in (400, 413)


def test_a_body_comes_to_the_app_as_it_was_sent(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'{"quote": "We will '
        yield b'rebuild the bridge"}'

    answer = client.post(f"{API}/check", content=pieces(), headers={"content-type": "application/json"})
    assert answer.json()["claim"] == "We will rebuild the bridge"


def test_a_long_draft_is_refused_before_it_is_read(client: TestClient) -> None:
    assert client.post(f"{API}/check", json={"draft": "word " * 50_000}).status_code == 422


def test_claims_are_checked_so_often_and_no_more(registry_file: Path) -> None:
    app = create_app(registry_file)
    app.state.site = replace(
        app.state.site, limits=Limits(claims=Limiter(burst=3, per_minute=6, overall=99, clock=lambda: 0.0))
    )
    client = TestClient(app, base_url="http://127.0.0.1")
    answers = [client.post(f"{API}/check", json=CLAIM) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["retry-after"] == "10"
    assert client.get(f"{API}/stats").status_code == 200


def test_each_client_has_its_own_limit_and_all_have_one_together() -> None:
    now = 0.0
    limiter = Limiter(burst=2, per_minute=6, overall=3, clock=lambda: now)
    assert [limiter.wait("one"), limiter.wait("one")] == [0, 0]
    assert limiter.wait("one") == pytest.approx(10)
    assert limiter.wait("two") == 0
    assert limiter.wait("two") == pytest.approx(20)  # all three of this minute are used up
    now = 20.0
    assert limiter.wait("one") == 0


def test_a_limiter_forgets_who_has_not_asked_for_long() -> None:
    limiter = Limiter(burst=1, per_minute=1, overall=100_000)
    for number in range(5000):
        assert limiter.wait(f"client {number}") == 0
    assert limiter.wait("client 4999") > 0
    assert limiter.wait("client 0") == 0


# -- what every answer has -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", f"{API}/quotes", 200),
        ("GET", f"{API}/nothing", 404),
        ("GET", "/nothing", 404),
        ("PATCH", f"{API}/quotes", 405),
        ("GET", f"{API}/quotes?limit=0", 422),
        ("GET", "/static/style.css", 200),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/%2e%2e/app.py", 404),
    ],
)
def test_every_answer_lets_a_browser_load_and_run_nothing_foreign(
    client: TestClient, method: str, path: str, status: int
) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


# -- signing in ------------------------------------------------------------------------------------------


def _sign_in(writer: TestClient, token: str) -> int:
    return writer.post("/sign-in", data={"token": token}, follow_redirects=False).status_code


def test_a_session_needs_the_token_and_scripts_do_not_see_it(writer: TestClient) -> None:
    assert _sign_in(writer, "wrong") == 403
    assert COOKIE not in writer.cookies
    answer = writer.post("/sign-in", data={"token": "token-of-the-tests"}, follow_redirects=False)
    assert answer.status_code == 303
    (cookie,) = [each for each in answer.headers.get_list("set-cookie") if each.startswith(COOKIE)]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "token-of-the-tests" not in cookie


def test_a_session_that_came_by_https_stays_with_it(writer: TestClient) -> None:
    sent = {"token": "token-of-the-tests"}
    by_proxy = writer.post("/sign-in", data=sent, headers={"x-forwarded-proto": "https"}, follow_redirects=False)
    assert "; Secure" in by_proxy.headers.get_list("set-cookie")[0]
    plain = writer.post("/sign-in", data=sent, follow_redirects=False)
    assert "; Secure" not in plain.headers.get_list("set-cookie")[0]


def test_tokens_are_not_to_be_tried_out(writer: TestClient) -> None:
    assert [_sign_in(writer, f"guess {number}") for number in range(7)] == [403] * 6 + [429]


@pytest.mark.parametrize("cookie", ["", ".", "x.y", "6543-ab." + "0" * 64, "\xe9.\xe9"])
def test_a_made_up_session_is_none(writer: TestClient, cookie: str) -> None:
    headers = {b"cookie": f"{COOKIE}={cookie}".encode("latin-1")}
    answer = writer.post("/judgements/reject", data={"quotation": "x", "form": "y"}, headers=headers)
    assert answer.status_code == 403


def test_a_session_alone_does_not_judge(writer: TestClient) -> None:
    _sign_in(writer, "token-of-the-tests")
    quote = writer.get(f"{API}/quotes").json()["quotations"][0]["id"]
    assert writer.post("/judgements/reject", data={"quotation": quote}).status_code == 403
    assert writer.post(f"{API}/judgements", json={"verb": "reject", "quotations": [quote]}).status_code == 401
    assert writer.get(f"{API}/judgements").json()["judgements"] == []


def test_what_is_shown_in_a_session_is_kept_by_nobody(writer: TestClient) -> None:
    _sign_in(writer, "token-of-the-tests")
    assert writer.get("/judgements").headers["cache-control"] == "no-store"
    writer.cookies.clear()
    assert 'name="form"' not in writer.get("/judgements").text
