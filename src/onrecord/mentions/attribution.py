"""Put the answers together: one Attribution a quotation, one Mention a person or organization."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from onrecord.known import figures
from onrecord.mentions.answers import Answer
from onrecord.mentions.background import meant_bare, recognise
from onrecord.mentions.cast import Cast
from onrecord.mentions.circumstances import addressee, ground
from onrecord.mentions.conduits import Conduit, around, carried, conduits, own_channel
from onrecord.mentions.confidence import probability
from onrecord.mentions.days import said_on
from onrecord.mentions.nouns import OUTLETS
from onrecord.mentions.people import Person, gather
from onrecord.mentions.reading import Reading, cut, spaced
from onrecord.mentions.roles import as_role
from onrecord.mentions.shown import Roles, Shown, kept
from onrecord.mentions.spotting import spot
from onrecord.mentions.who import Resolver
from onrecord.types import (
    Article,
    Attribution,
    Mention,
    Quotation,
    Reason,
    Span,
    Speaker,
    SpeakerType,
    words_of,
)


def attribute(
    doc: Doc, article: Article, quotations: Sequence[Quotation]
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    """Say who speaks in each quotation, in what role, through which outlets and when; and who is in the article.

    `doc` is the parse (tags, dependencies, entities, lemmas) of `article.text`. Returns one attribution for each
    quotation, in their order, and the people and organizations found. No input raises: where nothing can be known
    the speaker has no name.
    """
    reading = Reading(doc, article.text, quotations)
    sources = [quotation.source[0] for quotation in quotations if quotation.source]
    namings = spot(reading, sources)
    known, day = figures(), article.published
    people = gather(
        reading, namings, article.byline, article.title, lambda naming, others: meant_bare(naming, others, known, day)
    )
    people = recognise(reading, people, known, day)
    answers = Resolver(reading, Cast(people), quotations, {n.end: n.rivals for n in namings if n.rivals}).solve()
    alone = [q.heading or _nested(q, answers) or own_channel(reading, q) for q in quotations]
    found = [
        [] if q.heading or _nested(q, answers) else conduits(reading, q, answer.name, _unnamed(answer))
        for q, answer in zip(quotations, answers, strict=True)
    ]
    chains = carried(found, _speakers(answers), alone)
    ids = _ids(article, quotations)
    roles = Roles(reading)
    attributions = tuple(
        _attribution(reading, article, quotation, answer, outlets, chain, name, roles.of(answer, quotation))
        for quotation, answer, outlets, chain, name in zip(quotations, answers, found, chains, ids, strict=True)
    )
    attributions = tuple(_at_second_hand(each, attributions) for each in attributions)
    return attributions, _mentions(reading, people, answers, quotations)


def _unnamed(answer: Answer) -> bool:
    return answer.type is SpeakerType.ANONYMOUS


def _nested(quotation: Quotation, answers: Sequence[Answer]) -> bool:
    """Whether a quotation stands in another's words, but for those that an outlet only passes on."""
    if quotation.inside is None or not 0 <= quotation.inside < len(answers):
        return False
    outer = answers[quotation.inside]
    words = {word.low for word in cut(outer.name or "")}
    return not (outer.type is SpeakerType.ORGANIZATION and words & OUTLETS)


def _speakers(answers: Sequence[Answer]) -> list[int | None]:
    """Number the speakers, so that the same one has the same number."""
    keys: dict[object, int] = {}
    numbers: list[int | None] = []
    for answer in answers:
        one: object = answer.person if answer.person is not None else answer.entity
        numbers.append(None if one is None else keys.setdefault(id(one), len(keys)))
    return numbers


def _ids(article: Article, quotations: Sequence[Quotation]) -> list[str]:
    """Return an id for each quotation that stays while its article's id, its words and their order do."""
    seen: Counter[str] = Counter()
    ids = []
    for quotation in quotations:
        words = words_of(article.text, quotation.content)
        seen[words] += 1
        material = f"{article.id}\x00{words}\x00{seen[words]}"
        ids.append(hashlib.sha256(material.encode("utf-8", "surrogatepass")).hexdigest()[:12])
    return ids


def _attribution(
    reading: Reading,
    article: Article,
    quotation: Quotation,
    answer: Answer,
    outlets: Sequence[Conduit],
    chain: tuple[str, ...],
    name: str,
    role: Shown | None,
) -> Attribution:
    day = said_on(around(reading, quotation), quotation.cue, article.published)
    reasons = list(answer.reasons)
    if role is not None:
        reasons += role.reasons(article.published)
    if chain:
        reasons.append(_via_reason(outlets, chain))
    if answer.type is SpeakerType.ANONYMOUS and (why := ground(reading, quotation)) is not None:
        reasons.append(why)
    if (told := addressee(reading, quotation)) is not None:
        reasons.append(told)
    if day is not None:
        reasons.append(Reason("day", f"{spaced(day[1].of(reading.text))!r} before publication", (day[1],), 0.9))
    return Attribution(
        id=name,
        text=words_of(article.text, quotation.content),
        quotation=quotation,
        speaker=Speaker(answer.name, answer.type),
        role=role.text if role is not None else None,
        via=chain,
        said_on=day[0] if day is not None else None,
        confidence=round(probability(answer, quotation.score), 4),
        candidates=answer.candidates,
        reasons=tuple(reasons),
    )


def _at_second_hand(one: Attribution, others: Sequence[Attribution]) -> Attribution:
    """Link a quotation to the one in whose words it stands."""
    number = one.quotation.inside
    if number is None or not 0 <= number < len(others):
        return one
    outer = others[number]
    told = f"at second hand: it stands in the words of {outer.speaker.name or 'somebody unnamed'} ({outer.id})"
    reason = Reason("second hand", told, outer.content, 0.9)
    return replace(one, inside=outer.id, reasons=(*one.reasons, reason))


def _via_reason(outlets: Sequence[Conduit], chain: tuple[str, ...]) -> Reason:
    if outlets:
        return Reason("via", f"came through {', '.join(chain)}", tuple(outlet.span for outlet in outlets), 0.9)
    return Reason("via", f"the same speaker spoke to {', '.join(chain)}", (), 0.7)


def _mentions(
    reading: Reading, people: Sequence[Person], answers: Sequence[Answer], quotations: Sequence[Quotation]
) -> tuple[Mention, ...]:
    mentions = [
        Mention(
            person.name,
            SpeakerType.PERSON,
            tuple((naming.text, Span(naming.start, naming.end)) for naming in person.namings),
            tuple(as_role(stated) for stated in person.stated if kept(stated)),
        )
        for person in people
    ]
    organizations: dict[str, dict[Span, str]] = {}
    for answer, quotation in zip(answers, quotations, strict=True):
        if answer.type is SpeakerType.ORGANIZATION and answer.name is not None and quotation.source:
            span = quotation.source[0]
            organizations.setdefault(answer.name, {})[span] = spaced(span.of(reading.text))
    for name, forms in organizations.items():
        printed = tuple((form, span) for span, form in forms.items())
        mentions.append(Mention(name, SpeakerType.ORGANIZATION, printed))
    return tuple(mentions)
