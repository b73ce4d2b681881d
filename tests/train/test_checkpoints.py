"""Encoders that others have trained, read into our network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from torch import Tensor

from onrecord.errors import ModelError
from onrecord.model.windows import CLS, SEP
from onrecord.train.checkpoints import pretrained, read_sizes
from onrecord.train.network import Layer, Network, Sizes, distance_buckets
from train import tiny

BERT = Sizes(vocabulary=130, width=8, layers=2, heads=2, inner=12, positions=40)
MPNET = Sizes(vocabulary=130, width=8, layers=2, heads=2, inner=12, positions=40, buckets=32, epsilon=1e-5)
SIZES = {"bert": BERT, "mpnet": MPNET}
JOINED = {
    "bert": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "mpnet": ("attention.attn.q", "attention.attn.k", "attention.attn.v"),
}
OUT = {"bert": "attention.output.dense", "mpnet": "attention.attn.o"}
NORM = {"bert": "attention.output.LayerNorm", "mpnet": "attention.LayerNorm"}
KINDS = pytest.mark.parametrize("kind", SIZES)


def made(folder: Path, kind: str, prefix: str = "") -> tuple[Network, dict[str, Tensor]]:
    given = tiny.write(folder, kind, SIZES[kind], prefix)
    return pretrained(folder).eval(), given


@KINDS
def test_the_sizes_are_those_of_our_vocabulary_and_positions(tmp_path: Path, kind: str) -> None:
    tiny.write(tmp_path, kind, SIZES[kind])
    assert read_sizes(tmp_path) == (kind, SIZES[kind])


@pytest.mark.parametrize("config", [{"model_type": "roberta"}, {}])
def test_another_kind_of_encoder_is_refused(tmp_path: Path, config: dict[str, str]) -> None:
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelError, match=r"not that of a BERT or an MPNet encoder") as refused:
        pretrained(tmp_path)
    assert str(tmp_path) in str(refused.value)


def test_berts_wordpieces_keep_their_rows(tmp_path: Path) -> None:
    network, given = made(tmp_path, "bert")
    assert torch.equal(network.encoder.words.weight, given["embeddings.word_embeddings.weight"])


def test_berts_positions_have_the_first_segment_added(tmp_path: Path) -> None:
    network, given = made(tmp_path, "bert")
    first = given["embeddings.token_type_embeddings.weight"][0]
    assert torch.equal(network.encoder.positions.weight, given["embeddings.position_embeddings.weight"] + first)
    assert network.encoder.distances is None


def test_mpnets_wordpieces_stand_four_rows_further_on(tmp_path: Path) -> None:
    network, given = made(tmp_path, "mpnet")
    ours, theirs = network.encoder.words.weight, given["embeddings.word_embeddings.weight"]
    others = [row for row in range(MPNET.vocabulary) if row not in (CLS, SEP)]
    assert torch.equal(ours[others], theirs[[row + 4 for row in others]])


def test_mpnets_own_marks_open_and_close_a_window(tmp_path: Path) -> None:
    network, given = made(tmp_path, "mpnet")
    theirs = given["embeddings.word_embeddings.weight"]
    assert torch.equal(network.encoder.words.weight[[CLS, SEP]], theirs[[0, 2]])


def test_mpnets_positions_begin_with_its_third_row(tmp_path: Path) -> None:
    network, given = made(tmp_path, "mpnet")
    assert torch.equal(network.encoder.positions.weight, given["embeddings.position_embeddings.weight"][2:])


def test_mpnet_has_a_bias_for_each_distance(tmp_path: Path) -> None:
    network, given = made(tmp_path, "mpnet")
    assert network.encoder.distances is not None
    assert torch.equal(network.encoder.distances.weight, given["encoder.relative_attention_bias.weight"])


@KINDS
def test_each_layer_has_its_own_weights_with_query_key_and_value_in_this_order(tmp_path: Path, kind: str) -> None:
    network, given = made(tmp_path, kind)
    for number, layer in enumerate(network.encoder.layers):
        assert isinstance(layer, Layer)
        at = f"encoder.layer.{number}"
        joined = torch.cat([given[f"{at}.{name}.weight"] for name in JOINED[kind]])
        assert torch.equal(layer.qkv.weight, joined)
        assert torch.equal(layer.out.bias, given[f"{at}.{OUT[kind]}.bias"])
        assert torch.equal(layer.norm1.weight, given[f"{at}.{NORM[kind]}.weight"])
        assert torch.equal(layer.up.weight, given[f"{at}.intermediate.dense.weight"])
        assert torch.equal(layer.down.weight, given[f"{at}.output.dense.weight"])
        assert torch.equal(layer.norm2.bias, given[f"{at}.output.LayerNorm.bias"])


@KINDS
def test_a_checkpoint_that_was_saved_with_a_head_loads_alike(tmp_path: Path, kind: str) -> None:
    network, given = made(tmp_path, kind, f"{kind}.")
    assert torch.equal(network.encoder.norm.weight, given["embeddings.LayerNorm.weight"])


@KINDS
def test_marks_and_cases_begin_at_nothing(tmp_path: Path, kind: str) -> None:
    network, _ = made(tmp_path, kind)
    ids = torch.tensor([[CLS, 120, 121, SEP]])
    none, some = torch.zeros_like(ids), torch.ones_like(ids)
    assert torch.equal(network(ids, none, none)[0], network(ids, some, some)[0])


@KINDS
def test_padding_changes_nothing_of_a_window(tmp_path: Path, kind: str) -> None:
    network, _ = made(tmp_path, kind)
    ids, padded = torch.tensor([[CLS, 120, SEP]]), torch.tensor([[CLS, 120, SEP, 0, 0]])
    hidden = [network(x, torch.zeros_like(x), torch.zeros_like(x))[0] for x in (ids, padded)]
    assert torch.allclose(hidden[0], hidden[1][:, :3], atol=1e-6)


def test_mpnet_attends_by_distance(tmp_path: Path) -> None:
    network, _ = made(tmp_path, "mpnet")
    ids = torch.tensor([[CLS, 120, 121, 122, SEP]])
    none = torch.zeros_like(ids)
    before = network(ids, none, none)[0]
    assert network.encoder.distances is not None
    with torch.no_grad():
        network.encoder.distances.weight[17] += 5.0  # the wordpiece right after
    assert not torch.allclose(before, network(ids, none, none)[0])


# -- distances --------------------------------------------------------------------------------------------------


def buckets(*apart: int, of: int = 32, longest: int = 128) -> list[int]:
    found: list[int] = distance_buckets(torch.tensor(apart), of, longest).tolist()
    return found


def test_each_near_distance_has_a_bucket_of_its_own() -> None:
    assert buckets(*range(-7, 1)) == [7, 6, 5, 4, 3, 2, 1, 0]
    assert buckets(*range(1, 8)) == [17, 18, 19, 20, 21, 22, 23]


def test_the_two_directions_have_a_half_each() -> None:
    back, ahead = buckets(*(-n for n in range(1, 300))), buckets(*range(1, 300))
    assert ahead == [bucket + 16 for bucket in back]


def test_wider_distances_share_buckets_in_growing_steps() -> None:
    found = buckets(*range(1, 128))
    assert found == sorted(found)
    widths = [found.count(bucket) for bucket in range(24, 32)]
    assert widths == sorted(widths)
    assert set(found) == set(range(17, 32))


@pytest.mark.parametrize("far", [127, 128, 500, 100_000])
def test_what_is_very_far_is_in_the_last_bucket(far: int) -> None:
    assert buckets(-far, far) == [15, 31]


def test_buckets_have_the_shape_of_the_distances() -> None:
    at = torch.arange(5)
    found = distance_buckets(at[None, :] - at[:, None], 8)
    assert (found.shape, found.dtype) == ((5, 5), torch.int64)
    assert found.diagonal().tolist() == [0] * 5
    assert int(found.max()) < 8
