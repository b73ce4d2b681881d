"""Run the commands of fact-checking.md and put what they print into it.

usage: python docs/refresh_fact_checking.py [--check]

The files that the page shows are written into a temporary folder and its commands run there, in their order. A
command that is to end with another exit status than 0 says so in a comment. With --check nothing is rewritten; exit
status 1 where the page shows something else than is printed; the ids and the days of judgements, which are others each
time, are left as the page has them.
"""

from __future__ import annotations

import difflib
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from onrecord.cli import main

PAGE = Path(__file__).parent / "fact-checking.md"
_PART = re.compile(
    r"<!-- file: (?P<file>\S+) -->\n```\w+\n(?P<holds>.*?)^```\n"
    r"|^```bash\n(?P<commands>.*?)^```\n(?P<shown>\n<!-- output -->\n```\w+\n.*?^```\n)?",
    re.M | re.S,
)
_OF_A_SHELL = set("|<>;&$")
_STATUS = re.compile(r"# exit status (\d)\s*$")

_OTHER_EACH_TIME = re.compile(
    r"(?<=undo )[0-9a-f]{12}|(?<=undid )[0-9a-f]{12}|(?<= on )\d{4}-\d\d-\d\d(?=:)"
    r"|(?:(?<=\) · )|(?<=the same · ))[0-9a-f]{12}$",
    re.M,
)


def refreshed(page: str, folder: Path) -> str:
    """Return the page with what its commands print in a folder; end the program where one fails."""
    text, at = "", 0
    for part in _PART.finditer(page):
        text += page[at : part.start()] + _part(part, folder)
        at = part.end()
    return text + page[at:]


def _part(part: re.Match[str], folder: Path) -> str:
    if part["file"]:
        path = folder / part["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(part["holds"], encoding="utf-8")
        return part[0]
    printed = "\n".join(_printed(part["commands"], folder))
    block = f"```bash\n{part['commands']}```\n"
    if not part["shown"]:
        return block
    shown = f"\n<!-- output -->\n```text\n{printed}```\n"
    return block + (part["shown"] if _lasting(part["shown"]) == _lasting(shown) else shown)


def _lasting(text: str) -> str:
    return _OTHER_EACH_TIME.sub("…", text)


def _printed(commands: str, folder: Path) -> Iterator[str]:
    """Run commands, a line each, and yield what each prints: results, then messages."""
    os.environ.pop("ONRECORD_DB", None)
    for line in commands.splitlines():
        expected = _STATUS.search(line)
        with chdir(folder):
            status, printed = _in_a_shell(line) if _OF_A_SHELL & set(line) else _here(line)
        if status != (int(expected[1]) if expected else 0):
            sys.exit(f"{line}\nexit status {status}\n{printed}")
        yield printed


def _in_a_shell(line: str) -> tuple[int, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(["bash", "-c", line], env=os.environ | {"PATH": path}, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def _here(line: str) -> tuple[int, str]:
    """Run a command in this process, which need not start and load the language model each time."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    status: object = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main(shlex.split(line, comments=True)[1:])
        except SystemExit as done:
            status = done.code
    printed = ""
    for stream in (out, err):
        stream.seek(0)
        printed += stream.read()
    return int(str(status)), printed


def refresh() -> None:
    """Rewrite the page, or check it."""
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        now = refreshed(page, Path(folder))
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(now, encoding="utf-8")
    elif now != page:
        names = (PAGE.name, "what is printed")
        sys.exit("".join(difflib.unified_diff(page.splitlines(True), now.splitlines(True), *names)))


if __name__ == "__main__":
    refresh()
