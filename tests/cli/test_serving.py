"""`onrecord serve` as it is started: where it listens, what it tells, what it refuses; and that it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from email.message import Message
from importlib.util import find_spec
from pathlib import Path

import pytest

from cli.conftest import Run
from onrecord.cli import serving

TOKEN = "ONRECORD_WEB_TOKEN"


@contextmanager
def served(*options: object, **environment: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start the site at a free port; give its address, as it told it, and the process."""
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0", *map(str, options)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **environment})
    try:
        assert process.stderr is not None
        told = process.stderr.readline()
        found = re.fullmatch(r"onrecord: (http://\S+/) \(Ctrl-C ends it\)\n", told)
        assert found is not None, told
        yield found[1], process
    finally:
        process.kill()
        process.communicate()


def answer(
    url: str, data: bytes | None = None, headers: Mapping[str, str] | None = None
) -> tuple[int, Mapping[str, str], bytes]:
    request = urllib.request.Request(url, data, dict(headers or {}))
    try:
        with urllib.request.urlopen(request, timeout=20) as found:
            return found.status, _lower(found.headers), found.read()
    except urllib.error.HTTPError as refused:
        return refused.code, _lower(refused.headers), refused.read()


def _lower(headers: Message[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def test_pages_and_programs_are_answered_until_ctrl_c(registry: Path) -> None:
    with served() as (url, process):
        status, headers, body = answer(f"{url}api/v1/stats")
        assert (status, json.loads(body)["quotations"]) == (200, 6)
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers
        assert answer(url)[0] == 200
        assert answer(f"{url}api/v1/judgements", data=b"{}", headers={"content-type": "application/json"})[0] == 403
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_a_token_is_told_once_and_lets_programs_judge(registry: Path, tmp_path: Path) -> None:
    own = shutil.copy(registry, tmp_path / "own.db")
    with served("--write", "--db", own, **{TOKEN: ""}) as (url, process):
        assert process.stderr is not None
        found = re.fullmatch(r"onrecord: to judge, sign in with this token: (\S{32})\n", process.stderr.readline())
        assert found is not None
        headers = {"content-type": "application/json", "authorization": f"Bearer {found[1]}"}
        body = json.dumps({"verb": "rename", "speaker": "odalys-brandtveit", "name": "Odalys B."}).encode()
        assert answer(f"{url}api/v1/judgements", data=body, headers=headers)[0] == 201
        wrong = {**headers, "authorization": "Bearer " + "x" * 32}
        assert answer(f"{url}api/v1/judgements", data=body, headers=wrong)[0] == 401


def test_a_token_of_ones_own_is_not_told(registry: Path) -> None:
    with served("--write", "--no-drafts", **{TOKEN: "a token of my own"}) as (url, process):
        assert answer(f"{url}api/v1/stats")[0] == 200
        process.send_signal(signal.SIGTERM)
        process.wait(20)
        assert process.stderr is not None
        assert "a token of my own" not in process.stderr.read()


def test_a_name_may_be_given_and_others_are_refused(registry: Path) -> None:
    with served("--host-name", "desk.example.org") as (url, _):
        assert answer(f"{url}api/v1/stats", headers={"host": "desk.example.org"})[0] == 200
        assert answer(f"{url}api/v1/stats", headers={"host": "rebound.example"})[0] == 421


# -- what is told before anything is served --------------------------------------------------------------


def test_a_port_that_is_taken(run: Run, registry: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("serve", "--port", port)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        f"onrecord: port {port} is taken, by another `onrecord serve` perhaps: end that, or give another with --port\n"
    )


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_that_is_not_ours(run: Run, registry: Path, host: str) -> None:
    ran = run("serve", "--port", 0, "--host", host)
    assert ran.status == 2
    assert "is no address of this machine" in ran.err


def test_no_registry(run: Run, tmp_path: Path) -> None:
    ran = run("serve", "--db", tmp_path / "none.db")
    assert ran.status == 2
    assert "no registry at" in ran.err


def test_the_extra_is_not_installed(run: Run, registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def found(name: str) -> object:
        return None if name in ("jinja2", "uvicorn") else find_spec(name)

    monkeypatch.setattr("onrecord.cli.serving.find_spec", found)
    ran = run("serve")
    assert ran.status == 2
    assert ran.err == "onrecord: serving needs uvicorn, jinja2: pip install 'onrecord[web]'\n"


def test_a_token_that_can_be_guessed(run: Run, registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "short")
    ran = run("serve", "--write")
    assert ran.status == 2
    assert "16 characters" in ran.err


@pytest.mark.parametrize(
    ("host", "names"),
    [
        ("127.0.0.1", ["127.0.0.1"]),
        ("0.0.0.0", []),
        ("::", []),
        ("::1", ["[::1]"]),
        ("192.0.2.7", ["192.0.2.7"]),
        ("desk", ["desk"]),
    ],
)
def test_the_address_that_it_listens_at_is_a_name_of_it(host: str, names: Sequence[str]) -> None:
    assert list(serving.own_names(host)) == names


def test_whom_it_is_open_to_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with serving.listening("0.0.0.0", 0) as found:
        serving.tell_where(found[0], [])
        port = found[0].getsockname()[1]
    told = capsys.readouterr().err
    assert f"http://localhost:{port}/" in told
    assert "nothing is encrypted" in told
    assert "--host-name" in told
