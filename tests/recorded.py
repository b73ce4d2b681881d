"""Draw what people decide, for tests of properties: curated records and judgements, with any text they may hold."""

from __future__ import annotations

from hypothesis import strategies as st

from onrecord.curated import CuratedRole, OutletRecord, SpeakerRecordFile
from onrecord.judgements import (
    Alias,
    Apart,
    Assign,
    Decision,
    Judgement,
    Merge,
    QuotationRef,
    Reject,
    Rename,
    SpeakerRef,
    Split,
    Undo,
    in_order,
    judgement_id,
)
from onrecord.registryfolder import Registry
from onrecord.types import SpeakerType

TRICKY = (
    *("2020-05", "2020-05-07", "No", "yes", "null", "~", "0x1F", "1e3", "1_000", "12:30:45", "=", "<<", "...", ". ."),
    *("a: b", "a #b", "- a", "? a", "! a", "& a", "*a", "%a", "@a", "`a`", "'", '"', "\\", "|", ">", "[a]", "{a: b}"),
    *(
        "“Quotes”",
        "’s",
        "Zoë",
        "Zoe\u0308",
        "李雷",
        "مقتدى",
        "👩‍👩‍👧",
        "🇳🇴",
        "\ufeffa",
        "a\u200db",
        "a\u00a0b",
        "a  b",
        "\U0010fffe",
    ),
)
"""Texts that some reader of YAML or JSON, or some database, takes for something else."""

_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
LINES = (st.sampled_from(TRICKY) | st.text(_CHARACTERS, min_size=1, max_size=12)).filter(
    lambda text: text == text.strip()
)
"""Lines of text as records have them."""
SLUGS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
DATES = st.dates().map(lambda day: day.isoformat()) | st.dates().map(lambda day: day.isoformat()[:7])

ROLES = st.builds(
    CuratedRole, title=LINES, organization=st.none() | LINES, start=st.none() | DATES, end=st.none(), source=LINES
)


@st.composite
def speaker_records(draw: st.DrawFn, ids: st.SearchStrategy[str] = SLUGS) -> SpeakerRecordFile:
    """Draw the record of a speaker."""
    names = draw(st.lists(LINES, unique=True, min_size=1, max_size=5))
    strong = draw(st.integers(1, len(names)))
    return SpeakerRecordFile(
        id=draw(ids),
        name=names[0],
        type=draw(st.sampled_from([SpeakerType.PERSON, SpeakerType.ORGANIZATION])),
        names_strong=tuple(names[1:strong]),
        names_weak=tuple(names[strong:]),
        roles=tuple(draw(st.lists(ROLES, max_size=3))),
        ids=draw(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,4}", fullmatch=True), LINES, max_size=3)),
        sources=tuple(draw(st.lists(LINES, min_size=1, max_size=3))),
    )


OUTLETS = st.builds(OutletRecord, id=SLUGS, name=LINES, domain=st.none() | st.just("post.example"))

# -- judgements ------------------------------------------------------------------------------------------

ANY = st.text(st.characters(exclude_categories=()) | st.sampled_from("\0\ud800\udfff\n\u2028\x1b"), max_size=8)
"""Any code points: what articles may hold, and quotations with them."""
_PLACES = st.lists(
    st.tuples(st.integers(0, 99), st.integers(1, 99)).map(lambda at: (at[0], sum(at))), min_size=1, max_size=3
)
QUOTATIONS = st.builds(
    QuotationRef, ANY, ANY, ANY, _PLACES.map(tuple), st.none() | st.from_regex("[0-9a-f]{8}", fullmatch=True)
)
_SOME = st.lists(QUOTATIONS, min_size=1, max_size=2).map(tuple)
SPEAKERS = st.builds(
    SpeakerRef,
    SLUGS,
    ANY,
    st.sampled_from([SpeakerType.PERSON, SpeakerType.ORGANIZATION]),
    st.booleans(),
    st.booleans(),
    st.just(()) | _SOME,
)
_NAMES = ANY.map(lambda text: " ".join(text.split()) or "Somebody")
DECISIONS: st.SearchStrategy[Decision] = st.one_of(
    st.builds(Merge, SPEAKERS, SPEAKERS),
    st.builds(Split, SPEAKERS, SPEAKERS),
    st.builds(Apart, SPEAKERS, SPEAKERS),
    st.builds(Rename, SPEAKERS, _NAMES),
    st.builds(Alias, SPEAKERS, _NAMES, st.booleans()),
    st.builds(Assign, _SOME, SPEAKERS, st.lists(SPEAKERS, max_size=1).map(tuple)),
    st.builds(Reject, _SOME),
    st.builds(Undo, st.from_regex("[0-9a-f]{12}", fullmatch=True)),
)
_TIMES = st.datetimes().map(lambda at: at.isoformat(timespec="microseconds") + "Z")


def _made(at: str, who: str, decision: Decision, why: str | None) -> Judgement:
    return Judgement(judgement_id(at, who, decision, why), at, who, decision, why)


JUDGEMENTS = st.builds(_made, _TIMES, LINES, DECISIONS, st.none() | LINES)


@st.composite
def registries(draw: st.DrawFn) -> Registry:
    """Draw all that a folder holds, in the order in which it is written."""
    speakers = draw(st.lists(speaker_records(), unique_by=lambda each: each.id, max_size=4))
    outlets = draw(st.lists(OUTLETS, unique_by=lambda each: each.id, max_size=3))
    judgements = draw(st.lists(JUDGEMENTS, unique_by=lambda each: each.id, max_size=4))
    return Registry(
        tuple(sorted(speakers, key=lambda each: each.id)),
        tuple(sorted(outlets, key=lambda each: each.id)),
        tuple(in_order(judgements)),
    )
