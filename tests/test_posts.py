"""Which post a wording names, and when two wordings name one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import posts
from onrecord.posts import When


@pytest.mark.parametrize(
    ("text", "head", "when"),
    [
        ("mayor of Fjordby", "mayor", When.NOW),
        ("former mayor of Fjordby", "mayor", When.ENDED),
        ("ex-mayor", "mayor", When.ENDED),
        ("Fjordby's former mayor", "mayor", When.ENDED),
        ("mayor of Fjordby until 2012", "mayor", When.ENDED),
        ("harbour minister until last month", "minister", When.ENDED),
        ("one-time harbour master", "master", When.ENDED),
        ("then-mayor of Tangby", "mayor", When.EARLIER),
        ("late president of Zendland", "president", When.EARLIER),
        ("ousted prime minister", "minister", When.EARLIER),
        ("retired general", "general", When.EARLIER),
        ("the former British prime minister's aide", "aide", When.UNSURE),
        ("aide to the former prime minister", "aide", When.NOW),
        ("daughter of the late mayor", "daughter", When.NOW),
        ("current mayor", "mayor", When.NOW),
        ("former and current mayor", "mayor", When.UNSURE),
        ("police chief", "chief", When.NOW),
        ("chief of staff", "chief", When.NOW),
        ("chief engineer", "engineer", When.NOW),
        ("deputy", "deputy", When.NOW),
        ("MP", "lawmaker", When.NOW),
        ("Spokeswoman", "spokesman", When.NOW),
    ],
)
def test_the_noun_of_a_post_and_when_it_was_held(text: str, head: str, when: When) -> None:
    (post,) = posts.read(text)
    assert (post.head, post.when) == (head, when)


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("mayor and former teacher", [("mayor", When.NOW), ("teacher", When.ENDED)]),
        ("former president and prime minister", [("president", When.ENDED), ("minister", When.UNSURE)]),
        ("former mayor, now governor of Zend", [("mayor", When.ENDED), ("governor", When.NOW)]),
        ("actor-turned-senator", [("actor", When.NOW), ("senator", When.NOW)]),
        ("minister of foreign affairs and trade", [("minister", When.NOW)]),
        ("Trade and Industry Minister", [("minister", When.NOW)]),
        ("mayor of Fjordby, Norway", [("mayor", When.NOW)]),
        ("", []),
        ("president and chief executive of Zendle", [("president", When.UNSURE), ("executive", When.NOW)]),
        ("Fjordby mayor and head of the ferry board", [("mayor", When.NOW), ("head", When.NOW)]),
        ("elect", []),
    ],
)
def test_a_phrase_may_name_several_posts(text: str, heads: list[tuple[str, When]]) -> None:
    assert [(post.head, post.when) for post in posts.read(text)] == heads


SAME = [
    ("mayor of Fjordby", "Fjordby mayor"),
    ("mayor of Fjordby", "Fjordby’s mayor"),
    ("mayor of Fjordby", "embattled mayor of Fjordby"),
    ("mayor of Fjordby", "former mayor of Fjordby"),
    ("Iraqi prime minister", "prime minister of Iraq"),
    ("Iraqi prime minister", "Iraq's PM"),
    ("prime minister", "Iraqi prime minister"),
    ("Iraqi foreign minister", "minister of foreign affairs of Iraq"),
    ("US Secretary of State", "secretary of state"),
    ("State Department spokeswoman", "spokesperson for the US State Department"),
    ("CEO of Zendle", "chief executive of Zendle"),
    ("Kenyan MP", "member of parliament in Kenya"),
    ("interim head of the ferry board", "acting head of the ferry board"),
]
APART = [
    ("prime minister", "minister"),
    ("interior minister", "foreign minister"),
    ("minister", "interior minister"),
    ("prime minister", "deputy prime minister"),
    ("president", "vice president"),
    ("president of Kenya", "president-elect of Kenya"),
    ("head of the ferry board", "acting head of the ferry board"),
    ("foreign minister", "spokesman for the foreign minister"),
    ("prime minister", "aide to the prime minister"),
    ("Iraqi prime minister", "Iranian prime minister"),
    ("member of the finance committee", "member of the security committee"),
    ("mayor of Fjordby", "mayor of Tangby"),
    ("mayor", "mayor of Fjordby"),
    ("president", "president of Iraq"),
    ("presidential candidate", "president"),
    ("chief justice", "justice"),
    ("national party chair", "party chair"),
    ("federal prosecutor", "prosecutor"),
    ("ministry spokesman", "spokesman"),
]


@pytest.mark.parametrize(("one", "two"), SAME)
def test_two_wordings_of_one_post(one: str, two: str) -> None:
    ((first,), (second,)) = posts.read(one), posts.read(two)
    assert posts.same(first, second)
    assert posts.same(second, first)


@pytest.mark.parametrize(("one", "two"), APART)
def test_posts_that_may_be_two(one: str, two: str) -> None:
    ((first,), (second,)) = posts.read(one), posts.read(two)
    assert not posts.same(first, second)
    assert not posts.same(second, first)


def test_a_curated_post_has_its_organization_apart() -> None:
    (curated,) = posts.read("Prime Minister", "Government of Iraq")
    (said,) = posts.read("Iraqi prime minister")
    assert posts.same(said, curated)


@pytest.mark.parametrize(
    ("said", "recorded", "close"),
    [
        ("prime minister", "prime minister of Iraq", True),
        ("US ambassador", "US ambassador to Iraq", False),
        ("US ambassador to Iraq", "US ambassador to Iraq", True),
        ("Iraqi prime minister", "prime minister", True),
    ],
)
def test_who_speaks_against_a_post_must_name_it_as_closely(said: str, recorded: str, close: bool) -> None:
    ((first,), (second,)) = posts.read(said), posts.read(recorded)
    assert posts.no_vaguer(first, second) is close


@pytest.mark.parametrize(
    ("said", "recorded", "where"),
    [
        ("Iranian foreign minister", "foreign minister of Iraq", "iran"),
        ("mayor of Tangby", "mayor of Fjordby", "tangby"),
        ("Tangby Mayor", "mayor of Fjordby", "tangby"),
        ("Iranian defence minister", "foreign minister of Iraq", None),  # another post
        ("US ambassador to Iran", "Iraqi ambassador to Britain", None),  # two countries each
        ("Iranian-backed prime minister", "prime minister of Iraq", None),
        ("mayor of the capital", "mayor of Fjordby", None),
        ("City Mayor", "mayor of Fjordby", None),
        ("Central Bank Governor", "governor of Zend", None),
        ("NYC mayor", "mayor of New Fjordby", None),
        ("Fjordby deputy mayor", "mayor of Tangby", None),
    ],
)
def test_the_same_post_elsewhere(said: str, recorded: str, where: str | None) -> None:
    ((first,), (second,)) = posts.read(said), posts.read(recorded)
    assert posts.elsewhere(first, second) == where


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for post in posts.read(text):
        assert posts.same(post, post) or post.core == {post.head}
        assert post.head in post.core
