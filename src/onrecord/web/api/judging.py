"""Judgements as programs make them: what each verb needs, and the store's method for it."""

from __future__ import annotations

from typing import Annotated, Literal, assert_never

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from onrecord.judgements import Judgement
from onrecord.store import Store
from onrecord.types import SpeakerType
from onrecord.web.api.asking import Words

__all__ = ["Judging", "judged"]

Who = Annotated[Words, Field(min_length=1)]
"""A speaker, by id or by the name that exactly one has just so."""
QuotationIds = Annotated[list[Who], Field(min_length=1, max_length=200)]
"""Quotations, by their ids or how these begin."""


class _Judging(BaseModel):
    model_config = ConfigDict(extra="forbid")
    who: Words | None = Field(None, description="Who judges; else the one who runs the server.")
    why: Annotated[str, Field(max_length=2_000, pattern=r"^[^\x00]*$")] | None = None


class Merging(_Judging):
    """`speaker` counts as `into`."""

    verb: Literal["merge"]
    speaker: Who
    into: Who


class Splitting(_Judging):
    """`speaker` is taken out of whom it counts as; or these `quotations` of it are another's, of whom `to` says."""

    verb: Literal["split"]
    speaker: Who
    quotations: Annotated[list[Who], Field(max_length=200)] = []
    to: Who | None = None


class KeepingApart(_Judging):
    """Two speakers are not the same."""

    verb: Literal["apart"]
    speaker: Who
    other: Who


class Renaming(_Judging):
    """`speaker` is shown by this name."""

    verb: Literal["rename"]
    speaker: Who
    name: Who


class Naming(_Judging):
    """`speaker` has this name, too; a strong one decides alone."""

    verb: Literal["alias"]
    speaker: Who
    name: Who
    strong: StrictBool = True


class Assigning(_Judging):
    """These quotations are of `speaker`; with `new` of somebody of that name and type who is not on record."""

    verb: Literal["assign"]
    quotations: QuotationIds
    speaker: Who
    new: StrictBool = False
    type: SpeakerType = SpeakerType.PERSON
    apart: Annotated[list[Who], Field(max_length=20, description="Speakers who this is not.")] = []


class Rejecting(_Judging):
    """These are no quotations, or none to keep."""

    verb: Literal["reject"]
    quotations: QuotationIds


class Undoing(_Judging):
    """A judgement, by its id, is taken back."""

    verb: Literal["undo"]
    judgement: Who


Judging = Annotated[
    Merging | Splitting | KeepingApart | Renaming | Naming | Assigning | Rejecting | Undoing,
    Field(discriminator="verb"),
]


def judged(store: Store, asked: Judging) -> Judgement:
    """Make a judgement and return it. Raises StoreError as the store's methods do."""
    who, why = asked.who, asked.why
    match asked:
        case Merging():
            return store.merge(asked.speaker, asked.into, who=who, why=why)
        case Splitting():
            return store.split(asked.speaker, quotations=asked.quotations, to=asked.to, who=who, why=why)
        case KeepingApart():
            return store.judge_apart(asked.speaker, asked.other, who=who, why=why)
        case Renaming():
            return store.rename(asked.speaker, asked.name, who=who, why=why)
        case Naming():
            return store.alias(asked.speaker, asked.name, strong=asked.strong, who=who, why=why)
        case Assigning():
            return store.assign(
                asked.quotations, asked.speaker, new=asked.new, is_a=asked.type, apart=asked.apart, who=who, why=why
            )
        case Rejecting():
            return store.reject(asked.quotations, who=who, why=why)
        case Undoing():
            return store.undo(asked.judgement, who=who, why=why)
        case _:
            assert_never(asked)
