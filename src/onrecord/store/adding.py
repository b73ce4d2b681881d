"""Keep articles with all that was found in them, each in place of what was kept of it before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from onrecord.store import bulk, kinship, linking, naming, purging, standing, words
from onrecord.store.identity import Outlets, Shelf, Stored, differences
from onrecord.store.linking import Linked, everybody, key_of, link_all
from onrecord.store.places import Places, place
from onrecord.store.pool import Pool
from onrecord.store.preparing import Prepared, prepare
from onrecord.store.records import Added
from onrecord.store.rows import reason_json
from onrecord.store.tables import ArticleRow, QuotationRow, SpeakerRow
from onrecord.types import Extraction, SpeakerType

Row = dict[str, Any]
"""A row to be, or as it is, by the names of its columns."""

_CHUNK = 400
_OF_THE_REGISTRY = {"speaker_id", "identity", "engine", "place"}
"""What of a quotation's row is not what its article says."""
_TAKEN = select(col(QuotationRow.id), col(QuotationRow.article_id)).where(
    col(QuotationRow.id).in_(bindparam("ids", expanding=True))
)
_OF_ARTICLE = (
    select(*(getattr(QuotationRow, name) for name in QuotationRow.model_fields))
    .where(col(QuotationRow.article_id) == bindparam("article_id"))
    .order_by(col(QuotationRow.position))
)


def add(session: Session, extraction: Extraction, engine: str | None = None) -> Added:
    """Keep an extraction, within the caller's transaction; `engine` is who made it, None for onrecord itself."""
    (added,) = add_all(session, [prepare(extraction, engine)])
    return added


def add_all(session: Session, articles: Sequence[Prepared]) -> list[Added]:
    """Keep several articles in their order, within the caller's transaction, as if one by one."""
    batch = _Batch(session, articles)
    added = [batch.add(each) for each in articles]
    batch.finish()
    _let_judgements_follow(session, added)
    return added


def _let_judgements_follow(session: Session, added: Sequence[Added]) -> None:
    written = [each for each in added if each.outcome != "unchanged"]
    if written and standing.is_judged(session):
        from onrecord.store import judging

        speakers = {id_ for each in written for id_ in (*each.new, *each.removed)}
        judging.follow(session, [each.article_id for each in written], speakers)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """An article that is decided and not yet written. `stored`: it is there, and its row changes."""

    given: Prepared
    linked: Linked
    article: Row
    quotations: Sequence[Row]
    stored: bool


