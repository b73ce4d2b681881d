"""The network in torch as the run-time code wants it, to measure a network before it is exported."""

from __future__ import annotations

import numpy as np
import torch

from onrecord.model.decode import Floats
from onrecord.model.features import Ints
from onrecord.model.tagging import LinkInput
from onrecord.train.network import Network


class TorchScorer:
    """Scores by a torch network, in float32."""

    def __init__(self, network: Network) -> None:
        """Put the network into evaluation mode."""
        self.network = network.eval()

    @torch.inference_mode()
    def encode(self, ids: Ints, marks: Ints, cases: Ints) -> tuple[Floats, Floats]:
        """Return hidden states and tag scores."""
        hidden, tags = self.network(*(torch.from_numpy(a) for a in (ids, marks, cases)))
        return hidden.numpy(), tags.numpy()

    @torch.inference_mode()
    def link(self, hidden: Floats, tags: Floats, cues: LinkInput) -> Floats:
        """Return link scores."""
        arrays = (hidden, tags, cues.window, cues.first, cues.last, cues.distance, cues.between, cues.crossed)
        scores = self.network.link(*(torch.from_numpy(np.ascontiguousarray(a)) for a in arrays))
        return np.asarray(scores.numpy(), dtype=np.float32)
