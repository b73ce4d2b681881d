"""What a run leaves in its folder: for each file of articles a Parquet file, and a report that says that it is whole.

    news-2020.jsonl-0f3a9c.parquet        the articles with what was found in them (see `rows`)
    news-2020.jsonl-0f3a9c.report.json    made last: of which file, how much, and what was refused

Each is made under another name and then renamed, so that neither is ever seen half written. A shard is done where its
report says so of this very input, by its digest, and of this version of onrecord.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.errors import OnrecordError
from onrecord.formats import Problem
from onrecord.version import ENGINE

SUFFIXES = (".jsonl", ".parquet", ".warc", ".warc.gz")
"""Endings, in any case, of the files that are shards: of many articles each."""

PARQUET, REPORT = ".parquet", ".report.json"


class ScaleError(OnrecordError):
    """A run of many shards cannot begin or go on, or what it left is not what it made."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a shard: `source` with `source_sha256` is what it was made of, `sha256` what it is.

    `words` counts those of the articles that were extracted, `seconds` what that took by the clock. `problems`
    are what could not be read or extracted, and notes; `refused` counts the first.
    """

    source: str
    source_sha256: str
    engine: str = ENGINE
    articles: int = 0
    quotations: int = 0
    unresolved: int = 0
    words: int = 0
    seconds: float = 0.0
    bytes: int = 0
    sha256: str = ""
    problems: tuple[Problem, ...] = field(default=())

    @property
    def refused(self) -> int:
        """How many articles may be missing."""
        return sum(problem.skipped for problem in self.problems)


def find(paths: Iterable[str | Path]) -> Iterator[Path | Problem]:
    """Yield the shards that files and folders stand for, in their order, each once; below a folder all, sorted."""
    met: set[Path] = set()
    for path in map(Path, paths):
        found = sorted(_below(path)) if path.is_dir() else [path]
        if not found:
            yield Problem(str(path), "holds no shard", f"shards end in {', '.join(SUFFIXES)}")
        for each in found:
            if not is_shard(each):
                yield Problem(str(each), "no file of many articles", f"they end in {', '.join(SUFFIXES)}; add it alone")
            elif not each.is_file():
                yield Problem(str(each), "cannot be read (no such file)", "check the path")
            elif each.resolve() not in met:
                met.add(each.resolve())
                yield each


def _below(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(here, name) for name in names if not name.startswith(".") and is_shard(Path(name)))


def is_shard(path: Path) -> bool:
    """Whether a file may hold many articles, by its name."""
    return path.name.lower().endswith(SUFFIXES)


def made_of(source: Path, out: Path) -> Path:
    """Return the Parquet file that is made of a shard: two files of one name in two folders make two."""
    digest = hashlib.sha256(os.fsencode(source.resolve())).hexdigest()[:6]
    return out / f"{source.name}-{digest}{PARQUET}"


def all_made(paths: Iterable[str | Path]) -> list[Path]:
    """Return the Parquet files that files and folders stand for, those of a folder in the order of their sources."""
    found: list[Path] = []
    for path in map(Path, paths):
        found += sorted(path.glob(f"*{PARQUET}"), key=_source) if path.is_dir() else [path]
    return found


def _source(made: Path) -> tuple[str, str]:
    try:
        return read_report(made).source, made.name
    except ScaleError:
        return "", made.name


def folder(path: str | Path) -> Path:
    """Return a folder to make shards in, which is made where it is not there. Raises ScaleError."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ScaleError(f"{path}: is no folder and cannot be made ({error.strerror}); name another") from error
    return Path(path)


def problem(path: Path, message: str) -> Problem:
    """Return what is wrong with a file as a problem."""
    what, _, advice = message.removeprefix(f"{path}: ").partition("; ")
    return Problem(str(path), what, advice)


def report_of(made: Path) -> Path:
    """Return the report of a Parquet file."""
    return made.with_name(made.name.removesuffix(PARQUET) + REPORT)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# -- reports -----------------------------------------------------------------------------------------------


def read_report(made: Path) -> Report:
    """Read the report of a Parquet file. Raises ScaleError where there is none, or it is damaged."""
    path = report_of(made)
    try:
        told = json.loads(path.read_bytes())
        problems = tuple(Problem(**each) for each in told.pop("problems"))
        return Report(**{each.name: told[each.name] for each in fields(Report) if each.name in told}, problems=problems)
    except FileNotFoundError as error:
        raise ScaleError(f"{made}: has no report, so it may not be whole; run the extraction again") from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ScaleError(f"{path}: cannot be read ({error}); remove it and run the extraction again") from error


def done(source_sha256: str, made: Path) -> Report | None:
    """Return the report of a shard that was made of an input of that digest by this version, None where it was not."""
    try:
        report = read_report(made)
        whole = made.stat().st_size == report.bytes
    except (ScaleError, OSError):
        return None
    return report if whole and (report.source_sha256, report.engine) == (source_sha256, ENGINE) else None


def write_report(made: Path, report: Report) -> None:
    """Say that a shard is done."""
    told: dict[str, Any] = asdict(report) | {"refused": report.refused}
    with replacing(report_of(made)) as file:
        file.write(json.dumps(told, indent=1).encode())


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Hold a new file that takes the place of another one when all of it is written, and is gone where it is not."""
    beside = path.with_name(f".{path.name}.{platform.node()}-{os.getpid()}")
    try:
        with beside.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def sweep(path: Path) -> None:
    """Take away what somebody left who was killed while making a file."""
    for left in path.parent.glob(f".{path.name}.*"):
        left.unlink(missing_ok=True)


def checked(made: Path) -> Report:
    """Return the report of a Parquet file. Raises ScaleError where it is not the file that the report is of."""
    report = read_report(made)
    try:
        digest = digest_of(made)
    except OSError as error:
        raise ScaleError(f"{made}: cannot be read ({error.strerror or error}); check the path") from error
    if digest != report.sha256:
        raise ScaleError(f"{made}: is not what its report is of; remove both and run the extraction again")
    return report
