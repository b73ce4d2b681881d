"""The verbs for what people decide, as files: registry check, registry load, registry dump."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.layout import counted, one_line
from onrecord.cli.options import Db, registry
from onrecord.cli.terminal import show, tell

if TYPE_CHECKING:
    from onrecord.registryfolder import Registry

app = typer.Typer(
    help="What people decide, as files that are reviewed: people, outlets and judgements.", no_args_is_help=True
)

Folder = Annotated[str, typer.Argument(help="The folder that holds speakers/, outlets.yml and judgements.jsonl.")]


@app.command()
def check(folder: Folder = "registry") -> None:
    """Check curated records and judgements against the data dictionary: each problem with its file, line and remedy.

    Exit status 1 where there is one.
    """
    found = _read(folder)
    for problem in found.problems:
        show(one_line(str(problem)))
    told = _told(len(found.speakers), len(found.outlets), len(found.judgements))
    show(f"{told}, {counted(len(found.problems), 'problem')}")
    if found.problems:
        raise typer.Exit(1)


@app.command()
def load(context: typer.Context, folder: Folder = "registry", db: Db = None) -> None:
    """Bring curated records and judgements into the registry; loading them again changes nothing.

    With a problem among them nothing is loaded: exit status 2.
    """
    found = _read(folder)
    for problem in found.problems:
        tell(problem)
    if found.problems:
        tell(f"nothing was loaded: correct the records in {folder} first")
        raise typer.Exit(2)
    with registry(context, db, create=True) as store:
        loaded = store.load_registry(found.speakers, found.outlets, found.judgements)
    for note in loaded.notes:
        tell(note)
    show(f"{_told(loaded.speakers, loaded.outlets)}: {loaded.changed} changed")
    if loaded.judgements:
        show(f"{counted(loaded.judgements, 'judgement')}: {loaded.taken_up} new")


@app.command()
def dump(context: typer.Context, folder: Folder = "registry", db: Db = None) -> None:
    """Write curated records and judgements back from the registry, always the same bytes for the same records.

    A record that only the folder has stays there, and is told. Nothing is written into a folder that is something else,
    or that has judgements which were not loaded: exit status 2.
    """
    with registry(context, db) as store:
        written = store.dump_registry(folder)
    for name in written.left:
        tell(f"{folder}/{name} is not in the database and was left as it is: load it, or remove it")
    for name in written.files:
        show(one_line(f"{folder}/{name}"))
    told = _told(written.speakers, written.outlets, written.judgements)
    show(f"{told}: {counted(len(written.files), 'file')} written")


def _told(speakers: int, outlets: int, judgements: int = 0) -> str:
    more = f", {counted(judgements, 'judgement')}" if judgements else ""
    return f"{counted(speakers, 'speaker')}, {counted(outlets, 'outlet')}{more}"


def _read(folder: str) -> Registry:
    from onrecord.registryfolder import load

    return load(folder)
