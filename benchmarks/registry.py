"""What a large registry costs: adding with families and without, their size, and whether they are found.

usage: python benchmarks/registry.py [--quotations N] [--seed SEED] [--limit RATIO]

Makes up N (20,000) quotations of invented speakers in articles of eight; one in four is a copy, a cut or an altered
form of an earlier one. Each article is added to two registries in a temporary folder by turns, one that keeps families
and one that does not, so that whatever else the machine does slows both. Exits 1 where adding with families takes more
than RATIO (1.2) times as long.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from onrecord.store import Store, kinship
from onrecord.types import Article, Attribution, Extraction, Kind, Mention, Quotation, Span, Speaker, SpeakerType

AN_ARTICLE = 8
COMMON = (
    "the of and to a in that we is it for on with they will this have are not be by our has from was but all who would "
    "can their as there no or more must at I what if only some never before about over been any so now he she them us"
).split()
SYLLABLES = "ba de fi go hu ka le mi no pu ra se ti vo wa xe yi zo dra ske plo tri bru sna fle gwi".split()
KINDS = ("copy", "shortened", "small part", "altered", "unnamed copy")


@dataclass(frozen=True)
class Said:
    """A made-up quotation: `origin` is the number of the first one of its utterance, `form` what it is to that."""

    words: str
    speaker: str | None
    origin: int
    form: str


@dataclass
class World:
    """Makes up what is said, always the same for a seed."""

    seed: int
    speakers: int
    random: random.Random = field(init=False)
    said: list[Said] = field(default_factory=list)
    originals: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.words = ["".join(self.random.choices(SYLLABLES, k=self.random.randint(2, 4))) for _ in range(8000)]
        self.weights = [1 / (rank + 20) for rank in range(len(self.words))]
        self.common = [1 / (rank + 2) for rank in range(len(COMMON))]
        given, family = (self.random.sample(self.words, min(self.speakers, 3000)) for _ in range(2))
        self.names = [
            f"{self.random.choice(given).title()} {self.random.choice(family).title()}" for _ in range(self.speakers)
        ]

    def articles(self, quotations: int) -> Iterator[Extraction]:
        """Make up articles until there are so many quotations."""
        for number in range(-(-quotations // AN_ARTICLE)):
            yield _article(number, [self._next() for _ in range(AN_ARTICLE)])

    def _next(self) -> Said:
        again = self.originals and self.random.random() < 0.25
        made = self._variant(self.random.choice(self.originals[-2000:])) if again else self._original()
        self.said.append(made)
        return made

    def _original(self) -> Said:
        length = min(max(round(self.random.lognormvariate(3, 0.5)), 7), 90)
        rare = self.random.choices(self.words, self.weights, k=length)
        common = self.random.choices(COMMON, self.common, k=length)
        words = [one if self.random.random() < 0.45 else other for one, other in zip(rare, common, strict=True)]
        self.originals.append(len(self.said))
        return Said(" ".join(words), self.random.choice(self.names), len(self.said), "original")

    def _variant(self, origin: int) -> Said:
        first, form = self.said[origin], self.random.choice(KINDS)
        words = first.words.split()
        if form == "shortened":
            words = words[: max(6, len(words) * 2 // 3)]
        elif form == "small part":
            start = self.random.randrange(max(1, len(words) - 8))
            words = words[start : start + 8]
        elif form == "altered":
            words.insert(self.random.randrange(1, len(words)), "not")
            words[self.random.randrange(len(words))] = self.random.choice(self.words)
        return Said(" ".join(words), None if form == "unnamed copy" else first.speaker, origin, form)


def _article(number: int, said: Sequence[Said]) -> Extraction:
    text, found = "", []
    for at, one in enumerate(said):
        start = len(text)
        text += f"“{one.words},” "
        content = (Span(start, len(text) - 1),)
        name = one.speaker or "a source"
        source = (Span(len(text) + 5, len(text) + 5 + len(name)),)
        text += f"said {name}. "
        speaker = Speaker(name, SpeakerType.PERSON if one.speaker else SpeakerType.ANONYMOUS)
        quotation = Quotation(content, (Span(source[0].start - 5, source[0].start - 1),), source, Kind.DIRECT)
        found.append(Attribution(f"{number:08x}{at:02x}", content[0].of(text), quotation, speaker))
    names = dict.fromkeys(one.speaker for one in said if one.speaker)
    people = tuple(Mention(name, SpeakerType.PERSON) for name in names)
    day = date(2015, 1, 1) + timedelta(number % 3000)
    article = Article(f"{number:08x}", text, title=f"Article {number}", outlet=f"Outlet {number % 40}", published=day)
    return Extraction(article, tuple(found), people)


# -- measuring -------------------------------------------------------------------------------------------


@contextmanager
def without_families() -> Iterator[None]:
    """Let adding leave out families."""
    keep, take_back = kinship.keep, kinship.take_back
    kinship.keep = lambda session, article, rows, touched=(): None
    kinship.take_back = lambda session, article_id: []
    try:
        yield
    finally:
        kinship.keep, kinship.take_back = keep, take_back


def add_to_both(world: World, quotations: int, plain: Store, kin: Store) -> tuple[float, float]:
    """Add the articles to both registries by turns and return the seconds that each took."""
    took = [0.0, 0.0]
    for number, extraction in enumerate(world.articles(quotations)):
        for which in ((0, 1), (1, 0))[number % 2]:
            start = time.perf_counter()
            if which:
                kin.add_extraction(extraction)
            else:
                with without_families():
                    plain.add_extraction(extraction)
            took[which] += time.perf_counter() - start
    return took[0], took[1]


def found(world: World, kin: Store) -> tuple[Mapping[str, tuple[int, int]], int, Sequence[float]]:
    """Return how many of each form are in the family of their original, and of how many; false members; seconds."""
    counts: dict[str, Counter[bool]] = {form: Counter() for form in KINDS}
    false, took = 0, []
    ids = [f"{at // AN_ARTICLE:08x}{at % AN_ARTICLE:02x}" for at in range(len(world.said))]
    origin_of = {id_: one.origin for id_, one in zip(ids, world.said, strict=True)}
    for id_, one in list(zip(ids, world.said, strict=True))[:: max(1, len(ids) // 4000)]:
        start = time.perf_counter()
        members = {member.quotation.id for member in kin.family(id_).members}
        took.append(time.perf_counter() - start)
        false += sum(origin_of[member] != one.origin for member in members)
        if one.form != "original":
            counts[one.form][ids[one.origin] in members] += 1
    return {form: (each[True], each.total()) for form, each in counts.items()}, false, took


def megabytes(path: Path) -> float:
    return sum(each.stat().st_size for each in path.parent.glob(path.name + "*")) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what a large registry costs.")
    parser.add_argument("--quotations", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=1.2)
    options = parser.parse_args()
    world = World(options.seed, max(50, options.quotations // 10))
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder) / "plain.db", Path(folder) / "kin.db"
        with Store.open(paths[0]) as plain, Store.open(paths[1]) as kin:
            took = add_to_both(world, options.quotations, plain, kin)
            counts, false, asked = found(world, kin)
        sizes = [megabytes(path) for path in paths]
    number = len(world.said)
    print(f"{number:,} quotations, {len(world.names):,} speakers, seed {options.seed}\n")
    print("| registry | quotations a second | of plain | MB | bytes a quotation |\n|---|---:|---:|---:|---:|")
    for name, seconds, size in zip(("without families", "with families"), took, sizes, strict=True):
        print(
            f"| {name} | {number / seconds:,.0f} | {seconds / took[0]:.2f} | {size:.1f} | {size * 1e6 / number:,.0f} |"
        )
    print("\n| form | in the family of its original |\n|---|---:|")
    for form, (there, all_) in counts.items():
        print(f"| {form} | {there} of {all_} ({there / max(all_, 1):.1%}) |")
    slow = statistics.quantiles(asked, n=20)[-1]
    print(f"\nmembers of another utterance: {false}")
    print(f"a family, median {statistics.median(asked) * 1e3:.1f} ms, p95 {slow * 1e3:.1f} ms")
    sys.exit(1 if took[1] / took[0] > options.limit else 0)


if __name__ == "__main__":
    main()
