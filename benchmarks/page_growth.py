"""How a registry grows, as an SVG: curves over the number of quotations, which is drawn as its logarithm."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

_LEFT, _TOP, _WIDTH, _TALL, _PANEL, _HEIGHT = 52, 36, 260, 220, 400, 310
_COLOURS = ("#1f6fb4", "#c2500a", "#00795a")
_FROM, _TO = 4.0, 6.0
_ROOM = 13


@dataclass(frozen=True)
class Dot:
    """A measured figure at so many quotations; one taken `before`, in another run, is hollow."""

    quotations: int
    figure: float
    before: bool = False


@dataclass(frozen=True)
class Panel:
    """Curves by name; `steps` are the figures that have a line across, the last one the top."""

    title: str
    curves: Mapping[str, Sequence[Dot]]
    steps: Sequence[float]


def drawn(panels: Sequence[Panel]) -> str:
    """Return an SVG of panels side by side."""
    width = len(panels) * _PANEL
    size = f'width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="12" role="img">']
    parts += [f"<title>{escape('; '.join(panel.title for panel in panels))}</title>"]
    parts += [f'<rect width="{width}" height="{_HEIGHT}" fill="white"/>']
    for number, panel in enumerate(panels):
        parts += [f'<g transform="translate({number * _PANEL} 0)">', *_panel(panel), "</g>"]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(panel: Panel) -> list[str]:
    parts = [_words(_LEFT, _TOP - 16, panel.title, 'font-size="13" font-weight="bold"')]
    for step in panel.steps:
        y = _up(step, panel)
        parts.append(f'<path d="M{_LEFT} {y:.1f}h{_WIDTH}" stroke="#ddd"/>')
        parts.append(_words(_LEFT - 6, y + 4, f"{step:,g}", 'text-anchor="end" fill="#444"'))
    for power in range(math.ceil(_FROM), math.floor(_TO) + 1):
        x = _across(10**power)
        parts.append(f'<path d="M{x:.1f} {_TOP}v{_TALL}" stroke="#eee"/>')
        parts.append(_words(x, _TOP + _TALL + 17, f"{10**power:,}", 'text-anchor="middle" fill="#444"'))
    parts.append(_words(_LEFT + _WIDTH / 2, _TOP + _TALL + 36, "quotations", 'text-anchor="middle" fill="#444"'))
    for (_, dots), colour in zip(panel.curves.items(), _COLOURS, strict=False):
        parts += _curve(dots, panel, colour)
    return parts + _named(panel)


def _curve(dots: Sequence[Dot], panel: Panel, colour: str) -> list[str]:
    points = [(_across(dot.quotations), _up(dot.figure, panel), dot.before) for dot in dots]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    return [
        f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>',
        *(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" stroke="{colour}" stroke-width="2" '
            f'fill="{"white" if before else colour}"/>'
            for x, y, before in points
        ),
    ]


def _named(panel: Panel) -> list[str]:
    """Write each curve's name beside its end, moved up where two would run into one another."""
    ends = [
        (_up(dots[-1].figure, panel) + 4, _across(dots[-1].quotations) + 9, name, colour)
        for (name, dots), colour in zip(panel.curves.items(), _COLOURS, strict=False)
    ]
    parts, lowest = [], math.inf
    for y, x, name, colour in sorted(ends, reverse=True):
        lowest = min(y, lowest - _ROOM)
        parts.append(_words(x, lowest, name, f'fill="{colour}"'))
    return parts


def _across(quotations: float) -> float:
    return _LEFT + _WIDTH * (math.log10(quotations) - _FROM) / (_TO - _FROM)


def _up(figure: float, panel: Panel) -> float:
    return _TOP + _TALL * (1 - figure / panel.steps[-1])


def _words(x: float, y: float, words: str, how: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {how}>{escape(words)}</text>'
