"""The process beside the server: it answers, it may die, it may be slow, and the site goes on."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from onrecord.errors import InputError, ModelError
from onrecord.types import Article
from onrecord.web.app import create_app
from onrecord.web.working import BusyError, Worker, WorkerError
from web import jobs


def draft(text: str) -> Article:
    return Article("draft", text)


@pytest.fixture
def worker() -> Iterator[Worker]:
    made = Worker(seconds=0.5, load=jobs.willing)
    yield made
    made.close()


def pid(worker: Worker) -> int:
    assert worker.pid is not None
    return worker.pid


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_reads_all_drafts(worker: Worker) -> None:
    assert worker.extract(draft("nothing")).article.text == "nothing"
    first = pid(worker)
    assert worker.extract(draft("nothing more")).quotations == ()
    assert pid(worker) == first != os.getpid()


def test_a_draft_that_takes_too_long_is_broken_off_and_the_next_one_read(worker: Worker) -> None:
    worker.extract(draft("nothing"))
    first = pid(worker)
    begun = time.monotonic()
    with pytest.raises(WorkerError, match="takes too long"):
        worker.extract(draft("sleep"))
    assert time.monotonic() - begun < 5
    assert not is_running(first)
    assert worker.extract(draft("nothing")).quotations == ()


@pytest.mark.parametrize("text", ["die", "fail"])
def test_a_process_that_dies_is_started_again(worker: Worker, text: str) -> None:
    with pytest.raises(WorkerError, match="died over this one"):
        worker.extract(draft(text))
    assert worker.extract(draft("nothing")).quotations == ()


def test_what_it_refuses_is_told_as_it_was(worker: Worker) -> None:
    with pytest.raises(InputError, match="this is no text"):
        worker.extract(draft("refuse"))


@pytest.mark.parametrize(
    ("load", "error", "says"), [(jobs.lacking, ModelError, "spaCy"), (jobs.broken, WorkerError, "did not start")]
)
def test_a_process_that_cannot_begin_says_why(
    load: Callable[[], jobs.Extract], error: type[Exception], says: str
) -> None:
    worker = Worker(load=load)
    with pytest.raises(error, match=says):
        worker.extract(draft("nothing"))
    worker.close()


def test_a_few_may_wait_and_no_more(worker: Worker) -> None:
    release, turned_away = threading.Event(), threading.Semaphore(0)

    def wait_for_a_turn() -> None:
        try:
            with worker.turn():
                release.wait(10)
        except BusyError:
            turned_away.release()

    threads = [threading.Thread(target=wait_for_a_turn) for _ in range(8)]
    for each in threads:
        each.start()
    assert [turned_away.acquire(timeout=10) for _ in range(3)] == [True] * 3
    assert not turned_away.acquire(timeout=0.1)  # one has its turn and four wait
    release.set()
    for each in threads:
        each.join()
    with worker.turn():
        pass


def test_it_ends_with_the_site(registry_file: Path) -> None:
    app = _site(registry_file, seconds=5)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert _check(client, "nothing") == 200
        process = pid(app.state.site.worker)
    assert not is_running(process)


def test_pages_answer_while_a_draft_is_read(registry_file: Path) -> None:
    with TestClient(_site(registry_file, seconds=3), base_url="http://127.0.0.1") as client:
        _check(client, "nothing")  # begun, so that only the draft takes time
        slow: list[int] = []
        thread = threading.Thread(target=lambda: slow.append(_check(client, "sleep")))
        thread.start()
        answered = 0
        while not slow and answered < 20:
            assert client.get("/api/v1/quotes").status_code == 200
            answered += 1
        thread.join()
    assert answered == 20
    assert slow == [422]


def test_the_check_of_a_draft_has_what_is_found_in_it(client: TestClient) -> None:
    text = "“We will not rebuild the bridge,” said Odalys Brandtveit, the mayor of Fjordby."
    found = client.post("/api/v1/check", json={"draft": text, "title": "On the bridge"}).json()
    (one,) = found["quotations"]
    assert (found["ok"], found["problems"], found["article"]["title"]) == (False, 1, "On the bridge")
    assert (one["verdict"], one["quotation"]["speaker"]["name"]) == ("altered", "Odalys Brandtveit")
    assert one["checks"][0]["speaker_id"] == "odalys-brandtveit"


def test_the_server_itself_loads_no_language_model(registry_file: Path) -> None:
    code = (
        "import sys\n"
        "from starlette.testclient import TestClient\n"
        "from onrecord.web.app import create_app\n"
        f"client = TestClient(create_app({str(registry_file)!r}), base_url='http://127.0.0.1')\n"
        "for path in ('/', '/api/v1/quotes', '/articles/bridge', '/speakers/odalys-brandtveit', '/check'):\n"
        "    assert client.get(path).status_code == 200, path\n"
        "client.post('/api/v1/check', json={'quote': 'We will rebuild the bridge'})\n"
        "import onrecord.checking.drafting\n"
        "print(*(m for m in ('spacy', 'textacy', 'onnxruntime') if m in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_site_without_a_worker_checks_no_drafts(registry_file: Path) -> None:
    client = TestClient(create_app(registry_file, extract=False), base_url="http://127.0.0.1")
    answer = client.post("/api/v1/check", json={"draft": "nothing"})
    assert answer.status_code == 403
    assert "onrecord check" in answer.json()["detail"]


def _site(registry: Path, seconds: float) -> FastAPI:
    app = create_app(registry, extract=False)
    app.state.site = replace(app.state.site, worker=Worker(seconds=seconds, load=jobs.willing))
    return app


def _check(client: TestClient, text: str) -> int:
    return client.post("/api/v1/check", json={"draft": text}).status_code
