"""Which stored article and outlet an article is. An id means one article, a file's name need not."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from sqlmodel import Session, col, select

from onrecord.store.search import outlet_key, slug
from onrecord.store.tables import ArticleRow, OutletRow
from onrecord.types import Article
from onrecord.version import ENGINE

METADATA = ("title", "url", "outlet", "published", "byline", "language")
"""What else than its text makes a stored article another version of itself."""


def stored_as(session: Session, article: Article) -> tuple[str, ArticleRow | None, str | None]:
    """Return the id that an article is kept under, its row if it is kept, and a note about the id.

    An id that was made of a file's name is no claim to be the same article: with another origin, text and url
    it is another one, kept under the id and six digits of its origin's digest.
    """
    row = session.get(ArticleRow, article.id)
    if article.origin is None:
        return article.id, row, None
    digest = hashlib.sha256(article.origin.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    other = f"{article.id}-{digest}"
    note = f"another article is kept as {article.id!r}, so this one is {other!r}"
    twin = session.get(ArticleRow, other)
    if twin is not None and twin.origin == article.origin:
        return other, twin, note
    if row is not None and _another(row, article):
        return other, None, note
    return article.id, row, None


def _another(row: ArticleRow, article: Article) -> bool:
    stated = row.id_given and article.id_given
    elsewhere = row.origin is not None and row.origin != article.origin
    same_url = article.url is not None and row.url == article.url
    return not stated and elsewhere and not same_url and row.text_sha256 != article.text_sha256


def differences(row: ArticleRow, article: Article) -> list[str]:
    """Return in what an article differs from what is stored: "text", its metadata by name, "engine"."""
    found = [] if row.text_sha256 == article.text_sha256 else ["text"]
    found += [name for name in METADATA if getattr(row, name) != getattr(article, name)]
    return found if row.engine == ENGINE else [*found, "engine"]


def outlet_of(session: Session, article: Article) -> str | None:
    """Return the id of an article's outlet by the name or the url's domain; a new one gets a row."""
    host = _host(article.url)
    known = session.exec(select(OutletRow).where(col(OutletRow.domain) == host)).first() if host else None
    if not article.outlet or not outlet_key(article.outlet):
        return known.id if known else None
    plain = outlet_key(article.outlet)
    named = session.exec(
        select(OutletRow).where(col(OutletRow.folded) == plain).order_by(col(OutletRow.curated).desc())
    ).first()
    if named is not None:
        return named.id
    return _new_outlet(session, article.outlet, plain)


def _new_outlet(session: Session, name: str, plain: str) -> str:
    base = slug(name)
    id_, number = base, 1
    while session.get(OutletRow, id_) is not None:
        number += 1
        id_ = f"{base}-{number}"
    session.add(OutletRow(id=id_, name=name, folded=plain))
    session.flush()
    return id_


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
