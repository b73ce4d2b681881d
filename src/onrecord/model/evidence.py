"""What the model cannot know or does not look for: inner quotations, layout, marks with a plain cue beside them.

A wordpiece has one label, so that the model finds no quotation within another; its corpus has few transcripts and
few outlets that quote somebody as saying. The deterministic detectors of `onrecord.rules` supply these. Elsewhere
the model decides, and the rules only complete what it has found by the same cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.cues import SPEECH
from onrecord.model.chains import with_second_hand
from onrecord.quotemarks import Quoted
from onrecord.rules import clauses, lines, quoted
from onrecord.rules.view import View
from onrecord.spans import Spread
from onrecord.tagger import Relation
from onrecord.types import Span, Spans, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = frozenset({"who", "which", "that"})
_REFUSED = re.compile(r"\b(?:declin|refus)\w+")
_TO_SPEAK = re.compile(
    r"(?:to |requests? (?:for |to )?)"
    r"(?:comment|say|answer|respond|discuss|elaborate|speak|specify|reply|name|give|provide)\w*\b"
)
_QUESTIONS = frozenset({"why", "how", "when", "where", "who", "what", "which"})
_AS_SAYING = re.compile(r"\bas \w+ing\b")
_SUBJECTS = frozenset({"clause", "marks after", "marks before", "infinitive", "object", "prepositional"})
_CHAINS = frozenset({"quoted as saying", "citing"})
"""Rules for outlets that pass on another's words: the model gives these to the outlet."""


def supplied(doc: Doc, marks: Sequence[Quoted], found: Sequence[Relation]) -> list[Relation]:
    """Return the relations of the model, completed, and those that the rules add, in the order of their contents."""
    view = View(doc, marks)
    out = [_with_antecedent(view, relation) for relation in found]
    by_clause, by_marks = list(clauses.relations(view)), list(quoted.relations(view))
    chains = [r for r in by_clause if r.rule in _CHAINS] + [
        r for r in by_marks if _AS_SAYING.search(words_of(view.text, r.cue))
    ]
    out = [r for r in out if not any(_rivals(chain, r) for chain in chains)]
    by_cue = Spread((span, (n, r)) for n, r in enumerate((*by_marks, *by_clause)) for span in r.cue)
    out = [_with_its_clause(view, _with_whose(view, relation, _of_cue(relation, by_cue))) for relation in out] + chains
    laid = _Laid(out)
    for relation in (*lines.relations(view), *by_marks):
        laid.add(relation)
    out = [r for r in with_second_hand(view, by_clause, laid.relations) if not _says_nothing(view.text, r)]
    return sorted(out, key=lambda r: (r.content[0].start, -r.content[-1].end))


def _says_nothing(text: str, relation: Relation) -> bool:
    """`declined to comment`, `did not say why`: the corpus has them for relations, but nobody said anything."""
    content = words_of(text, relation.content)
    return content.lower() in _QUESTIONS or bool(
        _REFUSED.search(words_of(text, relation.cue)) and _TO_SPEAK.match(content)
    )


def _rivals(chain: Relation, other: Relation) -> bool:
    return _meet(chain.content, (*other.content, *other.cue)) or _meet(chain.cue, (*other.cue, *other.content))


class _Laid:
    """The relations of the model, with those of the rules laid over them one after the other.

    Which of them hold a place is looked up, for a text may have thousands. What was cut is still found where it was,
    and seen not to be there.
    """

    def __init__(self, found: Sequence[Relation]) -> None:
        self.relations = list(found)
        self._held: Spread[int] = Spread()
        for number in range(len(found)):
            self._hold(number)

    def add(self, ruled: Relation) -> None:
        """Lay one relation of the rules over those that are there."""
        same = next((n for n in self._near(ruled.cue) if _meet(self.relations[n].cue, ruled.cue)), None)
        if ruled.rule == "marks within":
            if same is None:
                self._append(ruled)
        elif same is None:
            self._add_new(ruled)
        elif ruled.rule == "marks above":
            self._put(same, replace(self.relations[same], content=ruled.content))
        else:
            self._put(same, self._completed(same, ruled))

    def _add_new(self, ruled: Relation) -> None:
        near = [(n, self.relations[n]) for n in self._near((*ruled.content, *ruled.cue))]
        holders = [(n, r) for n, r in near if _meet(ruled.content, r.content)]
        if len(holders) == 1 and (rest := _without(holders[0][1], ruled)) is not None:
            self._put(holders[0][0], rest)
            self._append(ruled)
        elif not any(_meet(ruled.content, (*r.content, *r.source)) or _meet(ruled.cue, r.content) for _, r in near):
            self._append(ruled)

    def _completed(self, number: int, ruled: Relation) -> Relation:
        """Add the parts in marks that the same cue has by the rules and that no relation holds."""
        relation = self.relations[number]
        more = [s for s in ruled.content if not any(_meet((s,), _places(self.relations[n])) for n in self._near((s,)))]
        if not more or not _meet(relation.content, ruled.content):
            return relation
        return replace(relation, content=tuple(sorted((*relation.content, *more))))

    def _near(self, spans: Spans) -> list[int]:
        """Return which relations hold or held a part of these places, in their order."""
        return sorted({number for span in spans for number in self._held.overlapping(span)})

    def _append(self, relation: Relation) -> None:
        self.relations.append(relation)
        self._hold(len(self.relations) - 1)

    def _put(self, number: int, relation: Relation) -> None:
        if relation is not self.relations[number]:
            self.relations[number] = relation
            self._hold(number)

    def _hold(self, number: int) -> None:
        for span in _places(self.relations[number]):
            self._held.add(span, number)


