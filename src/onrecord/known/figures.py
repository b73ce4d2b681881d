"""The tables of well-known people, read once, and asked by name and by day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from onrecord import rolematch
from onrecord.errors import InputError
from onrecord.names import fold

TABLES = ("us.tsv", "world.tsv", "society.tsv")
_POST = re.compile(r"(\d{4}(?:-\d\d){0,2})/((?:\d{4}(?:-\d\d){0,2})?) (\S.*)")
_SUFFIX = re.compile(r",? (jr|sr|ii|iii|iv)\.?$")
_PROMINENT_BEFORE, _PROMINENT_AFTER = 3, 20
"""Years before the first and after the last post in which a bare family name can still mean somebody."""


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody was from `start` to `end`, both `YYYY[-MM[-DD]]`; an empty `end` is not over."""

    title: str
    start: str
    end: str

    def held(self, day: date) -> bool:
        """Whether the post was held on a day; its first and last year, month or day count in full."""
        return self.begun(day) and (not self.end or day.isoformat()[: len(self.end)] <= self.end)

    def begun(self, day: date) -> bool:
        """Whether the post had been taken up by a day."""
        return day.isoformat()[: len(self.start)] >= self.start


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A well-known person; `famous` where the bare family name means nobody else. `posts`: the latest first."""

    name: str
    gender: str
    others: tuple[str, ...]
    famous: bool
    posts: tuple[Post, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All the full names, the first first."""
        return (self.name, *self.others)

    def posts_on(self, day: date | None) -> tuple[Post, ...]:
        """Return the posts held on a day; all of them where no day is known."""
        return tuple(post for post in self.posts if day is None or post.held(day))

    def posts_before(self, day: date | None) -> tuple[Post, ...]:
        """Return the posts that were over by a day; none where no day is known."""
        if day is None:
            return ()
        return tuple(post for post in self.posts if post.begun(day) and not post.held(day))

    def prominent(self, day: date | None) -> bool:
        """Whether papers of a day may mean this person by a bare family name; without a day, of any time."""
        if day is None or not self.posts:
            return True
        first = min(int(post.start[:4]) for post in self.posts)
        last = max(int((post.end or "9999")[:4]) for post in self.posts)
        return first - _PROMINENT_BEFORE <= day.year <= last + _PROMINENT_AFTER


class Figures:
    """Well-known people, by full name and by family name."""

    def __init__(self, people: Iterable[Figure]) -> None:
        """Take them all; lines of several tables that tell of one person become one."""
        self.all = tuple(united(people))
        self._by_name: dict[str, list[Figure]] = {}
        self._by_family: dict[str, list[Figure]] = {}
        for figure in self.all:
            for key in dict.fromkeys(key for name in figure.names for key in _keys(name)):
                self._by_name.setdefault(key, []).append(figure)
            for family in dict.fromkeys(f for name in figure.names for f in _families(name)):
                self._by_family.setdefault(family, []).append(figure)

    def named(self, name: str, day: date | None = None) -> Figure | None:
        """Return whose full name it is, with or without initials between; nobody where two are named so.

        Of father and son the one whose "Jr." it is, or who has none. Of two with one name, the one whom papers of
        the day may mean.
        """
        for key in _keys(name):
            found = self._by_name.get(key, [])
            if len(found) > 1:
                found = [f for f in found if f.prominent(day)] if day is not None else []
            if key in self._by_name:
                return found[0] if len(found) == 1 else None
        return None

    def bearing(self, name: str) -> tuple[Figure, ...]:
        """Return all whose full name it may be, with or without initials between and Jr."""
        return tuple(dict.fromkeys(figure for key in _keys(name) for figure in self._by_name.get(key, ())))

    def of_family(self, name: str) -> tuple[Figure, ...]:
        """Return whose family name, or only name, it is."""
        return tuple(self._by_family.get(_SUFFIX.sub("", fold(name)), ()))


@lru_cache(maxsize=16384)
def _keys(name: str) -> tuple[str, str, str]:
    """Return a full name folded, exactly, then without initials between its first and last word, then without Jr."""
    whole = fold(name).replace(",", "").replace(".", "")
    suffix = _SUFFIX.search(whole)
    words = _SUFFIX.sub("", whole).split()
    plain = " ".join(word for n, word in enumerate(words) if len(word) > 1 or n in (0, len(words) - 1))
    return f"={whole}", f"{plain}, {suffix[1] if suffix else ''}", plain


