"""A registry of the invented articles, and a client of its site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from cli.conftest import registry_file
from onrecord.web.app import create_app

__all__ = ["client", "registry_file"]

ORIGIN = "http://127.0.0.1:8321"
"""Where the site thinks that it is."""


@pytest.fixture
def client(registry_file: Path) -> Iterator[TestClient]:
    """Return a reader of the registry; errors of the server are answers, as they are to a browser."""
    with TestClient(create_app(registry_file), base_url=ORIGIN, raise_server_exceptions=False) as found:
        yield found
