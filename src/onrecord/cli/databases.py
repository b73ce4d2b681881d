"""The verbs for the database itself: db info, db upgrade, db copy."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.layout import counted, one_line
from onrecord.cli.options import Db, Scoring
from onrecord.cli.terminal import end_progress, progress, show

if TYPE_CHECKING:
    from onrecord.store.upkeep import DatabaseInfo

app = typer.Typer(help="The database of the registry: what it is, its schema, copies of it.", no_args_is_help=True)


@app.command()
def info(
    context: typer.Context,
    format_: Annotated[Scoring, typer.Option("--format", help="How to print.")] = Scoring.TABLE,
    db: Db = None,
) -> None:
    """Tell what the database is, how much it holds, and whether it would be upgraded; it is left as it is."""
    from onrecord.store import upkeep

    found = upkeep.info(_named(context, db))
    if format_ is Scoring.JSON:
        show(json.dumps(asdict(found), ensure_ascii=False))
    else:
        show("\n".join(_lines(found)))


@app.command()
def upgrade(context: typer.Context, db: Db = None) -> None:
    """Upgrade the database to the schema of this version, which opening it does too.

    All of it is done, or nothing.
    """
    from onrecord.store import upkeep

    done = upkeep.upgrade(_named(context, db))
    if done.before == done.after:
        show(f"{one_line(done.where)} has schema {done.after}, the newest: nothing to do")
        return
    show(f"{one_line(done.where)}: schema {done.before} -> {done.after}")
    show("\n".join(_steps(done.steps)))


@app.command()
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The registry to copy: a file or a database URL.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="An empty database, or a file that is not there yet.")],
) -> None:
    """Copy a registry to another database, from SQLite to PostgreSQL or back, and compare what was written.

    All of it is copied, or nothing.
    """
    from onrecord.store import copying

    copied = copying.copy(source, target, on_progress=_on_progress)
    end_progress()
    rows, tables = sum(copied.rows.values()), len(copied.rows)
    articles, quotations = (counted(copied.rows[name], name) for name in ("article", "quotation"))
    show(f"{articles}, {quotations}: {counted(rows, 'row')} of {counted(tables, 'table')} copied and compared")


def _on_progress(table: str, done: int, total: int) -> None:
    progress(f"{table}: {done:,} of {total:,}")


def _named(context: typer.Context, db: str | None) -> str | None:
    named: str | None = db or context.find_root().params.get("db")
    return named


def _lines(found: DatabaseInfo) -> Iterable[str]:
    yield f"database    {one_line(found.where)}"
    yield f"engine      {found.engine}"
    yield f"schema      {found.schema}" + (", the newest" if not found.pending else "")
    if found.pending:
        yield "to upgrade (when it is next opened, or by `onrecord db upgrade`):"
        yield from _steps(found.pending)
    for what, number in found.counts.items():
        yield f"{what:<12}{number:,}"
    yield f"size        {found.bytes / 1e6:,.1f} MB"


def _steps(steps: Iterable[tuple[str, str]]) -> list[str]:
    return [f"  {revision}  {one_line(what)}" for revision, what in steps]
