"""Who of the registry a person or organization of an article is: pure, with its candidates as an argument.

Full names that agree make one person unless their roles cannot be one person's. A last name alone is
nobody's until a curated strong form, or an agreeing role, leaves one candidate. It never chooses between two
that remain: then there is no answer, and the candidates are listed. It knows no database and reads no texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord import rolematch
from onrecord.names import Verdict, compare, fold, parts
from onrecord.organizations import names_nobody, plain_organization
from onrecord.types import Mention, Reason, SpeakerType

LINKED = frozenset({SpeakerType.PERSON, SpeakerType.ORGANIZATION})
"""The only types that are ever the same across articles."""

_SURE = 0.9


@dataclass(frozen=True, slots=True)
class KnownRole:
    """A role that the registry has, and when it was held as far as is known (ISO dates, maybe partial)."""

    text: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A speaker of the registry as a candidate. Strong names tell who it is alone, weak ones do not."""

    id: str
    name: str
    type: SpeakerType
    names_strong: tuple[str, ...] = ()
    names_weak: tuple[str, ...] = ()
    roles: tuple[KnownRole, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """The answer: one speaker's id, or None. `candidates` are the ids that were left when it was not one."""

    id: str | None
    score: float
    reasons: tuple[Reason, ...] = ()
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Left:
    """A candidate that nothing speaks against; `role` the reason by which the roles speak for it."""

    known: Known
    name: Reason
    role: Reason | None


def is_full(name: str) -> bool:
    """Whether a person's name has more than one part, so that it may stand for one person."""
    return len(parts(name).units) > 1


def link(person: Mention, candidates: Sequence[Known], *, on: date | None = None) -> Link:
    """Say which candidate, if any, a person or organization of an article is.

    `on` is the day the article was published, when a curated role must have been held.
    """
    if person.type not in LINKED or (person.type is SpeakerType.ORGANIZATION and names_nobody(person.name)):
        return Link(None, 0.0, (Reason("not linked", f"{person.name!r} is one only within its article"),))
    compared = [_weigh(person, known, on) for known in candidates if known.type is person.type]
    left = [item for item in compared if isinstance(item, _Left)]
    against = tuple(item for item in compared if isinstance(item, Reason))
    return _decide(person, left, against)


def named_alike(person: Mention, known: Known) -> bool:
    """Whether the names alone leave it open that this is the one, so that its roles are worth a look."""
    return _same_name(person, known)[0] is not None


def _decide(person: Mention, left: Sequence[_Left], against: tuple[Reason, ...]) -> Link:
    if not left:
        return Link(None, 0.0, against)
    for narrower in ([item for item in left if item.role], list(left)):
        if len(narrower) == 1:
            item = narrower[0]
            reasons = (item.name,) if item.role is None else (item.name, item.role)
            return Link(item.known.id, item.name.score, (*reasons, *against))
        if narrower:
            break
    ids = tuple(item.known.id for item in narrower)
    several = Reason("several candidates", f"{person.name!r} may be {', '.join(ids)}", score=0.0)
    return Link(None, 0.0, (several, *against), ids)


def _weigh(person: Mention, known: Known, on: date | None) -> _Left | Reason | None:
    """Return the candidate with what speaks for it, or what speaks against it, or None for another name."""
    named, needs_role = _same_name(person, known)
    if named is None:
        return None
    roles = [role.text for role in person.roles]
    if conflict := rolematch.clash(roles, [role.text for role in known.roles]):
        return Reason("roles apart", f"{named.detail}, but {conflict}: not {known.id}", score=0.0)
    agreed = _agreeing_role(person, known, on if needs_role else None)
    if needs_role and agreed is None:
        return Reason("not enough", f"{named.detail}, and no role agrees: not {known.id}", score=named.score)
    return _Left(known, named, agreed)


def _same_name(person: Mention, known: Known) -> tuple[Reason | None, bool]:
    """Return why the names are one's, and whether that needs an agreeing role beside it."""
    if person.type is SpeakerType.ORGANIZATION:
        return _same_organization(person.name, known), False
    if not is_full(person.name):
        return _bare_name(person.name, known)
    best: Reason | None = None
    for form in _strong(known):
        found = compare(person.name, form)
        if found.verdict is Verdict.SAME and (best is None or found.score > best.score):
            best = Reason(found.rule, f"{person.name!r} is {form!r}", score=found.score)
    if best is None and (named := _fuller_than_known(person, known)):
        return named, True
    return best, best is not None and best.score < _SURE


def _same_organization(name: str, known: Known) -> Reason | None:
    plain = plain_organization(name)
    form = next((form for form in _strong(known) if plain_organization(form) == plain), None)
    return None if form is None else Reason("organization's name", f"{name!r} is {form!r}")


def _bare_name(name: str, known: Known) -> tuple[Reason | None, bool]:
    """Compare a name of one word: a strong form decides, a last name needs a role."""
    plain = fold(name)
    for form in known.names_strong:
        if fold(form) == plain:
            return Reason("strong name", f"{name!r} is {form!r}"), False
    for form in (*_strong(known), *known.names_weak):
        found = compare(name, form)
        if fold(form) == plain or (found.verdict is Verdict.SHORT and found.rule == "last name"):
            return Reason("last name", f"{name!r} is of {form!r}", score=0.8), True
    return None, False


def _fuller_than_known(person: Mention, known: Known) -> Reason | None:
    """Compare a full name with a speaker that so far is known by a last name only."""
    if is_full(known.name):
        return None
    found = compare(known.name, person.name)
    if found.verdict is Verdict.SHORT and found.rule == "last name":
        return Reason("last name", f"{person.name!r} has the name {known.name!r}", score=0.8)
    return None


def _agreeing_role(person: Mention, known: Known, on: date | None) -> Reason | None:
    for role in person.roles:
        for other in known.roles:
            if (shared := rolematch.agree(role.text, other.text)) and _held(other, role.text, on):
                detail = f"{role.text!r} and {other.text!r} share {', '.join(sorted(shared))}"
                return Reason("roles agree", detail, role.evidence, len(shared) / (1 + len(shared)))
    return None


def _held(role: KnownRole, stated: str, on: date | None) -> bool:
    """Whether the role was held then, as far as its dates tell; "former" asks only that it had begun."""
    if on is None:
        return True
    begun = role.start is None or role.start <= on.isoformat()
    former = fold(stated).startswith(("former", "ex-", "then", "late"))
    return begun and (former or role.end is None or on.isoformat()[: len(role.end)] <= role.end)


def _strong(known: Known) -> Iterable[str]:
    return dict.fromkeys((known.name, *known.names_strong))
