"""Who of the registry a person or organization of an article is: pure, with its candidates as an argument.

A candidate's score is what its name proves (little where many bear it) and what else speaks for it, at most 1, less
what speaks against it. From `LINK` on the one clear best is meant; from `REVIEW` on a person is asked; below, it is
another. It never chooses between two that remain near each other. It knows no database and reads no texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from onrecord import evidence, roleweights
from onrecord.known import Fit, figures, fitting
from onrecord.namerarity import Rarity, rarity
from onrecord.names import Unit, Verdict, compare, fold, parts
from onrecord.organizations import names_nobody, plain_organization
from onrecord.sides import VETO, Side, Stated, stated
from onrecord.traits import Trait, TraitKind
from onrecord.types import Mention, Reason, SpeakerType

LINKED = frozenset({SpeakerType.PERSON, SpeakerType.ORGANIZATION})
"""The only types that are ever the same across articles."""

LINK = 0.6
"""From this score on a candidate is the one."""
REVIEW = 0.1
"""From this score on, and below `LINK`, a person should look."""
MARGIN = 0.15
"""By how much the best candidate must lead the next one."""

NAME_POINTS = {Rarity.RARE: 0.7, Rarity.CURRENT: 0.5, Rarity.COMMON: 0.2}
"""What a full name proves by itself."""
_CURATED_NAME, _ALONE, _SHORT, _BY_CUSTOM = 0.7, 0.85, 0.2, -0.15
_BORNE_BY_OTHERS, _MOST_OTHERS = -0.1, 2
_SURE = 0.9
_INTRODUCING = frozenset({TraitKind.BORN, TraitKind.PLACE, TraitKind.KIN, TraitKind.CALLED})
_APART = "middle names differ", "suffix"
_SILENT = "nothing told"


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role that the registry has, and when it was held as far as is known (ISO dates, maybe partial)."""

    text: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True)
class Known:
    """A speaker of the registry as a candidate. Strong names tell who it is alone, weak ones do not.

    `decisive` are those of the strong names that a person wrote down. `seen` are its first and last day in the news,
    `outlets` and `company` the ids of who published it and of whom its articles name beside it.
    """

    id: str
    name: str
    type: SpeakerType
    names_strong: tuple[str, ...] = ()
    names_weak: tuple[str, ...] = ()
    roles: tuple[KnownRole, ...] = ()
    decisive: frozenset[str] = frozenset()
    traits: frozenset[Trait] = frozenset()
    seen: tuple[date, ...] = ()
    outlets: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()

    @cached_property
    def side(self) -> Side:
        """It as one of the two that are compared."""
        roles = tuple(stated(role.text, start=role.start, end=role.end) for role in self.roles)
        fit = _fit(self.type, list(_strong(self)), roles, self.seen, self.traits)
        return Side(roles, self.traits, self.seen, self.outlets, self.company, fit)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of the article beside the person: traits, outlet, company; `apart` are ids judged to be others.

    `decisive`: the person's name comes from a curated record, which means one person by it.
    """

    traits: frozenset[Trait] = frozenset()
    outlets: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    decisive: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score, 0 to 1, and the reasons for and against it; their scores are points."""

    id: str
    score: float
    pro: tuple[Reason, ...] = ()
    contra: tuple[Reason, ...] = ()

    @property
    def points(self) -> float:
        """All points together, which may be more than 1: by how much one candidate leads another."""
        return round(sum(reason.score for reason in (*self.pro, *self.contra)), 3)

    @property
    def vetoed(self) -> bool:
        """Whether it cannot be the one."""
        return any(reason.score <= VETO for reason in self.contra)


@dataclass(frozen=True, slots=True)
class Link:
    """The answer: one speaker's id, or None. `candidates` are the ids between which it could not choose.

    `doubts` are the candidates that a person should look at, best first: those, and where there is no answer
    the others from `REVIEW` on.
    """

    id: str | None
    score: float
    reasons: tuple[Reason, ...] = ()
    candidates: tuple[str, ...] = ()
    doubts: tuple[Scored, ...] = field(default=())


def is_full(name: str) -> bool:
    """Whether a person's name has more than one part, so that it may stand for one person."""
    return len(parts(name).units) > 1


def link(person: Mention, candidates: Sequence[Known], *, on: date | None = None, scene: Scene | None = None) -> Link:
    """Say which candidate, if any, a person or organization of an article is.

    `on` is the day the article was published, when a curated role must have been held.
    """
    if person.type not in LINKED or (person.type is SpeakerType.ORGANIZATION and names_nobody(person.name)):
        return Link(None, 0.0, (Reason("not linked", f"{person.name!r} is one only within its article"),))
    scored = scores(person, candidates, on=on, scene=scene or Scene())
    return _decide(person, scored)


