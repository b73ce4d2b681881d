"""Gold and predictions from JSON lines: checked, with each article's text found.

A line is {"id", "quotations": [{"content", "cue", "source", "speaker", ...}]} as `onrecord extract` prints
it; "attributions" is another name for "quotations". The text stands in the line or in a file named after the
id. This module does not score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from onrecord.errors import InputError
from onrecord.types import Article, Attribution, Span, Spans

_OPTIONAL_NOTES = ("borderline", "nested", "heading")
_TEXT_FOLDERS = (".", "articles", "seeds", "../articles", "../seeds")


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution relation, gold or predicted, with its speaker where that is known.

    `note` is the annotator's remark; with "borderline", "nested" or "heading" in it the relation is optional.
    """

    content: Spans
    cue: Spans = ()
    source: Spans = ()
    speaker: str | None = None
    speaker_type: str | None = None
    role: str | None = None
    note: str = ""

    @property
    def optional(self) -> bool:
        """Whether finding this relation and missing it are both right."""
        return any(word in self.note for word in _OPTIONAL_NOTES)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its gold relations; `speakers_known` says whether they have their speakers."""

    article: Article
    relations: tuple[Relation, ...]
    speakers_known: bool = False


def relation_of(attribution: Attribution) -> Relation:
    """Return what the library hands out as something to score."""
    speaker = attribution.speaker
    return Relation(
        content=attribution.content,
        cue=attribution.cue,
        source=attribution.source,
        speaker=speaker.name,
        speaker_type=speaker.type.value,
        role=attribution.role,
    )


class _Record(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


_R = TypeVar("_R", bound=_Record)


class _SpeakerRecord(_Record):
    name: str | None = None
    type: str | None = None


class _RelationRecord(_Record):
    content: list[tuple[int, int]]
    cue: list[tuple[int, int]] | None = None
    source: list[tuple[int, int]] | None = None
    speaker: str | _SpeakerRecord | None = None
    speaker_type: str | None = None
    role: str | None = None
    note: str | None = None


class _GoldRelationRecord(_RelationRecord):
    content: list[tuple[int, int]] = Field(min_length=1)
    cue: list[tuple[int, int]] | None
    source: list[tuple[int, int]] | None


_NAMES_OF_RELATIONS = AliasChoices("attributions", "quotations")


class _PredictedRecord(_Record):
    id: str
    relations: list[_RelationRecord] = Field(validation_alias=_NAMES_OF_RELATIONS)


class _GoldRecord(_Record):
    id: str
    relations: list[_GoldRelationRecord] = Field(validation_alias=_NAMES_OF_RELATIONS)
    text: str | None = None
    text_sha256: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: date | None = None
    byline: str | None = None
    language: str | None = None


class _NamedSpeakerRecord(_Record):
    speaker: str | None
    speaker_type: str
    role: str | None = None


class _SpeakersRecord(_Record):
    id: str
    speakers: list[_NamedSpeakerRecord]


def load_gold(
    path: Path | str, articles: Path | str | None = None, speakers: Path | str | None = None
) -> list[GoldArticle]:
    """Read a gold file.

    A line without "text" has it in ID.txt, in the folder `articles` or, by default, in the gold file's own
    folder or an `articles` or `seeds` folder in it or beside it. `speakers` is a second file of {"id",
    "speakers": [{"speaker", "speaker_type", "role"}]} lines in the order of the article's relations, for gold
    without them. Raises InputError, naming file and line, for a line that is not such JSON, an id that comes
    twice, a text that is missing or not the one that was annotated, and offsets outside it.
    """
    path = Path(path)
    folders = [Path(articles)] if articles else [path.parent / name for name in _TEXT_FOLDERS]
    gold: dict[str, GoldArticle] = {}
    for where, record in _records(path, _GoldRecord):
        if record.id in gold:
            raise InputError(f"{where}: the id {record.id!r} comes a second time; join the two lines or rename one")
        gold[record.id] = _gold_article(record, folders, where)
    if not gold:
        raise InputError(f"{path}: no gold in it; it needs one JSON object a line, with id and quotations")
    if speakers:
        return _with_speakers(gold, Path(speakers))
    return _with_own_speakers(gold.values(), path)


def load_predictions(path: Path | str) -> dict[str, list[Relation]]:
    """Read predictions, one article a line as `onrecord extract --format jsonl` prints them: by article id.

    Raises InputError, naming file and line, for a line that is not such JSON or an id that comes twice.
    """
    predictions: dict[str, list[Relation]] = {}
    for where, record in _records(Path(path), _PredictedRecord):
        if record.id in predictions:
            raise InputError(f"{where}: the id {record.id!r} comes a second time; keep one prediction an article")
        predictions[record.id] = [_relation(each, f"{where}, quotation {n}") for n, each in enumerate(record.relations)]
    return predictions


def check_within(relations: Sequence[Relation], text: str, where: str) -> None:
    """Raise InputError, its message beginning with `where`, if a span ends outside `text`."""
    for number, relation in enumerate(relations):
        for name, spans in (
            ("content", relation.content),
            ("cue", relation.cue),
            ("source", relation.source),
        ):
            for span in spans:
                if span.end > len(text):
                    raise InputError(
                        f"{where}, quotation {number}: {name} [{span.start}, {span.end}] ends outside "
                        f"the text, which has {len(text)} characters; use the text that was annotated"
                    )


def _records(path: Path, model: type[_R]) -> Iterator[tuple[str, _R]]:
    """Yield (`file:line`, record) for each line that is not blank."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = f"{path}:{number}"
            try:
                yield where, model.model_validate_json(line)
            except ValidationError as error:
                raise InputError(f"{where}: {_first_fault(error)}") from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_context=False)[0]
    place = ".".join(str(part) for part in fault["loc"])
    return f"{place}: {fault['msg']}; correct the line" if place else f"{fault['msg']}; a line is one JSON object"


