"""How likely an attribution is right: the tagger's score and the resolver's confidence made one probability. Pure.

A logistic of seven weights (Platt's scaling, of two scores instead of one): the log odds of both scores, and an offset
for the kinds of sources that fare better or worse than a name. "Right" means that the words are somebody's, and that
the person is the one named or, for a source that is no person, that its type is right. `benchmarks/calibration.py`
fits the weights and says how far they can be believed.
"""

from __future__ import annotations

from math import exp, log

from onrecord.mentions.answers import Answer
from onrecord.types import SpeakerType

FEATURES = (
    "offset",
    "log odds of the tagger's score",
    "log odds of the resolver's confidence in a person's name",
    "a person named by description",
    "an unnamed source",
    "an organization",
    "another that is no person",
)
WEIGHTS = (-0.34, 0.71, 0.30, -0.68, -0.35, -0.21, 0.22)

UNRESOLVED = 0.05
"""That of a person without a name: it answers nothing, so it cannot be right, and there is nothing to fit."""

_SCORES = (0.01, 0.99)
_SURENESS = (0.3, 0.98)
_SUREST_UNNAMED = 0.95
"""A pronoun is never surer than a short name, however far ahead of the others its person is."""

_NAMING = frozenset({"full name", "short name", "known figure"})
_DESCRIBING = frozenset({"epithet", "named later", "headline"})
_PASSED_ON = frozenset({"continued", "heading"})
_OFFSETS = {SpeakerType.ANONYMOUS: 4, SpeakerType.ORGANIZATION: 5}


def probability(answer: Answer, score: float) -> float:
    """Return how likely an answer is right, in (0, 1), where the tagger gave its quotation `score` in (0, 1].

    It never falls while `score` rises.
    """
    row = features(answer, score)
    return UNRESOLVED if row is None else 1 / (1 + exp(-sum(w * x for w, x in zip(WEIGHTS, row, strict=True))))


def features(answer: Answer, score: float) -> tuple[float, ...] | None:
    """Return what the weights are for, by `FEATURES`; None for a person without a name."""
    row = [0.0] * len(FEATURES)
    row[0], row[1] = 1.0, _log_odds(score, *_SCORES)
    if answer.type is not SpeakerType.PERSON:
        row[_OFFSETS.get(answer.type, 6)] = 1.0
    elif answer.name is None:
        return None
    else:
        rule = _first_rule(answer)
        least, most = _SURENESS
        row[2] = _log_odds(answer.confidence, least, most if rule in _NAMING else _SUREST_UNNAMED)
        row[3] = float(rule in _DESCRIBING)
    return tuple(row)


def _first_rule(answer: Answer) -> str:
    """Return the rule that found the speaker, of a run of quotations the one of its head."""
    return next((reason.rule for reason in answer.reasons if reason.rule not in _PASSED_ON), "")


def _log_odds(share: float, least: float, most: float) -> float:
    within = min(max(share, least), most)
    return log(within / (1 - within))