def named_alike(person: Mention, known: Known) -> bool:
    """Whether the names alone leave it open that this is the one, so that its roles are worth a look."""
    return known.type is person.type and _named(person, known) is not None


def scores(person: Mention, candidates: Iterable[Known], *, on: date | None, scene: Scene) -> list[Scored]:
    """Return the candidates of a like name with what speaks for and against them, the best first, vetoed ones last."""
    found = []
    mine: Side | None = None
    for known in candidates:
        named = _named(person, known, scene.decisive) if known.type is person.type else None
        if named is None:
            continue
        mine = mine or _side(person, on, scene)
        found.append(_scored(person, known, named, mine, scene))
    others = min(sum(one.vetoed for one in found), _MOST_OTHERS)
    if others and person.type is SpeakerType.PERSON:
        reason = Reason("a name of several", f"{others} other speakers bear it", score=others * _BORNE_BY_OTHERS)
        found = [one if one.vetoed or _agrees(one) else _total(one.id, one.pro, (*one.contra, reason)) for one in found]
    return sorted(found, key=lambda one: (one.vetoed, -one.score, -one.points, one.id))


def _agrees(one: Scored) -> bool:
    """Whether the roles are one, which tells it from others of the name."""
    return any(reason.rule == "roles agree" and reason.score >= roleweights.AGREE for reason in one.pro)


# -- deciding --------------------------------------------------------------------------------------------


def _decide(person: Mention, scored: Sequence[Scored]) -> Link:
    possible = [one for one in scored if not one.vetoed and one.score >= REVIEW]
    rest = tuple(_against(one) for one in scored if one not in possible)
    if not possible:
        return Link(None, 0.0, rest)
    best = possible[0]
    near = [one for one in possible if best.points - one.points < MARGIN]
    if best.score >= LINK and (len(near) == 1 or _are_one_figure(near)):
        return Link(best.id, best.score, (*best.pro, *best.contra, *rest))
    if len(near) > 1 and (best.score >= LINK or not any(stated(role.text).facts.says for role in person.roles)):
        ids = tuple(sorted(one.id for one in near))
        several = Reason("several candidates", f"{person.name!r} may be {', '.join(ids)}", score=0.0)
        return Link(None, best.score, (several, *rest), ids, tuple(possible))
    if len(possible) == 1 and _untold(best):
        # Nothing speaks against it: to make somebody new would leave two of one name, for ever after.
        silent = Reason("too little told", f"{person.name!r} may be {best.id}", score=best.score)
        return Link(None, best.score, (silent, *rest), (best.id,), tuple(possible))
    return Link(None, best.score, (*(_against(one) for one in possible), *rest), (), tuple(possible))


def _untold(one: Scored) -> bool:
    """Whether a name that few bear stays in doubt only because too little is told."""
    rare = bool(one.pro) and one.pro[0].score >= NAME_POINTS[Rarity.RARE]
    return rare and all(reason.rule == _SILENT for reason in one.contra)


def _are_one_figure(near: Sequence[Scored]) -> bool:
    """Whether all of them are one and the same well-known person, so that which of them it is makes no difference."""
    told = {next((r.detail for r in one.pro if r.rule == "one known figure"), one.id) for one in near}
    return len(told) == 1


def _against(one: Scored) -> Reason:
    """Say in one reason why a candidate is not the one, by what speaks most against it."""
    named = one.pro[0].detail if one.pro else ""
    if not one.contra or (not one.vetoed and one.score >= LINK - 0.05):
        return Reason("not enough", f"{named}, and too little else agrees: not {one.id}", score=one.score)
    worst = min(one.contra, key=lambda reason: reason.score)
    return Reason(worst.rule, f"{named}, but {worst.detail}: not {one.id}", score=0.0 if one.vetoed else one.score)


def _total(id_: str, pro: tuple[Reason, ...], contra: tuple[Reason, ...]) -> Scored:
    points = min(sum(reason.score for reason in pro), 1.0) + sum(reason.score for reason in contra)
    return Scored(id_, round(min(max(points, 0.0), 1.0), 3), pro, contra)


def _scored(person: Mention, known: Known, named: Reason, mine: Side, scene: Scene) -> Scored:
    if person.type is SpeakerType.ORGANIZATION:
        return Scored(known.id, 1.0, (named,))
    reasons = [named, *_names_apart(person.name, known), *evidence.weigh(mine, known.side)]
    if known.id in scene.apart:
        reasons.append(Reason("judged apart", f"a person said that this is not {known.id}", score=VETO))
    pro = tuple(reason for reason in reasons if reason.score > 0)
    return _total(known.id, pro, tuple(reason for reason in reasons if reason.score < 0))


# -- names -----------------------------------------------------------------------------------------------


