"""Small diagrams as SVG, by hand: points joined by a line in a unit square, two squares side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_SIDE, _LEFT, _TOP, _PANEL, _HEIGHT = 300, 60, 40, 400, 400
_ROOM = 18
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Point:
    """A point in [0, 1] by [0, 1], and what is written beside it where there is room."""

    x: float
    y: float
    label: str = ""


@dataclass(frozen=True)
class Curve:
    """Points joined in their order; `diagonal` draws where x equals y."""

    title: str
    across: str
    up: str
    points: Sequence[Point]
    diagonal: bool = False


def two_panels(left: Curve, right: Curve) -> str:
    """Return an SVG of two diagrams side by side."""
    size = f'width="{2 * _PANEL}" height="{_HEIGHT}" viewBox="0 0 {2 * _PANEL} {_HEIGHT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">',
        f'<rect width="{2 * _PANEL}" height="{_HEIGHT}" fill="white"/>',
        *_panel(left, 0),
        *_panel(right, _PANEL),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _panel(curve: Curve, shift: int) -> list[str]:
    middle = _LEFT + _SIDE / 2
    dots = [_at(point.x, point.y) for point in curve.points]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
    diagonal = f'<path d="M{_LEFT} {_TOP + _SIDE}l{_SIDE} {-_SIDE}" stroke="grey" stroke-dasharray="4"/>'
    return [
        f'<g transform="translate({shift} 0)">',
        _words(middle, _TOP - 16, curve.title, 'text-anchor="middle" font-size="13"'),
        f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="black"/>',
        *(each for tick in _TICKS for each in _tick(tick)),
        _words(middle, _TOP + _SIDE + 34, curve.across, 'text-anchor="middle"'),
        f'<g transform="rotate(-90 20 {_TOP + _SIDE / 2})">',
        _words(20, _TOP + _SIDE / 2, curve.up, 'text-anchor="middle"'),
        "</g>",
        *([diagonal] if curve.diagonal else []),
        f'<polyline points="{line}" fill="none" stroke="steelblue" stroke-width="2"/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="steelblue"/>' for x, y in dots),
        *(_words(x - 4, y + 16, label, 'font-size="9"') for (x, y), label in _with_room(curve.points)),
        "</g>",
    ]


def _with_room(points: Sequence[Point]) -> list[tuple[tuple[float, float], str]]:
    """Return where points lie whose labels do not run into one another."""
    found: list[tuple[tuple[float, float], str]] = []
    for point in points:
        x, y = _at(point.x, point.y)
        if all(abs(x - left) > _ROOM or abs(y - up) > _ROOM for (left, up), _ in found):
            found.append(((x, y), point.label))
    return found


def _tick(value: float) -> list[str]:
    x, y = _at(value, value)
    bottom = _TOP + _SIDE
    return [
        f'<path d="M{x:.1f} {bottom}v-4M{_LEFT} {y:.1f}h4" stroke="black"/>',
        _words(x, bottom + 15, f"{value:g}", 'text-anchor="middle"'),
        _words(_LEFT - 6, y + 4, f"{value:g}", 'text-anchor="end"'),
    ]


def _at(x: float, y: float) -> tuple[float, float]:
    return _LEFT + x * _SIDE, _TOP + (1 - y) * _SIDE


def _words(x: float, y: float, words: str, how: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {how}>{escape(words)}</text>'
