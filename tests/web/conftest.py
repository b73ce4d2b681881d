"""A registry of the invented articles, and clients of its site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from cli.conftest import registry_file, run
from onrecord.web.app import create_app

__all__ = ["bearer", "client", "registry_file", "run", "writer"]

ORIGIN = "http://127.0.0.1:8321"
"""Where the site thinks that it is."""
TOKEN = "token-of-the-tests"


@pytest.fixture
def client(registry_file: Path) -> Iterator[TestClient]:
    """Return a reader of the registry; errors of the server are answers, as they are to a browser."""
    with TestClient(create_app(registry_file), base_url=ORIGIN, raise_server_exceptions=False) as found:
        yield found


@pytest.fixture
def writer(registry_file: Path, tmp_path: Path) -> Iterator[TestClient]:
    """Return a client of a site that may be written, over a registry of its own."""
    path = tmp_path / "own.db"
    shutil.copy(registry_file, path)
    app = create_app(path, write=True, token=TOKEN)
    with TestClient(app, base_url=ORIGIN, raise_server_exceptions=False) as found:
        yield found


@pytest.fixture
def bearer() -> dict[str, str]:
    """Return the header that programs judge with."""
    return {"authorization": f"Bearer {TOKEN}"}
