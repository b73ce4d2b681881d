"""Answers of the API: JSON, or quotations in another format that the header Accept or `format` asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request, Response

from onrecord.export import Json, json_line, stored_json
from onrecord.exports import Format, pieces
from onrecord.store.records import Page, StoredQuotation
from onrecord.web.api.models import Problem
from onrecord.web.api.negotiation import chosen
from onrecord.web.problems import MEDIA_TYPE, ProblemError

__all__ = ["FORMATS", "json_answer", "listed", "next_page", "problems", "public", "quotations_answer"]

_TYPES: Mapping[str, str] = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "jsonld": "application/ld+json",
    "webannotation": 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
}
"""The media types that quotations come in, by what `format` calls them; where several will do, the first."""
_LONGEST = 1_000
"""Characters of the header Accept that are read."""
_HOLDERS = frozenset(
    {"article", "quotation", "quotations", "roles", "role_conflicts", "evidence", "members", "elsewhere", "checks"}
)
"""Fields whose values hold articles."""
_SAID = {
    400: "The body cannot be read.",
    401: "The token is missing, or another one.",
    403: "This is not allowed here.",
    404: "Nothing of that id is on record.",
    406: "There is no such format.",
    409: "Several may be meant, or another judgement is against it.",
    413: "This is too long.",
    422: "The request is not as it should be.",
    429: "This was asked for too often: `Retry-After` says when to come back.",
    503: "The database does not answer.",
}

FORMATS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "What was asked for. Of a page, the header Link has the next one.",
        "content": {
            "application/x-ndjson": {"schema": {"type": "string"}},
            "text/csv": {"schema": {"type": "string"}},
            "application/ld+json": {"schema": {"type": "object"}},
        },
    }
}
"""What OpenAPI says of quotations in other formats than JSON."""


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI says of answers that tell a problem."""
    content = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}
    return {status: {"description": _SAID[status], "content": content} for status in statuses}


def json_answer(value: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return an object as an answer, without what is not to be told."""
    return Response(json_line(public(value)), status, dict(headers or {}), "application/json")


def public(value: Json) -> Json:
    """Change an object of `onrecord.export` and return it: of no article it tells the file on this machine's disk."""
    if "origin" in value:
        value["origin"] = None
    for name in _HOLDERS & value.keys():
        held = value[name]
        for each in held if isinstance(held, list) else [held]:
            if isinstance(each, dict):
                public(each)
    return value


def listed(request: Request, page: Page, form: str | None, more: Json) -> Response:
    """Return a page of quotations; `more` goes before them in the JSON object, other formats leave it out."""

    def as_object() -> Json:
        return {**more, "quotations": [stored_json(each) for each in page], "after": page.after}

    response = quotations_answer(request, page.quotations, form, as_object)
    if page.after is not None:
        response.headers["link"] = f'<{next_page(request, page.after)}>; rel="next"'
    return response


def next_page(request: Request, after: str) -> str:
    """Return the address of what a request asks for, from there on."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    return f"{quote(request.url.path)}?{urlencode([*kept, ('after', after)])}"


def quotations_answer(
    request: Request, quotations: Sequence[StoredQuotation], form: str | None, as_object: Callable[[], Json]
) -> Response:
    """Return quotations in the format that is asked for; as JSON they are what `as_object` makes of them.

    Raises ProblemError (406) where none of the formats is wanted.
    """
    name = form or chosen(request.headers.get("accept", "")[:_LONGEST], _TYPES)
    if name is None:
        raise ProblemError(406, f"there is no such format: accept one of {', '.join(_TYPES.values())}")
    if name == "json":
        response = json_answer(as_object())
    else:
        body = _lines(quotations) if name == "jsonl" else "".join(pieces(Format(name), quotations))
        response = Response(body, media_type=_TYPES[name])
    response.headers["vary"] = "Accept"
    if name == "csv":
        response.headers["content-disposition"] = 'attachment; filename="quotations.csv"'
    return response


def _lines(quotations: Sequence[StoredQuotation]) -> str:
    return "".join(json_line(public(stored_json(each))) + "\n" for each in quotations)
