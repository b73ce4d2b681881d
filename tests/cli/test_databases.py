"""The verbs for the database: info, upgrade, copy."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Run
from onrecord.store import Store, schema
from store import older


def test_info_tells_what_the_database_is_and_holds(run: Run, registry: Path) -> None:
    ran = run("db", "info")
    assert ran.status == 0
    lines = dict(line.split(maxsplit=1) for line in ran.out.splitlines())
    assert (lines["database"], lines["schema"]) == (str(registry), f"{schema.HEAD}, the newest")
    assert lines["engine"].startswith("SQLite 3.")
    assert (lines["articles"], lines["quotations"]) == ("2", "6")
    found = json.loads(run("db", "info", "--format", "json").out)
    assert (found["counts"]["articles"], found["pending"]) == (2, [])
    assert found["bytes"] >= registry.stat().st_size


def test_an_older_registry_is_told_of_and_upgraded_when_asked(run: Run, db_url: str) -> None:
    older.make(db_url, "0002")
    ran = run("db", "info", "--db", db_url)
    assert (
        "\nschema      0002\nto upgrade (when it is next opened, or by `onrecord db upgrade`):\n  0003  Views"
        in ran.out
    )
    assert "\nquotations  9\n" in ran.out
    assert run("db", "info", "--db", db_url).out == ran.out
    ran = run("db", "upgrade", "--db", db_url)
    assert ran.status == 0
    assert f": schema 0002 -> {schema.HEAD}\n  0003  Views" in ran.out
    assert run("db", "upgrade", "--db", db_url).out.endswith(f"has schema {schema.HEAD}, the newest: nothing to do\n")
    assert f"\nschema      {schema.HEAD}, the newest\n" in run("db", "info", "--db", db_url).out


def test_a_registry_is_copied(run: Run, registry: Path, db_url: str) -> None:
    ran = run("db", "copy", registry, db_url)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("2 articles, 6 quotations: ")
    assert ran.out.endswith(" copied and compared\n")
    assert run("quotes", "--db", db_url).out == run("quotes").out
    again = run("db", "copy", registry, db_url)
    assert (again.status, again.out) == (2, "")
    assert "is not empty" in again.err


@pytest.mark.parametrize("verb", [["info"], ["upgrade"], ["copy", "there.db"]])
def test_what_is_not_there_is_not_made(run: Run, verb: list[str], tmp_path: Path) -> None:
    (first, *more) = verb
    missing = tmp_path / "none.db"
    ran = run("db", first, missing, tmp_path / more[0]) if more else run("db", first, "--db", missing)
    assert ran.status == 2
    assert f"no registry at {missing}" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_holds_no_registry_yet(
    run: Run, engine_name: str, empty_database: Callable[[str], str]
) -> None:
    url = empty_database(engine_name)
    if engine_name == "sqlite":
        Path(url.removeprefix("sqlite:///")).touch()
    for verb in ("info", "upgrade"):
        ran = run("db", verb, "--db", url)
        assert (ran.status, ran.out) == (2, "")
        assert "holds no registry yet" in ran.err


def test_no_password_is_ever_printed(run: Run) -> None:
    for option in ("me:secret@127.0.0.1:9/x", "me@127.0.0.1:9/x?password=secret"):
        ran = run("db", "info", "--db", f"postgresql://{option}")
        assert ran.status == 2
        assert "does not answer" in ran.err
        assert "secret" not in ran.out + ran.err
        assert ran.err.count("\n") == 1


def test_a_registry_on_either_engine_is_looked_up_alike(run: Run, registry: Path, db_url: str) -> None:
    run("db", "copy", registry, db_url)
    for verb in (["who", "Brandtveit"], ["quotes", "--about", "ferry"], ["export"], ["terms", "Brandtveit"]):
        here, there = run(*verb), run(*verb, "--db", db_url)
        assert (there.status, there.out) == (here.status, here.out)
    with Store.open(db_url, create=False) as store:
        assert store.stats().articles == 2
