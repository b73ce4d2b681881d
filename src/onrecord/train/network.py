"""The network in torch: a BERT encoder told of marks and letter case, a tag head, and a link head for each
cue.

Encoder: Devlin et al. 2019, in the sizes of its configuration file (MiniLM: Wang et al. 2020). The names of
its weights are those of the Hugging Face checkpoints, so that these load as they are.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from onrecord.errors import ModelError
from onrecord.model.features import BETWEEN, DISTANCES, PARAGRAPHS
from onrecord.model.labels import LINKS, TAGS
from onrecord.model.windows import CASES, MARK_STATES

LINK_WIDTH = 192


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the encoder."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    positions: int

    @classmethod
    def read(cls, folder: Path) -> Sizes:
        """Read them from the `config.json` of a BERT checkpoint."""
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        if config.get("model_type") != "bert":
            raise ModelError(f"{folder}: config.json is not that of a BERT encoder")
        return cls(
            config["vocab_size"],
            config["hidden_size"],
            config["num_hidden_layers"],
            config["num_attention_heads"],
            config["intermediate_size"],
            config["max_position_embeddings"],
        )

    def as_dict(self) -> dict[str, int]:
        """Return them for a manifest."""
        return asdict(self)


class Layer(nn.Module):
    """One transformer layer, normalised after each half. No dropout on the attention."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        """Make the parts, untrained."""
        super().__init__()
        self.heads = sizes.heads
        self.qkv = nn.Linear(sizes.width, 3 * sizes.width)
        self.out = nn.Linear(sizes.width, sizes.width)
        self.norm1 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.up = nn.Linear(sizes.width, sizes.inner)
        self.down = nn.Linear(sizes.inner, sizes.width)
        self.norm2 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` [windows, wordpieces, width]; `bias` [windows, 1, 1, wordpieces], very low where there is
        padding.
        """
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(b, t, d))))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Wordpieces, marks and cases to hidden states. The embeddings of marks and cases are zero at the
    start.
    """

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        """Make the parts, untrained."""
        super().__init__()
        self.words = nn.Embedding(sizes.vocabulary, sizes.width)
        self.positions = nn.Embedding(sizes.positions, sizes.width)
        self.marks = nn.Embedding(MARK_STATES, sizes.width)
        self.cases = nn.Embedding(CASES, sizes.width)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))
        nn.init.zeros_(self.marks.weight)
        nn.init.zeros_(self.cases.weight)

    def forward(self, ids: Tensor, marks: Tensor, cases: Tensor) -> Tensor:
        """Three int64 [windows, wordpieces] (id 0 is padding) to float [windows, wordpieces, width]."""
        bias = (ids == 0).float()[:, None, None, :] * -10000.0
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(at)[None] + self.marks(marks) + self.cases(cases)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, bias)
        return x


class LinkHead(nn.Module):
    """Labels each wordpiece of a window for one cue of it: outside, source or content of that cue."""

    def __init__(self, width: int, dropout: float = 0.1) -> None:
        """Make the parts, untrained."""
        super().__init__()
        self.token = nn.Linear(width, LINK_WIDTH)
        self.cue = nn.Linear(width, LINK_WIDTH)
        self.tags = nn.Linear(TAGS, LINK_WIDTH, bias=False)
        self.token_part = nn.Linear(width, LINK_WIDTH, bias=False)
        self.cue_part = nn.Linear(width, LINK_WIDTH, bias=False)
        self.product = nn.Linear(LINK_WIDTH, LINK_WIDTH, bias=False)
        self.distance = nn.Embedding(DISTANCES, LINK_WIDTH)
        self.between = nn.Embedding(BETWEEN, LINK_WIDTH)
        self.paragraphs = nn.Embedding(PARAGRAPHS, LINK_WIDTH)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(LINK_WIDTH, LINKS)
        for table in (self.distance, self.between, self.paragraphs):
            nn.init.normal_(table.weight, std=0.1)

    def forward(
        self,
        hidden: Tensor,
        tags: Tensor,
        window: Tensor,
        first: Tensor,
        last: Tensor,
        distance: Tensor,
        between: Tensor,
        crossed: Tensor,
    ) -> Tensor:
        """Score the labels, float [cues, wordpieces, 3].

        `hidden` [windows, wordpieces, width] and `tags` [windows, wordpieces, 7] are what the encoder and
        the tag head gave; `window`, `first`, `last` int64 [cues]; the rest as `pair_features`, padded to
        the wordpieces.
        """
        cue = (hidden[window, first] + hidden[window, last]) / 2
        plain = self.token(hidden) + self.tags(torch.log_softmax(tags.float(), -1).clamp(min=-8).to(hidden.dtype))
        joint = self.token_part(hidden)[window] * self.cue_part(cue)[:, None]
        x = plain[window] + self.cue(cue)[:, None] + self.product(joint)
        x = x + self.distance(distance) + self.between(between) + self.paragraphs(crossed)
        return self.out(self.dropout(nn.functional.gelu(x)))


class Network(nn.Module):
    """Encoder and both heads."""

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
        """Make the parts, untrained."""
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes, dropout)
        self.dropout = nn.Dropout(dropout)
        self.tag = nn.Linear(sizes.width, TAGS)
        self.link = LinkHead(sizes.width, dropout)

    def forward(self, ids: Tensor, marks: Tensor, cases: Tensor) -> tuple[Tensor, Tensor]:
        """Return hidden states and the scores of the tags."""
        hidden = self.dropout(self.encoder(ids, marks, cases))
        return hidden, self.tag(hidden)


def pretrained(folder: Path, dropout: float = 0.1) -> Network:
    """Build a network on the encoder of a BERT checkpoint (`config.json`, `model.safetensors`), heads
    untrained.
    """
    network = Network(Sizes.read(folder), dropout)
    given = load_file(folder / "model.safetensors")
    given = {name.removeprefix("bert."): value for name, value in given.items()}
    encoder = network.encoder
    with torch.no_grad():
        encoder.words.weight.copy_(given["embeddings.word_embeddings.weight"])
        kind = given["embeddings.token_type_embeddings.weight"][0]
        encoder.positions.weight.copy_(given["embeddings.position_embeddings.weight"] + kind)
        _copy(encoder.norm, given, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.layers):
            assert isinstance(layer, Layer)
            _copy_layer(layer, given, f"encoder.layer.{number}")
    return network


def _copy_layer(layer: Layer, given: dict[str, Tensor], at: str) -> None:
    for part in ("weight", "bias"):
        parts = [given[f"{at}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
        getattr(layer.qkv, part).copy_(torch.cat(parts))
    _copy(layer.out, given, f"{at}.attention.output.dense")
    _copy(layer.norm1, given, f"{at}.attention.output.LayerNorm")
    _copy(layer.up, given, f"{at}.intermediate.dense")
    _copy(layer.down, given, f"{at}.output.dense")
    _copy(layer.norm2, given, f"{at}.output.LayerNorm")


def _copy(module: nn.Module, given: dict[str, Tensor], at: str) -> None:
    for name, parameter in module.named_parameters():
        parameter.copy_(given[f"{at}.{name}"])
