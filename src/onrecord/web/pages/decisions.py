"""What a judgement decided, in words with links. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from onrecord.judgements import (
    Alias,
    Apart,
    Assign,
    Judgement,
    Merge,
    QuotationRef,
    Reject,
    Rename,
    SpeakerRef,
    Split,
    Undo,
)
from onrecord.web.shown import cut, quotation_url

__all__ = ["Part", "decided"]

_LISTED = 3
"""Quotations that are named one by one."""
_WORDS = 80


@dataclass(frozen=True, slots=True)
class Part:
    """Some words; `link`: where they lead. `name`: they are a name, or words that somebody said."""

    text: str
    link: str | None = None
    name: bool = False


def decided(judgement: Judgement) -> tuple[Part, ...]:
    """Return what a judgement decided, part by part."""
    return tuple(_parts(judgement))


def _parts(judgement: Judgement) -> Iterator[Part]:
    match judgement.decision:
        case Merge(one, into):
            yield from (Part("merged"), _who(one), Part("into"), _who(into))
        case Split(one, head):
            yield from (Part("took"), _who(one), Part("out of"), _who(head))
        case Apart(one, other):
            yield from (Part("judged that"), _who(one), Part("and"), _who(other), Part("are not the same"))
        case Rename(one, name):
            yield from (Part("renamed"), _who(one), Part("to"), Part(name, name=True))
        case Alias(one, name, strong):
            yield from (Part("gave"), _who(one), Part(f"the {'' if strong else 'weak '}alias"), Part(name, name=True))
        case Assign(quotations, one, apart):
            yield Part("assigned")
            yield from _which(quotations)
            yield from (Part("to the new speaker" if one.new else "to"), _who(one))
            for other in apart:
                yield from (Part("who is not"), _who(other))
        case Reject(quotations):
            yield Part("rejected")
            yield from _which(quotations)
        case Undo(id_):
            yield from (Part("undid"), Part(id_, f"#j-{id_}"))


def _who(ref: SpeakerRef) -> Part:
    return Part(ref.name, f"/speakers/{quote(ref.id, safe='')}", name=True)


def _which(quotations: Sequence[QuotationRef]) -> Iterator[Part]:
    if len(quotations) > 1:
        yield Part(f"{len(quotations)} quotations,")
    for each in quotations[:_LISTED]:
        yield Part(cut(" ".join(each.exact.split()), _WORDS), quotation_url(each.id), name=True)
    if len(quotations) > _LISTED:
        yield Part("…")
