"""The verbs that look one thing up: who, show. None of them loads a language model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.answers import taken_for
from onrecord.cli.options import Db, Limit, Listing, registry
from onrecord.cli.terminal import screen, show, tell

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.records import SpeakerMatch, SpeakerMatches

_NAMELIKE = 4
"""Letters of a word that may be near a name: shorter ones are near too many."""


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
        found = store.speakers(name, near=False)
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
    taken = "" if found.exact else taken_for(found, match)
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
