"""Records of the registry as text for people. Returns text; prints nothing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.layout import line_ranges, one_line, safe, table, wrap
from onrecord.cli.terminal import BOLD, COLOUR, FAINT, UNDERLINE, Screen
from onrecord.tenure import Held
from onrecord.types import Attribution, Reason, Span, Spans, words_of

if TYPE_CHECKING:
    from onrecord.store.records import (
        Context,
        SpeakerMatch,
        StoredArticle,
        StoredQuotation,
    )
    from onrecord.tenure import RoleThen


def titled(title: str, items: Iterable[str], screen: Screen, gap: str = "") -> str:
    """Return items below a title, with `gap` between them."""
    return "\n".join([screen.paint(title, BOLD), ("\n" + gap).join(items)])


def quotation_lines(quotation: StoredQuotation, screen: Screen) -> str:
    """Return a quotation with when, how and where it was said, in a few lines."""
    head = f"{_when(quotation)} · {quotation.kind.value} · {one_line(quotation.id)}"
    lines = [wrap(head, screen.width, indent="  "), wrap(one_line(quotation.text), screen.width, indent="    ")]
    conflict = quotation.role_conflict
    against = f"disagrees with the registry: {conflict.meaning}" if conflict else ""
    lines += [wrap(each, screen.width, indent="    ") for each in _as_what(quotation, against)]
    lines.append(wrap(source_line(quotation.article), screen.width, indent="    "))
    return "\n".join([lines[0], lines[1], *(screen.paint(line, FAINT) for line in lines[2:])])


def _when(quotation: StoredQuotation) -> str:
    if quotation.said_on is not None:
        return f"said {quotation.said_on}"
    published = quotation.article.published
    return f"published {published}" if published is not None else "undated"


def _how(quotation: Attribution | StoredQuotation) -> str:
    """Return the role and the chain that the words came through."""
    via = f"via {', '.join(quotation.via)}" if quotation.via else ""
    return one_line("; ".join(part for part in (quotation.role, via) if part))


def _as_what(quotation: StoredQuotation, against: str) -> list[str]:
    """Return as what somebody is quoted, what the registry has of that day, and what speaks `against` the former."""
    then = "; ".join(map(role_then_text, quotation.role_then))
    lines = (_how(quotation), f"registry: {then}" if then else "", against)
    return [one_line(line) for line in lines if line]


def role_then_text(then: RoleThen) -> str:
    """Return a curated role of a day, and since when and until when."""
    perhaps = "" if then.held is Held.WAS else "perhaps "
    return f"{perhaps}{then.role.text} ({dates(then.role.start, then.role.end)})"


def dates(start: str | None, end: str | None) -> str:
    """Return from when to when, as far as that is on record."""
    if start and end:
        return f"{start} to {end}"
    return f"since {start}" if start else f"until {end}"


def source_line(article: StoredArticle) -> str:
    """Return where an article can be found, on one line."""
    day = str(article.published) if article.published is not None else None
    title = f"“{article.title}”" if article.title else article.id
    where = article.url or nearby(article.origin)
    return one_line(", ".join(part for part in (article.outlet, title, day, where) if part))


def nearby(origin: str | None) -> str | None:
    """Return the place of a file as one would type it here: from the current folder where it lies below it."""
    if origin is None:
        return None
    try:
        return str(Path(origin).relative_to(Path.cwd()))
    except (ValueError, OSError):
        return origin


def matches_table(matches: Iterable[SpeakerMatch], screen: Screen) -> str:
    """Return the speakers that a name may mean."""
    head = ("Id", "Name", "Type", "Quotations", "Role")
    rows = [(each.id, each.name, each.type.value, str(each.quotations), each.role or "") for each in matches]
    return table(head, rows, screen.width)


def quotations_table(quotations: Iterable[StoredQuotation], screen: Screen) -> str:
    """Return quotations of the registry, one a row."""
    rows = [
        (
            each.id,
            str(each.said_on or each.article.published or ""),
            each.kind.value,
            who(each),
            each.article.outlet or each.article.id,
            each.text,
        )
        for each in quotations
    ]
    return table(("Id", "Date", "Kind", "Speaker", "Outlet", "Quotation"), rows, screen.width)


def extracted_table(quotations: Iterable[Attribution], screen: Screen) -> str:
    """Return the quotations of one article, one a row."""
    rows = [(who(each), _how(each), each.kind.value, each.text) for each in quotations]
    return table(("Speaker", "Role", "Kind", "Quotation"), rows, screen.width)


def who(quotation: Attribution | StoredQuotation) -> str:
    """Return the speaker's name, or that there is none and who was left."""
    if quotation.speaker.name is not None:
        return quotation.speaker.name
    return f"? ({' or '.join(quotation.candidates)})" if quotation.candidates else "?"


