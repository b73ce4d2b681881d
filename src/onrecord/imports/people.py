"""A file of people -> `speakers/*.yml` of a folder, which a person reviews in a diff."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onrecord.curated import SpeakerRecordFile, dump_speaker, load_folder
from onrecord.errors import InputError
from onrecord.formats import Problem
from onrecord.imports import People, legislators, popolo, table
from onrecord.imports.draft import Draft, Found
from onrecord.imports.records import records


@dataclass(slots=True)
class Brought:
    """What became of the people of a file: records written, the same as before, there but different, refused."""

    written: int = 0
    unchanged: int = 0
    kept: int = 0
    refused: int = 0


def bring_people(
    path: Path | str,
    folder: Path | str,
    *,
    on_problem: Callable[[Problem], None],
    written_in: People | None = None,
    source: str | None = None,
    replace: bool = False,
) -> Brought:
    """Write a curated record for each person of a file into `folder`/speakers.

    `source` is what the records cite where the file itself cites nothing; else the file's name. A record that is
    there already and says something else is left as it is, unless `replace`. Raises InputError where the file cannot
    be read at all, RegistryError where the folder's own records are not in order.
    """
    target = Path(folder)
    known = _known(target)
    drafts: list[Draft] = []
    done = Brought()
    for found in _read(Path(path), written_in, source or Path(path).name):
        if isinstance(found, Problem):
            _refuse(found, done, on_problem)
            continue
        drafts.append(found)
        for note in found.notes:
            on_problem(Problem(found.where, note, "", skipped=False))
    for each in records(drafts, known):
        if isinstance(each, Problem):
            _refuse(each, done, on_problem)
        else:
            _write(each, target / "speakers", done, on_problem, replace)
    return done


def _refuse(problem: Problem, done: Brought, on_problem: Callable[[Problem], None]) -> None:
    done.refused += 1
    on_problem(problem)


def _known(folder: Path) -> tuple[SpeakerRecordFile, ...]:
    if not (folder / "speakers").is_dir():
        return ()
    curated = load_folder(folder)
    if curated.problems:
        raise InputError(f"{folder}: its records are not in order; correct what `onrecord registry check` tells first")
    return curated.speakers


def _read(path: Path, written_in: People | None, source: str) -> Found:
    text, name = _text(path), str(path)
    document = _json(text, name) if written_in is People.POPOLO or path.suffix.lower() == ".json" else None
    match written_in or _guess(path, document):
        case People.CSV:
            return table.read(text.splitlines(keepends=True), name, source)
        case People.LEGISLATORS if isinstance(document, list):
            return legislators.read_json(document, name, source)
        case People.LEGISLATORS:
            return legislators.read(text, name, source)
        case _:
            return popolo.read(document, name, source)


def _guess(path: Path, document: object) -> People:
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return People.CSV
    if suffix in (".yaml", ".yml"):
        return People.LEGISLATORS
    if suffix != ".json":
        raise InputError(f"{path}: what it is written in is unknown; say it with --format {' or '.join(People)}")
    first = document[0] if isinstance(document, list) and document else None
    return People.LEGISLATORS if isinstance(first, dict) and "terms" in first else People.POPOLO


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error


def _json(text: str, name: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{name}:{error.lineno}: not JSON ({error.msg}); correct it") from error
    except (RecursionError, ValueError) as error:
        raise InputError(f"{name}: JSON nested too deeply, or a number too long") from error


def _write(
    record: SpeakerRecordFile, folder: Path, done: Brought, on_problem: Callable[[Problem], None], replace: bool
) -> None:
    file, text = folder / f"{record.id}.yml", dump_speaker(record)
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else None
        if before == text:
            done.unchanged += 1
        elif before is not None and not replace:
            done.kept += 1
            on_problem(Problem(str(file), "says something else", "left as it is; --replace writes over it", False))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            done.written += 1
    except OSError as error:
        raise InputError(f"{file}: cannot be written ({error.strerror}); check the folder") from error
