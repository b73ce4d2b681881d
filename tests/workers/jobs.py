"""What the processes of these tests do instead of reading models: what a text asks for, and find what is in marks."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from factory import Said, extraction, mention
from onrecord.errors import ModelError
from onrecord.extracting import Extract, Found
from onrecord.formats import Problem
from onrecord.types import Article, Extraction

SAID = re.compile(r"(?P<words>“[^”]*”) said (?P<name>\w+ \w+), (?P<role>[\w ]+)\.")
LOG = "ONRECORD_TEST_LOG"
"""Names the file, in the environment, that gets a line for each article that is extracted: the process and its id."""


def reads() -> Extract:
    """Find who said what, some articles sooner than others."""
    return lambda articles: [_read(each) for each in articles]


def lacks() -> Extract:
    """Begin without a model."""
    raise ModelError("the model is not installed")


def breaks() -> Extract:
    """Die while beginning."""
    os._exit(3)


def log_lines() -> list[str]:
    path = Path(os.environ[LOG])
    return path.read_text().splitlines() if path.exists() else []


def _read(article: Article) -> Found:
    if LOG in os.environ:
        with Path(os.environ[LOG]).open("a") as log:
            print(os.getpid(), article.id, file=log)
    match article.text:
        case "sleep":
            time.sleep(60)
        case "exit":
            os._exit(9)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "killed once" if not any(line.endswith(" killed") for line in log_lines()):
            with Path(os.environ[LOG]).open("a") as log:
                print(os.getpid(), "killed", file=log)
            os.kill(os.getpid(), signal.SIGKILL)
        case "refused":
            return Problem(article.id, "is no text", "leave it out")
    time.sleep(len(article.text) % 7 / 1000)
    return _found(article)


def _found(article: Article) -> Extraction:
    found = list(SAID.finditer(article.text))
    people = {
        each["name"]: mention(each["name"], each["role"], forms=[each["name"]], text=article.text) for each in found
    }
    quoted = [Said(each["words"], each["name"], role=each["role"], cue="said", source=each["name"]) for each in found]
    return extraction(article, *quoted, people=list(people.values()))


def news(texts: Sequence[str]) -> Iterator[Article]:
    """Make an article of each text, numbered."""
    return (Article(f"a{number}", text) for number, text in enumerate(texts))
