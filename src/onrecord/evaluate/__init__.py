"""Predicted and gold quotations -> scores, by the measures of quotation attribution.

    gold file -> gold.load_gold -> relations, speakers -> scores.Scores

`run` does all of it for one gold file; `evaluate` scores what is already in memory. The measures are defined
in `scores` (what each figure means), `words` (what the same words are) and `kinds` (what counts as direct
speech). This package does not draw charts, pick thresholds or change what it scores; of the extractor it uses
only what `pipeline` hands out, and only when asked to extract.
"""

from onrecord.evaluate.gold import GoldArticle, Relation, load_gold, load_predictions, relation_of
from onrecord.evaluate.scores import PRF, KindScores, Row, Scores, SpeakerScores
from onrecord.evaluate.scoring import evaluate, predict, run

__all__ = [
    "PRF",
    "GoldArticle",
    "KindScores",
    "Relation",
    "Row",
    "Scores",
    "SpeakerScores",
    "evaluate",
    "load_gold",
    "load_predictions",
    "predict",
    "relation_of",
    "run",
]
