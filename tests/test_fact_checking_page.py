"""The page for fact-checking desks shows what its commands print, and all of them end as it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/fact-checking.md").read_text(encoding="utf-8")


def test_every_command_prints_what_the_page_shows() -> None:
    refresh = ROOT / "docs/refresh_fact_checking.py"
    done = subprocess.run([sys.executable, refresh, "--check"], capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stderr}\nthen run: python docs/refresh_fact_checking.py"


def test_a_day_has_all_its_parts() -> None:
    commands = " ".join(re.findall(r"^```bash\n(.*?)^```$", PAGE, re.M | re.S))
    for verb in ("add", "who", "quotes", "check", "review", "reject", "undo", "verify", "export", "claimreview"):
        assert f"onrecord {verb} " in commands


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target
