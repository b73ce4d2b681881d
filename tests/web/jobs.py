"""What the processes of test_working do instead of reading models."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from onrecord.errors import InputError, ModelError
from onrecord.types import Article, Extraction

Extract = Callable[[Article], Extraction]


def willing() -> Extract:
    """Do what the draft says: sleep, die, fail, or find nothing."""
    return _do


def lacking() -> Extract:
    """Begin without a model."""
    raise ModelError("the English model of spaCy is not installed")


def broken() -> Extract:
    """Die while beginning."""
    os._exit(3)


def _do(article: Article) -> Extraction:
    if article.text == "sleep":
        time.sleep(60)
    if article.text == "die":
        os._exit(9)
    if article.text == "refuse":
        raise InputError("this is no text")
    if article.text == "fail":
        raise ZeroDivisionError("nobody expected this")
    return Extraction(article)
