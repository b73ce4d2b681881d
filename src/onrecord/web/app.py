"""The app: a registry in, an ASGI application out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from onrecord.store import Store
from onrecord.version import __version__
from onrecord.web import api, pages, problems
from onrecord.web.site import Site
from onrecord.web.working import Worker

__all__ = ["create_app"]

STATIC = Path(__file__).parent / "static"


def create_app(
    db: str | Path | None = None,
    *,
    write: bool = False,
    token: str | None = None,
    extract: bool = True,
    hosts: Collection[str] = (),
) -> FastAPI:
    """Open a registry (`db` as `Store.open` takes it) and return the app that serves it, which closes it at its end.

    With `write` judgements may be made by who knows `token`, a secret text. With `extract` drafts are checked, in a
    process of their own. `hosts` are names that the site is reached by beside localhost and its numbers. Raises
    StoreError where the registry cannot be opened.
    """
    site = Site(Store.open(db, create=False), write, token, Worker() if extract else None)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        if site.worker is not None:
            site.worker.close()
        site.store.close()

    app = FastAPI(
        title="onrecord",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.state.site = site
    problems.install(app)
    for router in (*api.routers(), *pages.routers()):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC, check_dir=False), name="static")
    return app
