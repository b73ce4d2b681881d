"""What a process that extracts does: chunks of articles come by a pipe, and what was found in them goes back by it.

The first thing that comes is what to begin with (an `extracting.Load`), the first answer whether that went well.
Articles are not sent back: whoever sent them has them.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue

from onrecord.errors import OnrecordError
from onrecord.extracting import Extract, Found, Load
from onrecord.formats import Problem
from onrecord.types import Article, Attribution, Extraction, Mention

Sent = Problem | tuple[tuple[Attribution, ...], tuple[Mention, ...]]
"""What became of an article, without the article."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The first answer: `kind` and `message` of what kept the process from beginning, None where nothing did."""

    kind: str | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of the articles of a chunk, in their order, and the most memory held until then, in bytes."""

    found: list[Sent]
    peak: int


def main() -> None:
    """Extract until whoever started this process is gone or ends it; the pipe's number is the one argument."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with Connection(int(sys.argv[1])) as pipe:
        load: Load = pipe.recv()
        try:
            extract = load()
        except OnrecordError as error:
            pipe.send(Ready(type(error).__name__, str(error)))
            return
        pipe.send(Ready())
        gc.collect()
        gc.freeze()  # the models stay: no search for garbage need go through them
        _work(pipe, extract)


def _work(pipe: Connection, extract: Extract) -> None:
    chunks: SimpleQueue[Sequence[Article]] = SimpleQueue()
    threading.Thread(target=_read, args=(pipe, chunks), daemon=True).start()
    while True:
        pipe.send(Answer([_without_article(found) for found in extract(chunks.get())], peak_memory()))


def _read(pipe: Connection, chunks: SimpleQueue[Sequence[Article]]) -> None:
    """Take what comes; where nothing can come any more, end the process in the midst of whatever it does.

    Whoever started it was killed, then, and nobody is left to take the answer.
    """
    try:
        while True:
            chunks.put(pipe.recv())
    except (EOFError, ConnectionResetError):
        os.kill(os.getpid(), signal.SIGTERM)


def _without_article(found: Found) -> Sent:
    return found if isinstance(found, Problem) else (found.quotations, found.mentions)


def with_article(sent: Sent, article: Article) -> Found:
    """Return what became of an article as it was before it was sent."""
    return sent if isinstance(sent, Problem) else Extraction(article, *sent)


def peak_memory() -> int:
    """Return the most memory that this process held, in bytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
