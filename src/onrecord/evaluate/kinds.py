"""How content is printed (direct, mixed, indirect) and whether a cue is one of speech, to the measures.

Both are read off the text, never off what a system says of itself, so that every system's figures by kind are
over the same quotations.
"""

from __future__ import annotations

import re

from onrecord.types import Kind, Spans

_OPENING, _CLOSING, _EITHER = "“«„", "”»", '"‟'
_MARKS = _OPENING + _CLOSING + _EITHER
_MARK_OR_WORD = re.compile(rf"[{_MARKS}]|\w+")
_MOSTLY = 0.9

# The verbs of speech (and "according to", "release") that the measure counts; what is thought, planned, known
# or shown is an attribution too, but not speech.
_SPEECH_VERBS = """
    according accuse acknowledge add admit allege announce argue ask assert blast call cite claim
    comment complain concede conclude confirm contend continue criticize declare demand deny describe
    emphasize explain insist joke maintain mention note observe pledge point praise predict promise
    propose question quote recall reiterate release remark repeat reply report respond say state stress
    suggest tell testify tout tweet urge vow warn write
"""
_SPEECH = frozenset(_SPEECH_VERBS.split())


def kind_of(text: str, content: Spans) -> Kind:
    """Return how `content` stands in `text`: nine tenths of its words inside marks are direct, none indirect.

    Content annotated without its marks, standing right between two, is direct too.
    """
    printed = " ".join(span.of(text) for span in content)
    if not any(mark in printed for mark in _MARKS):
        return Kind.DIRECT if _between_marks(text, content) else Kind.INDIRECT
    inside = _quoted_words(printed)
    mostly = bool(inside) and sum(inside) / len(inside) >= _MOSTLY
    return Kind.DIRECT if mostly else Kind.MIXED


def _between_marks(text: str, content: Spans) -> bool:
    before, after = content[0].start - 1, content[-1].end
    if before < 0 or after >= len(text):
        return False
    return text[before] in _MARKS and text[after] in _MARKS + ".,?!"


def _quoted_words(printed: str) -> list[bool]:
    """Return for each word whether a mark is open there; a straight mark opens and closes by turns."""
    is_open, inside = False, []
    for piece in _MARK_OR_WORD.findall(printed):
        if piece not in _MARKS:
            inside.append(is_open)
        elif piece in _EITHER:
            is_open = not is_open
        else:
            is_open = piece in _OPENING
    return inside


# Letters taken off the end of an inflected verb, and what is put back: "says", "argued", "denies", "denying".
_ENDINGS = ((0, ""), (1, ""), (2, ""), (3, ""), (1, "y"), (3, "y"), (2, "e"), (3, "e"))
_IRREGULAR = frozenset({"said", "told", "wrote", "called", "noted", "saying", "telling"})


def is_speech(text: str, cue: Spans) -> bool:
    """Whether any word of `cue` is a form of a verb of speech."""
    printed = " ".join(span.of(text) for span in cue).lower()
    return any(_is_speech_word(word) for word in re.findall(r"[a-z]+", printed))


def _is_speech_word(word: str) -> bool:
    stems = (word[: max(len(word) - cut, 0)] + ending for cut, ending in _ENDINGS)
    return word in _IRREGULAR or not _SPEECH.isdisjoint(stems)
