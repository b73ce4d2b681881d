"""Templates to answers: one environment for all pages, in which everything is escaped that is not said to be HTML."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.types import Reason, words_of
from onrecord.web import shown
from onrecord.web.signing import form_token
from onrecord.web.site import site_of

__all__ = ["html", "render", "with_query"]

_ENCODED = "text/html; charset=utf-8"


def render(request: Request, template: str, /, status: int = 200, **values: object) -> Response:
    """Return a page. What only its reader may see is not to be kept by anybody."""
    site = site_of(request)
    form = form_token(request)
    body = html(template, path=request.url.path, site=site, form=form, **values)
    headers = {"cache-control": "no-store"} if form is not None else {"vary": "cookie"} if site.write else {}
    return Response(body.encode("utf-8", "replace"), status, headers, media_type=_ENCODED)


def html(template: str, /, **values: object) -> str:
    """Return a template with these values in it."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_final,
    )
    made.filters |= {
        "shown": shown.marked_odd,
        "plain": shown.plain,
        "cut": shown.cut,
        "found_in": shown.found_in,
        "web_address": shown.web_address,
        "counted": _counted,
        "sentence": _sentence,
        "evidence": _evidence,
        "number": _number,
    }
    made.globals |= {
        "article_url": shown.article_url,
        "quotation_url": shown.quotation_url,
        "static": _static,
        "with_query": with_query,
        "words": shown.words,
    }
    return made


def _final(value: object) -> object:
    """Return what is put into a page: no text that is not HTML keeps characters that act on others."""
    return shown.plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _static(name: str) -> str:
    """Return the address of a file that browsers keep until it is another one."""
    digest = hashlib.sha256((files("onrecord.web") / "static" / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:10]}"


def with_query(path: str, values: Mapping[str, object], /, **others: object) -> str:
    """Return an address with the values that are given, `others` in the place of those of the same name."""
    given = {name: value for name, value in {**values, **others}.items() if value not in (None, "", False)}
    query = urlencode({name: _written(value) for name, value in given.items()}, errors="replace")
    return f"{path}?{query}" if query else path


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _sentence(text: str) -> str:
    """Return words as a sentence."""
    told = text.strip().rstrip(".")
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _evidence(reason: Reason, text: str) -> str:
    """Return the words of an article that are the evidence for something, in one pair of quotation marks."""
    inside = tuple(span for span in reason.evidence if span.end <= len(text))
    words = shown.cut(" ".join(words_of(text, inside).split()), 200)
    return words if not words or words[0] in '“"' else f"“{words}”"


def _counted(number: int, what: str) -> str:
    """Return how many there are of something: "1 article", "2 articles"."""
    return f"{number:,} {what}" + "s" * (number != 1)


def _number(value: int) -> str:
    return f"{value:,}"
