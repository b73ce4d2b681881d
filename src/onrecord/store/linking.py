"""Say who of the registry an article's people and organizations are: `resolve` decides, this fetches and keeps.

Who is quoted and can be nobody of the registry becomes a new speaker. One who may be somebody of the registry, but not
surely, becomes a provisional one, and the doubt is kept for a person to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from onrecord import names, traits
from onrecord.evidence import stately
from onrecord.known import figures
from onrecord.namerarity import Rarity, rarity
from onrecord.names import Verdict, compare
from onrecord.organizations import names_nobody
from onrecord.resolve import LINKED, Known, KnownRole, Link, Scene, is_full, link
from onrecord.rolefacts import read
from onrecord.store import bulk, candidates, doubts, keys, standing
from onrecord.store.forms import is_strong
from onrecord.store.pool import Pool, first_ids, ids_for
from onrecord.store.search import folded, outlet_key
from onrecord.store.tables import DoubtRow, NameEvidenceRow, NameKeyRow, NameRow, QuotationRow, SpeakerRow, TraitRow
from onrecord.traits import Trait, TraitKind
from onrecord.types import Extraction, Mention, Reason, Role, SpeakerType

Key = tuple[str, SpeakerType]
"""A speaker within one article: the folded name and the type."""


_OF_ANYBODY = frozenset({TraitKind.BORN, TraitKind.KIN, TraitKind.DEAD})
"""What is kept of those, too, whom the tables of well-known people tell apart."""


@dataclass
class Linked:
    """Who the people of one article are: speaker ids by their names there, and why.

    `speakers` are the rows of the new ones, `doubts` the answers that a person should look at, `traits` what the
    article tells beside names and roles.
    """

    ids: dict[Key, str] = field(default_factory=dict)
    reasons: dict[Key, tuple[Reason, ...]] = field(default_factory=dict)
    mentions: dict[Key, Mention] = field(default_factory=dict)
    new: list[str] = field(default_factory=list)
    speakers: list[dict[str, Any]] = field(default_factory=list)
    doubts: dict[Key, Link] = field(default_factory=dict)
    traits: dict[Key, frozenset[Trait]] = field(default_factory=dict)

    @property
    def told(self) -> Iterator[tuple[str, Mention, frozenset[Trait]]]:
        """What the article says of speakers, by their ids."""
        return ((id_, self.mentions[key], self.traits.get(key, frozenset())) for key, id_ in self.ids.items())


def key_of(name: str, type_: SpeakerType) -> Key:
    """Return what a name of an article is known by within it."""
    return folded(name), type_


def blocking_keys(form: str, type_: SpeakerType, *, strong: bool = False) -> list[str]:
    """Return the keys to keep with a form of a name, by which it is found."""
    return keys.stored(form, type_, strong=strong)


def link_all(
    session: Session, extraction: Extraction, article_id: str, *, stored: bool = True, pool: Pool | None = None
) -> Linked:
    """Say for each person and organization of an article, `stored` before or not, which speaker it is.

    Those who are quoted and that nobody of the registry surely is become new speakers; others who are only mentioned do
    not. One that is one of several speakers, but not surely which, gets none. `pool` has the speakers that the people
    may be, and will have the new ones; without one the rows of new speakers are added here.
    """
    found = _Linking(session, extraction, article_id, stored=stored, pool=pool)
    everybody = sorted(found.mentions, key=lambda key: not is_full(found.mentions[key].name))
    for key in everybody:
        found.decide(key)
    found.look_closer([key for key in everybody if key in found.quoted and found.answers[key].doubts])
    found.look_for_ids()
    for key in everybody:
        found.settle(key)
    if pool is None:
        bulk.insert(session, SpeakerRow, found.linked.speakers)
    return found.linked


class _Linking:
    """One article while it is linked: first by names and roles, then by where and with whom, then with new speakers."""

    def __init__(
        self, session: Session, extraction: Extraction, article_id: str, *, stored: bool, pool: Pool | None
    ) -> None:
        self.session, self.article, self.article_id = session, extraction.article, article_id
        self.mentions = everybody(extraction)
        self.quoted = _quoted(extraction)
        self.linked = Linked(mentions=dict(self.mentions))
        self.answers: dict[Key, Link] = {}
        self.before = _before(session, article_id) if stored else {}
        before = sorted({id_ for id_, _ in self.before.values()})
        self.judged = standing.judged_apart(session, before) if before else set()
        self.pool = pool or Pool(session, self.mentions.values(), without=article_id)
        self.alike = {key: self.pool.alike(mention) for key, mention in self.mentions.items()}
        self.known = self.pool.known(id_ for ids in self.alike.values() for id_ in ids)
        self.fresh: list[Known] = []
        self.taken: dict[str, str] = {}
        self._setting: str | None = None
        self._setting_read = False
        self._asked: set[str] = set()
        self._taken_ids: set[str] = set()

    def decide(self, key: Key) -> None:
        """Link a mention by names, roles, traits and days."""
        self.linked.traits[key] = self._traits(key) if self.alike[key] or key in self.quoted else frozenset()
        self.answers[key] = self._link(key, Scene(self.linked.traits[key], apart=self._others(key)))
        if (id_ := self.answers[key].id) is not None:
            self.taken.setdefault(id_, self.mentions[key].name)

    def look_closer(self, keys_: Sequence[Key]) -> None:
        """Link the mentions that stayed in doubt by where and with whom they stand, too."""
        doubted = {one.id for key in keys_ for one in self.answers[key].doubts if one.id in self.known}
        if not doubted:
            return
        company = {id_: name for id_, name in self.taken.items() if not _is_everywhere(name)}
        self.known |= self.pool.in_the_news({id_: self.known[id_] for id_ in doubted}, company)
        outlets = frozenset({outlet_key(self.article.outlet)} if self.article.outlet else ())
        for key in keys_:
            others = frozenset(id_ for id_, name in company.items() if name != self.mentions[key].name)
            scene = Scene(self.linked.traits[key], outlets, others, self._others(key))
            self.answers[key] = self._link(key, scene)

    def settle(self, key: Key) -> None:
        """Write down who a mention is, as a new speaker where it is quoted and nobody's name is sure."""
        mention, answer = self.mentions[key], self.answers[key]
        if answer.id is None and not answer.candidates and self.fresh:
            among = link(mention, self.fresh, on=self.article.published)
            answer = among if among.id is not None else answer
        self.linked.reasons[key] = answer.reasons
        id_ = answer.id or _as_before(key, answer, self.before)
        if id_ is None and key in self.quoted and not answer.candidates and not _nobody(mention):
            id_ = self._new_speaker(mention)
        if id_ is not None:
            self.linked.ids[key] = id_
        if answer.id is None and answer.doubts and key in self.quoted:
            self.linked.doubts[key] = answer

    def _link(self, key: Key, scene: Scene) -> Link:
        own, only_here = self.before.get(key, (None, False))
        known = [self.known[id_] for id_ in self.alike[key] if id_ in self.known and not (only_here and id_ == own)]
        return link(self.mentions[key], known, on=self.article.published, scene=scene)

    def _others(self, key: Key) -> frozenset[str]:
        """Return the speakers who are somebody else of this article already, or judged not to be who this was."""
        name, (own, _) = self.mentions[key].name, self.before.get(key, (None, False))
        met = ((id_, self.taken[id_]) for id_ in self.alike[key] if id_ in self.taken)
        taken = {id_ for id_, other in met if compare(name, other).verdict is Verdict.DIFFERENT}
        return frozenset(taken | {other for one, other in self.judged if one == own})

    def _traits(self, key: Key) -> frozenset[Trait]:
        mention = self.mentions[key]
        if mention.type is not SpeakerType.PERSON:
            return frozenset()
        found = traits.of(mention, self.article.text, self.article.published)
        if _is_everywhere(mention.name):
            return frozenset(trait for trait in found if trait.kind in _OF_ANYBODY)
        if rarity(mention.name) is Rarity.RARE:  # hardly two of one name, and one of them a woman
            found = frozenset(trait for trait in found if trait.kind is not TraitKind.SEX)
        if stately(read(role.text) for role in mention.roles) and (country := self._country()):
            found |= {Trait(TraitKind.SETTING, country)}
        return found

    def _country(self) -> str | None:
        if not self._setting_read:
            self._setting, self._setting_read = traits.setting(self.article.text), True
        return self._setting

    def _new_speaker(self, mention: Mention) -> str:
        id_ = next(each for each in ids_for(mention) if self._is_free(each))
        row: dict[str, Any] = {
            "id": id_,
            "type": mention.type.value,
            "name": mention.name,
            "curated": False,
            "ids": {},
            "sources": [],
        }
        self.linked.speakers.append(row)
        self.linked.new.append(id_)
        strong = (mention.name,) if is_strong(mention.name, mention) else ()
        roles = tuple(KnownRole(role.text) for role in mention.roles)
        weak = () if strong else (mention.name,)
        self.fresh.append(Known(id_, mention.name, mention.type, strong, weak, roles))
        return id_

    def look_for_ids(self) -> None:
        """Find out which of the first few ids for new speakers are taken, all at once."""
        new = (key for key in self.quoted if key in self.answers and not self.answers[key].id)
        unknown = [self.mentions[key] for key in new]
        self._asked = {id_ for mention in unknown for id_ in first_ids(mention)}
        self._taken_ids = self.pool.taken(self._asked)

    def _is_free(self, id_: str) -> bool:
        if id_ in self.linked.new or id_ in self._taken_ids or self.pool.known([id_]):
            return False
        return id_ in self._asked or self.session.get(SpeakerRow, id_) is None