class _Batch:
    """Articles that are kept in one transaction: what is asked of the database for all of them, and not yet written."""

    def __init__(self, session: Session, articles: Sequence[Prepared]) -> None:
        self._session, self._left = session, list(reversed(articles))
        self._shelf = Shelf(session, [each.extraction.article for each in articles])
        self._outlets = Outlets(session)
        self._taken = _taken(session, [one.id for each in articles for one in each.extraction.quotations])
        self._judged = standing.is_judged(session)
        self._pool: Pool | None = None
        self._waiting: list[_Waiting] = []
        self._fresh: list[kinship.Newcomer] = []
        self._places = Places(session, _expected(articles))

    def add(self, given: Prepared) -> Added:
        id_, stored, note = self._shelf.stored_as(given.extraction.article)
        rows = self._rows(given, id_)
        if stored is not None:
            added = self._change(given, rows, stored, note)
        else:
            linked = link_all(self._session, given.extraction, id_, stored=False, pool=self._pooled())
            self._decide(given, rows, linked, None, id_)
            added = Added(id_, "new", len(rows), note, _old(linked), tuple(linked.new))
        self._left.pop()
        return added

    def _pooled(self) -> Pool | None:
        """Return the speakers that the people of the articles from here on may be.

        Who counts as whom by judgement is asked of the database, article by article.
        """
        if self._pool is None and not self._judged:
            people = (mention for each in self._left for mention in everybody(each.extraction).values())
            self._pool = Pool(self._session, people)
        return self._pool

    def finish(self) -> None:
        """Write what waits, and then what the quotations of all articles are found by and share: words, families."""
        self._write()
        rows = [each.row for each in self._fresh]
        indexed = [words.Indexed(row["place"], row["folded"], row["role"], row["via"]) for row in rows]
        words.index(self._session, indexed)
        kinship.keep(self._session, self._fresh)
        self._fresh = []

    # -- an article that is there already --------------------------------------------------------------

    def _change(self, given: Prepared, rows: Sequence[Row], stored: Stored, note: str | None) -> Added:
        self.finish()
        session, id_ = self._session, stored["id"]
        changed = differences(stored, given.extraction.article, given.engine)
        before = [dict(row) for row in session.connection().execute(_OF_ARTICLE, {"article_id": id_}).mappings()]
        if not changed and _contents(before) == _contents(rows):
            return Added(id_, "unchanged", len(before), note)
        self._pool = None
        linked = link_all(session, given.extraction, id_)
        kin = kinship.take_back(session, id_)
        touched = purging.take_back(session, id_)
        self._decide(given, rows, linked, stored, id_)
        self.finish()
        kinship.regroup(session, kin)
        removed = purging.sweep(session, touched)
        purging.sweep_outlet(session, stored["outlet_id"])
        kept = len({row["id"] for row in before} & {row["id"] for row in rows})
        told = f"{', '.join(changed) or 'quotations'} changed: {kept} of {len(before)} former quotations kept"
        note = told if note is None else f"{note}; {told}"
        return Added(id_, "changed", len(rows), note, _old(linked), tuple(linked.new), tuple(removed))

    # -- writing ---------------------------------------------------------------------------------------

    def _decide(self, given: Prepared, rows: Sequence[Row], linked: Linked, stored: Stored | None, id_: str) -> None:
        """Say who is quoted, and let the article wait to be written."""
        for row in rows:
            if row["speaker_name"] is not None:
                key = key_of(row["speaker_name"], SpeakerType(row["speaker_type"]))
                row["speaker_id"] = linked.ids.get(key)
                row["identity"] = [reason_json(reason) for reason in linked.reasons.get(key, ())]
        self._place(rows, stored)
        article = {"id": id_, **given.article, "outlet_id": self._outlets.of(given.extraction.article)}
        article["added_at"] = datetime.now(UTC) if stored is None else stored["added_at"]
        self._shelf.put(article)
        self._taken |= {row["id"]: id_ for row in rows}
        self._waiting.append(_Waiting(given, linked, article, rows, stored is not None))
        if self._pool is None:
            self._write()
        else:
            self._pool.add(article, linked.told, rows)

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        session = self._session
        if self._pool is not None:
            bulk.insert(session, SpeakerRow, [row for each in waiting for row in each.linked.speakers])
        bulk.insert(session, ArticleRow, [each.article for each in waiting if not each.stored])
        for changed in (each.article for each in waiting if each.stored):
            session.connection().execute(update(ArticleRow).where(col(ArticleRow.id) == changed["id"]).values(changed))
        bulk.insert(session, QuotationRow, [row for each in waiting for row in each.quotations])
        naming.write(session, [naming.Told(each.linked, each.given.extraction, each.article["id"]) for each in waiting])
        linking.keep(session, [(each.linked, each.article["id"]) for each in waiting])
        for each in waiting:
            pairs = zip(each.given.utterances, each.quotations, strict=True)
            self._fresh += [kinship.Newcomer(one, row, each.article["added_at"]) for one, row in pairs]

    def _place(self, rows: Sequence[Row], stored: Stored | None) -> None:
        """Give each quotation a place: those of a former text of its article are free now, and were not before."""
        places = self._places if stored is None else Places(self._session)
        wanted = [place(row["dated"], row["article_id"], row["position"]) for row in rows]
        for row, at in zip(rows, places.free(wanted), strict=True):
            row["place"] = at

    def _rows(self, given: Prepared, article_id: str) -> list[Row]:
        ids = self._free_ids([one.id for one in given.extraction.quotations], article_id)
        return [
            {"id": id_, "article_id": article_id, **values, "speaker_id": None, "identity": []}
            for id_, values in zip(ids, given.quotations, strict=True)
        ]

    def _free_ids(self, ids: Sequence[str], article_id: str) -> list[str]:
        """Return ids that no other quotation has: another article may hold the same words under the same id."""
        found: dict[str, None] = {}
        for id_ in ids:
            chosen, number = id_, 1
            while not chosen or chosen in found or self._taken.get(chosen, article_id) != article_id:
                seed = f"{article_id}\0{id_}\0{number}".encode("utf-8", "surrogatepass")
                chosen, number = hashlib.sha256(seed).hexdigest()[:12], number + 1
            found[chosen] = None
        return list(found)


def _expected(articles: Sequence[Prepared]) -> list[int]:
    """Return the places that the quotations get where no article's id has to be another."""
    return [
        place(row["dated"], each.extraction.article.id, row["position"]) for each in articles for row in each.quotations
    ]


def _taken(session: Session, ids: Sequence[str]) -> dict[str, str]:
    """Return of which article the quotations are that have some of these ids."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), _CHUNK):
        for id_, article_id in session.connection().execute(_TAKEN, {"ids": ids[start : start + _CHUNK]}):
            found[id_] = article_id
    return found


def _old(linked: Linked) -> tuple[str, ...]:
    return tuple(sorted(set(linked.ids.values()) - set(linked.new)))


def _contents(rows: Iterable[Row]) -> list[Row]:
    return [{name: value for name, value in row.items() if name not in _OF_THE_REGISTRY} for row in rows]
