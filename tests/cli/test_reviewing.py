"""The queue from end to end: real processes, answered through a pipe, and in a terminal key by key."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.conftest import Run
from cli.forked import become, ended, piped
from factory import story
from onrecord.store import Store

ONE, TWO = "john-smith", "john-smith-2"
RURIK, OTHER = "rurik-tangmere", "rurik-tangmere-2"
COMMAND = [sys.executable, "-m", "onrecord", "review"]


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two questions: whether the baker of another town is the one on record, and which of two somebody is."""
    path = tmp_path_factory.mktemp("queue") / "queue.db"
    with Store.open(path) as store:
        store.add_extraction(story("John Smith", "Scottish goalkeeper", article_id="a1"))
        store.add_extraction(story("John Smith", "Kenyan senator", "“We will vote,”", "a2"))
        store.add_extraction(story("John Smith", None, "“The roof is open,”", "a3", title="An open roof"))
        store.add_extraction(story("Rurik Tangmere", "baker in Fjordby", article_id="b1"))
        store.add_extraction(story("Rurik Tangmere", "baker in Hesk", "“It leaks,”", "b2"))
        found = [(each.article_id, each.speaker_id, [one.id for one in each.candidates]) for each in store.doubts()]
    assert found == [("b2", OTHER, [RURIK]), ("a3", None, [ONE, TWO])]
    return path


