"""Claimed quotations and drafts against the registry.

A package and no module `check`: `onrecord.check` is the function that users call, and a module of that name would take
its place as soon as anybody imported it. spaCy is imported with `drafting` alone: one quotation is checked at once.
"""

from onrecord.checking.claims import check
from onrecord.checking.findings import Check, DraftCheck, DraftQuotation, Evidence, Headline, Note, NoteKind, Verdict

__all__ = ["Check", "DraftCheck", "DraftQuotation", "Evidence", "Headline", "Note", "NoteKind", "Verdict", "check"]
