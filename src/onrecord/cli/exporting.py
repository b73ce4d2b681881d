"""The verb that hands quotations on in the formats of others: export."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.answers import tell_nothing_fits, tell_taken
from onrecord.cli.layout import counted, safe
from onrecord.cli.options import (
    About,
    By,
    Db,
    HowQuoted,
    MinConfidence,
    OnePerFamily,
    Org,
    Outlet,
    RoleShown,
    Since,
    SpeechOnly,
    Until,
    Via,
    registry,
)
from onrecord.cli.terminal import binary, end_progress, progress, show
from onrecord.exports import BY_ARTICLE, SPREADSHEETS, Format, pieces, save, write

if TYPE_CHECKING:
    from onrecord.store.asking import Asked
    from onrecord.store.records import StoredQuotation

_EVERY = 1000
"""Quotations between two tellings of how far it is."""


def export(
    context: typer.Context,
    output: Annotated[Format, typer.Option("--format", help="What to write.")],
    out: Annotated[str | None, typer.Option(metavar="FILE", help="Where to; else standard output.")] = None,
    by: By = None,
    about: About = None,
    role: RoleShown = None,
    org: Org = None,
    via: Via = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    kind: HowQuoted = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, help="How many at most; else all.")] = None,
    speech_only: SpeechOnly = False,
    min_confidence: MinConfidence = 0.0,
    one_per_family: OnePerFamily = False,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin with a byte order mark, for csv and claims in Excel.")
    ] = False,
    db: Db = None,
) -> None:
    """Write quotations for other programs: tables, linked data, annotations, editions.

    They are asked for as with `quotes`. A FILE is there whole or, where something fails, as it was. Parquet
    needs pyarrow: pip install 'onrecord[parquet]'. Exit status 1 where no quotation fits.
    """
    if output is Format.PARQUET and out is None and sys.stdout.isatty():
        raise typer.BadParameter("Parquet is nothing to read: name a file with --out", param_hint="--format")
    if bom and output not in SPREADSHEETS:
        raise typer.BadParameter("only csv and claims may begin with a byte order mark", param_hint="--bom")
    asked: Asked = {
        "by": by,
        "about": about,
        "role": role,
        "org": org,
        "via": via,
        "since": since,
        "until": until,
        "outlet": outlet,
        "kind": kind,
        "speech_only": speech_only,
        "min_confidence": min_confidence,
        "one_per_family": one_per_family,
    }
    with registry(context, db) as store:
        found = store.each_quote(limit=limit, by_article=output in BY_ARTICLE, **asked)
        first = next(found, None)
        if by:
            tell_taken(store, by)
        if first is None:
            tell_nothing_fits(store, outlet)
            raise typer.Exit(1)
        _write(output, _counted(chain([first], found)), out, bom)


def _counted(found: Iterator[StoredQuotation]) -> Iterator[StoredQuotation]:
    for number, each in enumerate(found, 1):
        yield each
        if number % _EVERY == 0:
            progress(f"{counted(number, 'quotation')} …")
    end_progress()


def _write(output: Format, found: Iterator[StoredQuotation], out: str | None, bom: bool) -> None:
    if out is not None and out != "-":
        save(output, found, out, bom=bom)
    elif output is Format.PARQUET:
        write(output, found, binary())
    else:
        obeyed = sys.stdout.isatty()
        for piece in pieces(output, found, bom=bom):
            show(safe(piece) if obeyed else piece, end="")