def _gold_article(record: _GoldRecord, folders: Sequence[Path], where: str) -> GoldArticle:
    article = _article(record, folders, where)
    if record.text_sha256 and record.text_sha256 != article.text_sha256:
        raise InputError(
            f"{where}: the text of {record.id!r} ({article.origin}) is not the one that was annotated "
            "(text_sha256 differs); restore that text or annotate this one again"
        )
    relations = tuple(_relation(each, f"{where}, quotation {n}") for n, each in enumerate(record.relations))
    check_within(relations, article.text, where)
    return GoldArticle(article, relations)


def _article(record: _GoldRecord, folders: Sequence[Path], where: str) -> Article:
    if record.text is None:
        return replace(_read_text(record.id, folders, where), id=record.id)
    return Article(
        id=record.id,
        text=record.text,
        title=record.title,
        url=record.url,
        outlet=record.outlet,
        published=record.published,
        byline=record.byline,
        language=record.language,
        origin=where,
    )


def _read_text(article_id: str, folders: Sequence[Path], where: str) -> Article:
    # Reading pulls in the HTML extractor, which gold with its texts in the lines can do without.
    from onrecord.reading import read

    for folder in folders:
        path = folder / f"{article_id}.txt"
        if path.is_file():
            return read(path)
    looked = ", ".join(str(folder) for folder in folders)
    raise InputError(
        f"{where}: no text in the line and no {article_id}.txt in {looked}; name the folder of the articles"
    )


def _relation(record: _RelationRecord, where: str) -> Relation:
    if isinstance(record.speaker, _SpeakerRecord):
        speaker, speaker_type = record.speaker.name, record.speaker.type
    else:
        speaker, speaker_type = record.speaker, record.speaker_type
    return Relation(
        content=_spans(record.content, f"{where}, content"),
        cue=_spans(record.cue or (), f"{where}, cue"),
        source=_spans(record.source or (), f"{where}, source"),
        speaker=speaker,
        speaker_type=speaker_type,
        role=record.role,
        note=record.note or "",
    )


def _spans(pairs: Sequence[tuple[int, int]], where: str) -> Spans:
    try:
        return tuple(Span(start, end) for start, end in pairs)
    except ValueError as error:
        raise InputError(f"{where}: {error}; a span is [start, end] with 0 <= start < end") from error


def _with_speakers(gold: Mapping[str, GoldArticle], path: Path) -> list[GoldArticle]:
    """Return all of `gold`, with their speakers the articles that the speakers file names."""
    joined = dict(gold)
    for where, record in _records(path, _SpeakersRecord):
        if record.id not in gold:
            raise InputError(f"{where}: no article {record.id!r} in the gold; check that the two files belong together")
        relations = gold[record.id].relations
        if len(relations) != len(record.speakers):
            raise InputError(
                f"{where}: {len(record.speakers)} speakers for {len(relations)} quotations of "
                f"{record.id!r}; give one each, in the order of the quotations"
            )
        named = tuple(
            replace(relation, speaker=who.speaker, speaker_type=who.speaker_type, role=who.role)
            for relation, who in zip(relations, record.speakers, strict=True)
        )
        joined[record.id] = replace(gold[record.id], relations=named, speakers_known=True)
    return list(joined.values())


def _with_own_speakers(gold: Iterable[GoldArticle], path: Path) -> list[GoldArticle]:
    """Mark the articles whose relations all say their speaker's type; where none does, none is marked."""
    gold = list(gold)
    if not any(relation.speaker_type for each in gold for relation in each.relations):
        return gold
    for each in gold:
        typed = [bool(relation.speaker_type) for relation in each.relations]
        if any(typed) and not all(typed):
            raise InputError(
                f"{path}: quotation {typed.index(False)} of {each.article.id!r} has no speaker "
                "type, though others have; give each quotation of an article its speaker and type"
            )
    return [replace(each, speakers_known=all(r.speaker_type for r in each.relations)) for each in gold]