def free_id(session: Session, base: str, *, first: int | None = None) -> str:
    """Return an id that no speaker has: the base (with the number `first`), or with the next free number."""
    id_, number = (base, 1) if first is None else (f"{base}-{first}", first)
    while session.get(SpeakerRow, id_) is not None:
        number += 1
        id_ = f"{base}-{number}"
    return id_


# -- what the article says -------------------------------------------------------------------------------


def _quoted(extraction: Extraction) -> set[Key]:
    speakers = (quotation.speaker for quotation in extraction.quotations)
    return {key_of(s.name, s.type) for s in speakers if s.name is not None and s.type in LINKED}


def _nobody(mention: Mention) -> bool:
    if mention.type is SpeakerType.ORGANIZATION:
        return names_nobody(mention.name)
    return not names.keys(mention.name)


def everybody(extraction: Extraction) -> dict[Key, Mention]:
    """Return the people and organizations by name: those of the mentions, then those only quotations name."""
    found = {key_of(m.name, m.type): m for m in reversed(extraction.mentions) if m.type in LINKED}
    for quotation in extraction.quotations:
        speaker = quotation.speaker
        if speaker.name is None or speaker.type not in LINKED:
            continue
        roles = (Role(quotation.role),) if quotation.role else ()
        found.setdefault(key_of(speaker.name, speaker.type), Mention(speaker.name, speaker.type, roles=roles))
    return {key: mention for key, mention in found.items() if key[0]}


