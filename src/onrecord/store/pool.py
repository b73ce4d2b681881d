"""The speakers that the people of some articles may be, read once for all of these, and kept up with what they add.

What is asked of the database for one article costs nearly as much as for a hundred. Nobody else writes meanwhile, so
that what was read stays true but for what the articles themselves add; that is taken note of here before it is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import count, islice
from typing import Any

from sqlmodel import Session

from onrecord.resolve import Known, KnownRole, is_full, named_alike
from onrecord.rolefacts import read
from onrecord.store import candidates, keys
from onrecord.store.forms import forms_of, is_strong, plain_role
from onrecord.store.places import of_article
from onrecord.store.search import slug
from onrecord.traits import Trait
from onrecord.types import Mention, SpeakerType

_CHUNK = 400


class Pool:
    """The speakers that some people may be."""

    def __init__(self, session: Session, mentions: Iterable[Mention], *, without: str | None = None) -> None:
        """Read them; what only the article `without` says is left out."""
        self._session, self._without = session, without
        self._news: dict[int, candidates.News] = {}
        self._newest: dict[str, list[int]] = {}
        self._added: dict[str, list[int]] = {}
        self._beside: dict[str, set[str]] = {}
        people = list(mentions)
        self._people: dict[int, tuple[Mention, tuple[str, ...]]] = {}
        wanted = sorted({key for mention in people for key in self._keys(mention)})
        self._forms: dict[str, set[candidates.Form]] = {}
        for some in _chunks(wanted):
            self._forms |= candidates.forms(session, some)
        ids = sorted({id_ for mention in people for id_ in self.alike(mention)})
        self._known: dict[str, Known] = {}
        self._observed: set[tuple[str, str]] = set()
        self._free: set[str] = set()
        self._taken: set[str] = set()
        self.taken(id_ for mention in people for id_ in first_ids(mention))
        for some in _chunks(ids):
            self._known |= candidates.load(session, some, without=without)
            self._observed |= candidates.observed(session, some)

    def alike(self, mention: Mention) -> list[str]:
        """Return the ids of the speakers with a name that can be a mention's own, in order."""
        found = (form for key in self._keys(mention) for form in self._forms.get(key, ()))
        return sorted({id_ for id_, form, type_ in found if _alike(mention.name, mention.type, form, type_)})

    def _keys(self, mention: Mention) -> tuple[str, ...]:
        """Return the keys of names that a mention's own is looked for by, worked out once."""
        asked = self._people.get(id(mention))
        if asked is None:
            with_role = any(read(role.text).says for role in mention.roles)
            asked = self._people[id(mention)] = mention, _asked(mention.name, mention.type, with_role)
        return asked[1]

    def known(self, ids: Iterable[str]) -> dict[str, Known]:
        """Return some of these speakers by id; those that are not there are left out."""
        return {id_: self._known[id_] for id_ in ids if id_ in self._known}

    def taken(self, ids: Iterable[str]) -> set[str]:
        """Return which of some ids for speakers are taken."""
        asked = set(ids)
        for some in _chunks(sorted(asked - self._free - self._taken)):
            self._taken |= candidates.taken(self._session, some)
            self._free |= set(some) - self._taken
        return asked & self._taken

    def in_the_news(self, doubted: Mapping[str, Known], company: Collection[str]) -> dict[str, Known]:
        """Return candidates with where they are in the news, and with whom of some speakers."""
        unread = sorted(doubted.keys() - self._newest.keys())
        if unread:
            self._newest |= candidates.newest(self._session, unread, without=self._without)
        newest = {head: self._of_articles(head) for head in doubted}
        unknown = {at for places in newest.values() for at in places} - self._news.keys()
        if unknown:
            self._news |= candidates.published(self._session, unknown)
        news = {head: [self._news[at] for at in places] for head, places in newest.items()}
        stored = {each.article_id for some in news.values() for each in some} - self._beside.keys()
        read = candidates.beside(self._session, stored, company) if stored and company else {}
        return candidates.with_news(doubted, news, read | self._beside)

    def _of_articles(self, head: str) -> Iterable[int]:
        """Return a place in each article that the newest quotations of a speaker stand in."""
        newest = sorted([*self._newest[head], *self._added.get(head, ())])[: candidates.NEWS]
        return {of_article(at): at for at in newest}.values()

    # -- what the articles add ---------------------------------------------------------------------------

    def add(
        self,
        article: Mapping[str, Any],
        people: Iterable[tuple[str, Mention, frozenset[Trait]]],
        rows: Iterable[Mapping[str, Any]],
    ) -> None:
        """Take note of what an article says of speakers, by their ids, and of its quotations."""
        named = self._beside.setdefault(article["id"], set())
        for id_, mention, traits in people:
            named.add(id_)
            known = self._known.get(id_)
            before = known or Known(id_, mention.name, mention.type)
            strong, weak = self._new_forms(id_, mention)
            roles = tuple(_new_roles(before, mention))
            name = self._name(before, mention)
            if known is not None and not (strong or weak or roles or traits - known.traits or name != known.name):
                continue
            self._known[id_] = replace(
                before,
                name=name,
                names_strong=(*before.names_strong, *strong),
                names_weak=(*before.names_weak, *weak),
                roles=(*before.roles, *roles),
                traits=before.traits | traits,
            )
        for row in rows:
            id_ = row["speaker_id"]
            if id_ is not None:
                self._news[row["place"]] = candidates.News(article["id"], article["outlet"])
                self._added.setdefault(id_, []).append(row["place"])
                self._see(id_, row["dated"])

    def _new_forms(self, id_: str, mention: Mention) -> tuple[list[str], list[str]]:
        found: tuple[list[str], list[str]] = ([], [])
        for form in forms_of(mention):
            if (id_, form) in self._observed:
                continue
            self._observed.add((id_, form))
            found[not is_strong(form, mention)].append(form)
            for key in keys.stored(form, mention.type):
                self._forms.setdefault(key, set()).add((id_, form, mention.type))
        return found

    def _name(self, known: Known, mention: Mention) -> str:
        fuller = mention.type is SpeakerType.PERSON and is_full(mention.name) and not is_full(known.name)
        return mention.name if fuller and not candidates.is_curated(self._session, known.id) else known.name

    def _see(self, id_: str, day: date | None) -> None:
        known = self._known[id_]
        if day is not None and (not known.seen or not known.seen[0] <= day <= known.seen[-1]):
            self._known[id_] = replace(known, seen=(min((day, *known.seen)), max((day, *known.seen))))


