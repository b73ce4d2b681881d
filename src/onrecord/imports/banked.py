"""What the banks of quotations have in common: reading their fields, and ids that are the same every time. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from onrecord.errors import InputError


def required(record: Mapping[str, Any], name: str) -> str:
    """Return a text that must be there. Raises InputError where it is not."""
    value = record.get(name)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f'has no "{name}"' if value in (None, "") else f'"{name}" is not a text')
    return value


def texts(value: object) -> list[str]:
    """Return the texts of a list, one after the other; nothing where it is none."""
    return [each for each in value if isinstance(each, str) and each] if isinstance(value, list) else []


def optional(value: object) -> str | None:
    """Return a text, or None for an empty one and for anything else."""
    return value if isinstance(value, str) and value.strip() else None


def day(value: object) -> date | None:
    """Return the day of an ISO date and time. Raises InputError where something else is given."""
    if value in (None, ""):
        return None
    try:
        return datetime.fromisoformat(str(value).strip()).date()
    except ValueError as error:
        raise InputError(f'"date" is {value!r}, which is no date such as 2020-06-01') from error


def digest(*parts: str) -> str:
    """Return twelve digits that are the same for the same texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
