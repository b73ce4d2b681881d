"""The page that tells a person what went wrong."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import Request, Response

from onrecord.web.pages.rendering import render

__all__ = ["error_page"]

_NEXT = {
    404: "What is not there under this address may still be found by its words or its speaker.",
    413: "Check it in parts, or on the command line: onrecord check DRAFT.",
    429: "Nothing is lost: go back and send it again then.",
    503: "The registry is being written, or cannot be reached just now. Try again in a few seconds.",
}


def error_page(request: Request, status: HTTPStatus, detail: str) -> Response:
    """Return the page; `detail` says in words what is wrong and what to do."""
    title = {404: "Not on record", 500: "Something failed here"}.get(status, status.phrase)
    return render(request, "error.html", int(status), title=title, detail=detail, next=_NEXT.get(status, ""))
