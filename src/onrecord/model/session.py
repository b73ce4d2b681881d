"""The network in onnxruntime: what gives the scores for users."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.model.decode import Floats
from onrecord.model.features import Ints
from onrecord.model.parsing import Scored
from onrecord.model.tagging import LinkInput
from onrecord.model.weights import ENCODER, LINK, RELATIONS, TOKENIZER, WORDS, Manifest, read_checked

_STATES = "states"
"""The output of an encoder that has one for the words: three of its layers side by side."""


_SLOW = ["SkipLayerNormFusion"]
"""What onnxruntime would join into an operation that takes longer than its parts (1.31, eight times on one core)."""


def _options(threads: int | None, *, arena: bool) -> ort.SessionOptions:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads or 1
    options.inter_op_num_threads = 1
    # a thread that spins while it waits would take its core from others
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = arena
    options.log_severity_level = 3
    return options


def _session(
    folder: Path, manifest: Manifest, name: str, threads: int | None, *, arena: bool = True
) -> ort.InferenceSession:
    """Load a graph. `arena`: keep memory for the next call, which is good where all inputs are small."""
    try:
        return ort.InferenceSession(
            read_checked(folder, name, manifest),
            _options(threads, arena=arena),
            ["CPUExecutionProvider"],
            disabled_optimizers=_SLOW,
        )
    except (RuntimeError, ValueError) as error:
        raise ModelError(f"{folder}: onnxruntime refuses these weights: {error}") from error


class OnnxScorer:
    """Scores by two graphs: the encoder with the tag head, and the link head."""

    def __init__(self, folder: Path, manifest: Manifest, threads: int | None = None) -> None:
        """Load the graphs from the folder. `threads`: cores for one window; one, where others have use for the rest."""
        self._encoder = _session(folder, manifest, ENCODER, threads)
        self._link = _session(folder, manifest, LINK, threads, arena=False)
        self._outputs = ["hidden", "tag_scores"]
        self.gives_states = any(output.name == _STATES for output in self._encoder.get_outputs())
        if self.gives_states:
            self._outputs.append(_STATES)

    def encode(self, ids: Ints, marks: Ints, cases: Ints) -> tuple[Floats, Floats]:
        """Return hidden states and tag scores."""
        hidden, tags, _ = self.encode_all(ids, marks, cases)
        return hidden, tags

    def encode_all(self, ids: Ints, marks: Ints, cases: Ints) -> tuple[Floats, Floats, list[Floats]]:
        """Return hidden states, tag scores, and of each window the states that its words are read from, if any.

        Windows are encoded one by one: none is padded, and what is found in one does not depend on others, as it would
        by a scale of int8 that is chosen for all.
        """
        each = [
            self._of_window(*(array[n : n + 1, : int(size)] for array in (ids, marks, cases)))
            for n, size in enumerate((ids != 0).sum(1))
        ]
        hidden, tags = (_stacked([found[k] for found in each], ids.shape[1]) for k in (0, 1))
        return hidden, tags, [found[2][0] for found in each if len(found) > 2]

    def _of_window(self, ids: Ints, marks: Ints, cases: Ints) -> list[Floats]:
        found: list[Floats] = self._encoder.run(self._outputs, {"ids": ids, "marks": marks, "cases": cases})
        return found

    def link(self, hidden: Floats, tags: Floats, cues: LinkInput) -> Floats:
        """Return link scores."""
        given = {name: getattr(cues, name) for name in LinkInput.__dataclass_fields__}
        (scores,) = self._link.run(None, {"hidden": hidden, "tags": tags, **given})
        return np.asarray(scores, dtype=np.float32)


def _stacked(each: Sequence[Floats], length: int) -> Floats:
    full = np.zeros((len(each), length, each[0].shape[2]), dtype=np.float32)
    for row, found in zip(full, each, strict=True):
        row[: found.shape[1]] = found[0]
    return full


class OnnxParser:
    """Scores words by two graphs, over the states of the encoder."""

    def __init__(self, folder: Path, manifest: Manifest, threads: int | None = None) -> None:
        """Load the graphs from the folder. Raises ModelError where the manifest has none."""
        if manifest.inventory is None:
            raise ModelError(f"{folder}: these weights read no words: train them with `onrecord train-words`")
        self.inventory = manifest.inventory
        self._words, self._relations = (_session(folder, manifest, name, threads) for name in (WORDS, RELATIONS))

    def words(self, states: Floats, first: Ints, last: Ints, shapes: Ints) -> Scored:
        """Return the scores of words."""
        given = {"states": states, "first": first, "last": last, "shapes": shapes}
        return Scored(*self._words.run([field.name for field in fields(Scored)], given))

    def relations(self, lower: Floats, upper: Floats, heads: Ints) -> Floats:
        """Return the scores of the relations of words to their heads."""
        (scores,) = self._relations.run(None, {"lower": lower, "upper": upper, "heads": heads})
        return np.asarray(scores, dtype=np.float32)


def load_tokenizer(folder: Path, manifest: Manifest) -> Tokenizer:
    """Load the wordpiece tokenizer, without the truncation and padding that it may ask for."""
    tokenizer = Tokenizer.from_str(read_checked(folder, TOKENIZER, manifest).decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
