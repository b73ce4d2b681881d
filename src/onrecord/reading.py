"""From paths to articles: files, folders, globs and standard input.

The text of an article is exactly the characters of its file: no newline translation, no normalising, no
stripping, and it is never altered after this. What cannot be read is reported and the rest is read.
"""

from __future__ import annotations

import glob
import os
import stat
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from onrecord import bounded, formats
from onrecord.columns import from_parquet
from onrecord.errors import InputError, OnrecordWarning
from onrecord.files import FileRead, is_settled, stamp_of
from onrecord.formats import Place, Problem
from onrecord.types import Article
from onrecord.warc import from_warc

__all__ = ["SUFFIXES", "Problem", "Reading", "read", "read_all", "read_files"]

SUFFIXES = (".txt", ".jsonl", ".html", ".htm", ".parquet", ".warc", ".warc.gz")
"""Endings, in any case, of the files that are read from folders; one named in full may also end in .md."""

_ALSO_WHEN_NAMED = (".md",)
_ARCHIVES = {".parquet": from_parquet, ".warc": from_warc, ".warc.gz": from_warc}
_USE = f"the files read are {', '.join(SUFFIXES)}"
_CHECK = "check the path and its permissions"


Found = Iterator[Article | Problem | FileRead]
T = TypeVar("T")


def _never(path: str, stamp: str) -> bool:
    return False


