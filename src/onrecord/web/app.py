"""The app: a registry in, an ASGI application out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from anyio import create_task_group, sleep, to_thread
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from onrecord.errors import OnrecordError
from onrecord.store import Store
from onrecord.version import __version__
from onrecord.web import api, pages, problems
from onrecord.web.api.description import App
from onrecord.web.conditional import conditional
from onrecord.web.desk import Desk
from onrecord.web.keeping import kept
from onrecord.web.limits import Limits
from onrecord.web.safety import guarded
from onrecord.web.site import Site
from onrecord.web.turns import in_turn
from onrecord.web.working import Worker

__all__ = ["create_app"]

API = "/api/v1"
_AT_ONCE = 2
"""Pages that are made at once by one process."""
_THREADS = 5
"""What these and those who judge take; each may hold two connections, of which a store has fifteen."""
_PATIENCE = 8.0
"""Seconds that one look-up may take: a query of many beginnings of words could take a minute."""
_SOON = 2.0
"""Seconds after which the site counts what it holds."""
STATIC = Path(__file__).parent / "static"


async def _count_ahead(site: Site) -> None:
    """Count what there is before somebody asks for it, which takes seconds of a million; first pages go first."""
    await sleep(_SOON)
    with suppress(OnrecordError):  # whoever asks is told
        await to_thread.run_sync(site.stats)


def create_app(
    db: str | Path | None = None,
    *,
    write: bool = False,
    token: str | None = None,
    extract: bool = True,
    hosts: Collection[str] = (),
    desk: Desk | None = None,
) -> FastAPI:
    """Open a registry (`db` as `Store.open` takes it) and return the app that serves it, which closes it at its end.

    With `write` judgements may be made by who knows `token`, a secret text. With `extract` drafts are checked, in a
    process of their own. `hosts` are names that the site is reached by beside localhost and its numbers. With `desk`
    this is one of several processes that serve a site: it says how often something may be asked for, and what extracts.
    Raises StoreError where the registry cannot be opened, ValueError for `write` without a token.
    """
    if write and not token:
        raise ValueError("a site that may be written needs a token")
    worker = desk.worker() if desk is not None else Worker() if extract else None
    limits = desk.limits() if desk is not None else Limits()
    site = Site(Store.open(db, create=False, patience=_PATIENCE), write, token, worker, limits)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        site: Site = app.state.site
        async with create_task_group() as beside:
            beside.start_soon(_count_ahead, site)
            yield
            beside.cancel_scope.cancel()
        site = app.state.site
        if site.worker is not None:
            site.worker.close()
        site.store.close()

    app = App(
        title="onrecord",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
        openapi_url=f"{API}/openapi.json",
    )
    app.state.site = site
    problems.install(app, pages.error_page)
    app.add_middleware(in_turn, most=_AT_ONCE)
    app.add_middleware(kept, version=site.store.version)
    app.add_middleware(conditional)
    app.add_middleware(guarded, hosts=frozenset(hosts))
    for router in api.routers():
        app.include_router(router, prefix=API)
    for router in pages.routers():
        app.include_router(router, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=STATIC, check_dir=False), name="static")
    return app
