"""The command line: each verb parses, makes one call of the library, and prints.

Results go to standard output, everything else to standard error. Exit status: 0 done, 1 the answer is no, 2 bad
input or use. Nothing here is heavy to import; a verb imports what it needs when it runs.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from onrecord.cli import (
    adding,
    checking,
    claiming,
    curating,
    databases,
    exporting,
    importing,
    judging,
    lookup,
    quoting,
    reading,
    reviewing,
    scoring,
    serving,
    topics,
    training,
    verifying,
)
from onrecord.cli.options import Db
from onrecord.cli.stopping import status_of
from onrecord.cli.terminal import (
    OutputError,
    ReaderGoneError,
    end_progress,
    flush,
    guarded,
    prepare_streams,
    show,
    tell,
)
from onrecord.errors import OnrecordError
from onrecord.version import __version__

__all__ = ["app", "main"]

app = typer.Typer(
    name="onrecord",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract")(reading.extract)
app.command("add")(adding.add)
app.command("who")(lookup.who)
app.command("quotes")(quoting.quotes)
app.command("show")(lookup.show_quotation)
app.command("terms")(topics.terms)
app.command("review")(reviewing.review)
app.command("merge")(judging.merge)
app.command("split")(judging.split)
app.command("apart")(judging.apart)
app.command("rename")(judging.rename)
app.command("alias")(judging.alias)
app.command("assign")(judging.assign)
app.command("reject")(judging.reject)
app.command("undo")(judging.undo)
app.command("judgements")(judging.judgements)
app.command("check")(checking.check)
app.command("verify")(verifying.verify)
app.command("claimreview")(claiming.claimreview)
app.command("serve")(serving.serve)
app.command("export")(exporting.export)
app.add_typer(importing.app, name="import")
app.add_typer(curating.app, name="registry")
app.add_typer(databases.app, name="db")
app.command("evaluate")(scoring.evaluate)
app.command("train")(training.train)
app.command("train-words")(training.train_words)


_BRIEF = frozenset({"who", "quotes", "show"})
"""Verbs that end before garbage could matter."""


def _version(wanted: bool) -> None:
    if wanted:
        show(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    db: Db = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Find what was said in the news, work out who said it, and keep every quotation traceable to its words."""
    if context.invoked_subcommand not in _BRIEF:
        gc.enable()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line (`arguments`: sys.argv's) and end the process with its exit status."""
    prepare_streams()
    sys.exit(_status(lambda: app(args=arguments, prog_name="onrecord")))


def _status(command: Callable[[], object]) -> int:
    """Run a command; return its exit status, every error of ours told in one line."""
    try:
        with guarded():
            status = _run(command)
            flush()
    except ReaderGoneError:
        _drop_the_rest()
        return 0
    except OutputError as error:
        tell(error)
        _drop_the_rest()
        return 2
    return status


def _drop_the_rest() -> None:
    """Let Python flush once more at exit, which must not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(command: Callable[[], object]) -> int:
    try:
        command()
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else int(done.code is not None)
    except OutputError:
        raise
    except OnrecordError as error:
        tell(error)
        return 2
    except KeyboardInterrupt as error:
        tell("interrupted")
        return status_of(error)
    finally:
        end_progress()
    return 0
