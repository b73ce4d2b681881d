"""What the figures mean, as values in [0, 1], and their rows for a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.types import Kind


@dataclass(frozen=True, slots=True)
class PRF:
    """Precision, recall and their harmonic mean; `gold` and `predicted` are what they are shares of."""

    precision: float
    recall: float
    f1: float
    predicted: int
    gold: int

    @classmethod
    def of(cls, right: tuple[int, int], predicted: int, gold: int) -> PRF:
        """Return the figures for `right` = (right predictions, gold found)."""
        precision, recall = share(right[0], predicted), share(right[1], gold)
        total = precision + recall
        return cls(precision, recall, 2 * precision * recall / total if total else 0.0, predicted, gold)


def share(part: int, whole: int) -> float:
    """Return part / whole, 0 where there is no whole."""
    return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class KindScores:
    """`who_said_what` for one kind: recall over its gold, precision over its predictions."""

    recall: float
    precision: float
    gold: int
    predicted: int


@dataclass(frozen=True, slots=True)
class SpeakerScores:
    """Whether the right people were named, from raw text on.

    `named`: over the gold's persons with names, how many are found and rightly named (recall), and over all persons
    that were named, how many rightly (precision). `on_matched`: the share with the right name where the words were
    found, and `pronoun` that share where the printed source does not tell the name. `wrong_name`: how often another
    person's name was given, over everything found. `type`: how often the kind of speaker is right, unnamed persons
    and groups being one kind. `role`: how often at least half of the gold role's words are in the role that was
    given.
    """

    named: PRF
    on_matched: float
    pronoun: float
    wrong_name: float
    type: float
    role: float
    matched: int
    matched_named: int
    matched_pronoun: int
    matched_with_role: int


class Row(NamedTuple):
    """One line of the table: precision, recall and F1, or a `value`; `of` is how many it is over."""

    measure: str
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    value: float | None = None
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of predictions against gold; optional gold counts neither for nor against, but in `span_*`.

    `content_exact`: contents with the same words. `content_token`: words of all of an article's contents
    pooled. `who_said_what`: content matched (Dice of a half, one to one) and the source agreeing (Dice of a
    half, one within the other, or both empty); `kinds` the same by kind, `speech_recall` for direct speech
    and cues of speech. `source_acc`: of matched contents, the share whose source agrees. `span_*`: contiguous
    spans, exactly. `quote_marks_recall`: gold direct and mixed contents matched, whatever the source.
    `speakers` is None where the gold does not say them.
    """

    articles: int
    content_exact: PRF
    content_token: PRF
    who_said_what: PRF
    source_acc: float
    matched: int
    span_source: PRF
    span_cue: PRF
    span_content: PRF
    kinds: Mapping[Kind, KindScores]
    speech_recall: float
    speech_gold: int
    quote_marks_recall: float
    quote_marks_gold: int
    speakers: SpeakerScores | None = None

    def table(self) -> list[Row]:
        """Return the figures as rows, the most telling first."""
        rows = [_prf_row("who_said_what", self.who_said_what)]
        for kind, each in self.kinds.items():
            rows.append(Row(f"who_said_what.{kind}", each.precision, each.recall, of=each.gold))
        rows += [
            Row("who_said_what.speech", recall=self.speech_recall, of=self.speech_gold),
            Row("source_acc", value=self.source_acc, of=self.matched),
            Row("quote_marks.content", recall=self.quote_marks_recall, of=self.quote_marks_gold),
            _prf_row("content.exact", self.content_exact),
            _prf_row("content.token", self.content_token),
            _prf_row("span.source", self.span_source),
            _prf_row("span.cue", self.span_cue),
            _prf_row("span.content", self.span_content),
        ]
        return rows + (_speaker_rows(self.speakers) if self.speakers else [])

    def as_dict(self) -> dict[str, float | int | dict[str, float | int]]:
        """Return the figures by the names in the table, ready for JSON."""
        figures: dict[str, float | int | dict[str, float | int]] = {"articles": self.articles}
        for row in self.table():
            figures[row.measure] = _figures(row)
        return figures


def _prf_row(measure: str, prf: PRF) -> Row:
    return Row(measure, prf.precision, prf.recall, prf.f1, of=prf.gold)


def _speaker_rows(scores: SpeakerScores) -> list[Row]:
    return [
        _prf_row("named", scores.named),
        Row("named.on_matched", value=scores.on_matched, of=scores.matched_named),
        Row("pronoun.on_matched", value=scores.pronoun, of=scores.matched_pronoun),
        Row("wrong_name", value=scores.wrong_name, of=scores.matched),
        Row("type.on_matched", value=scores.type, of=scores.matched),
        Row("role.on_matched", value=scores.role, of=scores.matched_with_role),
    ]


def _figures(row: Row) -> dict[str, float | int]:
    return {name: figure for name, figure in zip(row._fields[1:], row[1:], strict=True) if figure is not None}
