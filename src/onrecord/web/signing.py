"""Who may judge: programs by the token itself, browsers by a cookie and a text in each form that prove it was known.

The cookie is a random number and the time, with a code that only the token makes of these, so that nothing is kept here
and a new token ends all sessions. Forms carry another code of the same number (against forms of other sites).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from onrecord.web.problems import ProblemError
from onrecord.web.site import Site, site_of

__all__ = [
    "COOKIE",
    "Bearer",
    "check_form",
    "form_token",
    "is_signed_in",
    "knows_token",
    "new_token",
    "sign_in",
    "sign_out",
]

COOKIE = "onrecord_session"
_SECONDS = 12 * 3600
"""How long somebody stays signed in."""


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(24)


def knows_token(site: Site, given: str) -> bool:
    """Whether a text is the site's token; how long the comparison takes tells nothing about it."""
    expected = site.token or ""
    same = secrets.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())
    return same and bool(expected)


def sign_in(request: Request, response: Response) -> None:
    """Let whoever gets this response judge; the caller has seen the token (`knows_token`)."""
    number = f"{int(time.time()):x}-{secrets.token_hex(16)}"
    value = f"{number}.{_code(site_of(request), 'session', number)}"
    response.set_cookie(
        COOKIE,
        value,
        max_age=_SECONDS,
        httponly=True,
        samesite="strict",
        # A server before this one says so; who makes it up gets no more than a stricter cookie.
        secure="https" in (request.url.scheme, request.headers.get("x-forwarded-proto")),
    )


def sign_out(response: Response) -> None:
    """Take that back."""
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")


def is_signed_in(request: Request) -> bool:
    """Whether a browser may judge here."""
    return _number(request) is not None


def form_token(request: Request) -> str | None:
    """Return what each form that judges must carry for this session; None where there is none."""
    number = _number(request)
    return None if number is None else _code(site_of(request), "form", number)


def check_form(request: Request, given: str | None) -> None:
    """Raise ProblemError where a form may not judge: nobody signed in, or it is not a form of this session."""
    expected = form_token(request)
    if expected is None:
        raise ProblemError(403, _refused(site_of(request), "sign in first, with the token that `onrecord serve` told"))
    if not secrets.compare_digest((given or "").encode("utf-8", "surrogatepass"), expected.encode()):
        raise ProblemError(403, "this form is of an older session: open the page again")


_SCHEME = HTTPBearer(scheme_name="token", description="The token that `onrecord serve --write` told.", auto_error=False)


async def _check_bearer(
    request: Request, bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(_SCHEME)]
) -> None:
    """Raise ProblemError where a program may not judge (RFC 6750)."""
    site = site_of(request)
    if not site.write:
        raise ProblemError(403, _refused(site, ""))
    if bearer is None or not knows_token(site, bearer.credentials):
        raise ProblemError(
            401,
            "send the token that `onrecord serve` told: Authorization: Bearer TOKEN",
            headers={"www-authenticate": 'Bearer realm="onrecord"'},
        )


Bearer = Depends(_check_bearer)
"""What an endpoint depends on that only programs with the token may use."""


def _refused(site: Site, otherwise: str) -> str:
    return otherwise if site.write else "this site is read-only: start it with `onrecord serve --write`"


def _number(request: Request) -> str | None:
    site = site_of(request)
    number, _, code = request.cookies.get(COOKIE, "").partition(".")
    if not site.write or not number:
        return None
    expected = _code(site, "session", number)
    if not secrets.compare_digest(code.encode("utf-8", "surrogatepass"), expected.encode()):
        return None
    begun = int(number.partition("-")[0], 16)  # ours, as the code says
    return number if time.time() - begun < _SECONDS else None


def _code(site: Site, what: str, number: str) -> str:
    said = f"onrecord {what} {number}".encode("utf-8", "surrogatepass")
    return hmac.new((site.token or "").encode(), said, hashlib.sha256).hexdigest()