@pytest.fixture(autouse=True)
def desk(queue: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "desk.db"
    shutil.copy(queue, path)
    monkeypatch.setenv("ONRECORD_DB", str(path))
    monkeypatch.setenv("ONRECORD_WHO", "the desk")
    return path


def review(answers: str, *options: str) -> str:
    return piped("review", *options, given=answers).decode()


def decided(run: Run) -> list[tuple[str, bool]]:
    """Return the verbs of the log, the last first, with whether each stands."""
    lines = run("judgements", "--format", "jsonl").out.splitlines()
    return [(one["verb"], one["stands"]) for one in map(json.loads, lines)]


def questions(run: Run) -> list[str]:
    """Return the articles that the queue asks about."""
    lines = run("review", "--list", "--format", "jsonl").out.splitlines()
    return [one["article_id"] for one in map(json.loads, lines)]


def test_a_question_shows_both_sides(run: Run) -> None:
    out = review("q\n")
    assert out.startswith("2 questions to review\n\nWho is Rurik Tangmere (person) in b2?\n")
    for shown in (
        "1 quotation hangs on the answer",
        "· direct · baker in Hesk\n",
        "⟦“It leaks,”⟧ {said} <Rurik Tangmere>, baker in Hesk, at the harbour.",
        f"For now it is Rurik Tangmere (id {OTHER})\n",
        f"\n1  Rurik Tangmere (person; id {RURIK}) · score ",
        "   role: baker in Fjordby · seen 2021-05-04\n",
        "   said: “We will mend the bridge,” (",
        "   for: 'Rurik Tangmere' is 'Rurik Tangmere' [full name, +",
        "   against: ",
        "[1 who; s same, d different, k skip, u undo, q quit, ? help] q\n",
    ):
        assert shown in out
    assert out.endswith("\n0 answered, 0 skipped; 2 questions left\n")
    assert run("judgements").status == 1


def test_the_same_is_merged_and_one_of_several_assigned(run: Run) -> None:
    out = review("s\n2\n")
    assert f"merged Rurik Tangmere ({OTHER}) into Rurik Tangmere ({RURIK})" in out
    assert "\n\nWho is John Smith (person) in a3?\n  “An open roof”, 2021-05-04\n" in out
    assert f"to John Smith ({TWO}) · " in out
    assert out.endswith("2 answered, 0 skipped; 0 questions left\n")
    assert decided(run) == [("assign", True), ("merge", True)]
    assert "“The roof is open,”" in run("who", TWO).out
    assert review("") == "nothing to review: no name is in doubt\n"


def test_different_keeps_apart_and_new_makes_somebody(run: Run) -> None:
    review("d\nn\n", "--why", "asked both papers")
    assert decided(run) == [("assign", True), ("apart", True)]
    assert questions(run) == []
    assert run("merge", OTHER, RURIK).status == 2
    assert "; why: asked both papers" in run("judgements").out
    new = json.loads(run("judgements", "--format", "jsonl").out.splitlines()[0])["arguments"]
    assert new["speaker"]["new"]
    assert [each["id"] for each in new["apart"]] == [ONE, TWO]
    assert run("merge", new["speaker"]["id"], ONE).status == 2


def test_every_answer_is_kept_whatever_comes_after(run: Run) -> None:
    review("s\n")  # the input ends before the next question is answered
    assert decided(run) == [("merge", True)]
    assert questions(run) == ["a3"]


def test_the_last_answer_is_undone_and_asked_again(run: Run) -> None:
    out = review("s\nu\nd\nu\nq\n")
    assert out.count("Who is Rurik Tangmere") == 3
    assert "undid " in out
    assert decided(run) == [("undo", True), ("apart", False), ("undo", True), ("merge", False)]
    assert questions(run) == ["b2", "a3"]


def test_after_the_last_question_its_answer_may_be_undone(run: Run) -> None:
    out = review("k\n1\nu\nq\n")
    assert "that was the last one [u undo, any other key ends] u\n" in out
    assert out.endswith("0 answered, 1 skipped; 2 questions left\n")
    assert decided(run) == [("undo", True), ("assign", False)]


def test_a_skip_is_taken_back_too_but_not_what_was_judged_before(run: Run) -> None:
    run("rename", ONE, "John A. Smith")
    out = review("u\nk\nu\nq\n")
    assert "nothing was answered yet" in out
    assert out.count("Who is Rurik Tangmere") == 2
    assert decided(run) == [("rename", True)]


def test_a_key_that_answers_nothing_says_which_do(run: Run) -> None:
    out = review("n\n7\nsame\n?\nq\n")  # nobody new where somebody was made
    assert out.count(f"  1  it is {RURIK}\n  s  it is the same as 1\n  d  different: ") == 4
    assert "  n  new" not in out
    assert run("judgements").status == 1


def test_what_somebody_else_judged_meanwhile_is_told(run: Run, desk: Path) -> None:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        read = b""
        while not read.endswith(b"? help] "):
            read += os.read(process.stdout.fileno(), 4096)
        merged = run("merge", OTHER, RURIK)
        out, err = process.communicate(b"d\nq\n", timeout=60)
    assert process.returncode == 0
    assert b"count as one" in err
    assert b"Who is John Smith" in out
    assert merged.status == 0
    assert decided(run) == [("merge", True)]


def test_the_queue_is_listed_without_asking(run: Run) -> None:
    table = run("review", "--list").out.splitlines()
    assert table[0].split() == ["Article", "Name", "Type", "Quotations", "For", "now", "May", "be"]
    assert table[1].split()[:6] == ["b2", "Rurik", "Tangmere", "person", "1", OTHER]
    assert f" {ONE} 0." in table[2]
    first = json.loads(run("review", "--list", "--format", "jsonl", "--limit", 1).out)
    (candidate,) = first["candidates"]
    assert (first["name"], first["speaker_id"], candidate["id"]) == ("Rurik Tangmere", OTHER, RURIK)
    points = sum(reason["score"] for reason in candidate["pro"] + candidate["contra"])
    assert candidate["score"] == pytest.approx(points)
    review("s\n1\n")
    ran = run("review", "--list", "--format", "jsonl")
    assert (ran.status, ran.out) == (0, "")
    assert "no name is in doubt" in ran.err


# -- in a terminal ---------------------------------------------------------------------------------------


class Terminal:
    """The command with a terminal of its own, pressed key by key."""

    def __init__(self) -> None:
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            become(("review",), {"TERM": "xterm", "COLUMNS": "80"})
        self._unread = b""

    def wait_for(self, words: str) -> str:
        """Read on until `words` are shown, and return what was shown until then."""
        while (at := self._unread.find(words.encode())) < 0:
            self._unread += os.read(self._fd, 4096)
        shown, self._unread = self._unread[:at], self._unread[at + len(words.encode()) :]
        return shown.decode()

    def press(self, key: str) -> None:
        time.sleep(0.2)  # what is pressed before the question is there is thrown away
        os.write(self._fd, key.encode())

    def status(self) -> int:
        status = ended(self.pid)
        os.close(self._fd)
        return status


def test_one_key_without_return_is_an_answer_and_keys_in_advance_are_none(run: Run) -> None:
    terminal = Terminal()
    assert "\x1b[1mWho is Rurik Tangmere" in terminal.wait_for("? help] ")
    terminal.press("sss")
    terminal.wait_for("Who is John Smith")
    terminal.wait_for("? help] ")
    terminal.press("q")
    terminal.wait_for("1 answered, 0 skipped; 1 question left")
    assert terminal.status() == 0
    assert decided(run) == [("merge", True)]


@pytest.mark.parametrize(("end", "status"), [("\x03", 130), ("\x04", 0)], ids=["Ctrl-C", "Ctrl-D"])
def test_ending_it_in_a_terminal_loses_nothing(run: Run, end: str, status: int) -> None:
    terminal = Terminal()
    terminal.wait_for("? help] ")
    terminal.press("d")
    terminal.wait_for("Who is John Smith")
    terminal.wait_for("? help] ")
    terminal.press(end)
    terminal.wait_for("1 answered, 0 skipped; 1 question left")
    assert terminal.status() == status
    assert decided(run) == [("apart", True)]


def test_one_that_is_killed_has_kept_its_answers(run: Run) -> None:
    terminal = Terminal()
    terminal.wait_for("? help] ")
    terminal.press("s")
    terminal.wait_for("Who is John Smith")
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.status() == -signal.SIGKILL
    assert decided(run) == [("merge", True)]
