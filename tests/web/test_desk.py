"""What the processes of one site share, asked over its socket as they ask it."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Client

import pytest

from onrecord.cli.processes import may_fork
from onrecord.errors import UnavailableError
from onrecord.types import Article
from onrecord.web.desk import Desk, SharedWorker
from onrecord.web.working import BusyError, Worker, WorkerError
from web import jobs

pytestmark = pytest.mark.skipif(not may_fork(), reason="this system makes no processes from others")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Return a desk at which a process answers."""
    found = Desk(Worker(seconds=3, load=jobs.willing))
    process = get_context("fork").Process(target=found.attend)
    process.start()
    yield found
    found.close()
    process.kill()
    process.join()


def _worker(desk: Desk) -> SharedWorker:
    found = desk.worker()
    assert found is not None
    return found


def test_a_limit_counts_what_anybody_asks_for(desk: Desk) -> None:
    one, other = desk.limits(), desk.limits()
    waits = [limits.sign_ins.wait("192.0.2.1") for limits in (one, other) * 4]
    assert waits[:6] == [0.0] * 6
    assert min(waits[6:]) > 5
    assert other.sign_ins.wait("192.0.2.2") == 0
    assert other.drafts.wait("192.0.2.1") == 0


def test_drafts_are_read_one_after_the_other_and_few_wait(desk: Desk) -> None:
    told: list[str] = []

    def ask() -> None:
        try:
            _worker(desk).extract(Article("draft", "nothing"))
        except BusyError:
            told.append("busy")
        else:
            told.append("read")

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(told) == 12
    assert told.count("read") >= 5  # one is read and four wait


def test_what_goes_wrong_is_told_as_it_is(desk: Desk) -> None:
    with pytest.raises(WorkerError, match="died"):
        _worker(desk).extract(Article("draft", "die"))
    assert _worker(desk).extract(Article("draft", "nothing")).quotations == ()


def test_who_does_not_know_the_key_is_not_answered(desk: Desk) -> None:
    with Client(str(desk._listener.address)) as stranger:
        stranger.recv_bytes()  # what only the key answers
        stranger.send_bytes(b"no")
        assert stranger.recv_bytes() == b"#FAILURE#"
    assert desk.limits().drafts.wait("192.0.2.1") == 0


def test_a_desk_that_is_gone_is_told_and_another_one_is_found() -> None:
    desk = Desk(None)
    limits = desk.limits()
    first = get_context("fork").Process(target=desk.attend)
    first.start()
    assert limits.claims.wait("192.0.2.1") == 0
    first.kill()
    first.join()
    again = get_context("fork").Process(target=desk.attend)
    again.start()
    assert _within(5, lambda: limits.claims.wait("192.0.2.1")) == 0
    again.terminate()
    again.join()
    assert again.exitcode == -signal.SIGTERM
    desk.close()
    with pytest.raises(UnavailableError, match="try again"):
        limits.claims.wait("192.0.2.1")
    assert desk.worker() is None


def _within(seconds: float, ask: object) -> object:
    """Return an answer, asked for again where nobody answers yet."""
    until = time.monotonic() + seconds
    while True:
        try:
            return ask() if callable(ask) else None
        except UnavailableError:
            if time.monotonic() > until:
                raise
