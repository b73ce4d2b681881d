"""From the tables to records: quotations by their places or ids, column by column, past the object mapper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlmodel import Session, col

from onrecord.store import standing
from onrecord.store.records import StoredArticle, StoredQuotation
from onrecord.store.rows import reason_of, spans_of
from onrecord.store.tables import ArticleRow, QuotationRow, RulingRow
from onrecord.store.values import padded
from onrecord.types import Kind, Speaker, SpeakerType

TextLoader = Callable[[str], str]
"""Reads an article's text by its id."""

_ARTICLE: tuple[Any, ...] = (
    *(ArticleRow.id, ArticleRow.title, ArticleRow.url, ArticleRow.outlet, ArticleRow.published, ArticleRow.byline),
    *(ArticleRow.language, ArticleRow.origin, ArticleRow.text_sha256, ArticleRow.added_at),
)
_QUOTATION: tuple[Any, ...] = (
    *(QuotationRow.id, QuotationRow.kind, QuotationRow.text, QuotationRow.content, QuotationRow.cue),
    *(QuotationRow.source, QuotationRow.cue_text, QuotationRow.source_text, QuotationRow.speaker_name),
    *(QuotationRow.speaker_type, QuotationRow.role, QuotationRow.via, QuotationRow.said_on, QuotationRow.confidence),
    *(QuotationRow.candidates, QuotationRow.reasons, QuotationRow.identity, QuotationRow.position),
    *(QuotationRow.heading, QuotationRow.inside, QuotationRow.speech, QuotationRow.engine),
)
_BESIDE: tuple[Any, ...] = (QuotationRow.place, standing.HEAD, RulingRow.quotation_id)
_SELECTED: Select[*tuple[Any, ...]] = standing.joined(
    select(*_ARTICLE, *_QUOTATION, *_BESIDE).join_from(
        QuotationRow, ArticleRow, col(ArticleRow.id) == col(QuotationRow.article_id)
    )
)
# Made once: with so many columns, putting a statement together takes longer than reading some rows.
_AT = _SELECTED.where(col(QuotationRow.place).in_(bindparam("places", expanding=True)))
_WITH_IDS = _SELECTED.where(col(QuotationRow.id).in_(bindparam("ids", expanding=True)))
_OF_ARTICLE = _SELECTED.where(col(QuotationRow.article_id) == bindparam("article_id"))


class Reader:
    """Reads quotations; the articles that it has met lately are kept, since neighbours are often of one."""

    def __init__(self, session: Session, load_text: TextLoader, keep: int = 64) -> None:
        """Take what reads an article's text when it is first asked for."""
        self._session = session
        self._load_text = load_text
        self._keep = keep
        self._articles: dict[str, StoredArticle] = {}

    def at(self, places: Sequence[int]) -> list[StoredQuotation]:
        """Return the quotations at these places, in their order; those that are not there are left out."""
        if not places:
            return []
        found = dict(self._records(_AT, {"places": padded(places)}))
        return [found[place] for place in places if place in found]

    def with_ids(self, ids: Sequence[str]) -> list[StoredQuotation]:
        """Return the quotations of these ids, in any order."""
        return [record for _, record in self._records(_WITH_IDS, {"ids": padded(ids)})] if ids else []

    def of_article(self, id_: str) -> list[StoredQuotation]:
        """Return an article's quotations, in any order."""
        return [record for _, record in self._records(_OF_ARTICLE, {"article_id": id_})]

    def where(self, condition: ColumnElement[bool], most: int) -> list[StoredQuotation]:
        """Return the first quotations by id that meet a condition."""
        query = _SELECTED.where(condition).order_by(col(QuotationRow.id)).limit(most)
        return [record for _, record in self._records(query)]

    def _records(
        self, query: Select[*tuple[Any, ...]], given: dict[str, Any] | None = None
    ) -> list[tuple[int, StoredQuotation]]:
        return [self._record(row) for row in self._session.connection().execute(query, given).all()]

    def _record(self, row: Sequence[Any]) -> tuple[int, StoredQuotation]:
        *stored, place, speaker_id, ruled = row
        cut = len(_ARTICLE)
        record = _quotation(stored[cut:], speaker_id, self._article(stored[:cut]))
        return place, record if ruled is None else self._ruled(record)

    def _article(self, stored: Sequence[Any]) -> StoredArticle:
        id_, title, url, outlet, published, byline, language, origin, digest, added_at = stored
        article = self._articles.get(id_)
        if article is None:
            if len(self._articles) >= self._keep:
                self._articles.clear()
            load = partial(self._load_text, id_)
            article = StoredArticle(
                id_, title, url, outlet, published, byline, language, origin, digest, added_at, load
            )
            self._articles[id_] = article
        return article

    def _ruled(self, record: StoredQuotation) -> StoredQuotation:
        quotation = self._session.get_one(QuotationRow, record.id)
        return standing.ruled(self._session, record, quotation, self._session.get_one(RulingRow, record.id))


def _quotation(stored: Sequence[Any], speaker_id: str | None, article: StoredArticle) -> StoredQuotation:
    id_, kind, text, content, cue, source, cue_text, source_text, name, type_, *rest = stored
    role, via, said_on, confidence, candidates, reasons, identity, position, heading, inside, speech, engine = rest
    said: date | None = said_on
    return StoredQuotation(
        id=id_,
        kind=_KINDS[kind],
        text=text,
        content=spans_of(content),
        cue=spans_of(cue),
        source=spans_of(source),
        cue_text=cue_text,
        source_text=source_text,
        speaker=Speaker(name, _TYPES[type_], speaker_id),
        role=role,
        via=tuple(via),
        said_on=said,
        confidence=confidence,
        candidates=tuple(candidates),
        reasons=tuple(reason_of(reason) for reason in (*reasons, *identity)),
        article=article,
        position=position,
        heading=heading,
        inside=inside,
        speech=speech,
        engine=engine,
    )


_KINDS = {kind.value: kind for kind in Kind}
_TYPES = {type_.value: type_ for type_ in SpeakerType}
