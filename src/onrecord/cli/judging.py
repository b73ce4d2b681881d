"""The verbs that decide about speakers and quotations: merge, split, apart, rename, alias, assign, reject, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.judged import judgements_table, told
from onrecord.cli.layout import one_line
from onrecord.cli.options import Db, Listing, registry
from onrecord.cli.terminal import screen, show, tell
from onrecord.judgements import Judgement, Verb
from onrecord.types import SpeakerType

if TYPE_CHECKING:
    from onrecord.store import Store

_HELP = "A speaker's id, or the name that exactly one has just so."

Who = Annotated[str | None, typer.Option("--who", help="Who judges; else $ONRECORD_WHO, else your login name.")]
Why = Annotated[str | None, typer.Option("--why", help="Why, in your words; it is kept with the judgement.")]
Speaker = Annotated[str, typer.Argument(metavar="SPEAKER", help=_HELP)]
First = Annotated[str, typer.Argument(metavar="A", help=_HELP)]
Second = Annotated[str, typer.Argument(metavar="B", help="Another one, meant in the same way.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name as it is to be shown.")]
Quotations = Annotated[list[str], typer.Argument(metavar="QUOTE...", help="Ids of quotations, or how they begin.")]


def merge(context: typer.Context, one: First, into: Second, who: Who = None, why: Why = None, db: Db = None) -> None:
    """Judge that A is the same as B and counts as B from now on; A's id goes on to work.

    Nothing stored is edited, and `onrecord undo` restores exactly what was.
    """
    with registry(context, db) as store:
        _say(store.merge(one, into, who=who, why=why))


def split(
    context: typer.Context,
    speaker: Speaker,
    quotes: Annotated[
        list[str] | None, typer.Option("--quotes", metavar="ID,...", help="Quotations that are another's; repeatable.")
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--as", metavar="NAME|ID", help="Whose they are: somebody on record, else a new speaker's name."),
    ] = None,
    who: Who = None,
    why: Why = None,
    db: Db = None,
) -> None:
    """Judge that SPEAKER, who was merged into another, is somebody else; the two are never merged again.

    With --quotes judge that some of SPEAKER's quotations are another's: of --as or, without it, of a new speaker of
    the same name.
    """
    ids = [id_.strip() for each in quotes or () for id_ in each.split(",") if id_.strip()]
    if quotes and not ids:
        raise typer.BadParameter("give ids of quotations, with commas between them", param_hint="--quotes")
    with registry(context, db) as store:
        _say(store.split(speaker, quotations=ids, to=to, who=who, why=why))


def apart(context: typer.Context, one: First, other: Second, who: Who = None, why: Why = None, db: Db = None) -> None:
    """Judge that A and B are not the same: nothing merges them any more."""
    with registry(context, db) as store:
        _say(store.judge_apart(one, other, who=who, why=why))


def rename(
    context: typer.Context, speaker: Speaker, name: Name, who: Who = None, why: Why = None, db: Db = None
) -> None:
    """Judge by which NAME a speaker is shown; the former names go on to find it."""
    with registry(context, db) as store:
        _say(store.rename(speaker, name, who=who, why=why))


def alias(
    context: typer.Context,
    speaker: Speaker,
    name: Name,
    weak: Annotated[
        bool, typer.Option("--weak", help="The name only supports: others may have it, as a family name.")
    ] = False,
    who: Who = None,
    why: Why = None,
    db: Db = None,
) -> None:
    """Judge that a speaker has this NAME, too, by which articles added later know it."""
    with registry(context, db) as store:
        _say(store.alias(speaker, name, strong=not weak, who=who, why=why))


def assign(
    context: typer.Context,
    quotations: Quotations,
    speaker: Speaker,
    new: Annotated[bool, typer.Option("--new", help="SPEAKER is the name of somebody who is not on record.")] = False,
    type_: Annotated[
        SpeakerType, typer.Option("--type", help="What a new speaker is, with --new.")
    ] = SpeakerType.PERSON,
    who: Who = None,
    why: Why = None,
    db: Db = None,
) -> None:
    """Judge that quotations are SPEAKER's, whoever the article was taken to mean."""
    with registry(context, db) as store:
        _say(store.assign(quotations, speaker, new=new, is_a=type_, who=who, why=why))


def reject(context: typer.Context, quotations: Quotations, who: Who = None, why: Why = None, db: Db = None) -> None:
    """Judge that something is no quotation, or none to keep: lists, counts, families and exports leave it out.

    `onrecord show` still shows it, and says so.
    """
    with registry(context, db) as store:
        _say(store.reject(quotations, who=who, why=why))


def undo(
    context: typer.Context,
    judgement: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="A judgement's id, or how it begins; else the last one.")
    ] = None,
    who: Who = None,
    why: Why = None,
    db: Db = None,
) -> None:
    """Take a judgement back: all is as it would be had nobody judged so. Undoing an undo brings it back.

    Without ID the last one that stands and is no undo, whoever made it. Exit status 1 where none stands.
    """
    with registry(context, db) as store:
        id_ = _last(store) if judgement is None else judgement
        if id_ is None:
            tell("no judgement stands: there is nothing to undo")
            raise typer.Exit(1)
        made = store.undo(id_, who=who, why=why)
        undone = next(each.judgement for each in store.judgements() if each.judgement.id == made.undoes)
    by = one_line(f"{undone.who} on {undone.at[:10]}")
    show(f"undid {undone.id}, by {by}: {told(undone)} · to bring it back: {_undo(made)}")


def _last(store: Store) -> str | None:
    stand = (each.judgement for each in store.judgements() if each.undone_by is None)
    return next((each.id for each in stand if each.verb is not Verb.UNDO), None)


def judgements(
    context: typer.Context,
    about: Annotated[
        str | None,
        typer.Argument(metavar="[ABOUT]", help="A speaker (an id or exact name) or a quotation's id; else all."),
    ] = None,
    output: Annotated[Listing, typer.Option("--format", help="How to print them.")] = Listing.TABLE,
    db: Db = None,
) -> None:
    """List the judgements, the last first: who decided what, when and why, and whether it stands.

    Exit status 1 where there is none.
    """
    with registry(context, db) as store:
        found = store.judgements(about)
    if not found:
        tell("nobody has judged anything" if about is None else f"no judgement is about {about!r}")
        raise typer.Exit(1)
    if output is Listing.JSONL:
        from onrecord.export import json_line
        from onrecord.judgementlines import record_json

        for each in found:
            show(json_line(record_json(each)))
    else:
        show(judgements_table(found, screen()))


def _say(judgement: Judgement) -> None:
    show(f"{told(judgement)} · to undo: {_undo(judgement)}")


def _undo(judgement: Judgement) -> str:
    return f"onrecord undo {judgement.id}"
