"""From a trained network to the files that users get: two ONNX graphs in int8, a tokenizer, a manifest.

Dynamic quantisation: weights int8 per output channel, activations uint8 as they come (onnxruntime).
"""

from __future__ import annotations

import copy
import shutil
import tempfile
from pathlib import Path
from typing import Any, cast

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from onrecord.model.decode import Choices
from onrecord.model.labels import TAGS
from onrecord.model.weights import ENCODER, LINK, TOKENIZER, write_manifest
from onrecord.train.network import Network

_OPSET = 17


def export(
    network: Network, encoder: Path, out: Path, choices: Choices, about: dict[str, Any], *, int8: bool = True
) -> None:
    """Write the network to a folder that `ModelTagger` loads. `encoder`: the checkpoint with
    `tokenizer.json`.
    """
    out.mkdir(parents=True, exist_ok=True)
    network = copy.deepcopy(network).eval()
    if int8:
        network.encoder.words = cast(nn.Embedding, RowwiseEmbedding(network.encoder.words))
    with tempfile.TemporaryDirectory() as scratch:
        for name, write in ((ENCODER, _write_encoder), (LINK, _write_link)):
            plain = Path(scratch) / name
            write(network, plain)
            if int8:
                quantise(plain, out / name)
            else:
                shutil.copyfile(plain, out / name)
    shutil.copyfile(encoder / "tokenizer.json", out / TOKENIZER)
    write_manifest(out, choices, about)


class RowwiseEmbedding(nn.Module):
    """An embedding in int8 with a scale for each row: one scale for all words costs accuracy."""

    def __init__(self, plain: nn.Embedding) -> None:
        """Round the weights of `plain`."""
        super().__init__()
        weight = plain.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.scale = nn.Parameter(scale, requires_grad=False)
        self.rows = nn.Parameter((weight / scale).round().to(torch.int8), requires_grad=False)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the embeddings, float32."""
        return self.rows[ids].float() * self.scale[ids]


def quantise(plain: Path, out: Path) -> None:
    """Write a graph with the weights of its products in int8."""
    ready = plain.with_suffix(".ready.onnx")
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready), str(out), op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8
    )


def _write_encoder(network: Network, path: Path) -> None:
    ids = torch.randint(1, 100, (2, 16))
    none = torch.zeros_like(ids)
    axes = {0: "windows", 1: "pieces"}
    given, found = ["ids", "marks", "cases"], ["hidden", "tag_scores", "states"]
    write_graph(_WithStates(network), (ids, none, none), path, given, found, dict.fromkeys([*given, *found], axes))


class _WithStates(nn.Module):
    """The encoder with the tag head, and with the states that words are read from: of three layers, side by side."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, marks: Tensor, cases: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        layers = self.network.encoder.each_layer(ids, marks, cases)
        third = len(layers) / 3
        chosen = [layers[max(round(third * n) - 1, 0)] for n in (1, 2, 3)]
        return layers[-1], self.network.tag(layers[-1]), torch.cat(chosen, -1)


def _write_link(network: Network, path: Path) -> None:
    cues = torch.zeros(3, dtype=torch.int64)
    pairs = torch.zeros(3, 16, dtype=torch.int64)
    given = (
        torch.zeros(2, 16, network.sizes.width),
        torch.zeros(2, 16, TAGS),
        cues,
        cues,
        cues,
        pairs,
        pairs,
        pairs,
    )
    names = ["hidden", "tags", "window", "first", "last", "distance", "between", "crossed"]
    by_window, by_cue = {0: "windows", 1: "pieces"}, {0: "cues", 1: "pieces"}
    axes = dict(zip(names, [by_window] * 2 + [{0: "cues"}] * 3 + [by_cue] * 3, strict=True))
    write_graph(network.link, given, path, names, ["scores"], {**axes, "scores": by_cue})


def write_graph(
    module: nn.Module,
    given: tuple[Tensor, ...],
    path: Path,
    names: list[str],
    out: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
    """Write a network as an ONNX graph; `given` are inputs of the right form, `axes` name the sizes that vary."""
    torch.onnx.export(
        module,
        given,
        str(path),
        input_names=names,
        output_names=out,
        dynamic_axes=axes,
        opset_version=_OPSET,
        dynamo=False,
    )
