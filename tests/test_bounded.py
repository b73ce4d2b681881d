"""What is longer than an article is refused, and no more of it is held in memory than that."""

from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import bounded
from onrecord.drafts import read_draft
from onrecord.errors import InputError
from onrecord.formats import Problem
from onrecord.imports.jsonlines import objects
from onrecord.reading import read_all

MOST = 1000
LONGER = "of more than 1,000 bytes, longer than any article; split it into its articles"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let an article have a thousand bytes, and see that not much more is held."""
    monkeypatch.setattr(bounded, "MOST_BYTES", MOST)
    tracemalloc.start()
    yield
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000


def everything(path: Path | str) -> tuple[list[str], list[str]]:
    told: list[Problem] = []
    found = [each.id for each in read_all([path], on_problem=told.append)]
    return found, [str(each) for each in told]


def line(id_: str, text: str = "So it is.") -> bytes:
    return json.dumps({"id": id_, "text": text}).encode() + b"\n"


def test_a_long_line_is_passed_over_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(line("a") + b'{"id": "b", "text": "')
        for _ in range(30):
            file.write(b"long " * 200_000)
        file.write(b'"}\n' + line("c") + line("d").rstrip())
    found, (told,) = everything(path)
    assert found == ["a", "c", "d"]
    assert told.startswith(f"{path}:2: a line of more than 1,000 bytes")


def test_a_line_may_have_just_as_many(tmp_path: Path) -> None:
    for more, expected in ((0, ["a"]), (1, [])):
        words = "x" * (MOST + more - len(line("a", "")))
        (tmp_path / "a.jsonl").write_bytes(line("a", words))
        assert everything(tmp_path / "a.jsonl")[0] == expected
    (tmp_path / "a.jsonl").write_bytes(b" " * MOST + b"\n" + line("b"))
    assert everything(tmp_path / "a.jsonl") == (["b"], [])


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md"])
def test_a_long_file_is_told(tmp_path: Path, name: str) -> None:
    with (tmp_path / name).open("wb") as file:
        file.truncate(2**40)  # of which the disk has nothing
    found, (told,) = everything(tmp_path / name)
    assert (found, told.removeprefix(f"{tmp_path / name}: a file ")) == ([], LONGER)
    with pytest.raises(InputError, match="longer than any article"):
        read_draft(tmp_path / name)


def test_any_number_of_lines_may_come_by_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    some = io.BytesIO(b"".join(line(f"a{number}") for number in range(100)) + b"no JSON\n" + line("last").rstrip())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(some))
    found, (told,) = everything("-")
    assert found == [*(f"a{number}" for number in range(100)), "last"]
    assert told.startswith("-:101: not JSON")


def test_a_long_text_by_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (b"word " * 10_000, b"<html>" + b"word " * 10_000):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
        assert everything("-") == ([], [f"-: input {LONGER}"])


def test_what_never_ends_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    if os.fork() == 0:
        with (tmp_path / "pipe.txt").open("wb") as pipe:
            try:
                while True:
                    pipe.write(b"word ")
            except BrokenPipeError:
                os._exit(0)
    found, (told,) = everything(tmp_path / "pipe.txt")
    assert (found, "longer than any article" in told) == ([], True)
    os.wait()


def test_a_long_line_of_a_bank_is_passed_over(tmp_path: Path) -> None:
    path, told = tmp_path / "a.json.gz", list[Problem]()
    with gzip.open(path, "wb") as file:
        file.write(b'{"a": 1}\n')
        for _ in range(30):
            file.write(bytes(1_000_000))
        file.write(b'\n{"b": 2}\n')
    assert [record for _, record in objects(path, on_problem=told.append)] == [{"a": 1}, {"b": 2}]
    assert ["a line of more than 1,000 bytes" in str(each) for each in told] == [True]


def test_a_damaged_file_of_a_bank_is_told(tmp_path: Path) -> None:
    raw = bytearray(gzip.compress(os.urandom(3000)))
    raw[1000:1100] = bytes(100)
    (tmp_path / "a.json.gz").write_bytes(raw[:50] + b"\xff" * 50 + raw[100:])
    with pytest.raises(InputError, match="cannot be read"):
        list(objects(tmp_path / "a.json.gz", on_problem=lambda _: None))
