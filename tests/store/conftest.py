"""An empty registry on each engine."""

from __future__ import annotations

from engines import store

__all__ = ["store"]