def _named(person: Mention, known: Known, decisive: bool = False) -> Reason | None:
    """Return what the names prove, None where they are two people's."""
    if person.type is SpeakerType.ORGANIZATION:
        return _same_organization(person.name, known)
    if not is_full(person.name):
        return _bare_name(person.name, known)
    found = [
        reason
        for form in _strong(known)
        if (reason := _full_name(person.name, form, decisive or form in known.decisive)) is not None
    ]
    return max(found, key=lambda reason: reason.score, default=None) or _fuller_than_known(person, known)


def _full_name(name: str, form: str, decisive: bool) -> Reason | None:
    found = compare(name, form)
    detail = f"{name!r} is {form!r}"
    if found.verdict is Verdict.SHORT and " but for " in found.rule:
        return Reason(found.rule, detail, score=_SHORT)
    if found.verdict is not Verdict.SAME:
        return None
    common = rarity(min(name, form, key=lambda one: (_PROVES[rarity(one)], one)))
    if _share_middle_name(name, form):
        common = _RARER[common]
    points = NAME_POINTS[common]
    if found.rule == "a further family name left out":
        points += _BY_CUSTOM
    elif found.score < _SURE:
        initial = any(_is_initial(parts(one).units[0]) for one in (name, form))
        points = _SHORT if initial else points + _BY_CUSTOM
    elif decisive:
        points = max(points, _CURATED_NAME)
    rule = found.rule if points >= _CURATED_NAME else f"{found.rule}, {common}"
    return Reason(rule, detail, score=round(points, 2))


def _is_initial(given: Unit) -> bool:
    return len(given.core) == 1 or given.initials


def _share_middle_name(name: str, form: str) -> bool:
    """Whether both have a middle name or initial, as two spellings of one name, which few share."""
    return min(len(parts(one).units) for one in (name, form)) > 2


_RARER = {Rarity.COMMON: Rarity.CURRENT, Rarity.CURRENT: Rarity.RARE, Rarity.RARE: Rarity.RARE}
_PROVES = {Rarity.COMMON: 0, Rarity.CURRENT: 1, Rarity.RARE: 2}


def _names_apart(name: str, known: Known) -> Iterator[Reason]:
    """Say which form of a candidate's name has another initial or another suffix."""
    for form in _strong(known):
        found = compare(name, form)
        if found.verdict is Verdict.DIFFERENT and found.rule.startswith(_APART):
            yield Reason("names apart", f"{found.rule}, in {form!r}", score=VETO)
            return


def _same_organization(name: str, known: Known) -> Reason | None:
    plain = plain_organization(name)
    form = next((form for form in _strong(known) if plain_organization(form) == plain), None)
    return None if form is None else Reason("organization's name", f"{name!r} is {form!r}")


def _bare_name(name: str, known: Known) -> Reason | None:
    """Compare a name of one word: a curated strong form decides, a last name needs a role."""
    plain = fold(name)
    for form in known.names_strong:
        if fold(form) == plain:
            return Reason("strong name", f"{name!r} is {form!r}", score=_ALONE)
    for form in (*_strong(known), *known.names_weak):
        found = compare(name, form)
        if fold(form) == plain or (found.verdict is Verdict.SHORT and found.rule == "last name"):
            return Reason("last name", f"{name!r} is of {form!r}", score=_SHORT)
    return None


def _fuller_than_known(person: Mention, known: Known) -> Reason | None:
    """Compare a full name with a speaker that so far is known by a last name only."""
    if is_full(known.name):
        return None
    found = compare(known.name, person.name)
    if found.verdict is Verdict.SHORT and found.rule == "last name":
        return Reason("last name", f"{person.name!r} has the name {known.name!r}", score=_SHORT)
    return None


def _strong(known: Known) -> Iterable[str]:
    return dict.fromkeys((known.name, *known.names_strong))


# -- the two sides ---------------------------------------------------------------------------------------


def _side(person: Mention, on: date | None, scene: Scene) -> Side:
    roles = tuple(stated(role.text, role.evidence) for role in person.roles)
    seen = () if on is None else (on,)
    return Side(
        roles,
        scene.traits,
        seen,
        scene.outlets,
        scene.company,
        _fit(person.type, [person.name], roles, seen, scene.traits),
    )


def _fit(
    type_: SpeakerType, names: Sequence[str], roles: Sequence[Stated], seen: Sequence[date], traits: Iterable[Trait]
) -> Fit | None:
    if type_ is not SpeakerType.PERSON or not any(is_full(name) or figures().bearing(name) for name in names):
        return None
    introduced = any(trait.kind in _INTRODUCING for trait in traits)
    return fitting(figures(), names, [role.facts for role in roles], seen, introduced=introduced)
