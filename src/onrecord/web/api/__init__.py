"""The API, under /api/v1: what the command line prints as JSON lines, for programs."""

from __future__ import annotations

from fastapi import APIRouter

from onrecord.web.api import checking, quoting, registering, speaking

__all__ = ["routers"]


def routers() -> list[APIRouter]:
    """Return the routers of the API."""
    return [quoting.router, speaking.router, checking.router, registering.router]
