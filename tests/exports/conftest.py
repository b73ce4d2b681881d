"""A registry with what is hard to export: interrupted, indirect, nested, unknown, and texts that act up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from factory import ORGANIZATION, PERSON, Said, extraction, mention, spot
from onrecord.store import Store
from onrecord.store.records import StoredQuotation
from onrecord.types import Article, Extraction, Kind, SpeakerType

BRIDGE = Article(
    "bridge",
    "“We will rebuild it,” Odalys Brandtveit, the mayor of Fjordby, told Radio Tang, “before winter.” "
    "She hopes for money. The Harbour Council said that it has none. A clerk called it “madness”.\r\n\r\n"
    "-“No & <never>,” wrote one of them.\n",
    title="Bridge & road to be <rebuilt>",
    url="https://fjordpost.example.org/bridge?a=1&b=two words",
    outlet="The Fjord Post",
    published=date(2020, 6, 2),
    byline="Signe Holmquist",
    language="en",
)
ODD = Article("=odd id/1", "=1+1 said Ulf Tangmere. \x1b\ud800@home \x07 he added.", outlet="+Plus")


def _bridge() -> Extraction:
    mayor, council = "Odalys Brandtveit", "Harbour Council"
    found = extraction(
        BRIDGE,
        Said("“We will rebuild it,”", mayor, role="mayor of Fjordby", said_on=date(2020, 5, 31), via=("Radio Tang",)),
        Said("for money", mayor, kind=Kind.INDIRECT),
        Said("that it has none", council, ORGANIZATION, kind=Kind.INDIRECT),
        Said("“madness”", "clerk", SpeakerType.ANONYMOUS, kind=Kind.MIXED),
        Said("-“No & <never>,”", None, PERSON),
        people=[mention(mayor, "mayor of Fjordby", forms=[mayor], text=BRIDGE.text)],
    )
    first, hoped, *others = found.quotations
    spans = (*first.content, *spot(BRIDGE.text, "“before winter.”"))
    interrupted = replace(
        first, text="“We will rebuild it,” … “before winter.”", quotation=replace(first.quotation, content=spans)
    )
    thought = replace(hoped, quotation=replace(hoped.quotation, speech=False))
    return replace(found, quotations=(interrupted, thought, *others))


def _odd() -> Extraction:
    return extraction(ODD, Said("=1+1", "Ulf Tangmere"), Said("\x1b\ud800@home \x07", "Ulf Tangmere"))


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("exported") / "reg.db"
    with Store.open(path) as store:
        store.add_extraction(_bridge())
        store.add_extraction(_odd())
        yield store


@pytest.fixture
def quotations(exported: Store) -> list[StoredQuotation]:
    """What is to be exported, the quotations of one article together."""
    return list(exported.each_quote(by_article=True))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty registry."""
    with Store.open(tmp_path / "registry.db") as opened:
        yield opened
