from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from onrecord.train.edits import Annotated, Attributed, Range, renamed, replaced, restyled, shortened
from onrecord.train.turns import turned

TEXT = (
    "“We cut the hedge,” Pia Lund said.\n\nThe council of Ola Brink denied that it had known.\n\nLund went home.\n\n"
    "Snow fell.\n\nIt fell.\n\nIt fell.\n\nIt fell."
)


def relation(text: str, source: str, cue: str, content: str) -> Attributed:
    source_at, cue_at, content_at = (
        ((text.index(words), text.index(words) + len(words)),) for words in (source, cue, content)
    )
    return Attributed(source_at, cue_at, content_at)


ARTICLE = Annotated(
    TEXT,
    (
        relation(TEXT, "Pia Lund", "said", "“We cut the hedge,”"),
        relation(TEXT, "The council of Ola Brink", "denied", "that it had known"),
    ),
)


def words(article: Annotated) -> list[tuple[str, ...]]:
    def of(part: tuple[Range, ...]) -> str:
        return " … ".join(article.text[s:e] for s, e in part)

    return [(of(r.source), of(r.cue), of(r.content)) for r in article.relations]


def test_a_person_has_one_new_name_everywhere() -> None:
    article = renamed(ARTICLE, random.Random(1))
    (source, cue, content), (council, _, denied) = words(article)
    assert (cue, content, denied) == ("said", "“We cut the hedge,”", "that it had known")
    assert "Lund" not in article.text
    assert f"{source.split()[1]} went home." in article.text
    assert council.startswith("The council of ")


def test_marks_change_their_style_and_nothing_moves() -> None:
    styles = [restyled(ARTICLE, random.Random(seed)) for seed in range(40)]
    assert {article.relations for article in styles} == {ARTICLE.relations}
    printed = {words(article)[0][2] for article in styles}
    assert {"“We cut the hedge,”", "'We cut the hedge,'", "«We cut the hedge,»", '"We cut the hedge,"'} <= printed


def test_a_short_article_keeps_the_relations_that_are_whole() -> None:
    seen = set()
    for seed in range(20):
        article = shortened(ARTICLE, random.Random(seed))
        seen.add(len(article.relations))
        assert set(words(article)) <= set(words(ARTICLE))
    assert seen == {0, 1, 2}


def test_a_sentence_is_turned_around_its_cue() -> None:
    seen = {turned(ARTICLE, random.Random(seed)).text.split("\n")[0] for seed in range(60)}
    assert "Pia Lund said: “We cut the hedge.”" in seen
    assert "“We cut the hedge,” said Pia Lund." in seen
    assert "“We cut the hedge,” Pia Lund said." in seen
    for seed in range(60):
        article = turned(ARTICLE, random.Random(seed))
        (source, cue, content), second = words(article)
        assert (source, cue, content.strip("“”.,")) == ("Pia Lund", "said", "We cut the hedge")
        assert second == words(ARTICLE)[1]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4), st.text("xyz", max_size=5)), max_size=4))
def test_replacing_moves_every_offset_with_its_words(wanted: list[tuple[int, int, str]]) -> None:
    text = "".join(chr(0x4E00 + i) for i in range(40))
    edits: list[tuple[int, int, str]] = []
    for start, length, new in sorted(wanted):
        if not edits or start >= edits[-1][1]:
            edits.append((start, start + length, new))
    gone = {i for s, e, _ in edits for i in range(s, e)}
    kept = [i for i in range(40) if i not in gone]
    article = replaced(Annotated(text, tuple(Attributed((), (), ((i, i + 1),)) for i in kept)), edits)
    assert [c for _, _, c in words(article)] == [text[i] for i in kept]
