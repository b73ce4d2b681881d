"""The verbs for the curated records: registry check, registry load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.layout import counted, one_line
from onrecord.cli.options import Db, registry
from onrecord.cli.terminal import show, tell

if TYPE_CHECKING:
    from onrecord.curated import Curated

app = typer.Typer(help="Curated records: people and outlets as files that are reviewed.", no_args_is_help=True)

Folder = Annotated[str, typer.Argument(help="The folder that holds speakers/ and outlets.yml.")]


@app.command()
def check(folder: Folder = "registry") -> None:
    """Check curated records against the data dictionary: each problem with its file, line and remedy.

    Exit status 1 where there is one.
    """
    curated = _read(folder)
    for problem in curated.problems:
        show(one_line(str(problem)))
    problems = counted(len(curated.problems), "problem")
    show(f"{_records(len(curated.speakers), len(curated.outlets))}, {problems}")
    if curated.problems:
        raise typer.Exit(1)


@app.command()
def load(context: typer.Context, folder: Folder = "registry", db: Db = None) -> None:
    """Bring curated records into the registry; loading them again changes nothing.

    With a problem among them nothing is loaded: exit status 2.
    """
    curated = _read(folder)
    for problem in curated.problems:
        tell(problem)
    if curated.problems:
        tell(f"nothing was loaded: correct the records in {folder} first")
        raise typer.Exit(2)
    with registry(context, db, create=True) as store:
        loaded = store.load_registry(curated.speakers, curated.outlets)
    for note in loaded.notes:
        tell(note)
    show(f"{_records(loaded.speakers, loaded.outlets)}: {loaded.changed} changed")


def _records(speakers: int, outlets: int) -> str:
    return f"{counted(speakers, 'speaker')}, {counted(outlets, 'outlet')}"


def _read(folder: str) -> Curated:
    from onrecord.curated import load_folder

    return load_folder(folder)
