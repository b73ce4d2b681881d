from __future__ import annotations

import time
from dataclasses import replace

import spacy

from onrecord.model.evidence import supplied
from onrecord.model.spans import by_marks
from onrecord.quotemarks import pair
from onrecord.tagger import Relation
from onrecord.types import Span


def at(text: str, *words: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)


def kept(text: str, content: tuple[str, ...], cue: str = "said", source: str = "Ola Brink") -> list[str]:
    relation = Relation(at(text, *content), at(text, cue), at(text, source), "model", 0.9)
    (found,) = by_marks(text, [relation], pair(text))
    return [span.of(text) for span in found.content]


def test_a_content_that_stops_within_marks_takes_all_of_them() -> None:
    text = '"We cut the hedge and then we went," said Ola Brink.'
    assert kept(text, ("We cut the hedge and then",)) == ['"We cut the hedge and then we went,"']


def test_a_content_that_runs_a_little_into_marks_stops_before_them() -> None:
    text = 'Ola Brink said that it rained. "Nobody had thought of bringing a coat or a hat," Pia Lund added.'
    assert kept(text, ('that it rained. "Nobody',)) == ["that it rained."]


def test_marks_within_a_longer_content_stay_in_it() -> None:
    text = 'Ola Brink said that the "hedge" was gone.'
    assert kept(text, ('that the "hedge" was gone',)) == ['that the "hedge" was gone']


def test_the_second_part_after_the_cue_is_the_same_speakers() -> None:
    text = '"We cut the hedge," said Ola Brink. "It had grown too high."'
    assert kept(text, ('"We cut the hedge,"',)) == ['"We cut the hedge,"', '"It had grown too high."']


def test_marks_left_open_go_on_in_the_next_paragraph() -> None:
    text = '"We cut the hedge," said Ola Brink. "It was high.\n\n"Then we left."'
    assert kept(text, ('"We cut the hedge,"',)) == ['"We cut the hedge,"', '"It was high.', '"Then we left."']


def test_closed_marks_in_the_next_paragraph_are_another_quotation() -> None:
    text = '"We cut the hedge," said Ola Brink.\n\n"Then we all left for home."'
    assert kept(text, ('"We cut the hedge,"', '"Then we all left for home."')) == ['"We cut the hedge,"']


def test_a_source_does_not_run_into_what_was_said() -> None:
    text = '"We cut it," said Ola Brink, "but not for very long."'
    relation = Relation(
        at(text, '"We cut it,"'), at(text, "said"), at(text, 'Ola Brink, "but not for very long."'), "model", 0.9
    )
    (found,) = by_marks(text, [relation], pair(text))
    assert [s.of(text) for s in found.source] == ["Ola Brink"]


def test_the_time_grows_with_the_relations_and_not_with_their_square() -> None:
    story = '"We cut the hedge," said Ola Brink. "It had grown too high.\n\n"Then we left."\n\n'
    one = Relation(at(story, '"We cut the hedge,"'), at(story, "said"), at(story, "Ola Brink"), "model", 0.9)
    text, number = story * 3000, 3000

    def moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
        return tuple(Span(span.start + by, span.end + by) for span in spans)

    relations = [
        replace(one, content=moved(one.content, by), cue=moved(one.cue, by), source=moved(one.source, by))
        for by in range(0, number * len(story), len(story))
    ]
    marks, doc = pair(text), spacy.blank("en").make_doc(text)
    start = time.perf_counter()
    whole = by_marks(text, relations, marks)
    assert [len(each.content) for each in whole] == [3] * number
    assert len(supplied(doc, marks, whole)) == number
    assert time.perf_counter() - start < 10
