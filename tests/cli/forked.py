"""The command line in a process of its own, with streams of its own, that need not be started from nothing.

A new Python takes longer to import the package than most commands run. What is asked here is what a command does with
its streams (a terminal, a pipe that nobody reads, a full disk), so a copy of the tests' own process will do.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping
from typing import NoReturn

from onrecord.cli import main


def start(arguments: tuple[object, ...], out: int, err: int, given: int = 0, **environment: str) -> int:
    """Start a command that writes to two open files, and may read a third; return its process."""
    process = os.fork()
    if process == 0:
        os.dup2(given, 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        become(arguments, environment)
    return process


def ended(process: int) -> int:
    """Wait for a process and return its exit status."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def told(out: int, *arguments: object) -> tuple[int, str]:
    """Let a command write its results to an open file; return its exit status and what it told."""
    readable, writable = os.pipe()
    process = start(arguments, out, writable)
    os.close(writable)
    with os.fdopen(readable, encoding="utf-8") as messages:
        return ended(process), messages.read()


def piped(*arguments: object, given: str = "") -> bytes:
    """Return what a command writes to a pipe that has nothing to tell; what it is `given` comes through another."""
    (readable, writable), (answers, answering), (messages, telling) = os.pipe(), os.pipe(), os.pipe()
    os.write(answering, given.encode())
    os.close(answering)
    process = start(arguments, writable, telling, answers)
    for end in (writable, answers, telling):
        os.close(end)
    with os.fdopen(readable, "rb") as results, os.fdopen(messages, encoding="utf-8") as told_too:
        found = results.read()
        assert (ended(process), told_too.read()) == (0, "")
    return found


def become(arguments: tuple[object, ...], environment: Mapping[str, str]) -> NoReturn:
    """Be a command from now on, in a process that was forked, and end with it."""
    status = 1
    try:
        os.environ.pop("NO_COLOR", None)
        os.environ.update(environment)
        sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
        sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
        main([str(each) for each in arguments])
    except SystemExit as done:
        status = done.code if isinstance(done.code, int) else 1
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(status)
