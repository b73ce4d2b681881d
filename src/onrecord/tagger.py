"""The interface between what finds relations in a text and what makes quotations of them.

A tagger takes a parsed `Doc` and the quotation marks of its text and returns `Relation`s: where a content, its cue
and its source stand. It decides nothing about who the source is, joins no paragraphs and names no kind.
`onrecord.model.tagger.ModelTagger` is the one that comes with the package.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from onrecord.quotemarks import Quoted
from onrecord.types import Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution relation: offsets into `doc.text`; `rule` names what found it; `score` in (0, 1]."""

    content: Spans
    cue: Spans
    source: Spans
    rule: str
    score: float


class Tagger(Protocol):
    """Anything that finds relations. It must give the same answer for the same text, and never raise on one."""

    def __call__(self, doc: Doc, marks: Sequence[Quoted]) -> list[Relation]:
        """Return the relations of a text in the order of their contents."""
        ...
