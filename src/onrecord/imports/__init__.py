"""What others have gathered, brought in: people as curated records, quotations into the registry.

People (`people`) become files that a person reviews in a diff. Quotations (`quotations`) are kept as what their bank
says they are, told apart from what onrecord finds. One module reads each format; none of them opens a database.
"""

from __future__ import annotations

from enum import StrEnum


class People(StrEnum):
    """What a file of people is written in."""

    POPOLO = "popolo"
    LEGISLATORS = "legislators"
    CSV = "csv"


class Bank(StrEnum):
    """Whose quotations they are."""

    QUOTEBANK = "quotebank"
    GQG = "gqg"
