"""Scores: equal to those of the scorers that define the measures, and what they mean.

`sample/` holds five articles of our own with gold, several predictions for them, and in `expected.json` the
figures that the two defining scorers (score.py, score_speakers.py) gave for each. Those are not part of this
package; with ONRECORD_SCORERS naming their folder they are run again, here and on generated gold.
"""

import importlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.evaluate import (
    PRF,
    GoldArticle,
    Relation,
    Row,
    Scores,
    evaluate,
    load_gold,
    load_predictions,
    run,
)
from onrecord.types import Article, Kind, Span

SAMPLE = Path(__file__).parent / "sample"
EXPECTED: dict[str, dict[str, Any]] = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))
SCORERS = os.environ.get("ONRECORD_SCORERS")
needs_scorers = pytest.mark.skipif(not SCORERS, reason="ONRECORD_SCORERS does not name the folder of score.py")

Figures = Mapping[str, Any]


def prf(scores: PRF) -> list[float]:
    return [scores.precision, scores.recall, scores.f1]


def relation_figures(scores: Scores) -> Figures:
    """Return our figures under the names that score.py gives its own."""
    figures: dict[str, Any] = {
        "gold": scores.who_said_what.gold,
        "predicted": scores.who_said_what.predicted,
        "content.exact": prf(scores.content_exact),
        "content.token": prf(scores.content_token),
        "who_said_what": prf(scores.who_said_what),
        "source_acc": scores.source_acc,
        "span.source": prf(scores.span_source),
        "span.cue": prf(scores.span_cue),
        "span.content": prf(scores.span_content),
        "recall.speech": scores.speech_recall,
        "quote_marks.content_recall": scores.quote_marks_recall,
    }
    for kind, each in scores.kinds.items():
        figures[f"recall.{kind}"] = each.recall
        figures[f"precision.{kind}"] = each.precision
        figures[f"n.{kind}"] = [each.gold, each.predicted]
    return figures


def speaker_figures(scores: Scores) -> Figures:
    """Return our figures under the names that score_speakers.py gives its own."""
    assert scores.speakers
    return {
        "named": prf(scores.speakers.named),
        "named.on_matched": scores.speakers.on_matched,
        "pronoun.on_matched": scores.speakers.pronoun,
        "wrong_name": scores.speakers.wrong_name,
        "type.on_matched": scores.speakers.type,
        "role.on_matched": scores.speakers.role,
    }


def assert_equal(ours: Figures, theirs: Figures) -> None:
    assert ours.keys() == theirs.keys()
    for name, figure in ours.items():
        assert figure == pytest.approx(theirs[name], abs=1e-12), name


@pytest.mark.parametrize("name", EXPECTED)
def test_the_figures_are_those_of_the_defining_scorers(name: str) -> None:
    scores = run(SAMPLE / "gold.jsonl", pred_path=SAMPLE / f"{name}.jsonl")
    assert_equal({**relation_figures(scores), **speaker_figures(scores)}, EXPECTED[name])


def test_gold_against_itself_is_right_in_every_measure() -> None:
    scores = run(SAMPLE / "gold.jsonl", pred_path=SAMPLE / "perfect.jsonl")
    right = {row.measure: row for row in scores.table()}
    assert right.pop("wrong_name").value == 0.0
    assert {figure for row in right.values() for figure in row[1:5] if figure is not None} == {1.0}


# One article, changed a little at a time.

TEXT = "The pier is closed, Minister Aud Tarr said. “It is rotten,” she told Morgenlys."
CLOSED, TARR, SAID = Span(0, 18), Span(20, 37), Span(38, 42)
ROTTEN, SHE, TOLD = Span(44, 59), Span(60, 63), Span(64, 68)


def relation(content: Span, cue: Span, source: Span, speaker: str | None = "Aud Tarr", note: str = "") -> Relation:
    return Relation((content,), (cue,), (source,), speaker, "person" if speaker else None, "Minister", note)


GOLD = [relation(CLOSED, SAID, TARR), relation(ROTTEN, TOLD, SHE)]


def score(predicted: Iterable[Relation], gold: Iterable[Relation] = GOLD) -> Scores:
    article = GoldArticle(Article("pier", TEXT), tuple(gold), speakers_known=True)
    return evaluate([article], {"pier": tuple(predicted)})


