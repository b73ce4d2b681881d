"""What the tests share: the language model, loaded once a process, and the database engines."""

from __future__ import annotations

import os
import signal

import pytest
from spacy.language import Language

import onrecord.pipeline
from engines import db_url, empty_database, empty_registry, engine_name, postgresql, registry_template

__all__ = ["db_url", "empty_database", "empty_registry", "engine_name", "nlp", "postgresql", "registry_template"]

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each command that is started compiles the package anew
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as of what a shell runs in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)  # else no command that a test starts could be interrupted


@pytest.fixture(scope="session")
def nlp() -> Language:
    return onrecord.pipeline.load()
