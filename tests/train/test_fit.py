from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from onrecord.model.decode import Choices
from onrecord.model.session import OnnxScorer
from onrecord.model.tagger import ModelTagger
from onrecord.model.tagging import LinkInput
from onrecord.model.weights import PACKAGED, TOKENIZER, read_manifest
from onrecord.quotemarks import pair
from onrecord.train.checkpoints import pretrained
from onrecord.train.export import export
from onrecord.train.fit import Recipe, fit
from onrecord.train.network import Network, Sizes
from onrecord.train.scorer import TorchScorer
from train import tiny

SIZES = Sizes(vocabulary=30522, width=16, layers=1, heads=2, inner=32, positions=512)
TEXT = "Pia Lund said that snow fell."
ROW = {"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 28]]}
RECIPE = Recipe(epochs=2, batch=2, bfloat16=False, save_every=1)


def checkpoint(folder: Path, kind: str) -> Path:
    """Write a checkpoint of the right form, too small to be of use."""
    torch.manual_seed(0)
    tiny.write(folder, kind, SIZES if kind == "bert" else replace(SIZES, buckets=32))
    shutil.copy(PACKAGED / TOKENIZER, folder / TOKENIZER)
    return folder


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    return checkpoint(tmp_path / "encoder", "bert")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text((json.dumps({"text": TEXT, "attributions": [ROW]}) + "\n") * 4, encoding="utf-8")
    return path


def weights(network: Network) -> list[float]:
    return [float(value.double().abs().sum()) for value in network.state_dict().values()]


def silent(line: str) -> None:
    assert line


def test_training_that_was_broken_off_ends_with_the_same_weights(encoder: Path, gold: Path, tmp_path: Path) -> None:
    whole = fit(gold, encoder, tmp_path / "whole", RECIPE, silent)

    def stop(network: Network, epoch: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit(gold, encoder, tmp_path / "parts", RECIPE, silent, stop)
    said: list[str] = []
    parts = fit(gold, encoder, tmp_path / "parts", RECIPE, said.append)
    assert said[0].startswith("going on from step")
    assert weights(parts) == pytest.approx(weights(whole))


def test_another_seed_gives_other_weights(encoder: Path, gold: Path, tmp_path: Path) -> None:
    one = fit(gold, encoder, tmp_path / "one", RECIPE, silent)
    two = fit(gold, encoder, tmp_path / "two", Recipe(epochs=2, batch=2, bfloat16=False, seed=2), silent)
    assert weights(one) != pytest.approx(weights(two))


@pytest.mark.parametrize("kind", ["bert", "mpnet"])
def test_what_is_exported_scores_as_the_network_does(kind: str, tmp_path: Path) -> None:
    encoder = checkpoint(tmp_path / "encoder", kind)
    network = pretrained(encoder).eval()
    export(network, encoder, tmp_path / "out", Choices(), {}, int8=False)
    exported = OnnxScorer(tmp_path / "out", read_manifest(tmp_path / "out"), 1)
    ids = np.array([[101, 2023, 2003, 102, 0], [101, 2023, 2003, 2003, 102]])
    none = np.zeros_like(ids)
    one, many = np.array([1, 0]), np.zeros((2, 5), dtype=np.int64)
    cues = LinkInput(np.array([0, 1]), one, one + 1, many, many, many)
    theirs, ours = exported.encode(ids, none, none), TorchScorer(network).encode(ids, none, none)
    assert np.allclose(theirs[1][1], ours[1][1], atol=1e-4)
    assert np.allclose(exported.link(*theirs, cues)[1], TorchScorer(network).link(*ours, cues)[1], atol=1e-4)


@pytest.mark.parametrize("kind", ["bert", "mpnet"])
def test_int8_weights_load_as_a_tagger(kind: str, tmp_path: Path) -> None:
    encoder = checkpoint(tmp_path / "encoder", kind)
    export(pretrained(encoder), encoder, tmp_path / "out", Choices(), {})
    tagger = ModelTagger(tmp_path / "out", threads=1)
    assert tagger.tag(TEXT, pair(TEXT)) == tagger.tag(TEXT, pair(TEXT))
