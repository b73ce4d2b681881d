"""The verb that reads quotations with a language model: terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.layout import counted, table
from onrecord.cli.options import Db, Listing, Since, Until, registry
from onrecord.cli.terminal import end_progress, progress, screen, show, tell
from onrecord.terms import Ranked, Stretch, key_terms, key_terms_over

if TYPE_CHECKING:
    from onrecord.store.records import StoredQuotation

_Found = list[tuple[str | None, Ranked]]
"""The terms of each time, or of all times together."""


def terms(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Whose: a name, as well as you know it, or an id.")],
    over: Annotated[Stretch | None, typer.Option("--over", help="Apart for each month, quarter or year.")] = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many terms to print at most.")] = 20,
    output: Annotated[Listing, typer.Option("--format", help="How to print them.")] = Listing.TABLE,
    db: Db = None,
) -> None:
    """Show the key terms of what a speaker said, best first (SGRank, by textacy).

    With --over, those of each month, quarter or year apart, --limit of each. Unlike the other verbs that look up, this
    one loads spaCy and its model, which takes a few seconds. Exit status 1 where nothing is on record.
    """
    with registry(context, db) as store:
        quotations = store.quotes(by=name, since=since, until=until)
    if not quotations:
        tell(f"no quotation on record is by {name!r}; `onrecord who {name}` finds names like it")
        raise typer.Exit(1)
    progress("loading the language model …")
    found = _found(quotations, over, limit)
    end_progress()
    if output is Listing.JSONL:
        _print_lines(found)
    else:
        _print_table(found, over)


def _found(quotations: Sequence[StoredQuotation], over: Stretch | None, limit: int) -> _Found:
    from onrecord.pipeline import load

    if over is None:
        return [(None, key_terms(load(), (each.text for each in quotations), limit=limit))]
    days = [(each.said_on or each.article.published, each.text) for each in quotations]
    dated = [(day, text) for day, text in days if day is not None]
    if len(dated) < len(days):
        tell(f"{counted(len(days) - len(dated), 'quotation')} without a date left out")
    return [(time, ranked) for time, ranked in key_terms_over(load(), dated, over, limit=limit)]


def _print_lines(found: _Found) -> None:
    from onrecord.export import json_line

    for time, ranked in found:
        when = {} if time is None else {"time": time}
        for term, weight in ranked:
            show(json_line({**when, "term": term, "weight": round(weight, 4)}))


def _print_table(found: _Found, over: Stretch | None) -> None:
    rows = [(time or "", f"{weight:.3f}", term) for time, ranked in found for term, weight in ranked]
    if over is None:
        show(table(("Weight", "Term"), [row[1:] for row in rows], screen().width))
    else:
        show(table((over.value.capitalize(), "Weight", "Term"), _once(rows), screen().width))


def _once(rows: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return rows with the time in the first one of each only."""
    found: list[tuple[str, str, str]] = []
    last = None
    for time, weight, term in rows:
        found.append((time if time != last else "", weight, term))
        last = time
    return found
