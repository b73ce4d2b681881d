"""Encoders that others have trained, in the form of the Hugging Face checkpoints, as the start of our network."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.errors import ModelError
from onrecord.model.windows import CLS, SEP
from onrecord.train.network import Layer, Network, Sizes

_BERT = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
}
_MPNET = {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "out": "attention.attn.o",
    "norm1": "attention.LayerNorm",
}
_PARTS = {"bert": _BERT, "mpnet": _MPNET}
_MPNET_FIRST = 4
"""MPNet's vocabulary is BERT's after four marks of its own."""
_MPNET_START, _MPNET_END = 0, 2
_MPNET_POSITION = 2
"""The number that MPNet gives the first position."""


def read_sizes(folder: Path) -> tuple[str, Sizes]:
    """Read the kind of encoder and its sizes from `config.json`; ModelError where it is neither BERT nor MPNet."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    kind = config.get("model_type")
    if kind not in _PARTS:
        raise ModelError(f"{folder}: config.json is not that of a BERT or an MPNet encoder")
    mpnet = kind == "mpnet"
    return kind, Sizes(
        config["vocab_size"] - (_MPNET_FIRST + 1 if mpnet else 0),
        config["hidden_size"],
        config["num_hidden_layers"],
        config["num_attention_heads"],
        config["intermediate_size"],
        config["max_position_embeddings"] - (_MPNET_POSITION if mpnet else 0),
        config["relative_attention_num_buckets"] if mpnet else 0,
        config.get("layer_norm_eps", 1e-12),
    )


def pretrained(folder: Path, dropout: float = 0.1) -> Network:
    """Build a network on the encoder of a checkpoint (`config.json`, `model.safetensors`), heads untrained.

    Wordpieces have BERT's numbers with either kind, so that networks of both see the same windows.
    """
    kind, sizes = read_sizes(folder)
    network = Network(sizes, dropout)
    given = load_file(folder / "model.safetensors")
    given = {name.removeprefix(f"{kind}."): value for name, value in given.items()}
    encoder = network.encoder
    with torch.no_grad():
        words, positions = _tables(kind, given)
        encoder.words.weight.copy_(words)
        encoder.positions.weight.copy_(positions)
        if encoder.distances is not None:
            encoder.distances.weight.copy_(given["encoder.relative_attention_bias.weight"])
        _copy(encoder.norm, given, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.layers):
            assert isinstance(layer, Layer)
            _copy_layer(layer, given, f"encoder.layer.{number}", _PARTS[kind])
    return network


def _tables(kind: str, given: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
    words = given["embeddings.word_embeddings.weight"]
    positions = given["embeddings.position_embeddings.weight"]
    if kind == "bert":
        return words, positions + given["embeddings.token_type_embeddings.weight"][0]
    ours = words[_MPNET_FIRST:-1].clone()
    ours[CLS], ours[SEP] = words[_MPNET_START], words[_MPNET_END]
    return ours, positions[_MPNET_POSITION:]


def _copy_layer(layer: Layer, given: dict[str, Tensor], at: str, parts: dict[str, str]) -> None:
    for part in ("weight", "bias"):
        joined = [given[f"{at}.{parts[name]}.{part}"] for name in ("query", "key", "value")]
        getattr(layer.qkv, part).copy_(torch.cat(joined))
    _copy(layer.out, given, f"{at}.{parts['out']}")
    _copy(layer.norm1, given, f"{at}.{parts['norm1']}")
    _copy(layer.up, given, f"{at}.intermediate.dense")
    _copy(layer.down, given, f"{at}.output.dense")
    _copy(layer.norm2, given, f"{at}.output.LayerNorm")


def _copy(module: nn.Module, given: dict[str, Tensor], at: str) -> None:
    for name, parameter in module.named_parameters():
        parameter.copy_(given[f"{at}.{name}"])
