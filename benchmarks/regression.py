"""What a change costs in work and in accuracy, on the articles of seeds/; counted, so that a busy machine is no matter.

usage: python benchmarks/regression.py [--write]

Work is counted in Python's own instructions, those of this package alone (what libraries do is not counted, but that
they are called more often is seen by what calls them), and in the wordpieces that the encoder is given, which is where
most of the time goes. Both are held against regression.json: exit status 1 where one has grown by a quarter, or where a
measure of accuracy has fallen by a point. `--write` makes what is measured the new measure.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any
from unittest.mock import patch

import onrecord
from onrecord.evaluate import evaluate, load_gold
from onrecord.evaluate.gold import relation_of
from onrecord.model.session import OnnxScorer
from onrecord.reading import read_all
from onrecord.store import Store
from onrecord.types import Extraction

HERE = Path(__file__).parent
KEPT = HERE / "regression.json"
SEEDS = HERE.parent / "seeds"
PACKAGE = str(Path(onrecord.__file__).parent)
MOST_WORK, MOST_LOST = 1.25, 0.01


class Work:
    """Counts the instructions of our own functions while it is entered."""

    def __init__(self) -> None:
        self.instructions = 0

    def __enter__(self) -> Work:
        sys.settrace(self._called)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _called(self, frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
        if not frame.f_code.co_filename.startswith(PACKAGE):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return self._inside

    def _inside(self, frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
        self.instructions += event == "opcode"
        return self._inside


def measured() -> tuple[dict[str, int], dict[str, float]]:
    """Return the work by stage, and the measures of accuracy."""
    articles = list(read_all([SEEDS / "articles"], on_problem=print))
    nlp = onrecord.load()
    onrecord.extract(nlp, articles[0])  # what is only read once
    pieces = _count_pieces()
    with Work() as extracting:
        found = [onrecord.extract(nlp, article) for article in articles]
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "r.db") as store, Work() as adding:
        for extraction in found:
            store.add_extraction(extraction)
    work = {"extracting": extracting.instructions, "adding": adding.instructions, "wordpieces": pieces[0]}
    return work, _accuracy(found)


def _count_pieces() -> list[int]:
    """Return a list whose one number counts the wordpieces that are encoded from now on."""
    counted, encode = [0], OnnxScorer._of_window

    def counting(self: OnnxScorer, ids: Any, marks: Any, cases: Any) -> Any:
        counted[0] += ids.size
        return encode(self, ids, marks, cases)

    patch.object(OnnxScorer, "_of_window", counting).start()
    return counted


def _accuracy(found: list[Extraction]) -> dict[str, float]:
    gold = load_gold(SEEDS / "gold" / "seeds.jsonl", SEEDS / "articles")
    scores = evaluate(gold, {each.article.id: [relation_of(one) for one in each.quotations] for each in found})
    who, speakers = scores.who_said_what, scores.speakers
    assert speakers is not None
    return {
        "who said what, F1": round(who.f1, 4),
        "words of contents, F1": round(scores.content_token.f1, 4),
        "names right": round(speakers.on_matched or 0.0, 4),
        "no wrong name": round(1 - (speakers.wrong_name or 0.0), 4),
    }


def losses(work: Mapping[str, int], accuracy: Mapping[str, float], kept: Mapping[str, Any]) -> list[str]:
    """Return what has become worse than is allowed, a line each."""
    said = []
    for name, before in kept["work"].items():
        if work[name] > MOST_WORK * before:
            said.append(f"{name}: {work[name]:,} instead of {before:,}, {work[name] / before - 1:+.0%}")
    for name, figure in kept["accuracy"].items():
        if accuracy[name] < figure - MOST_LOST:
            said.append(f"{name}: {accuracy[name]:.3f} instead of {figure:.3f}")
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description="Hold work and accuracy on seeds/ against what they were.")
    parser.add_argument("--write", action="store_true", help="keep what is measured as the new measure")
    options = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":  # the order of sets would change the count
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    work, accuracy = measured()
    kept = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {"work": {}}
    for name, figure in (work | accuracy).items():
        print(f"{name:24}{figure:>14,}")
    if options.write:
        new = {"work": kept["work"] | {version: work}, "accuracy": accuracy}
        KEPT.write_text(json.dumps(new, indent=2) + "\n", encoding="utf-8")
        return
    of_version = kept["work"].get(version)
    if of_version is None:
        print(f"no work was measured by Python {version}, whose instructions are others: accuracy alone is compared")
    worse = losses(work, accuracy, {"work": of_version or {}, "accuracy": kept.get("accuracy", {})})
    print("\n".join(worse) if worse else "nothing is worse")
    sys.exit(1 if worse else 0)


if __name__ == "__main__":
    main()
