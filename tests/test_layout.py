"""The house: which module may import what, and what looking up never imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import onrecord

HOUSE = Path(onrecord.__file__).parent
ROOMS = {
    "spacy": {"pipeline.py", "tagger.py", "detect.py", "marks.py", "rules", "mentions", "terms.py"}
    | {"docwords.py", "model"},
    "textacy": {"terms.py"},
    "sqlmodel": {"store"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "fastapi": {"web"},
    "starlette": {"web"},
    "anyio": {"web"},
    "jinja2": {"web"},
    "markupsafe": {"web"},
    "pygal": {"web"},
    "uvicorn": {"cli"},
    "typer": {"cli"},
    "rich": {"cli"},
    "markdown_it": {"drafts.py"},
    "docx": {"drafts.py"},
    "trafilatura": {"formats.py", "reading.py"},
    "onnxruntime": {"model", "train"},
    "tokenizers": {"model", "train"},
    "torch": {"train"},
    "safetensors": {"train"},
    "pyarrow": {"columns.py", "exports", "scale"},
    "ray": {"scale"},
    "fastwarc": {"warc.py"},
    "rapidfuzz": {
        "names.py",
        "namewords.py",
        "store",
        "resolve.py",
        "wording.py",
        "likeness.py",
        "checking",
        "verifying",
    },
}
"""Who may touch what; a folder's name stands for all in it."""


@cache
def imports(path: Path) -> set[str]:
    """The packages that a module imports when it runs: what it names for the type checker alone does not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = [ast.Pass()]
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("package", sorted(ROOMS))
def test_each_library_is_imported_in_its_own_rooms(package: str) -> None:
    rooms = {path.relative_to(HOUSE).parts[0] for path in HOUSE.rglob("*.py") if package in imports(path)}
    assert rooms <= ROOMS[package]


def test_nothing_but_the_command_line_prints_or_ends_the_process() -> None:
    culprits = []
    for path in HOUSE.rglob("*.py"):
        if path.relative_to(HOUSE).parts[0] in ("cli", "__main__.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "print",
                "exit",
                "quit",
                "sys.exit",
                "os._exit",
            ):
                culprits.append(f"{path.name}:{node.lineno}")
    assert culprits == []


def test_import_onrecord_is_light() -> None:
    """The package itself imports no dependency until a name of it is used."""
    code = "import sys, onrecord; print(*(m for m in sys.modules if '.' not in m))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"spacy", "sqlmodel", "pydantic", "typer", "rapidfuzz", "yaml"} & set(done.stdout.split())


def test_the_command_line_loads_nothing_of_the_web_until_it_serves() -> None:
    code = "import sys, onrecord.cli, onrecord.store; print(*(m for m in sys.modules if '.' not in m))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "typer" in loaded
    assert not {"fastapi", "starlette", "uvicorn", "jinja2", "pygal", "anyio"} & loaded


def test_every_public_name_is_there() -> None:
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
