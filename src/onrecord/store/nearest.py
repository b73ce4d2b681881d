"""Find the quotations that a claimed one may be a form or a part of, among a million, without reading them all.

Two indexes lead there: fingerprints (`kinship`), which find what has some words in a row in common, and the index of
words, for claims of few words or altered in many places, rare words first. What they find is ordered by `likeness`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, col

from onrecord import searchwords
from onrecord.fingerprints import is_telling, questions
from onrecord.likeness import likeness
from onrecord.store import prints, quoting, standing, words
from onrecord.store.earliest import EARLIEST_FIRST
from onrecord.store.reading import TextLoader
from onrecord.store.records import Nearby, StoredQuotation
from onrecord.store.speaking import same_speaker
from onrecord.store.tables import ArticleRow, FamilyMemberRow, FingerprintRow, QuotationRow
from onrecord.wordquery import All, Any, Phrase
from onrecord.wordtokens import plain_words

_SCANNED = 400
"""Quotations that are looked at for one fingerprint: one that more have tells little."""
_MOST_OWN = 5000
"""Rows that are read of some speakers' own for fingerprints that too many have."""
_READ = 400
"""Quotations whose words are read: those that share the most fingerprints."""
_READ_OF_ANYBODY = 120
"""Those of anybody that are read for having two words of a claim, which most have by chance."""
_WHOLE = 50
"""How much the fingerprint of a whole wording counts beside that of three words."""
_GOOD = 0.8
"""A likeness from which on the index of words is not asked."""
_TELLING = 4
"""Words of a claim by which it is looked for: the most telling."""
_AROUND = 8
"""Articles of which all quotations are read: those of the best."""


