"""Files that were read before: passed over where nothing has changed, whatever the clocks say."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.files import FileRead, Remembered, is_settled, stamp_of
from onrecord.reading import Reading, read_files, sizes
from onrecord.types import Article

HOUR = 3_600_000_000_000


@pytest.fixture
def news(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "news" / name).write_text(f"The story of {name}.")
    lines = [{"id": "one", "text": "One."}, {"id": "two", "text": "Two."}]
    (tmp_path / "news/c.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return tmp_path / "news"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the clock of this process, and not that of the file system, show another time."""
    now = time.time_ns

    def shift(by: int) -> None:
        monkeypatch.setattr(time, "time_ns", lambda: now() + by)

    shift(HOUR)
    return shift


def read(folder: Path, known: dict[str, str | None]) -> tuple[list[str], dict[str, str | None]]:
    """Return the ids of the articles that are read, and the files that are to be remembered."""
    reading = Reading(known=lambda path, stamp: known.get(path) == stamp)
    found = list(read_files([folder], on_problem=lambda _: None, reading=reading))
    ended = {Path(each.path).name: each for each in found if isinstance(each, FileRead)}
    known.update({each.path: each.stamp for each in ended.values()})
    return [each.id for each in found if isinstance(each, Article)], {n: each.stamp for n, each in ended.items()}


@pytest.mark.usefixtures("later")
def test_a_file_is_read_again_only_where_it_has_changed(news: Path) -> None:
    known: dict[str, str | None] = {}
    assert read(news, known)[0] == ["a", "b", "one", "two"]
    assert read(news, known)[0] == []
    (news / "b.txt").write_text("The story of b.TXT.")  # as long as before
    (news / "d.txt").write_text("Another.")
    assert read(news, known)[0] == ["b", "d"]
    assert read(news, known)[0] == []


@pytest.mark.usefixtures("later")
def test_a_change_is_seen_where_somebody_sets_the_time_of_the_file_back(news: Path) -> None:
    known: dict[str, str | None] = {}
    read(news, known)
    before = (news / "a.txt").stat()
    (news / "a.txt").write_text("The story of A.txt.")
    os.utime(news / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    after = (news / "a.txt").stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert read(news, known)[0] == ["a"]


def test_a_clock_that_jumps_loses_no_file(news: Path, later: Callable[[int], None]) -> None:
    known: dict[str, str | None] = {}
    later(-HOUR)  # as if the files were made in an hour from now: their next change may look the same
    assert set(read(news, known)[1].values()) == {None}
    assert read(news, known)[0] == ["a", "b", "one", "two"]
    later(HOUR)
    read(news, known)
    later(-24 * HOUR)
    assert read(news, known)[0] == []
    (news / "a.txt").write_text("The story of A.txt.")
    assert read(news, known)[0] == ["a"]


def test_a_file_that_changed_just_now_is_read_again(news: Path, later: Callable[[int], None]) -> None:
    later(1_000_000_000)
    known: dict[str, str | None] = {}
    read(news, known)
    later(10_000_000_000)
    assert read(news, known)[0] == ["a", "b", "one", "two"]
    assert read(news, known)[0] == []


@pytest.mark.usefixtures("later")
def test_a_file_of_which_anything_is_refused_is_read_again(news: Path) -> None:
    with (news / "c.jsonl").open("a") as lines:
        lines.write("no JSON\n")
    assert read(news, {})[1]["c.jsonl"] is None
    assert read(news, {})[1]["a.txt"] == stamp_of((news / "a.txt").stat())


def test_what_comes_by_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=lambda: (tmp_path / "pipe").write_text("A story."))
    writer.start()
    (found,) = read_files([tmp_path / "pipe"], on_problem=lambda _: None)
    writer.join()
    assert isinstance(found, Article)


def test_how_much_is_read_is_told_and_was_known_before(news: Path, later: Callable[[int], None]) -> None:
    paths = [news, news / "a.txt", news / "none.txt"]
    counted: list[int] = []
    list(read_files(paths, on_problem=lambda _: None, reading=Reading(on_bytes=counted.append)))
    assert sum(counted) == sum(sizes(paths)) == sum(each.stat().st_size for each in news.iterdir()) + 19
    counted.clear()
    passed_over = Reading(known=lambda *_: True, on_bytes=counted.append)
    assert not any(read_files(paths, on_problem=lambda _: None, reading=passed_over))
    assert sum(counted) == sum(sizes(paths))


def test_files_are_looked_up_many_at_a_time() -> None:
    kept = {f"/news/{number:05}.txt": str(number) for number in range(2500)}
    asked: list[str] = []

    def found(path: str, most: int) -> list[tuple[str, str | None]]:
        asked.append(path)
        from_here = sorted(each for each in kept if each >= path)
        return [(each, kept[each]) for each in from_here[:most]]

    remembered = Remembered(found)
    paths = sorted([*kept, "/news/00100-b.txt", "/news/0", "/news/x.txt"])
    assert [path for path in paths if remembered.has(path, kept.get(path, ""))] == sorted(kept)
    assert len(asked) == 3
    assert not remembered.has("/news/00001.txt", "2")
    assert remembered.has("/news/00001.txt", "1")
    assert not remembered.has("/another/00001.txt", "1")


def test_the_future_is_not_settled(tmp_path: Path) -> None:
    status = tmp_path.stat()
    changed = max(status.st_mtime_ns, status.st_ctime_ns)
    assert [is_settled(status, changed + by) for by in (-HOUR, 0, 1_999_999_999, 2_000_000_001)] == [
        *(False, False, False, True)
    ]
