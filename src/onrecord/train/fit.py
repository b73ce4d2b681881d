"""The training loop: seeded, resumable from its last checkpoint, with an average of the weights kept beside
them.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from onrecord.errors import ModelError
from onrecord.train.checkpoints import pretrained
from onrecord.train.data import batches, examples, load_articles
from onrecord.train.loss import Teacher, loss_of
from onrecord.train.network import Network, Sizes

Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train. The rates are AdamW's at their highest, after the warm-up; then they fall to zero in a
    line.
    """

    epochs: int = 5
    batch: int = 8
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    decay: float = 0.01
    warm_up: float = 0.1
    clip: float = 1.0
    average: float = 0.995
    dropout: float = 0.1
    edit: bool = True
    bfloat16: bool = True
    seed: int = 1
    threads: int = 1
    save_every: int = 100
    teacher_share: float = 0.6


def load_tokenizer(folder: Path) -> Tokenizer:
    """Read the `tokenizer.json` of a checkpoint, without the truncation and the padding that it may ask
    for.
    """
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


class _Run:
    """All that changes while training, so that it can be written down and taken up again."""

    def __init__(self, encoder: Path, recipe: Recipe, start: Path | None = None) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe = recipe
        self.network = pretrained(encoder, recipe.dropout)
        if start is not None:
            self.network.load_state_dict(_checkpoint(start)["mean"])
        self.mean = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
        self.optimizer = torch.optim.AdamW(_groups(self.network, recipe), fused=True)
        self.epoch = self.step = self.done = 0
        self.rates: list[float] = [group["lr"] for group in self.optimizer.param_groups]

    def state(self) -> dict[str, Any]:
        return {
            "network": self.network.state_dict(),
            "mean": self.mean,
            "optimizer": self.optimizer.state_dict(),
            "at": torch.tensor([self.epoch, self.step, self.done]),
            "chance": torch.get_rng_state(),
            "sizes": self.network.sizes.as_dict(),
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.network.load_state_dict(state["network"])
        self.mean = state["mean"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.epoch, self.step, self.done = (int(n) for n in state["at"])
        torch.set_rng_state(state["chance"])

    def rate(self, total: int) -> None:
        warm = max(1, int(self.recipe.warm_up * total))
        share = min((self.done + 1) / warm, max(0.0, (total - self.done) / max(1, total - warm)))
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * share

    def learn(self, loss: Tensor) -> None:
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.recipe.clip)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.done += 1
        keep = min(self.recipe.average, self.done / (self.done + 9))
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                self.mean[name].lerp_(value, 1 - keep)


def _groups(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    """Parameters by rate: the deeper a layer the lower its rate; none of the one-dimensional ones decays."""
    layers = network.sizes.layers
    found: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        rate = recipe.head_rate
        if name.startswith("encoder.layers."):
            rate = recipe.rate * recipe.layer_decay ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.marks", "encoder.cases")):
            rate = recipe.head_rate
        elif name.startswith("encoder."):
            rate = recipe.rate * recipe.layer_decay**layers
        decay = recipe.decay if parameter.ndim > 1 else 0.0
        found.setdefault((rate, decay), []).append(parameter)
    return [{"params": ps, "lr": rate, "weight_decay": decay} for (rate, decay), ps in found.items()]


def fit(
    articles: Path,
    encoder: Path,
    out: Path,
    recipe: Recipe,
    log: Log,
    after_epoch: Callable[[Network, int], None] | None = None,
    *,
    start: Path | None = None,
    teacher: Path | None = None,
) -> Network:
    """Train on annotated articles, from a BERT or MPNet checkpoint's folder; return the network with the averaged
    weights.

    `start`: folder of an earlier call with the same encoder, from whose averaged weights this one begins. `teacher`:
    folder of an earlier call, with any encoder, whose network's answers count for `teacher_share` of the loss.

    `out` gets `checkpoint.pt` every `save_every` steps, and a call with the same `out` goes on from there.
    `log` takes a line for people. `after_epoch` is given the averaged network and the number of epochs
    done.
    """
    torch.set_num_threads(recipe.threads)
    out.mkdir(parents=True, exist_ok=True)
    gold, tokenizer = load_articles(articles), load_tokenizer(encoder)
    run = _Run(encoder, recipe, start)
    tutor = Teacher(load_trained(teacher), recipe.teacher_share) if teacher is not None else None
    saved = out / "checkpoint.pt"
    if saved.exists():
        run.restore(torch.load(saved, weights_only=True))
        log(f"going on from step {run.done}")
    log(f"{len(gold)} articles, {asdict(recipe)}")
    total = 0
    while run.epoch < recipe.epochs:
        chance = random.Random(recipe.seed * 1000 + run.epoch)
        made = list(examples(gold, tokenizer, chance if recipe.edit else None))
        planned = batches(made, recipe.batch, chance)
        # the number of windows varies a little from one epoch's variants to the next
        total = run.done - run.step + len(planned) * (recipe.epochs - run.epoch)
        _one_epoch(run, planned, total, saved, log, tutor)
        run.epoch, run.step = run.epoch + 1, 0
        _save(run, saved)
        if after_epoch is not None:
            after_epoch(averaged(run.network, run.mean), run.epoch)
    return averaged(run.network, run.mean)


def _one_epoch(
    run: _Run, planned: list[Any], total: int, saved: Path, log: Log, teacher: Teacher | None = None
) -> None:
    run.network.train()
    began, begun_at, sum_of = time.monotonic(), run.step, 0.0
    for batch in planned[run.step :]:
        run.rate(total)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=run.recipe.bfloat16):
            loss = loss_of(run.network, batch, teacher)
        run.learn(loss)
        run.step += 1
        sum_of += float(loss.detach())
        if run.step % run.recipe.save_every == 0:
            _save(run, saved)
            pace = (time.monotonic() - began) / (run.step - begun_at)
            log(
                f"epoch {run.epoch + 1} step {run.step}/{len(planned)} "
                f"loss {sum_of / (run.step - begun_at):.4f} {pace:.2f} s a step"
            )


def _save(run: _Run, path: Path) -> None:
    new = path.with_suffix(".new")
    torch.save(run.state(), new)
    new.replace(path)


def _checkpoint(folder: Path) -> dict[str, Any]:
    path = folder / "checkpoint.pt"
    if not path.is_file():
        raise ModelError(f"{folder}: no checkpoint.pt there: it is the folder that an earlier training wrote to")
    state: dict[str, Any] = torch.load(path, weights_only=True)
    return state


def load_trained(folder: Path) -> Network:
    """Load the averaged weights that an earlier training left in a folder, in evaluation mode."""
    state = _checkpoint(folder)
    network = Network(Sizes(**state["sizes"]), 0.0)
    network.load_state_dict(state["mean"])
    return network.eval()


def averaged(network: Network, mean: dict[str, Tensor]) -> Network:
    """Return a network in evaluation mode with other weights than the one that is being trained."""
    other = Network(network.sizes, 0.0)
    other.load_state_dict(mean)
    return other.eval()