def test_a_quotation_with_another_source_is_found_but_not_who_said_it() -> None:
    scores = score([relation(CLOSED, SAID, TARR), relation(ROTTEN, TOLD, TARR)])
    assert (scores.content_exact.f1, scores.who_said_what.f1, scores.source_acc) == (1.0, 0.5, 0.5)
    assert (scores.kinds[Kind.INDIRECT].recall, scores.kinds[Kind.DIRECT].recall) == (1.0, 0.0)
    assert scores.quote_marks_recall == 1.0


def test_an_article_without_predictions_counts_as_nothing_found() -> None:
    article = GoldArticle(Article("pier", TEXT), tuple(GOLD))
    scores = evaluate([article], {"another": tuple(GOLD)})
    assert (scores.who_said_what.recall, scores.who_said_what.predicted) == (0.0, 0)
    assert scores.speakers is None


@pytest.mark.parametrize("note", ["borderline", "carried: via; nested", "heading"])
@pytest.mark.parametrize("predicted", [GOLD, GOLD[:1]])
def test_optional_gold_may_be_found_or_missed(note: str, predicted: list[Relation]) -> None:
    scores = score(predicted, [GOLD[0], relation(ROTTEN, TOLD, SHE, note=note)])
    assert scores.who_said_what.f1 == 1.0
    assert scores.who_said_what.predicted == 1
    assert scores.speakers
    assert scores.speakers.named.f1 == 1.0


def test_no_name_is_missed_and_a_wrong_name_is_wrong() -> None:
    silent = score([GOLD[0], relation(ROTTEN, TOLD, SHE, speaker=None)]).speakers
    wrong = score([GOLD[0], relation(ROTTEN, TOLD, SHE, speaker="Pell Aranaz")]).speakers
    assert silent
    assert wrong
    assert (silent.named.precision, silent.named.recall, silent.pronoun, silent.wrong_name) == (
        1.0,
        0.5,
        0.0,
        0.0,
    )
    assert (wrong.named.precision, wrong.named.recall, wrong.pronoun, wrong.wrong_name) == (
        0.5,
        0.5,
        0.0,
        0.5,
    )


def test_what_two_say_is_found_twice_or_once() -> None:
    both = [relation(CLOSED, SAID, TARR), relation(CLOSED, TOLD, SHE)]
    assert score(both, both).content_exact.recall == 1.0
    assert score(both[:1], both).content_exact.recall == 0.5


def test_a_group_and_an_anonymous_source_are_one_type() -> None:
    group = Relation((CLOSED,), (SAID,), (TARR,), "officials", "group")
    speakers = score([replace(group, speaker_type="anonymous")], [group]).speakers
    assert speakers
    assert speakers.type == 1.0


def test_the_table_and_the_json_say_the_same() -> None:
    scores = score(GOLD[:1])
    rows = {row.measure: row for row in scores.table()}
    assert rows["who_said_what"] == Row("who_said_what", precision=1.0, recall=0.5, f1=2 / 3, of=2)
    assert rows["source_acc"].value == 1.0
    figures = json.loads(json.dumps(scores.as_dict()))
    assert list(figures) == ["articles", *rows]
    assert figures["who_said_what.direct"] == {"precision": 0.0, "recall": 0.0, "of": 1}


def test_without_predictions_the_extractor_is_scored() -> None:
    scores = run(SAMPLE / "gold.jsonl")
    assert (scores.articles, scores.kinds[Kind.DIRECT].gold) == (5, 9)
    assert scores.kinds[Kind.DIRECT].recall >= 0.5
    assert scores.speakers
    assert scores.speakers.named.f1 > 0


