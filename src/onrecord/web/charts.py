"""Charts as inline SVG: drawn by pygal, of which only shapes, texts and classes are kept.

A page here has no style and no script but those of its files, so that pygal's own are left out (and with them all that
could come from elsewhere): only what is listed below gets through, and the style sheet colours it. Also where the bars
of a career stand, for a table to draw.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import count, groupby
from typing import Any, Protocol

import pygal
from markupsafe import Markup, escape

from onrecord.tenure import period

__all__ = ["Bar", "Career", "Counted", "career", "counted", "over_time"]

Months = tuple[tuple[date, int], ...]
_MOST = 60
"""Bars of a chart: with more, they are of longer times."""
_WIDTH, _HEIGHT = 420, 150
_KEPT: dict[str, tuple[str, ...]] = {
    "svg": ("viewBox",),
    "g": ("class", "transform"),
    "rect": ("class", "x", "y", "width", "height"),
    "path": ("class", "d"),
    "text": ("class", "x", "y"),
}
"""The elements that are kept, each with the attributes that are."""
_DROPPED = frozenset({"background", "titles", "overlay", "tooltip", "legends"})
_LABELS = 6
_LONG = re.compile(r"\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many quotations there are of each stretch of time, in order, those without any too; `stretch` names them."""

    stretch: str
    times: tuple[tuple[str, int], ...]


