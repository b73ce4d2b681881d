"""Where no more can be written, that is told, what was written is whole, and it goes on once there is room."""

from __future__ import annotations

import os
import resource
from pathlib import Path

import crowd
from onrecord.errors import StoreError
from onrecord.store import Store
from onrecord.types import Extraction

_ENOUGH = 30
ROOM = 500_000
"""Bytes of a file, of which a few articles take some."""


def add_with_little_room(path: Path, extractions: list[Extraction], room: int) -> str:
    """Let a process add articles whose files may not grow beyond so many bytes; return what it was told."""
    readable, writable = os.pipe()
    if os.fork() == 0:
        told = ""
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            with Store.open(path) as store:
                for _ in store.add_all(extractions, batch=2):
                    pass
        except StoreError as error:
            told = str(error)
        finally:
            os.write(writable, told.encode())
            os._exit(0)
    os.close(writable)
    os.wait()
    with os.fdopen(readable, encoding="utf-8") as messages:
        return messages.read()


def test_a_disk_without_room_leaves_a_sound_registry_that_goes_on(tmp_path: Path) -> None:
    path, made = tmp_path / "registry.db", crowd.articles(_ENOUGH)
    Store.open(path).close()
    told = add_with_little_room(path, made, ROOM)
    assert told == f"{path}: the disk fails (disk I/O error): look at its room and its limits; what was added is kept"
    crowd.sound(f"sqlite:///{path}")
    with Store.open(path) as store:
        before = store.stats().articles
        assert 0 < before < _ENOUGH
        outcomes = [added.outcome for added in store.add_all(made)]
    assert (outcomes.count("unchanged"), outcomes.count("new")) == (before, _ENOUGH - before)
    crowd.check(f"sqlite:///{path}", f"sqlite:///{tmp_path / 'alone.db'}", made)
