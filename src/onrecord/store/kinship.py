"""Keep families up to date: which quotations of several articles are one utterance (see `onrecord.families`).

Families are a function of the quotations that are kept; the rows of a family only spare asking again. Nothing here
reads all quotations, but for `rebuild`: fingerprints in an indexed table lead from a quotation to those that it may be
one with. Only columns of the first schema are read, so that the upgrade to revision 0002 may use this module.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, delete, insert, select, tuple_, update
from sqlmodel import Session, col

from onrecord.families import Family, Utterance, families_of
from onrecord.names import fold
from onrecord.store import bulk, standing
from onrecord.store.search import outlet_key
from onrecord.store.tables import ArticleRow, FamilyMemberRow, FingerprintRow, QuotationRow, SpeakerRow
from onrecord.types import SpeakerType

T = TypeVar("T")

_CHUNK = 400
"""Values in one statement: fewer than any engine's limit."""
_NEAREST = 300
"""Quotations that share fingerprints with one of which the texts are compared: those that share the most."""
_NAMED = frozenset({SpeakerType.PERSON.value, SpeakerType.ORGANIZATION.value})
_MEMBER, _PRINT = FamilyMemberRow, FingerprintRow


def take_back(session: Session, article_id: str) -> list[str]:
    """Take an article's quotations out of the index and their families, before they go.

    Returns those of other articles whose families this may change; give them to `regroup` when all is written.
    """
    gone = _load_where(session, col(QuotationRow.article_id) == article_id)
    near = {one.id for one in _Registry(session).near(gone)}
    ids = [one.id for one in gone]
    for chunk in _chunks(ids):
        named = select(col(_MEMBER.family)).where(col(_MEMBER.quotation_id).in_(chunk))
        kin = select(col(_MEMBER.quotation_id)).where(col(_MEMBER.family).in_(named))
        near |= set(session.connection().execute(kin).scalars())
        session.connection().execute(delete(_MEMBER).where(col(_MEMBER.quotation_id).in_(chunk)))
    pairs = [(number, one.id) for one in gone for number in one.prints]
    for some in _chunks(pairs):
        both = tuple_(col(_PRINT.value), col(_PRINT.quotation_id))
        session.connection().execute(delete(_PRINT).where(both.in_(some)))
    return sorted(near - set(ids))


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A quotation that is new in the registry: as its article has it, its row, and when that article was added."""

    utterance: Utterance
    row: Mapping[str, Any]
    added_at: datetime


def keep(session: Session, newcomers: Sequence[Newcomer]) -> None:
    """Index new quotations, of one article or of many, and find their families."""
    if not newcomers:
        return
    heads = _heads(session, {one.row["speaker_id"] for one in newcomers if one.row["speaker_id"] is not None})
    fresh = [_kept(one, heads) for one in newcomers]
    _join(session, fresh, _Registry(session, fresh))
    _index(session, fresh)


def _kept(one: Newcomer, heads: Mapping[str, str]) -> Utterance:
    row = one.row
    speaker = _speaker(heads.get(row["speaker_id"] or ""), row["speaker_type"], row["speaker_name"])
    order = (one.added_at.isoformat(), row["article_id"], row["position"])
    return one.utterance.kept_as(row["id"], row["article_id"], speaker, order)


def near(session: Session, asked: Utterance) -> list[Utterance]:
    """Return the quotations that share words with one and may be of its family, by speaker and day."""
    return _Registry(session).near([asked])


def regroup(session: Session, ids: Sequence[str]) -> None:
    """Find the families of quotations anew, where what is known of their speakers has changed."""
    registry = _Registry(session)
    for chunk in _chunks(ids):
        _write(session, families_of(load(session, chunk), registry.near))


def regroup_speaker(session: Session, speaker_id: str) -> None:
    """Find the families of all quotations of a speaker anew, as when another turned out to be the same."""
    session.flush()
    same = (col(SpeakerRow.id) == speaker_id) | (col(SpeakerRow.merged_into) == speaker_id)
    theirs = (
        select(col(QuotationRow.id)).join(SpeakerRow, col(SpeakerRow.id) == col(QuotationRow.speaker_id)).where(same)
    )
    regroup(session, list(session.connection().execute(theirs.order_by(col(QuotationRow.id))).scalars()))


def rebuild(session: Session) -> None:
    """Make the index and all families anew."""
    connection = session.connection()
    connection.execute(delete(_MEMBER))
    connection.execute(delete(_PRINT))
    ids = list(connection.execute(select(col(QuotationRow.id)).order_by(col(QuotationRow.id))).scalars())
    for chunk in _chunks(ids):
        _index(session, load(session, chunk))
    for chunk in _chunks(ids):
        _join(session, load(session, chunk), _Registry(session))


def _index(session: Session, fresh: Iterable[Utterance]) -> None:
    rows = [{"value": number, "quotation_id": one.id} for one in fresh for number in one.prints]
    bulk.insert(session, _PRINT, sorted(rows, key=itemgetter("value")))


def _join(session: Session, fresh: Sequence[Utterance], registry: _Registry) -> None:
    """Give quotations their families; the registry knows of them.

    A copy of what has a family, by the same speaker on the same day, changes no link: it joins without comparing.
    """
    found = registry.near(fresh)
    new = {one.id for one in fresh}
    family_of = registry.families
    twins = {(one.node, one.day): family_of[one.id] for one in found if one.id in family_of and not one.is_phrase}
    left = []
    for one in fresh:
        if one.id in family_of or registry.is_alone(one):
            continue
        family = twins.get((one.node, one.day))
        if family is None:
            left.append(one)
        else:
            named = _enter(session, one.id, family)
            twins = {twin: named if each == family else each for twin, each in twins.items()}
    families = families_of(left, registry.near)
    _write(session, [each for each in families if len(each.members) > 1 or each.id not in new])


def _enter(session: Session, id_: str, family: str) -> str:
    """Add a member to a family and return the family's id, the least of its members'."""
    if id_ < family:
        session.connection().execute(update(_MEMBER).where(col(_MEMBER.family) == family).values(family=id_))
    named = min(id_, family)
    session.connection().execute(insert(_MEMBER), [{"quotation_id": id_, "family": named}])
    return named


def _families(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Return the families of those quotations that share one with others."""
    found: dict[str, str] = {}
    for chunk in _chunks(list(dict.fromkeys(ids))):
        rows = select(col(_MEMBER.quotation_id), col(_MEMBER.family)).where(col(_MEMBER.quotation_id).in_(chunk))
        for id_, family in session.connection().execute(rows):
            found[id_] = family
    return found


