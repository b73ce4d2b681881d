"""Bring the curated records into the database: names, roles, outlets, and who of the observed is whom.

Quotations are never touched. An observed speaker that a curated record describes is merged into it: its id goes
on to work and means the curated one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, col, delete, select, update

from onrecord.resolve import Scene, link
from onrecord.store import doubts, kinship, linking, naming, standing
from onrecord.store.records import Loaded
from onrecord.store.search import outlet_key
from onrecord.store.tables import ArticleRow, NameRow, OutletRow, QuotationRow, RoleRow, RulingRow, SpeakerRow
from onrecord.types import Mention, Role, SpeakerType

if TYPE_CHECKING:
    from onrecord.judgements import Judgement


class CuratedRole(Protocol):
    """A title, in an organization where there is one; dates are ISO and may be partial."""

    @property
    def title(self) -> str:
        """What the role is called."""

    @property
    def organization(self) -> str | None:
        """Where it is held."""

    @property
    def start(self) -> str | None:
        """Since when."""

    @property
    def end(self) -> str | None:
        """Until when."""

    @property
    def source(self) -> str | None:
        """What says so."""


class CuratedSpeaker(Protocol):
    """A person or organization as a person has written it down."""

    @property
    def id(self) -> str:
        """The registry's id."""

    @property
    def name(self) -> str:
        """The name to show."""

    @property
    def type(self) -> SpeakerType:
        """Person or organization."""

    @property
    def names_strong(self) -> Sequence[str]:
        """Further names that are enough alone."""

    @property
    def names_weak(self) -> Sequence[str]:
        """Names that need other evidence."""

    @property
    def roles(self) -> Sequence[CuratedRole]:
        """Roles, in the order of the file."""

    @property
    def ids(self) -> Mapping[str, str]:
        """Ids elsewhere, by scheme."""

    @property
    def sources(self) -> Sequence[str]:
        """What the record rests on."""


class CuratedOutlet(Protocol):
    """An outlet as a person has written it down."""

    @property
    def id(self) -> str:
        """The registry's id."""

    @property
    def name(self) -> str:
        """The name to show."""

    @property
    def domain(self) -> str | None:
        """Its web site's domain."""


def load(
    session: Session,
    speakers: Sequence[CuratedSpeaker],
    outlets: Sequence[CuratedOutlet],
    judgements: Sequence[Judgement] = (),
) -> Loaded:
    """Make the curated rows say what the records say, and take judgements up, within the caller's transaction."""
    notes: list[str] = []
    changed = sum(_load_outlet(session, outlet, notes) for outlet in outlets)
    changed += sum(_load_speaker(session, speaker, notes) for speaker in speakers)
    changed += _merge_observed(session, speakers, notes)
    session.flush()
    taken_up = _let_judgements_follow(session, changed, judgements)
    return Loaded(len(speakers), len(outlets), changed, tuple(notes), len(judgements), taken_up)


def _let_judgements_follow(session: Session, changed: int, judgements: Sequence[Judgement]) -> int:
    """Let judgements follow where there are some, or new ones, and return how many are new."""
    if not judgements and not standing.is_judged(session):
        return 0
    from onrecord.store import judging

    new = judging.take_up(session, judgements)
    if changed and not new:
        judging.replay(session)
    return len(new)


# -- outlets ---------------------------------------------------------------------------------------------


def _load_outlet(session: Session, outlet: CuratedOutlet, notes: list[str]) -> bool:
    row = session.get(OutletRow, outlet.id)
    wanted = OutletRow(
        id=outlet.id, name=outlet.name, folded=outlet_key(outlet.name), domain=outlet.domain, curated=True
    )
    changed = row is None or row.model_dump() != wanted.model_dump()
    session.merge(wanted)
    session.flush()
    observed = select(OutletRow).where(
        OutletRow.folded == wanted.folded, OutletRow.id != outlet.id, col(OutletRow.curated).is_(False)
    )
    for other in session.exec(observed).all():
        session.exec(update(ArticleRow).where(col(ArticleRow.outlet_id) == other.id).values(outlet_id=outlet.id))
        session.delete(other)
        session.flush()
        notes.append(f"outlet {other.id} counts as {outlet.id} now")
        changed = True
    return changed


# -- speakers --------------------------------------------------------------------------------------------


def _load_speaker(session: Session, speaker: CuratedSpeaker, notes: list[str]) -> bool:
    row = session.get(SpeakerRow, speaker.id)
    if row is not None and not row.curated and not _describes(session, speaker, row):
        free = _moved(session, row)
        notes.append(f"{speaker.id} is the curated one now; another observed under that id became {free}")
        row = None
    # All must be done, so no short cut.
    return any([_load_facts(session, speaker, row), _load_names(session, speaker), _load_roles(session, speaker)])


def _load_facts(session: Session, speaker: CuratedSpeaker, row: SpeakerRow | None) -> bool:
    type_ = SpeakerType(speaker.type).value
    wanted = (type_, speaker.name, True, list(speaker.ids.items()), list(speaker.sources), None)
    if row is None:
        row = SpeakerRow(id=speaker.id, type=type_, name=speaker.name)
    elif wanted == _facts(row):
        return False
    row.type, row.curated, row.made_by = type_, True, None
    row.ids, row.sources = dict(speaker.ids), list(speaker.sources)
    if row.own_name is None:
        row.name = speaker.name
    else:
        row.own_name = speaker.name
    if row.merged_into == row.curated_into:
        row.merged_into = None
    row.curated_into = None
    session.add(row)
    # JSON that differs in its order alone is no change to the object mapper.
    flag_modified(row, "ids")
    session.flush()
    return True


