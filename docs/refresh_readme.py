"""Put the real output of its commands into the README: python docs/refresh_readme.py"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMANDS = {"who": ["who", "Muhammadawi"], "evaluate": ["evaluate", "seeds/gold/seeds.jsonl"]}


def onrecord(*words: str) -> str:
    """Run a command in the repository's root and return what it prints."""
    done = subprocess.run([sys.executable, "-m", "onrecord", *words], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def main() -> None:
    """Rewrite the marked blocks."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        database = str(Path(folder) / "readme.db")
        onrecord("--db", database, "add", "seeds/")
        for name, words in COMMANDS.items():
            block = f"<!-- {name} -->\n```text\n{onrecord('--db', database, *words)}```\n<!-- /{name} -->"
            before, rest = text.split(f"<!-- {name} -->", 1)
            text = before + block + rest.split(f"<!-- /{name} -->", 1)[1]
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
