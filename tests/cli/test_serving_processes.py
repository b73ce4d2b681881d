"""`onrecord serve` by several processes: one site to whoever uses it, and nothing is left behind."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cli.conftest import Run, registry_file
from cli.test_serving import answer, served
from onrecord.cli.processes import may_fork

pytestmark = pytest.mark.skipif(not may_fork(), reason="this system makes no processes from others")
__all__ = ["registry_file"]

WRITER = "a token of my own"


def children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(each) for each in found.stdout.split()]


def gone(pids: list[int]) -> bool:
    """Whether processes have ended, within some seconds."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if not [pid for pid in pids if _is_running(pid)]:
            return True
        time.sleep(0.05)
    return False


def _is_running(pid: int) -> bool:
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip()) and not found.stdout.startswith("Z")


@pytest.fixture
def own(registry: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(registry, tmp_path / "own.db"))


@pytest.fixture(scope="module")
def shared(registry_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Return a site that no test ends, and its registry."""
    own = Path(shutil.copy(registry_file, tmp_path_factory.mktemp("served") / "own.db"))
    with served("--workers", 2, "--write", "--no-drafts", "--db", own, ONRECORD_WEB_TOKEN=WRITER) as (url, _):
        yield url, own


@pytest.fixture
def serving(own: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with served("--workers", 2, "--no-drafts", "--db", own) as found:
        yield found


def test_two_processes_and_the_one_that_they_share_end_with_ctrl_c(
    serving: tuple[str, subprocess.Popen[str]],
) -> None:
    url, process = serving
    assert answer(url)[0] == 200
    crew = children(process.pid)
    assert len(crew) == 3
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert gone(crew)
    assert process.stderr is not None
    assert process.stderr.read() == ""


def test_all_end_with_their_parent_even_where_that_is_killed(serving: tuple[str, subprocess.Popen[str]]) -> None:
    url, process = serving
    assert answer(url)[0] == 200
    crew = children(process.pid)
    process.kill()
    process.wait(20)
    assert gone(crew)


def test_another_process_takes_the_place_of_one_that_ends(serving: tuple[str, subprocess.Popen[str]]) -> None:
    url, process = serving
    assert process.stderr is not None
    answer(url)
    for victim in children(process.pid):
        os.kill(victim, signal.SIGKILL)
        told = process.stderr.readline()
        assert re.fullmatch(r"onrecord: .+ ended \(by SIGKILL\): another one takes its place\n", told), told
    assert all(answer(f"{url}api/v1/quotes")[0] == 200 for _ in range(20))
    assert answer(f"{url}api/v1/check", b'{"quote": "the bridge"}', {"content-type": "application/json"})[0] == 200
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0


def test_processes_that_end_again_and_again_are_not_started_for_ever(own: Path) -> None:
    with served("--workers", 2, "--no-drafts", "--db", own) as (url, process):
        answer(url)
        own.unlink()
        for each in children(process.pid):
            os.kill(each, signal.SIGKILL)
        assert process.wait(30) == 2
        assert process.stderr is not None
        assert "the fifth time within 30 s" in process.stderr.read().splitlines()[-1]


def test_who_signed_in_is_known_to_every_process(shared: tuple[str, Path]) -> None:
    url, _ = shared
    where = urlsplit(url)
    assert where.hostname is not None
    one = HTTPConnection(where.hostname, where.port or 0)
    one.request("POST", "/sign-in", f"token={WRITER.replace(' ', '+')}&who=Ida", {"content-type": FORM})
    cookie = one.getresponse().headers["set-cookie"].partition(";")[0]
    assert {_signed_in(where.hostname, where.port or 0, cookie) for _ in range(16)} == {True}


FORM = "application/x-www-form-urlencoded"


def _signed_in(host: str, port: int, cookie: str) -> bool:
    """Ask on a connection of its own, which any of the processes may take."""
    connection = HTTPConnection(host, port)
    connection.request("GET", "/", headers={"cookie": cookie})
    return b"/sign-out" in connection.getresponse().read()


def test_a_judgement_is_seen_by_every_process_at_once(shared: tuple[str, Path]) -> None:
    url, _ = shared
    headers = {"content-type": "application/json", "authorization": f"Bearer {WRITER}"}
    for name in ("Odalys B.", "O. Brandtveit"):
        before = {answer(f"{url}speakers/odalys-brandtveit")[0] for _ in range(8)}  # kept by all now
        body = json.dumps({"verb": "rename", "speaker": "odalys-brandtveit", "name": name}).encode()
        assert answer(f"{url}api/v1/judgements", body, headers)[0] == 201
        pages = [answer(f"{url}speakers/odalys-brandtveit")[2].decode() for _ in range(16)]
        assert before == {200}
        assert all(f"<h1><bdi>{name}</bdi></h1>" in page for page in pages)


def test_a_limit_is_one_of_the_whole_site(shared: tuple[str, Path]) -> None:
    url, _ = shared
    form = b"token=wrong&who=Ida"
    statuses = [answer(f"{url}sign-in", form, {"content-type": FORM})[0] for _ in range(12)]
    assert statuses.count(429) >= 6  # and not each process six times


def test_nobody_else_may_listen_at_the_same_port(shared: tuple[str, Path], run: Run) -> None:
    port = urlsplit(shared[0]).port
    ran = run("serve", "--port", port, "--workers", 2, "--db", shared[1])
    assert ran.status == 2
    assert f"port {port} is taken" in ran.err
    with socket.socket() as other, pytest.raises(OSError):
        other.bind(("127.0.0.1", port))


def test_a_file_that_is_locked_is_told_and_read_again_later(
    shared: tuple[str, Path],
) -> None:
    url, own = shared
    with sqlite3.connect(own) as writer:
        writer.execute("BEGIN EXCLUSIVE")  # in WAL mode readers go on
        assert answer(f"{url}api/v1/quotes?about=bridge")[0] == 200
    assert answer(f"{url}api/v1/quotes?about=ferry")[0] == 200
