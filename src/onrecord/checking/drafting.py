"""A draft against the registry: each quotation in it, the roles that it gives people, its headline against its body."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.checking.alarmtext import alarm_text
from onrecord.checking.asking import asked_for
from onrecord.checking.claims import checked
from onrecord.checking.findings import Check, DraftCheck, DraftQuotation, Note, NoteKind, Verdict
from onrecord.checking.headlines import not_borne_out
from onrecord.checking.matching import serious
from onrecord.checking.passages import quoted_words
from onrecord.checking.weighing import Asked
from onrecord.drafts import read_draft
from onrecord.timeline import RoleConflict, conflict
from onrecord.types import Article, Attribution, Extraction, Kind, SpeakerType, words_of
from onrecord.wordtokens import plain_words

if TYPE_CHECKING:
    from onrecord.pipeline import Pipeline
    from onrecord.store import Store
    from onrecord.store.records import RoleRecord

_NAMED = frozenset({SpeakerType.PERSON, SpeakerType.ORGANIZATION})
_ORDER = tuple(Verdict)


def check_draft(store: Store, draft: Article | str | Path, nlp: Pipeline, on: date | None = None) -> DraftCheck:
    """Check all quotations of a draft, given as an article or as the path of a file ("-": standard input).

    `on` is the day for which roles are checked: else the draft's own date. Raises InputError for a draft that cannot be
    read.
    """
    from onrecord.pipeline import extract

    if isinstance(draft, Article):
        article, drawn = draft, "the text as it is"
    else:
        read = read_draft(draft)
        article, drawn = read.article, read.drawn
    return check_extraction(store, extract(nlp, article), drawn, on)


def check_extraction(store: Store, found: Extraction, drawn: str, on: date | None = None) -> DraftCheck:
    """Check what was found in a draft."""
    desk = _Desk(store, found.article, on)
    quotations = tuple(desk.checked(each) for each in found.quotations)
    headlines = tuple(not_borne_out(found))
    return DraftCheck(found.article, drawn, quotations, headlines)


class _Desk:
    """Checks the quotations of one draft; who is asked for is looked up once for each name."""

    def __init__(self, store: Store, article: Article, on: date | None) -> None:
        self._store, self._article, self._on = store, article, on or article.published
        self._asked: dict[str | None, tuple[Asked, tuple[Note, ...]]] = {}
        self._roles: dict[str, tuple[RoleRecord, ...]] = {}

    def checked(self, one: Attribution) -> DraftQuotation:
        """Check one quotation: each part in quotation marks by itself, reported words as a report."""
        asked, notes = self._who(one)
        text = self._article.text
        parts = tuple(words for words in quoted_words(one, text) if plain_words(words))
        if one.kind is Kind.INDIRECT or not parts:
            checks = [_as_report(self._check(words_of(text, one.content), asked, notes, reported=True))]
        else:
            checks = [self._check(words, asked, notes) for words in parts]
        worst = max(checks, key=lambda each: (not each.ok, _ORDER.index(each.verdict)))
        counts = one.kind is not Kind.INDIRECT and bool(parts)
        return DraftQuotation(one, worst.verdict, tuple(checks), self._conflict(one, asked), counts)

    def _check(self, words: str, asked: Asked, notes: tuple[Note, ...], *, reported: bool = False) -> Check:
        found = checked(self._store, words, asked, without=self._article.text_sha256, reported=reported)
        return replace(found, notes=(*notes, *found.notes))

    def _who(self, one: Attribution) -> tuple[Asked, tuple[Note, ...]]:
        """Return whose words a draft says that they are; anybody's where it names no person or organization."""
        name = one.speaker.name if one.speaker.type in _NAMED else None
        if name not in self._asked:
            self._asked[name] = self._looked_up(name)
        return self._asked[name]

    def _looked_up(self, name: str | None) -> tuple[Asked, tuple[Note, ...]]:
        from onrecord.store.records import AmbiguousSpeakerError

        if name is None:
            return Asked(), (Note(NoteKind.SPEAKER, "the draft names nobody"),)
        try:
            return asked_for(self._store, name)
        except AmbiguousSpeakerError as error:
            names = "; ".join(f"{each.name} ({each.id})" for each in error.matches)
            return Asked(name), (Note(NoteKind.SPEAKER, f"“{name}” may be any of several on record: {names}"),)

    def _conflict(self, one: Attribution, asked: Asked) -> RoleConflict | None:
        """Return how the role that the draft gives disagrees with the registry's."""
        if one.role is None or len(asked.ids) != 1 or self._on is None:
            return None
        (id_,) = asked.ids
        if id_ not in self._roles:
            self._roles[id_] = self._store.speaker(id_).roles
        return conflict(one.role, [self._on, *([one.said_on] if one.said_on else [])], self._roles[id_], one.source)


def _as_report(found: Check) -> Check:
    """Return the check of words that a draft reports: on record in some form, or not; a paraphrase rings no alarm."""
    if found.verdict in (Verdict.NOT_ON_RECORD, Verdict.ANOTHER_SPEAKER):
        return replace(found, verdict=Verdict.NOT_ON_RECORD, evidence=found.evidence[:3])
    differs = "; ".join(alarm_text(alarm) for alarm in serious(found.alarms))
    changed = f", and differs ({differs})" if differs else ""
    note = Note(NoteKind.REPORTED, f"a paraphrase; the record has it {_as_what(found.verdict)}{changed}")
    evidence = tuple(replace(each, alarms=()) for each in found.evidence)
    return replace(found, verdict=Verdict.INDIRECT_ONLY, evidence=evidence, notes=(*found.notes, note))


def _as_what(verdict: Verdict) -> str:
    return "as a report" if verdict is Verdict.INDIRECT_ONLY else "as a quotation"
