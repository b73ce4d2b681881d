"""The options that several verbs share, and the registry that they open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.types import Kind

if TYPE_CHECKING:
    from onrecord.store import Store


class Listing(StrEnum):
    """How results that are listed are printed."""

    TABLE = "table"
    JSONL = "jsonl"


class Quoting(StrEnum):
    """How quotations of the registry are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


class Sorting(StrEnum):
    """Which quotations come first."""

    NEWEST = "newest"
    BEST = "best"


class Extracting(StrEnum):
    """How quotations of files are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    HTML = "html"


class Scoring(StrEnum):
    """How scores are printed."""

    TABLE = "table"
    JSON = "json"


Db = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="URL|PATH",
        help="The registry: a file or a database URL. Else $ONRECORD_DB, else onrecord.db in this folder.",
    ),
]

By = Annotated[str | None, typer.Option(help="Whose: a name, as well as you know it, or an id.")]
About = Annotated[str | None, typer.Option(metavar="WORDS", help="Words that the quotation has, or a query.")]
RoleShown = Annotated[str | None, typer.Option("--role", metavar="WORDS", help="Words of the role shown with it.")]
Org = Annotated[
    str | None,
    typer.Option(metavar="WORDS", help="An organization: in the role, of the speaker's, or speaking itself."),
]
Via = Annotated[str | None, typer.Option(metavar="WORDS", help="Who passed it on.")]
Since = Annotated[str | None, typer.Option(help="From this day, month or year on (2020, 2020-05-07).")]
Until = Annotated[str | None, typer.Option(help="Up to this day, month or year.")]
Outlet = Annotated[str | None, typer.Option(help="Who published it: a name, an id or a domain.")]
HowQuoted = Annotated[Kind | None, typer.Option(help="How it is quoted.")]

Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many quotations to print at most.")]
OnePerFamily = Annotated[
    bool,
    typer.Option("--one-per-family", help="Of one utterance in several articles list the earliest, and altered forms."),
]
Rejected = Annotated[bool, typer.Option("--rejected", help="Those too that a judgement says not to keep.")]

SpeechOnly = Annotated[
    bool,
    typer.Option("--speech-only", help="Leave out what was only thought, wanted or left unsaid, by the cue."),
]


def _probability(value: float) -> float:
    if not 0 <= value <= 1:  # neither is nan, which a range of click's lets through
        raise typer.BadParameter(f"{value} is not a number from 0 to 1")
    return value


MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="P",
        callback=_probability,
        help="Leave a speaker less sure than this (0 to 1) unresolved: the name becomes a candidate.",
    ),
]


def _workers(value: object) -> int:
    """Return how many processes are meant: a number, or as many as there are cores."""
    from onrecord.workers import cores

    asked = str(value).strip().lower()
    if asked in ("auto", "0"):
        return cores()
    if not asked.isascii() or not asked.isdigit():
        raise typer.BadParameter(f"{value} is neither a number of processes nor auto")
    return int(asked)


Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        metavar="N|auto",
        parser=_workers,
        help="How many processes extract, each on a core of its own; auto: as many as there are cores.",
    ),
]

FILES_HELP = "Files (.txt, .jsonl, .html, .parquet, .warc), folders, patterns, or - (text, JSON lines or HTML)."


@contextmanager
def registry(context: typer.Context, db: str | None, *, create: bool = False) -> Iterator[Store]:
    """Open the registry that `--db` names, given after the verb or before it."""
    from onrecord.store import Store

    before = context.find_root().params.get("db")
    with Store.open(db or before, create=create) as store:
        yield store
