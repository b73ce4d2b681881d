"""One call for one gold file: read it, extract or read predictions, score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.errors import InputError
from onrecord.evaluate.gold import (
    GoldArticle,
    Relation,
    check_within,
    load_gold,
    load_predictions,
    relation_of,
)
from onrecord.evaluate.relations import RelationCounts
from onrecord.evaluate.scores import Scores
from onrecord.evaluate.speakers import SpeakerCounts


def run(
    gold_path: Path | str,
    *,
    pred_path: Path | str | None = None,
    speakers_path: Path | str | None = None,
    articles: Path | str | None = None,
) -> Scores:
    """Score the predictions of `pred_path`, or else this package's extractor, against a gold file.

    `speakers_path` and `articles` are as in `load_gold`. Raises InputError for files that cannot be read as
    gold and predictions or do not belong together, ModelError where the language model is missing.
    """
    gold = load_gold(gold_path, articles, speakers_path)
    if pred_path is None:
        return evaluate(gold, predict(gold))
    predicted = load_predictions(pred_path)
    if not any(each.article.id in predicted for each in gold):
        raise InputError(
            f"{pred_path}: none of its ids is in {gold_path}; give predictions for the articles of the gold"
        )
    return evaluate(gold, predicted)


def predict(gold: Sequence[GoldArticle]) -> dict[str, list[Relation]]:
    """Run the extractor on the gold's texts: article id -> what it found."""
    # Scoring a file of predictions must not wait for spaCy.
    from onrecord.pipeline import extract_all, load

    extractions = extract_all(load(), [each.article for each in gold])
    return {each.article.id: [relation_of(one) for one in each.quotations] for each in extractions}


def evaluate(gold: Sequence[GoldArticle], predicted: Mapping[str, Sequence[Relation]]) -> Scores:
    """Score predictions, by article id, against gold; an article without predictions counts as nothing found.

    Raises InputError for a prediction whose offsets lie outside its article's text.
    """
    relations, speakers = RelationCounts(), SpeakerCounts()
    for each in gold:
        text, found = each.article.text, predicted.get(each.article.id, ())
        check_within(found, text, f"prediction for {each.article.id!r}")
        relations.add(text, each.relations, found)
        if each.speakers_known:
            speakers.add(text, each.relations, found)
    scores = relations.scores()
    if any(each.speakers_known for each in gold):
        return replace(scores, speakers=speakers.scores())
    return scores
