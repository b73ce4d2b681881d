"""Speech by layout: headlines with a colon and transcripts (`Name: …`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from onrecord.rules import lexicon as lex
from onrecord.rules.view import View
from onrecord.tagger import Relation
from onrecord.types import Span

_LABEL = re.compile(r"[\"“]?((?:[A-Z][\w.'’\-]*)(?: [A-Z][\w.'’\-]*){0,3}(?: \([^)\n]{1,40}\))?):[ \t]+(?=\S)")
_TAIL = re.compile(r":[ \t]+((?:[A-Z][\w.'’\-]*[ \t]*){1,4})$")
_RUBRICS = frozenset(
    """breaking update watch video photos exclusive opinion analysis live read note editor correction listen more
    related source sources photo image caption tip sign contact email phone twitter facebook follow share tags
    topics section category published updated posted by from to subject date re cc why how what when where who
    question answer fact check review preview recap poll explainer factbox q a transcript moderator""".split()
)


def relations(view: View) -> Iterator[Relation]:
    """Yield headline and transcript relations."""
    labels = _labels(view)
    counts = Counter(name.lower() for name, _, _ in labels.values())
    spoken = set(counts) if len(labels) >= 3 and len(labels) > len(counts) else set()
    for number, (name, source, colon) in labels.items():
        paragraph = view.paragraph_spans[number]
        if name.lower() in spoken or (number == 0 and _named_in_body(view, name, paragraph)):
            content = _content(view, paragraph, colon.end)
            if content:
                yield Relation((content,), (colon,), (source,), "label", 0.8)
    for paragraph in view.paragraph_spans[:3]:
        if tail := _tail(view, paragraph):
            yield tail
            return


def _labels(view: View) -> dict[int, tuple[str, Span, Span]]:
    found = {}
    for number, paragraph in enumerate(view.paragraph_spans):
        m = _LABEL.match(view.text, paragraph.start, paragraph.end)
        if m and m.group(1).split()[0].lower() not in _RUBRICS:
            found[number] = (m.group(1), Span(m.start(1), m.end(1)), Span(m.end(1), m.end(1) + 1))
    return found


def _content(view: View, paragraph: Span, start: int) -> Span | None:
    i, j = view.tokens(Span(start, paragraph.end)) if start < paragraph.end else (0, 0)
    span = view.span(i, j)
    if span is None or len(span.of(view.text).split()) < 3:
        return None
    end = span.end
    if view.text[end : end + 1] in (".", "?", "!"):
        end += 1
    return Span(span.start, end) if paragraph.covers(Span(span.start, end)) else span


def _named_in_body(view: View, name: str, headline: Span) -> bool:
    """A headline's `Name:` is a speaker where the body names them, or a document that speaks."""
    last = re.sub(r"\s*\(.*\)", "", name).split()[-1]
    if last.lower() in lex.DOCUMENTS or last.lower() in (
        "spokesman",
        "spokeswoman",
        "minister",
        "president",
        "police",
    ):
        return True
    return re.search(rf"\b{re.escape(last)}\b", view.text[headline.end :]) is not None


def _tail(view: View, headline: Span) -> Relation | None:
    """`Content: Speaker`, as headlines of agencies have it."""
    m = _TAIL.search(view.text, headline.start, headline.end)
    if m is None or not _named_in_body(view, m.group(1).strip(), headline) or m.start() - headline.start < 12:
        return None
    source = Span(m.start(1), m.start(1) + len(m.group(1).rstrip()))
    i, j = view.tokens(Span(headline.start, m.start()))
    content = view.span(i, j)
    if content is None:
        return None
    return Relation((content,), (Span(m.start(), m.start() + 1),), (source,), "headline", 0.6)
