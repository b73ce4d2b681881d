"""Speech in quotation marks: which cue stands before, after or between the marks, and whose it is.

The marks are hard evidence: whatever the parse makes of the sentence around them, a quotation that ends in a comma
before `said X` is said by X. The parse is asked only for the extent of the phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.quotemarks import Quoted
from onrecord.rules import lexicon as lex
from onrecord.rules.clauses import negated
from onrecord.rules.view import DAYS, STOPS, View
from onrecord.tagger import Relation
from onrecord.types import Span, Spans

_SIGNED = re.compile(
    r"\s*(?P<dash>—|–|--|-|―)\s*(?P<name>[^\W\d_a-z][\w.'’-]*(?:\s+[^\W\d_a-z][\w.'’-]*){0,4}?)[.,]?\s*"
)
_FAR = 45
_ADDRESSED = frozenset("tell ask remind inform assure warn advise urge beg order notify instruct promise".split())
_LEAD = frozenset({",", ":", "that", "(", "—", "–"})


@dataclass(frozen=True, slots=True)
class Link:
    """A cue beside a quotation; `place` is where it stands: before, after, or above in a paragraph of its own."""

    cue: Spans
    source: Spans
    verb: int
    place: str
    score: float


def relations(view: View) -> Iterator[Relation]:
    """Yield a relation for each quotation, or run of quotations, that has a cue; inner ones too."""
    for run in utterances(view):
        link = _link(view, run)
        if link is not None:
            content = tuple(m.span for m in run)
            if link.place == "after":
                content = (_from_sentence_start(view, run[0]), *content[1:])
            yield Relation(content, link.cue, link.source, f"marks {link.place}", link.score)
    for mark in view.marks:
        if mark.level == 1 and (link := _inner(view, mark)) is not None:
            yield Relation((mark.span,), link.cue, link.source, "marks within", link.score)


def _from_sentence_start(view: View, mark: Quoted) -> Span:
    """`The town was "lost," X said`: what stands before the marks in the sentence is reported too."""
    j = view.tokens(mark.span)[0]
    low = view.paragraph(j)[0]
    i = j
    while (
        i > low
        and view.doc[i - 1].text not in STOPS
        and view.doc[i - 1].text not in (":", ";")
        and view.inside[i - 1] < 0
    ):
        i -= 1
    before = [t for t in view.doc[i:j] if not t.is_punct and not t.is_space]
    if not before or (before[0].i > low and view.inside[before[0].i - 1] >= 0) or any(_is_cue(t) for t in before):
        return mark.span
    start = before[1] if before[0].dep_ == "cc" and len(before) > 1 else before[0]
    return Span(start.idx, mark.span.end)


def utterances(view: View) -> list[list[Quoted]]:
    """Group outer marks that are one utterance: paragraphs left open, and parts around one cue."""
    runs: list[list[Quoted]] = []
    for mark in view.outer:
        if runs and (_goes_on(view, runs[-1][-1], mark) or _interrupted(view, runs[-1][-1], mark)):
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return runs


def _goes_on(view: View, last: Quoted, mark: Quoted) -> bool:
    """A paragraph ends with its mark open and the next one begins with a mark."""
    return (
        not last.closed
        and mark.paragraph == last.paragraph + 1
        and view.paragraph_spans[mark.paragraph].start == mark.span.start
    )


def _interrupted(view: View, last: Quoted, mark: Quoted) -> bool:
    """`"A," said X, "b."` and `"A," said X. "B."`: one cue between two parts."""
    if mark.paragraph != last.paragraph or not last.closed:
        return False
    i, j = view.tokens(last.span)[1], view.tokens(mark.span)[0]
    if j - i > _FAR:
        return False
    if i == j:
        return True
    if not _ends_open(view, last):
        return False
    link = _after(view, last)
    if link is None or any(t.i > link.verb for t in view.doc[i:j] if t.text in STOPS and t.i < j - 1):
        return False
    between = view.doc[j - 1].text
    if between in STOPS:
        return _after(view, mark) is None or not _ends_open(view, mark)
    return between in (",", ":", ";", "—", "–", "-") and _sole_cue(view, link.verb, j)


def _sole_cue(view: View, verb: int, end: int) -> bool:
    return not any(_is_cue(t) and t.dep_ in ("conj", "advcl") for t in view.doc[verb + 1 : end])


def _link(view: View, run: list[Quoted]) -> Link | None:
    first, last = run[0], run[-1]
    goes_on = _ends_open(view, first)
    link = _after(view, first) if goes_on else None
    link = link or _before(view, first) or _above(view, first)
    if link is None and (len(run) == 1 or not goes_on) and (_ends_open(view, last) or _said_follows(view, last)):
        link = _after(view, last)
    return link or _dash(view, last)


def _ends_open(view: View, mark: Quoted) -> bool:
    """Whether the sentence goes on after the mark: a comma, a question or exclamation mark, or a dash ends it."""
    words = mark.span.of(view.text).rstrip("\"“”«»'’‘` \u00a0")
    if words.endswith((",", "?", "!", "—", "–", "-", "…", "...")):
        return True
    rest = view.text[mark.span.end : mark.span.end + 2].lstrip()
    return rest.startswith((",", "—", "–"))


def _said_follows(view: View, mark: Quoted) -> bool:
    """`"A." said X` or `"A" said X`: an inverted verb of saying right behind the mark."""
    i = view.tokens(mark.span)[1]
    return i < len(view.doc) and _is_cue(view.doc[i]) and view.doc[i].lemma_.lower() in lex.INVERTED


def _is_cue(token: Token) -> bool:
    if token.lemma_.lower() not in lex.QUOTE_CUES:
        return False
    return token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB") or token.lower_ == "said"


def _after(view: View, mark: Quoted) -> Link | None:
    """`…," said X` or `…," X, who …, said`."""
    i = view.tokens(mark.span)[1]
    end = min(view.paragraph(max(i - 1, 0))[1], i + _FAR)
    depth = 0
    for k in range(i, end):
        token = view.doc[k]
        if view.inside[k] >= 0 and _nickname(view, view.outer[view.inside[k]]):
            continue
        if view.inside[k] >= 0 or token.text in STOPS or token.text == ";":
            return None
        depth += (token.text == "(") - (token.text == ")")
        if token.lower_ == "according" and k + 1 < end:
            return _according(view, token)
        if depth == 0 and _is_cue(token) and not _in_relative(token, i) and not negated(token):
            return _after_verb(view, token, i)
    return None


def _nickname(view: View, mark: Quoted) -> bool:
    """`Marcia "Cia" Price`: a word or two between the words of a name."""
    i, j = view.tokens(mark.span)
    inner = j - i - 2
    return i > 0 and j < len(view.doc) and inner <= 2 and view.doc[i - 1].text.istitle() and view.doc[j].text.istitle()


def _in_relative(token: Token, start: int) -> bool:
    """Whether the verb belongs to a clause about the speaker: `X, who told nobody, said`."""
    for t in (token, *token.ancestors):
        if t.dep_ == "relcl" and t.head.i >= start:
            return True
    return any(c.tag_ in ("WP", "WDT") and c.i < token.i for c in token.children)


def _according(view: View, token: Token) -> Link | None:
    named = view.after_to(token)
    if named is None:
        return None
    to, noun = named
    source = view.spans([(noun.left_edge.i, min(noun.right_edge.i + 1, view.paragraph(token.i)[1]))])
    return Link((Span(view.starts[token.i], view.ends[to.i]),), source, token.i, "after", 0.9) if source else None


def _after_verb(view: View, verb: Token, start: int) -> Link | None:
    more = view.as_saying(verb)
    if more is not None:
        return _quoted_as(view, verb, more)
    between = [
        t
        for t in view.doc[start : verb.i]
        if not t.is_punct and not t.is_space and t.pos_ not in ("ADV", "CCONJ", "AUX")
    ]
    doer = _subject_near(view, verb, start, bool(between))
    if doer is None:
        return None
    if doer.i > verb.i and verb.lemma_.lower() not in lex.INVERTED:
        return None
    if doer.i < verb.i and _goes_on_first(view, start, doer.left_edge.i):
        return None
    source = _all_between(view, verb, start) if doer.i < verb.i else ()
    source = source or view.source(doer, verb)
    return Link(view.cue(verb), source, verb.i, "after", 0.95) if source else None


def _goes_on_first(view: View, start: int, end: int) -> bool:
    """`…, "as they said", had left, X added`: the sentence goes on after the mark, before the speaker."""
    verb = next((t for t in view.doc[start:end] if t.pos_ in ("VERB", "AUX")), None)
    return verb is not None and any(t.text == "," for t in view.doc[verb.i : end])


def _all_between(view: View, verb: Token, start: int) -> Spans:
    """What stands between the mark and its cue is the source, whole, unless something else happens there too."""
    i, j = start, verb.i
    while i < j and (view.doc[i].pos_ in ("ADV", "CCONJ", "PUNCT", "SPACE") or view.doc[i].text in (",", "—", "–")):
        i += 1
    while j > i and view.doc[j - 1].pos_ in ("ADV", "AUX", "PUNCT"):
        j -= 1
    for token in view.doc[i:j]:
        happens = token.pos_ in ("VERB", "AUX") and (token.is_ancestor(verb) or token.dep_ == "advcl")
        if happens or token.lower_ in DAYS:
            return ()
    return view.spans([(i, j)])


def _subject_near(view: View, verb: Token, start: int, before: bool) -> Token | None:
    doer = next(
        (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i >= start and view.inside[c.i] < 0),
        None,
    )
    if doer is not None:
        return doer
    if before:
        nouns = [
            t
            for t in view.doc[start : verb.i]
            if t.pos_ in ("PROPN", "NOUN", "PRON") and t.dep_ not in ("compound", "poss")
        ]
        heads = [t for t in nouns if not any(a in nouns for a in t.ancestors)]
        return heads[0] if heads else None
    for token in view.doc[verb.i + 1 : verb.i + 12]:
        if view.inside[token.i] >= 0 or token.text in STOPS or token.text in (",", ":"):
            return None
        if token.pos_ in ("PROPN", "NOUN", "PRON") and token.dep_ != "compound" and token.dep_ != "poss":
            return token
    return None


def _quoted_as(view: View, verb: Token, as_: Token) -> Link | None:
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if passive:
        doer = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")), None)
    else:
        doer = next(
            (
                t
                for t in view.doc[verb.i + 1 : as_.i]
                if t.pos_ in ("PROPN", "NOUN", "PRON") and t.dep_ in ("dobj", "nsubj", "pobj")
            ),
            None,
        )
        doer = doer or next(
            (t for t in reversed(list(view.doc[verb.i + 1 : as_.i])) if t.pos_ in ("PROPN", "NOUN", "PRON")),
            None,
        )
    if doer is None:
        return None
    source = view.source(doer, verb) if passive else view.spans([(verb.i + 1, as_.i)])
    cue = (*view.cue(verb), Span(view.starts[as_.i], view.ends[as_.i + 1]))
    if passive and cue[0].end + 1 == cue[1].start:
        cue = (Span(cue[0].start, cue[1].end),)
    return Link(cue, source, verb.i, "quoted as saying", 0.95)


def _before(view: View, mark: Quoted) -> Link | None:
    """`X said: "…` and `X told Y on Sunday, "…`."""
    j = view.tokens(mark.span)[0]
    low = view.paragraph(j)[0] if j < len(view.doc) else 0
    colon = False
    last = j - 1
    while last >= low and (view.doc[last].text in _LEAD or view.doc[last].is_space):
        colon |= view.doc[last].text == ":"
        last -= 1
    led = last < j - 1
    for k in range(last, max(low, j - _FAR) - 1, -1):
        token = view.doc[k]
        if token.text in STOPS or (view.inside[k] >= 0 and not colon):
            return None
        if _is_cue(token) and (as_ := token if _after_as(token) else None) is not None:
            verb = next((a for a in as_.ancestors if view.as_saying(a) is not None), None)
            found = view.as_saying(verb) if verb is not None else None
            return _quoted_as(view, verb, found) if verb is not None and found is not None else None
        if _is_cue(token):
            return _lead(view, token, mark, j, led or k == last, colon)
        if token.pos_ == "VERB" and not colon and token.dep_ in ("ROOT", "conj", "ccomp"):
            return None
    return None


def _after_as(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ == "as" and token.tag_ == "VBG"


def _lead(view: View, verb: Token, mark: Quoted, j: int, led: bool, colon: bool) -> Link | None:
    """A cue before the marks leads in to them where only whom, when and where stand between, and the marks end it."""
    if negated(verb) or (verb.lemma_.lower() in ("call", "describe", "put") and not colon):
        return None
    if not (colon or _whole(view, mark)):
        return None
    if not led and not _addressee_only(view, verb, j):
        return None
    doer = view.subject(verb)
    if doer is None or view.inside[doer.i] >= 0:
        doer = next(
            (c for c in verb.children if c.dep_ in ("nsubj", "dobj") and c.i > verb.i and c.pos_ in ("PROPN", "PRON")),
            None,
        )
    if doer is None:
        return _plain_lead(view, verb)
    source = view.source(doer, verb)
    return Link(view.cue(verb), source, verb.i, "before", 0.95) if source else None


def _plain_lead(view: View, verb: Token) -> Link | None:
    """The parse has no subject (a headline, a fragment): the phrase right before the verb."""
    chunk = next((c for c in view.doc[: verb.i].noun_chunks if c.end in (verb.i, verb.i - 1)), None) if verb.i else None
    if chunk is None or chunk.start < view.paragraph(verb.i)[0]:
        return None
    source = view.spans([(chunk.start, chunk.end)])
    return Link(view.cue(verb), source, verb.i, "before", 0.7) if source else None


def _addressee_only(view: View, verb: Token, j: int) -> bool:
    gap = [t for t in view.doc[verb.i + 1 : j] if not t.is_space]
    if any(t.pos_ in ("VERB", "AUX") or t.lower_ in ("of", "about", "as") for t in gap):
        return False
    loose = gap[0].pos_ in ("ADP", "ADV", "SCONJ") or gap[0].dep_ == "npadvmod" if gap else True
    return loose or verb.lemma_.lower() in _ADDRESSED or (verb.i < min(c.i for c in gap[:1]) and _inverted(verb))


def _inverted(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.i > verb.i for c in verb.children)


def _whole(view: View, mark: Quoted) -> bool:
    """Whether the sentence ends with the marks, or the marks with a sentence: not a part of somebody's clause."""
    words = mark.span.of(view.text).rstrip("\"“”«»'’‘` \u00a0")
    if not mark.closed or words.endswith((".", "!", "?", ",", "…", "—")):
        return True
    rest = view.text[mark.span.end : mark.span.end + 2].lstrip(" ")
    return not rest or rest[0] in ".,;!?\n\r)—–"


