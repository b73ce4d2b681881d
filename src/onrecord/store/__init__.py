"""Keep quotations and look them up: the only room with a database session."""

from onrecord.store.records import (
    Added,
    AmbiguousSpeakerError,
    Context,
    Doubt,
    DoubtCandidate,
    FamilyMember,
    FamilyRecord,
    Loaded,
    NameForm,
    RoleRecord,
    SpeakerMatch,
    SpeakerMatches,
    SpeakerRecord,
    Stats,
    StoredArticle,
    StoredQuotation,
)
from onrecord.store.store import Store

__all__ = [
    "Added",
    "AmbiguousSpeakerError",
    "Context",
    "Doubt",
    "DoubtCandidate",
    "FamilyMember",
    "FamilyRecord",
    "Loaded",
    "NameForm",
    "RoleRecord",
    "SpeakerMatch",
    "SpeakerMatches",
    "SpeakerRecord",
    "Stats",
    "Store",
    "StoredArticle",
    "StoredQuotation",
]
