"""The verbs that look up: who, quotes, show. None of them loads a language model."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.layout import cells, cut_left, cut_right, one_line, safe
from onrecord.cli.options import (
    About,
    By,
    Db,
    HowQuoted,
    Listing,
    MinConfidence,
    Outlet,
    Quoting,
    Since,
    SpeechOnly,
    Until,
    registry,
)
from onrecord.cli.terminal import screen, show, tell

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.records import SpeakerMatch, SpeakerMatches, StoredQuotation

_NAMELIKE = 4
"""Letters of a word that may be near a name: shorter ones are near too many."""

NOTHING_FITS = "no quotation on record fits"

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many quotations to print at most.")]


def who(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A name, as well as you know it, or a speaker's id.")],
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="What the speaker was then: a day, a month or a year.")
    ] = None,
    limit: Limit = 20,
    output: Annotated[Listing, typer.Option("--format", help="How to print it.")] = Listing.TABLE,
    db: Db = None,
) -> None:
    """Show a speaker: names, roles over time with their evidence, quotations with their sources.

    With --on, what the speaker was at that time: for certain, perhaps, or by articles of around then.

    A name that is not on record is taken for the one it is most like, and that is said; where several speakers
    may be meant they are listed. Exit status 1 where there is nobody.
    """
    with registry(context, db) as store:
        found = store.speakers(name)
        if not found:
            _nobody(store, name)
        elif found.best is None:
            _several(found, output)
        else:
            _one(store, found, found.best, limit, output, on)


def _nobody(store: Store, name: str) -> None:
    words = [word for word in name.split() if len(word) >= _NAMELIKE]
    near = {match.id: match for word in words for match in store.speakers(word)}
    names = ", ".join(f"{match.name} ({match.id})" for match in list(near.values())[:5])
    tell(f"nobody on record is called {name!r}" + (f"; near it: {names}" if names else ""))
    raise typer.Exit(1)


def _several(found: SpeakerMatches, output: Listing) -> None:
    if output is Listing.JSONL:
        from onrecord.export import json_line, match_json

        for match in found:
            show(json_line(match_json(match)))
    else:
        from onrecord.cli.rendering import matches_table

        show(matches_table(found, screen()))
    tell(f"{found.query!r} may be any of {len(found)} speakers; give an id: onrecord who {found.matches[0].id}")


def _one(store: Store, found: SpeakerMatches, match: SpeakerMatch, limit: int, output: Listing, on: str | None) -> None:
    record, timeline = store.speaker(match.id), store.timeline(match.id, on)
    quotations = store.quotes(by=match.id, limit=limit + 1, until=on)
    taken = "" if found.exact else _taken(found, match)
    others = ", ".join(f"{each.name} ({each.id})" for each in found if each.id != match.id)
    if output is Listing.JSONL:
        from onrecord.export import json_line, speaker_json

        show(json_line(speaker_json(record, timeline, quotations[:limit], found, on)))
        if taken:
            tell(taken)
        return
    from onrecord.cli.careers import speaker_on_text, speaker_text

    if taken:
        show(taken + "\n")
    if on is None:
        show(speaker_text(record, timeline, quotations[:limit], screen()))
    else:
        show(speaker_on_text(record, timeline, quotations, on.strip(), limit, screen()))
    if others:
        tell(f"others like it: {others}")


def quotes(
    context: typer.Context,
    by: By = None,
    about: About = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    kind: HowQuoted = None,
    limit: Limit = 50,
    output: Annotated[Quoting, typer.Option("--format", help="How to print them.")] = Quoting.TABLE,
    speech_only: SpeechOnly = False,
    min_confidence: MinConfidence = 0.0,
    one_per_family: Annotated[
        bool, typer.Option("--one-per-family", help="Of one utterance in several articles list the earliest only.")
    ] = False,
    kwic: Annotated[bool, typer.Option("--kwic", help="Print the words of --about in their context.")] = False,
    db: Db = None,
) -> None:
    """List quotations, newest first: by whom, about what, when, where, how.

    Exit status 1 where there is none.
    """
    if kwic and not about:
        raise typer.BadParameter("give the words to look for with --about", param_hint="--kwic")
    with registry(context, db) as store:
        found = store.quotes(
            by=by,
            about=about,
            since=since,
            until=until,
            outlet=outlet,
            kind=kind,
            limit=limit,
            speech_only=speech_only,
            min_confidence=min_confidence,
            one_per_family=one_per_family,
        )
        if by:
            tell_taken(store, by)
        if not found:
            tell(NOTHING_FITS)
        elif kwic and about:
            _print_in_context(found, about)
        else:
            _print(found, output)
    if not found:
        raise typer.Exit(1)


def tell_taken(store: Store, by: str) -> None:
    """Say for whom an approximate name was taken."""
    taken = store.speakers(by)
    if taken.best is not None and not taken.exact:
        tell(_taken(taken, taken.best))


def _taken(found: SpeakerMatches, match: SpeakerMatch) -> str:
    return f"“{one_line(found.query)}” taken for {one_line(match.name)}"


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


def _print_in_context(found: Sequence[StoredQuotation], about: str) -> None:
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


def show_quotation(
    context: typer.Context,
    quotation: Annotated[str, typer.Argument(metavar="ID", help="A quotation's id, or how it begins.")],
    db: Db = None,
) -> None:
    """Show one quotation in its context, why it has its speaker, its family, and how to find it again.

    The family are the articles that have the same utterance: copied, shortened or altered, each with its changes.
    """
    from onrecord.cli.kin import family_text
    from onrecord.cli.rendering import quotation_text
    from onrecord.cli.verdicts import headline_note

    with registry(context, db) as store:
        found = store.quote(quotation)
        show(quotation_text(found, screen()))
        if headline := headline_note(store, found):
            show("\n" + headline)
        if family := family_text(store.family(found.id), found.id, screen()):
            show("\n" + family)
