"""How often `onrecord check` is right about the claims of tests/checks, half by half.

usage: python benchmarks/checks.py [--half dev|held] [--wrong]

Builds a registry of the invented record in a temporary folder and checks every claim. Prints the confusion matrices
that checks.md keeps; with --wrong also each claim that is not answered exactly right. Exits 1 where a claim is called
verbatim that is not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from checkset import HALVES, VERDICTS, Check, checks, exactly_right, fill
from onrecord.checking import Check as Answer
from onrecord.checking import check
from onrecord.store import Store


def matrix(answered: Sequence[tuple[Check, Answer]], right: int, half: str) -> str:
    """Return one half's confusion matrix: a row for each verdict that was expected, a column for each given."""
    counted = Counter((each.verdict, answer.verdict.value) for each, answer in answered)
    rows = [f"| expected, {half} half | {' | '.join(VERDICTS)} |", f"| --- |{' ---: |' * len(VERDICTS)}"]
    rows += [f"| {one} | {' | '.join(str(counted[one, two] or '·') for two in VERDICTS)} |" for one in VERDICTS]
    same = sum(counted[one, one] for one in VERDICTS)
    share = f"Verdict right: {same} of {len(answered)} ({same / len(answered):.1%}); with alarms, speaker and article: "
    return "\n".join(rows) + f"\n\n{share}{right} ({right / len(answered):.1%}).\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure `onrecord check` on the claims of tests/checks.")
    parser.add_argument("--half", choices=HALVES, help="only this one")
    parser.add_argument("--wrong", action="store_true", help="list the claims that are not answered exactly right")
    options = parser.parse_args()
    falsely = 0
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "record.db") as store:
        fill(store)
        for half in (options.half,) if options.half else HALVES:
            answered = [(each, check(store, each.claim, each.by)) for each in checks(half)]
            wrong = [(each, answer) for each, answer in answered if not exactly_right(each, answer, store)]
            print(matrix(answered, len(answered) - len(wrong), half))
            falsely += sum(a.verdict.value == "verbatim" != each.verdict for each, a in answered)
            for each, answer in wrong if options.wrong else ():
                alarms = ", ".join(sorted({alarm.kind.value for alarm in answer.alarms}))
                print(f"- {each}\n  is said to be {answer.verdict.value} ({alarms})")
    sys.exit(1 if falsely else 0)


if __name__ == "__main__":
    main()
