"""Several processes that are kept going until somebody ends them: by Ctrl-C, by a signal, by the end of their parent.

The parent does nothing but wait: it has no threads, so that it may fork at any time to put one in the place of another
that ended.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from onrecord.cli.terminal import tell
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

__all__ = ["CrewError", "keep_going", "may_fork"]

Work = Callable[[], None]
_ENDS = (signal.SIGINT, signal.SIGTERM)
_OFTEN, _SECONDS = 5, 30.0
"""So many ends within so many seconds are no accident."""


class CrewError(OnrecordError):
    """The processes end as often as they are started."""


def may_fork() -> bool:
    """Whether this system makes processes from others, as is needed here."""
    return hasattr(os, "fork") and hasattr(signal, "sigwait")


@dataclass(slots=True)
class _Member:
    name: str
    work: Work
    process: ForkProcess


def keep_going(works: Sequence[tuple[str, Work]], *, grace: float) -> None:
    """Do each work, which has a name, in a process of its own, and begin it anew where that ends; return at Ctrl-C.

    SIGTERM ends it as Ctrl-C does; then a process has `grace` seconds to come to an end by itself. Raises CrewError
    where they end again and again.
    """
    # Signals are waited for: whatever they could interrupt here would have to be undone.
    signals = {*_ENDS, signal.SIGCHLD}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    handler = signal.signal(signal.SIGCHLD, lambda *_: None)  # what is ignored is not waited for either
    alive, held = os.pipe()
    crew: list[_Member] = []
    try:
        for name, work in works:
            crew.append(_Member(name, work, _started(name, work, alive, held)))
        _watch(crew, alive, held, signals)
    finally:
        _end(crew, grace)
        for each in (alive, held):
            os.close(each)
        signal.signal(signal.SIGCHLD, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _watch(crew: Sequence[_Member], alive: int, held: int, signals: set[signal.Signals]) -> None:
    ends: deque[float] = deque(maxlen=_OFTEN)
    while signal.sigwait(signals) not in _ENDS:
        for each in crew:
            if each.process.is_alive():
                continue
            ends.append(time.monotonic())
            told = f"{each.name} ended ({_how(each.process.exitcode)})"
            if len(ends) == _OFTEN and ends[-1] - ends[0] < _SECONDS:
                raise CrewError(f"{told}, the fifth time within {_SECONDS:.0f} s: what was told before may say why")
            tell(f"{told}: another one takes its place")
            each.process = _started(each.name, each.work, alive, held)


def _how(code: int | None) -> str:
    if code is not None and code < 0:
        return f"by {signal.Signals(-code).name}" if -code in _KNOWN else f"by signal {-code}"
    return f"with status {code}"


_KNOWN: Mapping[int, signal.Signals] = {int(each): each for each in signal.Signals}


def _started(name: str, work: Work, alive: int, held: int) -> ForkProcess:
    process = get_context("fork").Process(target=_work, args=(work, alive, held), name=f"onrecord {name}")
    process.start()
    return process


def _work(work: Work, alive: int, held: int) -> None:
    """What a process does: its work, as long as its parent is there."""
    for each in _ENDS:
        signal.signal(each, signal.SIG_DFL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.close(held)
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
    work()


def _end_with(alive: int) -> None:
    """End this process with its parent, who holds the other end."""
    os.read(alive, 1)
    os.kill(os.getpid(), signal.SIGTERM)


def _end(crew: Sequence[_Member], grace: float) -> None:
    for each in crew:
        each.process.terminate()
    until = time.monotonic() + grace
    for each in crew:
        each.process.join(max(0.0, until - time.monotonic()))
        if each.process.is_alive():
            each.process.kill()
            each.process.join()
