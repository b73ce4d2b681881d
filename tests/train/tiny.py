"""Checkpoints of the right form that are too small to be of use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

from onrecord.train.network import Sizes

_ATTENTION = {
    "bert": ["attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"],
    "mpnet": ["attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o"],
}
_NORM = {"bert": "attention.output.LayerNorm", "mpnet": "attention.LayerNorm"}


def write(folder: Path, kind: str, sizes: Sizes, prefix: str = "") -> dict[str, Tensor]:
    """Write `config.json` and `model.safetensors` with random weights; return the weights by name.

    `prefix` goes before the names, as checkpoints have it that were saved with a head.
    """
    folder.mkdir(parents=True, exist_ok=True)
    mpnet = kind == "mpnet"
    config: dict[str, Any] = {
        "model_type": kind,
        "vocab_size": sizes.vocabulary + (5 if mpnet else 0),
        "hidden_size": sizes.width,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.inner,
        "max_position_embeddings": sizes.positions + (2 if mpnet else 0),
        "layer_norm_eps": sizes.epsilon,
    }
    if mpnet:
        config["relative_attention_num_buckets"] = sizes.buckets
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    made = {name: torch.randn(shape) * 0.1 for name, shape in _shapes(config).items()}
    save_file({prefix + name: value for name, value in made.items()}, folder / "model.safetensors")
    return made


def _shapes(config: dict[str, Any]) -> dict[str, tuple[int, ...]]:
    kind, width, inner = config["model_type"], config["hidden_size"], config["intermediate_size"]
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (config["vocab_size"], width),
        "embeddings.position_embeddings.weight": (config["max_position_embeddings"], width),
        **_pair("embeddings.LayerNorm", width),
    }
    if kind == "bert":
        shapes["embeddings.token_type_embeddings.weight"] = (2, width)
    else:
        shapes["encoder.relative_attention_bias.weight"] = (
            config["relative_attention_num_buckets"],
            config["num_attention_heads"],
        )
    for number in range(config["num_hidden_layers"]):
        layer = f"encoder.layer.{number}."
        for name in _ATTENTION[kind]:
            shapes |= _pair(layer + name, width, width)
        shapes |= _pair(layer + _NORM[kind], width) | _pair(f"{layer}output.LayerNorm", width)
        shapes |= _pair(f"{layer}intermediate.dense", inner, width) | _pair(f"{layer}output.dense", width, inner)
    return shapes


def _pair(name: str, *shape: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
