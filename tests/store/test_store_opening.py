"""Opening: made, upgraded, refused, read where nothing may be written."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from factory import story
from onrecord.errors import StoreError
from onrecord.store import Store, database, schema


def pragma(path: Path, name: str) -> object:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]
    finally:
        connection.close()


def test_opening_makes_a_registry_that_others_can_read_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with Store.open(path) as store:
        assert store.stats().articles == 0
    assert pragma(path, "journal_mode") == "wal"
    assert pragma(path, "integrity_check") == "ok"


def test_the_revision_that_lookups_expect_is_the_last() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("onrecord.store") / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_the_database_is_the_one_named_or_of_the_environment_or_of_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_DB", raising=False)
    Store.open().close()
    assert (tmp_path / "onrecord.db").exists()
    monkeypatch.setenv("ONRECORD_DB", str(tmp_path / "other.db"))
    Store.open().close()
    assert (tmp_path / "other.db").exists()
    Store.open("sqlite:///by-url.db").close()
    assert (tmp_path / "by-url.db").exists()


@pytest.mark.parametrize("name", ["with space.db", "50%?.db", "a#b.db", "Überblick.db", "registry"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / name) as store:
        store.add_extraction(story("Ulf Tangmere", "baker"))
    assert {path.name for path in tmp_path.iterdir()} == {name}
    with Store.open(tmp_path / name, create=False) as store:
        assert store.stats().quotations == 1


def test_a_registry_in_memory() -> None:
    with Store.open("sqlite://") as store:
        store.add_extraction(story("Ulf Tangmere", "baker"))
        assert len(store.quotes()) == 1


def test_looking_up_in_a_missing_registry_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no registry at .*: add articles with `onrecord add`"):
        Store.open(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (line TEXT)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    Store.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    ("made", "message"),
    [
        (foreign, "is a database, but not an onrecord registry"),
        (newer, "written by a newer onrecord .schema 0999.*upgrade with `pip install --upgrade onrecord`"),
        (lambda path: path.write_bytes(b"Not a database, but a text.\n" * 99), "is not an onrecord registry"),
        (lambda path: path.mkdir(), "is a folder, not a registry"),
    ],
)
def test_what_is_no_registry_of_this_version_is_refused_and_left_as_it_is(
    tmp_path: Path, made: object, message: str, create: bool
) -> None:
    path = tmp_path / "thing.db"
    assert callable(made)
    made(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=message):
        Store.open(path, create=create)
    assert before == (path.read_bytes() if path.is_file() else None)


def test_an_empty_file_becomes_a_registry_but_not_by_looking_up(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(StoreError, match="holds no registry yet"):
        Store.open(path, create=False)
    with Store.open(path) as store:
        assert store.stats().articles == 0


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no folder .*missing, make it first"):
        Store.open(tmp_path / "missing" / "r.db")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nodb://me:secret@host/x", "kept in SQLite or PostgreSQL, not in nodb"),
        ("postgresql+nodriver://me:secret@host/x", r"no driver for postgresql\+nodriver://me:\*\*\*@host/x"),
        ("postgresql://me:secret@host:noport/x", "neither a path nor a URL of a database"),
        ("", "empty name"),
    ],
)
def test_a_url_of_no_database_is_refused_without_its_password(url: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        Store.open(url)
    assert "secret" not in str(caught.value)


READ_AS_NOBODY = """
import os, sys
from onrecord.store import Store
from onrecord.types import Article, Extraction
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
with Store.open(sys.argv[1], create=False) as store:
    print(len(store.quotes(by="Tangmere")), store.quotes()[0].article.text)
    try:
        store.add_extraction(Extraction(Article("b", "No.")))
    except Exception as error:
        print(type(error).__name__, error)
"""


def as_nobody(path: Path) -> str:
    """Read a registry as a user who may write neither it nor its folder."""
    done = subprocess.run(
        [sys.executable, "-c", READ_AS_NOBODY, str(path)], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.fixture
def sealed() -> Iterator[Path]:
    """A registry in a folder that anybody may enter, which pytest's own folders do not allow."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with Store.open(folder / "r.db") as store:
            store.add_extraction(story("Ulf Tangmere", "baker"))
        folder.chmod(0o755)
        yield folder / "r.db"
        folder.chmod(0o755)


def test_looking_up_works_where_nothing_may_be_written(sealed: Path) -> None:
    sealed.chmod(0o444)
    sealed.parent.chmod(0o555)
    said = as_nobody(sealed)
    assert said.startswith("1 “We will mend the bridge,” said Ulf Tangmere")
    assert "UnavailableError" in said
    assert "may not be written" in said


def test_unfinished_changes_that_cannot_be_read_are_not_passed_over(sealed: Path) -> None:
    with Store.open(sealed) as store:
        store.add_extraction(story("Ulf Tangmere", "baker", article_id="a2"))
        # As a copy made while it was open, or after its writer was killed.
        copy = sealed.parent / "copy.db"
        shutil.copy(sealed, copy)
        shutil.copy(f"{sealed}-wal", f"{copy}-wal")
    for path in (copy, Path(f"{copy}-wal")):
        path.chmod(0o444)
    sealed.parent.chmod(0o555)
    said = as_nobody(copy)
    assert said.startswith("2 ") or "it has unfinished changes and may not be written here" in said


def test_looking_up_imports_nothing_heavy(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Store.open(path) as store:
        store.add_extraction(story("Ulf Tangmere", "baker"))
    code = textwrap.dedent(f"""
        import sys
        from onrecord.store import Store
        with Store.open({str(path)!r}, create=False) as store:
            store.speaker(store.speakers("tangmer").best.id), store.quotes(by="tangmer")
        print(*sorted({{name.split(".")[0] for name in sys.modules}}))
    """)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"spacy", "alembic", "textacy", "trafilatura", "thinc", "numpy", "yaml", "typer"}


def test_messages_of_the_driver_become_advice(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="stayed locked"), database.translated("r.db"):
        raise sqlite3.OperationalError("database is locked")
    with pytest.raises(StoreError, match="the disk is full"), database.translated("r.db"):
        raise sqlite3.OperationalError("database or disk is full")
    with pytest.raises(StoreError, match="is damaged"), database.translated("r.db"):
        raise sqlite3.DatabaseError("database disk image is malformed")