def _write(session: Session, families: Sequence[Family]) -> None:
    """Let the rows say what families there are: none for a quotation that is alone."""
    if not families:
        return
    wanted = {one.id: family.id for family in families if len(family.members) > 1 for one in family.members}
    stored = _families(session, [one.id for family in families for one in family.members])
    stale = [id_ for id_, family in stored.items() if wanted.get(id_) != family]
    for chunk in _chunks(stale):
        session.connection().execute(delete(_MEMBER).where(col(_MEMBER.quotation_id).in_(chunk)))
    rows = [{"quotation_id": id_, "family": each} for id_, each in wanted.items() if stored.get(id_) != each]
    if rows:
        session.connection().execute(insert(_MEMBER), rows)


# -- quotations as families see them ---------------------------------------------------------------------

_HEAD = standing.HEAD
_COLUMNS: tuple[Any, ...] = (
    *(QuotationRow.id, QuotationRow.text, _HEAD, QuotationRow.speaker_type, QuotationRow.speaker_name),
    *(QuotationRow.dated, QuotationRow.article_id, QuotationRow.position, QuotationRow.via),
    *(ArticleRow.outlet, ArticleRow.added_at),
)


def load(session: Session, ids: Sequence[str]) -> list[Utterance]:
    """Return quotations as families see them, in the order of the ids; those that are not there are left out."""
    found: dict[str, Utterance] = {}
    for chunk in _chunks(ids):
        found |= {one.id: one for one in _load_where(session, col(QuotationRow.id).in_(chunk))}
    return [found[id_] for id_ in ids if id_ in found]


def _load_where(session: Session, condition: ColumnElement[bool]) -> list[Utterance]:
    return [_utterance(row) for row in session.connection().execute(_selected().where(condition)).all()]


def _selected(*more: Any) -> Select[*tuple[Any, ...]]:
    found = select(*_COLUMNS, *more).join(ArticleRow, col(ArticleRow.id) == col(QuotationRow.article_id))
    return standing.joined(found)


