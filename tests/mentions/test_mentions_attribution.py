"""What holds for every article: ids that stay, order, determinism, and no input that crashes."""

from __future__ import annotations

import itertools
import time

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from mentions.marked import attributed, read_marked
from onrecord.mentions import attribute
from onrecord.types import Article, Kind, Quotation, Span

PIECES = [
    *("Oona Varra", "Mr. ", "Gen. ", "al-", "O’", "said", "he ", "She", "the minister", "‘s", "’s", ", ", ". ", "\n\n"),
    *(
        "“",
        "”",
        '"',
        "A 78-year-old",
        "who ",
        "his office",
        "Reuters",
        " reported",
        "told ",
        "on Monday",
        "U.S.",
        "Jr.",
    ),
    *("\ud800", "\u202e", "é", "(", ")", " and ", "of the ", "THE LAKE", "1", "—", ":"),
]


def test_ids_stay_and_tell_equal_words_apart(nlp: Language) -> None:
    marked = '{"No,"} <said> [Oona Varra]. {"No,"} <said> [Pell Simms].'
    first, second = attributed(nlp, marked)[0]
    assert first.id != second.id
    assert [one.id for one in attributed(nlp, marked)[0]] == [first.id, second.id]
    assert len(first.id) == 12
    assert set(first.id) <= set("0123456789abcdef")


def test_text_is_the_words_with_gaps_shown(nlp: Language) -> None:
    found = attributed(nlp, '{"It leaks,"} <said> [Oona Varra]. {+"It will break."}')[0]
    assert [one.text for one in found] == ['"It leaks," … "It will break."']


@pytest.mark.parametrize("space", ["\xa0", "\u202f", "\u2009", "  ", "\xa0 "])
def test_names_roles_and_descriptions_are_shown_with_plain_spaces(nlp: Language, space: str) -> None:
    marked = (
        '{"It leaks,"} <said> [Oona Varra, the lock keeper]. {"It will break,"} <said> [a harbour guard]. '
        '{"It will not,"} <said> [the Gullwing Company].'
    )
    for words in ("Oona Varra", "lock keeper", "harbour guard", "Gullwing Company"):
        marked = marked.replace(words, words.replace(" ", space))
    found, mentions = attributed(nlp, marked)
    assert [one.speaker.name for one in found] == ["Oona Varra", "harbour guard", "Gullwing Company"]
    assert found[0].role == "lock keeper"
    text, _ = read_marked(marked)
    person = next(one for one in mentions if one.name == "Oona Varra")
    ((form, span),) = person.forms
    assert (form, span.of(text)) == ("Oona Varra", f"Oona{space}Varra")
    assert "xa0" not in str([one.reasons for one in found])


def test_confidence_is_also_the_detector_s(nlp: Language) -> None:
    text, (quotation,) = read_marked('{"It leaks,"} <said> [Oona Varra].')
    unsure = Quotation(quotation.content, quotation.cue, quotation.source, Kind.DIRECT, score=0.5)
    sure, halved = (
        attribute(nlp(text, disable=["onrecord"]), Article("a", text), [q])[0][0] for q in (quotation, unsure)
    )
    assert 0 < halved.confidence < sure.confidence


@pytest.mark.parametrize("text", ["", "   ", "\n\n\n", "...!?", "“”", "\ud800"])
def test_nothing_comes_of_nothing(nlp: Language, text: str) -> None:
    doc = nlp.make_doc(text.replace("\ud800", "?"))
    assert attribute(doc, Article("a", text), []) == ((), ())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_input_crashes(nlp: Language, data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40)))

    def span() -> tuple[Span, ...]:
        start = data.draw(st.integers(0, len(text) - 1))
        return (Span(start, data.draw(st.integers(start + 1, len(text)))),) if data.draw(st.booleans()) else ()

    count = data.draw(st.integers(0, 4))
    links = st.none() | st.integers(0, max(count - 1, 0))
    quotations = [
        Quotation(
            span(),
            span(),
            span(),
            Kind.DIRECT,
            continues=data.draw(links),
            inside=data.draw(links),
            heading=data.draw(st.booleans()),
        )
        for _ in range(count)
    ]
    article = Article("a", text)
    doc = nlp(text.replace("\ud800", "?"), disable=["onrecord"])
    once, again = attribute(doc, article, quotations), attribute(doc, article, quotations)
    assert once == again
    assert len(once[0]) == count
    assert all(0 < one.confidence <= 1 for one in once[0])
    assert all(words == " ".join(span.of(text).split()) for mention in once[1] for words, span in mention.forms)


def many_people(count: int) -> str:
    """Return a marked article of short quotations by ever new people, and by those described and not named."""
    first, second, third = (
        "Bal Dre Fal Gro Hul Jor Kre Mor Nis Pel".split(),
        "a e i o u".split(),
        "bran dun fex".split(),
    )
    names = [
        "".join(parts) + ending for parts in itertools.product(first, second, third) for ending in ("holt", "mire")
    ]
    people = itertools.cycle([f"Oona {one}" for one in names] + [f"Pell {one}" for one in names])
    sources = ["[{}, a lock keeper]", "[she]", "[the {}-year-old]", "[the lock keeper]", "[they]", "[a guard of {}]"]
    paragraphs = []
    for number in range(count):
        source = sources[number % len(sources)]
        source = source.format(number % 80 if "year" in source else next(people))
        paragraphs.append(f'{{"It leaks,"}} {source} <said>.')
    return "\n\n".join(paragraphs)


def test_the_time_grows_with_the_quotations_and_not_with_their_square() -> None:
    text, quotations = read_marked(many_people(6000))
    doc = spacy.blank("en").make_doc(text)
    start = time.perf_counter()
    found, _ = attribute(doc, Article("many", text), quotations)
    assert time.perf_counter() - start < 15
    assert len(found) == 6000


def test_the_time_grows_with_the_namings_of_one_person_and_not_with_their_square() -> None:
    marked = (
        "Mayor Oona Varra met Guard Pell Varra. " + '{"It leaks,"} [Mrs. Varra] <said>. {"No,"} [she] <said>. ' * 5000
    )
    text, quotations = read_marked(marked)
    doc = spacy.blank("en").make_doc(text)
    start = time.perf_counter()
    found, _ = attribute(doc, Article("one", text), quotations)
    assert time.perf_counter() - start < 15
    assert {one.speaker.name for one in found} == {"Oona Varra"}


def test_a_long_run_of_paragraphs_gives_the_one_before_and_the_first_one_s_reasons(nlp: Language) -> None:
    found, _ = attributed(nlp, '{"It leaks,"} <said> [Oona Varra].' + ' {="It will break."}' * 40)
    assert {one.speaker.name for one in found} == {"Oona Varra"}
    for before, one in itertools.pairwise(found):
        assert [reason.rule for reason in one.reasons] == ["continued", "full name"]
        assert one.reasons[0].evidence == before.content
        assert one.reasons[1] == found[0].reasons[0]
