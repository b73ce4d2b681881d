"""What a person's answer to a doubt of the review queue means, as judgements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.judgements import Judgement
    from onrecord.store import Store
    from onrecord.store.records import Doubt

__all__ = ["settle"]


def settle(
    store: Store, doubt: Doubt, chosen: str | None, *, who: str | None = None, why: str | None = None
) -> Iterator[Judgement]:
    """Judge who a name is: the candidate `chosen` (an id), or none of them (None); yield each judgement as it is made.

    Raises StoreError as `Store.merge`, `assign` and `judge_apart` do, where somebody else has judged meanwhile.
    """
    because = why or f"review of {doubt.name} in {doubt.article_id}"
    others = [each.id for each in doubt.candidates]
    if doubt.speaker_id is None:
        ids = [each.id for each in store.in_doubt(doubt)]
        if chosen is not None:
            yield store.assign(ids, chosen, who=who, why=because)
        else:
            yield store.assign(ids, doubt.name, new=True, is_a=doubt.type, apart=others, who=who, why=because)
    elif chosen is not None:
        yield store.merge(doubt.speaker_id, chosen, who=who, why=because)
    else:
        for other in others:
            yield store.judge_apart(doubt.speaker_id, other, who=who, why=because)
