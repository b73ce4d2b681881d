"""Quotations as families see them, and those that each may be one with, read from the database as they are needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Select, bindparam, or_, select
from sqlmodel import Session, col

from onrecord.families import Utterance
from onrecord.names import fold
from onrecord.store import prints, standing
from onrecord.store.search import outlet_key
from onrecord.store.tables import ArticleRow, FamilyMemberRow, QuotationRow, RulingRow, SpeakerRow
from onrecord.types import SpeakerType

T = TypeVar("T")

_CHUNK = 400
"""Values in one statement: fewer than any engine's limit."""
_NEAREST = 300
"""Quotations that share fingerprints with one of which the texts are compared: those that share the most."""
_NAMED = frozenset({SpeakerType.PERSON.value, SpeakerType.ORGANIZATION.value})

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_HEAD = standing.HEAD
_COLUMNS: tuple[Any, ...] = (
    *(QuotationRow.id, QuotationRow.text, _HEAD, QuotationRow.speaker_type, QuotationRow.speaker_name),
    *(QuotationRow.dated, QuotationRow.article_id, QuotationRow.position, QuotationRow.via),
    *(ArticleRow.outlet, ArticleRow.added_at),
)


def _selected(*more: Any) -> Select[*tuple[Any, ...]]:
    found = select(*_COLUMNS, *more).join(ArticleRow, col(ArticleRow.id) == col(QuotationRow.article_id))
    return standing.joined(found)


_BY_ID = _selected().where(col(QuotationRow.id).in_(_IDS))
_WITH_FAMILY = (
    _selected(col(FamilyMemberRow.family))
    .outerjoin(FamilyMemberRow, col(FamilyMemberRow.quotation_id) == col(QuotationRow.id))
    .where(col(QuotationRow.id).in_(_IDS), standing.NOT_REJECTED)
)
_HEADS = select(col(SpeakerRow.id), _HEAD).where(col(SpeakerRow.id).in_(_IDS))
_COUNT_AS = select(col(SpeakerRow.id), _HEAD).where(
    or_(col(SpeakerRow.id).in_(_IDS), col(SpeakerRow.merged_into).in_(_IDS))
)
_JUDGED = (
    select(col(RulingRow.quotation_id), _HEAD)
    .join(SpeakerRow, col(SpeakerRow.id) == col(RulingRow.speaker_id))
    .where(_HEAD.in_(_IDS))
)


def load(session: Session, ids: Sequence[str]) -> list[Utterance]:
    """Return quotations as families see them, in the order of the ids; those that are not there are left out."""
    found: dict[str, Utterance] = {}
    for chunk in chunks(ids):
        rows = session.connection().execute(_BY_ID, {"ids": chunk})
        found |= {one.id: one for one in map(_utterance, rows)}
    return [found[id_] for id_ in ids if id_ in found]


def _utterance(row: Sequence[Any]) -> Utterance:
    id_, text, head, type_, name, dated, article, position, via, outlet, added_at = row
    return Utterance(
        id_,
        text,
        speaker_of(head, type_, name),
        dated,
        article,
        outlet_key(outlet) if outlet else None,
        tuple(map(outlet_key, via)),
        (added_at.isoformat(), article, position),
    )


def speaker_of(head: str | None, type_: str, name: str | None) -> str | None:
    """Return what tells speakers apart: an id of the registry, else a name; None for sources that are not named."""
    if head is not None:
        return head
    return f"={fold(name)}" if name is not None and type_ in _NAMED else None


def heads_of(session: Session, speaker_ids: Collection[str]) -> dict[str, str]:
    """Return whom each speaker counts as."""
    found: dict[str, str] = {}
    for chunk in chunks(sorted(speaker_ids)):
        for id_, head in session.connection().execute(_HEADS, {"ids": chunk}):
            found[id_] = head
    return found


