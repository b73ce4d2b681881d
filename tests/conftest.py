"""What the tests share: the language model, loaded once a process, and the database engines."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord.pipeline
from engines import db_url, engine_name, postgresql, postgresql_url, registry_template

__all__ = ["db_url", "engine_name", "nlp", "postgresql", "postgresql_url", "registry_template"]


@pytest.fixture(scope="session")
def nlp() -> Language:
    return onrecord.pipeline.load()
