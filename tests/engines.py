"""Fixtures of the two engines: a test that asks for `db_url` or `store` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from onrecord.store import Store
from postgres import Server, running

__all__ = ["db_url", "empty_database", "empty_registry", "engine_name", "postgresql", "registry_template", "store"]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A running PostgreSQL; on CI one that does not start is a failure, elsewhere these tests are skipped."""
    try:
        starting = running()
        server = starting.__enter__()
    except OSError as error:
        if os.environ.get("CI"):
            pytest.fail(f"PostgreSQL does not start: {error}")
        pytest.skip(f"PostgreSQL does not start: {error}")
    yield server
    starting.__exit__(None, None, None)


@pytest.fixture
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Makes empty databases of an engine and returns their URLs."""
    made: list[str] = []

    def make(engine: str) -> str:
        if engine == "postgresql":
            made.append(_server(request).create())
            return _server(request).url(made[-1])
        return f"sqlite:///{tmp_path / f'registry-{next(numbers)}.db'}"

    numbers = count(1)
    yield make
    for name in made:
        _server(request).drop(name)


def _server(request: pytest.FixtureRequest) -> Server:
    found: Server = request.getfixturevalue("postgresql")
    return found


@pytest.fixture(scope="session")
def registry_template(postgresql: Server) -> str:
    """A PostgreSQL database with the schema, to make others from."""
    name = postgresql.create()
    Store.open(postgresql.url(name)).close()
    return name


@pytest.fixture(scope="session")
def empty_registry(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A SQLite registry with nothing in it, to make others from: to make the schema takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "registry.db"
    Store.open(path).close()
    return path.read_bytes()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def db_url(engine_name: str, empty_database: Callable[[str], str]) -> str:
    """An empty database of each engine."""
    return empty_database(engine_name)


@pytest.fixture
def store(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty registry on each engine."""
    with opened(engine_name, request, tmp_path) as found:
        yield found


@contextmanager
def opened(engine: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    """Open an empty registry of an engine, as long as this holds."""
    if engine == "sqlite":
        (folder / "registry.db").write_bytes(request.getfixturevalue("empty_registry"))
        with Store.open(folder / "registry.db") as store:
            yield store
        return
    server = _server(request)
    name = server.create(request.getfixturevalue("registry_template"))
    with Store.open(server.url(name)) as store:
        yield store
    server.drop(name)
