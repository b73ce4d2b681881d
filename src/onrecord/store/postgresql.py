"""What only PostgreSQL needs: its driver, the lock of the one writer, and an order of texts that is SQLite's too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import NoSuchModuleError

from onrecord.errors import StoreError

_LOCK = 0x6F6E7265636F7264
"""The number of the advisory lock that a writer holds: "onrecord"."""

_UNORDERED = text("""
SELECT pg_class.relname, pg_attribute.attname, format_type(pg_attribute.atttypid, pg_attribute.atttypmod)
FROM pg_attribute
JOIN pg_class ON pg_class.oid = pg_attribute.attrelid
JOIN pg_collation ON pg_collation.oid = pg_attribute.attcollation
WHERE pg_class.relkind = 'r' AND pg_table_is_visible(pg_class.oid) AND pg_class.relname = ANY(:tables)
  AND pg_attribute.attnum > 0 AND NOT pg_attribute.attisdropped AND pg_collation.collname <> 'C'
ORDER BY pg_class.relname, pg_attribute.attnum
""")


def connect(url: URL, where: str, *, busy_seconds: float, writes: str) -> Engine:
    """Return an engine; nothing is read yet.

    A connection with the execution option `writes` waits when it begins until no other writes, and then sees all that
    these have written.
    """
    defaults = {"application_name": "onrecord", "connect_timeout": "10", "client_encoding": "utf8"}
    wanted = {name: value for name, value in defaults.items() if name not in url.query}
    try:
        engine = create_engine(
            url.update_query_dict(wanted), pool_pre_ping=True, isolation_level="READ COMMITTED", hide_parameters=True
        )
    except ModuleNotFoundError as error:
        raise StoreError(
            f"{where} needs a driver that is not installed ({error.name}): `pip install 'onrecord[postgres]'`"
        ) from error
    except NoSuchModuleError as error:
        raise StoreError(f"no driver for {where}: write postgresql+psycopg://…") from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(writes, False):
            connection.exec_driver_sql(
                f"SET LOCAL lock_timeout = '{busy_seconds:.0f}s'; SELECT pg_advisory_xact_lock({_LOCK})"
            )

    return engine


def check_encoding(connection: Connection, where: str) -> None:
    """Refuse a database that cannot keep every text."""
    encoding = connection.execute(text("SHOW server_encoding")).scalar()
    if encoding != "UTF8":
        raise StoreError(
            f"{where} keeps texts as {encoding}, which cannot hold all: make a database with "
            "`createdb --encoding=UTF8 --template=template0`"
        )


def is_unordered(connection: Connection, tables: Iterable[str]) -> bool:
    """Whether texts in some column of the tables have another order than that of their code points."""
    return connection.execute(_UNORDERED, {"tables": list(tables)}).first() is not None


def order_texts(connection: Connection, tables: Iterable[str]) -> None:
    """Let texts of the tables sort by code points, as SQLite has them, whatever the order of the database."""
    quoted = connection.dialect.identifier_preparer.quote
    columns: dict[str, list[str]] = defaultdict(list)
    for table, name, type_ in connection.execute(_UNORDERED, {"tables": list(tables)}):
        columns[table].append(f'ALTER COLUMN {quoted(name)} TYPE {type_} COLLATE "C"')
    for table, changes in columns.items():
        connection.execute(text(f"ALTER TABLE {quoted(table)} {', '.join(changes)}"))
