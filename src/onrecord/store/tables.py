"""The tables, for SQLite and PostgreSQL alike: plain types, foreign keys, no engine's own SQL.

What articles say (names, roles) is kept with its evidence, one row an article, so that replacing an article
takes back exactly what it alone had said. When a role was first and last seen follows from the evidence.
"""

# Annotations are not postponed here: evaluating them later takes a tenth of the time that a lookup has.

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlmodel import Column, Field, SQLModel

_MARK = "\U0010fffe"
_UNSTORABLE = re.compile("[\0\ud800-\udfff\U0010fffe]")
_ESCAPED = re.compile(_MARK + "([0-9a-f]{6})")


class LosslessText(TypeDecorator[str]):
    """Text of any code points: those that no database takes (NUL, lone surrogates) are written as escapes.

    The escape is U+10FFFE, which Unicode keeps out of texts, and six hexadecimal digits; it escapes itself.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return what the database stores."""
        if value is None or (value.isascii() and "\0" not in value):
            return value
        return _UNSTORABLE.sub(lambda found: f"{_MARK}{ord(found[0]):06x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the text as it was given."""
        return _as_given(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], str | None]:
        """Return what makes a text as it was given: without the calls between, of which a page has thousands."""
        return _as_given


def _as_given(value: str | None) -> str | None:
    if value is None or _MARK not in value:
        return value
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