def counted(months: Months) -> Counted:
    """Return months (first days) with their numbers as stretches of one length, few enough for a chart, in whole years.

    No months are no stretches.
    """
    for stretch, size in (("month", 1), ("quarter", 3), ("year", 12), ("decade", 120)):
        found: Counter[int] = Counter()
        for day, number in months:
            found[(day.year * 12 + day.month - 1) // size] += number
        if not found or max(found) - min(found) < _MOST or stretch == "decade":
            break
    in_year = max(12 // size, 1)
    first, last = (min(found), max(found)) if found else (0, -1)
    span = range(first - first % in_year, last + in_year - last % in_year if found else 0)
    return Counted(stretch, tuple((_named(at * size, stretch), found[at]) for at in span))


def _named(month: int, stretch: str) -> str:
    year, month = divmod(month, 12)
    if stretch == "month":
        return f"{year:04}-{month + 1:02}"
    return f"{year:04}-Q{month // 3 + 1}" if stretch == "quarter" else f"{year:04}" + "s" * (stretch == "decade")


def over_time(found: Counted, label: str) -> Markup:
    """Return a bar chart of quotations over time; `label` says in words what it shows."""
    names = [name for name, _ in found.times]
    ticks = _ticks(max((number for _, number in found.times), default=0))
    frame = _frame(len(names), max(map(len, names), default=0), _major(names), len(ticks), len(str(ticks[-1])))
    drawn = [each if isinstance(each, str) else each.drawn(found.times, ticks) for each in frame]
    return Markup('<svg class="chart" role="img" aria-label="{}" viewBox="0 0 {} {}">{}</svg>').format(
        label, _WIDTH, _HEIGHT, Markup("".join(drawn))
    )


@lru_cache(maxsize=512)
def _frame(times: int, longest: int, major: tuple[int, ...], ticks: int, digits: int) -> tuple[str | _Part, ...]:
    """Return a chart with all bars up to the last tick, as it is drawn for so many times and ticks.

    Drawing takes as long as all the rest of a page, and charts differ in their bars' heights and in few words:
    `longest` and `digits` are the letters of the longest name of a time and of a tick.
    """
    chart = pygal.Bar(
        width=_WIDTH,
        height=_HEIGHT,
        margin=6,
        css=[],
        js=[],
        show_legend=False,
        disable_xml_declaration=True,
        show_minor_x_labels=False,
        spacing=2,
        truncate_label=-1,
        max_scale=4,
        min_scale=1,
    )
    # Words of the length that stands there later, for which room is left.
    names = [f"{number:0{longest}}" for number in range(times)]
    chart.x_labels = names
    chart.x_labels_major = [names[at] for at in major]
    chart.y_labels = [number * 10 ** (digits - 1) for number in range(ticks)]
    chart.add("", [chart.y_labels[-1]] * times)
    return tuple(_Writer(major).written(chart.render_tree()))


def _major(names: Sequence[str]) -> tuple[int, ...]:
    """Return which names are written below the bars: the first of each year where these are not too many."""
    starts = [next(group)[0] for _, group in groupby(enumerate(names), key=lambda one: one[1][:4])]
    chosen = starts if len(starts) > 2 else list(range(len(names)))[::3]
    step = -(-len(chosen) // _LABELS)
    return tuple(chosen[::step]) if step else ()


def _ticks(most: int) -> tuple[int, ...]:
    """Return round numbers from nothing to the most, few of them."""
    size = 10 ** max(len(str(most)) - 1, 0)
    steps = (size // 5, size // 2, size, size * 2, size * 5)
    step = next((each for each in steps if each and most / each <= 4), max(size * 5, 1))
    return tuple(range(0, most + step, step))


@dataclass(frozen=True, slots=True)
class _Bar:
    """Where the bar of a time stands, and how high it is at most."""

    time: int
    x: float
    y: float
    width: float
    height: float

    def drawn(self, times: Sequence[tuple[str, int]], ticks: Sequence[int]) -> str:
        """Return the bar with what it is called; nothing where it has no height."""
        name, number = times[self.time]
        if not number:
            return ""
        height = self.height * number / ticks[-1]
        return (
            f'<g class="bar"><rect class="rect reactive tooltip-trigger" x="{_short(self.x)}"'
            f' y="{_short(self.y + self.height - height)}" width="{_short(self.width)}" height="{_short(height)}">'
            f"<title>{escape(name)}: {number}</title></rect></g>"
        )


@dataclass(frozen=True, slots=True)
class _Name:
    """Where the name of a time is written."""

    time: int

    def drawn(self, times: Sequence[tuple[str, int]], ticks: Sequence[int]) -> str:
        """Return the name."""
        return escape(times[self.time][0])


@dataclass(frozen=True, slots=True)
class _Tick:
    """Where the number of a tick is written."""

    tick: int

    def drawn(self, times: Sequence[tuple[str, int]], ticks: Sequence[int]) -> str:
        """Return the number."""
        return str(ticks[self.tick])


_Part = _Bar | _Name | _Tick


class _Writer:
    """Takes what pygal drew to pieces of SVG for a page: what is not listed is left out."""

    def __init__(self, major: Sequence[int]) -> None:
        self._bars, self._ticks = count(), count()
        self._major = iter(major)

    def written(self, root: Any, path: tuple[str, ...] = ()) -> Iterator[str | _Part]:
        for child in root:
            yield from self._element(child, path)

    def _element(self, element: Any, path: tuple[str, ...]) -> Iterator[str | _Part]:
        tag = element.tag
        classes = (element.get("class") or "").split()
        if tag not in _KEPT or not _DROPPED.isdisjoint(classes):
            return
        if tag == "g" and "bar" in classes:
            yield from (self._bar(each) for each in element if each.tag == "rect")
            return
        inner = list(self._text(path) if tag == "text" else self.written(element, (*path, *classes)))
        if tag == "g" and not inner:
            return
        given = ((name, element.get(name)) for name in _KEPT[tag])
        attributes = "".join(f' {name}="{escape(_LONG.sub(_shorter, value))}"' for name, value in given if value)
        yield from (f"<{tag}{attributes}>", *inner, f"</{tag}>")

    def _bar(self, rect: Any) -> _Bar:
        x, y, width, height = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
        return _Bar(next(self._bars), x, y, width, height)

    def _text(self, path: tuple[str, ...]) -> Iterator[_Part]:
        yield _Name(next(self._major)) if "x" in path else _Tick(next(self._ticks))


def _shorter(number: re.Match[str]) -> str:
    return _short(float(number[0]))


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


# -- careers ---------------------------------------------------------------------------------------------


class Dated(Protocol):
    """A role with the time of it, as `timeline.Entry` has it: ISO texts of a year, a month or a day."""

    @property
    def since(self) -> str | None:
        """Since when."""

    @property
    def until(self) -> str | None:
        """Until when."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a role stands between the beginning and the end of a career, in hundredths; `open`: no end is known."""

    x: float
    width: float
    open: bool = False


@dataclass(frozen=True, slots=True)
class Career:
    """The bars of roles, None for those without a time, between the years `first` and `last`."""

    first: int
    last: int
    bars: tuple[Bar | None, ...]


def career(roles: Sequence[Dated]) -> Career | None:
    """Return where the bars of roles stand; None where no role has a time."""
    times = [_time(each) for each in roles]
    known = [day for time in times if time is not None for day in time]
    if not known:
        return None
    first, last = min(known).year, max(known).year
    start, days = date(first, 1, 1).toordinal(), (date(last, 12, 31) - date(first, 1, 1)).days + 1

    def bar(role: Dated, time: tuple[date, date] | None) -> Bar | None:
        if time is None:
            return None
        begun, over = (100 * (day.toordinal() - start + late) / days for late, day in enumerate(time))
        begun = min(begun, 99.0)
        endless = role.since is not None and role.until is None
        return Bar(round(begun, 1), round(max((100.0 if endless else over) - begun, 1.0), 1), endless)

    return Career(first, last, tuple(bar(role, time) for role, time in zip(roles, times, strict=True)))


def _time(role: Dated) -> tuple[date, date] | None:
    given = [period(when) for when in (role.since, role.until) if when]
    return (given[0].first, given[-1].last) if given else None
