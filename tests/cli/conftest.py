"""A registry of two invented articles, and a way to run the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from factory import Said, extraction, mention
from onrecord.cli import main
from onrecord.store import Store
from onrecord.types import Article, Extraction, Kind, SpeakerType

BRIDGE = Article(
    "bridge",
    "The bridge fell in March.\n\n“We will rebuild the bridge,” Odalys Brandtveit, the mayor of Fjordby, told "
    "Radio Tang on Sunday. “It will cost [bold red]ten[/] millions.”\n\nA council source said that there is no "
    "money.\n",
    title="Bridge to be rebuilt",
    url="https://fjordpost.example.org/bridge",
    outlet="The Fjord Post",
    published=date(2020, 6, 2),
    origin="/news/bridge.txt",
)
FERRY = Article(
    "ferry",
    "Ulf Tangmere said that the ferry is \x1b[31m“a \x07disgrace”. Marta Tangmere disagreed: “The ferry is "
    "fine.” They will “rebuild” it, one of them added.",
    outlet="Tang Times",
    published=date(2021, 1, 5),
)


def _bridge() -> Extraction:
    mayor = "Odalys Brandtveit"
    role = "mayor of Fjordby"
    return extraction(
        BRIDGE,
        Said(
            "“We will rebuild the bridge,”",
            mayor,
            role=role,
            cue="told",
            source="Odalys Brandtveit, the mayor of Fjordby",
            said_on=date(2020, 5, 31),
            via=("Radio Tang",),
        ),
        Said("“It will cost [bold red]ten[/] millions.”", mayor),
        Said("that there is no money", "council source", SpeakerType.ANONYMOUS, kind=Kind.INDIRECT),
        people=[mention(mayor, role, forms=[mayor], text=BRIDGE.text)],
    )


def _ferry() -> Extraction:
    found = extraction(
        FERRY,
        Said("that the ferry is \x1b[31m“a \x07disgrace”", "Ulf Tangmere", kind=Kind.MIXED),
        Said("“The ferry is fine.”", "Marta Tangmere"),
        Said("They will “rebuild” it", None, kind=Kind.MIXED, cue="added", source="one of them"),
    )
    last = replace(found.quotations[-1], candidates=("Ulf Tangmere", "Marta Tangmere"), reasons=())
    return replace(found, quotations=(*found.quotations[:-1], last))


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did: its exit status, and what it printed to either stream."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_main(*arguments: object) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as done:
            main([str(each) for each in arguments])
        captured = capsys.readouterr()
        assert isinstance(done.value.code, int)
        return Ran(done.value.code, captured.out, captured.err)

    return run_main


@pytest.fixture(scope="session")
def registry_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("registry") / "reg.db"
    with Store.open(path) as store:
        store.add_extraction(_bridge())
        store.add_extraction(_ferry())
    return path


@pytest.fixture
def registry(registry_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name the registry in the environment, as people do who look up often."""
    monkeypatch.setenv("ONRECORD_DB", str(registry_file))
    return registry_file


@pytest.fixture
def first_id(registry: Path) -> str:
    """Return the id of what the mayor said to the radio."""
    with Store.open(registry, create=False) as store:
        return store.quotes(about="rebuild the bridge")[0].id