def ids_for(mention: Mention) -> Iterator[str]:
    """Go through the ids that a new speaker may have: a short form of the name, then with numbers.

    A number from the start keeps a last name free for looking up all who bear it.
    """
    base = slug(mention.name)
    alone = mention.type is SpeakerType.PERSON and not is_full(mention.name)
    if not alone:
        yield base
    yield from (f"{base}-{number}" for number in count(1 if alone else 2))


def first_ids(mention: Mention) -> list[str]:
    """Return the ids of which one is most likely free."""
    return list(islice(ids_for(mention), 4))


@lru_cache(maxsize=16384)
def _asked(name: str, type_: SpeakerType, with_role: bool) -> tuple[str, ...]:
    return tuple(keys.asked(name, type_, with_role=with_role))


@lru_cache(maxsize=65536)
def _alike(name: str, type_: SpeakerType, form: str, of: SpeakerType) -> bool:
    return named_alike(Mention(name, type_), Known("", form, of, (form,)))


def _new_roles(known: Known, mention: Mention) -> Iterator[KnownRole]:
    had = {plain_role(role.text) for role in known.roles if role.start is None and role.end is None}
    for role in mention.roles:
        plain = plain_role(role.text)
        if plain and plain not in had:
            had.add(plain)
            yield KnownRole(role.text)


def _chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
