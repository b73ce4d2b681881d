"""`ModelTagger`: the trained model behind the interface that detection knows. It loads its weights when
first used.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.model.tagging import tag_text
from onrecord.model.weights import PACKAGED, Manifest, read_manifest
from onrecord.quotemarks import Quoted, pair
from onrecord.tagger import Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

    from onrecord.model.session import OnnxScorer

_MOST_BEGUN = 256
"""Texts that may wait for being asked for; more are tagged when they are."""


class ModelTagger:
    """Finds relations by the trained model, and by rules the few that it does not look for (see `evidence`).

    The model reads the text alone; the rules read the parse, where there is one.

    It can be pickled and survives a fork: each process loads the weights for itself.
    """

    def __init__(self, folder: Path = PACKAGED, threads: int | None = None) -> None:
        """Take the weights from `folder`; nothing is read before the first text."""
        self.folder, self.threads = folder, threads
        self._begun: dict[tuple[int, str], Future[list[Relation]]] = {}

    def __getstate__(self) -> tuple[Path, int | None]:
        """Keep what another process can use."""
        return self.folder, self.threads

    def __setstate__(self, state: tuple[Path, int | None]) -> None:
        """Begin anew in another process."""
        self.folder, self.threads = state
        self._begun = {}

    def __call__(self, doc: Doc, marks: Sequence[Quoted]) -> list[Relation]:
        """Return the relations of a text in the order of their contents.

        Raises ModelError where the weights are missing or are not those of their manifest.
        """
        found = self.tag(doc.text, marks)
        if not doc.has_annotation("DEP"):
            return found
        from onrecord.model.evidence import supplied

        return supplied(doc, marks, found)

    def tag(self, text: str, marks: Sequence[Quoted]) -> list[Relation]:
        """Return the relations that the model finds, of a text that nothing need have parsed."""
        begun = self._begun.pop((os.getpid(), text), None)
        return begun.result() if begun is not None else self._tagged(text, marks)

    def begin(self, text: str) -> None:
        """Begin to tag a text that will be asked for soon, on another core while this one parses.

        onnxruntime computes outside Python's lock, so that the two run side by side.
        """
        process = os.getpid()
        if len(self._begun) < _MOST_BEGUN and (process, text) not in self._begun:
            self._begun[process, text] = _helper(process).submit(lambda: self._tagged(text, pair(text)))

    def _tagged(self, text: str, marks: Sequence[Quoted]) -> list[Relation]:
        if not text.strip():
            return []
        tokenizer, scorer, manifest = _loaded(self.folder, self.threads, os.getpid())
        return tag_text(text, marks, tokenizer, scorer, manifest.choices)


@cache
def _helper(process: int) -> ThreadPoolExecutor:
    # threads do not survive a fork either
    return ThreadPoolExecutor(1, f"onrecord-tagger-{process}")


@cache
def _loaded(folder: Path, threads: int | None, process: int) -> tuple[Tokenizer, OnnxScorer, Manifest]:
    # a session of onnxruntime does not survive a fork: hence the process in the key
    from onrecord.model.session import OnnxScorer, load_tokenizer

    manifest = read_manifest(folder)
    return load_tokenizer(folder, manifest), OnnxScorer(folder, manifest, threads), manifest
