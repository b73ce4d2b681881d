"""What somebody speaks about, and when: the key terms of quotations, ranked by textacy over spaCy's parse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Ranked = list[tuple[str, float]]
"""Terms, best first, each with its share of the weight (0-1]."""


class Stretch(StrEnum):
    """How long the times are that are told apart."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def of(self, day: date) -> str:
        """Return the time that a day is in, so that times sort as texts: 2020-05, 2020-Q2, 2020."""
        if self is Stretch.MONTH:
            return f"{day:%Y-%m}"
        return f"{day:%Y}-Q{(day.month + 2) // 3}" if self is Stretch.QUARTER else f"{day:%Y}"


def key_terms(nlp: Language, texts: Iterable[str], *, limit: int = 20) -> Ranked:
    """Return the terms that stand out in all texts together.

    SGRank (Danesh, Sumner and Martin, 2015) over nouns, proper nouns and adjectives, as textacy has it.
    """
    return _ranked(list(_parsed(nlp, texts)), limit)


def key_terms_over(
    nlp: Language, dated: Iterable[tuple[date, str]], stretch: Stretch, *, limit: int = 20
) -> list[tuple[str, Ranked]]:
    """Return for each time with texts, the earliest first, the terms that stand out in the texts of that time."""
    times: dict[str, list[str]] = {}
    for day, text in dated:
        times.setdefault(stretch.of(day), []).append(text)
    return [(time, _ranked(list(_parsed(nlp, texts)), limit)) for time, texts in sorted(times.items())]


def _parsed(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    # our own component has nothing to add to words that are quotations already
    for doc in nlp.pipe(texts, disable=["onrecord"]):
        doc.user_data.clear()  # what was found for it
        if len(doc):
            yield doc


def _ranked(docs: Sequence[Doc], limit: int) -> Ranked:
    from spacy.tokens import Doc
    from textacy.extract.keyterms.sgrank import sgrank

    if not docs:
        return []
    ranked = sgrank(Doc.from_docs(list(docs)), normalize="lemma", ngrams=(1, 2, 3), topn=limit)
    return [(str(term), float(weight)) for term, weight in ranked]
