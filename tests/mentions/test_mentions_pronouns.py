"""Whom "he" and "she" may mean: who is a candidate, what counts for each, and when nobody is named."""

from __future__ import annotations

import math

import pytest
from spacy.language import Language

from mentions.marked import attributed, read_marked
from onrecord.mentions.cast import Cast
from onrecord.mentions.people import Person, gather
from onrecord.mentions.pronouns import FEATURES, LEAST_SHARE, WEIGHTS, Pronoun, Ranked, pick, salient
from onrecord.mentions.reading import Reading
from onrecord.mentions.spoken import Speeches, Spoken
from onrecord.mentions.spotting import spot


def ranked(nlp: Language, marked: str, gender: str | None = "f", speaker: str | None = None) -> list[Ranked]:
    """Rank the people whom the source of the last marked quotation may mean, the earlier ones said by `speaker`."""
    text, quotations = read_marked(marked)
    *earlier, last = quotations
    reading = Reading(nlp(text, disable=["onrecord"]), text, quotations)
    people = gather(reading, spot(reading, [q.source[0] for q in quotations]), None)
    spoken = Speeches()
    for quotation in earlier:
        person = next(person for person in people if person.name == speaker)
        ends = [span.end for span in (*quotation.source, *quotation.content, *quotation.cue)]
        spoken.add(Spoken(person, quotation.source[0].start, max(ends), nested=False))
    end = last.cue[0].end if last.cue else last.source[0].end
    return salient(reading, Cast(people), spoken, Pronoun(last.source[0].start, gender, last.content, end))


def told(nlp: Language, marked: str, name: str, speaker: str | None = None) -> dict[str, float]:
    """Return the features of one person by name."""
    (row,) = [one.features for one in ranked(nlp, marked, None, speaker) if one.person.name == name]
    return dict(zip(FEATURES, row, strict=True))


def who(nlp: Language, marked: str) -> str | None:
    """Return the name that the last quotation of an article gets."""
    return attributed(nlp, marked)[0][-1].speaker.name


# -- the sum ----------------------------------------------------------------------------------------------------

STORIES = [
    'The lake rose. {"It leaks,"} [she] <said>.',
    'Oona Varra left. {"It leaks,"} [she] <said>.',
    'Oona Varra met Ida Quill and Lotte Gorst. {"It leaks,"} [she] <said>.',
    'Varra met Quill. Pell Simms, a diver, saw Astrid Holm.\n\nFreya Holm came too. {"It leaks,"} [she] <said>.',
    '{"It leaks,"} <said> [Oona Varra]. Ida Quill nodded. {"It drips,"} [she] <added>.',
]


def test_each_feature_has_a_weight_and_a_name_of_its_own() -> None:
    assert len(WEIGHTS) == len(FEATURES) == len(set(FEATURES))


@pytest.mark.parametrize("marked", STORIES)
@pytest.mark.parametrize("gender", ["f", "m", None])
def test_shares_are_parts_of_one_with_some_left_for_somebody_unnamed(
    nlp: Language, marked: str, gender: str | None
) -> None:
    found = ranked(nlp, marked, gender, "Oona Varra")
    assert all(0 < one.share < 1 and len(one.features) == len(FEATURES) for one in found)
    assert sum(one.share for one in found) < 1
    assert [one.share for one in found] == sorted((one.share for one in found), reverse=True)


def test_a_share_grows_with_the_weighted_sum_of_the_features(nlp: Language) -> None:
    found = ranked(nlp, 'Oona Varra met Ida Quill. {"It leaks,"} [she] <said>.')
    sums = [sum(w * x for w, x in zip(WEIGHTS, one.features, strict=True)) for one in found]
    assert found[0].share / found[1].share == pytest.approx(math.exp(sums[0] - sums[1]))
    assert found[0].share / (1 - sum(one.share for one in found)) == pytest.approx(math.exp(sums[0]))


def test_somebody_is_picked_who_is_clearly_first() -> None:
    def shared(*shares: float) -> list[Ranked]:
        return [Ranked(share, Person(f"person {share}"), "") for share in shares]

    assert pick([]) is None
    assert pick(shared(LEAST_SHARE)) is None
    assert pick(shared(0.48, 0.4)) is None
    clear = shared(0.6, 0.3)
    assert pick(clear) is clear[0]
    alone = shared(LEAST_SHARE + 0.01)
    assert pick(alone) is alone[0]


# -- the features -----------------------------------------------------------------------------------------------

