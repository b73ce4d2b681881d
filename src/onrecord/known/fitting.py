"""Which well-known people a name with its roles can be: the tables' posts held against what articles call somebody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.callings import OF_COUNTRIES, PUBLIC, SEATED
from onrecord.known.figures import Figure, Figures, Post
from onrecord.namerarity import is_rare_family
from onrecord.names import Verdict, compare
from onrecord.rolefacts import RoleFacts, read, telling, together


@dataclass(frozen=True, slots=True)
class Fit:
    """The well-known people that somebody can be. `sure`: by a post; else by the name, with no post against it."""

    figures: tuple[Figure, ...] = ()
    sure: bool = False

    @property
    def one(self) -> Figure | None:
        """The only one."""
        return self.figures[0] if len(self.figures) == 1 else None


def fitting(
    known: Figures,
    names: Iterable[str],
    roles: Sequence[RoleFacts],
    seen: Sequence[date],
    *,
    introduced: bool = False,
) -> Fit:
    """Return who of the tables somebody can be, by full names, roles, and the days of articles on the person.

    Whose posts are met is surely meant; without roles that tell anything, whom the papers of those days may mean, but
    for who is `introduced` as nobody is whom all know: by age or town.
    """
    forms = list(dict.fromkeys(names))
    bearers = list(dict.fromkeys(f for name in forms for f in known.bearing(name) if _may_be(name, f)))
    if not bearers:
        return Fit()
    telling_roles = [role for role in roles if role.says]
    met = [figure for figure in bearers if any(_meets(role, figure, seen) for role in telling_roles)]
    if met:
        return Fit(_by_that_name(met, forms), True)
    if telling_roles or introduced:
        bearers = [figure for figure in bearers if _still_may_be(figure, telling_roles, forms)]
    return Fit(_by_that_name([figure for figure in bearers if _prominent(figure, seen)], forms))


def _by_that_name(figures: Sequence[Figure], forms: Sequence[str]) -> tuple[Figure, ...]:
    """Return those who are called just so, if there are any: of father and son who goes without an initial."""
    exactly = tuple(figure for figure in figures if not set(forms).isdisjoint(figure.names))
    return exactly or tuple(figures)


def _may_be(name: str, figure: Figure) -> bool:
    return compare(name, figure.name).verdict is not Verdict.DIFFERENT or name in figure.others


def _prominent(figure: Figure, seen: Sequence[date]) -> bool:
    return not seen or any(figure.prominent(day) for day in seen)


def _meets(role: RoleFacts, figure: Figure, seen: Sequence[date]) -> bool:
    return any(_is_post(role, read(post.title)) and _when(role, post, seen) for post in figure.posts)


def _when(role: RoleFacts, post: Post, seen: Sequence[date]) -> bool:
    """Whether the post was held on one of the days, or begun where the role is called over or some years ago."""
    if not seen:
        return True
    if role.past:
        return any(post.begun(day) for day in seen)
    return any(post.held(day) or _soon(post, day) for day in seen)


def _soon(post: Post, day: date) -> bool:
    """Whether the post began or ended within a year of the day: who is elected is called so before, and after."""
    near = (day.replace(year=day.year + 1, day=1), day.replace(year=day.year - 1, day=1))
    return any(post.held(each) for each in near)


def _is_post(role: RoleFacts, post: RoleFacts) -> bool:
    """Whether a role names a post: the same office, and no other country, state, place or house."""
    if _apart(role.nations, post.nations) or _apart(role.states, post.states):
        return False
    mine, theirs = telling(role.names), telling(post.names)
    shared = mine & theirs
    if _apart(mine, theirs):
        return False
    if role.offices & post.offices:
        return True
    if role.offices and post.offices:
        return bool(shared)
    return bool(shared or role.states & post.states or (role.words & post.words and not post.offices))


def _apart(one: frozenset[str], two: frozenset[str]) -> bool:
    return bool(one and two and not one & two)


def _still_may_be(figure: Figure, roles: Sequence[RoleFacts], forms: Sequence[str]) -> bool:
    """Whether a name is believed though no post is met: a very famous one, or a rare one of a like calling, unless
    calling or country clash."""
    if not roles:  # an age or a town
        return figure.famous
    posts = [read(post.title) for post in figure.posts]
    mine, theirs = ({calling for each in of for calling in each.callings} for of in (roles, posts))
    if mine and theirs and not mine & theirs and not (mine & PUBLIC and theirs & PUBLIC):
        return False
    if _elsewhere(together(roles), together(posts)):
        return False
    return figure.famous or (bool(mine) and any(is_rare_family(name) for name in forms))


def _elsewhere(roles: RoleFacts, posts: RoleFacts) -> bool:
    """Whether offices are of another country or state than the posts, or of a place of which no post is."""
    if not roles.offices:
        return False
    if _apart(roles.nations, posts.nations) or _apart(roles.states, posts.states):
        return True
    return bool(roles.offices & (SEATED | OF_COUNTRIES) and telling(roles.places) - telling(posts.names))
