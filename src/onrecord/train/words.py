"""`train_words`: an encoder that finds quotations and plain texts in, the two graphs that read words out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor, nn

from onrecord.errors import ModelError
from onrecord.model.parsing import Inventory
from onrecord.model.session import OnnxScorer, load_tokenizer
from onrecord.model.weights import RELATIONS, WORDS, read_manifest, write_manifest
from onrecord.train.export import quantise, write_graph
from onrecord.train.fit import Log
from onrecord.train.words_data import IGNORED, batches, examples, inventory_of, load_texts, numbered
from onrecord.train.words_network import WordSizes, WordsNetwork

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["WordsRecipe", "train_words"]


@dataclass(frozen=True, slots=True)
class WordsRecipe:
    """How the words are learned. `batch`: words of a batch; arcs count twice in the loss, all else once."""

    epochs: int = 5
    batch: int = 3000
    rate: float = 1.5e-3
    warm_up: int = 200
    average: float = 0.995
    seed: int = 3
    threads: int = 1
    bfloat16: bool = True


def train_words(texts: Path, development: Path, out: Path, *, log: Log, recipe: WordsRecipe | None = None) -> float:
    """Teach what reads words, over the encoder that lies in `out`, and write it there; return the share of heads right.

    Both files are JSON lines of articles with a `text`; spaCy's small English model labels them and is the teacher.
    Raises InputError for lines without a text, ModelError where `out` has no encoder that gives its states.
    """
    recipe = recipe or WordsRecipe()
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    manifest = read_manifest(out)
    scorer, tokenizer = OnnxScorer(out, manifest, recipe.threads), load_tokenizer(out, manifest)
    if not scorer.gives_states:
        raise ModelError(f"{out}: this encoder gives no states for words: train it with this version of onrecord")
    learned, kept = (list(examples(_taught(load_texts(path)), tokenizer, scorer)) for path in (texts, development))
    inventory = inventory_of(learned)
    data = [[numbered(example, inventory) for example in each] for each in (learned, kept)]
    network = WordsNetwork(_sizes(learned[0].pieces.shape[1] // 2, inventory))
    _fit(network, data[0], recipe, lambda epoch: log(f"after epoch {epoch}: heads {right(network, data[1]):.4f}"))
    export_words(network, out)
    share = right(network, data[1])
    about = {**manifest.about, "words": {"recipe": asdict(recipe), "heads right": round(share, 4)}}
    write_manifest(out, manifest.choices, about, inventory)
    return share


def _taught(texts: Sequence[str]) -> list[Doc]:
    from onrecord.pipeline import load

    nlp = load(words="spacy")
    nlp.remove_pipe("onrecord")
    return list(nlp.pipe(texts, batch_size=16))


def _sizes(states: int, inventory: Inventory) -> WordSizes:
    counts = asdict(inventory)
    return WordSizes(states=states, **{name: len(labels) for name, labels in counts.items()})


def _fit(network: WordsNetwork, data: Sequence[Any], recipe: WordsRecipe, after: Callable[[int], None]) -> None:
    """Train, and leave the average of the weights in the network."""
    random = Random(recipe.seed)
    steps = recipe.epochs * sum(1 for _ in batches(data, recipe.batch, None))
    optimizer = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, (n + 1) / recipe.warm_up) * max(0.02, 1 - n / steps)
    )
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    step = 0
    for epoch in range(1, recipe.epochs + 1):
        network.train()
        for batch in batches(data, recipe.batch, random):
            optimizer.zero_grad(set_to_none=True)
            with torch.autocast("cpu", torch.bfloat16, enabled=recipe.bfloat16):
                loss = _loss(network, batch)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            rate.step()
            step += 1
            share = min(1 - recipe.average, 1.0) if step > recipe.warm_up else 0.05
            for name, value in network.state_dict().items():
                average[name].lerp_(value, share)
        own = {name: value.clone() for name, value in network.state_dict().items()}
        network.load_state_dict(average)
        after(epoch)
        if epoch < recipe.epochs:
            network.load_state_dict(own)


def _loss(network: WordsNetwork, batch: Sequence[Tensor]) -> Tensor:
    pieces, shapes, tags, parts, relations, names, heads, begins = batch
    scores = network(pieces.float(), shapes, heads != IGNORED)
    related = network.relations(scores.lower, scores.upper, heads.clamp(min=0))
    pairs = [(scores.tags, tags), (scores.parts, parts), (scores.names, names), (scores.begins, begins)]
    return sum(
        (_entropy(given, label) for given, label in [*pairs, (related, relations), (scores.arcs, heads)]),
        _entropy(scores.arcs, heads),
    )


def _entropy(scores: Tensor, labels: Tensor) -> Tensor:
    return nn.functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


@torch.inference_mode()
def right(network: WordsNetwork, data: Sequence[Any]) -> float:
    """Return the share of words whose best head is the teacher's."""
    network.eval()
    found = total = 0
    for pieces, shapes, *_, heads, _begins in batches(data, 3000, None):
        words = heads != IGNORED
        found += int(((network(pieces.float(), shapes, words).arcs.argmax(-1) == heads) & words).sum())
        total += int(words.sum())
    return found / total if total else 0.0


class _Words(nn.Module):
    """The network as users run it: one window, its words given by their first and last wordpiece."""

    def __init__(self, network: WordsNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        scores = self.network.of_pieces(states, first, last, shapes)
        fields = scores.__dataclass_fields__
        return tuple(getattr(scores, name)[0] for name in fields)


class _Relations(nn.Module):
    def __init__(self, network: WordsNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, lower: Tensor, upper: Tensor, heads: Tensor) -> Tensor:
        related: Tensor = self.network.relations(lower[None], upper[None], heads[None])
        return related[0]


def export_words(network: WordsNetwork, out: Path) -> None:
    """Write the two graphs that `OnnxParser` loads, in int8."""
    network = network.eval()
    count, size = 7, network.sizes
    at, word = torch.arange(count), {0: "words"}
    names = ["tags", "parts", "names", "begins", "arcs", "lower", "upper"]
    axes = dict.fromkeys([*names, "first", "last", "shapes", "heads", "scores"], word)
    axes |= {"states": {0: "pieces"}, "arcs": {0: "words", 1: "words"}}
    ends = torch.randn(count, size.relation), torch.randn(count, size.relation), at
    with tempfile.TemporaryDirectory() as scratch:
        for name, module, given, inputs, outputs in (
            (
                WORDS,
                _Words(network),
                (torch.randn(12, size.states), at, at, at),
                ["states", "first", "last", "shapes"],
                names,
            ),
            (RELATIONS, _Relations(network), ends, ["lower", "upper", "heads"], ["scores"]),
        ):
            plain = Path(scratch) / name
            write_graph(module, given, plain, inputs, outputs, {n: axes[n] for n in [*inputs, *outputs]})
            quantise(plain, out / name)