COUNTED: dict[str, tuple[str, str, dict[str, float]]] = {
    "a subject of the sentence before": (
        'Oona Varra met Ida Quill. {"It leaks,"} [she] <said>.',
        "Oona Varra",
        {
            "sentences to the last naming": 1,
            "paragraphs to the last naming": 0,
            "sentences to the last naming as a subject": 1,
            "subject of the sentence before": 1,
            "subject before it in its sentence": 0,
            "last subject of all": 1,
            "named last of all": 0,
            "spoke last": 0,
        },
    ),
    "an object of the sentence before": (
        'Oona Varra met Ida Quill. {"It leaks,"} [she] <said>.',
        "Ida Quill",
        {
            "sentences to the last naming as a subject": 6,
            "subject of the sentence before": 0,
            "last subject of all": 0,
            "named last of all": 1,
        },
    ),
    "a subject of the same sentence": (
        "Oona Varra slept, and [she] <said> {it leaked}.",
        "Oona Varra",
        {"sentences to the last naming": 0, "subject before it in its sentence": 1},
    ),
    "a paragraph between": (
        'Oona Varra slept.\n\nThe lake rose.\n\n{"It leaks,"} [she] <said>.',
        "Oona Varra",
        {"paragraphs to the last naming": 2, "sentences to the last naming": 2},
    ),
    "named twice of three times": (
        'Oona Varra slept. Ida Quill woke her. Varra rose. {"It leaks,"} [she] <said>.',
        "Oona Varra",
        {"times named": math.log(3), "named most": 1},
    ),
    "named once of three times": (
        'Oona Varra slept. Ida Quill woke her. Varra rose. {"It leaks,"} [she] <said>.',
        "Ida Quill",
        {"times named": math.log(2), "named most": 0},
    ),
    "an owner": ('Oona Varra\'s boat sank. {"It leaks,"} [she] <said>.', "Oona Varra", {"named as an owner": 1}),
    "asked": ('The host asked Oona Varra. {"It leaks,"} [she] <said>.', "Oona Varra", {"asked just before": 1}),
    "not asked": ('The host saw Oona Varra. {"It leaks,"} [she] <said>.', "Oona Varra", {"asked just before": 0}),
}


@pytest.mark.parametrize(("marked", "name", "features"), COUNTED.values(), ids=COUNTED)
def test_what_counts(nlp: Language, marked: str, name: str, features: dict[str, float]) -> None:
    found = told(nlp, marked, name)
    assert {feature: found[feature] for feature in features} == pytest.approx(features)


def test_a_known_gender_counts_against_a_bare_name_of_no_known_one(nlp: Language) -> None:
    marked = 'Ms. Quill met Henrietta Varra. Wei Holm met Captain Brinley. {"It leaks,"} [she] <said>.'
    found = {one.person.name: dict(zip(FEATURES, one.features, strict=True)) for one in ranked(nlp, marked)}
    known = {name: told["gender known"] for name, told in found.items()}
    bare = {name: told["a bare name of no known gender"] for name, told in found.items()}
    assert known == {"Quill": 1, "Henrietta Varra": 1, "Wei Holm": 0, "Brinley": 0}
    assert bare == {"Quill": 0, "Henrietta Varra": 0, "Wei Holm": 0, "Brinley": 1}


def test_the_running_speaker_counts(nlp: Language) -> None:
    marked = '{"It leaks,"} <said> [Oona Varra]. The lake rose.\n\nIda Quill nodded. {"It drips,"} [she] <added>.'
    ran = told(nlp, marked, "Oona Varra", "Oona Varra")
    assert (ran["spoke last"], ran["spoke last: paragraphs since"], ran["spoke last: sentences since"]) == (1, 1, 3)
    assert ran["spoke last, in this paragraph"] == 0
    other = told(nlp, marked, "Ida Quill", "Oona Varra")
    assert (other["spoke last"], other["spoke last: sentences since"]) == (0, 0)


def test_a_name_in_reported_words_counts_less(nlp: Language) -> None:
    marked = '{"Ida Quill knows,"} <said> [Oona Varra]. {"It drips,"} [she] <added>.'
    assert told(nlp, marked, "Ida Quill", "Oona Varra")["named in reported words"] == 1
    assert told(nlp, marked, "Oona Varra", "Oona Varra")["named in reported words"] == 0


# -- who is a candidate -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ('Ms. Varra met Mr. Simms. {"It leaks,"} [she] <said>.', ["Varra"]),
        ('Henrietta Varra met Walter Simms. {"It leaks,"} [she] <said>.', ["Henrietta Varra"]),
        ('Wei Varra met Walter Simms. {"It leaks,"} [she] <said>.', ["Wei Varra"]),
        ('Walter Simms left. {"It leaks,"} [she] <said>.', []),
        ('The lake rose. {"It leaks,"} [she] <said>.', []),
        ('The lake rose. {"Ask Henrietta Varra,"} [she] <said>.', []),
        ('The lake rose. {"It leaks,"} [she] <said>. Henrietta Varra left.', []),
        ("Henrietta Varra left." + " The lake rose." * 20 + ' {"It leaks,"} [she] <said>.', []),
    ],
)
def test_candidates_are_those_named_not_far_before_whose_gender_may_fit(
    nlp: Language, marked: str, names: list[str]
) -> None:
    assert [one.person.name for one in ranked(nlp, marked)] == names


