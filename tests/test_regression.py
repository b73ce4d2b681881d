"""The step that fails where work has grown by a quarter or accuracy has fallen by a point."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "regression.py"


@pytest.fixture(scope="module")
def regression() -> ModuleType:
    spec = importlib.util.spec_from_file_location("regression", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nothing_is_worse_than_it_was() -> None:
    done = subprocess.run([sys.executable, str(SCRIPT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_worse_is_told(regression: ModuleType) -> None:
    kept = {"work": {"extracting": 1000}, "accuracy": {"names right": 0.95}}
    assert regression.losses({"extracting": 1250}, {"names right": 0.94}, kept) == []
    assert regression.losses({"extracting": 1251}, {"names right": 0.939}, kept) == [
        "extracting: 1,251 instead of 1,000, +25%",
        "names right: 0.939 instead of 0.950",
    ]
