"""The README does what it says: its commands, its results, its ten lines of Python."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.xdist_group("readme")  # the seeds are added once, by one worker
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.M | re.S)


def shown(name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n```text\n(.*?)```\n<!-- /{name} -->", README, re.S)
    assert found is not None
    return found.group(1)


def run(*words: str, cwd: Path) -> str:
    done = subprocess.run([sys.executable, "-m", "onrecord", *words], cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a new user has it: the seeds where they are, no registry yet."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("seeds", "registry"):
        subprocess.run(["cp", "-r", str(ROOT / name), str(folder)], check=True)
    run("add", "seeds/", cwd=folder)
    return folder


def test_the_first_command_prints_what_the_readme_shows(project: Path) -> None:
    assert blocks("bash")[0].rstrip().endswith("onrecord who Muhammadawi")
    assert run("who", "Muhammadawi", cwd=project) == shown("who")


def test_the_figures_are_those_of_evaluate(project: Path) -> None:
    assert run("evaluate", "seeds/gold/seeds.jsonl", cwd=project) == shown("evaluate")


def test_the_ten_lines_run_as_written(project: Path) -> None:
    (code,) = blocks("python")
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Abdul Karim Khalaf" in done.stdout
    assert "America is a force for good in the Middle East" in done.stdout


def test_the_second_command_is_the_one_that_tests() -> None:
    assert blocks("bash")[1].rstrip().splitlines()[-1].split()[0] == ".venv/bin/pytest"
    assert "block 2" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_links_of_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
