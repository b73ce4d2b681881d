"""What goes wrong, told: to programs as problem+json (RFC 9457), to people as a page.

A message of ours is shown as it is: it says what to do. Of anything unexpected nothing is shown; it goes to the log.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from onrecord.errors import (
    InputError,
    JudgementError,
    NotOnRecordError,
    OnrecordError,
    StoreError,
    UnavailableError,
)
from onrecord.export import Json, json_line, match_json
from onrecord.store.records import AmbiguousSpeakerError

__all__ = ["ProblemError", "answer", "install", "is_api", "unexpected"]

MEDIA_TYPE = "application/problem+json"
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
logger = logging.getLogger(__name__)

Page = Callable[[Request, HTTPStatus, str], Response]
"""Makes the page that tells a person what went wrong, in words."""


_HTTP = {
    400: "the body of the request cannot be read: send the JSON that the description of the API asks for",
    404: "there is nothing at this address",
    405: "this address cannot be asked in this way",
}
"""What is said of errors that are not ours."""


class ProblemError(Exception):
    """A request that is not answered with what it asks for.

    `more` are further members of the problem's JSON object, `headers` further ones of the answer.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        more: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Take the HTTP status and, in words, what is wrong and what to do."""
        super().__init__(detail)
        self.status = HTTPStatus(status)
        self.detail = detail
        self.more: Json = dict(more or {})
        self.headers = dict(headers or {})


def install(app: FastAPI, page: Page) -> None:
    """Let an app tell its errors this way, to people on such a page."""
    app.state.error_page = page
    for kind in (ProblemError, OnrecordError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _handle)


def is_api(path: str) -> bool:
    """Whether a program asks, by the path."""
    return path == "/api" or path.startswith("/api/")


def answer(request: Request, problem: ProblemError) -> Response:
    """Return the answer that tells a problem, in the form that suits who asks."""
    if is_api(request.url.path):
        response: Response = _as_json(problem)
    else:
        response = request.app.state.error_page(request, problem.status, problem.detail)
    response.headers.update(problem.headers)
    response.headers.setdefault("cache-control", "no-store")
    return response


def unexpected(request: Request, error: Exception) -> Response:
    """Log what nobody expected, and return an answer that says so and no more."""
    logger.error("%s %r failed", request.method, request.url.path, exc_info=error)
    problem = ProblemError(500, "this should not have happened: the server's log has the reason")
    try:
        return answer(request, problem)
    except Exception:
        logger.exception("the page that tells errors failed, too")
        return _as_json(problem)


async def _handle(request: Request, error: Exception) -> Response:
    problem = _problem_of(error)
    if problem.status == HTTPStatus.METHOD_NOT_ALLOWED:
        problem.headers["allow"] = ", ".join(_allowed(request))
    return answer(request, problem)


def _allowed(request: Request) -> list[str]:
    """Return the methods of an address; the router tells those of the first route alone."""
    routes = request.app.routes
    asked = {method: {**request.scope, "method": method} for method in _METHODS}
    found = [name for name, scope in asked.items() if any(each.matches(scope)[0] is Match.FULL for each in routes)]
    return [*found, *(["HEAD"] if "GET" in found and "HEAD" not in found else [])]


def _problem_of(error: Exception) -> ProblemError:
    match error:
        case ProblemError():
            return error
        case AmbiguousSpeakerError():
            return ProblemError(409, str(error), more={"matches": [match_json(each) for each in error.matches]})
        case JudgementError():
            return ProblemError(409, str(error))
        case NotOnRecordError():
            return ProblemError(404, str(error))
        case UnavailableError():
            return ProblemError(503, str(error), headers={"retry-after": "5"})
        case StoreError() | InputError():
            return ProblemError(422, str(error))
        case RequestValidationError():
            return _invalid(error.errors())
        case HTTPException():
            return ProblemError(error.status_code, _HTTP.get(error.status_code, error.detail), headers=error.headers)
    raise error


def _invalid(errors: Sequence[Mapping[str, object]]) -> ProblemError:
    """Return what is wrong with the parts of a request; what was sent is not sent back."""
    found = []
    for each in errors:
        place = each.get("loc", ())
        where = [str(part) for part in place] if isinstance(place, Sequence) else []
        found.append({"where": ".".join(where), "says": str(each.get("msg", ""))})
    told = "; ".join(f"{one['where']}: {one['says']}" for one in found[:5])
    return ProblemError(422, told or "the request is not as it should be", more={"errors": found})


def _as_json(problem: ProblemError) -> Response:
    said: Json = {
        "type": "about:blank",
        "title": problem.status.phrase,
        "status": int(problem.status),
        "detail": problem.detail,
    }
    return Response(json_line(said | problem.more).encode(), int(problem.status), media_type=MEDIA_TYPE)