class Moment(TypeDecorator[datetime]):
    """A point in time, handed out in UTC: SQLite keeps no zone, PostgreSQL answers in that of the session."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return what the database stores; a time without a zone is one in UTC."""
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the time with its zone."""
        return None if value is None else _in_utc(value)


def _in_utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _parent(target: str, *, cascade: bool = False, **options: Any) -> Any:
    """Return a column that refers to another row by its text id."""
    key = ForeignKey(target, ondelete="CASCADE" if cascade else None)
    return Column(LosslessText, key, **options)


class OutletRow(SQLModel, table=True):
    """Who publishes: observed in articles, or curated. `folded` is what spellings of the name share."""

    __tablename__ = "outlet"
    id: str = Field(primary_key=True, sa_type=LosslessText)
    name: str = Field(sa_type=LosslessText)
    folded: str = Field(sa_type=LosslessText, index=True)
    domain: str | None = Field(default=None, sa_type=LosslessText)
    curated: bool = False


class ArticleRow(SQLModel, table=True):
    """One article as it was read. `outlet` is the outlet as printed there, `outlet_id` who that is."""

    __tablename__ = "article"
    id: str = Field(primary_key=True, sa_type=LosslessText)
    id_given: bool = True
    title: str | None = Field(default=None, sa_type=LosslessText)
    url: str | None = Field(default=None, sa_type=LosslessText)
    outlet: str | None = Field(default=None, sa_type=LosslessText)
    outlet_id: str | None = Field(default=None, sa_column=_parent("outlet.id", index=True))
    published: date | None = Field(default=None, index=True)
    byline: str | None = Field(default=None, sa_type=LosslessText)
    language: str | None = Field(default=None, sa_type=LosslessText)
    origin: str | None = Field(default=None, sa_type=LosslessText)
    text: str = Field(sa_type=LosslessText)
    text_sha256: str = Field(sa_type=String)
    added_at: datetime = Field(sa_type=Moment)
    engine: str = Field(sa_type=String)


class SpeakerRow(SQLModel, table=True):
    """A person or an organization. `merged_into` is the speaker that this one turned out to be.

    `ids` (elsewhere, such as wikidata) and `sources` are curated. `merged_into` and `name` are as they are now;
    `curated_into` is whom the curated records alone make it, `own_name` its name where a judgement gives it another,
    `made_by` the judgement that it is there by, if by one alone.
    """

    __tablename__ = "speaker"
    id: str = Field(primary_key=True, sa_type=String)
    type: str = Field(sa_type=String)
    name: str = Field(sa_type=LosslessText)
    curated: bool = False
    ids: dict[str, str] = Field(default={}, sa_type=JSON)
    sources: list[str] = Field(default=[], sa_type=JSON)
    merged_into: str | None = Field(default=None, sa_column=Column(String, ForeignKey("speaker.id"), index=True))
    curated_into: str | None = Field(default=None, sa_type=String, index=True)
    own_name: str | None = Field(default=None, sa_type=LosslessText)
    made_by: str | None = Field(default=None, sa_type=String)


class NameRow(SQLModel, table=True):
    """A form of a speaker's name. A strong one decides alone, a weak one only supports.

    `judged` is the judgement by which it is one, too; then `own_strong` is what it is by the articles alone.
    """

    __tablename__ = "name"
    __table_args__ = (UniqueConstraint("speaker_id", "form", "curated"),)
    id: int = Field(default=None, primary_key=True)
    speaker_id: str = Field(sa_column=Column(String, ForeignKey("speaker.id"), nullable=False))
    form: str = Field(sa_type=LosslessText)
    folded: str = Field(sa_type=LosslessText, index=True)
    strong: bool
    curated: bool = False
    judged: str | None = Field(default=None, sa_type=String)
    own_strong: bool | None = None


class NameKeyRow(SQLModel, table=True):
    """The skeletons of a name by which spellings of it are found without reading all names."""

    __tablename__ = "name_key"
    key: str = Field(primary_key=True, sa_type=LosslessText)
    name_id: int = Field(sa_column=Column(ForeignKey("name.id", ondelete="CASCADE"), primary_key=True, index=True))


class NameWordRow(SQLModel, table=True):
    """A word of a name without its particles, to find names by; `last`: it is the name's last one.

    For a name of several words there is one row more, of all its letters behind "=".
    """

    __tablename__ = "name_word"
    __table_args__ = {"sqlite_with_rowid": False}
    word: str = Field(primary_key=True, sa_type=LosslessText)
    name_id: int = Field(sa_column=Column(ForeignKey("name.id", ondelete="CASCADE"), primary_key=True, index=True))
    particles: str = Field(default="", sa_type=LosslessText)
    last: bool


class WordKeyRow(SQLModel, table=True):
    """What words of names share that are spellings of one another, or a slip away from it (see `wordkeys`)."""

    __tablename__ = "word_key"
    __table_args__ = {"sqlite_with_rowid": False}
    key: str = Field(primary_key=True, sa_type=LosslessText)
    word: str = Field(primary_key=True, sa_type=LosslessText)


class NameEvidenceRow(SQLModel, table=True):
    """Where an article has a form of a name: `spans` is [[start, end], ...]."""

    __tablename__ = "name_evidence"
    name_id: int = Field(sa_column=Column(ForeignKey("name.id", ondelete="CASCADE"), primary_key=True))
    article_id: str = Field(sa_column=_parent("article.id", cascade=True, primary_key=True, index=True))
    spans: list[list[int]] = Field(sa_type=JSON)


class RoleRow(SQLModel, table=True):
    """What a speaker is or was. Only curated roles have start and end: a year, a month or a day."""

    __tablename__ = "role"
    __table_args__ = (Index("ix_role_speaker_id", "speaker_id"),)
    id: int = Field(default=None, primary_key=True)
    speaker_id: str = Field(sa_column=Column(String, ForeignKey("speaker.id"), nullable=False))
    text: str = Field(sa_type=LosslessText)
    title: str | None = Field(default=None, sa_type=LosslessText)
    organization: str | None = Field(default=None, sa_type=LosslessText)
    start: str | None = Field(default=None, sa_type=String)
    end: str | None = Field(default=None, sa_type=String)
    source: str | None = Field(default=None, sa_type=LosslessText)
    curated: bool = False


class RoleEvidenceRow(SQLModel, table=True):
    """Where an article states a role: `spans` is [[start, end], ...].

    `seen` is the day of the article or, where it has none, the first day on which it has the speaker speak.
    """

    __tablename__ = "role_evidence"
    __table_args__ = (Index("ix_role_evidence_seen", "role_id", "seen", "article_id"),)
    role_id: int = Field(sa_column=Column(ForeignKey("role.id", ondelete="CASCADE"), primary_key=True))
    article_id: str = Field(sa_column=_parent("article.id", cascade=True, primary_key=True, index=True))
    spans: list[list[int]] = Field(sa_type=JSON)
    seen: date | None = None


class TraitRow(SQLModel, table=True):
    """What an article tells of a speaker beside name and role: `kind` is a `traits.TraitKind`."""

    __tablename__ = "trait"
    speaker_id: str = Field(sa_column=Column(String, ForeignKey("speaker.id", ondelete="CASCADE"), primary_key=True))
    kind: str = Field(primary_key=True, sa_type=String)
    value: str = Field(primary_key=True, sa_type=LosslessText)
    article_id: str = Field(sa_column=_parent("article.id", cascade=True, primary_key=True, index=True))


class DoubtRow(SQLModel, table=True):
    """A name of an article that may mean a speaker of the registry, but not surely.

    `speaker_id` is the provisional speaker that it got, None where it is one of several and got none. `candidates` are
    {id, score, pro, contra}, best first; `score` is the best one's.
    """

    __tablename__ = "doubt"
    article_id: str = Field(sa_column=_parent("article.id", cascade=True, primary_key=True))
    name: str = Field(primary_key=True, sa_type=LosslessText)
    type: str = Field(primary_key=True, sa_type=String)
    speaker_id: str | None = Field(
        default=None, sa_column=Column(String, ForeignKey("speaker.id", ondelete="CASCADE"), index=True)
    )
    score: float = Field(index=True)
    candidates: list[dict[str, Any]] = Field(sa_type=JSON)


class QuotationRow(SQLModel, table=True):
    """One attribution as its article gives it, and which speaker of the registry that is.

    `speaker_name` and `speaker_type` are the article's answer, `speaker_id` and `identity` (reasons) the
    registry's. `dated` is the day it was said or else published; `folded` are its words for looking up, a space before
    and after each; `place` is its number in the order newest first (see `places`).
    """

    __tablename__ = "quotation"
    __table_args__ = (
        Index("ix_quotation_place", "place", unique=True),
        Index("ix_quotation_speaker_dated", "speaker_id", "dated"),
        Index("ix_quotation_speaker_place", "speaker_id", "place"),
        Index("ix_quotation_speaker_folded", "speaker_folded", "place"),
        Index("ix_quotation_kind", "kind", "place"),
        Index("ix_quotation_article_position", "article_id", "position", unique=True),
    )
    id: str = Field(primary_key=True, sa_type=LosslessText)
    article_id: str = Field(sa_column=_parent("article.id", cascade=True, nullable=False))
    position: int
    place: int = Field(sa_type=BigInteger)
    kind: str = Field(sa_type=String)
    text: str = Field(sa_type=LosslessText)
    folded: str = Field(sa_type=LosslessText)
    content: list[list[int]] = Field(sa_type=JSON)
    cue: list[list[int]] = Field(sa_type=JSON)
    source: list[list[int]] = Field(sa_type=JSON)
    cue_text: str = Field(default="", sa_type=LosslessText)
    source_text: str = Field(default="", sa_type=LosslessText)
    heading: bool = False
    speech: bool = True
    continues: int | None = None
    inside: str | None = None
    score: float = 1.0
    speaker_id: str | None = Field(default=None, sa_column=Column(String, ForeignKey("speaker.id")))
    speaker_name: str | None = Field(default=None, sa_type=LosslessText)
    speaker_folded: str | None = Field(default=None, sa_type=LosslessText)
    speaker_type: str = Field(sa_type=String)
    role: str | None = Field(default=None, sa_type=LosslessText)
    via: list[str] = Field(sa_type=JSON)
    said_on: date | None = None
    dated: date | None = None
    confidence: float = 1.0
    candidates: list[str] = Field(sa_type=JSON)
    reasons: list[dict[str, Any]] = Field(sa_type=JSON)
    identity: list[dict[str, Any]] = Field(default=[], sa_type=JSON)
    engine: str = Field(sa_type=String)


class FingerprintRow(SQLModel, table=True):
    """The fingerprints of quotations, by which those that share words are found without reading all (see `prints`).

    `who` stands for the speaker that the quotation's row has. No foreign key: it would need another index as large as
    the table. They follow from the quotation's row, so that `kinship` takes them away with it.
    """

    __tablename__ = "fingerprint"
    __table_args__ = {"sqlite_with_rowid": False}
    age: int = Field(primary_key=True, sa_type=SmallInteger)
    value: int = Field(primary_key=True, sa_type=Integer)
    who: int = Field(primary_key=True, sa_type=SmallInteger)
    quotation_id: str = Field(primary_key=True, sa_type=LosslessText)


class FamilyMemberRow(SQLModel, table=True):
    """The family of a quotation that others share: the least id of its members. Who is alone has no row."""

    __tablename__ = "family_member"
    quotation_id: str = Field(sa_column=_parent("quotation.id", cascade=True, primary_key=True))
    family: str = Field(sa_type=LosslessText, index=True)


class JudgementRow(SQLModel, table=True):
    """What a person decided, as it was decided: the log is only ever appended to (a trigger sees to it).

    `at` is ISO 8601 in UTC, `undoes` the id of the judgement that an undo takes back. What follows from the log stands
    in `ruling`, `judged_apart` and columns of `speaker` and `name`, and can be made anew from it at any time.
    """

    __tablename__ = "judgement"
    seq: int = Field(default=None, primary_key=True)
    id: str = Field(sa_type=String, unique=True)
    at: str = Field(sa_type=String)
    who: str = Field(sa_type=LosslessText)
    verb: str = Field(sa_type=String)
    arguments: dict[str, Any] = Field(sa_type=JSON)
    why: str | None = Field(default=None, sa_type=LosslessText)
    undoes: str | None = Field(default=None, sa_type=String)


class JudgementSubjectRow(SQLModel, table=True):
    """What the judgements are about: articles (`kind` "article") and speakers ("speaker"), by their ids."""

    __tablename__ = "judgement_subject"
    kind: str = Field(primary_key=True, sa_type=String)
    subject: str = Field(primary_key=True, sa_type=LosslessText)
    judgement_id: str = Field(primary_key=True, sa_type=String)


class RulingRow(SQLModel, table=True):
    """What judgements say of one quotation: whose it is (None: as its article says), whether it is rejected."""

    __tablename__ = "ruling"
    quotation_id: str = Field(sa_column=_parent("quotation.id", cascade=True, primary_key=True))
    speaker_id: str | None = Field(default=None, sa_column=Column(String, ForeignKey("speaker.id"), index=True))
    given_by: str | None = Field(default=None, sa_type=String)
    rejected: bool = False
    rejected_by: str | None = Field(default=None, sa_type=String)


class JudgedApartRow(SQLModel, table=True):
    """Two speakers that are judged not to be the same: `speaker_id` the lesser of the two ids."""

    __tablename__ = "judged_apart"
    speaker_id: str = Field(sa_column=Column(String, ForeignKey("speaker.id", ondelete="CASCADE"), primary_key=True))
    other_id: str = Field(
        sa_column=Column(String, ForeignKey("speaker.id", ondelete="CASCADE"), primary_key=True, index=True)
    )


class ReadFileRow(SQLModel, table=True):
    """A file that was read, by its full path, and all its articles kept; `stamp` is what it was like (see `files`)."""

    __tablename__ = "read_file"
    __table_args__ = {"sqlite_with_rowid": False}
    path: str = Field(primary_key=True, sa_type=LosslessText)
    stamp: str = Field(sa_type=String)
    engine: str = Field(sa_type=String)
