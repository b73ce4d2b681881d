"""The page of benchmarks is what its command writes from the figures that are kept."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
RESULTS = json.loads((ROOT / "benchmarks/results.json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs/benchmarks.md").read_text(encoding="utf-8")


def checked(root: Path) -> str:
    script = root / "benchmarks/page.py"
    return subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False).stderr


def test_the_page_is_what_is_written_from_the_results(tmp_path: Path) -> None:
    assert checked(ROOT) == ""
    for folder, pattern in (("benchmarks", "page*.py"), ("benchmarks", "results.json"), ("docs", "benchmarks.md")):
        (tmp_path / folder).mkdir(exist_ok=True)
        for path in (ROOT / folder).glob(pattern):
            shutil.copy(path, tmp_path / folder)
    shutil.copytree(ROOT / "docs/images", tmp_path / "docs/images")
    assert checked(tmp_path) == ""
    (tmp_path / "docs/benchmarks.md").write_text(f"{PAGE}And more, by hand.\n", encoding="utf-8")
    assert "benchmarks.md is not what results.json says" in checked(tmp_path)


def test_what_was_taken_before_stands_where_it_is_said_to() -> None:
    """Figures that the command did not measure are those of the page that did, and are marked."""
    for each in RESULTS["registry"].values():
        if "before" not in each:
            continue
        there = (ROOT / "benchmarks" / each["before"]).read_text(encoding="utf-8")
        for figure in (*each["p95 ms"].values(), each["added a second"], f"{each['bytes a quotation']:,}"):
            assert f"| {figure} |" in there
        assert f"| {each['quotations']:,} * |" in PAGE


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target