def _utterance(row: Sequence[Any]) -> Utterance:
    id_, text, head, type_, name, dated, article, position, via, outlet, added_at = row
    return Utterance(
        id_,
        text,
        _speaker(head, type_, name),
        dated,
        article,
        outlet_key(outlet) if outlet else None,
        tuple(map(outlet_key, via)),
        (added_at.isoformat(), article, position),
    )


def _speaker(head: str | None, type_: str, name: str | None) -> str | None:
    """Return what tells speakers apart: an id of the registry, else a name; None for sources that are not named."""
    if head is not None:
        return head
    return f"={fold(name)}" if name is not None and type_ in _NAMED else None


def _heads(session: Session, speaker_ids: Collection[str]) -> dict[str, str]:
    """Return whom each speaker counts as."""
    heads: dict[str, str] = {}
    for chunk in _chunks(sorted(speaker_ids)):
        found = select(col(SpeakerRow.id), _HEAD).where(col(SpeakerRow.id).in_(chunk))
        for id_, head in session.connection().execute(found):
            heads[id_] = head
    return heads


class _Registry:
    """Finds quotations by their fingerprints, each asked for once; `pending` are not in the index yet."""

    def __init__(self, session: Session, pending: Iterable[Utterance] = ()) -> None:
        self._session = session
        self.families: dict[str, str] = {}
        self._known: dict[str, Utterance] = {}
        self._near: dict[str, list[str]] = {}
        self._pending: dict[int, list[Utterance]] = defaultdict(list)
        for one in pending:
            self._known[one.id] = one
            for number in one.prints:
                self._pending[number].append(one)

    def is_alone(self, one: Utterance) -> bool:
        """Whether nothing else shares a fingerprint with one that was asked for."""
        return set(self._near[one.id]) <= {one.id}

    def near(self, asked: Sequence[Utterance]) -> list[Utterance]:
        """Return those that share fingerprints with any of these, and may be one with it by speaker and day."""
        new = [one for one in asked if one.id not in self._near]
        self._known |= {one.id: one for one in new}
        self._near |= self._nearest(new)
        return [self._known[id_] for id_ in dict.fromkeys(id_ for one in asked for id_ in self._near[one.id])]

    def _nearest(self, asked: Sequence[Utterance]) -> dict[str, list[str]]:
        asking: dict[int, list[str]] = defaultdict(list)
        for one in asked:
            for number in one.asks:
                asking[number].append(one.id)
        shared: dict[str, Counter[str]] = {one.id: Counter() for one in asked}
        for other in self._sharing(asked, list(asking)):
            phrase = other.is_phrase
            met = Counter(id_ for number in other.prints for id_ in asking.get(number, ()))
            for id_, times in met.items():
                if self._known[id_].may_link(other.speaker, other.day, phrase=phrase):
                    shared[id_][other.id] = times
        return {id_: _most(found) for id_, found in shared.items()}

    def _sharing(self, asked: Sequence[Utterance], numbers: Sequence[int]) -> Iterable[Utterance]:
        """Return those that have one of some fingerprints, but for those of speakers that nobody asks for."""
        found = {each.id: each for number in numbers for each in self._pending.get(number, ())}
        speakers = sorted({one.speaker for one in asked if one.speaker is not None})
        everybody = any(one.speaker is None and one.asks for one in asked)
        for chunk in _chunks(numbers):
            having = select(col(_PRINT.quotation_id)).where(col(_PRINT.value).in_(chunk))
            rows = _selected(col(_MEMBER.family)).outerjoin(_MEMBER, col(_MEMBER.quotation_id) == col(QuotationRow.id))
            rows = rows.where(col(QuotationRow.id).in_(having), standing.NOT_REJECTED)
            if not everybody:
                rows = rows.where(col(QuotationRow.speaker_id).is_(None) | _HEAD.in_(speakers))
            for *row, family in self._session.connection().execute(rows).all():
                found[row[0]] = self._known[row[0]] = self._known.get(row[0]) or _utterance(row)
                if family is not None:
                    self.families[row[0]] = family
        return found.values()


def _most(found: Counter[str]) -> list[str]:
    return sorted(found, key=lambda id_: (-found[id_], id_))[:_NEAREST]


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
