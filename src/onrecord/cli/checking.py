"""The verb that checks: a claimed quotation, or all those of a draft, against the registry."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import Db, Listing, registry
from onrecord.cli.terminal import screen, show


def check(
    context: typer.Context,
    quote: Annotated[str | None, typer.Option("--quote", help="The words that somebody is said to have said.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who is said to have said them: a name or an id.")] = None,
    output: Annotated[Listing, typer.Option("--format", help="How to print it.")] = Listing.TABLE,
    db: Db = None,
) -> None:
    """Check a claimed quotation against the registry.

    The answer is verbatim, partial, altered, another speaker, indirect only or not on record, with its evidence. Exit
    status 0 where the words may stand, 1 where there is a problem, 2 for bad input.
    """
    if quote is None:
        raise typer.BadParameter("give the words", param_hint="--quote")
    with registry(context, db) as store:
        from onrecord.checking import check as check_quotation

        found = check_quotation(store, quote, by)
        if output is Listing.JSONL:
            from onrecord.checking.asjson import check_json
            from onrecord.export import json_line

            show(json_line(check_json(found)))
        else:
            from onrecord.cli.verdicts import check_text

            show(check_text(found, screen()))
    if not found.ok:
        raise typer.Exit(1)
