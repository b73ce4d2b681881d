"""The verb that checks: a claimed quotation, or all those of a draft, against the registry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import Db, Listing, registry
from onrecord.cli.terminal import end_progress, progress, screen, show, tell
from onrecord.errors import InputError
from onrecord.overwriting import is_database

if TYPE_CHECKING:
    from onrecord.checking import DraftCheck
    from onrecord.export import Json
    from onrecord.store import Store


def _day(value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} is not a day such as 2020-05-07") from error


def check(
    context: typer.Context,
    draft: Annotated[
        str | None,
        typer.Argument(metavar="[DRAFT]", help="A draft: .txt, .html, .md or .docx, or - for standard input."),
    ] = None,
    quote: Annotated[str | None, typer.Option("--quote", help="The words that somebody is said to have said.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who is said to have said them: a name or an id.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="When it was said; of a draft, when it is to appear.")
    ] = None,
    output: Annotated[Listing, typer.Option("--format", help="How to print it.")] = Listing.TABLE,
    html: Annotated[Path | None, typer.Option("--html", help="Write a draft's report to this file, as a page.")] = None,
    db: Db = None,
) -> None:
    """Check a claimed quotation, or all those of a draft, against the registry.

    The answer is verbatim, partial, altered, another speaker, indirect only or not on record, with its evidence. Exit
    status 0 where the words may stand, 1 where there is a problem, 2 for bad input.
    """
    if (quote is None) == (draft is None):
        raise typer.BadParameter("give the words with --quote, or a draft", param_hint="DRAFT")
    if draft is not None and by is not None:
        raise typer.BadParameter("a draft says itself who speaks: --by goes with --quote", param_hint="--by")
    if draft is None and html is not None:
        raise typer.BadParameter("only a draft has a page: give one", param_hint="--html")
    day = _day(on)
    with registry(context, db) as store:
        ok = (
            _quotation(store, quote, by, day, output)
            if quote is not None
            else _draft(store, str(draft), day, output, html)
        )
    if not ok:
        raise typer.Exit(1)


def _quotation(store: Store, quote: str, by: str | None, on: date | None, output: Listing) -> bool:
    from onrecord.checking import check as check_quotation

    found = check_quotation(store, quote, by, on)
    if output is Listing.JSONL:
        from onrecord.checking.asjson import check_json

        _lines([check_json(found)])
    else:
        from onrecord.cli.verdicts import check_text

        show(check_text(found, screen()))
    return found.ok


def _draft(store: Store, draft: str, on: date | None, output: Listing, html: Path | None) -> bool:
    from onrecord.drafts import read_draft

    if html is not None and (is_database(html) or html.resolve() == Path(draft).resolve()):
        raise InputError(f"{html}: is the draft itself or a database, and is left as it is; name another file")
    read = read_draft(draft)
    for note in read.notes:
        tell(note)
    progress("reading …")
    from onrecord.checking.drafting import check_extraction
    from onrecord.pipeline import extract, load

    found = check_extraction(store, extract(load(), read.article), read.drawn, on)
    end_progress()
    if output is Listing.JSONL:
        from onrecord.checking.asjson import draft_lines

        _lines(draft_lines(found))
    else:
        from onrecord.cli.verdicts import draft_text

        show(draft_text(found, screen()))
    if html is not None:
        _write(html, found)
    return found.ok


def _lines(objects: Iterable[Json]) -> None:
    from onrecord.export import json_line

    for each in objects:
        show(json_line(each))


def _write(path: Path, found: DraftCheck) -> None:
    from onrecord.reportpage import report_page

    try:
        path.write_text(report_page(found), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name another file") from error
