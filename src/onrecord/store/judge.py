"""The store's methods that judge: each appends to the log, and lets what follows from it stand at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from sqlmodel import Session

from onrecord.errors import StoreError
from onrecord.store import database
from onrecord.store.records import JudgementRecord
from onrecord.types import SpeakerType

if TYPE_CHECKING:
    from onrecord.judgements import Decision, Judgement


class Judging(ABC):
    """What a registry offers to people who decide about speakers and quotations (see `Store`)."""

    where: str

    @property
    @abstractmethod
    def _open(self) -> Engine:
        """The database, while it is open."""

    def merge(self, speaker: str, into: str, *, who: str | None = None, why: str | None = None) -> Judgement:
        """Judge that `speaker` counts as `into`. Quotations stay as they are; the id goes on to work.

        Speakers are given by id, or by a name that exactly one has. `who` judges is $ONRECORD_WHO, else the login name.
        Raises StoreError where more than one may be meant, or for what another judgement is against.
        """
        from onrecord.store import deciding

        return self._judge(lambda session: deciding.merge(session, speaker, into), who, why)

    def split(
        self,
        speaker: str,
        *,
        quotations: Sequence[str] = (),
        to: str | None = None,
        who: str | None = None,
        why: str | None = None,
    ) -> Judgement:
        """Judge that `speaker` does not count as whom it counts as, and that the two are not the same.

        With `quotations` (ids) judge that these are another's: of the speaker that `to` is the id or the name of, else
        of a new one of that name, or of the same name without `to`. Raises StoreError as `merge`.
        """
        from onrecord.store import deciding

        if quotations:
            return self._judge(lambda session: deciding.divide(session, speaker, quotations, to), who, why)
        if to is not None:
            raise StoreError("say which quotations are another's: --quotes ID")
        return self._judge(lambda session: deciding.split(session, speaker), who, why)

    def judge_apart(self, speaker: str, other: str, *, who: str | None = None, why: str | None = None) -> Judgement:
        """Judge that two speakers are not the same: nothing merges them any more. Raises StoreError as `merge`."""
        from onrecord.store import deciding

        return self._judge(lambda session: deciding.apart(session, speaker, other), who, why)

    def rename(self, speaker: str, name: str, *, who: str | None = None, why: str | None = None) -> Judgement:
        """Judge by which name a speaker is shown. Raises StoreError as `merge`."""
        from onrecord.store import deciding

        return self._judge(lambda session: deciding.rename(session, speaker, name), who, why)

    def alias(
        self, speaker: str, name: str, *, strong: bool = True, who: str | None = None, why: str | None = None
    ) -> Judgement:
        """Judge that a speaker has a name too: a strong one decides alone who it is. Raises StoreError as `merge`."""
        from onrecord.store import deciding

        return self._judge(lambda session: deciding.alias(session, speaker, name, strong=strong), who, why)

    def assign(
        self,
        quotations: str | Sequence[str],
        speaker: str,
        *,
        new: bool = False,
        is_a: SpeakerType = SpeakerType.PERSON,
        apart: Sequence[str] = (),
        who: str | None = None,
        why: str | None = None,
    ) -> Judgement:
        """Judge whose quotations (ids) are; with `new` somebody's of that name and type who is not on record.

        Who they are of is then not the same as any of those in `apart`. Raises StoreError as `merge`.
        """
        from onrecord.store import deciding

        ids = [quotations] if isinstance(quotations, str) else quotations
        return self._judge(
            lambda session: deciding.assign(session, ids, speaker, new=is_a if new else None, apart=apart), who, why
        )

    def reject(self, quotations: str | Sequence[str], *, who: str | None = None, why: str | None = None) -> Judgement:
        """Judge that something is no quotation, or none to keep: lists, counts, families and exports leave it out."""
        from onrecord.store import deciding

        ids = [quotations] if isinstance(quotations, str) else quotations
        return self._judge(lambda session: deciding.reject(session, ids), who, why)

    def undo(self, judgement: str, *, who: str | None = None, why: str | None = None) -> Judgement:
        """Take a judgement back, by its id or the beginning of it; undoing an undo brings it back.

        All is as it would be had nobody judged so. Raises StoreError where there is none or it is undone already.
        """
        from onrecord.store import deciding

        return self._judge(lambda session: deciding.undo(session, judgement), who, why)

    def _judge(self, decide: Callable[[Session], Decision], who: str | None, why: str | None) -> Judgement:
        from onrecord.store import judging

        def work() -> Judgement:
            with database.writing(self._open, self.where) as session:
                return judging.judge(session, decide(session), who, why)

        return database.retried(work)

    def judgements(self, about: str | None = None) -> list[JudgementRecord]:
        """Return the judgements, the last first; with `about` those that name that speaker or quotation.

        `about` is an id, a name that exactly one speaker has just so, or how the id of one quotation begins.
        """
        from onrecord.store import deciding, judging

        with database.reading(self._open, self.where) as session:
            return judging.records(session, None if about is None else deciding.subjects(session, about))

    def take_up(self, judgements: Iterable[Judgement]) -> list[Judgement]:
        """Append judgements that were made elsewhere and are not here, let them take effect, and return them.

        Raises StoreError where one is here by its id and says something else.
        """
        from onrecord.store import judging

        given = list(judgements)

        def work() -> list[Judgement]:
            with database.writing(self._open, self.where) as session:
                return judging.take_up(session, given)

        return database.retried(work)

    def replay(self) -> None:
        """Make all that follows from the judgements anew; nothing changes unless the rows were damaged."""
        from onrecord.store import judging

        def work() -> None:
            with database.writing(self._open, self.where) as session:
                judging.replay(session)

        database.retried(work)
