"""The verb that reads quotations with a language model: terms."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.layout import table
from onrecord.cli.options import Db, Listing, registry
from onrecord.cli.terminal import end_progress, progress, screen, show, tell


def terms(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Whose: a name, as well as you know it, or an id.")],
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many terms to print at most.")] = 20,
    output: Annotated[Listing, typer.Option("--format", help="How to print them.")] = Listing.TABLE,
    db: Db = None,
) -> None:
    """Show the key terms of what a speaker said, best first (SGRank, by textacy).

    Unlike the other verbs that look up, this one loads spaCy and its model, which takes a few seconds.
    Exit status 1 where nothing is on record.
    """
    with registry(context, db) as store:
        quotations = store.quotes(by=name)
    if not quotations:
        tell(f"no quotation on record is by {name!r}; `onrecord who {name}` finds names like it")
        raise typer.Exit(1)
    progress("loading the language model …")
    from onrecord.pipeline import load
    from onrecord.terms import key_terms

    ranked = key_terms(load(), (each.text for each in quotations), limit=limit)
    end_progress()
    if output is Listing.JSONL:
        from onrecord.export import json_line

        for term, weight in ranked:
            show(json_line({"term": term, "weight": round(weight, 4)}))
    else:
        show(table(("Weight", "Term"), [(f"{weight:.3f}", term) for term, weight in ranked], screen().width))