def test_predictions_for_other_articles_are_refused(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text('{"id": "elsewhere", "quotations": []}\n', encoding="utf-8")
    with pytest.raises(InputError, match="none of its ids is in"):
        run(SAMPLE / "gold.jsonl", pred_path=tmp_path / "p.jsonl")


# The defining scorers themselves, where they are at hand.


@pytest.fixture(scope="module")
def scorers() -> Iterable[tuple[Any, Any]]:
    sys.path.insert(0, str(SCORERS))
    yield importlib.import_module("score"), importlib.import_module("score_speakers")
    sys.path.remove(str(SCORERS))


Capture = Callable[[Any, Path, Path], Figures]


@pytest.fixture(scope="module")
def printed_figures() -> Capture:
    """Run score_speakers.main, which only prints: its figures to three places."""

    def capture(module: Any, gold: Path, predicted: Path) -> Figures:
        lines: list[str] = []
        module.print = lines.append
        module.main(str(gold), "-", str(predicted))
        return {name: float(figure) for name, figure in (line.split() for line in lines[1:])}

    return capture


def three_places(figures: Figures) -> Figures:
    precision, recall, f1 = figures["named"]
    flat = {"named.recall": recall, "named.precision": precision, "named.f1": f1, **figures}
    return {name: float(f"{figure:.3f}") for name, figure in flat.items() if name != "named"}


def as_scorers_read(gold: Iterable[GoldArticle]) -> list[dict[str, Any]]:
    return [
        {
            "id": each.article.id,
            "text": each.article.text,
            "attributions": [flat(one) for one in each.relations],
        }
        for each in gold
    ]


def flat(one: Relation) -> dict[str, Any]:
    return {
        name: pairs(value) if name in ("content", "cue", "source") else value for name, value in asdict(one).items()
    }


def pairs(spans: Iterable[Mapping[str, int]]) -> list[list[int]]:
    return [[span["start"], span["end"]] for span in spans]


def predicted_as_scorers_read(predicted: Mapping[str, Iterable[Relation]]) -> list[dict[str, Any]]:
    return [
        {
            "id": article,
            "attributions": [
                {**flat(one), "speaker": {"name": one.speaker, "type": one.speaker_type}} for one in relations
            ],
        }
        for article, relations in predicted.items()
    ]


PIECES = [
    "“",
    "”",
    '"',
    "«",
    "»",
    " ",
    " ",
    "\n\n",
    ",",
    ".",
    "’",
    "Tarr",
    "said",
    "é",
    "🌊",
    "the",
    "denies",
    "to",
    "x",
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=3, max_size=30).map("".join)
NAMES = st.sampled_from([None, "Aud Tarr", "Tarr", "Bako Tarr", "Sen. Bako Lindqvist", "Zoë Brânză", "sources"])
TYPES = st.sampled_from(["person", "group", "anonymous", "document"])
NOTES = st.sampled_from(["", "", "", "borderline", "carried: via; nested", "heading", "headline"])
ROLES = st.sampled_from([None, "minister of the sea", "former minister", "clerk"])


@st.composite
def relations(draw: st.DrawFn, length: int, *, least: int) -> Relation:
    def spans(least: int) -> tuple[Span, ...]:
        ends = st.integers(0, length - 1).flatmap(lambda s: st.tuples(st.just(s), st.integers(s + 1, length)))
        return tuple(Span(*each) for each in draw(st.lists(ends, min_size=least, max_size=2)))

    return Relation(spans(least), spans(0), spans(0), draw(NAMES), draw(TYPES), draw(ROLES), draw(NOTES))


@st.composite
def gold_and_predictions(draw: st.DrawFn) -> tuple[list[GoldArticle], dict[str, list[Relation]]]:
    gold, predicted = [], {}
    for number in range(draw(st.integers(1, 3))):
        text = draw(TEXTS)
        wanted = draw(st.lists(relations(len(text), least=1), max_size=5))
        gold.append(GoldArticle(Article(str(number), text), tuple(wanted), speakers_known=True))
        kept = draw(st.lists(st.sampled_from(wanted), max_size=4)) if wanted else []
        predicted[str(number)] = kept + draw(st.lists(relations(len(text), least=0), max_size=4))
    return gold, predicted


def write(path: Path, lines: Iterable[object]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


@needs_scorers
@given(case=gold_and_predictions())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=200)
def test_generated_gold_scores_as_by_the_defining_scorers(
    case: tuple[list[GoldArticle], dict[str, list[Relation]]],
    scorers: tuple[Any, Any],
    printed_figures: Capture,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    gold, predicted = case
    folder = tmp_path_factory.getbasetemp()
    wanted, found = as_scorers_read(gold), predicted_as_scorers_read(predicted)
    ours = evaluate(gold, predicted)
    theirs = scorers[0].score(wanted, {each["id"]: each["attributions"] for each in found})
    assert_equal(relation_figures(ours), theirs)
    names = printed_figures(scorers[1], write(folder / "gold.jsonl", wanted), write(folder / "found.jsonl", found))
    assert three_places(speaker_figures(ours)) == names


@needs_scorers
@pytest.mark.parametrize("name", EXPECTED)
def test_the_expected_figures_are_still_theirs(name: str, scorers: tuple[Any, Any]) -> None:
    gold, predicted = load_gold(SAMPLE / "gold.jsonl"), load_predictions(SAMPLE / f"{name}.jsonl")
    found = predicted_as_scorers_read(predicted)
    theirs = scorers[0].score(as_scorers_read(gold), {each["id"]: each["attributions"] for each in found})
    for measure, figure in theirs.items():
        assert figure == pytest.approx(EXPECTED[name][measure], abs=1e-12), measure
