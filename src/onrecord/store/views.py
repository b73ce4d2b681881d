"""Two views for people who open the database with other tools (Datasette, a notebook): `quotes` and `speakers`.

Plain SQL that SQLite and PostgreSQL both take. A view shows who a speaker counts as now, as people have judged: one
that was merged into another is shown as that one, and a rejected quotation is not there.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.engine import Connection

__all__ = ["VIEWS", "create", "drop"]

_QUOTES = """
SELECT
  quotation.id AS id,
  quotation.dated AS date,
  coalesce(head.name, speaker.name, quotation.speaker_name) AS speaker,
  CASE WHEN ruling.speaker_id IS NULL THEN quotation.role END AS role,
  quotation.text AS text,
  quotation.kind AS kind,
  quotation.speech AS speech,
  article.outlet AS outlet,
  article.title AS title,
  article.url AS url,
  article.published AS published,
  quotation.said_on AS said_on,
  quotation.confidence AS confidence,
  quotation.speaker_name AS printed_name,
  quotation.speaker_type AS speaker_type,
  coalesce(head.id, speaker.id) AS speaker_id,
  quotation.article_id AS article_id,
  quotation.position AS position,
  quotation.via AS via,
  quotation.candidates AS candidates,
  quotation.inside AS inside,
  quotation.engine AS engine
FROM quotation
JOIN article ON article.id = quotation.article_id
LEFT JOIN ruling ON ruling.quotation_id = quotation.id
LEFT JOIN speaker ON speaker.id = coalesce(ruling.speaker_id, quotation.speaker_id)
LEFT JOIN speaker AS head ON head.id = speaker.merged_into
WHERE ruling.rejected IS NOT TRUE
"""

_SPEAKERS = """
SELECT
  head.id AS id,
  head.name AS name,
  head.type AS type,
  head.curated AS curated,
  count(said.id) AS quotations,
  count(DISTINCT said.article_id) AS articles,
  min(said.dated) AS first_said,
  max(said.dated) AS last_said
FROM speaker AS head
LEFT JOIN speaker AS same ON coalesce(same.merged_into, same.id) = head.id
LEFT JOIN (
  SELECT
    quotation.id,
    quotation.article_id,
    quotation.dated,
    coalesce(ruling.speaker_id, quotation.speaker_id) AS speaker_id
  FROM quotation
  LEFT JOIN ruling ON ruling.quotation_id = quotation.id
  WHERE ruling.rejected IS NOT TRUE
) AS said ON said.speaker_id = same.id
WHERE head.merged_into IS NULL
GROUP BY head.id, head.name, head.type, head.curated
"""

VIEWS: Mapping[str, str] = {"quotes": _QUOTES, "speakers": _SPEAKERS}
"""What each view selects, by its name."""


def create(connection: Connection) -> None:
    """Make the views anew, within the caller's transaction; those of an older version are replaced."""
    drop(connection)
    for name, selected in VIEWS.items():
        connection.execute(text(f"CREATE VIEW {name} AS {selected}"))


def drop(connection: Connection) -> None:
    """Take the views away where they are there, as altering the tables below them needs."""
    for name in VIEWS:
        connection.execute(text(f"DROP VIEW IF EXISTS {name}"))
