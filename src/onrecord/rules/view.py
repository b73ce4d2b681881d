"""A parsed text as the rules look at it: which tokens stand inside marks, and where paragraphs and phrases end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from onrecord import docwords
from onrecord.cues import SPEECH
from onrecord.quotemarks import Quoted, paragraphs
from onrecord.types import Span, Spans

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
EDGE = frozenset({",", ";", ":", "—", "–", "-", "--", ".", "…"})
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
STOPS = frozenset({".", "!", "?", "…"})
_QUOTING = frozenset({"quote", "cite", "report", "record", "describe"})
_BESIDE_CUE = frozenset({"aux", "auxpass", "neg", "advmod"})


class View:
    """Token numbers are ends-exclusive ranges `(i, j)`; characters are `Span`s."""

    def __init__(self, doc: Doc, marks: Sequence[Quoted]) -> None:
        self.doc, self.text, self.marks = doc, doc.text, marks
        self.outer = [m for m in marks if m.level == 0]
        self.starts, self.ends = docwords.starts(doc), docwords.ends(doc)
        self.paragraph_spans = paragraphs(self.text)
        self._paragraph_starts = [p.start for p in self.paragraph_spans]
        self.inside = [-1] * len(doc)
        for number, mark in enumerate(self.outer):
            for i in range(*self.tokens(mark.span)):
                self.inside[i] = number

    def tokens(self, span: Span) -> tuple[int, int]:
        """Return the tokens that share a character with a span."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)

    def paragraph(self, i: int) -> tuple[int, int]:
        """Return the range of tokens of the paragraph that holds token `i`."""
        number = bisect_right(self._paragraph_starts, self.starts[i]) - 1
        if number < 0:
            return 0, i + 1
        return self.tokens(self.paragraph_spans[number])

    def span(self, i: int, j: int) -> Span | None:
        """Return the characters of tokens `i` to `j`, less white space, commas and stops at the edges."""
        doc = self.doc
        while i < j and (doc[i].is_space or doc[i].text in EDGE or self._half(i, i, j)):
            i += 1
        while i < j and (doc[j - 1].is_space or doc[j - 1].text in EDGE or self._half(j - 1, i, j)):
            j -= 1
        return Span(self.starts[i], self.ends[j - 1]) if i < j else None

    def _half(self, at: int, i: int, j: int) -> bool:
        """Whether the token is a mark whose partner stands outside the range."""
        if self.doc[at].text not in "\"“”«»''``‘’" or self.inside[at] < 0:
            return False
        first, last = self.tokens(self.outer[self.inside[at]].span)
        return not (i <= first and last <= j) and at in (first, last - 1)

    def spans(self, ranges: Iterable[tuple[int, int]]) -> Spans:
        """Return the non-empty ones among several ranges, in the order of the text."""
        return tuple(sorted(s for i, j in ranges if (s := self.span(i, j)) is not None))

    def subject(self, verb: Token, depth: int = 0) -> Token | None:
        """Return who does what the verb says: its own subject, or the one it shares with the verb above it."""
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.dep_ != "expl":
                return child
        if depth > 4 or verb.head is verb:
            return None
        if verb.dep_ == "advcl" and verb.tag_ == "VBG" and verb.i > 0 and self.doc[verb.i - 1].text == ",":
            return self.subject(self._reporting_above(verb.head), depth + 1)
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if verb.dep_ in ("conj", "xcomp", "advcl") or (verb.dep_ == "ccomp" and verb.tag_ == "VBG"):
            return self.subject(verb.head, depth + 1)
        if verb.dep_ == "pcomp" and verb.head.head.pos_ in ("VERB", "AUX"):
            return self.subject(verb.head.head, depth + 1)
        return None

    @staticmethod
    def _reporting_above(verb: Token) -> Token:
        """`X said the town was lost, adding …`: the parse may hang `adding` on `was`, but it is X who adds."""
        while verb.dep_ == "ccomp" and verb.head.i < verb.i and verb.head.lemma_.lower() in SPEECH:
            verb = verb.head
        return verb

    def agent(self, verb: Token) -> Token | None:
        """Return who stands after `by` in a passive."""
        for child in verb.children:
            if child.dep_ in ("agent", "prep") and child.lower_ == "by":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
        return None

    def source(self, noun: Token, verb: Token) -> Spans:
        """Return the noun phrase that is the source of a cue; of a relative clause, its antecedent alone."""
        if noun.lower_ in ("who", "which", "that", "whose") and noun.tag_ in ("WP", "WDT", "WP$"):
            clause = next((a for a in [verb, *verb.ancestors] if a.dep_ in ("relcl", "acl")), None)
            if clause is None:
                return ()
            return self.antecedent(clause.head, clause)
        if verb.is_ancestor(noun) or not noun.is_ancestor(verb):
            return self._phrase(noun, verb)
        clause = next(a for a in [verb, *verb.ancestors] if a.head is noun or noun.is_ancestor(a))
        return self.antecedent(noun, clause)

    def _phrase(self, noun: Token, verb: Token) -> Spans:
        i, j = noun.left_edge.i, noun.right_edge.i + 1
        low, high = self.paragraph(noun.i)
        i, j = max(i, low), min(j, high)
        if i <= verb.i < j:
            i, j = (i, verb.i) if noun.i < verb.i else (verb.i + 1, j)
        i, j = self._outside(noun.i, i, j)
        return self.spans([(i, self.mended(i, j, verb.i if noun.i < verb.i else high))])

    def mended(self, i: int, j: int, limit: int) -> int:
        """Return where a noun phrase ends that the parse may have cut: `warden | Mona Test`, `its head |, Mona Test`.

        `limit` is the token that it cannot go beyond.
        """
        doc = self.doc
        k = j
        while k < min(j + 3, limit) and not self._parts(k) and doc[k].pos_ != "PROPN":
            k += 1
        if k < limit and doc[k].pos_ == "PROPN" and not self._parts(k):
            return self._name_end(k, limit)
        if k > j and k == limit and limit < len(doc) and doc[limit].pos_ in ("VERB", "AUX"):
            return k
        named = any(t.pos_ == "PROPN" and t.ent_type_ != "NORP" for t in doc[i:j])
        if not named and j + 1 < limit and doc[j].text == "," and doc[j + 1].pos_ == "PROPN" and not self._parts(j + 1):
            end = self._name_end(j + 1, limit)
            if end >= limit or doc[end].text in (",", ".", ";", ":"):
                return end
        return j

    def _name_end(self, k: int, limit: int) -> int:
        while k < limit and (self.doc[k].pos_ == "PROPN" or self.doc[k].text == "-") and self.doc[k].lower_ not in DAYS:
            k += 1
        return k

    def _parts(self, k: int) -> bool:
        """Whether a token cannot stand between the words of a phrase and a name: a mark, a preposition, a time."""
        token = self.doc[k]
        if token.text == "-":
            return False
        return (
            token.is_punct
            or token.is_space
            or token.is_stop
            or token.pos_ in ("ADP", "ADV", "AUX", "SCONJ", "CCONJ", "PRON", "DET", "PART")
            or token.lower_ in DAYS
            or token.ent_type_ in ("DATE", "TIME")
        )

    def after_to(self, according: Token) -> tuple[Token, Token] | None:
        """Return the `to` of `according to` and the head of what follows it, a noun or what the parse took for one."""
        to = next((c for c in according.children if c.lower_ == "to"), None)
        noun = next((c for c in to.children if c.dep_ in ("pobj", "pcomp")), None) if to is not None else None
        return (to, noun) if to is not None and noun is not None else None

    def name_before(self, verb: Token) -> Spans:
        """Return the name right before a verb whose subject the parse has lost: `…, hydrologist Mona Test said`."""
        i, here = verb.i, self.inside[verb.i]
        while i > 0 and (self.doc[i - 1].pos_ == "PROPN" or self.doc[i - 1].text == "-") and self.inside[i - 1] == here:
            i -= 1
        named = [t for t in self.doc[i : verb.i] if t.lower_ not in DAYS and t.pos_ == "PROPN"]
        if not named:
            return ()
        i = named[0].i
        while (
            i > 0
            and self.doc[i - 1].text not in (*EDGE, *STOPS)
            and self.doc[i - 1].tag_ in ("NN", "JJ", "DT", "NNP", "PRP$", "VB")
        ):
            i -= 1
        i = named[0].i if self.doc[i].tag_ == "DT" and i + 1 < len(self.doc) and self.doc[i + 1].lower_ in DAYS else i
        return self.spans([(max(i, self.paragraph(verb.i)[0]), verb.i)])

    def as_saying(self, verb: Token) -> Token | None:
        """Return the `as` of `was quoted as saying` and `quoted X as saying`."""
        if verb.lemma_.lower() not in _QUOTING:
            return None
        for child in self.doc[verb.i + 1 : verb.i + 14]:
            nearer = child.pos_ == "VERB" and child.lemma_.lower() in _QUOTING  # citing X, quoted Y as saying
            if child.text in STOPS or nearer:
                return None
            if child.lower_ == "as" and child.i + 1 < len(self.doc) and self.doc[child.i + 1].tag_ == "VBG":
                return (
                    child if self.doc[child.i + 1].lemma_.lower() in ("say", "tell", "add", "write", "warn") else None
                )
        return None

    def antecedent(self, noun: Token, clause: Token) -> Spans:
        """Return a noun phrase up to the clause that hangs on it, an apposition with the name it stands beside."""
        while noun.dep_ == "appos" and noun.head.i < noun.i:
            noun = noun.head
        i, j = noun.left_edge.i, noun.i + 1
        for child in noun.rights:
            if child.left_edge.i >= clause.left_edge.i:
                break
            j = max(j, child.right_edge.i + 1)
        j = min(j, max(clause.left_edge.i, noun.i + 1))
        return self.spans([self._outside(noun.i, max(i, self.paragraph(noun.i)[0]), j)])

    def _outside(self, anchor: int, i: int, j: int) -> tuple[int, int]:
        """Cut a phrase where it would run into long quoted words that its head is not part of."""
        for k in range(anchor, j):
            if self.inside[k] >= 0 and self.inside[k] != self.inside[anchor] and self._long(self.inside[k]):
                return i, k
        for k in range(anchor, i - 1, -1):
            if self.inside[k] >= 0 and self.inside[k] != self.inside[anchor] and self._long(self.inside[k]):
                return k + 1, j
        return i, j

    def _long(self, number: int) -> bool:
        first, last = self.tokens(self.outer[number].span)
        return last - first > 6

    def cue(self, verb: Token, *more: Token) -> Spans:
        """Return the verb with its auxiliaries, and what else belongs to the cue (a particle, a preposition)."""
        i, j = verb.i, verb.i + 1
        helpers = {c.i for c in verb.children if c.dep_ in _BESIDE_CUE and c.i < verb.i}
        first = min((c.i for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i), default=i)
        while i - 1 >= first and i - 1 in helpers:
            i -= 1
        ranges = [(i, j)]
        for token in sorted(more, key=lambda t: t.i):
            if token.i == ranges[-1][1]:
                ranges[-1] = (ranges[-1][0], token.i + 1)
            else:
                ranges.append((token.i, token.i + 1))
        return tuple(Span(self.starts[a], self.ends[b - 1]) for a, b in sorted(ranges))
