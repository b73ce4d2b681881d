"""The network in onnxruntime: what gives the scores for users."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.model.decode import Floats
from onrecord.model.features import Ints
from onrecord.model.tagging import LinkInput
from onrecord.model.weights import ENCODER, LINK, TOKENIZER, Manifest, read_checked


class OnnxScorer:
    """Scores by two graphs: the encoder with the tag head, and the link head."""

    def __init__(self, folder: Path, manifest: Manifest, threads: int | None = None) -> None:
        """Load the graphs from the folder. `threads`: cores for one batch; one, where spaCy has use for the others."""
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads or 1
        options.inter_op_num_threads = 1
        # a thread that spins while it waits would take its core from the parser
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        try:
            self._encoder, self._link = (
                ort.InferenceSession(read_checked(folder, name, manifest), options, ["CPUExecutionProvider"])
                for name in (ENCODER, LINK)
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"{folder}: onnxruntime refuses these weights: {error}") from error

    def encode(self, ids: Ints, marks: Ints, cases: Ints) -> tuple[Floats, Floats]:
        """Return hidden states and tag scores."""
        hidden, tags = self._encoder.run(None, {"ids": ids, "marks": marks, "cases": cases})
        return hidden, tags

    def link(self, hidden: Floats, tags: Floats, cues: LinkInput) -> Floats:
        """Return link scores."""
        given = {name: getattr(cues, name) for name in LinkInput.__dataclass_fields__}
        (scores,) = self._link.run(None, {"hidden": hidden, "tags": tags, **given})
        return np.asarray(scores, dtype=np.float32)


def load_tokenizer(folder: Path, manifest: Manifest) -> Tokenizer:
    """Load the wordpiece tokenizer, without the truncation and padding that it may ask for."""
    tokenizer = Tokenizer.from_str(read_checked(folder, TOKENIZER, manifest).decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
