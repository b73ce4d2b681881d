"""The page on what many articles cost: its arithmetic is right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "scale.md").read_text(encoding="utf-8")
LINES = re.findall(r"^(.+?)  +([\d,. x/]+) = ([\d,.]+)$", PAGE, re.MULTILINE)


def number(text: str) -> float:
    return float(text.replace(",", ""))


def worked_out(expression: str) -> float:
    """Return what an expression of numbers, " x " and " / " comes to."""
    first, *more = re.split(r" ([x/]) ", expression)
    found = number(first)
    for sign, each in zip(more[::2], more[1::2], strict=True):
        found = found * number(each) if sign == "x" else found / number(each)
    return found


@pytest.mark.parametrize(("what", "expression", "result"), LINES)
def test_each_line_is_right(what: str, expression: str, result: str) -> None:
    """To within what rounding its numbers may do."""
    assert worked_out(expression) == pytest.approx(number(result), rel=0.02)


def test_nothing_is_left_out() -> None:
    assert [what.strip() for what, *_ in LINES] == [
        "words",
        "core hours",
        "days on 64 cores",
        "days on 1,024 cores",
        "price",
        "quotations",
        "GB of Parquet",
        "GB of PostgreSQL",
        "days of loading",
    ]
