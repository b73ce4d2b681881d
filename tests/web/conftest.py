"""A registry of the invented articles, and clients of its site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from cli.conftest import registry_file, run
from onrecord.store import Store
from onrecord.web.app import create_app
from web.browsing import browsing, fill, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a browser; a test is skipped where there is none."""
    with browsing() as found:
        yield found


@pytest.fixture(scope="session")
def site(registry_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a site that is served, with all that its pages can show."""
    path = tmp_path_factory.mktemp("served") / "served.db"
    shutil.copy(registry_file, path)
    with Store.open(path) as store:
        fill(store)
    with serving(path) as address:
        yield address
