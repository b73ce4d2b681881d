"""Reported speech by syntax: `X said that …`, `…, X said`, `X urged Y to …`, `X accused Y of …`, `according to X`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.cues import SPEECH
from onrecord.rules import lexicon as lex
from onrecord.rules.view import View
from onrecord.tagger import Relation
from onrecord.types import Span, Spans

_NOBODY = frozenset("i we you me us there".split())
_HYPOTHETICAL = frozenset("would could should might can must may cannot".split())


def relations(view: View) -> Iterator[Relation]:
    """Yield the relations whose cue stands outside quotation marks."""
    for token in view.doc:
        if view.inside[token.i] >= 0:
            continue
        if token.lower_ == "according":
            yield from _according(view, token)
        elif token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            yield from _verb(view, token)
        elif token.pos_ == "NOUN":
            yield from _noun(view, token)


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
        or _final(view, verb, lemma, source)
        or _rest(view, verb, lemma, source)
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
    if lemma in ("show", "find", "detail", "document", "read", "determine", "establish") and not is_document(doer):
        return () if lemma in ("show", "read", "document", "detail") else view.source(doer, verb)
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


def _final(view: View, verb: Token, lemma: str, source: Spans) -> Relation | None:
    """`…, X said.` where the parse has not made the clause before it the verb's own."""
    if lemma not in SPEECH or len(source) != 1:
        return None
    i, j = _aside(view, verb, source)
    low, _ = view.paragraph(verb.i)
    if i - 1 < low or view.doc[i - 1].text != "," or not _ends_after(view, j):
        return None
    start = i - 1
    while start > low and view.doc[start - 1].text not in (".", "!", "?", ";") and view.inside[start - 1] < 0:
        start -= 1
    if start > low and view.inside[start - 1] >= 0:
        return None
    if not any(t.pos_ in ("VERB", "AUX") for t in view.doc[start:i]):
        return None
    if view.doc[start].dep_ == "cc":
        start += 1
    return _relation(view.spans([(start, i - 1)]), view.cue(verb), source, "final", 0.7)


_TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday yesterday today on in at last late
    early again later earlier then january february march april may june july august september october november
    december week month night morning afternoon evening""".split()
)


def _rest(view: View, verb: Token, lemma: str, source: Spans) -> Relation | None:
    """`X said on Monday the town, closed since …, would …`: a clause that the parse has torn to pieces."""
    if lemma not in (
        "say",
        "add",
        "claim",
        "insist",
        "announce",
        "argue",
        "note",
        "suggest",
        "warn",
        "acknowledge",
    ):
        return None
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i + 1 >= len(view.doc):
        return None
    i, high = verb.i + 1, view.paragraph(verb.i)[1]
    j = next((t.i for t in view.doc[i:high] if t.text in (".", "!", "?", ";") and view.inside[t.i] < 0), high)
    if view.doc[i].text in (",", ":") or view.doc[i].text in '"“' or i >= j:
        return None
    while i < j and (view.doc[i].lower_ in _TIMES or view.doc[i].like_num):
        i += 1
    rest = view.doc[i:j]
    finite = [t for t in rest if t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ not in ("relcl", "advcl", "acl")]
    if len(rest) < 4 or not finite or rest[0].text == "," or rest[0].pos_ in ("VERB", "AUX", "CCONJ"):
        return None
    return _relation(view.spans([(i, j)]), view.cue(verb), source, "rest", 0.6)


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


def _ends_after(view: View, j: int) -> bool:
    """Whether the sentence ends here, or after no more than a time or a place."""
    for token in view.doc[j : j + 8]:
        if token.text in (".", ";", ",") or token.is_space:
            return True
        if token.pos_ in ("VERB", "AUX") or token.lower_ in ("that", "whether"):
            return False
    return False


def _according(view: View, token: Token) -> Iterator[Relation]:
    named = view.after_to(token)
    if named is None or named[1].lower_ in ("plan", "plans", "schedule", "script", "me"):
        return
    to, noun = named
    low, high = view.paragraph(token.i)
    head = token.head
    end = min(noun.right_edge.i + 1, high)
    source_range = (noun.left_edge.i, view.mended(noun.left_edge.i, end, high))
    i, j = _clause_around(view, head, token, low, high)
    if token.i <= i + 1:
        content = view.spans([(source_range[1], j)])
    else:
        content = view.spans([(i, token.i), (source_range[1], j)] if j > source_range[1] + 2 else [(i, token.i)])
    source = view.spans([source_range])
    found = _relation(content, (Span(view.starts[token.i], view.ends[to.i]),), source, "according", 0.9)
    if found:
        yield found


def _clause_around(view: View, head: Token, token: Token, low: int, high: int) -> tuple[int, int]:
    """The clause that `according to` qualifies: a whole sentence, or the conjunct that it stands in."""
    sentence = token.sent
    i, j = max(sentence.start, low), min(sentence.end, high)
    if i == token.i > low and view.doc[i - 1].text == ",":
        i = max(view.doc[i - 1].sent.start, low)
    if (
        head.dep_ == "conj"
        and head.pos_ in ("VERB", "AUX")
        and any(c.dep_ in ("nsubj", "nsubjpass") for c in head.children)
    ):
        i = max(i, head.left_edge.i)
    while i < j and (view.doc[i].is_space or view.doc[i].text in (",", ";") or view.doc[i].dep_ == "cc"):
        i += 1
    return i, j


def _noun(view: View, noun: Token) -> Iterator[Relation]:
    frames = lex.NOUNS.get(noun.lemma_.lower())
    if frames is None:
        return
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None or owner.lower_ in ("my", "our", "your"):
        return
    for child in noun.children:
        if child.i < noun.i:
            continue
        content = _of_noun(child, frames)
        if content is not None:
            j = min(child.right_edge.i + 1, view.paragraph(noun.i)[1])
            cue = [child] if child.dep_ == "prep" else []
            owned = view.spans([(owner.left_edge.i, owner.i + 1)])
            found = _relation(view.spans([(content, j)]), view.cue(noun, *cue), owned, "noun", 0.5)
            if found:
                yield found
            return


def _of_noun(child: Token, frames: frozenset[str]) -> int | None:
    if child.dep_ in ("acl", "relcl", "ccomp"):
        if "that" in frames and any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children):
            return child.left_edge.i
        if "to" in frames and any(c.tag_ == "TO" for c in child.children):
            return child.left_edge.i
    if child.dep_ == "prep" and child.lower_ in frames:
        return child.i + 1
    return None


def _relation(content: Spans, cue: Spans, source: Spans, rule: str, score: float) -> Relation | None:
    if not content or not source:
        return None
    if any(c.overlaps(k) for c in content for k in cue) or any(c.overlaps(s) for c in content for s in source):
        return None
    return Relation(content, cue, source, rule, score)
