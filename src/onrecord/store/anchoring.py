"""Between judgements and a registry: how a judgement means its quotations and speakers, and which they are here.

A quotation is known by its id, else by its words in its article (as W3C's TextQuoteSelector), where they stand telling
several apart, else, in the very same text, by standing where it stood. A speaker is known by id where at least one of
the quotations that the judgement names is that speaker's; else by whose these quotations are. So a judgement means the
same people in another registry, where namesakes may be numbered otherwise. What cannot be told is not found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col, or_

from onrecord.judgements import Judgement, QuotationRef, SpeakerRef
from onrecord.store.search import folded
from onrecord.store.tables import ArticleRow, NameRow, QuotationRow, SpeakerRow
from onrecord.types import SpeakerType

T = TypeVar("T")

_AT_ONCE = 400
_NAMED = 3
"""Quotations by which a judgement knows a speaker."""
_SHARED = 0.8
"""The share of two quotations' places that is the same where they are one in the same text."""

_QUOTATION = (
    *(col(QuotationRow.id), col(QuotationRow.article_id), col(QuotationRow.text), col(QuotationRow.content)),
    *(col(QuotationRow.speaker_id), col(ArticleRow.text_sha256)),
)
_SPEAKER = (
    *(col(SpeakerRow.id), col(SpeakerRow.name), col(SpeakerRow.own_name), col(SpeakerRow.type)),
    *(col(SpeakerRow.curated), col(SpeakerRow.made_by)),
)


@dataclass(frozen=True, slots=True)
class _Quotation:
    """A quotation of the registry; `speaker` whose it is without judgements."""

    id: str
    article: str
    exact: str
    content: tuple[tuple[int, int], ...]
    speaker: str | None
    text_sha256: str

    def ref(self) -> QuotationRef:
        return QuotationRef(self.id, self.article, self.exact, self.content, self.text_sha256)


@dataclass(frozen=True, slots=True)
class _Speaker:
    id: str
    name: str
    own_name: str | None
    type: str
    curated: bool
    made_by: str | None


# -- how a judgement means them --------------------------------------------------------------------------


def quotation_refs(session: Session, ids: Collection[str]) -> tuple[QuotationRef, ...]:
    """Return how to mean quotations, in the order of the ids; those that are not there are left out."""
    found = {each.id: each.ref() for each in _quotations(session, col(QuotationRow.id), ids)}
    return tuple(found[id_] for id_ in ids if id_ in found)


def speaker_ref(session: Session, id_: str) -> SpeakerRef:
    """Return how to mean a speaker that is there."""
    (row,) = _speakers(session, [id_])
    theirs = select(col(QuotationRow.id)).where(col(QuotationRow.speaker_id) == id_)
    first = theirs.order_by(col(QuotationRow.dated), col(QuotationRow.id)).limit(_NAMED)
    quotations = quotation_refs(session, session.connection().execute(first).scalars().all())
    name, new = row.own_name or row.name, row.made_by is not None
    return SpeakerRef(id_, name, SpeakerType(row.type), curated=row.curated, new=new, quotations=quotations)


def _quotations(session: Session, column: ColumnElement[str] | Any, values: Iterable[str]) -> Iterator[_Quotation]:
    of_articles = select(*_QUOTATION).join(ArticleRow, col(ArticleRow.id) == col(QuotationRow.article_id))
    for some in _chunks(values):
        for id_, article, exact, content, speaker, digest in session.connection().execute(
            of_articles.where(column.in_(some))
        ):
            yield _Quotation(id_, article, exact, tuple((start, end) for start, end in content), speaker, digest)


def _speakers(session: Session, ids: Iterable[str]) -> Iterator[_Speaker]:
    for some in _chunks(ids):
        for row in session.connection().execute(select(*_SPEAKER).where(col(SpeakerRow.id).in_(some))):
            yield _Speaker(*row)


def _chunks(values: Iterable[T]) -> Iterator[Sequence[T]]:
    listed = list(dict.fromkeys(values))
    for start in range(0, len(listed), _AT_ONCE):
        yield listed[start : start + _AT_ONCE]


# -- which they are here ---------------------------------------------------------------------------------


