"""Claimed quotations and drafts against the registry.

A package and no module `check`: `onrecord.check` is the function that users call, and a module of that name would take
its place as soon as anybody imported it.
"""

from onrecord.checking.claims import check
from onrecord.checking.findings import Check, Evidence, Note, NoteKind, Verdict

__all__ = ["Check", "Evidence", "Note", "NoteKind", "Verdict", "check"]
