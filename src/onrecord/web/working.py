"""One process beside the server that finds the quotations of drafts, so that pages answer meanwhile."""

from __future__ import annotations

from onrecord.types import Article, Extraction

__all__ = ["Worker"]


class Worker:
    """A process that extracts, one draft at a time; it is started when it is first needed."""

    def __init__(self, *, seconds: float = 60.0) -> None:
        """Take how long one draft may take."""
        self._seconds = seconds

    def extract(self, article: Article) -> Extraction:
        """Return what is found in an article."""
        from onrecord.pipeline import extract, load

        return extract(load(), article)

    def close(self) -> None:
        """End the process."""
