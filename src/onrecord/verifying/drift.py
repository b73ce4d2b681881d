"""What became of one quotation in a text: unchanged, moved, altered or gone. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.exports.texts import parts_of
from onrecord.types import Kind, Span, Spans, words_of
from onrecord.verifying.anchors import AROUND, Aligned, Anchor, anchor, find_alike, find_exact
from onrecord.wording import Alarm, Comparison, Relation, compare_wordings

if TYPE_CHECKING:
    from onrecord.store.records import StoredQuotation
    from onrecord.verifying.copies import Copy

_OPENING = "“\"„«‹‘'"
_ENDS = tuple(".!?")


class State(StrEnum):
    """What became of a quotation's words."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    ALTERED = "altered"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Verified:
    """A quotation, and what became of it in its stored article or in a fresh `copy` of that.

    `found` is where its words are now, in code points of the text that was looked at, `words` what stands there;
    `comparison` has the words on record first, then these. `digest_agrees`: the stored article is the one that was
    added, by its digest. `notes` say what else has changed.
    """

    quotation: StoredQuotation
    state: State
    found: Spans
    words: str
    comparison: Comparison | None = None
    copy: Copy | None = None
    digest_agrees: bool = True
    notes: tuple[str, ...] = ()

    @property
    def drifted(self) -> bool:
        """Whether anything is not as it was when the quotation was added."""
        return self.state is not State.UNCHANGED or not self.digest_agrees

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """What a reader must be told of the altered words."""
        return self.comparison.alarms if self.comparison is not None else ()


def in_stored(quotation: StoredQuotation, digest_agrees: bool) -> Verified:
    """Hold a quotation against its stored article: its offsets must give its words."""
    text = quotation.article.text
    if all(span.end <= len(text) for span in quotation.content):
        words = words_of(text, quotation.content)
        if words == quotation.text:
            return Verified(quotation, State.UNCHANGED, quotation.content, words, digest_agrees=digest_agrees)
    sought = [
        Anchor(part, "", "", span.start) for part, span in zip(parts_of(quotation), quotation.content, strict=False)
    ]
    found = [find_exact(text, each) or find_alike(text, each.exact) for each in sought]
    return _judged(quotation, text, found, digest_agrees=digest_agrees)


def in_copy(quotation: StoredQuotation, copy: Copy, aligned: Aligned, digest_agrees: bool) -> Verified:
    """Hold a quotation against a fresh copy of its article. `aligned` has the stored text and the copy's."""
    text = copy.article.text
    if text == aligned.old:
        return Verified(quotation, State.UNCHANGED, quotation.content, quotation.text, None, copy, digest_agrees)
    found = [_place(span, aligned) for span in quotation.content]
    judged = _judged(quotation, text, found, copy=copy, digest_agrees=digest_agrees)
    if judged.state is State.GONE:
        return judged
    notes = (*_unquoted(judged), *_goes_on(judged, aligned), *_other_source(quotation, aligned))
    if not notes:
        return judged
    return Verified(
        quotation, State.ALTERED, judged.found, judged.words, judged.comparison or _compare(judged), copy,
        digest_agrees, (*judged.notes, *notes),
    )  # fmt: skip


def _place(span: Span, aligned: Aligned) -> Span | None:
    return find_exact(aligned.new, anchor(aligned.old, span)) or aligned.place_of(span)


def _judged(
    quotation: StoredQuotation,
    text: str,
    places: list[Span | None],
    *,
    copy: Copy | None = None,
    digest_agrees: bool = True,
) -> Verified:
    """Say what the words at these places are to those on record."""
    found = _in_order(places)
    if found == quotation.content and words_of(text, found) == quotation.text:
        return Verified(quotation, State.UNCHANGED, found, quotation.text, None, copy, digest_agrees)
    words = words_of(text, found)
    comparison = compare_wordings(quotation.text, words)
    if not found or comparison.relation is Relation.UNRELATED:
        return Verified(quotation, State.GONE, (), "", None, copy, digest_agrees)
    if comparison.relation is not Relation.SAME:
        return Verified(quotation, State.ALTERED, found, words, comparison, copy, digest_agrees)
    notes = () if words == quotation.text else ("the same words in other typesetting",)
    return Verified(quotation, State.MOVED, found, words, None, copy, digest_agrees, notes)


def _in_order(places: list[Span | None]) -> Spans:
    """Return the places that were found, without those that overlap one before them."""
    found: list[Span] = []
    for place in sorted(place for place in places if place is not None):
        if not found or not place.overlaps(found[-1]):
            found.append(place)
    return tuple(found)


def _compare(verified: Verified) -> Comparison:
    return compare_wordings(verified.quotation.text, verified.words)


def _unquoted(verified: Verified) -> tuple[str, ...]:
    """Tell where words that stood in quotation marks no longer do."""
    quotation = verified.quotation
    marked = any(mark in quotation.text for mark in _OPENING)
    if quotation.kind is Kind.INDIRECT or not marked or any(mark in verified.words for mark in _OPENING):
        return ()
    return ("no longer in quotation marks",)


def _goes_on(verified: Verified, aligned: Aligned) -> tuple[str, ...]:
    """Tell where a sentence goes on that ended with the words."""
    was = aligned.old[verified.quotation.content[-1].end :].lstrip()
    now = aligned.new[verified.found[-1].end :]
    if was.startswith(_ENDS) and now[:1] in (" ", "\u00a0") and now[1:2].isalnum():
        return (f"the sentence goes on: “{' '.join(now[:AROUND].split())} …”",)
    return ()


def _other_source(quotation: StoredQuotation, aligned: Aligned) -> tuple[str, ...]:
    """Tell where the phrase for who said it has become another one."""
    notes = []
    for span in quotation.source:
        was = span.of(aligned.old)
        # The same name elsewhere is no evidence: what counts is what stands in this place.
        place = aligned.kept(span) or aligned.instead_of(span) or find_exact(aligned.new, anchor(aligned.old, span))
        now = "" if place is None else place.of(aligned.new)
        if now != was and compare_wordings(was, now).relation is not Relation.SAME:
            notes.append(f"the source was “{was}”, " + (f"and is “{now}”" if now else "and is no longer there"))
    return tuple(notes)
