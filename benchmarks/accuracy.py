"""Score the extractor on gold and keep the figures as a row of benchmarks/accuracy.md.

usage: python benchmarks/accuracy.py GOLD.jsonl [--speakers FILE] [--articles FOLDER] [--variant NAME]
                                     [--dataset NAME] [--rounds N]

A row of the same variant and data set is replaced. The speed is onrecord's words a second as a share of plain
spaCy's on the same texts (see speed.py); --rounds 0 leaves it out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.evaluate import GoldArticle, Scores, evaluate, load_gold, predict
from onrecord.types import Kind
from speed import speed_ratio

TABLE = Path(__file__).parent / "accuracy.md"
COLUMNS = (
    "variant",
    "data set",
    "P",
    "R",
    "F1",
    "direct R",
    "mixed R",
    "indirect R",
    "content.token F1",
    "names right",
    "names wrong",
    "speed",
)
INTRODUCTION = """\
# Accuracy

Written by `accuracy.py`. P, R, F1 and the recalls by kind are `who_said_what`: content matched and the
source agreeing. Names right: of matched quotations of named persons (`named.on_matched`); names wrong: of all
matched quotations, those given a wrong person's name (`wrong_name`). Speed: words a second as a share of
plain spaCy's.

"""
NONE = "–"


def row(variant: str, dataset: str, scores: Scores, speed: float | None) -> list[str]:
    """Return the cells of one row."""
    who, speakers = scores.who_said_what, scores.speakers
    figures = [
        *(who.precision, who.recall, who.f1),
        *(scores.kinds[kind].recall if scores.kinds[kind].gold else None for kind in Kind),
        scores.content_token.f1,
        speakers.on_matched if speakers else None,
        speakers.wrong_name if speakers else None,
    ]
    cells = [NONE if figure is None else f"{figure:.3f}" for figure in figures]
    return [variant, dataset, *cells, NONE if speed is None else f"{speed:.2f}"]


def rows_kept() -> list[list[str]]:
    """Return the rows that the table has."""
    if not TABLE.exists():
        return []
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def keep(new: list[str]) -> None:
    """Put `new` in place of the row of the same variant and data set, or at the end."""
    rows = rows_kept()
    same = [number for number, old in enumerate(rows) if old[:2] == new[:2]]
    if same:
        rows[same[0]] = new
    else:
        rows.append(new)
    rules = ["---", "---", *["---:"] * (len(COLUMNS) - 2)]
    table = "".join(f"| {' | '.join(cells)} |\n" for cells in [list(COLUMNS), rules, *rows])
    TABLE.write_text(INTRODUCTION + table, encoding="utf-8")


def measured_speed(gold: list[GoldArticle], rounds: int) -> float | None:
    return speed_ratio([each.article for each in gold], rounds) if rounds else None


def print_table(scores: Scores) -> None:
    print(f"{'measure':26}{'P':>8}{'R':>8}{'F1':>8}{'value':>8}{'of':>8}")
    for measure, *figures, of in scores.table():
        cells = (f"{figure:8.3f}" if isinstance(figure, float) else f"{'':8}" for figure in figures)
        print(f"{measure:26}{''.join(cells)}{of:8}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Score the extractor on gold; keep the figures in accuracy.md.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--speakers", type=Path, help="speakers of the gold, where a second file has them")
    parser.add_argument("--articles", type=Path, help="folder of the texts, where they lie elsewhere")
    parser.add_argument("--variant", default="rules", help="what is measured")
    parser.add_argument("--dataset", help="name in the table (default: folder/file)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the speed measurement; 0: none")
    options = parser.parse_args()
    gold = load_gold(options.gold, options.articles, options.speakers)
    scores = evaluate(gold, predict(gold))
    print_table(scores)
    dataset = options.dataset or f"{options.gold.resolve().parent.name}/{options.gold.stem}"
    new = row(options.variant, dataset, scores, measured_speed(gold, options.rounds))
    keep(new)
    print("\n" + ", ".join(f"{name} {cell}" for name, cell in zip(COLUMNS, new, strict=True)))


if __name__ == "__main__":
    main()
