"""What the parse knows of reporting verbs: whose they are, and what stands in whose words.

The trained model finds the relations; these are the evidence that completes and corrects it: the subject of a cue,
an outlet that quotes somebody `as saying`, and what is said within another's reported words.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord import docwords
from onrecord.cues import SPEECH
from onrecord.rules import lexicon as lex
from onrecord.rules.view import View
from onrecord.tagger import Relation
from onrecord.types import Span, Spans

_NOBODY = frozenset("i we you me us there".split())
_HYPOTHETICAL = frozenset("would could should might can must may cannot".split())


def relations(view: View) -> Iterator[Relation]:
    """Yield the relations whose cue stands outside quotation marks."""
    for number in docwords.verbs(view.doc):
        token = view.doc[number]
        if view.inside[number] < 0 and token.lower_ != "according":
            yield from _verb(view, token)


def _verb(view: View, verb: Token) -> Iterator[Relation]:
    lemma = verb.lemma_.lower()
    if negated(verb) and lemma not in ("deny",):
        return
    source = _source(view, verb, lemma)
    if not source:
        return
    found = (
        _as_saying(view, verb)
        or _clause(view, verb, lemma, source)
        or _infinitive(view, verb, lemma, source)
        or _prepositional(view, verb, lemma, source)
        or _object(view, verb, lemma, source)
    )
    if found:
        yield found


def negated(verb: Token) -> bool:
    """`did not say`, `never said`, and what somebody declined or refused to say."""
    near = [c for c in verb.children if verb.i - 5 <= c.i <= verb.i + 1]
    if any(c.dep_ == "neg" or c.lower_ == "never" for c in near) and not any(
        t.text in ",\"”’'" for t in verb.doc[min(c.i for c in near) : verb.i]
    ):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in (
        "decline",
        "refuse",
        "fail",
        "decide",
        "want",
    )


def _source(view: View, verb: Token, lemma: str) -> Spans:
    if verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children):
        doer = view.agent(verb)
        return view.source(doer, verb) if doer is not None else ()
    doer = view.subject(verb)
    if doer is None and lemma in SPEECH and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return view.name_before(verb)
    if doer is None or doer.lower_ in _NOBODY or view.inside[doer.i] >= 0 or _that_said(doer, verb):
        return ()
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "advcl", "relcl"):
        return ()
    if any(c.dep_ == "aux" and c.lower_ in _HYPOTHETICAL for c in verb.children):
        return ()
    if lemma in ("show", "read", "document", "detail") and not is_document(doer):
        return ()
    return view.source(doer, verb)


def is_document(noun: Token) -> bool:
    """Whether a noun stands for something written."""
    return noun.lemma_.lower() in lex.DOCUMENTS


def _that_said(doer: Token, verb: Token) -> bool:
    """`That said, …` reports nothing."""
    return doer.lower_ in ("that", "this") and doer.tag_ == "DT" and doer.i == verb.i - 1


def _clause(view: View, verb: Token, lemma: str, source: Spans) -> Relation | None:
    if lemma not in SPEECH and lemma not in lex.ATTITUDE and lemma not in lex.FINDINGS:
        return None
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and not _bare_infinitive(c)]
    if not clauses:
        return None
    clause = clauses[-1]
    parts = _after(view, verb, clause) if clause.i > verb.i else _before(view, verb, clause, source)
    content = view.spans(parts)
    quoting = _citing(view, verb) if lemma in ("report", "say") else None
    quoted = next((c for c in quoting.children if c.dep_ in ("dobj", "pobj")), None) if quoting is not None else None
    if quoting is not None and quoted is not None:
        return _relation(content, view.cue(quoting), view.source(quoted, quoting), "citing", 0.8)
    score = 0.9 if lemma in SPEECH else 0.6
    return _relation(content, view.cue(verb), source, "clause", score)


def _bare_infinitive(clause: Token) -> bool:
    return any(c.tag_ == "TO" for c in clause.children) and clause.tag_ == "VB"


def _after(view: View, verb: Token, clause: Token) -> list[tuple[int, int]]:
    i, j = max(clause.left_edge.i, verb.i + 1), clause.right_edge.i + 1
    j = min(j, view.paragraph(verb.i)[1])
    return [(i, _without_tail(view, clause, i, j))]


def _without_tail(view: View, clause: Token, i: int, j: int) -> int:
    """A reporting participle after a comma begins the next relation: `…, adding that …`."""
    for token in view.doc[clause.i + 1 : j]:
        if token.i > i + 1 and token.tag_ == "VBG" and view.doc[token.i - 1].text == "," and _reports(token):
            return token.i - 1
        if token.lower_ == "according" and token.i > i and view.doc[token.i - 1].text == ",":
            return token.i - 1
    return j


def _reports(participle: Token) -> bool:
    if participle.dep_ not in ("advcl", "acl", "conj"):
        return False
    return participle.lemma_.lower() in SPEECH or any(
        c.dep_ == "ccomp" and any(m.lower_ == "that" for m in c.children) for c in participle.children
    )


def _before(view: View, verb: Token, clause: Token, source: Spans) -> list[tuple[int, int]]:
    """Content that stands before its cue, and perhaps goes on after it: `The tanker, he said, had sunk`."""
    gap = _aside(view, verb, source)
    i, j = clause.left_edge.i, clause.right_edge.i + 1
    low = view.paragraph(verb.i)[0]
    i = max(_sentence_start(view, clause, i), low)
    if j > gap[1] + 1:
        return [(i, gap[0]), (gap[1], j)]
    return [(i, min(max(j, clause.i + 1), gap[0]) if j > gap[0] else _up_to(view, j, gap[0]))]


def _up_to(view: View, j: int, limit: int) -> int:
    """The clause goes on to the comma before the speaker where only loose words were left out by the parse."""
    if all(t.pos_ not in ("VERB", "AUX") for t in view.doc[j:limit]):
        return limit
    return j


def _aside(view: View, verb: Token, source: Spans) -> tuple[int, int]:
    i, j = verb.i, verb.i + 1
    for span in source:
        a, b = view.tokens(span)
        i, j = min(i, a), max(j, b)
    for child in verb.children:
        if child.dep_ in ("aux", "advmod", "npadvmod") and abs(child.i - verb.i) <= 2:
            i, j = min(i, child.i), max(j, child.i + 1)
    return i, j


def _sentence_start(view: View, clause: Token, i: int) -> int:
    start = clause.sent.start
    gap = view.doc[start:i]
    if any(t.pos_ in ("VERB", "AUX") or view.inside[t.i] >= 0 for t in gap):
        return i
    if len(gap) and gap[0].dep_ == "cc":
        start += 1
    return start


def _infinitive(view: View, verb: Token, lemma: str, source: Spans) -> Relation | None:
    if lemma not in lex.INFINITIVE:
        return None
    for clause in verb.children:
        if clause.dep_ in ("xcomp", "ccomp", "advcl") and clause.i > verb.i:
            mark = next((c for c in clause.children if c.tag_ == "TO"), None)
            if mark is None or (
                lemma in ("decline", "refuse") and clause.lemma_ in ("comment", "say", "discuss", "answer")
            ):
                continue
            if clause.dep_ == "advcl" and lemma in lex.THEIR_OWN:
                continue
            j = min(clause.right_edge.i + 1, view.paragraph(verb.i)[1])
            content = view.spans([(mark.i, _without_tail(view, clause, mark.i, j))])
            more = [
                c for c in verb.children if c.dep_ in ("prep", "prt") and c.lower_ in ("on", "upon") and lemma == "call"
            ]
            return _relation(content, view.cue(verb, *more), source, "infinitive", 0.7)
    return None


def _prepositional(view: View, verb: Token, lemma: str, source: Spans) -> Relation | None:
    wanted = lex.PREPOSITIONAL.get(lemma)
    if not wanted:
        return None
    for prep in verb.children:
        if prep.dep_ in ("prep", "prt") and prep.lower_ in wanted and prep.i > verb.i:
            inner = next((c for c in prep.children if c.dep_ in ("pobj", "pcomp")), None)
            if inner is None and prep.dep_ == "prt":
                inner = next((c for c in verb.children if c.dep_ == "dobj" and c.i > prep.i), None)
            if inner is None:
                continue
            j = min(inner.right_edge.i + 1, view.paragraph(verb.i)[1])
            content = view.spans([(inner.left_edge.i, j)])
            return _relation(content, view.cue(verb, prep), source, "prepositional", 0.55)
    return None


def _object(view: View, verb: Token, lemma: str, source: Spans) -> Relation | None:
    if lemma not in lex.OBJECT:
        return None
    parts = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "oprd", "ccomp", "dative")]
    if not parts:
        return None
    parts += [c for c in verb.children if c.i > verb.i and c.dep_ == "prep" and c.lower_ in ("as", "of", "for")]
    i, j = min(p.left_edge.i for p in parts), max(p.right_edge.i + 1 for p in parts)
    j = min(j, view.paragraph(verb.i)[1])
    content = view.spans([(i, _without_tail(view, parts[0], i, j))])
    return _relation(content, view.cue(verb), source, "object", 0.5)


def _citing(view: View, verb: Token) -> Token | None:
    """`…, the agency reported, quoting X`: X said it."""
    for child in verb.children:
        if child.lower_ in ("quoting", "citing") and child.i > verb.i and child.dep_ in ("advcl", "prep", "acl"):
            return child
    return None


def _as_saying(view: View, verb: Token) -> Relation | None:
    """`The agency quoted X as saying that …`: X is the source, the agency the way it came."""
    as_ = view.as_saying(verb)
    clause = next((c for c in as_.nbor(1).children if c.dep_ == "ccomp"), None) if as_ is not None else None
    if as_ is None or clause is None:
        return None
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    doer = view.subject(verb) if passive else None
    source = view.source(doer, verb) if doer is not None else view.spans([(verb.i + 1, as_.i)])
    content = view.spans(_after(view, as_.nbor(1), clause))
    cue = (Span(view.starts[as_.i], view.ends[as_.i + 1]),)
    return _relation(content, cue if not passive else (*view.cue(verb), *cue), source, "quoted as saying", 0.9)


def _relation(content: Spans, cue: Spans, source: Spans, rule: str, score: float) -> Relation | None:
    if not content or not source:
        return None
    if any(c.overlaps(k) for c in content for k in cue) or any(c.overlaps(s) for c in content for s in source):
        return None
    return Relation(content, cue, source, rule, score)
