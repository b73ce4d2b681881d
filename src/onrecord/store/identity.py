"""Which stored article and outlet an article is. An id means one article, a file's name need not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from onrecord.store.search import outlet_key, slug
from onrecord.store.tables import ArticleRow, OutletRow
from onrecord.types import Article
from onrecord.version import ENGINE

METADATA = ("title", "url", "outlet", "published", "byline", "language")
"""What else than its text makes a stored article another version of itself."""

Stored = Mapping[str, Any]
"""The row of an article by the names of its columns, without the text."""

_CHUNK = 400
_ARTICLE = [getattr(ArticleRow, name) for name in ArticleRow.model_fields if name != "text"]
_ARTICLES = select(*_ARTICLE).where(col(ArticleRow.id).in_(bindparam("ids", expanding=True)))
_BY_DOMAIN = select(col(OutletRow.id)).where(col(OutletRow.domain) == bindparam("host"))
_BY_NAME = (
    select(col(OutletRow.id))
    .where(col(OutletRow.folded) == bindparam("plain"))
    .order_by(col(OutletRow.curated).desc(), col(OutletRow.id))
)


class Shelf:
    """The articles that are kept under the ids that some articles may have, looked up at once."""

    def __init__(self, session: Session, articles: Iterable[Article]) -> None:
        """Look them up."""
        ids = list(dict.fromkeys(id_ for article in articles for id_ in _ids(article)))
        self._kept: dict[str, Stored] = {}
        for start in range(0, len(ids), _CHUNK):
            found = session.connection().execute(_ARTICLES, {"ids": ids[start : start + _CHUNK]})
            self._kept |= {row["id"]: row for row in found.mappings()}

    def put(self, row: Stored) -> None:
        """Take note of an article that is kept now."""
        self._kept[row["id"]] = row

    def stored_as(self, article: Article) -> tuple[str, Stored | None, str | None]:
        """Return the id that an article is kept under, its row if it is kept, and a note about the id.

        An id that was made of a file's name is no claim to be the same article: with another origin, text and url
        it is another one, kept under the id and six digits of its origin's digest.
        """
        row = self._kept.get(article.id)
        if article.origin is None:
            return article.id, row, None
        _, other = _ids(article)
        note = f"another article is kept as {article.id!r}, so this one is {other!r}"
        twin = self._kept.get(other)
        if twin is not None and twin["origin"] == article.origin:
            return other, twin, note
        if row is not None and _another(row, article):
            return other, None, note
        return article.id, row, None


def stored_as(session: Session, article: Article) -> tuple[str, Stored | None, str | None]:
    """Return the same for one article as `Shelf.stored_as`."""
    return Shelf(session, [article]).stored_as(article)


def _ids(article: Article) -> tuple[str, ...]:
    if article.origin is None:
        return (article.id,)
    digest = hashlib.sha256(article.origin.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return article.id, f"{article.id}-{digest}"


def _another(row: Stored, article: Article) -> bool:
    stated = row["id_given"] and article.id_given
    elsewhere = row["origin"] is not None and row["origin"] != article.origin
    same_url = article.url is not None and row["url"] == article.url
    return not stated and elsewhere and not same_url and row["text_sha256"] != article.text_sha256


def differences(row: Stored, article: Article, engine: str | None = None) -> list[str]:
    """Return in what an article differs from what is stored: "text", its metadata by name, "engine"."""
    found = [] if row["text_sha256"] == article.text_sha256 else ["text"]
    found += [name for name in METADATA if row[name] != getattr(article, name)]
    return found if row["engine"] == (engine or ENGINE) else [*found, "engine"]


class Outlets:
    """Says which outlet an article is of, each asked for once; a new one gets a row."""

    def __init__(self, session: Session) -> None:
        """Know none yet."""
        self._session = session
        self._named: dict[str, str] = {}
        self._of_host: dict[str, str | None] = {}

    def of(self, article: Article) -> str | None:
        """Return the id of an article's outlet by the name or else the url's domain."""
        plain = outlet_key(article.outlet) if article.outlet else ""
        if not article.outlet or not plain:
            return self._by_domain(_host(article.url))
        if plain not in self._named:
            found = self._session.connection().execute(_BY_NAME, {"plain": plain}).scalar()
            self._named[plain] = found or _new_outlet(self._session, article.outlet, plain)
        return self._named[plain]

    def _by_domain(self, host: str | None) -> str | None:
        if host is None:
            return None
        if host not in self._of_host:
            self._of_host[host] = self._session.connection().execute(_BY_DOMAIN, {"host": host}).scalar()
        return self._of_host[host]


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
