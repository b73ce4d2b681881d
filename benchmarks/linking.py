"""What linking costs beside reading: a registry of many speakers, and articles in which some of them speak.

usage: python benchmarks/linking.py [--speakers N] [--articles N] [--seed SEED] [--limit RATIO]

Makes up N (100,000) speakers whose names come up as often as names do (one family name in a hundred is the commonest),
each with a role, and writes their rows in bulk. Then articles (60) of eight quotations are read by the
real pipeline and added; half of those who speak in them are in the registry already. Exits 1 where finding out who they
are takes more than RATIO (0.2) of the time that reading and storing take without it.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from onrecord.pipeline import extract, load
from onrecord.store import Store, adding, database, keys, linking
from onrecord.store.search import folded
from onrecord.store.tables import NameKeyRow, NameRow, RoleRow, SpeakerRow
from onrecord.types import Article, SpeakerType

GIVEN = """
John Mary Ali Maria Ahmed James Anna Hassan Peter Fatima David Wei Omar Laura Ivan Elena Carlos Olga Robert Aisha Thomas
Sofia Daniel Amina Paul Ines Karim Julia Samuel Leila Marko Nadia Victor Irene Yusuf Clara Tariq Helen Pedro Rosa
""".split()
SYLLABLES = "ba den fi gor hul ka lem mi no pur ra sten ti vo wal xe yi zo dra ske plo tri bru sna fle gwi".split()
OFFICES = "mayor governor senator lawmaker minister spokesman professor doctor coach teacher farmer analyst".split()
SENTENCES = (
    "We will look at the plan again before the end of the month",
    "Nobody has told us how much the bridge is going to cost",
    "The harbour has to stay open through the whole winter",
    "There is no reason to believe that the water is not safe",
    "I have never seen so many people at a meeting of the board",
    "They should have asked the villages along the river first",
)


@dataclass
class Crowd:
    """Makes up speakers, always the same for a seed."""

    size: int
    seed: int
    random: random.Random = field(init=False)
    people: list[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        families = list(dict.fromkeys(self._word() for _ in range(20_000)))
        towns = [self._word() for _ in range(2_000)]
        weights = [1 / (rank + 15) for rank in range(len(families))]
        names = zip(
            self.random.choices(GIVEN, k=self.size), self.random.choices(families, weights, k=self.size), strict=True
        )
        self.people = [
            (f"{given} {family}", f"{self.random.choice(OFFICES)} of {self.random.choice(towns)}")
            for given, family in names
        ]

    def _word(self) -> str:
        return "".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4))).title()

    def articles(self, number: int) -> Iterator[Article]:
        for count in range(number):
            speakers = [
                self.random.choice(self.people) if self.random.random() < 0.5 else self._newcomer() for _ in range(8)
            ]
            text = "\n\n".join(
                f"“{self.random.choice(SENTENCES)},” said {name}, the {role}. The talks went on until late."
                for name, role in speakers
            )
            day = date(2021, 1, 1) + timedelta(count)
            yield Article(f"new-{count}", text, outlet=f"Outlet {count % 9}", published=day)

    def _newcomer(self) -> tuple[str, str]:
        return f"{self.random.choice(GIVEN)} {self._word()}", f"{self.random.choice(OFFICES)} of {self._word()}"


def fill(session: Session, people: Sequence[tuple[str, str]]) -> None:
    """Write the rows of all speakers."""
    speakers: list[dict[str, Any]] = []
    names, name_keys, roles = list(speakers), list(speakers), list(speakers)
    for number, (name, role) in enumerate(people):
        id_ = f"speaker-{number}"
        speakers.append({"id": id_, "type": "person", "name": name})
        names.append({"id": number, "speaker_id": id_, "form": name, "folded": folded(name), "strong": True})
        name_keys += [{"key": key, "name_id": number} for key in keys.stored(name, SpeakerType.PERSON, strong=True)]
        roles.append({"speaker_id": id_, "text": role, "curated": True})
    for table, rows in ((SpeakerRow, speakers), (NameRow, names), (NameKeyRow, name_keys), (RoleRow, roles)):
        for start in range(0, len(rows), 10_000):
            session.connection().execute(insert(table), rows[start : start + 10_000])


@dataclass
class Clock:
    """How long a function took in all its calls."""

    seconds: float = 0.0

    def around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return work(*arguments, **named)
            finally:
                self.seconds += time.perf_counter() - start

        return timed


def measure(store: Store, articles: Sequence[Article]) -> tuple[float, float, float]:
    """Read and add some articles; return the seconds of reading, of storing without linking, and of linking."""
    nlp, clock = load(), Clock()
    extract(nlp, articles[0])  # the models are read with the first text
    watched = ((adding, "link_all"), (linking, "keep"))
    kept = [getattr(module, name) for module, name in watched]
    for (module, name), work in zip(watched, kept, strict=True):
        setattr(module, name, clock.around(work))
    try:
        reading = storing = 0.0
        for article in articles:
            start = time.perf_counter()
            found = extract(nlp, article)
            read = time.perf_counter()
            store.add_extraction(found)
            reading, storing = reading + read - start, storing + time.perf_counter() - read
    finally:
        for (module, name), work in zip(watched, kept, strict=True):
            setattr(module, name, work)
    return reading, storing - clock.seconds, clock.seconds


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what linking costs beside reading.")
    parser.add_argument("--speakers", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=0.2)
    options = parser.parse_args()
    crowd = Crowd(options.speakers, options.seed)
    articles = list(crowd.articles(options.articles))
    print("| speakers | reading, ms | storing, ms | linking, ms | linking of the rest | linked | new | doubts |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for size in (0, options.speakers):
            with Store.open(Path(folder) / f"{size}.db") as store:
                with database.writing(store._open, store.where) as session:
                    fill(session, crowd.people[:size])
                took = measure(store, articles)
                speakers = [quotation.speaker.id or "" for quotation in store.quotes()]
                linked = sum(id_.startswith("speaker-") for id_ in speakers)
                each = [f"{seconds / len(articles) * 1e3:.1f}" for seconds in took]
                ratio = took[2] / (took[0] + took[1])
                new = len(speakers) - linked
                print(f"| {size:,} | {' | '.join(each)} | {ratio:.1%} | {linked} | {new} | {len(store.doubts())} |")
    sys.exit(1 if ratio > options.limit else 0)


if __name__ == "__main__":
    main()
