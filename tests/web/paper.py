"""Pages as a reader sees them: parsed, with their words and their links."""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.html import HtmlElement
from starlette.testclient import TestClient


def page(client: TestClient, address: str, status: int = 200) -> HtmlElement:
    """Return a page; it has this status, and nothing in it that its policy forbids."""
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.text[answer.text.find("<main") :][:300])
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return parsed(answer.text)


def parsed(text: str) -> HtmlElement:
    found = html.document_fromstring(text)
    assert forbidden(found) == []
    return found


def forbidden(found: HtmlElement) -> list[str]:
    """Return what a page may not have: styles and scripts of its own, and files of elsewhere."""
    wrong = [each.tag for each in found.iter("style", "base", "iframe", "object", "embed")]
    for each in found.iter(tag=etree.Element):
        wrong += [name for name in each.attrib if name == "style" or name.startswith("on")]
        if each.tag in ("script", "link", "img"):
            source = each.get("src") or each.get("href") or ""
            wrong += [source] * (not source.startswith("/static/"))
            wrong += ["inline script"] * bool((each.text or "").strip())
        if re.match(r"\s*(javascript|data|vbscript):", each.get("href") or "", re.IGNORECASE):
            wrong.append(each.get("href"))
    return wrong


def words(found: HtmlElement, path: str = ".") -> str:
    """Return the words of the first element there, spaces as a reader sees them."""
    (first, *_) = found.cssselect(path) if path != "." else [found]
    return " ".join(first.text_content().split())


def each_words(found: HtmlElement, path: str) -> list[str]:
    return [" ".join(each.text_content().split()) for each in found.cssselect(path)]


def links(found: HtmlElement, path: str = "main") -> list[str]:
    return [each.get("href") for root in found.cssselect(path) for each in root.iter("a")]
