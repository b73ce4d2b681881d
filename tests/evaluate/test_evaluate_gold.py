"""Gold and predictions as files: what is read, where the texts come from, what is refused and how."""

import hashlib
import json
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.evaluate import evaluate, load_gold, load_predictions
from onrecord.types import Span

TEXT = "The pier is closed, Aud Tarr said."
RELATION = {"content": [[0, 18]], "cue": [[29, 33]], "source": [[20, 28]]}


def write(path: Path, *lines: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_the_text_may_stand_in_the_line(tmp_path: Path) -> None:
    [gold] = load_gold(write(tmp_path / "g.jsonl", {"id": "pier", "text": TEXT, "attributions": [RELATION]}))
    assert gold.article.text == TEXT
    assert gold.relations[0].source == (Span(20, 28),)
    assert not gold.speakers_known


@pytest.mark.parametrize("folder", ["gold", "gold/articles", "articles", "seeds"])
def test_the_text_may_lie_beside_with_its_front_matter(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / folder / "pier.txt").write_text(f"---\ntitle: Pier closed\n---\n{TEXT}", encoding="utf-8")
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    line = {"id": "pier", "text_sha256": digest, "quotations": [RELATION]}
    [gold] = load_gold(write(tmp_path / "gold" / "g.jsonl", line))
    assert (gold.article.id, gold.article.title, gold.article.text) == ("pier", "Pier closed", TEXT)


def test_the_folder_of_the_texts_may_be_named(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "pier.txt").write_text(TEXT, encoding="utf-8")
    gold = load_gold(write(tmp_path / "g.jsonl", {"id": "pier", "quotations": [RELATION]}), tmp_path / "texts")
    assert gold[0].article.text == TEXT


def test_the_speaker_may_be_an_object_or_a_name_and_a_type(tmp_path: Path) -> None:
    as_object = RELATION | {"speaker": {"name": "Aud Tarr", "type": "person"}, "role": "harbour master"}
    as_words = RELATION | {"speaker": "Aud Tarr", "speaker_type": "person", "role": "harbour master"}
    path = write(tmp_path / "g.jsonl", {"id": "pier", "text": TEXT, "quotations": [as_object, as_words]})
    [gold] = load_gold(path)
    assert gold.speakers_known
    assert gold.relations[0] == gold.relations[1]


def test_the_speakers_may_lie_in_a_second_file(tmp_path: Path) -> None:
    lines = [{"id": name, "text": TEXT, "quotations": [RELATION]} for name in ("pier", "quay")]
    who = {"speaker": "Aud Tarr", "speaker_type": "person", "role": None}
    path = write(tmp_path / "g.jsonl", *lines)
    pier, quay = load_gold(path, speakers=write(tmp_path / "s.jsonl", {"id": "quay", "speakers": [who]}))
    assert (pier.speakers_known, quay.speakers_known) == (False, True)
    assert quay.relations[0].speaker == "Aud Tarr"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ({"text": TEXT, "quotations": []}, "id: Field required"),
        ({"id": "pier", "text": TEXT}, "attributions: Field required"),
        ({"id": "pier", "text": TEXT, "quotations": [{"cue": [], "source": []}]}, "quotations.0.content"),
        (
            {"id": "pier", "text": TEXT, "quotations": [{"content": [[0, 3]], "cue": []}]},
            "quotations.0.source",
        ),
        ({"id": "pier", "text": TEXT, "quotations": [RELATION | {"content": []}]}, "quotations.0.content"),
        (
            {"id": "pier", "text": TEXT, "quotations": [RELATION | {"content": [[5, 5]]}]},
            "at least one character",
        ),
        ({"id": "pier", "text": TEXT, "quotations": [RELATION | {"content": [[-1, 5]]}]}, "0 <= start < end"),
        ({"id": "pier", "text": TEXT, "quotations": [RELATION | {"cue": [[30, 99]]}]}, "outside the text"),
        ({"id": "pier", "text_sha256": "0", "text": TEXT, "quotations": [RELATION]}, "restore that text"),
        ({"id": "pier", "quotations": [RELATION]}, "no pier.txt in"),
        (["pier"], "object"),
        ({"id": "quay", "text": TEXT, "quotations": []}, "comes a second time"),
    ],
)
def test_bad_gold_is_refused_naming_file_and_line(tmp_path: Path, line: object, complaint: str) -> None:
    path = write(tmp_path / "g.jsonl", {"id": "quay", "text": TEXT, "quotations": [RELATION]}, line)
    with pytest.raises(InputError) as refusal:
        load_gold(path)
    assert str(refusal.value).startswith(f"{path}:2")
    assert complaint in str(refusal.value)


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"{oops\n", "g.jsonl:1: "),
        (b"\xff\xfe", "not UTF-8"),
        (b"", "no gold in it"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_gold_is_refused(tmp_path: Path, raw: bytes | None, complaint: str) -> None:
    path = tmp_path / "g.jsonl"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(InputError, match=complaint):
        load_gold(path)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ({"id": "pier", "speakers": []}, "0 speakers for 1 quotations of 'pier'"),
        ({"id": "quay", "speakers": []}, "no article 'quay' in the gold"),
    ],
)
def test_speakers_of_other_gold_are_refused(tmp_path: Path, line: object, complaint: str) -> None:
    path = write(tmp_path / "g.jsonl", {"id": "pier", "text": TEXT, "quotations": [RELATION]})
    with pytest.raises(InputError, match=complaint):
        load_gold(path, speakers=write(tmp_path / "s.jsonl", line))


def test_half_the_speakers_of_an_article_are_refused(tmp_path: Path) -> None:
    who = RELATION | {"speaker": "Aud Tarr", "speaker_type": "person"}
    path = write(tmp_path / "g.jsonl", {"id": "pier", "text": TEXT, "quotations": [who, RELATION]})
    with pytest.raises(InputError, match="quotation 1 of 'pier' has no speaker type"):
        load_gold(path)


def test_predictions_may_leave_out_cue_source_and_speaker(tmp_path: Path) -> None:
    path = write(tmp_path / "p.jsonl", {"id": "pier", "quotations": [{"content": [[0, 18]], "speaker": None}]})
    assert load_predictions(path)["pier"][0].source == ()


def test_predictions_on_another_text_are_refused(tmp_path: Path) -> None:
    gold = load_gold(write(tmp_path / "g.jsonl", {"id": "pier", "text": TEXT, "quotations": [RELATION]}))
    path = write(tmp_path / "p.jsonl", {"id": "pier", "quotations": [{"content": [[0, 1800]]}]})
    with pytest.raises(InputError, match=r"prediction for 'pier', quotation 0: content .0, 1800. ends outside"):
        evaluate(gold, load_predictions(path))
