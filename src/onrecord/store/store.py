"""The registry's door: every method is one transaction on the database, and no session leaves it."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from sqlalchemy import Engine

from onrecord.errors import StoreError
from onrecord.store import counting, database, quoting, schema, speaking
from onrecord.store.asking import Asked, Sort
from onrecord.store.changes import Changes
from onrecord.store.judge import Judging
from onrecord.store.records import (
    Added,
    ArticleRecord,
    Doubt,
    FamilyRecord,
    Loaded,
    Nearby,
    Page,
    RoleRecord,
    SpeakerActivity,
    SpeakerMatches,
    SpeakerProfile,
    SpeakerRecord,
    SpeakerTimeline,
    Stats,
    StoredQuotation,
    Totals,
)
from onrecord.store.remembering import Remembering
from onrecord.store.roles import CuratedRoles, RolesOf, curated, with_roles
from onrecord.store.roles import of as roles_of
from onrecord.types import Article, Extraction, checked_probability

if TYPE_CHECKING:
    from onrecord.judgements import Judgement
    from onrecord.pipeline import Pipeline
    from onrecord.registryfolder import Written
    from onrecord.store.curating import CuratedOutlet, CuratedSpeaker
    from onrecord.store.preparing import Prepared
    from onrecord.timeline import Then


class Store(Judging, Remembering):
    """A registry of articles, quotations and speakers. Make one with `Store.open`, and use it in a `with`."""

    def __init__(self, engine: Engine, where: str) -> None:
        """Take an engine whose schema is ready; `where` is what messages call it."""
        self._engine: Engine | None = engine
        self._changes = Changes(engine)
        self.where = where

    @classmethod
    def open(cls, db: str | Path | None = None, *, create: bool = True, patience: float | None = None) -> Self:
        """Open a registry, and make or upgrade it where that is needed.

        `db` is a path or an SQLAlchemy URL; None means $ONRECORD_DB, else onrecord.db in this folder. With
        `create=False`, for looking up, a missing one is an error and one that may not be written is read. A look-up
        that takes longer than `patience` seconds is a TooSlowError; with None it is waited for. Raises StoreError where
        it cannot be opened, is no registry, or one of a newer version.
        """
        url = database.locate(db)
        where = database.name_of(url)
        engine = database.connect(url, create=create)
        try:
            schema.prepare(engine, where, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(database.with_patience(database.at_version(engine, schema.HEAD), patience), where)

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let the database go. Nothing that was added is lost by not closing."""
        if self._engine is not None:
            self._changes.close()
            self._engine.dispose()
            self._engine = None

    @property
    def _open(self) -> Engine:
        if self._engine is None:
            raise StoreError(f"{self.where} is closed: open the store again")
        return self._engine

    # -- adding --------------------------------------------------------------------------------------

    def is_current(self, article: Article) -> bool:
        """Whether this very text and metadata are kept already, as this version of onrecord extracts."""
        from onrecord.store.identity import differences, stored_as

        with database.reading(self._open, self.where) as session:
            _, row, _ = stored_as(session, article)
            return row is not None and not differences(row, article)

    def add(self, article: Article, nlp: Pipeline) -> Added:
        """Extract an article's quotations with `nlp` and keep them, unless it `is_current`."""
        if self.is_current(article):
            return self._unchanged(article)
        from onrecord.pipeline import extract

        return self.add_extraction(extract(nlp, article))

    def add_extraction(self, extraction: Extraction) -> Added:
        """Keep an article with what was found in it: all of it or, where something fails, nothing.

        A changed article replaces its own former quotations; those that are the same keep their ids. Raises
        StoreError where the database cannot be written.
        """
        from onrecord.store.preparing import prepare

        (added,) = self._keep([prepare(extraction)])
        return added

    def add_all(
        self, extractions: Iterable[Extraction], *, engine: str | None = None, batch: int = 64
    ) -> Iterator[Added]:
        """Keep many articles as `add_extraction` does, `batch` of them in one transaction, and say so one by one.

        All of an article is kept or nothing of it. One that cannot be kept has the outcome "failed", with the reason as
        its note, and the others are kept. `engine` is whose data it is where others found it. Raises StoreError where
        the database cannot be written; what was handed out until then is kept.
        """
        from onrecord.store import batches

        return batches.kept(extractions, self._keep, engine=engine, batch=batch)

    def _keep(self, articles: Sequence[Prepared]) -> list[Added]:
        from onrecord.store import adding

        def work() -> list[Added]:
            with database.writing(self._open, self.where) as session:
                return adding.add_all(session, articles)

        return database.retried(work)

    def has_imported(self, article: Article, engine: str) -> bool:
        """Whether this very text and metadata are kept already as `engine` gave them."""
        from onrecord.store import importing

        with database.reading(self._open, self.where) as session:
            return importing.has(session, article, engine)

    def add_imported(self, extraction: Extraction, engine: str) -> Added:
        """Keep what others found: as `add_extraction`, with `engine` (whose data it is) told for each row.

        What is there already, the same and from the same engine, is left as it is.
        """
        from onrecord.store.preparing import prepare

        (added,) = self._keep([prepare(extraction, engine)])
        return added

    def _unchanged(self, article: Article) -> Added:
        from onrecord.store.identity import stored_as

        with database.reading(self._open, self.where) as session:
            id_, _, note = stored_as(session, article)
            return Added(id_, "unchanged", quoting.count(session, id_), note)

    def load_registry(
        self,
        speakers: Sequence[CuratedSpeaker],
        outlets: Sequence[CuratedOutlet],
        judgements: Sequence[Judgement] = (),
    ) -> Loaded:
        """Bring curated records into the registry; quotations stay as they are, and a second time changes nothing.

        A record's names and roles replace those that its id was curated with before. Judgements that are not there are
        appended, and take effect. Raises StoreError, with nothing loaded, where one is there and says something else.
        """
        from onrecord.store import curating

        def work() -> Loaded:
            with database.writing(self._open, self.where) as session:
                return curating.load(session, speakers, outlets, judgements)

        return database.retried(work)

    def dump_registry(self, folder: str | Path) -> Written:
        """Write the curated records and the judgements into a folder: `onrecord.registryfolder.load` reads them back.

        What was loaded comes out with the same bytes, outlets by their ids. Raises RegistryError, with nothing written,
        where the folder is something else, or has a judgement that is not in the database.
        """
        from onrecord import registryfolder
        from onrecord.store import dumping

        with database.reading(self._open, self.where) as session:
            found = dumping.registry(session)
        return registryfolder.write(folder, found)

    # -- looking up ----------------------------------------------------------------------------------

    def version(self) -> int | None:
        """Return a number that is another one once anything was written, by whomever; None where that cannot be told.

        It means nothing to another `Store`. Reading it is so quick that answers may be kept until it changes.
        """
        with database.translated(self.where):
            return None if self._engine is None else self._changes.version()

    def speakers(self, name: str, *, limit: int | None = 10, roles: bool = True, near: bool = True) -> SpeakerMatches:
        """Return the speakers that a name, typed exactly or approximately, may mean, best first.

        Without `roles` they are given without theirs, which takes half of the time; without `near` names like this
        one are left out where it is on record itself, which takes a tenth.
        """
        with database.reading(self._open, self.where) as session:
            return speaking.match(session, name, limit=limit, roles=roles, near=near)

    def speaker(self, id_: str) -> SpeakerRecord:
        """Return all about one speaker but the words. Raises StoreError where there is none of that id."""
        with database.reading(self._open, self.where) as session:
            return speaking.record(session, id_, self._text_of)

    def speaker_id(self, id_: str) -> str:
        """Return the id of whom a speaker counts as, its own as a rule. Raises StoreError where there is none."""
        with database.reading(self._open, self.where) as session:
            return speaking.ids_of(session, id_)[0]

    def timeline(self, id_: str, on: date | str | None = None) -> SpeakerTimeline:
        """Return what a speaker was over time, by curated records and by articles, and where these disagree.

        With `on`, a day or an ISO text of a day, a month or a year, also what the speaker was then: for certain,
        perhaps, or by articles of around that time. Raises StoreError where no speaker has that id, or for what is
        no date.
        """
        from onrecord.store import timelines

        at = None if on is None else timelines.period_of(on)
        with database.reading(self._open, self.where) as session:
            return timelines.timeline(session, speaking.ids_of(session, id_), self._text_of, at)

    def roles_on(self, id_: str, day: date | str) -> tuple[Then[RoleRecord], ...]:
        """Return what a speaker was on a day, in a month or in a year, as `timeline(id_, day)` does."""
        from onrecord.store import timelines

        at = timelines.period_of(day)
        with database.reading(self._open, self.where) as session:
            return timelines.then(session, speaking.ids_of(session, id_), self._text_of, at)

    def activity(self, id_: str, *, outlets: int = 20) -> SpeakerActivity:
        """Return how often a speaker was quoted in each month, and by which outlets lately: `outlets` of them at most.

        Raises StoreError where no speaker has that id.
        """
        from onrecord.store import activity

        with database.reading(self._open, self.where) as session:
            return activity.activity(session, speaking.ids_of(session, id_), outlets=outlets)

    def profile(self, id_: str, *, outlets: int = 20) -> SpeakerProfile:
        """Return what `speaker`, `timeline` and `activity` do, read at once. Raises StoreError for an unknown id."""
        from onrecord.store import activity, timelines

        with database.reading(self._open, self.where) as session:
            ids = speaking.ids_of(session, id_)
            held = roles_of(session, ids, self._text_of)
            record = speaking.record_of(session, ids, held)
            timeline = timelines.timeline_of(session, ids, self._text_of, held)
            return SpeakerProfile(record, timeline, activity.activity(session, ids, outlets=outlets))

    def article(self, id_: str) -> ArticleRecord:
        """Return an article with its text and quotations. Raises StoreError where there is none of that id."""
        from onrecord.store import articles

        with database.reading(self._open, self.where) as session:
            found = articles.record(session, id_)
        return ArticleRecord(found.article, tuple(self._with_roles(found.quotations)))

    def quotes(
        self,
        *,
        limit: int | None = None,
        offset: int = 0,
        after: str | None = None,
        sort: Sort = "newest",
        **asked: Unpack[Asked],
    ) -> list[StoredQuotation]:
        """Return quotations, newest first, that meet all that is asked (see `Asked`): by, about, since, outlet, ...

        With `sort="best"` those come first that meet `about` best, of the newest 2,000 that fit: more of its phrases,
        whole words, closer together, in a shorter quotation. `after` is where a page ended (`page`): what was there
        then is neither given twice nor left out, whatever is added in between. Raises AmbiguousSpeakerError where `by`
        may be several speakers, StoreError for what is no date, kind or end of a page, ValueError for what is no
        probability.
        """
        return list(self.page(limit=limit, offset=offset, after=after, sort=sort, **asked))

    def page(
        self,
        *,
        limit: int | None = 50,
        offset: int = 0,
        after: str | None = None,
        sort: Sort = "newest",
        **asked: Unpack[Asked],
    ) -> Page:
        """Return some of what `quotes` returns, and where the next page begins; it asks and raises the same."""
        sure = checked_probability(asked.get("min_confidence", 0.0))
        with database.reading(self._open, self.where) as session:
            wanted = speaking.wanted(session, asked)
            found = quoting.page(session, wanted, self._text_of, limit=limit, offset=offset, after=after, sort=sort)
        return Page(tuple(each.at_least(sure) for each in self._with_roles(found.quotations)), found.after)

    def each_quote(
        self, *, limit: int | None = None, by_article: bool = False, **asked: Unpack[Asked]
    ) -> Generator[StoredQuotation, None, None]:
        """Go through what `quotes` returns, few of them in memory at a time; it asks and raises the same.

        With `by_article` those of one article come together, in the order of its text, else the newest first. All
        of it is one view of the database, which is held until the last one or until the iterator is closed.
        """
        sure = checked_probability(asked.get("min_confidence", 0.0))
        with database.reading(self._open, self.where) as session:
            wanted = speaking.wanted(session, asked)
            roles = CuratedRoles(self._curated_roles, None)
            for each in quoting.stream(session, wanted, self._text_of, limit=limit, by_article=by_article):
                yield with_roles(each, roles).at_least(sure)

    def quote(self, id_: str) -> StoredQuotation:
        """Return one quotation by its id or the beginning of it. Raises StoreError for none or several."""
        with database.reading(self._open, self.where) as session:
            return self._with_roles([quoting.one(session, id_, self._text_of)])[0]

    def family(self, id_: str) -> FamilyRecord:
        """Return the same utterance in all articles, by the id of one quotation or the beginning of it.

        Raises StoreError for none or several. A quotation that is alone is the only member.
        """
        from onrecord.store import families

        with database.reading(self._open, self.where) as session:
            return families.family(session, id_, self._text_of)

    def near(self, text: str, *, by: Sequence[str] = (), limit: int = 24) -> tuple[Nearby, ...]:
        """Return the quotations that a claimed one may be a form or a part of, those most like it first.

        It finds, it does not decide: likeness never makes a claim the same. Those of speakers `by` (ids) are looked for
        among their own as well, so that a phrase that many use finds them. Rejected quotations are left out.
        """
        from onrecord.store import nearest

        with database.reading(self._open, self.where) as session:
            return nearest.near(session, text, by, self._text_of, limit=limit)

    def doubts(self, limit: int | None = None) -> list[Doubt]:
        """Return the names of articles that may mean speakers of the registry but not surely, most telling first.

        What people have decided since is left out.
        """
        from onrecord.store import doubts

        with database.reading(self._open, self.where) as session:
            return doubts.open_doubts(session, limit=limit)

    def in_doubt(self, doubt: Doubt) -> list[StoredQuotation]:
        """Return the quotations that hang on the answer to a doubt, in the order of the article."""
        from onrecord.store import reviewing

        with database.reading(self._open, self.where) as session:
            return self._with_roles(reviewing.hanging(session, doubt, self._text_of))

    def outlets_like(self, name: str) -> list[str]:
        """Return the names of up to three outlets most like one that is none's, best first; [] where it is one's."""
        from onrecord.store import outlets

        with database.reading(self._open, self.where) as session:
            return outlets.suggested(session, name)

    def stats(self) -> Stats:
        """Return how much the registry holds, however long that takes to count."""
        with database.reading(self._open, self.where, unhurried=True) as session:
            return counting.stats(session)

    def totals(self) -> Totals:
        """Return how much the registry holds, without what takes long to count."""
        with database.reading(self._open, self.where) as session:
            return counting.totals(session)

    def _with_roles(self, found: Sequence[StoredQuotation]) -> list[StoredQuotation]:
        speakers = sorted({each.speaker.id for each in found if each.speaker.id is not None})
        roles = CuratedRoles(self._curated_roles, speakers)
        return [with_roles(each, roles) for each in found]

    def _curated_roles(self, speakers: Sequence[str] | None) -> RolesOf:
        with database.reading(self._open, self.where) as session:
            return curated(session, speakers)

    def _text_of(self, article_id: str) -> str:
        with database.reading(self._open, self.where) as session:
            return quoting.text_of(session, article_id)