def _above(view: View, mark: Quoted) -> Link | None:
    """A paragraph that ends in a cue and a colon leads in to the quotation that begins the next one."""
    paragraph = view.paragraph_spans[mark.paragraph]
    if mark.paragraph == 0 or paragraph.start != mark.span.start:
        return None
    i, j = view.tokens(view.paragraph_spans[mark.paragraph - 1])
    if j - i < 2 or view.doc[j - 1].text != ":":
        return None
    for k in range(j - 2, max(i, j - _FAR) - 1, -1):
        token = view.doc[k]
        if token.text in STOPS or view.inside[k] >= 0:
            return None
        if _is_cue(token) and not _in_relative(token, j):
            doer = view.subject(token)
            source = view.source(doer, token) if doer is not None else ()
            if not source and (plain := _plain_lead(view, token)) is not None:
                source = plain.source
            if source:
                return Link(view.cue(token), source, k, "above", 0.9)
    return None


def _dash(view: View, mark: Quoted) -> Link | None:
    """`"…" — Name`, at the end of a paragraph."""
    i = view.tokens(mark.span)[1]
    end = view.paragraph(max(i - 1, 0))[1]
    if signed := _SIGNED.fullmatch(view.text, mark.span.end, view.paragraph_spans[mark.paragraph].end):
        return Link((Span(*signed.span("dash")),), (Span(*signed.span("name")),), i, "dash", 0.8)
    if end - i < 2 or end - i > 14 or view.doc[i].text not in ("—", "–", "--", "-", "―"):
        return None
    words = view.doc[i + 1 : end]
    if words[0].pos_ != "PROPN" or any(t.pos_ in ("VERB", "AUX") for t in words):
        return None
    source = view.spans([(i + 1, end)])
    return Link((Span(view.starts[i], view.ends[i]),), source, i, "dash", 0.8) if source else None


def _inner(view: View, mark: Quoted) -> Link | None:
    """A quotation inside a quotation, with a cue of its own before or after it: `"He said, 'Go,' and went"`."""
    i, j = view.tokens(mark.span)
    outer = next((m for m in view.outer if m.span.covers(mark.span)), None)
    if outer is None or j - i < 4:
        return None
    low = view.tokens(outer.span)[0]
    k = i - 1
    while k > low and view.doc[k].text in (",", ":"):
        k -= 1
    if k == i - 1:
        return None
    for token in reversed(list(view.doc[max(low, k - 8) : k + 1])):
        if token.text in STOPS:
            return None
        if _is_cue(token):
            doer = next((c for c in token.children if c.dep_ == "nsubj"), None)
            source = view.source(doer, token) if doer is not None else view.name_before(token)
            return Link(view.cue(token), source, token.i, "within", 0.8) if source else None
    return None
