"""One shard: made whole or not at all, once, and again where what it is made of has changed."""

from __future__ import annotations

import json
import platform
from functools import cache
from pathlib import Path

import plainshards as plain
import pytest

from archive import page, record
from onrecord.extracting import Extract
from onrecord.formats import Problem
from onrecord.scale import ScaleError, making, shards
from onrecord.version import ENGINE
from onrecord.workers import Crew, Here
from workers import jobs


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (path,) = plain.shards(tmp_path / "in", 1, 40)
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return shards.folder(tmp_path / "out")


def test_a_shard_has_its_articles_in_order_and_a_report_of_them(source: Path, out: Path) -> None:
    report = making.make(source, out, Here(plain.load))
    found = list(making.read(shards.made_of(source, out)))
    assert [each.article.id for each in found] == [f"article {n}" for n in range(40)]
    assert report.articles == 40
    assert report.quotations == sum(len(each.quotations) for each in found) > 40
    assert report.words == sum(len(each.article.text.split()) for each in found)
    assert report == shards.checked(shards.made_of(source, out))
    assert sorted(each.suffix for each in out.iterdir()) == [".json", ".parquet"]


def test_what_is_refused_is_told_in_the_report_and_the_rest_goes_on(source: Path, out: Path) -> None:
    with source.open("a") as file:
        file.write('{"id": "bad"\n{"id": "refused", "text": "Refuse me."}\n{"id": "last", "text": "No words."}\n')
    report = making.make(source, out, Here(plain.load))
    assert (report.articles, report.refused) == (41, 2)
    assert [problem.what.split(" (")[0] for problem in report.problems] == ["not JSON", "cannot be extracted"]
    assert json.loads(shards.report_of(shards.made_of(source, out)).read_text())["refused"] == 2


def test_an_article_that_its_process_dies_over_is_refused_and_the_rest_goes_on(source: Path, out: Path) -> None:
    source.write_text('{"text": "One."}\n{"text": "killed"}\n{"text": "Three."}\n')
    with Crew(1, load=jobs.reads) as crew:
        report = making.make(source, out, crew)
    assert (report.articles, report.refused) == (2, 1)
    (problem,) = report.problems
    assert problem.where.endswith("news-0.jsonl:2")
    assert "killed" in problem.what


def test_what_is_done_is_not_done_again(source: Path, out: Path) -> None:
    first = making.make(source, out, Here(plain.load))
    assert making.make(source, out, Here(plain.never)) == first


def test_what_has_changed_is_done_again(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    making.make(source, out, Here(plain.load))
    source.write_text("".join(source.read_text().splitlines(keepends=True)[:7]))
    assert making.make(source, out, Here(plain.load)).articles == 7
    made = shards.made_of(source, out)
    made.write_bytes(made.read_bytes()[:-9])
    assert making.make(source, out, Here(plain.load)) == shards.checked(made)
    shards.report_of(made).write_text("{}")
    assert making.make(source, out, Here(plain.load)) == shards.checked(made)
    monkeypatch.setattr(shards, "ENGINE", f"{ENGINE}-next")
    with pytest.raises(AssertionError, match="the models were loaded"):
        making.make(source, out, Here(plain.never))


def test_a_shard_that_fails_leaves_what_was_there(source: Path, out: Path) -> None:
    making.make(source, out, Here(plain.load))
    before = {each: each.read_bytes() for each in out.iterdir()}
    source.write_text(source.read_text() + '{"text": "More."}\n')
    with pytest.raises(AssertionError):
        making.make(source, out, Here(plain.never))
    assert {each: each.read_bytes() for each in out.iterdir()} == before


def test_what_a_killed_process_left_is_swept_away(source: Path, out: Path) -> None:
    made = shards.made_of(source, out)
    made.with_name(f".{made.name}.elsewhere-12").write_bytes(b"half")
    making.make(source, out, Here(plain.load))
    assert len(list(out.iterdir())) == 2


def test_two_processes_may_make_one_shard_at_once(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @cache
    def load() -> Extract:
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(platform, "node", lambda: "elsewhere")
            making.make(source, out, Here(plain.load))
        return plain.load()

    assert making.make(source, out, Here(load)) == shards.checked(shards.made_of(source, out))
    assert len(list(out.iterdir())) == 2


def test_an_input_that_changes_meanwhile_is_not_done(source: Path, out: Path) -> None:
    @cache
    def load() -> Extract:
        source.write_text(source.read_text() + '{"text": "More."}\n')
        return plain.load()

    with pytest.raises(ScaleError, match="was changed while it was read; run the extraction again"):
        making.make(source, out, Here(load))
    assert making.make(source, out, Here(plain.load)).articles == 41


def test_what_cannot_be_read_or_written_is_told(tmp_path: Path, source: Path, out: Path) -> None:
    with pytest.raises(ScaleError, match=r"gone.jsonl: cannot be read or written \(No such file"):
        making.make(tmp_path / "gone.jsonl", out, Here(plain.load))
    with pytest.raises(ScaleError, match="cannot be read or written"):
        making.make(source, tmp_path / "gone", Here(plain.load))
    with pytest.raises(ScaleError, match="is no folder and cannot be made"):
        shards.folder(source)


def test_archives_and_rows_are_shards_too(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "web.warc"
    path.write_bytes(record(page()) + record(page(), url="https://fjord.example/2"))
    assert making.make(path, out, Here(plain.load)).articles == 2
    told = list(making.read(shards.made_of(path, out)))
    assert [each.article.url for each in told] == ["https://fjord.example/bridge", "https://fjord.example/2"]


def test_shards_are_found_once_in_order_and_others_told(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/z.WARC.gz", "b/.hidden.jsonl", "a.parquet", "c.jsonl", "note.txt"):
        (tmp_path / name).touch()
    given = [tmp_path / "c.jsonl", tmp_path, tmp_path / "note.txt", tmp_path / "gone.jsonl"]
    found = list(shards.find(given))
    assert [each.name for each in found if isinstance(each, Path)] == ["c.jsonl", "a.parquet", "z.WARC.gz"]
    told = [f"{Path(each.where).name}: {each.what}" for each in found if isinstance(each, Problem)]
    assert told == ["note.txt: no file of many articles", "gone.jsonl: cannot be read (no such file)"]


def test_files_of_one_name_in_two_folders_are_two_shards(tmp_path: Path) -> None:
    assert len({shards.made_of(tmp_path / folder / "n.jsonl", tmp_path) for folder in "ab"}) == 2
