"""What an article tells of a person beside name and role."""

from __future__ import annotations

from datetime import date

import pytest

from factory import mention
from onrecord.traits import of, setting

DAY = date(2020, 6, 1)


def told(text: str, name: str = "Ana Tangmere", *roles: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for trait in of(mention(name, *roles, forms=[name], text=text), text, DAY):
        found.setdefault(trait.kind.value, set()).add(trait.value)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“No,” said Ana Tangmere, 24, a student.", {"born": {"1996"}, "called": {"student"}}),
        ("“No,” said Ana Tangmere (71).", {"born": {"1949"}}),
        ("“No,” said 33-year-old miner Ana Tangmere.", {"born": {"1987"}}),
        ("“No,” said Ana Tangmere on Monday. She is 49.", {"born": {"1971"}, "sex": {"f"}}),
        ("“No,” said Sen. Ana Tangmere of Montana.", {"place": {"Montana"}}),
        ("“No,” said Ana Tangmere of January’s storm.", {}),
        ("“No,” said Mrs. Ana Tangmere.", {"sex": {"f"}}),
        ("“No,” said Ana Tangmere. She has taught for years.", {"sex": {"f"}}),
        ("The late mayor Ana Tangmere founded it.", {"dead": {"2020-06-01"}}),
        ("“No,” said Ana Tangmere, the younger.", {"kin": {"jr"}}),
        ("“No,” said Ana Tangmere, daughter of the senator Ana Tangmere.", {"kin": {"jr"}}),
        ("“No,” said Ana Tangmere, like her mother and namesake a mayor.", {"kin": {"jr"}}),
        (
            "“No,” said Ana Tangmere. She took over from her aunt, who bore the same name.",
            {"kin": {"jr"}, "sex": {"f"}},
        ),
        ("“No,” said Ana Tangmere. Her daughter, also called Ana, sat by.", {"kin": {"sr"}}),
        ("“No,” said Ana Tangmere. Her niece Ana sings.", {"kin": {"sr"}}),
        ("“No,” said Ana Tangmere (father), the mayor.", {"kin": {"sr"}}),
        ("“No,” said Ana Tangmere, whose daughter Lotte sings.", {"called": {"daughter Lotte sings"}}),
        ("“No,” said Ana Tangmere, the founder’s granddaughter.", {"kin": {"child"}}),
        ("“No,” said Ana Tangmere, a widow from Hesk.", {"called": {"widow from Hesk"}}),
        ("“No,” said Ana Tangmere.", {}),
    ],
)
def test_what_stands_around_a_name(text: str, expected: dict[str, set[str]]) -> None:
    assert told(text) == expected


def test_what_is_told_in_two_ways_is_not_told() -> None:
    assert told("Ana Tangmere, 24, sang. Later Ana Tangmere, 42, danced.") == {}


def test_a_role_tells_the_sex() -> None:
    assert told("“No,” said Ana Tangmere, a spokeswoman.", "Ana Tangmere", "spokeswoman") == {"sex": {"f"}}


def test_an_article_is_on_the_only_country_that_it_names() -> None:
    assert setting("Kuwait shut its borders. Kuwaiti ministers met.") == "kuwait"
    assert setting("Kuwait and Jordan met.") is None
    assert setting("They met.") is None
