"""Every command says what it does, and its page in docs/ knows all of it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from cli.conftest import Run
from onrecord.cli import app
from onrecord.version import __version__

PAGE = (Path(__file__).parents[2] / "docs/cli.md").read_text(encoding="utf-8")


def _commands() -> dict[str, list[str]]:
    """Return each command ("registry check") with its options."""
    return dict(_below("", get_command(app)))


def _below(path: str, command: object) -> Iterator[tuple[str, list[str]]]:
    if isinstance(command, TyperGroup):
        for name, each in command.commands.items():
            yield from _below(f"{path} {name}".strip(), each)
    else:
        params = getattr(command, "params", [])
        yield path, [max(one.opts, key=len) for one in params if one.opts[0].startswith("-")]


COMMANDS = _commands()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_stands_in_the_docs(run: Run, name: str) -> None:
    ran = run(*name.split(), "--help")
    assert ran.status == 0
    assert f"Usage: onrecord {name} " in ran.out
    section = re.search(rf"^## `onrecord {name} .*?(?=^## |\Z)", PAGE, re.M | re.S)
    assert section is not None
    for option in COMMANDS[name]:
        assert option in ran.out
        assert f"`{option}" in section[0]
    assert "```" in section[0]


def test_the_docs_know_no_other_command() -> None:
    told = re.findall(
        r"^## `onrecord ([a-z-]+(?: (?:check|load|dump|people|quotations|info|upgrade|copy)\b)?)", PAGE, re.M
    )
    assert set(told) == set(COMMANDS)


def test_the_package_runs_as_a_module_too() -> None:
    command = [sys.executable, "-m", "onrecord", "--version"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == f"onrecord {__version__}\n"


def test_no_command_shows_the_help(run: Run) -> None:
    ran = run()
    assert "Usage: onrecord" in ran.out + ran.err
