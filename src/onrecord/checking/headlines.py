"""What a headline quotes and the article below it does not bear out word for word. Pure.

The headline's words must stand, all of them and in order, in the words that a quotation of the article has in its
marks; where they stand only in what the article says itself, that is told. Dots are believed, as in any cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.checking.findings import Headline
from onrecord.checking.passages import Quoting, quoted_words
from onrecord.quotemarks import pair, paragraphs
from onrecord.wording import Relation, compare_wordings
from onrecord.wordtokens import plain_words

if TYPE_CHECKING:
    from onrecord.store.records import StoredQuotation
    from onrecord.types import Extraction


def not_borne_out(found: Extraction) -> Iterator[Headline]:
    """Yield the quotations of an article's headlines, and of its title, that its body does not bear out."""
    text = found.article.text
    body = [each for each in found.quotations if not each.quotation.heading]
    for each in found.quotations:
        if each.quotation.heading:
            yield from _unborne(quoted_words(each, text), body, text, each.content[0].start)
    title = found.article.title
    if title and not text.lstrip().startswith(title):
        yield from _unborne((q.span.of(title) for q in pair(title) if not q.level), body, text, None)


def unborne(one: StoredQuotation, around: Iterable[StoredQuotation]) -> Iterator[Headline]:
    """Yield what a stored quotation of a headline has that no other quotation of its article (`around`) bears out."""
    text = one.article.text
    body = [each for each in around if not each.heading and each.article.id == one.article.id]
    return _unborne(quoted_words(one, text), body, text, one.content[0].start)


def _unborne(quoted: Iterable[str], body: Iterable[Quoting], text: str, at: int | None) -> Iterator[Headline]:
    said = [words for each in body for words in quoted_words(each, text)]
    for words in quoted:
        if plain_words(words) and not any(_has(one, words) for one in said):
            others = (span for span in paragraphs(text) if at is None or not span.start <= at < span.end)
            elsewhere = any(_has(span.of(text), words) for span in others)
            yield Headline(words, elsewhere)


def _has(long: str, words: str) -> bool:
    found = compare_wordings(long, words)
    return found.relation is Relation.SAME or (found.relation is Relation.SHORTENED and found.longer == 1)
