"""Records as text for people."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cli.rendering import nearby


def test_a_file_below_the_current_folder_is_named_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert nearby(str(tmp_path / "news" / "a.txt")) == "news/a.txt"
    assert nearby("/elsewhere/a.txt") == "/elsewhere/a.txt"
    assert nearby("-") == "-"
