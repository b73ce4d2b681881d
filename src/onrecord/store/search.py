"""Words made comparable, for looking up: case, accents and punctuation do not count. Pure."""

from __future__ import annotations

import calendar
import hashlib
import re
from datetime import date, datetime

from onrecord import searchwords
from onrecord.errors import StoreError


def folded(text: str) -> str:
    """Return the words of a text in lower case without accents, one space between them."""
    return searchwords.plain(text)


def folded_words(text: str) -> str:
    """Return the words as they are looked up, one space before and after each."""
    return f" {' '.join(searchwords.words(text))} "


def outlet_key(name: str) -> str:
    """Return what spellings of an outlet's name share: Press TV, PressTV; The Zendle Post, Zendle Post."""
    return folded(name).removeprefix("the ").replace(" ", "")


def slug(name: str) -> str:
    """Return a short text id for a name, of small letters, digits and hyphens."""
    plain = "-".join(re.findall(r"[a-z0-9]+", folded(name)))[:60].strip("-")
    return plain or "speaker-" + hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def first_day(since: date | str | None) -> date | None:
    """Return the first day of an ISO date, month or year. Raises StoreError for anything else."""
    return _day(since, "since", last=False)


def last_day(until: date | str | None) -> date | None:
    """Return the last day of an ISO date, month or year. Raises StoreError for anything else."""
    return _day(until, "until", last=True)


def _day(value: date | str | None, what: str, *, last: bool) -> date | None:
    if value is None:
        return None
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", value.strip())
    try:
        if found is None:
            raise ValueError(value)
        year, month = int(found[1]), int(found[2] or (12 if last else 1))
        day = int(found[3]) if found[3] else calendar.monthrange(year, month)[1] if last else 1
        return date(year, month, day)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise StoreError(f"{what}: {value!r} is not a date such as 2020, 2020-05 or 2020-05-07") from error
