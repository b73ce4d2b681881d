"""`ModelTagger`: the trained model behind the interface that detection knows. It loads its weights when
first used.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING

from onrecord.model.annotating import Annotator, words_of_doc
from onrecord.model.decode import Floats
from onrecord.model.features import Ints
from onrecord.model.parsing import Parse, parse_window
from onrecord.model.tagging import arrays, tag_text
from onrecord.model.weights import PACKAGED, Manifest, read_manifest
from onrecord.model.windows import Window
from onrecord.quotemarks import Quoted, pair
from onrecord.tagger import Relation

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from tokenizers import Tokenizer

    from onrecord.model.session import OnnxParser, OnnxScorer

_FOUND = "onrecord.relations"
"""Where on a `Doc` the relations wait that were found while its words were read."""
_LOADING: defaultdict[int, Lock] = defaultdict(Lock)
"""For each process, so that threads that begin at once load the weights once and a fork inherits no held lock."""


class ModelTagger:
    """Finds relations by the trained model, and by rules the few that it does not look for (see `evidence`).

    The model reads the text alone; the rules read the parse, where there is one.

    It can be pickled and survives a fork: each process loads the weights for itself.
    """

    def __init__(self, folder: Path = PACKAGED, threads: int | None = None) -> None:
        """Take the weights from `folder`; nothing is read before the first text."""
        self.folder, self.threads = folder, threads

    def __getstate__(self) -> tuple[Path, int | None]:
        """Keep what another process can use."""
        return self.folder, self.threads

    def __setstate__(self, state: tuple[Path, int | None]) -> None:
        """Begin anew in another process."""
        self.folder, self.threads = state

    def __call__(self, doc: Doc, marks: Sequence[Quoted]) -> list[Relation]:
        """Return the relations of a text in the order of their contents.

        Raises ModelError where the weights are missing or are not those of their manifest.
        """
        left = doc.user_data.pop(_FOUND, None)
        found = left if left is not None else self.tag(doc.text, marks)
        if left is None and not doc.has_annotation("DEP"):
            return found
        from onrecord.model.evidence import supplied

        return supplied(doc, marks, found)

    def tag(self, text: str, marks: Sequence[Quoted]) -> list[Relation]:
        """Return the relations that the model finds, of a text that nothing need have parsed."""
        if not text.strip():
            return []
        loaded = self._loaded()
        return tag_text(text, marks, loaded.tokenizer, loaded.scorer, loaded.manifest.choices)

    def read(self, doc: Doc, write: Annotator) -> None:
        """Write into a text that is cut into words what the model knows of them, and leave its relations for a call.

        Raises ModelError as a call does, and where these weights know nothing of words.
        """
        seen = self._seen(doc)
        write(doc, seen.numbers, seen.parse, self._parser().inventory)
        doc.user_data[_FOUND] = seen.relations

    def warm(self) -> None:
        """Begin to read the weights, on another core; what is wrong with them is told by whoever needs them."""
        Thread(target=self._warm, name="onrecord-tagger").start()

    def _warm(self) -> None:
        with suppress(Exception):
            self._parser()

    def _seen(self, doc: Doc) -> _Seen:
        words, numbers = words_of_doc(doc)
        parse, text, loaded = Parse.unknown(len(words)), doc.text, self._loaded()
        parser = self._parser()

        def encode(batch: Sequence[Window]) -> tuple[Floats, Floats]:
            hidden, tags, states = loaded.scorer.encode_all(*arrays(batch))
            for window, of_window in zip(batch, states, strict=True):
                parse_window(window, of_window, words, parser, parse)
            return hidden, tags

        relations = (
            tag_text(text, pair(text), loaded.tokenizer, loaded.scorer, loaded.manifest.choices, encode)
            if text.strip()
            else []
        )
        return _Seen(relations, numbers, parse)

    def _loaded(self) -> _Loaded:
        process = os.getpid()
        with _LOADING[process]:
            return _load(self.folder, self.threads, process)

    def _parser(self) -> OnnxParser:
        loaded = self._loaded()
        with _LOADING[os.getpid()]:
            return loaded.parser


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one reading of a text gives: relations, and a parse of its words with their numbers in the `Doc`."""

    relations: list[Relation]
    numbers: Ints
    parse: Parse


@dataclass(frozen=True)
class _Loaded:
    folder: Path
    manifest: Manifest
    tokenizer: Tokenizer
    scorer: OnnxScorer
    threads: int | None

    @cached_property
    def parser(self) -> OnnxParser:
        from onrecord.model.session import OnnxParser

        return OnnxParser(self.folder, self.manifest, self.threads)


@cache
def _load(folder: Path, threads: int | None, process: int) -> _Loaded:
    # a session of onnxruntime does not survive a fork: hence the process in the key
    from onrecord.model.session import OnnxScorer, load_tokenizer

    manifest = read_manifest(folder)
    return _Loaded(folder, manifest, load_tokenizer(folder, manifest), OnnxScorer(folder, manifest, threads), threads)
