"""What the tests share: the language model, loaded once a process."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord.pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    return onrecord.pipeline.load()
