"""The verbs that bring in what others have gathered: import people, import quotations."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.layout import counted
from onrecord.cli.options import Db, MinConfidence, registry
from onrecord.cli.stopping import INTERRUPTED
from onrecord.cli.tally import Tally, told
from onrecord.cli.terminal import end_progress, progress, show, tell
from onrecord.imports import Bank, People

app = typer.Typer(help="What others have gathered: people as curated records, quotations.", no_args_is_help=True)


@app.command()
def people(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Popolo JSON, congress-legislators YAML, or CSV.")],
    out: Annotated[str, typer.Option("--out", metavar="DIR", help="The folder whose speakers/ gets the records.")],
    written_in: Annotated[
        People | None, typer.Option("--format", help="What FILE is; else by its ending and what it holds.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="What the records cite, such as an address; else the name of FILE.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over records that are there and say something else.")
    ] = False,
) -> None:
    """Make curated records of a file of people, to be reviewed before `registry load`.

    Who cannot be told from a namesake, or has a name that a record in DIR has, is told and left out, and so is what is
    no person; the others are written: exit status 2 then.
    """
    from onrecord.imports.people import bring_people

    done = bring_people(
        file,
        out,
        on_problem=tell,
        written_in=written_in,
        source=source,
        replace=replace,
    )
    all_of_them = done.written + done.unchanged + done.kept + done.refused
    show(
        f"{counted(all_of_them, 'record')}: {done.written} written, {done.unchanged} unchanged, "
        f"{done.kept} left as they were; {done.refused} refused"
    )
    if done.refused:
        raise typer.Exit(2)


@app.command()
def quotations(
    context: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="JSON lines of Quotebank or GDELT, also .gz and .bz2, or -.")
    ],
    bank: Annotated[
        Bank | None, typer.Option("--format", help="Whose they are; else by what the first line holds.")
    ] = None,
    min_confidence: MinConfidence = 0.0,
    db: Db = None,
) -> None:
    """Keep the quotations of a bank in the registry, each as an article of its own, marked as the bank's.

    Importing them again changes nothing. A line that cannot be read is told and the rest is kept: exit status 2
    then.
    """
    from onrecord.imports.quotations import bring_quotations

    tally = Tally()
    with registry(context, db, create=True) as store:
        progress("reading …")
        try:
            steps = bring_quotations(
                store,
                file,
                on_problem=tally.problem,
                bank=bank,
                min_confidence=min_confidence,
            )
            for _ in told(steps, tally):
                pass
        except KeyboardInterrupt:
            tell("interrupted; what was kept until now stays")
            raise typer.Exit(INTERRUPTED) from None
        finally:
            end_progress()
            show(str(tally))
    if tally.refused:
        raise typer.Exit(2)
