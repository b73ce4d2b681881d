"""Counts, article by article, of contents and sources found: what, how it is printed, and who said it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.evaluate.gold import Relation
from onrecord.evaluate.kinds import is_speech, kind_of
from onrecord.evaluate.scores import PRF, KindScores, Scores, share
from onrecord.evaluate.words import Words, WordSet, pair_up, same_source, stretches
from onrecord.types import Kind, Spans


@dataclass(slots=True)
class _Tally:
    """How many are right, of how many predicted and how many in the gold."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        self.right += right
        self.predicted += predicted
        self.gold += gold

    def prf(self) -> PRF:
        return PRF.of((self.right, self.right), self.predicted, self.gold)


@dataclass(slots=True)
class _Side:
    """A relation by its words."""

    relation: Relation
    content: WordSet
    source: WordSet


@dataclass(slots=True)
class RelationCounts:
    """Counts over all articles so far."""

    articles: int = 0
    exact: _Tally = field(default_factory=_Tally)
    token: _Tally = field(default_factory=_Tally)
    who: _Tally = field(default_factory=_Tally)
    matched: int = 0
    spans: Mapping[str, _Tally] = field(default_factory=lambda: {n: _Tally() for n in ("source", "cue", "content")})
    gold_kinds: Mapping[Kind, _Tally] = field(default_factory=lambda: {kind: _Tally() for kind in Kind})
    predicted_kinds: Mapping[Kind, _Tally] = field(default_factory=lambda: {kind: _Tally() for kind in Kind})
    speech: _Tally = field(default_factory=_Tally)
    marked: _Tally = field(default_factory=_Tally)

    def add(self, text: str, gold: Sequence[Relation], predicted: Sequence[Relation]) -> None:
        """Count one article."""
        words = Words(text)
        self.articles += 1
        self._add_spans(words, gold, predicted)
        wanted, found = _required(_sides(words, gold), [side for side in _sides(words, predicted) if side.content])
        self._add_contents([side.content for side in wanted], [side.content for side in found])
        pairs = pair_up([side.content for side in wanted], [side.content for side in found])
        right = {i: j for i, j in pairs.items() if same_source(wanted[i].source, found[j].source)}
        self.matched += len(pairs)
        self.who.add(len(right), len(found), len(wanted))
        self._add_gold_kinds(text, wanted, pairs.keys(), right.keys())
        for j, side in enumerate(found):
            self.predicted_kinds[kind_of(text, side.relation.content)].add(j in right.values(), 1, 0)

    def _add_spans(self, words: Words, gold: Sequence[Relation], predicted: Sequence[Relation]) -> None:
        for name, tally in self.spans.items():
            in_gold = _distinct_stretches(words, (getattr(relation, name) for relation in gold))
            in_predicted = _distinct_stretches(words, (getattr(relation, name) for relation in predicted))
            tally.add(len(in_gold & in_predicted), len(in_predicted), len(in_gold))

    def _add_contents(self, gold: Sequence[WordSet], predicted: Sequence[WordSet]) -> None:
        same = Counter(gold) & Counter(predicted)
        self.exact.add(same.total(), len(predicted), len(gold))
        gold_words, predicted_words = WordSet().union(*gold), WordSet().union(*predicted)
        self.token.add(len(gold_words & predicted_words), len(predicted_words), len(gold_words))

    def _add_gold_kinds(self, text: str, gold: Sequence[_Side], matched: Iterable[int], right: Iterable[int]) -> None:
        matched, right = set(matched), set(right)
        for i, side in enumerate(gold):
            kind = kind_of(text, side.relation.content)
            self.gold_kinds[kind].add(i in right, 0, 1)
            if kind is Kind.DIRECT or is_speech(text, side.relation.cue):
                self.speech.add(i in right, 0, 1)
            if kind is not Kind.INDIRECT:
                self.marked.add(i in matched, 0, 1)

    def scores(self) -> Scores:
        """Return the figures, without those of the speakers."""
        return Scores(
            articles=self.articles,
            content_exact=self.exact.prf(),
            content_token=self.token.prf(),
            who_said_what=self.who.prf(),
            source_acc=share(self.who.right, self.matched),
            matched=self.matched,
            span_source=self.spans["source"].prf(),
            span_cue=self.spans["cue"].prf(),
            span_content=self.spans["content"].prf(),
            kinds={kind: self._kind_scores(kind) for kind in Kind},
            speech_recall=share(self.speech.right, self.speech.gold),
            speech_gold=self.speech.gold,
            quote_marks_recall=share(self.marked.right, self.marked.gold),
            quote_marks_gold=self.marked.gold,
        )

    def _kind_scores(self, kind: Kind) -> KindScores:
        gold, predicted = self.gold_kinds[kind], self.predicted_kinds[kind]
        return KindScores(
            recall=share(gold.right, gold.gold),
            precision=share(predicted.right, predicted.predicted),
            gold=gold.gold,
            predicted=predicted.predicted,
        )


def _sides(words: Words, relations: Iterable[Relation]) -> list[_Side]:
    return [_Side(each, words.within(each.content), words.within(each.source)) for each in relations]


def _required(gold: list[_Side], predicted: list[_Side]) -> tuple[list[_Side], list[_Side]]:
    """Leave out optional gold and the predictions that found it."""
    if not any(side.relation.optional for side in gold):
        return gold, predicted
    pairs = pair_up([side.content for side in gold], [side.content for side in predicted])
    free = {j for i, j in pairs.items() if gold[i].relation.optional}
    return (
        [side for side in gold if not side.relation.optional],
        [side for j, side in enumerate(predicted) if j not in free],
    )


def _distinct_stretches(words: Words, parts: Iterable[Spans]) -> frozenset[tuple[int, int]]:
    """Return the contiguous stretches of each relation's part, each once however many relations share it."""
    return frozenset().union(*(stretches(words.within(spans)) for spans in parts))