def _is_everywhere(name: str) -> bool:
    """Whether somebody is so well known that to stand in the same articles tells nothing."""
    figure = figures().named(name)
    return figure is not None and figure.famous


# -- who it was before -----------------------------------------------------------------------------------


def _before(session: Session, article_id: str) -> dict[Key, tuple[str, bool]]:
    """Return who the article's people were so far, and whether no other article nor curator knows them."""
    rows = session.exec(
        select(SpeakerRow, NameRow.folded)
        .join(NameRow, col(NameRow.speaker_id) == col(SpeakerRow.id))
        .join(NameEvidenceRow, col(NameEvidenceRow.name_id) == col(NameRow.id))
        .where(col(NameEvidenceRow.article_id) == article_id)
    ).all()
    return {
        (plain, SpeakerType(row.type)): (
            row.id,
            not row.curated and not _elsewhere(session, row, article_id),
        )
        for row, plain in rows
    }


def _elsewhere(session: Session, speaker: SpeakerRow, article_id: str) -> bool:
    other = col(NameEvidenceRow.article_id) != article_id
    named = (
        select(NameRow.id)
        .join(NameEvidenceRow, col(NameEvidenceRow.name_id) == col(NameRow.id))
        .where(NameRow.speaker_id == speaker.id, other)
    )
    quoted = select(QuotationRow.id).where(QuotationRow.speaker_id == speaker.id, QuotationRow.article_id != article_id)
    return session.exec(named).first() is not None or session.exec(quoted).first() is not None


def _as_before(key: Key, found: Link, before: Mapping[Key, tuple[str, bool]]) -> str | None:
    """Return who the article's former text had under this name, where that is still possible."""
    id_, only_here = before.get(key, (None, False))
    return id_ if only_here or id_ in found.candidates else None


# -- for curated records ---------------------------------------------------------------------------------


def sharing(session: Session, forms: Iterable[str], type_: SpeakerType) -> list[SpeakerRow]:
    """Return the speakers of a type with a name that one of the forms can stand for, by id."""
    asked = sorted({key for form in forms for key in keys.asked(form, type_, with_role=True)})
    named = (
        select(NameRow.speaker_id)
        .join(NameKeyRow, col(NameKeyRow.name_id) == col(NameRow.id))
        .where(col(NameKeyRow.key).in_(asked))
    )
    found = select(SpeakerRow).where(col(SpeakerRow.id).in_(named), SpeakerRow.type == type_.value)
    return list(session.exec(found.order_by(col(SpeakerRow.id))).all())


def known(session: Session, id_: str) -> Known:
    """Return a speaker as a candidate, with all its names and roles."""
    return candidates.load(session, [id_], without=None)[id_]


# -- keeping ---------------------------------------------------------------------------------------------


def keep(session: Session, found: Iterable[tuple[Linked, str]]) -> None:
    """Keep the traits that articles, by their ids, tell of their speakers, and the doubts about who they are."""
    told, open_ = [], []
    for linked, article_id in found:
        pairs = {(linked.ids[key], trait) for key, of in linked.traits.items() if key in linked.ids for trait in of}
        told += [
            {"speaker_id": id_, "kind": trait.kind.value, "value": trait.value, "article_id": article_id}
            for id_, trait in sorted(pairs)
        ]
        open_ += [
            doubts.row(article_id, linked.mentions[key], linked.ids.get(key), answer)
            for key, answer in linked.doubts.items()
        ]
    bulk.insert(session, TraitRow, told)
    bulk.insert(session, DoubtRow, open_)
