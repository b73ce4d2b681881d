"""From matches to a verdict: whose words they are, how true the claim is to them, which evidence is best. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from onrecord import names
from onrecord.checking.findings import Evidence, Note, NoteKind, Verdict
from onrecord.checking.headlines import unborne
from onrecord.checking.matching import Match, Standing, match
from onrecord.checking.passages import passages_of
from onrecord.checking.reports import denial, is_reported
from onrecord.checking.softer import softer_notes
from onrecord.fingerprints import is_telling
from onrecord.types import Kind, SpeakerType
from onrecord.wording import Alarm, AlarmKind
from onrecord.wordtokens import plain_words, read_wording

if TYPE_CHECKING:
    from onrecord.store.records import Nearby, StoredQuotation

_ORDER = tuple(Verdict)
_WITHIN = (*_ORDER[:3], Verdict.INDIRECT_ONLY, Verdict.ALTERED, Verdict.NOT_ON_RECORD)
"""Of one quotation, the whole that it reports is better evidence than the part that it quotes."""
_NAMED = frozenset({SpeakerType.PERSON, SpeakerType.ORGANIZATION})
_ANYBODYS = 4
"""Words, and half as many telling ones, below which a part of another's quotation is a phrase that anybody may use."""
_CLEARLY = 0.1
"""By how much a report must be closer to a claim than an altered quotation is to be the better evidence."""
_LIKE = 0.4
"""How like a quotation must be for its words to be compared one by one:"""
_ALWAYS = 8
"""But for those that are most like the claim."""
_AROUND = 160
"""Characters of a quotation that are shown before and after the words in question."""


