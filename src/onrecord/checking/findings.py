"""What a check finds: verdicts, and the evidence for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.types import Spans
from onrecord.wording import Alarm, Comparison

if TYPE_CHECKING:
    from onrecord.store.records import StoredQuotation


class Verdict(StrEnum):
    """What the record says of a claimed quotation."""

    VERBATIM = "verbatim"
    PARTIAL = "partial"
    ANOTHER_SPEAKER = "another speaker"
    ALTERED = "altered"
    INDIRECT_ONLY = "indirect only"
    NOT_ON_RECORD = "not on record"


class NoteKind(StrEnum):
    """What a reader may want to know and need not be warned of."""

    SENTENCE = "sentence"
    HEADLINE = "headline"
    SPEAKER = "speaker"
    DATE = "date"
    NUMERAL = "numeral"
    CONTRACTION = "contraction"
    SPELLING = "spelling"
    CAPITAL = "capital"
    PUNCTUATION = "punctuation"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A remark: of what kind, and in words."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quotation of the record that a claim was compared with.

    `verdict` is what the claim is to this one alone. `words` are those of the record that the claim was set against and
    `spans` where they stand in the article; `comparison` has them first, then the claim. `before` and `after` are what
    the quotation has right before and after them. `family` counts the quotations that are one utterance with it.
    """

    quotation: StoredQuotation
    verdict: Verdict
    words: str
    spans: Spans
    comparison: Comparison
    similarity: float
    alarms: tuple[Alarm, ...] = ()
    notes: tuple[Note, ...] = ()
    before: str = ""
    after: str = ""
    family: int = 1
    earliest: StoredQuotation | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """What the record says of one claim: the verdict, and the evidence, the best first.

    `by` is the name that was asked for and `speaker` the id that it was taken for. Not on record, the evidence is what
    is nearest: at most three.
    """

    claim: str
    by: str | None
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[Note, ...] = ()
    speaker: str | None = None

    @property
    def alarms(self) -> tuple[Alarm, ...]:
        """The alarms of the best evidence."""
        return self.evidence[0].alarms if self.evidence and self.verdict is not Verdict.NOT_ON_RECORD else ()

    @property
    def ok(self) -> bool:
        """Whether the words may stand: verbatim, or cut without an alarm."""
        from onrecord.checking.matching import serious

        return self.verdict in (Verdict.VERBATIM, Verdict.PARTIAL) and not serious(self.alarms)