def _places(relation: Relation) -> Spans:
    return (*relation.content, *relation.source, *relation.cue)


def _without(relation: Relation, ruled: Relation) -> Relation | None:
    """Return the relation less its later parts that have a cue of their own; None where its first part is meant."""
    kept = tuple(s for s in relation.content if not _meet((s,), ruled.content))
    own = all(s in relation.content for s in ruled.content)
    if not own or not kept or kept[0] != relation.content[0] or _meet(ruled.cue, relation.content):
        return None
    return replace(relation, content=kept)


def _of_cue(relation: Relation, by_cue: Spread[tuple[int, Relation]]) -> list[Relation]:
    """Return what the rules have for the cue of a relation, in their order."""
    near = dict(numbered for span in relation.cue for numbered in by_cue.overlapping(span))
    return [near[n] for n in sorted(near)]


def _with_whose(view: View, relation: Relation, ruled: Sequence[Relation]) -> Relation:
    """Let the rules of the same cue give the source that is missing, or overrule a wrong one."""
    return _with_subject(view, _with_source(relation, ruled), ruled)


def _with_source(relation: Relation, ruled: Sequence[Relation]) -> Relation:
    """Take the source that the cue has by the rules where the model has found none."""
    if relation.source:
        return relation
    source = next((r.source for r in ruled), ())
    return relation if _meet(source, relation.content) else replace(relation, source=source)


def _with_subject(view: View, relation: Relation, ruled: Sequence[Relation]) -> Relation:
    """Of two names take the one that the parse has as the subject: the nearest name is often another's."""
    source = next((r.source for r in ruled if r.rule in _SUBJECTS), ())
    if not source or not (_named(view, source) and _named(view, relation.source)):
        return relation
    first, own = source[0], relation.source[0]
    tail = first.start < own.start and first.covers(own)
    other = not _meet(source, relation.source) and first.end <= own.start < relation.cue[0].start
    return replace(relation, source=source) if tail or other else relation


def _with_its_clause(view: View, relation: Relation) -> Relation:
    """Of `A said B met C and praised D`, give the praise to B: who reports a deed has not done it.

    A verb of saying is left alone: `A said B had come and added …` is A's, whatever the parse makes of it.
    """
    verb = _verb(view, relation.cue)
    if verb is None or verb.lemma_.lower() in SPEECH:
        return relation
    first = verb
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    over = first.head
    if first.dep_ != "ccomp" or over.i > first.i or over.lemma_.lower() not in SPEECH:
        return relation
    reporter, own = view.subject(over), view.subject(verb)
    if reporter is None or own is None or own.i <= over.i:
        return relation
    source = view.source(own, verb)
    theirs = _meet(view.source(reporter, over), relation.source)
    return replace(relation, source=source) if theirs and source and not _meet(source, relation.content) else relation


def _named(view: View, spans: Spans) -> bool:
    """Whether a phrase ends in a name."""
    return bool(spans) and view.doc[view.tokens(spans[-1])[1] - 1].pos_ == "PROPN"


def _with_antecedent(view: View, relation: Relation) -> Relation:
    """Of `X, who said`, take in X: a source that is a relative pronoun names nobody."""
    if len(relation.source) != 1 or relation.source[0].of(view.text).lower() not in _PRONOUNS:
        return relation
    pronoun = view.doc[view.tokens(relation.source[0])[0]]
    verb = _verb(view, relation.cue)
    phrase = view.source(pronoun, verb) if verb is not None else ()
    if len(phrase) != 1 or not 0 <= pronoun.idx - phrase[0].end <= 3:
        return relation
    return replace(relation, source=(Span(phrase[0].start, relation.source[0].end),))


def _verb(view: View, cue: Spans) -> Token | None:
    i, j = view.tokens(cue[0])
    return next((t for t in reversed(view.doc[i:j]) if t.pos_ in ("VERB", "AUX")), None)


def _meet(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return any(x.overlaps(y) for x in a for y in b)
