"""From paths to articles: files, folders, globs and standard input.

The text of an article is exactly the characters of its file: no newline translation, no normalising, no
stripping, and it is never altered after this. What cannot be read is reported and the rest is read.
"""

from __future__ import annotations

import glob
import os
import stat
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from onrecord import formats
from onrecord.errors import InputError, OnrecordWarning
from onrecord.formats import Found, Place, Problem
from onrecord.types import Article

__all__ = ["SUFFIXES", "Problem", "read", "read_all"]

SUFFIXES = (".txt", ".jsonl", ".html", ".htm")
"""Endings, in any case, of the files that are read from folders; one named in full may also end in .md."""

_ALSO_WHEN_NAMED = (".md",)
_USE = f"the files read are {', '.join(SUFFIXES)}"
_CHECK = "check the path and its permissions"


def read(path: str | Path) -> Article:
    """Read the one article of a file ("-": standard input).

    Raises InputError where the file cannot be read, holds no article or more than one; what was read but not
    understood (a date that is none) is an OnrecordWarning.
    """
    if path != "-" and Path(path).is_dir():
        raise InputError(f"{path}: a folder; use read_all for the articles in it")
    articles: list[Article] = []
    for found in _one(path, _named):
        if isinstance(found, Problem):
            _raise_or_warn(found)
        elif articles:
            raise InputError(f"{path}: holds more than one article; use read_all")
        else:
            articles.append(found)
    if not articles:
        raise InputError(f"{path}: holds no article")
    return articles[0]


def _raise_or_warn(problem: Problem) -> None:
    if problem.skipped:
        raise InputError(str(problem))
    warnings.warn(str(problem), OnrecordWarning, stacklevel=3)


def read_all(paths: Iterable[str | Path], *, on_problem: Callable[[Problem], None]) -> Iterator[Article]:
    """Read the articles of files, folders (all files below, sorted), glob patterns and "-", as they come.

    A problem is handed to `on_problem` as it is met and the reading goes on; nothing is raised for bad input.
    """
    for path in paths:
        for found in _one(path, _any):
            if isinstance(found, Problem):
                on_problem(found)
            else:
                yield found


def _one(path: str | Path, reader: Callable[[str], Found]) -> Found:
    """Read what one argument stands for, with each way that reading fails turned into a problem."""
    name = os.fspath(path)
    if name == "-":
        return _guarded("-", _standard_input)
    return _guarded(name, lambda: reader(name))


def _standard_input() -> Found:
    if sys.stdin is None:
        raise InputError("standard input is closed; give it something to read, or name a file")
    return formats.from_anything(sys.stdin.buffer.read(), Place("-", "-", "stdin"))


def _guarded(name: str, found: Callable[[], Found]) -> Found:
    try:
        yield from found()
    except InputError as error:
        yield Problem(_plain(name), *_what_and_advice(str(error)))
    except OSError as error:
        yield Problem(_plain(name), f"cannot be read ({error.strerror or error})", _CHECK)
    except ValueError as error:  # a null character in a path
        yield Problem(_plain(name), f"cannot be read ({error})", "check the path")


def _what_and_advice(message: str) -> tuple[str, str]:
    what, _, advice = message.partition("; ")
    return what, advice


def _any(name: str) -> Found:
    """Read a file, a folder or, where no such path exists, what a glob pattern matches."""
    if Path(name).is_dir():
        return _folder(name)
    if glob.has_magic(name) and not os.path.lexists(name):
        return _pattern(name)
    return _named(name)


def _named(name: str) -> Found:
    """Read a file that the user named: whatever keeps it from being read is told."""
    path = Path(name)
    mode = path.stat().st_mode
    if stat.S_ISFIFO(mode):  # <(curl …) in a shell
        place = Place(name, str(path.absolute()), "stdin")
        yield from formats.from_anything(path.read_bytes(), place)
    elif not stat.S_ISREG(mode):
        yield Problem(name, "not a regular file", "name a file, a folder or - for standard input")
    elif path.suffix.lower() in SUFFIXES + _ALSO_WHEN_NAMED:
        yield from _file(name)
    else:
        shown = f"ends in {path.suffix}" if path.suffix else "has no suffix"
        yield Problem(_plain(name), f"{shown}, so what it holds is unknown", f"{_USE}; .md when named")


def _file(name: str) -> Found:
    path = Path(name)
    place = Place(_plain(name), _plain(str(path.resolve())), _plain(path.stem))
    suffix = path.suffix.lower()
    if suffix == ".jsonl":
        with path.open("rb") as lines:
            yield from formats.from_json_lines(lines, place)
    elif suffix in (".html", ".htm"):
        yield from formats.from_page(path.read_bytes(), place)
    else:
        yield from formats.from_text(path.read_bytes(), place)


def _folder(name: str) -> Found:
    """Read the files below a folder, folder by folder sorted; hidden ones and other suffixes are left."""
    empty = True
    for found in _walk(name, set()):
        if isinstance(found, Problem):
            yield found
        else:
            empty = False
            yield from _guarded(found, partial(_file, found))
    if empty:
        yield Problem(_plain(name), "holds no file that can be read", _USE)


def _walk(folder: str, above: set[str]) -> Iterator[str | Problem]:
    """Go through the files of a folder and those below; `above` are the real paths that it lies in."""
    real = os.path.realpath(folder)
    if real in above:
        yield Problem(_plain(folder), "a link back to a folder that it lies in", "passed over", False)
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(_plain(folder), f"cannot be read ({error.strerror})", _CHECK)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry.path, above | {real})
        elif Path(entry.name).suffix.lower() in SUFFIXES and (entry.is_file() or _is_broken(entry)):
            yield entry.path


def _is_broken(entry: os.DirEntry[str]) -> bool:
    """Whether a link leads nowhere, which is worth telling; a device or a pipe in a folder is not."""
    return entry.is_symlink() and not Path(entry.path).exists()


def _pattern(name: str) -> Found:
    pattern = Path(name)
    matches = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
    shown = [match for match in matches if not match.name.startswith(".")]
    wanted = [m for m in shown if m.is_file() and m.suffix.lower() in SUFFIXES]
    wanted += [] if "**" in name else [m for m in shown if m.is_dir()]
    for match in sorted(wanted):
        yield from _one(match, _any)
    if not matches:
        yield Problem(_plain(name), "no such file, and nothing matches it as a pattern", "check the path")
    elif not wanted:
        yield Problem(_plain(name), "matches no file that can be read", _USE)


def _plain(name: str) -> str:
    """Return a path as characters that can be stored and printed, whatever bytes it is made of."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
