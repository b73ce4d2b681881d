"""Build articles and what was found in them by hand, for tests: words are given, offsets are found."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from onrecord.types import (
    Article,
    Attribution,
    Extraction,
    Kind,
    Mention,
    Quotation,
    Reason,
    Role,
    Span,
    Speaker,
    SpeakerType,
)

PERSON = SpeakerType.PERSON
ORGANIZATION = SpeakerType.ORGANIZATION


@dataclass(frozen=True)
class Said:
    """A quotation to be: its words as they stand in the text, and who the article says it is from."""

    words: str
    by: str | None
    type: SpeakerType = PERSON
    role: str | None = None
    cue: str = ""
    source: str = ""
    kind: Kind = Kind.DIRECT
    said_on: date | None = None
    via: tuple[str, ...] = ()


def spot(text: str, words: str) -> tuple[Span, ...]:
    """Return where `words` first stand in `text`, nothing for no words."""
    if not words:
        return ()
    start = text.index(words)
    return (Span(start, start + len(words)),)


def everywhere(text: str, words: str) -> tuple[Span, ...]:
    return tuple(Span(found.start(), found.end()) for found in re.finditer(re.escape(words), text))


def mention(name: str, *roles: str, is_a: SpeakerType = PERSON, forms: Sequence[str] = (), text: str = "") -> Mention:
    """Return a person of an article with `text`; each form is given the places where it stands there."""
    found = tuple((form, span) for form in forms for span in everywhere(text, form))
    stated = tuple(Role(role, evidence=spot(text, role) if role in text else ()) for role in roles)
    return Mention(name, is_a, found, stated)


def attribution(article: Article, said: Said) -> Attribution:
    content = spot(article.text, said.words)
    digest = hashlib.sha256(f"{article.id} {said.words}".encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Attribution(
        id=digest,
        text=said.words,
        quotation=Quotation(content, spot(article.text, said.cue), spot(article.text, said.source), said.kind),
        speaker=Speaker(said.by, said.type),
        role=said.role,
        via=said.via,
        said_on=said.said_on,
        reasons=(Reason("by hand", "as the test says", content),),
    )


def extraction(article: Article, *quoted: Said, people: Sequence[Mention] = ()) -> Extraction:
    """Return an extraction; those quoted who are not among `people` are there by their name and role only."""
    named = {person.name for person in people}
    others = {
        said.by: mention(said.by, *([said.role] if said.role else []), is_a=said.type, text=article.text)
        for said in quoted
        if said.by is not None and said.by not in named and said.type in {PERSON, ORGANIZATION}
    }
    found = tuple(attribution(article, said) for said in quoted)
    return Extraction(article, found, (*people, *others.values()))


def story(
    name: str, role: str | None, words: str = "“We will mend the bridge,”", article_id: str = "a1", **about: Any
) -> Extraction:
    """Return an article in which one person says one thing."""
    stated = f", {role}," if role else ""
    text = f"{words} said {name}{stated} at the harbour. Nothing else was said."
    article = replace(Article(id=article_id, text=text, published=date(2021, 5, 4)), **about)
    said = Said(words, name, role=role, cue="said", source=name)
    return extraction(article, said, people=[mention(name, *([role] if role else []), forms=[name], text=text)])
