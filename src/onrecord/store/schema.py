"""See that a database is ours and of this version; make or upgrade it with alembic where it is not."""

from __future__ import annotations

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import Connection

from onrecord.errors import StoreError
from onrecord.store import database, sqlitefile

HEAD = "0004"
"""The last revision in `migrations/versions`, told here so that looking up needs no alembic."""

_KNOWN = ("0001", "0002", "0003", HEAD)
_OURS = {"article", "speaker", "quotation"}


def prepare(engine: Engine, where: str, *, create: bool) -> None:
    """Make or upgrade the schema if it needs it.

    Raises StoreError where the database is somebody else's, or was written by a newer onrecord.
    """
    with database.reading(engine, where) as session:
        current = _is_current(session.connection(), where, create=create)
    if current:
        return
    if database.is_sqlite(engine):
        with database.translated(where):
            sqlitefile.keep_write_ahead_log(engine)
    with database.writing(engine, where) as session:
        # Another process may have done it while this one waited for the lock.
        if not _is_current(session.connection(), where, create=create):
            _upgrade(session.connection())


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


def _upgrade(connection: Connection) -> None:
    # Not at the top: alembic takes as long to import as a whole lookup.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "onrecord.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
