"""The forms of a name in one article: which words name somebody, and which of them alone tell who it is. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.names import Verdict, compare
from onrecord.organizations import plain_organization
from onrecord.resolve import is_full
from onrecord.store.search import folded
from onrecord.types import Mention, Span, SpeakerType

_PRONOUNS = frozenset({"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who"})
_OF = re.compile(r"['’]s$|(?<=s)['’]$")


def forms_of(mention: Mention) -> dict[str, list[Span]]:
    """Return the forms of a name with where they stand; words that are no form of it are left out."""
    forms: dict[str, list[Span]] = {mention.name: []}
    for words, span in mention.forms:
        form = _OF.sub("", " ".join(words.split()))
        if form == mention.name or _is_form(form, mention.name, mention.type):
            forms.setdefault(form, []).append(span)
    return forms


@lru_cache(maxsize=4096)
def _is_form(form: str, name: str, type_: SpeakerType) -> bool:
    plain = folded(form)
    if not plain or plain in _PRONOUNS:
        return False
    return type_ is SpeakerType.ORGANIZATION or compare(form, name).verdict in {Verdict.SAME, Verdict.SHORT}


def is_strong(form: str, mention: Mention) -> bool:
    """Whether a form alone tells who it is: a full name of a person, the whole name of an organization."""
    return _is_strong(form, mention.name, mention.type)


@lru_cache(maxsize=4096)
def _is_strong(form: str, name: str, type_: SpeakerType) -> bool:
    if type_ is SpeakerType.ORGANIZATION:
        return plain_organization(form) == plain_organization(name)
    return is_full(form) and (form == name or compare(form, name).verdict is Verdict.SAME)


@lru_cache(maxsize=16384)
def plain_role(text: str) -> str:
    """Return what spellings of a role share."""
    return folded(text)