def test_whoever_spoke_last_is_a_candidate_however_far_the_name(nlp: Language) -> None:
    marked = 'Henrietta Varra left. {"It leaks,"} [she] <said>.' + " The lake rose." * 20 + ' {"Yes,"} [she] <said>.'
    (only,) = ranked(nlp, marked, "f", "Henrietta Varra")
    assert (only.person.name, only.why) == ("Henrietta Varra", "who spoke before")


@pytest.mark.parametrize("gender", ["f", "m"])
def test_somebody_of_unknown_gender_may_be_he_or_she(nlp: Language, gender: str) -> None:
    assert [one.person.name for one in ranked(nlp, 'Wei Varra left. {"It leaks,"} [X] <said>.', gender)] == [
        "Wei Varra"
    ]


def test_where_the_gender_is_open_all_are_candidates(nlp: Language) -> None:
    found = ranked(nlp, 'Ms. Varra met Mr. Simms. {"It leaks,"} [the diver] <said>.', None)
    assert {one.person.name for one in found} == {"Varra", "Simms"}


# -- whom it means ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ('Walter Simms met Hugo Brandt. {"It leaks,"} [he] <told> Brandt.', "Walter Simms"),
        ('Walter Simms met Hugo Brandt. {"It leaks,"} [he] <told> Mr. Simms.', "Hugo Brandt"),
        ('Walter Simms met Hugo Brandt. {"It leaks,"} [he] <told> the reporter Walter Simms.', "Hugo Brandt"),
        ('Walter Simms met Hugo Brandt. {"It leaks,"} [he] <wrote> to Simms.', "Hugo Brandt"),
        ('Walter Simms met Hugo Brandt. {"It leaks,"} [he] <told> Simms\'s wife.', "Walter Simms"),
        ('Walter Simms met Hugo Brandt. {"It leaks,"} [he] <told> reporters.', "Walter Simms"),
    ],
)
def test_whoever_is_told_does_not_say_it(nlp: Language, marked: str, name: str | None) -> None:
    assert who(nlp, marked) == name


AHEAD = "subject of the main clause that follows"


@pytest.mark.parametrize(
    "marked",
    [
        "Despite [her] <fears> {that it leaked}, Varra slept.",
        "When [she] <said> {that it leaked}, Varra was asleep.",
        "In what [she] <called> {a leak}, Varra lost a boot.",
        "Asked whether [she] <thought> {it leaked}, Varra left.",
    ],
)
def test_a_pronoun_in_a_fronted_phrase_is_the_subject_of_the_main_clause(nlp: Language, marked: str) -> None:
    (only,) = ranked(nlp, marked.replace("Varra", "Oona Varra"))
    assert only.why == "the subject of the clause that follows"
    assert told(nlp, f"Oona Varra came. {marked}", "Oona Varra")[AHEAD] == 1
    assert who(nlp, f"Oona Varra came. Walter Simms stayed away. {marked}") == "Oona Varra"


@pytest.mark.parametrize(
    "marked",
    [
        "Despite [her] <fears> {that it leaked}, the crew met Varra.",
        "[She] <said> {that it leaked}, and Varra slept.",
        "[She] <feared> {that it leaked}. Varra slept.",
    ],
)
def test_nobody_else_who_is_named_after_a_pronoun_gains_by_it(nlp: Language, marked: str) -> None:
    assert ranked(nlp, marked.replace("Varra", "Oona Varra")) == []
    assert told(nlp, f"Oona Varra came. {marked}", "Oona Varra")[AHEAD] == 0


@pytest.mark.parametrize(
    "pair",
    ["Astrid Holm and Freya Lindgren", "Astrid Holm and the diver Freya Lindgren", "Astrid Holm, and Freya Lindgren"],
)
def test_of_two_coordinated_subjects_neither_is_meant(nlp: Language, pair: str) -> None:
    found = attributed(nlp, f'{pair} left together. {{"It leaks,"}} [she] <said>.')[0][0]
    assert found.speaker.name is None
    assert set(found.candidates) == {"Astrid Holm", "Freya Lindgren"}


def test_of_two_coordinated_subjects_the_one_of_its_gender_is_meant(nlp: Language) -> None:
    assert who(nlp, 'Astrid Holm and Walter Simms left together. {"It leaks,"} [she] <said>.') == "Astrid Holm"


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ('Henrietta Varra rose. {"Ingrid Quill knows, she saw it,"} [she] <said>.', "Henrietta Varra"),
        ('Henrietta Varra rose. {"Ask Ingrid Quill,"} [she] <said>. {"She saw it,"} [she] <added>.', "Henrietta Varra"),
    ],
)
def test_she_outside_the_words_is_not_who_is_named_in_them(nlp: Language, marked: str, name: str) -> None:
    assert who(nlp, marked) == name


def test_she_inside_somebodys_words_is_whom_the_words_name(nlp: Language) -> None:
    marked = "Henrietta Varra rose. {“Ingrid Quill left. [She] <said> {it leaked},”} <recalled> [Varra]."
    assert [one.speaker.name for one in attributed(nlp, marked)[0]] == ["Ingrid Quill", "Henrietta Varra"]
