"""Freeze a registry of the schema that is the newest now, before another one comes.

usage: PYTHONPATH=OLD/src:tests python tests/store/older/write.py tests/store/older

Writes the rows of a made-up registry to REVISION.json, as the onrecord of that schema stores them, and to answers.json,
if that is not there, what it answers: newer versions have to answer the same. Run it with the code of the schema.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from factory import ORGANIZATION, Said, extraction, mention, story
from onrecord.store import Store
from onrecord.types import Article, Extraction, Kind, SpeakerType

BRIDGE = "“We will mend the old bridge of the town before the winter storms come,”"
QUAY = "“The new quay of the harbour will never be paid for by the fishermen,”"


@dataclass(frozen=True)
class Role:
    title: str
    organization: str | None = None
    start: str | None = None
    end: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class Speaker:
    id: str
    name: str
    type: SpeakerType = SpeakerType.PERSON
    names_strong: tuple[str, ...] = ()
    names_weak: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ("by hand",)


@dataclass(frozen=True)
class Outlet:
    id: str
    name: str
    domain: str | None = None


CURATED = [
    Speaker(
        "odalys-brandtveit",
        "Odalys Brandtveit",
        names_strong=("Odalys B. Brandtveit",),
        names_weak=("Brandtveit",),
        roles=(Role("mayor", "Fjordby", start="2019"), Role("harbour master", end="2018-12", source="a")),
        ids={"example": "7"},
    ),
    Speaker("ulf-tangmere", "Ulf Tangmere", names_strong=("Ulf Peder Tangmere", "Ulv Tangmere")),
]
OUTLETS = [Outlet("fjord-post", "The Fjord Post", "fjord.example")]


def articles() -> list[Extraction]:
    """Return articles with what a registry has to keep: copies, other scripts, no dates, no names, odd characters."""
    council = Article(
        "council", "“It is paid for,” the Tang Council said. A source doubted it.", published=date(2020, 2, 3)
    )
    odd = Article(
        "odd \udcff", "Nul \0 and 🌉: “Das Café schließt,” sagte Zoë Ærøskøbing.", language="de", origin="odd.txt"
    )
    return [
        story("Odalys Brandtveit", "mayor of Fjordby", BRIDGE, "a1", outlet="The Fjord Post", title="A bridge"),
        story("Odalys Brandtveit", "mayor", BRIDGE, "a2", outlet="Tang Times", published=date(2021, 5, 6)),
        story("Odalys Brandtveit", None, BRIDGE.replace("will", "will not"), "a3", url="https://fjord.example/3"),
        story("Ulf Tangmere", "baker", QUAY, "b1", outlet="Tang Times", published=date(2019, 12, 31)),
        story("Ulv Tangmere", "baker", "“Bread is no toy,”", "b2", outlet="TangTimes", published=None),
        story("Quillon Marrowby", "nurse", "“Nobody came to us that day,”", "n1", published=date(2021, 5, 4)),
        extraction(
            council,
            Said("“It is paid for,”", "the Tang Council", ORGANIZATION, cue="said", source="the Tang Council"),
            Said(
                "doubted it",
                None,
                SpeakerType.ANONYMOUS,
                source="A source",
                kind=Kind.INDIRECT,
                said_on=date(2020, 2, 1),
            ),
            people=[mention("the Tang Council", is_a=ORGANIZATION, forms=["the Tang Council"], text=council.text)],
        ),
        extraction(odd, Said("“Das Café schließt,”", "Zoë Ærøskøbing", cue="sagte", source="Zoë Ærøskøbing")),
    ]


def answers(store: Store) -> dict[str, Any]:
    """Return what a registry says to the questions that every version answers."""
    quotations = store.quotes()
    ids = sorted({quotation.speaker.id for quotation in quotations if quotation.speaker.id is not None})
    records = [store.speaker(id_) for id_ in ids]
    return {
        "quotations": {
            quotation.id: [
                *(quotation.text, quotation.speaker.name, quotation.speaker.id, quotation.role, quotation.kind),
                *(
                    quotation.article.id,
                    quotation.article.outlet,
                    str(quotation.said_on),
                    str(quotation.article.published),
                ),
                [[span.start, span.end] for span in quotation.content],
            ]
            for quotation in quotations
        },
        "speakers": {
            record.id: {
                "name": record.name,
                "names": sorted(name.form for name in record.names),
                "roles": sorted({f"{role.text} {role.start} {role.end} {role.curated}" for role in record.roles}),
                "quotations": record.quotations,
                "said": [str(record.first_said), str(record.last_said)],
                "merged": sorted(record.merged),
            }
            for record in records
        },
        "who": {name: _best(store, name) for name in ("Brandtveit", "Tangmeer", "Zoe Aeroskobing", "nobody")},
        "words": {
            words: sorted(q.id for q in store.quotes(about=words)) for words in ("bridge winter", "CAFE", "toys")
        },
        "outlet": {asked: len(store.quotes(outlet=asked)) for asked in ("fjord-post", "fjord.example", "Tang Times")},
        "families": sorted(
            {tuple(sorted(each.quotation.id for each in store.family(q.id).members)) for q in quotations}
        ),
    }


def _best(store: Store, name: str) -> str | None:
    found = store.speakers(name).best
    return found.id if found is not None else None


def rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return all that a SQLite file holds by table, but for its version and the index of words, which is no table."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    named = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    tables = sorted(name for name in named if not name.startswith(("alembic_", "sqlite_", "quotation_words")))
    found = {name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')] for name in tables}
    connection.close()
    return {name: each for name, each in found.items() if each}


def main() -> None:
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "registry.db"
        with Store.open(path) as store:
            for each in articles():
                store.add_extraction(each)
            store.load_registry(CURATED, OUTLETS)
            answered = answers(store) if hasattr(store, "family") else None
        (revision,) = sqlite3.connect(path).execute("SELECT version_num FROM alembic_version").fetchone()
        write(folder / f"{revision}.json", rows(path))
    if answered is not None and not (folder / "answers.json").exists():
        write(folder / "answers.json", answered)


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=True, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
