"""onrecord: find what was said in the news, work out who said it, and keep it traceable to its words.

    nlp = onrecord.load()
    article = onrecord.read("story.txt")
    for q in onrecord.extract(nlp, article).quotations:
        print(q.speaker.name, q.role, q.text)

Names are imported when they are first used: `import onrecord` alone loads no dependency.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # typing takes as long to import as Python takes to start; checkers know this name
if TYPE_CHECKING:
    from typing import Any

    from onrecord.checking import check
    from onrecord.checking.drafting import check_draft
    from onrecord.errors import InputError, ModelError, OnrecordError, RegistryError, StoreError
    from onrecord.ingest import add_each, extract_each
    from onrecord.pipeline import extract, extract_all, load
    from onrecord.reading import Problem, read, read_all
    from onrecord.store import Store
    from onrecord.types import (
        Article,
        Attribution,
        Extraction,
        Kind,
        Mention,
        Quotation,
        Reason,
        Role,
        Span,
        Speaker,
        SpeakerType,
    )
    from onrecord.verifying import Verified, verify
    from onrecord.version import __version__
    from onrecord.workers import Crew

_WHERE = {
    "onrecord.checking": ("check",),
    "onrecord.checking.drafting": ("check_draft",),
    "onrecord.errors": ("InputError", "ModelError", "OnrecordError", "RegistryError", "StoreError"),
    "onrecord.ingest": ("add_each", "extract_each"),
    "onrecord.pipeline": ("extract", "extract_all", "load"),
    "onrecord.reading": ("Problem", "read", "read_all"),
    "onrecord.store": ("Store",),
    "onrecord.types": (
        "Article",
        "Attribution",
        "Extraction",
        "Kind",
        "Mention",
        "Quotation",
        "Reason",
        "Role",
        "Span",
        "Speaker",
        "SpeakerType",
    ),
    "onrecord.verifying": ("Verified", "verify"),
    "onrecord.version": ("__version__",),
    "onrecord.workers": ("Crew",),
}
_MODULE_OF = {name: module for module, names in _WHERE.items() for name in names}

__all__ = [
    "Article",
    "Attribution",
    "Crew",
    "Extraction",
    "InputError",
    "Kind",
    "Mention",
    "ModelError",
    "OnrecordError",
    "Problem",
    "Quotation",
    "Reason",
    "RegistryError",
    "Role",
    "Span",
    "Speaker",
    "SpeakerType",
    "Store",
    "StoreError",
    "Verified",
    "__version__",
    "add_each",
    "check",
    "check_draft",
    "extract",
    "extract_all",
    "extract_each",
    "load",
    "read",
    "read_all",
    "verify",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    module = _MODULE_OF.get(name)
    if module is None:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