def _families(name: str) -> Iterator[str]:
    """Yield what a paper may shorten a full name to: its last word, without its article too, and with particles."""
    words = _SUFFIX.sub("", fold(name)).split()
    yield words[-1]
    article, hyphen, rest = words[-1].partition("-")
    if hyphen and article in ("al", "el", "ash", "as", "ad", "ar"):
        yield rest
    for number in range(len(words) - 2, 0, -1):
        if words[number] not in _PARTICLES:
            break
        yield " ".join(words[number:])


_PARTICLES = frozenset("al el bin ibn abu abdul abd van von der den de del della da dos di du la le ben o".split())


def united(people: Iterable[Figure]) -> list[Figure]:
    """Return everybody once, with all that several lines tell of one person, in the order of the first lines.

    One person are two of one gender and one full name, where what they were does not speak against it; under
    another of their names, where what they were speaks for it.
    """
    found: list[Figure] = []
    by_name: dict[str, dict[int, None]] = {}
    for figure in people:
        near = (number for name in figure.names for number in by_name.get(fold(name), ()))
        same = next((number for number in near if _same(found[number], figure)), len(found))
        if same == len(found):
            found.append(figure)
        else:
            found[same] = _both(found[same], figure)
        for name in figure.names:
            by_name.setdefault(fold(name), {})[same] = None
    return found


def _same(one: Figure, two: Figure) -> bool:
    if one.gender != two.gender:
        return False
    ones, twos = ([post.title for post in figure.posts] for figure in (one, two))
    if fold(one.name) == fold(two.name):
        return rolematch.clash(ones, twos) is None
    return any(_alike(first, second) for first in ones for second in twos)


def _both(one: Figure, two: Figure) -> Figure:
    posts = list(one.posts)
    for post in two.posts:
        if not any(_alike(post.title, other.title) and _overlap(post, other) for other in one.posts):
            later = (number for number, other in enumerate(posts) if other.start < post.start)
            posts.insert(next(later, len(posts)), post)
    others = tuple(name for name in dict.fromkeys((*one.others, *two.names)) if name != one.name)
    return replace(one, others=others, famous=one.famous or two.famous, posts=tuple(posts))


def _alike(one: str, two: str) -> bool:
    return rolematch.words(one) == rolematch.words(two) or bool(rolematch.agree(one, two))


def _overlap(one: Post, two: Post) -> bool:
    return all(not b.end or a.start[: len(b.end)] <= b.end for a, b in ((one, two), (two, one)))


@cache
def figures() -> Figures:
    """Return the people of the tables in the package, read at the first call."""
    folder = files("onrecord.known")
    return Figures(
        figure
        for table in TABLES
        for figure in read_table((folder / table).read_text(encoding="utf-8"), f"onrecord/known/{table}")
    )


def read_table(text: str, origin: str) -> Iterator[Figure]:
    """Read one table; InputError with the line where one has not the form that `README.md` states."""
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#"):
            yield _figure(line.split("\t"), f"{origin}:{number}")


def _figure(columns: list[str], place: str) -> Figure:
    if len(columns) != 5:
        raise InputError(f"{place}: {len(columns)} columns instead of 5, parted by tabs")
    name, gender, others, fame, posts = (column.strip() for column in columns)
    if gender not in ("m", "f") or fame not in ("0", "1") or not name:
        raise InputError(f"{place}: the columns are name, m or f, other names, 0 or 1, posts")
    return Figure(
        name,
        gender,
        tuple(other for other in others.split(", ") if other),
        fame == "1",
        tuple(_post(post, place) for post in posts.split("; ") if post),
    )


def _post(text: str, place: str) -> Post:
    match = _POST.fullmatch(text)
    if match is None or (match[2] and match[1][: len(match[2])] > match[2]):
        raise InputError(f"{place}: {text!r} is not FROM/TO TITLE, with years, months or days in order")
    return Post(match[3], match[1], match[2])
