"""What the verbs that look quotations up say alike: for whom a name was taken, and that nothing fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.layout import one_line
from onrecord.cli.terminal import tell

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.store.records import SpeakerMatch, SpeakerMatches

NOTHING_FITS = "no quotation on record fits"


def tell_taken(store: Store, by: str) -> None:
    """Say for whom an approximate name was taken."""
    taken = store.speakers(by, near=False)
    if taken.best is not None and not taken.exact:
        tell(taken_for(taken, taken.best))


def tell_nothing_fits(store: Store, outlet: str | None) -> None:
    """Say that nothing fits, and which outlets may have been meant where none is called so."""
    alike = store.outlets_like(outlet) if outlet else []
    meant = f": no outlet is called {one_line(outlet or '')!r}; on record: {', '.join(map(one_line, alike))}"
    tell(NOTHING_FITS + meant * bool(alike))


def taken_for(found: SpeakerMatches, match: SpeakerMatch) -> str:
    """Return that a name was taken for a speaker's."""
    return f"“{one_line(found.query)}” taken for {one_line(match.name)}"
