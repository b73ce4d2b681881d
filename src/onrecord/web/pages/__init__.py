"""The pages, one module a page; the templates are in `templates`, what browsers load is in `static`."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

__all__ = ["error_page", "routers"]


def routers() -> list[APIRouter]:
    """Return the routers of all pages."""
    return []


def error_page(request: Request, status: HTTPStatus, detail: str) -> Response:
    """Return the page that tells a person what went wrong."""
    return Response(f"{status.phrase}: {detail}".encode("utf-8", "replace"), int(status), media_type="text/plain")
