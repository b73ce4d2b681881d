"""One process that extracts, as whoever has it sees it: started when first needed, and anew where it died."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from onrecord.errors import ModelError, OnrecordError
from onrecord.extracting import Found, Load, where
from onrecord.formats import Problem
from onrecord.types import Article
from onrecord.workers.child import Answer, Ready, with_article

SECONDS = 60.0
"""How long the shortest article may take; each 1,000 characters give one second more, ten times what is needed."""

_PROGRAM = "from onrecord.workers.child import main; main()"
_STARTING = 300.0
_LINGERING = 1.0
"""Seconds for a process whose pipe is closed to end by itself, which tells how one died that was dying already."""

_RENEWED_AFTER = 20_000
"""Articles after which a process makes way for a fresh one: spaCy keeps each new word that it meets."""
_ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_ENVIRONMENT = _ONE_CORE | {"TOKENIZERS_PARALLELISM": "false"}


class WorkerError(OnrecordError):
    """The processes that extract cannot be started."""


class _DiedError(Exception):
    """The process is gone; the message says how, in words that follow "the process that read it"."""


class _LateError(_DiedError):
    """It was ended, for it took too long."""


def cores(quota: Path = Path("/sys/fs/cgroup/cpu.max")) -> int:
    """Return how many cores this process may use; `quota` is where Linux says how much a container may."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        allowed, period = map(int, quota.read_text().split())
    except (OSError, ValueError):  # none, or "max"
        return there
    return max(1, min(there, round(allowed / period)))


class Hand:
    """A process beside this one that extracts one chunk of articles at a time. One thread at a time may ask it."""

    def __init__(self, load: Load, seconds: float = SECONDS) -> None:
        """Take what the process begins with, and how long the shortest article may take."""
        self._load, self._seconds = load, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._done = 0
        self._lock = threading.Lock()
        self._closed = False
        self.peak = 0

    def extract(self, articles: Sequence[Article]) -> list[Found]:
        """Say what became of each article. One that the process dies over twice, or is late with, is a Problem.

        Raises ModelError where the models are missing and WorkerError where no process can be started.
        """
        try:
            return self._asked(articles)
        except _LateError as error:
            if len(articles) == 1:
                return [_refused(articles[0], error)]
        except _DiedError:
            self._check_open()
        return [self._alone(each) for each in articles]

    def _alone(self, article: Article) -> Found:
        try:
            return self._asked([article])[0]
        except _DiedError as error:
            self._check_open()
            return _refused(article, error)

    def close(self) -> None:
        """End the process, whatever it does."""
        with self._lock:
            self._closed, process = True, self._process
            if process is not None:
                process.kill()

    def wait(self) -> None:
        """Wait until the process is gone, and let go of the pipe."""
        if self._process is not None:
            self._process.wait()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _check_open(self) -> None:
        if self._closed:
            raise WorkerError("the processes that extract have been ended")

    # -- one question and its answer -------------------------------------------------------------------

    def _asked(self, articles: Sequence[Article]) -> list[Found]:
        pipe = self._started()
        seconds = self._seconds + sum(len(each.text) for each in articles) / 1000
        with self._at_most(seconds, f"took longer than {seconds:,.0f} s"):
            pipe.send(list(articles))
            answer = pipe.recv()
        if not isinstance(answer, Answer):
            raise WorkerError(f"a process that extracts gave no answer, but {answer!r}")
        self.peak = max(self.peak, answer.peak)
        self._done += len(articles)
        if self._done >= _RENEWED_AFTER:
            self._end()
        return [with_article(sent, article) for sent, article in zip(answer.found, articles, strict=True)]

    @contextmanager
    def _at_most(self, seconds: float, otherwise: str) -> Iterator[None]:
        """Kill the process where it takes longer than so many seconds, and say how it ended where it did."""
        process, late = self._process, threading.Event()

        def kill() -> None:
            late.set()
            if process is not None:
                process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (EOFError, OSError) as error:
            how = _how(self._end())
            raise (_LateError(otherwise) if late.is_set() else _DiedError(how)) from error
        finally:
            timer.cancel()

    # -- the process -----------------------------------------------------------------------------------

    def _started(self) -> Connection:
        """Return the pipe to a process that has read the models."""
        if self._pipe is not None and self._process is not None and self._process.poll() is None:
            return self._pipe
        self._end()
        pipe = self._start()
        try:
            with self._at_most(_STARTING, f"took longer than {_STARTING:.0f} s to begin"):
                pipe.send(self._load)
                ready = pipe.recv()
        except _DiedError as error:
            self._check_open()
            raise WorkerError(
                f"a process that extracts did not start: it {error}; try fewer, for each reads the models into memory"
            ) from error
        if not isinstance(ready, Ready) or ready.kind is not None:
            self._end()
            raise _again(ready)
        return pipe

    def _start(self) -> Connection:
        with self._lock:
            self._check_open()
            self._pipe, theirs = Pipe()
            command = [sys.executable, "-P", "-c", _PROGRAM, str(theirs.fileno())]
            with theirs, _undisturbed():
                self._process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=2,  # results of this process alone go to standard output
                    pass_fds=[theirs.fileno()],
                    env=_environment(),
                )
            self._done = 0
            return self._pipe

    def _end(self) -> int | None:
        """End the process, if there is one, and return its exit status."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        if process is None:
            return None
        try:
            return process.wait(timeout=_LINGERING)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a process that is started be none that Ctrl-C in the terminal reaches: whoever started it ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _environment() -> Mapping[str, str]:
    """Return an environment in which a process finds this package, and takes one core."""
    return _ENVIRONMENT | os.environ | {"PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)}


def _how(status: int | None) -> str:
    if status is None or status >= 0:
        return f"ended with status {status}"
    try:
        name = signal.Signals(-status).name
    except ValueError:
        name = f"signal {-status}"
    return f"was killed by {name}" + (", as where memory is short" if name == "SIGKILL" else "")


def _refused(article: Article, error: _DiedError) -> Problem:
    advice = "the other articles were read; split it, or leave it out"
    return Problem(where(article), f"cannot be extracted: the process that read it {error}", advice)


def _again(told: object) -> OnrecordError:
    """Return the error that the process told."""
    if isinstance(told, Ready) and told.kind == ModelError.__name__:
        return ModelError(told.message)
    return WorkerError(told.message if isinstance(told, Ready) else f"a process that extracts said {told!r}")
