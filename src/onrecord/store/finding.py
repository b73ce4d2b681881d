"""Find speakers by a name typed approximately: among a hundred thousand, without reading all names.

What is a find is what `names.search_score` says: each typed word must meet a word of the name. So the words of all
names are looked through first, by keys that likely slips and spellings leave as they are (`wordkeys`), and only the
names that have such a word for each typed one are scored, from the rows of their words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, delete, select
from sqlmodel import Session, col

from onrecord.nameparts import Unit, parts
from onrecord.names import joint_score, unit_score, word_score
from onrecord.organizations import plain_organization
from onrecord.store import bulk, standing, wordkeys
from onrecord.store.search import folded
from onrecord.store.tables import NameRow, NameWordRow, SpeakerRow, WordKeyRow
from onrecord.store.values import padded

FOUND = 0.8
"""The least `names.search_score` that makes a name a find."""
_COUNTED = 2000
"""Speakers among whom those with most quotations are looked for, where as many are met as well."""
_CHUNK = 400
_BEGINS = 4
"""Letters that are enough to mean a word by its beginning."""
_LAST_LETTER = "\U0010ffff"
_WORD = NameWordRow


@dataclass(frozen=True, slots=True)
class Hit:
    """A speaker that is met: the form of the name, how well it meets, and what else makes it come first."""

    id: str
    form: str
    score: float
    exact: bool
    strong: bool
    quotations: int = 0

    @property
    def rank(self) -> tuple[bool, float, bool]:
        """What counts before the number of quotations."""
        return self.exact, self.score, self.strong


def find(session: Session, query: str, *, limit: int | None, near: bool = True) -> list[Hit]:
    """Return the speakers whose names meet a query, best first: the name itself, then names like it.

    Without `near` the names like it are given only where it is nobody's.
    """
    named = _named(session, query)
    like = _hits(session, _scores(session, query)) if near or not named else ()
    best: dict[str, Hit] = {}
    for hit in (*named, *like):
        if hit.id not in best or hit.rank > best[hit.id].rank:
            best[hit.id] = hit
    return _ordered(session, list(best.values()), limit)


def _ordered(session: Session, hits: list[Hit], limit: int | None) -> list[Hit]:
    """Return the first hits by rank, of those of one rank the ones with most quotations."""
    hits.sort(key=lambda hit: (*(-part for part in hit.rank), hit.id))
    if limit is not None and len(hits) > limit:
        # Who certainly comes later than all that are asked for need not be counted.
        last = hits[limit - 1].rank
        hits = [hit for hit in hits if hit.rank >= last][: max(_COUNTED, limit)]
    counts = standing.counts(session, [hit.id for hit in hits])
    counted = [Hit(hit.id, hit.form, hit.score, hit.exact, hit.strong, counts.get(hit.id, 0)) for hit in hits]
    counted.sort(key=lambda hit: (*(-part for part in hit.rank), -hit.quotations, hit.id))
    return counted[:limit]


_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_WORDS: BindParameter[str] = bindparam("words", expanding=True)
_NAMES = select(standing.HEAD, col(NameRow.form), col(NameRow.strong)).join(
    SpeakerRow, col(SpeakerRow.id) == col(NameRow.speaker_id)
)
# Statements are made once: to put one together takes longer than SQLite does to answer it.
_SPELLED_SO = _NAMES.where(col(NameRow.folded).in_(_WORDS))
_BY_ID = _NAMES.add_columns(col(NameRow.id)).where(col(NameRow.id).in_(_IDS))


def sole(session: Session, query: str) -> str | None:
    """Return the only speaker who has a name just so, without counting anything; None for none or several."""
    ids = {hit.id for hit in _named(session, query)}
    return ids.pop() if len(ids) == 1 else None


def _named(session: Session, query: str) -> list[Hit]:
    spelled = {folded(query), folded(plain_organization(query))} - {""}
    rows = session.connection().execute(_SPELLED_SO, {"words": padded(spelled)}).all()
    return [Hit(id_, form, 1.0, exact=True, strong=strong) for id_, form, strong in rows]


def _hits(session: Session, scores: Mapping[int, float]) -> Iterable[Hit]:
    for some in _chunks(sorted(scores, key=lambda id_: (-scores[id_], id_))):
        for id_, form, strong, name_id in session.connection().execute(_BY_ID, {"ids": padded(some)}).all():
            yield Hit(id_, form, scores[name_id], exact=False, strong=strong)


# -- scoring names by the rows of their words ------------------------------------------------------------


def _scores(session: Session, query: str) -> dict[int, float]:
    """Return the names that meet a query with their scores: exactly `names.search_score` where it is a find."""
    asked = parts(query).units
    if not asked:
        return {}
    near = _near(session, [unit.core for unit in asked])
    if not all(near[unit.core] for unit in asked):
        return _joined(session, asked)
    met: list[dict[int, float]] = [{} for _ in asked]
    for word, name_id, particles, last in _having(session, list(near.values())):
        unit = Unit(word, tuple(particles.split()))
        for place, one in enumerate(asked):
            if word in near[one.core]:
                score = unit_score(one, unit, last=last)
                met[place][name_id] = max(score, met[place].get(name_id, 0.0))
    names = set.intersection(*map(set, met))
    found = {name_id: joint_score([scores[name_id] for scores in met]) for name_id in names}
    return {name_id: score for name_id, score in found.items() if score >= FOUND} | _joined(session, asked)


_WordRow = Row[str, int, str, bool]
_STANDING = select(col(_WORD.word), col(_WORD.name_id), col(_WORD.particles), col(_WORD.last))
_WITH_WORDS = _STANDING.where(col(_WORD.word).in_(_WORDS))
_OF_NAMES = _STANDING.where(col(_WORD.name_id).in_(_IDS))


def _having(session: Session, near: Sequence[Collection[str]]) -> list[_WordRow]:
    """Return the words of those names that have one of each collection, as far as they are in one.

    The fewest words lead to the names; of few names all words are read, else those in question of all names.
    """
    first, *others = sorted(near, key=len)
    rows = _read(session, _WITH_WORDS, "words", first)
    for some in others:
        ids = {row.name_id for row in rows}
        if len(ids) <= _CHUNK:
            more = [row for row in _read(session, _OF_NAMES, "ids", ids) if row.word in some]
        else:
            more = [row for row in _read(session, _WITH_WORDS, "words", some) if row.name_id in ids]
        ids = {row.name_id for row in more}
        rows = [row for row in (*rows, *more) if row.name_id in ids]
    return rows


def _read(session: Session, query: Select[str, int, str, bool], name: str, values: Collection[Any]) -> list[_WordRow]:
    found: list[_WordRow] = []
    for some in _chunks(sorted(values)):
        found += session.connection().execute(query, {name: padded(some)}).all()
    return found


_SAME_LETTERS = select(col(_WORD.name_id)).where(col(_WORD.word) == bindparam("word"))
_ALONE = _SAME_LETTERS.where(col(_WORD.particles) == "", col(_WORD.last))


def _joined(session: Session, asked: Sequence[Unit]) -> dict[int, float]:
    """Return the names that have the same letters, however they are divided into words."""
    letters = "".join(unit.bearing for unit in asked)
    connection = session.connection()
    found = dict.fromkeys(connection.execute(_SAME_LETTERS, {"word": f"={letters}"}).scalars().all(), 1.0)
    if len(asked) > 1:
        alone = connection.execute(_ALONE, {"word": letters}).scalars().all()
        found |= dict.fromkeys(_of_one_word(session, alone), 1.0)
    return found


def _of_one_word(session: Session, name_ids: Sequence[int]) -> list[int]:
    several = select(col(_WORD.name_id)).where(col(_WORD.name_id).in_(name_ids), col(_WORD.word).startswith("="))
    more = set(session.connection().execute(several).scalars()) if name_ids else set()
    return [name_id for name_id in name_ids if name_id not in more]


def _near(session: Session, asked: Iterable[str]) -> dict[str, set[str]]:
    """Return for each typed word those words of names that meet it."""
    found: dict[str, set[str]] = {}
    for word in dict.fromkeys(asked):
        candidates = {word, *_sharing(session, word), *(_beginning(session, word) if len(word) >= _BEGINS else ())}
        found[word] = {each for each in candidates if word_score(word, each) >= FOUND}
    return found


_KEY = col(WordKeyRow.key)
_SHARING = select(col(WordKeyRow.word)).where(_KEY.in_(bindparam("keys", expanding=True)))
_BEGINNING = select(col(WordKeyRow.word)).where(
    _KEY == wordkeys.ALL, col(WordKeyRow.word) > bindparam("word"), col(WordKeyRow.word) < bindparam("end")
)


def _sharing(session: Session, word: str) -> Sequence[str]:
    return session.connection().execute(_SHARING, {"keys": padded(wordkeys.keys(word))}).scalars().all()


def _beginning(session: Session, word: str) -> Sequence[str]:
    ends = {"word": word, "end": word + _LAST_LETTER}
    return session.connection().execute(_BEGINNING, ends).scalars().all()


# -- keeping the words of names --------------------------------------------------------------------------


def index(session: Session, forms: Mapping[int, str]) -> None:
    """Keep the words of new names, by the ids of their rows."""
    rows = [row for name_id, form in forms.items() for row in _rows(name_id, form)]
    bulk.insert(session, NameWordRow, rows)
    known = set()
    words = sorted({str(row["word"]) for row in rows})
    for some in _chunks(words):
        listed = select(col(WordKeyRow.word)).where(col(WordKeyRow.key) == wordkeys.ALL, col(WordKeyRow.word).in_(some))
        known |= set(session.connection().execute(listed).scalars())
    new = [word for word in words if word not in known and not word.startswith("=")]
    keys = [{"key": key, "word": word} for word in new for key in (wordkeys.ALL, *wordkeys.keys(word))]
    bulk.insert(session, WordKeyRow, keys)


def _rows(name_id: int, form: str) -> Iterable[dict[str, Any]]:
    units = parts(form).units
    rows = {unit.core: (" ".join(unit.strong), unit is units[-1]) for unit in units}
    if len(units) > 1:
        rows["=" + "".join(unit.bearing for unit in units)] = ("", False)
    return [
        {"word": word, "name_id": name_id, "particles": particles, "last": last}
        for word, (particles, last) in rows.items()
    ]


def words_of(session: Session, speaker_ids: Collection[str]) -> set[str]:
    """Return the words of the names of speakers, to give to `sweep` when some of them are gone."""
    found = (
        select(col(_WORD.word))
        .join(NameRow, col(NameRow.id) == col(_WORD.name_id))
        .where(col(NameRow.speaker_id).in_(speaker_ids))
    )
    return set(session.connection().execute(found).scalars())


def sweep(session: Session, words: Collection[str]) -> None:
    """Take away the keys of those of some words that no name has any more."""
    for some in _chunks(sorted(words)):
        used = select(col(_WORD.word)).where(col(_WORD.word).in_(some))
        gone = set(some) - set(session.connection().execute(used).scalars())
        keys = {key for word in gone for key in (wordkeys.ALL, *wordkeys.keys(word))}
        for chunk in _chunks(sorted(keys)):
            dead = col(WordKeyRow.key).in_(chunk) & col(WordKeyRow.word).in_(gone)
            session.connection().execute(delete(WordKeyRow).where(dead))


def rebuild(session: Session) -> None:
    """Keep the words of all names anew."""
    session.connection().execute(delete(NameWordRow))
    session.connection().execute(delete(WordKeyRow))
    names = session.connection().execute(select(col(NameRow.id), col(NameRow.form)).order_by(col(NameRow.id))).all()
    for some in _chunks(names, 5000):
        index(session, dict(some))


def _chunks(values: Sequence[Any], size: int = _CHUNK) -> Iterable[Sequence[Any]]:
    return (values[start : start + size] for start in range(0, len(values), size))