def _nobody_asks(number: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Reading:
    """What else than articles is wanted of reading.

    `known` says of a file, by its full path and its stamp (see `files`), whether to pass it over; `on_bytes` is told
    how many bytes of files have been read or passed over, as it goes on.
    """

    known: Callable[[str, str], bool] = _never
    on_bytes: Callable[[int], None] = _nobody_asks


def read(path: str | Path) -> Article:
    """Read the one article of a file ("-": standard input).

    Raises InputError where the file cannot be read, holds no article or more than one; what was read but not
    understood (a date that is none) is an OnrecordWarning.
    """
    if path != "-" and Path(path).is_dir():
        raise InputError(f"{path}: a folder; use read_all for the articles in it")
    articles: list[Article] = []
    for found in _guarded(os.fspath(path), partial(_read_one, path)):
        if isinstance(found, Problem):
            _raise_or_warn(found)
        elif isinstance(found, FileRead):
            pass
        elif articles:
            raise InputError(f"{path}: holds more than one article; use read_all")
        else:
            articles.append(found)
    if not articles:
        raise InputError(f"{path}: holds no article")
    return articles[0]


def _read_one(path: str | Path) -> Found:
    return _standard_input() if path == "-" else _named(os.fspath(path), Reading())


def _raise_or_warn(problem: Problem) -> None:
    if problem.skipped:
        raise InputError(str(problem))
    warnings.warn(str(problem), OnrecordWarning, stacklevel=3)


def read_all(
    paths: Iterable[str | Path], *, on_problem: Callable[[Problem], None], reading: Reading | None = None
) -> Iterator[Article]:
    """Read the articles of files, folders (all files below, sorted), glob patterns and "-", as they come.

    A problem is handed to `on_problem` as it is met and the reading goes on; nothing is raised for bad input.
    """
    for found in read_files(paths, on_problem=on_problem, reading=reading):
        if isinstance(found, Article):
            yield found


def read_files(
    paths: Iterable[str | Path], *, on_problem: Callable[[Problem], None], reading: Reading | None = None
) -> Iterator[Article | FileRead]:
    """Read as `read_all`; after the articles of each file that was read to its end comes the file.

    What came by standard input or a pipe is no file.
    """
    for path in paths:
        for found in _one(path, reading or Reading()):
            if isinstance(found, Problem):
                on_problem(found)
            else:
                yield found


def sizes(paths: Iterable[str | Path]) -> Iterator[int]:
    """Yield the bytes of each file that `read_files` would read, in its order; nothing is read."""
    for path in paths:
        for found in _guarded(os.fspath(path), partial(_files, os.fspath(path))):
            if isinstance(found, str):
                try:
                    yield Path(found).stat().st_size
                except (OSError, ValueError):
                    yield 0


def _one(path: str | Path, reading: Reading) -> Found:
    """Read what one argument stands for, with each way that reading fails turned into a problem."""
    name = os.fspath(path)
    if name == "-":
        yield from _guarded("-", _standard_input)
        return
    for found in _guarded(name, partial(_files, name)):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _guarded(found, partial(_named, found, reading))


def _standard_input() -> Found:
    if sys.stdin is None:
        raise InputError("standard input is closed; give it something to read, or name a file")
    return formats.from_anything(sys.stdin.buffer, Place("-", "-", "stdin"))


def _guarded(name: str, found: Callable[[], Iterator[T]]) -> Iterator[T | Problem]:
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


def _files(name: str) -> Iterator[str | Problem]:
    """Yield the files that an argument stands for: itself, those of a folder or, of no path, what a pattern matches."""
    if Path(name).is_dir():
        yield from _folder(name)
    elif glob.has_magic(name) and not os.path.lexists(name):
        yield from _pattern(name)
    else:
        yield name


def _named(name: str, reading: Reading) -> Found:
    """Read a file that the user named: whatever keeps it from being read is told."""
    path = Path(name)
    status = path.stat()
    if stat.S_ISFIFO(status.st_mode):  # <(curl …) in a shell
        place = Place(name, str(path.absolute()), "stdin")
        with path.open("rb") as pipe:
            yield from formats.from_anything(pipe, place)
    elif not stat.S_ISREG(status.st_mode):
        yield Problem(name, "not a regular file", "name a file, a folder or - for standard input")
    elif _suffix(path.name) in SUFFIXES + _ALSO_WHEN_NAMED:
        yield from _file(path, status, reading)
    else:
        shown = f"ends in {path.suffix}" if path.suffix else "has no suffix"
        yield Problem(_plain(name), f"{shown}, so what it holds is unknown", f"{_USE}; .md when named")


def _file(path: Path, status: os.stat_result, reading: Reading) -> Found:
    """Read a file and, where all of it could be read, say so after its articles; `status` is from before."""
    stem = path.name[: len(path.name) - len(_suffix(path.name))]
    place = Place(_plain(str(path)), _plain(str(path.resolve())), _plain(stem))
    stamp = stamp_of(status)
    if reading.known(place.origin, stamp):
        reading.on_bytes(status.st_size)
        return
    whole = is_settled(status, time.time_ns())
    for found in _articles(path, place, reading):
        whole = whole and not (isinstance(found, Problem) and found.skipped)
        yield found
    yield FileRead(place.origin, stamp if whole else None)


def _articles(path: Path, place: Place, reading: Reading) -> formats.Found:
    suffix = _suffix(path.name)
    if suffix == ".jsonl":
        with path.open("rb") as lines:
            yield from formats.from_json_lines(_counted(bounded.lines(lines), reading), place)
        return
    if suffix in _ARCHIVES:
        with path.open("rb") as file:
            yield from _ARCHIVES[suffix](file, place)
        reading.on_bytes(path.stat().st_size)
        return
    with path.open("rb") as file:
        raw = bounded.whole(file)
    reading.on_bytes(len(raw))
    yield from (formats.from_page if suffix in (".html", ".htm") else formats.from_text)(raw, place)


def _suffix(name: str) -> str:
    """Return the ending of a name that tells what a file holds, in small letters."""
    return ".warc.gz" if name.lower().endswith(".warc.gz") else Path(name).suffix.lower()


def _counted(lines: Iterable[bytes], reading: Reading) -> Iterator[bytes]:
    for line in lines:
        reading.on_bytes(len(line))
        yield line


def _folder(name: str) -> Iterator[str | Problem]:
    """Yield the files below a folder, folder by folder sorted; hidden ones and other suffixes are left."""
    empty = True
    for found in _walk(name):
        empty = empty and isinstance(found, Problem)
        yield found
    if empty:
        yield Problem(_plain(name), "holds no file that can be read", _USE)


def _walk(folder: str) -> Iterator[str | Problem]:
    """Go through the files of a folder and those below, each folder's sorted, however deep they lie."""
    inside: dict[tuple[int, int], Iterator[os.DirEntry[str]]] = {}
    into: str | None = folder
    while into is not None or inside:
        if into is not None:
            problem = _enter(into, inside)
            into = None
            if problem is not None:
                yield problem
        elif (entry := next(next(reversed(inside.values())), None)) is None:
            inside.popitem()
        elif not entry.name.startswith("."):
            if _is(entry.is_dir):
                into = entry.path
            elif _suffix(entry.name) in SUFFIXES and (_is(entry.is_file) or _is_broken(entry)):
                yield entry.path


def _enter(folder: str, inside: dict[tuple[int, int], Iterator[os.DirEntry[str]]]) -> Problem | None:
    """Begin with a folder, unless it is one that we are in; folders are told by where the disk has them."""
    try:
        status = Path(folder).stat()
        if (status.st_dev, status.st_ino) in inside:
            return Problem(_plain(folder), "a link back to a folder that it lies in", "passed over", False)
        inside[status.st_dev, status.st_ino] = iter(sorted(os.scandir(folder), key=lambda entry: entry.name))
    except OSError as error:
        return Problem(_plain(folder), f"cannot be read ({error.strerror})", _CHECK)
    return None


def _is(kind: Callable[[], bool]) -> bool:
    try:
        return kind()
    except OSError:  # a link to itself
        return False


def _is_broken(entry: os.DirEntry[str]) -> bool:
    """Whether a link leads nowhere, which is worth telling; a device or a pipe in a folder is not."""
    return entry.is_symlink() and not Path(entry.path).exists()


def _pattern(name: str) -> Iterator[str | Problem]:
    pattern = Path(name)
    matches = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
    shown = [match for match in matches if not match.name.startswith(".")]
    wanted = [m for m in shown if m.is_file() and _suffix(m.name) in SUFFIXES]
    wanted += [] if "**" in name else [m for m in shown if m.is_dir()]
    for match in sorted(wanted):
        yield from _guarded(str(match), partial(_files, str(match)))
    if not matches:
        yield Problem(_plain(name), "no such file, and nothing matches it as a pattern", "check the path")
    elif not wanted:
        yield Problem(_plain(name), "matches no file that can be read", _USE)


def _plain(name: str) -> str:
    """Return a path as characters that can be stored and printed, whatever bytes it is made of."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