def _facts(row: SpeakerRow) -> tuple[object, ...]:
    """Return what a record says of a speaker, as it is without judgements."""
    return row.type, row.own_name or row.name, row.curated, list(row.ids.items()), row.sources, row.curated_into


def _load_names(session: Session, speaker: CuratedSpeaker) -> bool:
    wanted = dict.fromkeys(speaker.names_weak, False) | dict.fromkeys(_strong(speaker), True)
    curated = select(NameRow).where(NameRow.speaker_id == speaker.id, col(NameRow.curated))
    rows = session.exec(curated.order_by(col(NameRow.id))).all()
    if [(row.form, row.strong) for row in rows] == list(wanted.items()):
        return False
    session.exec(delete(NameRow).where(col(NameRow.id).in_([row.id for row in rows])))
    for form, strong in wanted.items():
        naming.name_row(session, speaker.id, form, SpeakerType(speaker.type), strong=strong, curated=True)
    return True


def _load_roles(session: Session, speaker: CuratedSpeaker) -> bool:
    wanted = [
        (role_text(role), role.title, role.organization, role.start, role.end, role.source) for role in speaker.roles
    ]
    curated = select(RoleRow).where(RoleRow.speaker_id == speaker.id, col(RoleRow.curated))
    rows = session.exec(curated.order_by(col(RoleRow.id))).all()
    if [(r.text, r.title, r.organization, r.start, r.end, r.source) for r in rows] == wanted:
        return False
    session.exec(delete(RoleRow).where(col(RoleRow.id).in_([row.id for row in rows])))
    for text, title, organization, start, end, source in wanted:
        session.add(
            RoleRow(
                speaker_id=speaker.id,
                text=text,
                title=title,
                organization=organization,
                start=start,
                end=end,
                source=source,
                curated=True,
            )
        )
        # One at a time: the ids keep the order of the file.
        session.flush()
    return True


def role_text(role: CuratedRole) -> str:
    """Return a curated role in words, as articles have them."""
    return f"{role.title}, {role.organization}" if role.organization else role.title


def _strong(speaker: CuratedSpeaker) -> list[str]:
    return list(dict.fromkeys((speaker.name, *speaker.names_strong)))


# -- who of the observed is whom -------------------------------------------------------------------------


def _describes(session: Session, speaker: CuratedSpeaker, row: SpeakerRow) -> bool:
    """Whether an observed speaker can be linked to what the record says, by any of its strong names."""
    observed = linking.known(session, row.id)
    roles = tuple(Role(role_text(role)) for role in speaker.roles)
    type_ = SpeakerType(speaker.type)
    scene = Scene(decisive=True)
    return any(link(Mention(form, type_, (), roles), [observed], scene=scene).id for form in _strong(speaker))


def _moved(session: Session, row: SpeakerRow) -> str:
    """Give an observed speaker another id, since a curated record has its own, and return it."""
    free = linking.free_id(session, row.id, first=2)
    session.add(SpeakerRow(**(row.model_dump() | {"id": free})))
    session.flush()
    for table in (QuotationRow, NameRow, RoleRow):
        session.exec(update(table).where(col(table.speaker_id) == row.id).values(speaker_id=free))
    for column in ("merged_into", "curated_into"):
        of_these = update(SpeakerRow).where(col(getattr(SpeakerRow, column)) == row.id)
        session.exec(of_these.values({column: free}))
    session.exec(update(RulingRow).where(col(RulingRow.speaker_id) == row.id).values(speaker_id=free))
    doubts.renamed(session, row.id, free)
    session.delete(row)
    session.flush()
    return free


def _merge_observed(session: Session, speakers: Sequence[CuratedSpeaker], notes: list[str]) -> int:
    """Merge each observed speaker that exactly one curated record describes into that one."""
    claims: dict[str, set[str]] = {}
    for speaker in speakers:
        for row in _alike(session, speaker):
            if _describes(session, speaker, row):
                claims.setdefault(row.id, set()).add(speaker.id)
    merged = 0
    for observed, claimants in sorted(claims.items()):
        if len(claimants) > 1:
            notes.append(f"{observed} may be any of {', '.join(sorted(claimants))}: left as it is")
            continue
        merged += 1
        curated = claimants.pop()
        same = (col(SpeakerRow.id) == observed) | (col(SpeakerRow.curated_into) == observed)
        session.exec(update(SpeakerRow).where(same).values(curated_into=curated))
        if (observed, curated) in standing.judged_apart(session, [observed]):
            notes.append(f"{observed} is described by {curated}, but was judged not to be the same: left as it is")
            continue
        same |= col(SpeakerRow.merged_into) == observed
        session.exec(update(SpeakerRow).where(same).values(merged_into=curated))
        kinship.regroup_speaker(session, curated)
        notes.append(f"speaker {observed} counts as {curated} now")
    return merged


def _alike(session: Session, speaker: CuratedSpeaker) -> list[SpeakerRow]:
    """Return the observed speakers, claimed by no record yet, whose names could be the record's."""
    type_ = SpeakerType(speaker.type)
    rows = linking.sharing(session, _strong(speaker), type_)
    return [row for row in rows if not row.curated and row.curated_into is None]