class Anchors:
    """Finds in a registry what the judgements of a log mean (a `rulings.Finder`); all is asked for at once."""

    def __init__(self, session: Session, log: Iterable[Judgement]) -> None:
        """Find everything that the log names."""
        speakers = {ref for each in log for ref in each.speakers}
        quotations = {ref for each in log for ref in each.quotations}
        self._quotations = _found(session, quotations | {ref for each in speakers for ref in each.quotations})
        self._speakers = self._known(session, speakers)

    def quotation(self, ref: QuotationRef) -> str | None:
        """Return the id of a quotation, None where it is not there."""
        found = self._quotations.get(ref)
        return None if found is None else found.id

    def speaker(self, ref: SpeakerRef) -> str | None:
        """Return the id of a speaker that is there without judgements, None where there is none."""
        return self._speakers.get(ref)

    def _known(self, session: Session, refs: Collection[SpeakerRef]) -> dict[SpeakerRef, str]:
        votes = {ref: self._votes(ref) for ref in refs}
        ids = {ref.id for ref in refs} | {id_ for found in votes.values() for id_ in found}
        rows = {row.id: row for row in _speakers(session, sorted(ids)) if row.made_by is None}
        names = _names(session, rows.values())
        known = {}
        for ref in refs:
            if (id_ := _chosen(ref, votes[ref], rows, names)) is not None:
                known[ref] = id_
        return known

    def _votes(self, ref: SpeakerRef) -> set[str]:
        found = (self._quotations.get(each) for each in ref.quotations)
        return {each.speaker for each in found if each is not None and each.speaker is not None}


def _chosen(ref: SpeakerRef, votes: set[str], rows: dict[str, _Speaker], names: dict[str, set[str]]) -> str | None:
    row = rows.get(ref.id)
    if row is not None and row.type == ref.type and ((row.curated and ref.curated) or ref.id in votes):
        return ref.id
    candidates = votes or {ref.id}
    alike = {id_ for id_ in candidates if id_ in rows and folded(ref.name) in names[id_] and rows[id_].type == ref.type}
    return alike.pop() if len(candidates) == len(alike) == 1 else None


def _names(session: Session, rows: Iterable[_Speaker]) -> dict[str, set[str]]:
    """Return the names that speakers have without judgements."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row.id].add(folded(row.own_name or row.name))
    own = or_(col(NameRow.judged).is_(None), col(NameRow.own_strong).is_not(None))
    of = select(col(NameRow.speaker_id), col(NameRow.folded)).where(own)
    for some in _chunks(sorted(found)):
        for id_, name in session.connection().execute(of.where(col(NameRow.speaker_id).in_(some))):
            found[id_].add(name)
    return found


def _found(session: Session, refs: Collection[QuotationRef]) -> dict[QuotationRef, _Quotation]:
    by_id = {each.id: each for each in _quotations(session, col(QuotationRow.id), (ref.id for ref in refs))}
    found = {ref: by_id[ref.id] for ref in refs if _is_it(ref, by_id.get(ref.id))}
    left = [ref for ref in refs if ref not in found]
    in_article: dict[str, list[_Quotation]] = defaultdict(list)
    for each in _quotations(session, col(QuotationRow.article_id), (ref.article for ref in left)):
        in_article[each.article].append(each)
    for ref in left:
        if (again := _again(ref, in_article[ref.article])) is not None:
            found[ref] = again
    return found


def _is_it(ref: QuotationRef, row: _Quotation | None) -> bool:
    return row is not None and (row.article, row.exact) == (ref.article, ref.exact)


def _again(ref: QuotationRef, among: Sequence[_Quotation]) -> _Quotation | None:
    """Return the one quotation of the article that it is now, None where there is none or it cannot be told."""
    same = [each for each in among if each.exact == ref.exact]
    if len(same) > 1:
        same = [each for each in same if each.content == ref.content]
    if not same:
        same = [each for each in among if each.text_sha256 == ref.text_sha256 and _overlap(ref, each) >= _SHARED]
    return same[0] if len(same) == 1 else None


def _overlap(ref: QuotationRef, row: _Quotation) -> float:
    ours, theirs = _places(ref.content), _places(row.content)
    return len(ours & theirs) / max(len(ours | theirs), 1)


def _places(content: Iterable[tuple[int, int]]) -> set[int]:
    return {at for start, end in content for at in range(start, end)}