class Registry:
    """Finds quotations by their fingerprints, each asked for once; `pending` are not in the index yet."""

    def __init__(self, session: Session, pending: Iterable[Utterance] = ()) -> None:
        self._session = session
        self.families: dict[str, str] = {}
        self._known: dict[str, Utterance | None] = {}
        self._near: dict[str, list[Utterance]] = {}
        self._pending: dict[int, list[Utterance]] = defaultdict(list)
        for one in pending:
            self._known[one.id] = one
            for number in one.prints:
                self._pending[number].append(one)

    def is_alone(self, one: Utterance) -> bool:
        """Whether nothing else shares a fingerprint with one that was asked for."""
        return {other.id for other in self._near[one.id]} <= {one.id}

    def near(self, asked: Sequence[Utterance]) -> Mapping[str, Sequence[Utterance]]:
        """Return for each, by id, those that share fingerprints with it, and may be one with it by speaker and day."""
        new = {one.id: one for one in asked if one.id not in self._near}
        self._known |= new
        shared = self._shared(list(new.values()))
        self._read({id_ for found in shared.values() for id_ in found})
        for id_, found in shared.items():
            self._near[id_] = self._nearest(new[id_], found)
        return {one.id: self._near[one.id] for one in asked}

    def _nearest(self, one: Utterance, shared: Mapping[str, int]) -> list[Utterance]:
        others = (self._known[id_] for id_ in sorted(shared, key=lambda id_: (-shared[id_], id_)))
        return list(islice((each for each in others if each is not None and _may_link(one, each)), _NEAREST))

    def _shared(self, asked: Sequence[Utterance]) -> dict[str, dict[str, int]]:
        """Return how many fingerprints each of some quotations shares with others, by their ids."""
        shared: dict[str, dict[str, int]] = {one.id: defaultdict(int) for one in asked}
        bearers = self._bearers({one.speaker for one in asked if one.speaker is not None})
        asking: dict[int, list[Utterance]] = defaultdict(list)
        pairs: set[tuple[int, int]] = set()
        for one in asked:
            by_common, by_telling = _by_whom(one, bearers, common=True), _by_whom(one, bearers, common=False)
            for number in one.asks:
                asking[number].append(one)
                for by in by_common if number in one.common else by_telling:
                    pairs.add((number, by))
        for number, askers in asking.items():
            for other in self._pending.get(number, ()):
                for one in askers:
                    shared[one.id][other.id] += 1
        anybody = {number for number, every in asking.items() if any(_asks_anybody(one, number) for one in every)}
        for number, id_ in prints.by_anybody(self._session, anybody):
            for one in asking[number]:
                if _asks_anybody(one, number):
                    shared[one.id][id_] += 1
        for number, by, id_ in prints.by_some(self._session, pairs):
            for one in asking[number]:
                if by in _by_whom(one, bearers, common=number in one.common):
                    shared[one.id][id_] += 1
        self._share_judged(asked, shared)
        return shared

    def _share_judged(self, asked: Sequence[Utterance], shared: Mapping[str, dict[str, int]]) -> None:
        """Count what a judgement gave to the speakers of some quotations: it is in the index as somebody else's."""
        given: dict[str, list[str]] = defaultdict(list)
        for chunk in chunks(sorted({one.speaker for one in asked if one.speaker is not None})):
            for id_, head in self._session.connection().execute(_JUDGED, {"ids": chunk}):
                given[head].append(id_)
        for one in asked if given else ():
            self._read(given[one.speaker or ""])
            for id_ in given[one.speaker or ""]:
                other = self._known[id_]
                both = len(set(one.asks).intersection(other.prints)) if other is not None else 0
                if both:
                    shared[one.id][id_] = max(shared[one.id][id_], both)

    def _bearers(self, speakers: Collection[str]) -> dict[str, frozenset[int]]:
        """Return by whom quotations of these speakers are in the index: nobody, or one who counts as the speaker."""
        found = {each: {prints.NOBODY} for each in speakers}
        for chunk in chunks(sorted(speakers)):
            for id_, head in self._session.connection().execute(_COUNT_AS, {"ids": chunk}):
                if head in found:
                    found[head].add(prints.who(id_))
        return {each: frozenset(of) for each, of in found.items()}

    def _read(self, ids: Iterable[str]) -> None:
        """Read quotations that are not known yet, and their families."""
        unknown = sorted(set(ids) - self._known.keys())
        for chunk in chunks(unknown):
            for *row, family in self._session.connection().execute(_WITH_FAMILY, {"ids": chunk}):
                self._known[row[0]] = _utterance(row)
                if family is not None:
                    self.families[row[0]] = family
        self._known |= {id_: None for id_ in unknown if id_ not in self._known}


def _by_whom(one: Utterance, bearers: Mapping[str, frozenset[int]], *, common: bool) -> frozenset[int]:
    """Return by whom quotations with a number, `common` or not, of a named speaker's quotation are looked for."""
    if one.speaker is None:
        return frozenset()
    # By common words nobody's quotations are found but those of a name that is nobody's in the registry.
    alone = common and not one.speaker.startswith("=")
    return bearers[one.speaker] - {prints.NOBODY} if alone else bearers[one.speaker]


def _asks_anybody(one: Utterance, number: int) -> bool:
    return one.speaker is None and number not in one.common


def _may_link(one: Utterance, other: Utterance) -> bool:
    """Whether two may be one utterance by who said them and when; another's words are not read for that."""
    if one.speaker is not None and other.speaker is not None and one.speaker != other.speaker:
        return False
    return one.may_link(other.speaker, other.day, phrase=other.is_phrase)


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Go through values, few enough at a time for one statement."""
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
