"""See that a database is ours and of this version; make or upgrade it with alembic where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import Connection
from sqlmodel import Session, SQLModel

from onrecord.errors import StoreError
from onrecord.store import database, postgresql, sqlitefile, views

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0009"
"""The last revision in `migrations/versions`, told here so that looking up needs no alembic."""

_KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", HEAD)
_OURS = {"article", "speaker", "quotation"}


def prepare(engine: Engine, where: str, *, create: bool) -> None:
    """Make or upgrade the schema if it needs it.

    Raises StoreError where the database is somebody else's, was written by a newer onrecord, or is older and cannot be
    upgraded.
    """
    with database.reading(engine, where) as session:
        connection = session.connection()
        current, version = _is_current(connection, where, create=create), _version(connection)
    if current:
        return
    try:
        _bring_up_to_date(engine, where, create=create)
    except StoreError as error:
        if version is None:
            raise
        raise StoreError(f"{where} has schema {version}; to upgrade it to {HEAD} failed: {error}") from error


def _bring_up_to_date(engine: Engine, where: str, *, create: bool) -> None:
    if database.is_sqlite(engine):
        with database.translated(where):
            sqlitefile.keep_write_ahead_log(engine, busy_seconds=database.BUSY_SECONDS)
    with database.writing(engine, where) as session:
        # Another process may have done it while this one waited for the lock.
        if not _is_current(session.connection(), where, create=create):
            if not database.is_sqlite(engine):
                postgresql.check_encoding(session.connection(), where)
            upgrade(session.connection())


def version_of(engine: Engine, where: str) -> str | None:
    """Return the schema of a registry of this or an older version, None for an empty database.

    Raises StoreError where the database is somebody else's or was written by a newer onrecord.
    """
    with database.reading(engine, where) as session:
        _is_current(session.connection(), where, create=True)
        return _version(session.connection())


def pending(version: str | None) -> list[tuple[str, str]]:
    """Return what an upgrade of a schema would do: the revisions and what each is for, in order."""
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config())
    steps = scripts.iterate_revisions("head", version or "base")
    return [(step.revision, str(step.doc)) for step in reversed(list(steps))]


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Make the schema of a revision, or upgrade an older one, within the caller's transaction."""
    # Not at the top: alembic takes as long to import as a whole lookup.
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    if connection.dialect.name != "sqlite":
        connection.execute(text("SET LOCAL statement_timeout = 0"))
    before = _version(connection)
    command.upgrade(config, revision)
    if revision == "head":
        _derive(connection, before)
    if connection.dialect.name != "sqlite" and revision == "head":
        _order_texts(connection)


def _derive(connection: Connection, before: str | None) -> None:
    """Make anew what follows from the quotations, in an upgrade of a schema that had it otherwise.

    Not in the revisions: what does it reads the tables as they are in the last one.
    """
    if before is None or before >= "0008":
        return
    from onrecord.store import finding, kinship, words

    with Session(connection) as session:
        if before < "0002":
            kinship.rebuild(session)
        elif before < "0007":
            kinship.reindex(session)
        words.rebuild(session)
        finding.rebuild(session)


def _order_texts(connection: Connection) -> None:
    tables = SQLModel.metadata.tables
    if postgresql.is_unordered(connection, tables):
        views.drop(connection)
        postgresql.order_texts(connection, tables)
        views.create(connection)


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "onrecord.store:migrations")
    return config


def _is_current(connection: Connection, where: str, *, create: bool) -> bool:
    version = _version(connection)
    if version == HEAD:
        return True
    if version in _KNOWN:
        return False
    tables = set(inspect(connection).get_table_names())
    if not tables and not create:
        raise StoreError(f"{where} holds no registry yet: add articles with `onrecord add`")
    if not tables:
        return False
    if version is not None and tables >= _OURS:
        raise StoreError(
            f"{where} was written by a newer onrecord (schema {version}, this one knows {HEAD}): "
            "upgrade with `pip install --upgrade onrecord`"
        )
    raise StoreError(f"{where} is a database, but not an onrecord registry: name another with --db")


def _version(connection: Connection) -> str | None:
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return None if row is None else str(row[0])
