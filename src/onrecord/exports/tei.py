"""TEI P5: each article a `div` with its `bibl`, each quotation a `said`; who spoke stands in `standOff`.

The list of persons comes after the text, where TEI has `standOff` for it, because it is known only when all
quotations have gone by. It holds who is in the registry: nobody else is the same across articles, so a source
that is only described is a `note` beside its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from onrecord.exports.texts import parts_of, web_address
from onrecord.types import Kind, Speaker, SpeakerType

if TYPE_CHECKING:
    from onrecord.store.records import StoredArticle, StoredQuotation

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>Quotations from the news</title></titleStmt>
<publicationStmt><p>Exported from an onrecord registry.</p></publicationStmt>
<sourceDesc><p>Each division has the bibliographic description of its article.</p></sourceDesc>
</fileDesc>
</teiHeader>
<text>
<body>
"""
_EMPTY = "<p>No quotations.</p>\n"

# what XML 1.0 has no way to write, but for tab, line feed and carriage return
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# a parser would turn these into spaces or line feeds, a terminal obey them
_AS_NUMBERS = re.compile("[\r\x7f-\x9f\u2028-\u202e\u2066-\u2069]")

Speakers = dict[str, tuple[SpeakerType, str]]


def pieces(quotations: Iterable[StoredQuotation]) -> Iterator[str]:
    """Write one TEI document; those of one article must come together. Speakers are held until the end."""
    speakers: Speakers = {}
    yield _HEAD
    empty = True
    for _, group in groupby(quotations, key=lambda each: each.article.id):
        empty = False
        yield from _division(group, speakers)
    yield _EMPTY * empty + "</body>\n</text>\n"
    yield from _stand_off(speakers)
    yield "</TEI>\n"


def xml_id(kind: str, id_: str) -> str:
    """Return an XML name for an id, never the same for two: what a name cannot hold is `_` and its number."""
    return f"{kind}-" + re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found[0]):x}_", id_)


def _text(words: str) -> str:
    return _AS_NUMBERS.sub(lambda found: f"&#{ord(found[0])};", escape(_NOT_XML.sub("�", words)))


def _attribute(words: str) -> str:
    """Return a value with its quotation marks; a parser makes spaces of line ends in it."""
    return quoteattr(_NOT_XML.sub("�", words))


def _division(quotations: Iterator[StoredQuotation], speakers: Speakers) -> Iterator[str]:
    for number, each in enumerate(quotations):
        if number == 0:
            yield f'<div type="article" xml:id={_attribute(xml_id("article", each.article.id))}>\n'
            yield from _described(each.article)
        _remember(each.speaker, speakers)
        yield _quotation(each)
    yield "</div>\n"


def _remember(speaker: Speaker, speakers: Speakers) -> None:
    """Keep the longest name that an article gives a speaker of the registry."""
    if speaker.id and speaker.name:
        known = speakers.get(speaker.id)
        if known is None or len(known[1]) < len(speaker.name):
            speakers[speaker.id] = (speaker.type, speaker.name)


def _described(article: StoredArticle) -> Iterator[str]:
    if article.title:
        yield f"<head>{_text(article.title)}</head>\n"
    parts = [f"<title>{_text(article.title or article.id)}</title>"]
    if article.byline:
        parts.append(f"<author>{_text(article.byline)}</author>")
    if article.outlet:
        parts.append(f"<publisher>{_text(article.outlet)}</publisher>")
    if article.published:
        day = article.published.isoformat()
        parts.append(f'<date when="{day}">{day}</date>')
    if address := web_address(article.url):
        parts.append(f"<ref target={_attribute(address)}>{_text(address)}</ref>")
    parts.append(f'<idno type="onrecord">{_text(article.id)}</idno>')
    parts.append(f'<idno type="sha256">{article.text_sha256}</idno>')
    yield f"<bibl>{''.join(parts)}</bibl>\n"


def _quotation(quotation: StoredQuotation) -> str:
    id_ = xml_id("quotation", quotation.id)
    parts = parts_of(quotation)
    said = "".join(_said(quotation, id_, words, number, len(parts)) for number, words in enumerate(parts, 1))
    notes = "".join(f'<note type="{kind}">{_text(words)}</note>' for kind, words in _notes(quotation))
    return f'<ab type="quotation" subtype="{quotation.kind.value}" xml:id="{id_}">{said}{notes}</ab>\n'


def _said(quotation: StoredQuotation, id_: str, words: str, number: int, of: int) -> str:
    """Return one part of a quotation; those of an interrupted one point to each other."""
    given = {"who": f"#{xml_id('speaker', quotation.speaker.id)}"} if quotation.speaker.id else {}
    given["direct"] = "true" if quotation.kind is Kind.DIRECT else "false"
    if not quotation.speech:
        given["aloud"] = "false"
    if of > 1:
        given["xml:id"] = f"{id_}.{number}"
        given |= {"prev": f"#{id_}.{number - 1}"} if number > 1 else {}
        given |= {"next": f"#{id_}.{number + 1}"} if number < of else {}
    attributes = "".join(f" {name}={_attribute(value)}" for name, value in given.items())
    return f"<said{attributes}>{_text(words)}</said>"


def _notes(quotation: StoredQuotation) -> Iterator[tuple[str, str]]:
    speaker = quotation.speaker
    if speaker.name and not speaker.id:
        yield "source", speaker.name
    if quotation.role:
        yield "role", quotation.role
    for outlet in quotation.via:
        yield "via", outlet
    if quotation.said_on:
        yield "said_on", quotation.said_on.isoformat()
    yield "offsets", " ".join(f"{span.start}-{span.end}" for span in quotation.content)


def _stand_off(speakers: Speakers) -> Iterator[str]:
    if not speakers:
        return
    yield "<standOff>\n"
    people = [(id_, name) for id_, (type_, name) in sorted(speakers.items()) if type_ is SpeakerType.PERSON]
    others = [(id_, name) for id_, (type_, name) in sorted(speakers.items()) if type_ is not SpeakerType.PERSON]
    yield from _list("listPerson", "person", "persName", people)
    yield from _list("listOrg", "org", "orgName", others)
    yield "</standOff>\n"


def _list(whole: str, item: str, named: str, speakers: list[tuple[str, str]]) -> Iterator[str]:
    if not speakers:
        return
    yield f"<{whole}>\n"
    for id_, name in speakers:
        yield f"<{item} xml:id={_attribute(xml_id('speaker', id_))}><{named}>{_text(name)}</{named}></{item}>\n"
    yield f"</{whole}>\n"
