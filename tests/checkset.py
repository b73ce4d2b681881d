"""The invented record and the checks against it (`tests/checks/README.md` says what they hold)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factory import Said, extraction, mention
from onrecord.curated import CuratedRole, SpeakerRecordFile
from onrecord.types import Article, Attribution, Extraction, Kind, Mention, Quotation, Span, Spans, Speaker, SpeakerType

if TYPE_CHECKING:
    from onrecord.checking import Check as Answer
    from onrecord.store import Store

FOLDER = Path(__file__).parent / "checks"
HALVES = ("dev", "held")
VERDICTS = ("verbatim", "partial", "another speaker", "altered", "indirect only", "not on record")
DISCLOSED = {"bracket", "shift"}


@dataclass(frozen=True, slots=True)
class Check:
    """A claim and the answer to it; `alarms` is None where they are not looked at, `speaker` "" likewise."""

    claim: str
    by: str | None
    verdict: str
    alarms: frozenset[str] | None
    speaker: str | None
    article: str | None
    why: str

    def __str__(self) -> str:
        """Return it as a failing test shows it."""
        return f"{self.claim!r} by {self.by}: {self.verdict} ({self.why})"


def checks(half: str) -> list[Check]:
    """Return one half of the checks: "dev" or "held"."""
    return [_check(line) for line in _lines(FOLDER / f"{half}.jsonl")]


def record() -> Iterator[Extraction]:
    """Yield the record's articles with their quotations, as the extractor would hand them on."""
    return (_extraction(line) for line in _lines(FOLDER / "record.jsonl"))


def fill(store: Store) -> None:
    """Add the record to a registry in which each of its people is a curated speaker.

    Who is whom is measured elsewhere; here a farmer who later chairs a board is one man, as a desk would write it down.
    """
    articles = list(record())
    curated: dict[str, SpeakerRecordFile] = {}
    for person in (person for each in articles for person in each.mentions):
        known = curated.get(person.name) or _curated(person)
        roles = {role.title: role for role in (*known.roles, *(CuratedRole(title=role.text) for role in person.roles))}
        curated[person.name] = known.model_copy(update={"roles": tuple(roles.values())})
    store.load_registry(list(curated.values()), [])
    for each in articles:
        store.add_extraction(each)


def _curated(person: Mention) -> SpeakerRecordFile:
    id_ = re.sub("[^a-z]+", "-", person.name.lower())
    return SpeakerRecordFile.model_validate(
        {"id": id_, "name": person.name, "type": person.type, "sources": ["invented"]}
    )


def exactly_right(check: Check, answer: Answer, store: Store) -> bool:
    """Whether verdict, alarms, speaker and article are those of the check, as far as it says them."""
    if answer.verdict.value != check.verdict:
        return False
    evidence = answer.evidence[0].quotation if answer.evidence else None
    if check.speaker != "" and (evidence is None or evidence.speaker.name != check.speaker):
        return False
    if check.article is not None and (evidence is None or check.article not in _articles(store, evidence.id)):
        return False
    return _rung(check, {alarm.kind.value for alarm in answer.alarms})


def _articles(store: Store, quotation: str) -> set[str]:
    return {member.quotation.article.id for member in store.family(quotation).members}


def _rung(check: Check, alarms: set[str]) -> bool:
    """Whether those alarms ring that must; where none must, only disclosed ones may."""
    if check.alarms is None:
        return True
    return check.alarms <= alarms if check.alarms else alarms <= DISCLOSED


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _check(line: dict[str, Any]) -> Check:
    alarms = frozenset(line["alarms"]) if "alarms" in line else None
    speaker = line.get("speaker", "")
    return Check(line["claim"], line.get("by"), line["verdict"], alarms, speaker, line.get("article"), line["why"])


def _extraction(line: dict[str, Any]) -> Extraction:
    published = date.fromisoformat(line["published"])
    article = Article(line["id"], line["text"], line["title"], line["url"], line["outlet"], published)
    said = [_said(each) for each in line["quotations"]]
    whole = extraction(article, *said, people=[_person(one, article.text) for one in _named(said)])
    found: list[Attribution] = []
    for plain, each in zip(whole.quotations, line["quotations"], strict=True):
        found.append(_placed(plain, each, article.text, found))
    return replace(whole, quotations=tuple(found))


def _said(each: dict[str, Any]) -> Said:
    type_ = SpeakerType(each.get("type", "person"))
    kind = Kind(each["kind"])
    via = tuple(each.get("via", ()))
    return Said(each["words"][0], each["speaker"], type_, each.get("role"), kind=kind, via=via)


def _named(said: list[Said]) -> list[Said]:
    """Return one of the quotations of each person and organization."""
    kept = (SpeakerType.PERSON, SpeakerType.ORGANIZATION)
    return list({one.by: one for one in reversed(said) if one.by is not None and one.type in kept}.values())


def _person(one: Said, text: str) -> Mention:
    assert one.by is not None
    family = one.by.split()[-1]
    forms = [form for form in dict.fromkeys((one.by, family)) if form in text]
    return mention(one.by, *([one.role] if one.role else []), is_a=one.type, forms=forms, text=text)


def _placed(plain: Attribution, each: dict[str, Any], text: str, before: list[Attribution]) -> Attribution:
    """Return the quotation with all its parts, its cue and its source where they stand."""
    content = _in_order(text, each["words"])
    cue, source = (_nearest(text, each.get(name, ""), content) for name in ("cue", "source"))
    number = each.get("inside")
    return replace(
        plain,
        text=" … ".join(each["words"]),
        quotation=Quotation(content, cue, source, plain.kind, inside=number),
        speaker=Speaker(each["speaker"], plain.speaker.type),
        candidates=tuple(each.get("candidates", ())),
        inside=None if number is None else before[number].id,
        confidence=0.9,
    )


def _in_order(text: str, words: list[str]) -> Spans:
    found: list[Span] = []
    for part in words:
        start = text.index(part, found[-1].end if found else 0)
        found.append(Span(start, start + len(part)))
    return tuple(found)


def _nearest(text: str, words: str, content: Spans) -> Spans:
    """Return where words stand nearest to an edge of the first part of a content."""
    places = [at for at in range(len(text)) if words and text.startswith(words, at)]
    if not places:
        return ()
    edges = (content[0].start, content[0].end)
    start = min(places, key=lambda at: min(abs(at - edge) for edge in edges))
    return (Span(start, start + len(words)),)
