"""The verb that shows the registry in a browser: serve."""

from __future__ import annotations

import errno
import gc
import ipaddress
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import Db
from onrecord.cli.processes import keep_going, may_fork
from onrecord.cli.terminal import tell
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from onrecord.web.desk import Desk

_NEEDED = {"fastapi": "fastapi", "uvicorn": "uvicorn", "jinja2": "jinja2", "python_multipart": "python-multipart"}
_FROM = "ONRECORD_WEB_TOKEN"
"""The variable of the environment that may give the token."""
_SHORTEST = 16
_MOST = 4
"""Processes that answer, unless more are asked for."""
_BACKLOG = 128
_CONNECTIONS = 512
_IDLE = 20
"""Seconds that a connection is kept on which nothing is asked."""
_GRACE = 5
"""Seconds that answers have to be finished when the site is stopped."""


class ServeError(OnrecordError):
    """The site cannot be started."""


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="At which port; 0 for any that is free.")] = 8321,
    write: Annotated[bool, typer.Option("--write", help="Let people judge who know the token that is told.")] = False,
    host_name: Annotated[
        list[str] | None, typer.Option("--host-name", metavar="NAME", help="A name that the site is reached by.")
    ] = None,
    no_drafts: Annotated[bool, typer.Option("--no-drafts", help="Check no drafts: load no language model.")] = False,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="How many processes answer; else one for each core, four at most."),
    ] = None,
    db: Db = None,
) -> None:
    """Show the registry in a browser, and answer programs under /api/v1. Ctrl-C ends it.

    Nobody but this machine reaches it unless --host says otherwise, and nothing can be changed without --write.
    """
    _check_installed()
    number = _number(workers)
    token = _token() if write else None
    opened = partial(
        _app,
        db or context.find_root().params.get("db"),
        write=write,
        token=token,
        extract=not no_drafts,
        hosts=[*(host_name or ()), *own_names(host)],
    )
    app = opened()
    with listening(host, port, number) as sockets:
        tell_where(sockets[0], host_name or ())
        if token is not None and token != os.environ.get(_FROM):
            tell(f"to judge, sign in with this token: {token}")
        if number == 1:
            _run(app, sockets[0])
        else:
            app.state.site.store.close()
            _run_several(opened, sockets, extract=not no_drafts)


def _app(db: str | None, **options: Any) -> FastAPI:
    from onrecord.web.app import create_app

    return create_app(db, **options)


def _number(workers: int | None) -> int:
    """Return how many processes are to serve."""
    if workers is None:
        return min(len(os.sched_getaffinity(0)), _MOST) if may_fork() and hasattr(os, "sched_getaffinity") else 1
    if workers > 1 and not may_fork():
        raise ServeError("this system has no processes that share an address: leave --workers out")
    return workers


def _check_installed() -> None:
    lacking = [name for module, name in _NEEDED.items() if find_spec(module) is None]
    if lacking:
        raise ServeError(f"serving needs {', '.join(lacking)}: pip install 'onrecord[web]'")


def _token() -> str:
    """Return the token that the environment gives, else a new one."""
    from onrecord.web.signing import new_token

    given = os.environ.get(_FROM, "").strip()
    if given and (len(given) < _SHORTEST or not given.isascii()):
        raise ServeError(f"${_FROM} must have {_SHORTEST} characters or more, of ASCII: give a longer one, or none")
    return given or new_token()


def own_names(host: str) -> Sequence[str]:
    """Return what browsers call the site by the address that it listens at, unless that is any address."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return [host]
    if address.is_unspecified:
        return []
    return [f"[{address}]" if address.version == 6 else str(address)]


@contextmanager
def listening(host: str, port: int, number: int = 1) -> Iterator[list[socket.socket]]:
    """Give so many sockets that listen at one address: the system divides those who come among them.

    Raises ServeError where that cannot be.
    """
    try:
        (family, _, _, _, address), *_ = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise ServeError(f"{host!r} is no address of this machine: leave --host out, or give another") from error
    with ExitStack() as opened:
        try:
            first = opened.enter_context(_bound(family, address))
            if number > 1:
                # Not before it is bound: nobody else may be listening there.
                first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            where = first.getsockname()
            others = [opened.enter_context(_bound(family, where, shared=True)) for _ in range(number - 1)]
            for each in (first, *others):
                each.listen(_BACKLOG)
        except OSError as error:
            raise ServeError(_why_not(error, host, port)) from error
        yield [first, *others]


def _bound(family: int, address: Any, *, shared: bool = False) -> socket.socket:
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        found.bind(address)
    except OSError:
        found.close()
        raise
    return found


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken, by another `onrecord serve` perhaps: end that, or give another with --port"
    if error.errno == errno.EACCES:
        return f"port {port} is not allowed to you: give one from 1024 on with --port"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine: leave --host out, or give another"
    return f"cannot listen at {host}, port {port} ({error.strerror}): give another --host or --port"


def tell_where(found: socket.socket, names: Sequence[str]) -> None:
    """Say at which address the site is, and whom it is open to."""
    address, port = found.getsockname()[:2]
    ip = ipaddress.ip_address(address.partition("%")[0])
    name = f"[{address}]" if ip.version == 6 else address
    if ip.is_unspecified:
        name = names[0] if names else "localhost"
    tell(f"http://{name}:{port}/ (Ctrl-C ends it)")
    if not ip.is_loopback:
        tell("others may reach this, and nothing is encrypted: put a server with HTTPS before it")
    if ip.is_unspecified and not names:
        tell("others must know it by a name: give that with --host-name")


def _run_several(opened: Callable[..., FastAPI], sockets: Sequence[socket.socket], *, extract: bool) -> None:
    """Serve in a process for each socket, and let one more keep what they share."""
    from onrecord.web.desk import Desk
    from onrecord.web.working import Worker

    desk = Desk(Worker() if extract else None)
    _settle()  # so that what is in memory now stays one for all
    serve = [("a process that serves", partial(_serve, opened, desk, each)) for each in sockets]
    try:
        keep_going([("the process that keeps the limits", partial(_attend, desk)), *serve], grace=_GRACE + 2)
    finally:
        gc.unfreeze()
        desk.close()


def _settle() -> None:
    """Let what is there now, which stays, not be looked through again and again for what is no longer needed."""
    gc.collect()
    gc.freeze()


def _attend(desk: Desk) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # so that its own process is ended, too
    desk.attend()


def _serve(opened: Callable[..., FastAPI], desk: Desk, found: socket.socket) -> None:
    _run(opened(desk=desk), found)


def _run(app: FastAPI, found: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(
        app,
        ws="none",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=_IDLE,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_GRACE,
    )
    _settle()
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[found])
