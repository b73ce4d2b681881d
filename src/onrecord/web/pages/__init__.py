"""The pages, one module a page; the templates are in `templates`, what browsers load is in `static`."""

from __future__ import annotations

from fastapi import APIRouter

from onrecord.web.pages import (
    articles,
    checking,
    families,
    home,
    judging,
    reviewing,
    searching,
    signing_in,
    speakers,
)
from onrecord.web.pages.errors import error_page

__all__ = ["error_page", "routers"]


def routers() -> list[APIRouter]:
    """Return the routers of all pages."""
    rooms = (home, searching, speakers, articles, families, checking, reviewing, judging, signing_in)
    return [room.router for room in rooms]