class Whose(Enum):
    """Whether words are those of the speaker who was asked for."""

    OWN = "own"
    OTHERS = "others"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who a claim says that the words are from: a name as it was given, and the ids that it means. None: anybody."""

    name: str | None = None
    ids: tuple[str, ...] = ()

    def whose(self, quotation: StoredQuotation) -> Whose:
        """Say whether a quotation is of the one who was asked for; open where the record does not decide."""
        speaker = quotation.speaker
        if self.name is None or (speaker.id is not None and speaker.id in self.ids):
            return Whose.OWN
        if speaker.id is not None:
            return Whose.OTHERS
        if speaker.name is None:
            return Whose.OPEN
        if speaker.type not in _NAMED:
            same = not self.ids and names.fold(speaker.name) == names.fold(self.name)
            return Whose.OWN if same else Whose.OPEN
        different = names.compare(self.name, speaker.name).verdict is names.Verdict.DIFFERENT
        return Whose.OTHERS if different else Whose.OPEN


def weigh(
    claim: str, asked: Asked, near: Sequence[Nearby], *, reported: bool = False
) -> tuple[Verdict, tuple[Evidence, ...]]:
    """Return the verdict on a claim, and the evidence of that verdict or, not on record, what is nearest.

    A claim that is only `reported` may be a paraphrase: what the record reports need not have its words.
    """
    worth = [each for number, each in enumerate(near) if number < _ALWAYS or each.likeness >= _LIKE]
    found = sorted((_best(claim, asked, each, reported) for each in worth), key=lambda pair: pair[0])
    if not found:
        return Verdict.NOT_ON_RECORD, ()
    evidence = _settled([each for _, each in found])
    verdict = evidence[0].verdict
    if verdict is Verdict.NOT_ON_RECORD:
        return verdict, tuple(sorted(evidence, key=lambda each: -each.similarity)[:3])
    return verdict, tuple(each for each in evidence if each.verdict is verdict)


def _settled(evidence: list[Evidence]) -> list[Evidence]:
    """Return the evidence, a report that is clearly closer before altered words."""
    if evidence[0].verdict is not Verdict.ALTERED:
        return evidence
    reports = [each for each in evidence if each.verdict is Verdict.INDIRECT_ONLY]
    if reports and reports[0].similarity >= evidence[0].similarity + _CLEARLY:
        return [*reports, *(each for each in evidence if each.verdict is not Verdict.INDIRECT_ONLY)]
    return evidence


_Rank = tuple[int, tuple[int, bool, float, int], str]


def _best(claim: str, asked: Asked, near: Nearby, reported: bool) -> tuple[_Rank, Evidence]:
    """Return the best that one quotation says of a claim, and what sorts it."""
    whose = asked.whose(near.quotation)
    weighed = []
    loud = near.quotation.heading and any(unborne(near.quotation, near.around))
    for passage in passages_of(near.quotation, near.around):
        found = match(claim, replace(passage, quoted=passage.quoted and not loud))
        verdict = _verdict(claim, found, whose, reported)
        weighed.append((verdict, found))
        if verdict is Verdict.VERBATIM:
            break
    verdict, found = min(weighed, key=lambda pair: (_WITHIN.index(pair[0]), pair[1].rank))
    article = near.quotation.article
    day = near.quotation.said_on or article.published
    rank = (_ORDER.index(verdict), found.rank, f"{day or '9999'} {article.added_at.isoformat()} {near.quotation.id}")
    return rank, _evidence(claim, verdict, found, near)


def _verdict(claim: str, found: Match, whose: Whose, reported: bool) -> Verdict:
    if not found.passage.quoted:
        like = (reported and found.standing is not Standing.UNLIKE) or is_reported(claim, found)
        return Verdict.INDIRECT_ONLY if like and whose is Whose.OWN else Verdict.NOT_ON_RECORD
    if found.standing is Standing.UNLIKE:
        return Verdict.NOT_ON_RECORD
    if whose is Whose.OWN:
        return (Verdict.VERBATIM, Verdict.PARTIAL, Verdict.ALTERED)[found.standing]
    if found.standing is Standing.ALTERED or (found.standing is Standing.CUT and _is_anybodys(claim)):
        return Verdict.NOT_ON_RECORD
    return Verdict.ANOTHER_SPEAKER


def _is_anybodys(claim: str) -> bool:
    words = plain_words(claim)
    return len(words) < _ANYBODYS or sum(map(is_telling, words)) < _ANYBODYS // 2


def _evidence(claim: str, verdict: Verdict, found: Match, near: Nearby) -> Evidence:
    text = found.passage.text
    return Evidence(
        quotation=near.quotation,
        verdict=verdict,
        words=found.words,
        spans=found.passage.spans(found.start, found.end),
        comparison=found.comparison,
        similarity=found.closeness,
        alarms=(*found.alarms, *_denied(near.quotation)),
        notes=tuple(_notes(claim, found)),
        before=_ending(text[: found.start]),
        after=_beginning(text[found.end :]),
        family=near.family,
        earliest=near.earliest,
    )


def _denied(quotation: StoredQuotation) -> Iterable[Alarm]:
    """Yield an alarm where the article says that the words were denied."""
    word = denial(quotation.cue_text) if quotation.kind is not Kind.DIRECT else ""
    if word:
        yield Alarm(AlarmKind.NEGATION, word, "")


def _notes(claim: str, found: Match) -> Iterable[Note]:
    if found.standing is Standing.CUT and _whole_sentences(found):
        yield Note(NoteKind.SENTENCE, "a whole sentence of a longer quotation")
    if not found.passage.quoted and found.passage.quotations[0].heading:
        yield Note(NoteKind.HEADLINE, "only a headline has these words in quotation marks")
    elif not found.passage.quoted:
        yield Note(NoteKind.REPORTED, "the article reports these words and does not quote them")
    if found.standing is Standing.ALTERED:
        yield from softer_notes(found.comparison, found.words, claim)


def _whole_sentences(found: Match) -> bool:
    tokens = read_wording(found.passage.text).tokens
    inner = [at for at, token in enumerate(tokens) if found.start <= token.start < found.end]
    if not inner or not tokens[inner[0]].first:
        return False
    after = inner[-1] + 1
    return tokens[inner[-1]].ends or after >= len(tokens) or tokens[after].ends


def _ending(text: str) -> str:
    words = text.rstrip(" ”…“\n").lstrip()
    return words if len(words) <= _AROUND else "… " + words[-_AROUND:].partition(" ")[2]


def _beginning(text: str) -> str:
    words = text.lstrip(" ,.;:!”…“\n").rstrip()
    return words if len(words) <= _AROUND else words[:_AROUND].rpartition(" ")[0] + " …"
