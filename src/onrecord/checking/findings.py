"""What a check finds: verdicts, and the evidence for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.types import Spans
from onrecord.wording import Alarm, Comparison

if TYPE_CHECKING:
    from onrecord.store.records import StoredQuotation
    from onrecord.timeline import RoleConflict
    from onrecord.types import Article, Attribution


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
class Headline:
    """Words that a headline has in quotation marks and no quotation of the body has; `elsewhere`: its text has them."""

    words: str
    elsewhere: bool


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


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """A quotation of a draft: the worst verdict, the checks of its parts in quotation marks, a role that conflicts.

    `counts` is whether words are quoted: what a draft only reports cannot be verified word for word, and is no problem.
    """

    quotation: Attribution
    verdict: Verdict
    checks: tuple[Check, ...]
    conflict: RoleConflict | None = None
    counts: bool = True

    @property
    def ok(self) -> bool:
        """Whether it may stand as it is."""
        return self.conflict is None and (not self.counts or all(check.ok for check in self.checks))


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """A draft with what was found: its quotations in order, and what its headlines quote and its body does not.

    All offsets are into `article.text`; `drawn` says how that was drawn from the draft.
    """

    article: Article
    drawn: str
    quotations: tuple[DraftQuotation, ...]
    headlines: tuple[Headline, ...] = ()

    @property
    def problems(self) -> int:
        """How many quotations and headlines may not stand as they are."""
        return sum(not each.ok for each in self.quotations) + len(self.headlines)

    @property
    def ok(self) -> bool:
        """Whether all may stand."""
        return not self.problems
