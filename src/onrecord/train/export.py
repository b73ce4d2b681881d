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
                _quantise(plain, out / name)
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


def _quantise(plain: Path, out: Path) -> None:
    ready = plain.with_suffix(".ready.onnx")
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready), str(out), op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8
    )


def _write_encoder(network: nn.Module, path: Path) -> None:
    ids = torch.randint(1, 100, (2, 16))
    none = torch.zeros_like(ids)
    axes = {0: "windows", 1: "pieces"}
    _write(
        network,
        (ids, none, none),
        path,
        ["ids", "marks", "cases"],
        ["hidden", "tag_scores"],
        dict.fromkeys(("ids", "marks", "cases", "hidden", "tag_scores"), axes),
    )


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
    _write(network.link, given, path, names, ["scores"], {**axes, "scores": by_cue})


def _write(
    module: nn.Module,
    given: tuple[Tensor, ...],
    path: Path,
    names: list[str],
    out: list[str],
    axes: dict[str, dict[int, str]],
) -> None:
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
