"""W3C Web Annotations: each quotation one annotation on the text of its article.

Each range of the content is a target of its own (an interrupted quotation has several) with two selectors for the
same words: TextQuoteSelector, which finds them in a text that has changed, and TextPositionSelector, whose
offsets count code points of the text that was read, as the recommendation has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.export import Json
from onrecord.exports.texts import article_iri, json_document, urn
from onrecord.types import Span

if TYPE_CHECKING:
    from onrecord.store.records import StoredQuotation

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the words that go along, so that the same words elsewhere are not meant."""


def pieces(quotations: Iterable[StoredQuotation]) -> Iterator[str]:
    """Write one AnnotationPage, a line for each quotation."""
    head: Json = {"@context": CONTEXT, "id": urn("export", "quotations"), "type": "AnnotationPage"}
    return json_document(head, map(as_annotation, quotations), "items")


def as_annotation(quotation: StoredQuotation) -> Json:
    """Return one quotation as an annotation; the text of its article is read for the words around it."""
    targets = [_target(quotation, span) for span in quotation.content]
    return {
        "id": urn("quotation", quotation.id),
        "type": "Annotation",
        "motivation": "identifying" if quotation.speaker.id else "describing",
        "body": [*_who(quotation), _body(f"{quotation.kind.value} speech", "tagging")],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _who(quotation: StoredQuotation) -> Iterator[Json]:
    """Name who it was, as far as that is known: the registry's speaker, the name, the role."""
    speaker = quotation.speaker
    if speaker.id:
        yield {"type": "SpecificResource", "source": urn("speaker", speaker.id), "purpose": "identifying"}
    if speaker.name:
        yield _body(speaker.name, "identifying" if speaker.id else "describing")
    if quotation.role:
        yield _body(quotation.role, "describing")


def _body(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(quotation: StoredQuotation, span: Span) -> Json:
    return {"source": article_iri(quotation.article), "selector": selectors(quotation.article.text, span)}


def selectors(text: str, span: Span) -> list[Json]:
    """Return the two selectors for a stretch of a text."""
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
