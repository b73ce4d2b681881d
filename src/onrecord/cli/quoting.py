"""The verb that lists quotations: quotes. It loads no language model."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.answers import tell_nothing_fits, tell_taken
from onrecord.cli.layout import cells, cut_left, cut_right, one_line, safe
from onrecord.cli.options import (
    About,
    By,
    Db,
    HowQuoted,
    Limit,
    MinConfidence,
    OnePerFamily,
    Org,
    Outlet,
    Quoting,
    Rejected,
    RoleShown,
    Since,
    Sorting,
    SpeechOnly,
    Until,
    Via,
    registry,
)
from onrecord.cli.terminal import screen, show, tell

if TYPE_CHECKING:
    from onrecord.store.asking import Asked
    from onrecord.store.records import StoredQuotation


def quotes(
    context: typer.Context,
    by: By = None,
    about: About = None,
    role: RoleShown = None,
    org: Org = None,
    via: Via = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    kind: HowQuoted = None,
    sort: Annotated[
        Sorting, typer.Option("--sort", help="Which come first; the best are those of the newest 2,000.")
    ] = Sorting.NEWEST,
    limit: Limit = 50,
    after: Annotated[str | None, typer.Option(metavar="CURSOR", help="Go on where a page ended, as it told.")] = None,
    output: Annotated[Quoting, typer.Option("--format", help="How to print them.")] = Quoting.TABLE,
    speech_only: SpeechOnly = False,
    min_confidence: MinConfidence = 0.0,
    one_per_family: OnePerFamily = False,
    rejected: Rejected = False,
    kwic: Annotated[bool, typer.Option("--kwic", help="Print what --about finds in its context.")] = False,
    db: Db = None,
) -> None:
    """List quotations, newest first: by whom, about what, when, where, how.

    --about, --role and --org are words, by their beginnings, or "a phrase", pre*, NEAR(a b, 5), a OR b, -without.
    Where there are more than --limit, it is told how to go on. Exit status 1 where there is none.
    """
    if kwic and not about:
        raise typer.BadParameter("give the words to look for with --about", param_hint="--kwic")
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
        "rejected": rejected,
    }
    with registry(context, db) as store:
        found = store.page(limit=limit, after=after, sort=sort.value, **asked)
        if by:
            tell_taken(store, by)
        if not found.quotations:
            tell_nothing_fits(store, outlet)
            raise typer.Exit(1)
        if kwic and about:
            _print_in_context(found, about)
        else:
            _print(found.quotations, output)
    if found.after is not None:
        tell(f"there are more: --after {found.after}")


def _print(found: Sequence[StoredQuotation], output: Quoting) -> None:
    from onrecord import export

    if output is Quoting.TABLE:
        from onrecord.cli.rendering import quotations_table

        show(quotations_table(found, screen()))
    elif output is Quoting.JSONL:
        for each in found:
            show(export.json_line(export.stored_json(each)))
    else:
        buffer = io.StringIO()
        rows = csv.writer(buffer, lineterminator="\n")
        rows.writerow(export.CSV_FIELDS)
        rows.writerows(export.as_csv_row(each, each.article) for each in found)
        written = buffer.getvalue()
        show(written if screen().width is None else safe(written), end="")


def _print_in_context(found: Iterable[StoredQuotation], about: str) -> None:
    from onrecord.concordance import in_context

    width = screen().width
    for each in found:
        name, speaker = one_line(each.id), one_line(each.speaker.name or "?")
        room = 40 if width is None else max((width - cells(name) - 2) * 2 // 5, 0)
        for line in in_context(each.text, about, max(room, 2)):
            left = cut_left(one_line(line.before), room)
            head = f"{name}  {' ' * (room - cells(left))}{left} [{one_line(line.word)}]"
            after = one_line(line.after)
            show(f"{head} {after} — {speaker}" if width is None else _to_width(head, after, speaker, width))


def _to_width(head: str, after: str, speaker: str, width: int) -> str:
    """Return a line in context of at most `width` cells, the speaker taking no more than half of what is left."""
    room = width - cells(head)
    tail = cut_right(f" — {speaker}", max(room // 2, room - cells(after) - 1))
    return cut_right(f"{head} {cut_right(after, max(room - cells(tail) - 1, 0))}{tail}", width)
