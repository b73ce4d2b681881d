"""Which of several media types a request wants, by its header Accept (RFC 9110, section 12.5.1). Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["chosen"]

_PART = re.compile(r'(?:[^",;]|"(?:[^"\\]|\\.)*")+|[,;]')


@dataclass(frozen=True, slots=True)
class _Range:
    """A media range: `text/csv`, `text/*` or `*/*`, with parameters, and how much it is wanted, in [0, 1]."""

    kind: str
    parameters: frozenset[tuple[str, str]]
    quality: float

    def fits(self, other: _Range) -> int:
        """Return how exactly this means a media type, 0 where it does not."""
        whole, half = self.kind == other.kind, self.kind == f"{other.kind.partition('/')[0]}/*"
        if not (whole or half or self.kind == "*/*") or not self.parameters <= other.parameters:
            return 0
        return 1 + half + 2 * whole + len(self.parameters)


def chosen(accept: str, offers: Mapping[str, str]) -> str | None:
    """Return the name of the media type that is wanted most, of equal ones the first; None where none is wanted.

    `offers` are media types by their names. An empty header wants anything.
    """
    ranges = _ranges(accept)
    if not ranges:
        return next(iter(offers))
    wanted = {name: _quality(_ranges(kind)[0], ranges) for name, kind in offers.items()}
    best = max(wanted, key=lambda name: wanted[name])
    return best if wanted[best] > 0 else None


def _quality(offer: _Range, ranges: Sequence[_Range]) -> float:
    """Return how much a media type is wanted: what the range says that means it most exactly."""
    fitting = [(each.fits(offer), each.quality) for each in ranges if each.fits(offer)]
    return max(fitting)[1] if fitting else 0.0


def _ranges(header: str) -> list[_Range]:
    listed: list[list[str]] = [[]]
    for part in _PART.findall(header):
        if part == ",":
            listed.append([])
        elif part != ";":
            listed[-1].append(part.strip())
    return [_range(parts[0], parts[1:]) for parts in listed if parts and parts[0]]


def _range(kind: str, parameters: Sequence[str]) -> _Range:
    pairs = {}
    for each in parameters:
        name, _, value = each.partition("=")
        pairs[name.strip().lower()] = value.strip().strip('"').lower()
    quality = _number(pairs.pop("q", "1"))
    return _Range(kind.lower(), frozenset((name, value) for name, value in pairs.items() if name != "charset"), quality)


def _number(text: str) -> float:
    return float(text) if re.fullmatch(r"[01](\.[0-9]{0,3})?", text) else 0.0