_HAVING = (
    select(col(FingerprintRow.quotation_id))
    .where(col(FingerprintRow.age).in_(prints.AGES), col(FingerprintRow.value) == bindparam("number"))
    .limit(_SCANNED)
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    id: str
    words: tuple[str, ...]
    speaker: str | None
    name: str | None
    likeness: float


def near(
    session: Session, text: str, speakers: Sequence[str], load_text: TextLoader, *, limit: int
) -> tuple[Nearby, ...]:
    """Return the quotations most like a claim, the best first, each with the others of its article.

    Those of `speakers` (ids) are looked for among their own too. Of copies by one speaker only the first few are given.
    """
    claim = tuple(plain_words(text))
    if not claim:
        return ()
    theirs = [id_ for each in speakers for id_ in same_speaker(session, each)]
    ids = _by_fingerprints(session, claim, theirs)
    found = _ranked(_read(session, claim, ids))
    if not found or found[0].likeness < _GOOD or not _has_one_of(found, speakers):
        more = [id_ for id_ in _by_words(session, claim, theirs) if id_ not in set(ids)]
        found = _ranked([*found, *_read(session, claim, more)])
    chosen = _without_copies(found, frozenset(speakers), limit)
    return _with_articles(session, chosen, load_text)


def _has_one_of(found: Sequence[_Candidate], speakers: Sequence[str]) -> bool:
    return not speakers or any(each.speaker in speakers and each.likeness >= _GOOD for each in found)


def _ranked(found: Iterable[_Candidate]) -> list[_Candidate]:
    return sorted(found, key=lambda each: (-each.likeness, len(each.words), each.id))


def _without_copies(found: Sequence[_Candidate], speakers: frozenset[str], limit: int) -> list[_Candidate]:
    """Return the best: of one wording by one speaker two at most, and half of the places for those of `speakers`."""
    seen: Counter[object] = Counter()
    kept = []
    for each in found:
        key = (each.words, each.speaker or each.name)
        seen[key] += 1
        if seen[key] <= 2:
            kept.append(each)
    theirs = [each for each in kept if each.speaker in speakers][: limit // 2]
    others = [each for each in kept if each.speaker not in speakers][: limit - len(theirs)]
    return _ranked([*theirs, *others])


# -- the two indexes -------------------------------------------------------------------------------------


def _by_fingerprints(session: Session, claim: Sequence[str], speakers: Sequence[str]) -> list[str]:
    """Return the ids of those that share most fingerprints with a claim."""
    shared: Counter[str] = Counter()
    asked = questions(claim)
    full = []
    for number in asked:
        ids = list(session.connection().execute(_HAVING, {"number": number}).scalars())
        worth = _WHOLE if number == asked[0] else 1
        shared.update(dict.fromkeys(ids, worth))
        if len(ids) == _SCANNED:
            full.append(number)
    if full and speakers:
        shared.update(_of_speakers(session, full, speakers))
    return _most(shared)


def _ids(session: Session, query: Select[str]) -> list[str]:
    return list(session.connection().execute(query).scalars().all())


def _of_speakers(session: Session, numbers: Sequence[int], speakers: Sequence[str]) -> Counter[str]:
    """Return which of some speakers' quotations have fingerprints that too many others have too."""
    pairs = [(number, prints.who(id_)) for number in numbers for id_ in speakers]
    found: Counter[str] = Counter()
    for _, _, id_ in islice(prints.by_some(session, pairs), _MOST_OWN):
        found[id_] += 1
    return found


def _most(shared: Counter[str]) -> list[str]:
    return sorted(shared, key=lambda id_: (-shared[id_], id_))[:_READ]


def _by_words(session: Session, claim: Sequence[str], speakers: Sequence[str]) -> list[str]:
    """Return the ids of the quotations that have two of the claim's most telling words; first those of `speakers`."""
    telling = sorted({word for word in claim if is_telling(word)} or set(claim), key=lambda word: (-len(word), word))
    phrases = [Phrase(found) for word in telling[:_TELLING] if (found := tuple(searchwords.words(word)))]
    if not phrases:
        return []
    pairs = [All(some) for some in combinations(phrases, 2)] or [All(tuple(phrases))]
    having = words.meeting(session, about=Any(tuple(pairs)))
    query = select(col(QuotationRow.id)).select_from(words.entering(session, col(QuotationRow.place))).where(having)
    theirs = _ids(session, query.where(standing.spoken_by(session, speakers)).limit(_READ)) if speakers else []
    return list(dict.fromkeys([*theirs, *_ids(session, query.limit(_READ_OF_ANYBODY))]))


# -- reading what was found ------------------------------------------------------------------------------


def _read(session: Session, claim: Sequence[str], ids: Sequence[str]) -> list[_Candidate]:
    columns = (col(QuotationRow.id), col(QuotationRow.text), standing.HEAD, col(QuotationRow.speaker_name))
    rows = standing.joined(select(*columns)).where(col(QuotationRow.id).in_(ids), standing.NOT_REJECTED)
    found = []
    for id_, text, speaker, name in session.connection().execute(rows) if ids else ():
        words = tuple(plain_words(text))
        found.append(_Candidate(id_, words, speaker, name, likeness(claim, words)))
    return found


def _with_articles(session: Session, chosen: Sequence[_Candidate], load_text: TextLoader) -> tuple[Nearby, ...]:
    texts: dict[str, str] = {}

    def text_of(article: str) -> str:
        return texts[article] if article in texts else load_text(article)

    stored = quoting.these(session, [each.id for each in chosen], text_of)
    hits = [(stored[each.id], each.likeness) for each in chosen if each.id in stored]
    articles = list(dict.fromkeys(hit.article.id for hit, _ in hits))
    texts |= _texts(session, articles)
    around = _of_articles(session, articles[:_AROUND], text_of)
    families = _families(session, list(stored))
    firsts = quoting.these(session, sorted({each.earliest for each in families.values()}), text_of)
    return tuple(
        Nearby(hit, around.get(hit.article.id, (hit,)), score, *_kin(hit, families, firsts)) for hit, score in hits
    )


def _kin(
    hit: StoredQuotation, families: dict[str, _Family], firsts: dict[str, StoredQuotation]
) -> tuple[int, StoredQuotation | None]:
    family = families.get(hit.id)
    return (1, None) if family is None else (family.members, firsts.get(family.earliest))


def _texts(session: Session, articles: Sequence[str]) -> dict[str, str]:
    rows = select(col(ArticleRow.id), col(ArticleRow.text)).where(col(ArticleRow.id).in_(articles))
    return {row[0]: row[1] for row in session.connection().execute(rows)}


def _of_articles(
    session: Session, articles: Sequence[str], load_text: TextLoader
) -> dict[str, tuple[StoredQuotation, ...]]:
    rows = select(col(QuotationRow.id)).where(col(QuotationRow.article_id).in_(articles), standing.kept(session))
    stored = quoting.these(session, session.connection().execute(rows).scalars().all(), load_text)
    found: dict[str, list[StoredQuotation]] = {}
    for each in sorted(stored.values(), key=lambda each: each.position):
        found.setdefault(each.article.id, []).append(each)
    return {article: tuple(some) for article, some in found.items()}


@dataclass(frozen=True, slots=True)
class _Family:
    members: int
    earliest: str


def _families(session: Session, ids: Sequence[str]) -> dict[str, _Family]:
    """Return the families of quotations, for those that are not alone: how many they are and which is the earliest."""
    member = FamilyMemberRow
    named = select(col(member.quotation_id), col(member.family)).where(col(member.quotation_id).in_(ids))
    family_of = {row[0]: row[1] for row in session.connection().execute(named)}
    members = (
        select(col(member.family), col(QuotationRow.id))
        .join(QuotationRow, col(QuotationRow.id) == col(member.quotation_id))
        .join(ArticleRow, col(ArticleRow.id) == col(QuotationRow.article_id))
        .where(col(member.family).in_(set(family_of.values())), standing.kept(session))
        .order_by(*EARLIEST_FIRST)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for family, id_ in session.connection().execute(members) if family_of else ():
        found[family].append(id_)
    return {id_: _Family(len(found[family]), found[family][0]) for id_, family in family_of.items() if found[family]}
