"""The network in torch: an encoder told of marks and letter case, a tag head, and a link head for each cue.

Encoder: BERT (Devlin et al. 2019) in any size (MiniLM: Wang et al. 2020), or MPNet (Song et al. 2020), which adds to
the attention a bias for each distance between two wordpieces (Raffel et al. 2020).
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
from torch import Tensor, nn

from onrecord.model.features import BETWEEN, DISTANCES, PARAGRAPHS
from onrecord.model.labels import LINKS, TAGS
from onrecord.model.windows import CASES, MARK_STATES

LINK_WIDTH = 192


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of the encoder. `buckets`: of distances that the attention has a bias for; none in BERT."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    positions: int
    buckets: int = 0
    epsilon: float = 1e-12

    def as_dict(self) -> dict[str, float]:
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
        self.norm1 = nn.LayerNorm(sizes.width, eps=sizes.epsilon)
        self.up = nn.Linear(sizes.width, sizes.inner)
        self.down = nn.Linear(sizes.inner, sizes.width)
        self.norm2 = nn.LayerNorm(sizes.width, eps=sizes.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` [windows, wordpieces, width]; `bias` [windows, heads or 1, wordpieces or 1, wordpieces], very low where
        there is padding.
        """
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(b, t, d))))
        return self.norm2(x + self.dropout(self.down(nn.functional.gelu(self.up(x)))))


def distance_buckets(apart: Tensor, buckets: int, longest: int = 128) -> Tensor:
    """Number the bucket of each signed distance, int64 of one shape: a half for each direction, each distance its own
    up to a quarter of all, wider ones in logarithmic steps up to `longest` and beyond.
    """
    half = buckets // 2
    exact = half // 2
    far = apart.abs()
    steps = torch.log(far.clamp(min=exact).float() / exact) / math.log(longest / exact) * (half - exact)
    wide = (exact + steps.long()).clamp(max=half - 1)
    return torch.where(apart > 0, half, 0) + torch.where(far < exact, far, wide)


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
        self.norm = nn.LayerNorm(sizes.width, eps=sizes.epsilon)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))
        self.distances = nn.Embedding(sizes.buckets, sizes.heads) if sizes.buckets else None
        nn.init.zeros_(self.marks.weight)
        nn.init.zeros_(self.cases.weight)

    def forward(self, ids: Tensor, marks: Tensor, cases: Tensor) -> Tensor:
        """Three int64 [windows, wordpieces] (id 0 is padding) to float [windows, wordpieces, width]."""
        return self.each_layer(ids, marks, cases)[-1]

    def each_layer(self, ids: Tensor, marks: Tensor, cases: Tensor) -> list[Tensor]:
        """Return what each layer gives, the last of them what the encoder gives."""
        bias = (ids == 0).float()[:, None, None, :] * -10000.0
        at = torch.arange(ids.shape[1], device=ids.device)
        if self.distances is not None:
            apart = distance_buckets(at[None, :] - at[:, None], self.distances.num_embeddings)
            bias = bias + self.distances(apart).permute(2, 0, 1)[None]
        x = self.words(ids) + self.positions(at)[None] + self.marks(marks) + self.cases(cases)
        x = self.dropout(self.norm(x))
        found = []
        for layer in self.layers:
            x = layer(x, bias)
            found.append(x)
        return found


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
