"""Families of quotations as JSON objects. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from onrecord.checking.asjson import alarm_json, diff_json
from onrecord.export import Json, stored_json

if TYPE_CHECKING:
    from onrecord.store.records import FamilyMember, FamilyRecord


def family_json(family: FamilyRecord) -> Json:
    """Return the members, the earliest first, each compared with the one of the id `against`."""
    texts = {each.quotation.id: each.quotation.text for each in family.members}
    return {
        "id": family.id,
        "articles": family.articles,
        "members": [_member(each, texts) for each in family.members],
        "elsewhere": [stored_json(each) for each in family.elsewhere],
    }


def _member(member: FamilyMember, texts: Mapping[str, str]) -> Json:
    found = member.comparison
    record = texts.get(member.against or "", "")
    return {
        "mark": member.mark.value,
        "against": member.against,
        "taken_from": member.taken_from,
        "alarms": [alarm_json(each) for each in found.alarms] if found is not None else [],
        "diff": diff_json(found, record) if found is not None else [],
        "quotation": stored_json(member.quotation),
    }
