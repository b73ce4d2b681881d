"""What an error of a database's driver means, and what to do: one line, without a password."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.exc import DBAPIError

__all__ = ["advice", "is_passing"]

_PASSING = frozenset({"40001", "40P01"})
"""PostgreSQL's codes for what goes well when it is done again: a serialization failure, a deadlock."""

_ADVICE: Sequence[tuple[Sequence[str], str]] = (
    (["malformed"], "{where} is damaged ({said}): restore a copy of it, or add the articles to a new one"),
    (["not a database"], "{where} is not an onrecord registry ({said}): name another with --db"),
    (
        ["locked", "busy", "lock timeout"],
        "{where} stayed locked for {wait:.0f} s: end the other program that writes to it",
    ),
    (["readonly", "read-only"], "{where} may not be written: copy it, or ask for write access to it and its folder"),
    (["unable to open"], "{where} cannot be opened: look whether you may read it and write in its folder"),
    (["disk is full", "no space left"], "{where} cannot grow: the disk is full"),
    (["disk i/o error"], "{where}: the disk fails ({said}): look at its room and its limits; what was added is kept"),
    (
        ["authentication failed", "no password supplied", "pg_hba"],
        "{where} lets nobody in with these credentials ({said})",
    ),
    (
        ["refused", "no such file", "resolve", "translate host", "timeout expired", "timed out", "unreachable"],
        "{where} does not answer ({said}): look whether the server runs, and at the host and port",
    ),
    (["database", "does not exist"], "{where} does not exist ({said}): make it with `createdb`"),
    (["permission denied"], "{where} does not allow it ({said}): ask its owner for the right"),
    (["statement timeout"], "{where} broke off what took too long ({said}): let its owner raise statement_timeout"),
    (["too many", "slots are reserved"], "{where} has too many connections ({said}): try again later"),
    (
        ["terminating connection", "server closed", "connection is lost", "connection is closed", "shutting down"],
        "the connection to {where} was lost ({said}): do it again; what was added is kept",
    ),
)
"""What a message has one of (for "does not exist" both) and what it means; the first that fits."""


def advice(error: Exception, where: str, wait: float) -> str:
    """Return in one line what is wrong and what to do; `wait` is how many seconds a lock is waited for."""
    original = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    said = " ".join(str(original).split("\n")[0].split())
    low = said.lower()
    for signs, meaning in _ADVICE:
        fits = all if "does not exist" in signs else any
        if fits(sign in low for sign in signs):
            return meaning.format(where=where, said=said, wait=wait)
    return f"{where}: the database says {said}"


def is_passing(error: Exception) -> bool:
    """Whether the same transaction may go well when it is tried again: writers met."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in _PASSING
