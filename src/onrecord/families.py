"""The same utterance in several articles: which quotations belong together, and what each is to the earliest. Pure.

A family is what is left together when every pair of quotations that may be one utterance is linked. Which pairs these
are depends on the two alone, and the families follow from all links at once, so that the order in which quotations come
makes no difference. Two named speakers are never in one family. A quotation without a named speaker, or one that is
a small part of another, joins a family but never ties two together: where it could belong to several, it stands alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Self

from onrecord.fingerprints import common_shingles, fingerprints
from onrecord.wording import Comparison, Relation, compare_wordings
from onrecord.wordtokens import plain_words

FEWEST = 6
"""Words below which a wording is a phrase that anybody may use."""
CLOSE = timedelta(days=7)
"""Days within which the same speaker's same phrase is one utterance."""
_PHRASE = 3
"""Words below which a phrase has no family but its exact copies."""
_STRONG = 0.5
"""How like two wordings must be (see `Comparison.similarity`) to tie their families together."""
_MOST = 2000
"""Quotations that are looked at to group one: a wider web of likeness is not followed further."""


@dataclass(frozen=True)
class Utterance:
    """A quotation as families see it.

    `speaker` is who said it, by whatever tells speakers apart, None where nobody is named. `day` is when it was said
    or else published. `outlet` and `via` are names, spelled so that they can be compared. `order` tells which was first
    among those of one day.
    """

    id: str
    text: str
    speaker: str | None = None
    day: date | None = None
    article: str = ""
    outlet: str | None = None
    via: tuple[str, ...] = ()
    order: tuple[str | int, ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words, in small letters, without any sign."""
        return tuple(plain_words(self.text))

    @cached_property
    def prints(self) -> tuple[int, ...]:
        """What finds it in an index; see `fingerprints`."""
        return fingerprints(self.words)

    def worked_out(self) -> Self:
        """Return it, its words and fingerprints known from now on."""
        self.__dict__["prints"] = fingerprints(self.words)
        self.__dict__["common"] = common_shingles(self.words)
        return self

    def kept_as(self, id_: str, article: str, speaker: str | None, order: tuple[str | int, ...]) -> Self:
        """Return it as a quotation of a registry; what follows from its words is not worked out again."""
        kept = replace(self, id=id_, article=article, speaker=speaker, order=order)
        kept.__dict__.update(words=self.words, prints=self.prints, common=self.common)
        return kept

    @property
    def is_phrase(self) -> bool:
        """Whether its words are so few that anybody may use them."""
        return len(self.words) < FEWEST

    @property
    def asks(self) -> tuple[int, ...]:
        """The fingerprints by which to look for others of its family; none where there can be no others."""
        return () if self.is_phrase and (self.speaker is None or self.day is None) else self.prints

    @cached_property
    def common(self) -> frozenset[int]:
        """Fingerprints that very many share: they only tell of others of the same speaker."""
        return common_shingles(self.words)

    @cached_property
    def node(self) -> Node:
        """What copies of one wording by one speaker share; of a phrase also its day."""
        alone = self.id if not self.asks else ""
        return Node(self.words, self.speaker, self.day if self.is_phrase else None, alone)

    def may_link(self, speaker: str | None, day: date | None, *, phrase: bool) -> bool:
        """Whether one of that speaker and day, a phrase or not, may be of its family, whatever the words are."""
        if phrase or self.is_phrase:
            near = self.day is not None and day is not None and abs(self.day - day) <= CLOSE
            return near and self.speaker is not None and self.speaker == speaker
        return self.speaker is None or speaker is None or self.speaker == speaker

    @property
    def earliness(self) -> tuple[bool, date, tuple[str | int, ...], str]:
        """What sorts the earliest first: by day, those without one last, then by the order given."""
        return self.day is None, self.day or date.max, self.order, self.id


@dataclass(frozen=True, slots=True)
class Node:
    """A wording by a speaker. Phrases are apart by day (and by quotation, where that is not known)."""

    words: tuple[str, ...]
    speaker: str | None
    day: date | None
    alone: str

    @property
    def rank(self) -> tuple[bool, int, tuple[str, ...], str, date, str]:
        """What sorts those that others may be part of first: named, long."""
        named, day = self.speaker is not None, self.day or date.min
        return named, len(self.words), self.words, self.speaker or "", day, self.alone


class Mark(StrEnum):
    """What a member of a family is to the one that it is compared with."""

    EARLIEST = "earliest"
    COPY = "copy"
    SHORTENED = "shortened"
    FULLER = "fuller"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Member:
    """A quotation of a family, and what it is to another one.

    `against` is the id of the one that it was compared with, the earliest that it has words in common with;
    `taken_from` that of one whose outlet it says that its words came through. Either may be None.
    """

    utterance: Utterance
    mark: Mark
    against: str | None = None
    comparison: Comparison | None = None
    taken_from: str | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """One utterance, its quotations the earliest first. Its id is the least of theirs."""

    members: tuple[Utterance, ...]

    @property
    def id(self) -> str:
        """Follows from the members alone."""
        return min(member.id for member in self.members)


Near = Callable[[Sequence[Utterance]], Mapping[str, Iterable[Utterance]]]
"""Returns of each of some quotations, by id, all that share a fingerprint with it; it may be among them."""


class Families:
    """Families of quotations in memory, grown one by one."""

    def __init__(self) -> None:
        """Begin without any."""
        self._index: dict[int, list[Utterance]] = defaultdict(list)
        self._family: dict[str, Family] = {}

    def add(self, quotation: Utterance) -> Family:
        """Take one more quotation and return its family; others may join through it. Ids must differ."""
        for number in quotation.prints:
            self._index[number].append(quotation)
        for family in families_of([quotation], self._near):
            self._family |= dict.fromkeys((member.id for member in family.members), family)
        return self._family[quotation.id]

    def of(self, id_: str) -> Family:
        """Return the family of a quotation that was added; KeyError for others."""
        return self._family[id_]

    def __iter__(self) -> Iterator[Family]:
        """Go through the families, by id."""
        return iter(sorted(set(self._family.values()), key=lambda family: family.id))

    def _near(self, asked: Sequence[Utterance]) -> Mapping[str, Iterable[Utterance]]:
        return {one.id: [found for number in one.asks for found in self._index[number]] for one in asked}


# -- links -----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Web:
    """What was found around some quotations: those of each node, and the links between nodes, strong or not."""

    nodes: dict[Node, dict[str, Utterance]] = field(default_factory=lambda: defaultdict(dict))
    links: dict[Node, dict[Node, bool]] = field(default_factory=lambda: defaultdict(dict))


def families_of(seeds: Iterable[Utterance], near: Near) -> list[Family]:
    """Return the families of some quotations, and of all that are linked to them, by id.

    `near` must know the seeds too. A web of more than 2,000 quotations is not followed to its end, and what lies
    beyond may then depend on where one began.
    """
    return sorted((Family(each) for each in _grouped(_web(seeds, near))), key=lambda family: family.id)


def _web(seeds: Iterable[Utterance], near: Near) -> _Web:
    web = _Web()
    frontier = {seed.node: {seed.id: seed} for seed in seeds}
    while frontier and sum(map(len, web.nodes.values())) < _MOST:
        asked = [next(iter(each.values())) for each in frontier.values()]
        kin = near([each for each in asked if each.asks])
        reached: dict[Node, dict[str, Utterance]] = {}
        for one, given in zip(asked, frontier.values(), strict=True):
            around = _by_node(kin.get(one.id, ()))
            # Copies share all fingerprints: these are all of them.
            web.nodes[one.node] |= given | around.pop(one.node, {})
            for node, others in around.items():
                if _linked(web, web.nodes[one.node].values(), node, others.values()):
                    reached.setdefault(node, {}).update(others)
        frontier = {node: each for node, each in reached.items() if node not in web.nodes}
    for node, each in frontier.items():
        web.nodes[node] |= each
    return web


def _by_node(found: Iterable[Utterance]) -> dict[Node, dict[str, Utterance]]:
    nodes: dict[Node, dict[str, Utterance]] = defaultdict(dict)
    for each in found:
        nodes[each.node][each.id] = each
    return nodes


def _linked(web: _Web, ours: Iterable[Utterance], node: Node, theirs: Iterable[Utterance]) -> bool:
    """Whether quotations of two nodes may be one utterance; a new link is kept."""
    one = next(iter(ours))
    if node in web.links[one.node]:
        return True
    two = next(
        (two for our in ours for two in theirs if our.may_link(two.speaker, two.day, phrase=two.is_phrase)), None
    )
    strong = None if two is None else _link(one, two)
    if strong is None:
        return False
    web.links[one.node][node] = web.links[node][one.node] = strong
    return True


def _link(one: Utterance, two: Utterance) -> bool | None:
    """Return whether two wordings that may be one utterance tie families together; None where they are not one."""
    phrase = one.is_phrase or two.is_phrase
    if one.words == two.words:
        return one.speaker == two.speaker
    if None in (one.speaker, two.speaker) and one.common.issuperset({*one.asks} & {*two.prints}):
        return None
    similarity, kept = _likeness(one.words, two.words)
    if not similarity or (phrase and kept < 1):
        return None
    if phrase and min(len(one.words), len(two.words)) < _PHRASE:
        return None
    tied = (one.speaker is None) == (two.speaker is None) and one.is_phrase == two.is_phrase
    return tied and similarity >= _STRONG


def _likeness(one: Sequence[str], two: Sequence[str]) -> tuple[float, float]:
    """Return the similarity of two wordings and how much of the shorter is kept; none where they are unrelated.

    One that is a piece of the other is so often met that it is not compared word by word.
    """
    first, second = " ".join(one), " ".join(two)
    short, long = sorted((f" {first} ", f" {second} "), key=len)
    if short in long:
        fewer, more = sorted((len(one), len(two)))
        return 2 * fewer / (fewer + more), 1.0
    found = compare_wordings(first, second, alarms=False)
    return (0.0, 0.0) if found.relation is Relation.UNRELATED else (found.similarity, found.kept)


# -- families --------------------------------------------------------------------------------------------


def _grouped(web: _Web) -> list[tuple[Utterance, ...]]:
    """Tie nodes by strong links into cores, then give each core to the one greater core that its weak links lead to."""
    cores = _cores(web)
    core_of = {node: core for core in cores for node in core}
    root: dict[frozenset[Node], frozenset[Node]] = {}
    for core in sorted(cores, key=_rank, reverse=True):
        around = {core_of[other] for node in core for other in web.links.get(node, ())} - {core}
        roots = {root[other] for other in around if other in root}
        root[core] = roots.pop() if len(roots) == 1 else core
    together: dict[frozenset[Node], list[Utterance]] = defaultdict(list)
    for core, top in root.items():
        together[top] += [each for node in core for each in web.nodes[node].values()]
    return [tuple(sorted(each, key=lambda one: one.earliness)) for each in together.values()]


def _rank(core: frozenset[Node]) -> tuple[object, ...]:
    return max(node.rank for node in core)


def _cores(web: _Web) -> list[frozenset[Node]]:
    seen: set[Node] = set()
    cores = []
    for start in web.nodes:
        if start in seen:
            continue
        core, left = {start}, [start]
        while left:
            node = left.pop()
            more = {other for other, strong in web.links.get(node, {}).items() if strong} - core
            core |= more
            left += more
        seen |= core
        cores.append(frozenset(core))
    return cores


# -- what each member is ---------------------------------------------------------------------------------


def members_of(family: Family) -> tuple[Member, ...]:
    """Say of each quotation of a family what it is to the earliest that it has words in common with."""
    return tuple(_member(family.members, at) for at in range(len(family.members)))


def _member(members: Sequence[Utterance], at: int) -> Member:
    one = members[at]
    taken = next((each.id for each in members if each.outlet and each.outlet in one.via and each is not one), None)
    for other in (*members[:at], *members[at + 1 :]) if at else ():
        found = compare_wordings(other.text, one.text)
        if found.relation is not Relation.UNRELATED:
            return Member(one, _mark(found), other.id, found, taken)
    return Member(one, Mark.ALTERED if at else Mark.EARLIEST, taken_from=taken)


def _mark(found: Comparison) -> Mark:
    if found.relation is Relation.SAME:
        return Mark.COPY
    if found.relation is Relation.SHORTENED:
        return Mark.SHORTENED if found.longer == 1 else Mark.FULLER
    return Mark.ALTERED
