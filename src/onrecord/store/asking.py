"""What quotations may be asked for by, and what that means: dates, kinds and words made comparable."""

# Annotations are not postponed here: the keys of Asked are read from them.

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypedDict

from onrecord.errors import StoreError
from onrecord.searchwords import words
from onrecord.store.search import first_day, last_day
from onrecord.types import Kind
from onrecord.wordquery import Phrase, Query, parse

Sort = Literal["newest", "best"]


class Asked(TypedDict, total=False):
    """Which quotations: all that is given must hold.

    `by` is a speaker's id or a name, which may be typed approximately, or else what an article calls a source ("a
    security source"). `about` are words that must all be in the quotation, by their beginnings, or a query with
    "phrases", prefix*, NEAR(a b, 5), OR, -without and parentheses (see `wordquery`; nothing is an error). `role` is
    such a query for the role shown with the quotation; `org` one for an organization: in that role, in a role that the
    registry has of the speaker, or speaking itself. `via` are words in a row of who passed the quotation on.

    `since` and `until` are inclusive, dates or ISO texts of a year, month or day; when it was said counts or else
    when it was published. `outlet` is a name, an id or a domain, `kind` how it is quoted. `speech_only` leaves out what
    was thought, wanted or left unsaid, by its cue. With `one_per_family` only the earliest of those that are one
    utterance is given (see `Store.family`), with `rejected` those too that a judgement says not to keep. A speaker less
    sure than `min_confidence` is handed out unresolved, the name among the candidates.
    """

    by: str | None
    about: str | None
    role: str | None
    org: str | None
    via: str | None
    since: date | str | None
    until: date | str | None
    outlet: str | None
    kind: Kind | str | None
    speech_only: bool
    one_per_family: bool
    rejected: bool
    min_confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked, read: all that is given must hold. `nothing`: words were asked for, and there was no word."""

    speaker_ids: Sequence[str] | None = None
    speaker_name: str | None = None
    about: Query | None = None
    role: Query | None = None
    org: Query | None = None
    via: Query | None = None
    since: date | None = None
    until: date | None = None
    outlet: str | None = None
    kind: Kind | None = None
    speech_only: bool = False
    one_per_family: bool = False
    rejected: bool = False
    nothing: bool = False


def wanted(asked: Asked) -> Wanted:
    """Return what is asked but for the speaker, whom only the registry knows. Raises StoreError for no date or kind."""
    texts = {name: str(asked.get(name) or "").strip() for name in ("about", "role", "org", "via")}
    via = words(texts["via"])
    queries = {name: parse(texts[name]) for name in ("about", "role", "org")}
    queries["via"] = Phrase(tuple(via)) if via else None
    return Wanted(
        about=queries["about"],
        role=queries["role"],
        org=queries["org"],
        via=queries["via"],
        since=first_day(asked.get("since")),
        until=last_day(asked.get("until")),
        outlet=(asked.get("outlet") or "").strip() or None,
        kind=_kind(asked.get("kind")),
        speech_only=asked.get("speech_only", False),
        one_per_family=asked.get("one_per_family", False),
        rejected=asked.get("rejected", False),
        nothing=any(texts[name] and queries[name] is None for name in texts),
    )


def _kind(kind: Kind | str | None) -> Kind | None:
    try:
        return None if kind is None else Kind(kind)
    except ValueError as error:
        raise StoreError(f"{kind!r} is no kind of quotation: {', '.join(Kind)}") from error
