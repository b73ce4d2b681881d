"""Fixtures of the two engines: a test that asks for `db_url` or `store` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.store import Store
from postgres import Server, running

__all__ = ["db_url", "engine_name", "postgresql", "postgresql_url", "registry_template", "store"]


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
def postgresql_url(postgresql: Server) -> Iterator[str]:
    """An empty PostgreSQL database."""
    name = postgresql.create()
    yield postgresql.url(name)
    postgresql.drop(name)


@pytest.fixture(scope="session")
def registry_template(postgresql: Server) -> str:
    """A PostgreSQL database with the schema, to make others from."""
    name = postgresql.create()
    Store.open(postgresql.url(name)).close()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def db_url(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each engine."""
    if engine_name == "sqlite":
        return f"sqlite:///{tmp_path / 'registry.db'}"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
def store(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty registry on each engine."""
    if engine_name == "sqlite":
        with Store.open(tmp_path / "registry.db") as opened:
            yield opened
        return
    server: Server = request.getfixturevalue("postgresql")
    name = server.create(request.getfixturevalue("registry_template"))
    with Store.open(server.url(name)) as opened:
        yield opened
    server.drop(name)
