"""What goes to the terminal and how: results to standard output, everything else to standard error."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, cast

from onrecord.cli.layout import one_line
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

BOLD, FAINT, UNDERLINE, COLOUR = "1", "2", "4", "36"

_LEAST_WIDTH = 20


class ReaderGoneError(Exception):
    """Whoever read the results has closed the pipe: there is nothing more to do."""


class OutputError(OnrecordError):
    """Results cannot be written: a full disk, most often."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What standard output is: `width` in cells, None for a file or a pipe, where nothing is wrapped."""

    width: int | None
    colour: bool

    def paint(self, text: str, *codes: str) -> str:
        """Return a text with its style (SGR codes), or as it is where there are no colours."""
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and codes and text else text


def screen() -> Screen:
    """Look at standard output."""
    if not sys.stdout.isatty():
        return Screen(None, False)
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return Screen(max(shutil.get_terminal_size().columns, _LEAST_WIDTH), not plain)


def prepare_streams() -> None:
    """Let both streams take any text: UTF-8 wherever that is not a terminal's own choice, never an error."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w"))
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")


def show(text: str, *, end: str = "\n") -> None:
    """Print a result. The caller has made it safe."""
    sys.stdout.write(text + end)


def tell(message: object) -> None:
    """Print a message for the person at the terminal, on one line."""
    end_progress()
    print(f"onrecord: {one_line(str(message))}", file=sys.stderr, flush=True)


def flush() -> None:
    """Send what was printed on its way."""
    sys.stdout.flush()


class _Results:
    """Standard output that fails with our errors, whoever writes to it: typer prints the help itself."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        with _written():
            return self._stream.write(text)

    def flush(self) -> None:
        with _written():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def guarded() -> redirect_stdout[TextIO]:
    """Raise ReaderGoneError or OutputError, while this holds, where standard output cannot be written."""
    return redirect_stdout(cast("TextIO", _Results(sys.stdout)))


class _Bytes(io.RawIOBase):
    """Standard output for bytes, failing with our errors."""

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        with _written():
            return int(sys.stdout.buffer.write(data))


def binary() -> BinaryIO:
    """Return standard output as a stream of bytes."""
    return cast("BinaryIO", _Bytes())


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGoneError from error
    except OSError as error:
        raise OutputError(f"the results cannot be written ({error.strerror}); make room, or write elsewhere") from error


def progress(message: str) -> None:
    """Show what is being done, over what was shown before; nothing where standard error is no terminal."""
    if sys.stderr.isatty():
        end_progress()
        width = max(shutil.get_terminal_size().columns, _LEAST_WIDTH)
        print(one_line(message)[: width - 1], end="", file=sys.stderr, flush=True)
        _status.shown = True


def end_progress() -> None:
    """Take away what `progress` showed, if it did."""
    if _status.shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        _status.shown = False


@dataclass(slots=True)
class _Status:
    shown: bool = False


_status = _Status()