def quotation_text(quotation: StoredQuotation, screen: Screen) -> str:
    """Return all about one quotation: its context, why it has its speaker, how to find it again."""
    speaker = quotation.speaker
    name = one_line(who(quotation))
    kind = f"{speaker.type.value}; id {speaker.id}" if speaker.id else speaker.type.value
    conflict = quotation.role_conflict
    against = f"disagreement: {conflict.sentence}" if conflict else ""
    facts = [f"{screen.paint(name, BOLD)} ({kind})", *_as_what(quotation, against)]
    facts.append(f"{quotation.kind.value}, {_when(quotation)}, confidence {quotation.confidence:.2f}")
    if quotation.rejected:
        facts.insert(
            0,
            screen.paint(
                "REJECTED: left out of lists, counts, families and exports; who, when and why is told below", BOLD
            ),
        )
    why = f"Why {name}" if speaker.name is not None else "Why nobody is named"
    reasons = [_sentence(each, quotation.article.text, screen) for each in quotation.reasons]
    return "\n\n".join(
        part
        for part in (
            "\n".join(wrap(fact, screen.width) for fact in facts if fact),
            context_text(quotation.context(), screen),
            titled(why, reasons, screen) if reasons else "",
            titled("To find it again", _finding(quotation, screen), screen),
        )
        if part
    )


def _sentence(reason: Reason, text: str, screen: Screen) -> str:
    detail = one_line(reason.detail or reason.rule).rstrip(".")
    evidence = f" ({in_marks(words_of(text, reason.evidence))})" if reason.evidence else ""
    sentence = f"{detail[:1].upper()}{detail[1:]}{evidence}. [{one_line(reason.rule)}, {reason.score:.2f}]"
    return wrap(sentence, screen.width, indent="  ", hanging="    ")


def in_marks(words: str) -> str:
    """Return words in quotation marks, one pair."""
    shown = one_line(words)
    return shown if shown[:1] in ("“", '"') else f"“{shown}”"


def _finding(quotation: StoredQuotation, screen: Screen) -> list[str]:
    article = quotation.article
    title = f"{article.id}: {article.title}" if article.title else article.id
    day = str(article.published) if article.published is not None else None
    found = {
        "quotation": quotation.id,
        "article": title,
        "published": ", ".join(part for part in (article.outlet, article.byline, day) if part),
        "url": article.url,
        "file": article.origin,
        "offsets": _offsets(quotation),
        "sha256": article.text_sha256,
        "engine": quotation.engine,
    }
    width = max(map(len, found))
    return [
        wrap(f"{name:{width}}  {one_line(value)}", screen.width, indent="  ", hanging=" " * 6)
        for name, value in found.items()
        if value
    ]


def _offsets(quotation: StoredQuotation) -> str:
    parts = {"content": quotation.content, "cue": quotation.cue, "source": quotation.source}
    shown = (f"{name} {_ranges(spans)}" for name, spans in parts.items() if spans)
    return f"{', '.join(shown)} (code points, end exclusive)"


def _ranges(spans: Spans) -> str:
    return "+".join(f"{span.start}-{span.end}" for span in spans)


def context_text(context: Context, screen: Screen) -> str:
    """Return the words around, the content bold, the cue underlined, the source coloured; else by brackets."""
    text = safe(context.text).rstrip()
    if not screen.colour:
        return _bracketed(text, context, screen)
    inner = None if screen.width is None else screen.width - 3  # the indent, and a place for the dots
    lines = [_painted(text, start, end, context, screen) for start, end in line_ranges(text, inner)]
    lines[0] = "…" * context.cut_before + lines[0]
    lines[-1] += "…" * context.cut_after
    return "\n".join(f"  {line}".rstrip() for line in lines)


def _painted(text: str, start: int, end: int, context: Context, screen: Screen) -> str:
    layers = ((context.content, BOLD), (context.cue, UNDERLINE), (context.source, COLOUR))
    edges = {start, end}
    for spans, _ in layers:
        edges.update(edge for span in spans for edge in (span.start, span.end) if start < edge < end)
    cuts = sorted(edges)
    painted = ""
    for first, last in pairwise(cuts):
        codes = [code for spans, code in layers if _within(spans, first)]
        painted += screen.paint(text[first:last], *codes)
    return painted


def _within(spans: Spans, at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _bracketed(text: str, context: Context, screen: Screen) -> str:
    marks: list[tuple[int, int, str]] = []
    for spans, opening, closing in ((context.content, "⟦", "⟧"), (context.cue, "{", "}"), (context.source, "<", ">")):
        for span in spans:
            marks += _mark(span, opening, closing)
    for at, _, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    whole = "…" * context.cut_before + text + "…" * context.cut_after
    return wrap(whole, screen.width, indent="  ") + "\n  (⟦quotation⟧ {cue} <source>)"


def _mark(span: Span, opening: str, closing: str) -> list[tuple[int, int, str]]:
    """Return where to put two marks; one that closes goes before one that opens at the same place."""
    return [(span.start, 1, opening), (span.end, 0, closing)]
