"""Training what reads words: over the encoder of the package, on a few sentences that it learns by heart."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from onrecord.errors import InputError, ModelError
from onrecord.model.annotating import Annotator
from onrecord.model.session import OnnxParser
from onrecord.model.tagger import ModelTagger
from onrecord.model.weights import ENCODER, LINK, MANIFEST, PACKAGED, TOKENIZER, read_manifest
from onrecord.train.words import WordsRecipe, train_words

TEXT = "Odalys Brandtveit said that the bridge was closed. Snow fell on the old road, and nobody came."
RECIPE = WordsRecipe(epochs=60, batch=60, rate=3e-3, warm_up=5, average=0.5, bfloat16=False)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "texts.jsonl"
    path.write_text((json.dumps({"text": TEXT}) + "\n") * 6, encoding="utf-8")
    return path


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """The encoder of the package without what reads words."""
    out = tmp_path / "weights"
    out.mkdir()
    for name in (ENCODER, LINK, TOKENIZER):
        shutil.copy(PACKAGED / name, out / name)
    plain = json.loads((PACKAGED / MANIFEST).read_text(encoding="utf-8"))
    plain["sha256"] = {name: digest for name, digest in plain["sha256"].items() if name in (ENCODER, LINK, TOKENIZER)}
    del plain["words"]
    (out / MANIFEST).write_text(json.dumps(plain), encoding="utf-8")
    return out


def test_it_learns_the_heads_of_a_text_and_writes_what_the_tagger_loads(texts: Path, weights: Path) -> None:
    with pytest.raises(ModelError, match="train-words"):
        OnnxParser(weights, read_manifest(weights))
    lines: list[str] = []
    share = train_words(texts, texts, weights, log=lines.append, recipe=RECIPE)
    assert share > 0.95
    assert len(lines) == RECIPE.epochs
    manifest = read_manifest(weights)
    assert manifest.inventory is not None
    assert "PROPN" in manifest.inventory.parts
    assert manifest.about["words"]["heads right"] == pytest.approx(share, abs=1e-3)
    import spacy

    nlp = spacy.blank("en")
    doc = nlp(TEXT)
    ModelTagger(weights).read(doc, Annotator(lambda token: [token.lower_]))
    assert (doc[0].pos_, doc[2].tag_, doc[2].dep_, doc[1].head.text) == ("PROPN", "VBD", "ROOT", "said")


def test_a_line_without_a_text_is_told(tmp_path: Path, weights: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": "Snow fell."}\n{"id": 3}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl, line 2"):
        train_words(path, path, weights, log=print)
