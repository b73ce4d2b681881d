"""Keep one article with all that was found in it, in place of what was kept of it before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from onrecord.store import kinship, linking, naming, purging
from onrecord.store.identity import METADATA, differences, outlet_of, stored_as
from onrecord.store.linking import Linked, key_of, link_all
from onrecord.store.records import Added, Outcome
from onrecord.store.rows import quotation_row, reason_json
from onrecord.store.tables import (
    ArticleRow,
    QuotationRow,
)
from onrecord.types import Article, Attribution, Extraction, SpeakerType
from onrecord.version import ENGINE


def add(session: Session, extraction: Extraction) -> Added:
    """Keep an extraction, within the caller's transaction."""
    article = extraction.article
    id_, stored, note = stored_as(session, article)
    changed = differences(stored, article) if stored is not None else []
    row = _article_row(article, id_, stored)
    quotations = _quotation_rows(session, extraction.quotations, row)
    before = _quotations_of(session, id_)
    if stored is not None and not changed and _contents(before) == _contents(quotations):
        return Added(id_, "unchanged", len(before), note)
    outlet = stored.outlet_id if stored is not None else None
    linked = link_all(session, extraction, id_)
    kin = kinship.take_back(session, id_) if stored is not None else []
    touched = purging.take_back(session, id_)
    _write_article(session, row, article, stored)
    _write_quotations(session, quotations, linked)
    kinship.keep(session, stored or row, quotations, kin)
    naming.write(session, linked, id_)
    linking.keep(session, linked, id_)
    removed = purging.sweep(session, touched)
    purging.sweep_outlet(session, outlet)
    old = sorted(set(linked.ids.values()) - set(linked.new))
    if stored is not None:
        kept = len({item.id for item in before} & {item.id for item in quotations})
        note = _joined(note, _change(changed, len(before), kept))
    outcome: Outcome = "new" if stored is None else "changed"
    return Added(id_, outcome, len(quotations), note, tuple(old), tuple(linked.new), tuple(removed))


def _change(changed: Sequence[str], before: int, kept: int) -> str:
    what = ", ".join(changed) or "quotations"
    return f"{what} changed: {kept} of {before} former quotations kept"


def _joined(*notes: str | None) -> str | None:
    return "; ".join(note for note in notes if note) or None


# -- article and quotations ------------------------------------------------------------------------------


def _article_row(article: Article, id_: str, stored: ArticleRow | None) -> ArticleRow:
    return ArticleRow(
        id=id_,
        id_given=article.id_given,
        title=article.title,
        url=article.url,
        outlet=article.outlet,
        published=article.published,
        byline=article.byline,
        language=article.language,
        origin=article.origin,
        text=article.text,
        text_sha256=article.text_sha256,
        added_at=stored.added_at if stored is not None else datetime.now(UTC),
        engine=ENGINE,
    )


def _write_article(session: Session, row: ArticleRow, article: Article, stored: ArticleRow | None) -> None:
    row.outlet_id = outlet_of(session, article)
    if stored is None:
        session.add(row)
    else:
        for name in (*METADATA, "id_given", "origin", "text", "text_sha256", "engine", "outlet_id"):
            setattr(stored, name, getattr(row, name))
    session.flush()


def _quotations_of(session: Session, article_id: str) -> list[QuotationRow]:
    found = select(QuotationRow).where(QuotationRow.article_id == article_id).order_by(col(QuotationRow.position))
    return list(session.exec(found).all())


def _contents(rows: Iterable[QuotationRow]) -> list[dict[str, object]]:
    """Return what the article says of its quotations, without who that is in the registry."""
    return [row.model_dump(exclude={"speaker_id", "identity", "engine"}) for row in rows]


def _quotation_rows(session: Session, attributions: Sequence[Attribution], article: ArticleRow) -> list[QuotationRow]:
    ids = _free_ids(session, [attribution.id for attribution in attributions], article.id)
    return [
        quotation_row(attribution, article, position=position, id_=id_)
        for position, (attribution, id_) in enumerate(zip(attributions, ids, strict=True))
    ]


def _free_ids(session: Session, ids: Sequence[str], article_id: str) -> list[str]:
    """Return ids that no other quotation has: another article may hold the same words under the same id."""
    taken = set(
        session.exec(
            select(QuotationRow.id).where(col(QuotationRow.id).in_(ids), col(QuotationRow.article_id) != article_id)
        ).all()
    )
    found: dict[str, None] = {}
    for id_ in ids:
        chosen, number = id_, 1
        while not chosen or chosen in taken or chosen in found:
            seed = f"{article_id}\0{id_}\0{number}".encode("utf-8", "surrogatepass")
            chosen, number = hashlib.sha256(seed).hexdigest()[:12], number + 1
        found[chosen] = None
    return list(found)


def _write_quotations(session: Session, rows: Iterable[QuotationRow], linked: Linked) -> None:
    for row in rows:
        if row.speaker_name is not None:
            key = key_of(row.speaker_name, SpeakerType(row.speaker_type))
            row.speaker_id = linked.ids.get(key)
            row.identity = [reason_json(reason) for reason in linked.reasons.get(key, ())]
        session.add(row)
    session.flush()
