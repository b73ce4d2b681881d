"""The network in torch that reads words: tags, parts of speech, names, sentences, and the head of each word.

Over the states of the encoder that finds quotations: a projection, the neighbours of each word, two small transformer
layers with a bias for distances (Raffel et al. 2020), then a linear layer for each kind of label, and for arcs and
relations the products of Dozat and Manning (2017).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from onrecord.model.parsing import SHAPES

_FAR, _NEAR = 32, 20
"""Words apart beyond which all distances are one: in the attention, and for arcs."""
_LOW = -1e4
gelu = nn.functional.gelu


@dataclass(frozen=True, slots=True)
class WordSizes:
    """Sizes of the network. `states`: of the encoder's states of one wordpiece; the next four count labels."""

    states: int
    tags: int
    parts: int
    relations: int
    names: int
    width: int = 256
    arc: int = 128
    relation: int = 48


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network gives: float [windows, words, labels], `arcs` [windows, words, words]."""

    tags: Tensor
    parts: Tensor
    names: Tensor
    begins: Tensor
    arcs: Tensor
    lower: Tensor
    upper: Tensor


def _apart(count: int, most: int) -> Tensor:
    """Return how far apart words are, from 0 (`most` or more before) to twice `most`; int64 [words, words]."""
    at = torch.arange(count)
    return (at[None, :] - at[:, None]).clamp(-most, most) + most


class Block(nn.Module):
    """A small transformer layer, normalised after each half."""

    def __init__(self, width: int, heads: int = 4) -> None:
        """Make the parts, untrained."""
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.distances = nn.Embedding(2 * _FAR + 1, heads)
        self.dropout = nn.Dropout(0.1)
        nn.init.zeros_(self.distances.weight)

    def forward(self, x: Tensor, words: Tensor) -> Tensor:
        """`x` [windows, words, width]; `words` is false where there is padding."""
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        bias = self.distances(_apart(n, _FAR)).permute(2, 0, 1)[None] + (~words)[:, None, None, :] * _LOW
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(b, n, d))))
        return self.norm2(x + self.dropout(self.down(gelu(self.up(x)))))


class WordsNetwork(nn.Module):
    """States of wordpieces to scores of words."""

    def __init__(self, sizes: WordSizes, blocks: int = 2) -> None:
        """Make the parts, untrained."""
        super().__init__()
        self.sizes, width = sizes, sizes.width
        self.shape = nn.Embedding(SHAPES, 32)
        self.first = nn.Linear(2 * sizes.states + 32, width)
        self.beside = nn.Linear(3 * width, width)
        self.norm0, self.norm1 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.blocks = nn.ModuleList(Block(width) for _ in range(blocks))
        self.dropout = nn.Dropout(0.25)
        self.tags, self.parts = nn.Linear(width, sizes.tags), nn.Linear(width, sizes.parts)
        self.names, self.begins = nn.Linear(width, sizes.names), nn.Linear(width, 2)
        self.arc_lower, self.arc_upper = nn.Linear(width, sizes.arc), nn.Linear(width, sizes.arc)
        self.arc_bias, self.root = nn.Linear(sizes.arc, 1), nn.Linear(width, 1)
        self.distance = nn.Embedding(2 * _NEAR + 1, 1)
        self.lower, self.upper = nn.Linear(width, sizes.relation), nn.Linear(width, sizes.relation)
        self.pairs = nn.Parameter(torch.randn(sizes.relations, sizes.relation, sizes.relation) * 0.02)
        self.each = nn.Linear(2 * sizes.relation, sizes.relations)

    def forward(self, pieces: Tensor, shapes: Tensor, words: Tensor) -> Scores:
        """Score words: `pieces` [windows, words, 2 * states] are the states of the first and last wordpiece of each,
        `shapes` int64 and `words` bool [windows, words], false where there is padding.
        """
        return self.scored(self.first(torch.cat([pieces, self.shape(shapes)], -1)), words)

    def of_pieces(self, states: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> Scores:
        """Score the words of one window as `forward` does, from all states of its wordpieces [wordpieces, states].

        The first layer is linear, so that it may come before the states are taken to the words, which is cheaper.
        """
        size = self.sizes.states
        weight = self.first.weight
        both = states @ torch.cat([weight[:, :size], weight[:, size : 2 * size]]).t()
        width = self.sizes.width
        x = both[first, :width] + both[last, width:] + self.shape(shapes) @ weight[:, 2 * size :].t() + self.first.bias
        return self.scored(x[None], torch.ones_like(shapes[None], dtype=torch.bool))

    def scored(self, x: Tensor, words: Tensor) -> Scores:
        """Score words from what the first layer gives, [windows, words, width]."""
        x = self.norm0(gelu(x))
        none = torch.zeros_like(x[:, :1])
        beside = torch.cat([torch.cat([none, x[:, :-1]], 1), x, torch.cat([x[:, 1:], none], 1)], -1)
        x = self.norm1(x + self.dropout(gelu(self.beside(beside))))
        for block in self.blocks:
            x = block(x, words)
        x = self.dropout(x)
        ends = gelu(self.lower(x)), gelu(self.upper(x))
        return Scores(self.tags(x), self.parts(x), self.names(x), self.begins(x), self._arcs(x, words), *ends)

    def _arcs(self, x: Tensor, words: Tensor) -> Tensor:
        lower, upper = (self.dropout(gelu(layer(x))) for layer in (self.arc_lower, self.arc_upper))
        count = x.shape[1]
        scores = lower @ upper.transpose(1, 2) / 8 + self.arc_bias(upper).transpose(1, 2)
        scores = scores + self.distance(_apart(count, _NEAR))[..., 0][None]
        itself = torch.arange(count)[None, :] == torch.arange(count)[:, None]
        return torch.where(itself[None], self.root(x), scores) + (~words)[:, None, :] * _LOW

    def relations(self, lower: Tensor, upper: Tensor, heads: Tensor) -> Tensor:
        """Score the relation of each word to its head, int64 [windows, words]; float [windows, words, relations]."""
        size = self.sizes.relation
        head = torch.gather(upper, 1, heads[..., None].expand(-1, -1, size))
        pairs = (lower @ self.pairs.permute(1, 0, 2).reshape(size, -1)).unflatten(-1, (-1, size))
        return (pairs @ head[..., None])[..., 0] + self.each(torch.cat([lower, head], -1))
