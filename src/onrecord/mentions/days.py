"""The day on which something was said, where the cue's sentence names one and the article's date is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from onrecord.types import Span

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH = "|".join(m.capitalize() for m in _MONTHS) + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_DAY = re.compile(
    r"\b(?:(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    rf"|(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?P<m1>{_MONTH})\.?(?:,? (?P<y1>\d{{4}}))?"
    rf"|(?P<m2>{_MONTH})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<y2>\d{{4}}))?"
    r"|(?P<relative>yesterday|today|earlier today))\b",
)
_NOT_TIME = re.compile(
    r"\b(?:until|till|before|since|by|after|next|from|every|last|of|released|published|issued|held|between)\s+(?:\w+\s+)?$",
    re.I,
)

_FARTHEST = 90
"""Characters between the day and the cue."""
_BEFORE = 120
"""Characters before the day in which a word may stand that makes it no time of saying."""


def said_on(
    stretches: Iterable[tuple[int, str]], cue: tuple[Span, ...], published: date | None
) -> tuple[date, Span] | None:
    """Return the day that stands nearest the cue, and where it stands; None where none does or no date is known.

    A weekday is the last such day on or before `published`; a day without a year the last such day likewise.
    """
    if published is None or not cue:
        return None
    best: tuple[int, date, Span] | None = None
    for offset, text in stretches:
        for match in _DAY.finditer(text):
            start = offset + match.start()
            away = min(abs(start - cue[0].start), abs(start - cue[-1].end))
            if away > _FARTHEST or (best is not None and away >= best[0]):
                continue
            day = _resolve(match, published)
            if day is not None and not _NOT_TIME.search(text, max(0, match.start() - _BEFORE), match.start()):
                best = (away, day, Span(start, offset + match.end()))
    return (best[1], best[2]) if best else None


def _resolve(match: re.Match[str], published: date) -> date | None:
    try:
        return _day(match, published)
    except (ValueError, OverflowError):  # no such day, or one before the first
        return None


def _day(match: re.Match[str], published: date) -> date | None:
    if match["weekday"]:
        back = (published.weekday() - _WEEKDAYS.index(match["weekday"].lower())) % 7
        return published - timedelta(days=back)
    if match["relative"]:
        return published - timedelta(days=1 if match["relative"] == "yesterday" else 0)
    day, month, year = (
        (match["d1"], match["m1"], match["y1"]) if match["d1"] else (match["d2"], match["m2"], match["y2"])
    )
    number = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month.lower()[:3]))
    if year:
        found = date(int(year), number, int(day))
        return found if found <= published else None
    found = date(published.year, number, int(day))
    return found if found <= published else date(published.year - 1, number, int(day))
