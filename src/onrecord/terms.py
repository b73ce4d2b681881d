"""What somebody speaks about: the key terms of quotations, ranked by textacy over spaCy's parse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


def key_terms(nlp: Language, texts: Iterable[str], *, limit: int = 20) -> list[tuple[str, float]]:
    """Return the terms that stand out in all texts together, best first, each with its share of the weight (0-1].

    SGRank (Danesh, Sumner and Martin, 2015) over nouns, proper nouns and adjectives, as textacy has it.
    """
    from spacy.tokens import Doc
    from textacy.extract.keyterms.sgrank import sgrank

    # our own component has nothing to add to words that are quotations already
    docs = [doc for doc in nlp.pipe(texts, disable=["onrecord"]) if len(doc)]
    if not docs:
        return []
    ranked = sgrank(Doc.from_docs(docs), normalize="lemma", ngrams=(1, 2, 3), topn=limit)
    return [(str(term), float(weight)) for term, weight in ranked]
