"""A registry folder: what people decided, as files that are reviewed. Read as a whole, and written back.

Reading changes nothing and tells all that is wrong. Writing never loses what a file alone holds: a judgement that the
database does not have stops it, a record that the database does not have stays where it is and is told. Nothing here
knows the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord import curated, judgementlines
from onrecord.curated import OutletRecord, Problem, SpeakerRecordFile
from onrecord.errors import RegistryError
from onrecord.judgements import Judgement

__all__ = ["Registry", "Written", "load", "write"]

SPEAKERS, OUTLETS, JUDGEMENTS = "speakers", "outlets.yml", "judgements.jsonl"


@dataclass(frozen=True, slots=True)
class Registry:
    """What a folder holds, or is to hold: records, judgements in the order of the file, and what was wrong."""

    speakers: tuple[SpeakerRecordFile, ...] = ()
    outlets: tuple[OutletRecord, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """How many records and judgements the database has, and which files, by their paths in the folder, changed.

    `left` are records that the folder has and the database has not: files of speakers, and "outlets.yml: ID".
    """

    speakers: int
    outlets: int
    judgements: int
    files: tuple[str, ...]
    left: tuple[str, ...]


def load(path: Path | str) -> Registry:
    """Read a registry folder. Raises RegistryError where it is none; all else that is wrong is in the problems."""
    folder = Path(path)
    records = curated.load_folder(folder)
    judgements, problems = judgementlines.load(folder / JUDGEMENTS)
    return Registry(records.speakers, records.outlets, tuple(judgements), (*records.problems, *problems))


def write(path: Path | str, registry: Registry) -> Written:
    """Write a registry into a folder: a new one, an empty one, or one that is a registry already.

    The same records make the same bytes, and a file that has them is not touched. Raises RegistryError, with nothing
    written, where the folder holds other things, is not as it should be, or has judgements that `registry` has not.
    """
    folder = Path(path)
    before = _before(folder)
    _check_judgements(folder, before.judgements, registry.judgements)
    ours = {each.id for each in registry.outlets}
    extra = [each for each in before.outlets if each.id not in ours]
    texts = _texts(registry, extra, keep_outlets=(folder / OUTLETS).exists())
    try:
        (folder / SPEAKERS).mkdir(parents=True, exist_ok=True)
        changed = tuple(name for name, text in texts.items() if _put(folder / name, text.encode()))
    except OSError as error:
        raise RegistryError(f"{folder}: cannot be written ({error.strerror}); check that it may be") from error
    gone = {f"{SPEAKERS}/{each.id}.yml" for each in before.speakers} - texts.keys()
    left = (*sorted(gone), *(f"{OUTLETS}: {each.id}" for each in extra))
    counts = (len(registry.speakers), len(registry.outlets), len(registry.judgements))
    return Written(*counts, files=changed, left=left)


def _before(folder: Path) -> Registry:
    """Return what a folder holds that may be written to."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return Registry()
    found = load(folder)
    if found.problems:
        raise RegistryError(
            f"{folder}: nothing was written, since a file there would be lost that cannot be read: {found.problems[0]}"
        )
    return found


def _check_judgements(folder: Path, before: Iterable[Judgement], now: Iterable[Judgement]) -> None:
    known = {each.id: each for each in now}
    for each in before:
        if known.get(each.id) != each:
            what = "says something else there" if each.id in known else "is not in the database"
            raise RegistryError(
                f"{folder / JUDGEMENTS}: nothing was written, since the judgement {each.id} {what}: "
                "`onrecord registry load` takes up the judgements of a folder"
            )


def _texts(registry: Registry, extra: Sequence[OutletRecord], *, keep_outlets: bool) -> dict[str, str]:
    """Return the files of a registry by their paths; outlets and judgements have none where there are none."""
    texts = {f"{SPEAKERS}/{each.id}.yml": curated.dump_speaker(each) for each in registry.speakers}
    outlets = sorted((*registry.outlets, *extra), key=lambda each: each.id)
    if outlets or keep_outlets:
        texts[OUTLETS] = curated.dump_outlets(outlets)
    if registry.judgements:
        texts[JUDGEMENTS] = judgementlines.dump(registry.judgements)
    return texts


def _put(file: Path, raw: bytes) -> bool:
    """Write a file whole or not at all, unless it is so already; return whether it was written."""
    if file.is_file() and file.read_bytes() == raw:
        return False
    part = file.with_name(f".{file.name}.part")
    part.write_bytes(raw)
    part.replace(file)
    return True
