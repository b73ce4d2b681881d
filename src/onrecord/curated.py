"""Curated records (`registry/`): YAML files -> validated records, and back to the same bytes.

What a field means and the evidence that it needs is in `registry/README.md`. A file that breaks the rules
becomes problems that say where and what to do, and the others are still read. Nothing here knows the database
or an article.
"""

from __future__ import annotations

import calendar
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import models_json_schema
from pydantic_core import ErrorDetails

from onrecord import plainyaml
from onrecord.errors import RegistryError
from onrecord.types import SpeakerType

T = TypeVar("T")


def _one_line(text: str) -> str:
    if not text:
        raise ValueError("it is empty")
    if text != text.strip():
        raise ValueError("it starts or ends with a space")
    if any(unicodedata.category(character) in {"Cc", "Zl", "Zp"} for character in text):
        raise ValueError("it holds a line break or a control character")
    return text


def _real_date(text: str) -> str:
    year, month, day = (int(part) for part in (f"{text}-01-01").split("-")[:3])
    if not year or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise ValueError("there is no such day")
    return text


Text = Annotated[str, Field(min_length=1), AfterValidator(_one_line)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
PartialDate = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"), AfterValidator(_real_date)]
Domain = Annotated[str, Field(pattern=r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$")]
Scheme = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]


class Record(BaseModel):
    """What a file holds: no other fields, and never changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CuratedRole(Record):
    """A title, in an organization where there is one, over a time whose ends may be unknown."""

    title: Text
    organization: Text | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    source: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        # "2020-05" to "2020" is possible, so only the digits that both dates have are compared.
        if self.start and self.end:
            length = min(len(self.start), len(self.end))
            if self.start[:length] > self.end[:length]:
                raise ValueError(f"start {self.start} is after end {self.end}")
        return self

    @model_validator(mode="after")
    def _dates_have_evidence(self) -> Self:
        if (self.start or self.end) and not self.source:
            raise ValueError("a start or an end without the source that says so")
        return self


class SpeakerRecordFile(Record):
    """One speaker, as written in `speakers/<id>.yml`."""

    id: Slug
    name: Text
    type: Literal[SpeakerType.PERSON, SpeakerType.ORGANIZATION]
    names_strong: tuple[Text, ...] = ()
    names_weak: tuple[Text, ...] = ()
    roles: tuple[CuratedRole, ...] = ()
    ids: dict[Scheme, Text] = Field(default_factory=dict)
    sources: tuple[Text, ...] = Field(min_length=1)

    @property
    def all_strong(self) -> tuple[str, ...]:
        """Every name that is enough on its own to know this speaker by: `name`, then `names_strong`."""
        return (self.name, *self.names_strong)

    @model_validator(mode="after")
    def _names_once(self) -> Self:
        seen: set[str] = set()
        for name in (*self.all_strong, *self.names_weak):
            if name in seen:
                raise ValueError(f"the name {name!r} stands twice among name, names_strong and names_weak")
            seen.add(name)
        return self

    @model_validator(mode="after")
    def _known_ids(self) -> Self:
        if "wikidata" in self.ids and not re.fullmatch(r"Q[1-9][0-9]*", self.ids["wikidata"]):
            raise ValueError(f"ids.wikidata {self.ids['wikidata']!r} is not a Q and a number")
        return self


class OutletRecord(Record):
    """One outlet, as written in `outlets.yml`."""

    id: Slug
    name: Text
    domain: Domain | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in the registry. `line` counts from 1; `field` is like `roles.0.start`."""

    file: Path
    line: int | None
    field: str | None
    what: str
    fix: str

    def __str__(self) -> str:
        """Return it as one line for people."""
        place = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        return f"{place}: {f'{self.field}: ' if self.field else ''}{self.what}; {self.fix}"


@dataclass(frozen=True, slots=True)
class Curated:
    """What a registry folder holds: the valid records in the order of their ids, and what was wrong."""

    speakers: tuple[SpeakerRecordFile, ...] = ()
    outlets: tuple[OutletRecord, ...] = ()
    problems: tuple[Problem, ...] = ()


def load_folder(path: Path | str) -> Curated:
    """Read `speakers/*.yml` and `outlets.yml` of a registry folder.

    Raises RegistryError where the folder is not a registry at all; all else that is wrong is in the problems.
    """
    folder = Path(path)
    speakers_folder, outlets_file = folder / "speakers", folder / "outlets.yml"
    judged = (folder / "judgements.jsonl").is_file()
    if not speakers_folder.is_dir() and not outlets_file.is_file() and not judged:
        raise RegistryError(f"{folder}: no registry here; name the folder that holds speakers/ and outlets.yml")
    problems: list[Problem] = []
    speakers = _load_speakers(speakers_folder, problems) if speakers_folder.is_dir() else []
    outlets = _load_outlets(outlets_file, problems) if outlets_file.is_file() else ()
    problems += _shared_names(speakers)
    return Curated(tuple(read.record for read in speakers), outlets, tuple(problems))


def dump_speaker(record: SpeakerRecordFile) -> str:
    """Return the text of a speaker's file: the same bytes for the same record, empty fields left out."""
    return plainyaml.emit(record.model_dump(mode="json", exclude_none=True, exclude_defaults=True))


def dump_outlets(records: Iterable[OutletRecord]) -> str:
    """Return the text of `outlets.yml`: the same bytes for the same records."""
    return plainyaml.emit([record.model_dump(mode="json", exclude_none=True) for record in records])


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that a speaker's file and `outlets.yml`, read as plain YAML, obey."""
    _, definitions = models_json_schema([(SpeakerRecordFile, "validation"), (OutletRecord, "validation")])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of the onrecord registry",
        "oneOf": [
            {"$ref": "#/$defs/SpeakerRecordFile"},
            {"type": "array", "items": {"$ref": "#/$defs/OutletRecord"}},
        ],
        **definitions,
    }


def schema_text() -> str:
    """Return the text of `registry/schema.json`."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


_SPEAKER: TypeAdapter[SpeakerRecordFile] = TypeAdapter(SpeakerRecordFile)
_OUTLETS: TypeAdapter[tuple[OutletRecord, ...]] = TypeAdapter(tuple[OutletRecord, ...])


@dataclass(frozen=True, slots=True)
class _Read(Generic[T]):
    """What one file holds, with the lines that it stands on."""

    file: Path
    located: plainyaml.Located
    record: T

    def problem(self, loc: plainyaml.Path, what: str, fix: str) -> Problem:
        field = ".".join(str(part) for part in loc) or None
        return Problem(self.file, self.located.line(loc), field, what, fix)


def _load_speakers(folder: Path, problems: list[Problem]) -> list[_Read[SpeakerRecordFile]]:
    found = []
    for file in sorted(folder.iterdir(), key=lambda file: (file.stem, file.name)):
        if file.name.startswith("."):
            continue
        if file.suffix != ".yml" or not file.is_file():
            what, fix = "not a speaker's file", "name it <id>.yml or move it elsewhere"
            problems.append(Problem(file, None, None, what, fix))
        elif read := _load(file, _SPEAKER, problems):
            if read.record.id == file.stem:
                found.append(read)
                continue
            fix = f"rename the file to {read.record.id}.yml or change the id"
            problems.append(read.problem(("id",), f"{read.record.id!r} is not the file's name", fix))
    return found


def _load_outlets(file: Path, problems: list[Problem]) -> tuple[OutletRecord, ...]:
    read = _load(file, _OUTLETS, problems)
    kept: dict[str, OutletRecord] = {}
    for number, outlet in enumerate(read.record if read else ()):
        if read and outlet.id in kept:
            what = f"the id {outlet.id!r} is given twice"
            problems.append(read.problem((number, "id"), what, "give each outlet its own"))
        kept.setdefault(outlet.id, outlet)
    return tuple(kept.values())


def _load(file: Path, adapter: TypeAdapter[T], problems: list[Problem]) -> _Read[T] | None:
    """Read one file; where that fails, add its problems and return None."""
    try:
        located = plainyaml.parse(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        problems.append(Problem(file, None, None, f"cannot be read ({error.strerror})", "check that it may be"))
        return None
    except UnicodeDecodeError as error:
        problems.append(Problem(file, None, None, f"not UTF-8 (byte {error.start})", "save it as UTF-8"))
        return None
    except plainyaml.PlainYamlError as error:
        problems.append(Problem(file, error.line, None, error.what, error.fix))
        return None
    try:
        return _Read(file, located, adapter.validate_python(located.value))
    except ValidationError as error:
        problems.extend(_problem(file, located, detail) for detail in error.errors())
        return None


# What pydantic's kinds of error come down to for somebody who edits YAML.
_FIXES: Mapping[str, tuple[str, str]] = {
    "missing": ("it is required and not there", "add it"),
    "extra_forbidden": ("no such field", "check its spelling against registry/README.md, or remove it"),
    "string_type": ("not a text", "write one text after the colon"),
    "tuple_type": ("not a list", "write its items one a line, each after '- '"),
    "dict_type": ("not a map", "write its entries one a line, as 'key: value'"),
    "model_type": ("not a record", "write its fields one a line, as 'field: value'"),
    "model_attributes_type": ("not a record", "write its fields one a line, as 'field: value'"),
    "too_short": ("it is empty", "name at least one"),
    "string_too_short": ("it is empty", "write it, or leave the field out where it is not required"),
    "literal_error": ("not a type of speaker that is curated", "write person or organization"),
}
_PATTERNS: Mapping[str, tuple[str, str]] = {
    "id": ("not an id", "use lower-case letters, digits and single hyphens"),
    "start": ("not a date", "write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out where it is unknown"),
    "end": ("not a date", "write YYYY, YYYY-MM or YYYY-MM-DD, or leave it out where it is unknown"),
    "domain": ("not a domain", "write it bare and in lower case, as in example.org"),
    "[key]": ("not the name of a register", "use lower-case letters, digits and _, as in wikidata"),
}


def _problem(file: Path, located: plainyaml.Located, detail: ErrorDetails) -> Problem:
    loc = detail["loc"]
    field = ".".join(str(part) for part in loc if part != "[key]") or None
    if detail["type"] == "string_pattern_mismatch" and loc and loc[-1] in _PATTERNS:
        what, fix = _PATTERNS[str(loc[-1])]
        what = f"{detail['input']!r} is {what}"
    elif detail["type"] in _FIXES:
        what, fix = _FIXES[detail["type"]]
    else:
        what, fix = detail["msg"].removeprefix("Value error, "), "correct it as registry/README.md describes"
    return Problem(file, located.line(loc), field, what, fix)


def folded_name(name: str) -> str:
    """Return a name without case, accents and punctuation: what two spellings of one name have in common."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare.casefold()))


def _shared_names(speakers: Iterable[_Read[SpeakerRecordFile]]) -> Iterator[Problem]:
    owners: dict[str, Path] = {}
    for read in speakers:
        places: list[plainyaml.Path] = [("name",)]
        places += [("names_strong", number) for number in range(len(read.record.names_strong))]
        for place, name in zip(places, read.record.all_strong, strict=True):
            owner = owners.setdefault(folded_name(name) or name, read.file)
            if owner != read.file:
                what = f"{name!r} is a strong name in {owner.name} too"
                yield read.problem(place, what, "make it a weak name in both, or merge the two files")
