"""What the API answers, field by field: the objects that the command line prints as JSON lines.

Answers are made by `onrecord.export` and its neighbours, not by these models, which describe them in OpenAPI; the tests
hold each answer against its model. All fields are always there; what is not known is null.
"""

from onrecord.web.api.models.checks import Check, DraftCheck, Family
from onrecord.web.api.models.quotations import ArticleRecord, Quotations, StoredQuotation
from onrecord.web.api.models.registry import Doubts, Judgement, Judgements, Problem, Stats
from onrecord.web.api.models.speakers import SpeakerRecord, Speakers

__all__ = [
    "ArticleRecord",
    "Check",
    "Doubts",
    "DraftCheck",
    "Family",
    "Judgement",
    "Judgements",
    "Problem",
    "Quotations",
    "SpeakerRecord",
    "Speakers",
    "Stats",
    "StoredQuotation",
]
