from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.model.tagger import ModelTagger
from onrecord.model.weights import ENCODER, LINK, MANIFEST, PACKAGED, TOKENIZER

TEXT = "Pia Lund said that snow fell."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (ENCODER, LINK, TOKENIZER, MANIFEST):
        shutil.copy(PACKAGED / name, tmp_path / name)
    return tmp_path


def test_the_weights_in_the_package_are_those_of_their_manifest_and_not_too_large() -> None:
    assert ModelTagger().tag(TEXT, ())
    assert sum((PACKAGED / name).stat().st_size for name in (ENCODER, LINK, TOKENIZER)) <= 40_000_000


def test_nothing_is_read_before_the_first_text(tmp_path: Path) -> None:
    tagger = ModelTagger(tmp_path / "nowhere")
    assert tagger.tag(" \n", ()) == []
    with pytest.raises(ModelError, match="no weights here"):
        tagger.tag(TEXT, ())


@pytest.mark.parametrize("name", [ENCODER, LINK, TOKENIZER])
def test_a_file_that_was_changed_is_refused(folder: Path, name: str) -> None:
    raw = bytearray((folder / name).read_bytes())
    raw[len(raw) // 2] ^= 1
    (folder / name).write_bytes(raw)
    with pytest.raises(ModelError, match="digest differs"):
        ModelTagger(folder).tag(TEXT, ())


def test_a_file_that_is_missing_is_named(folder: Path) -> None:
    (folder / LINK).unlink()
    with pytest.raises(ModelError, match=r"link\.onnx: missing"):
        ModelTagger(folder).tag(TEXT, ())


@pytest.mark.parametrize("manifest", ["", "[]", '{"format": 99}', '{"format": 1, "sha256": {}}'])
def test_a_manifest_that_makes_no_sense_is_refused(folder: Path, manifest: str) -> None:
    (folder / MANIFEST).write_text(manifest, encoding="utf-8")
    with pytest.raises(ModelError, match=MANIFEST):
        ModelTagger(folder).tag(TEXT, ())
