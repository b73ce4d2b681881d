"""What a cut takes from the sentence of which the rest was kept: its denial, its condition, what limited it. Pure.

It judges by the words that were cut off and by where they stood. What another clause denies (“…, and we will not”) is
no matter of the one that was kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.wordchanges import NEGATIONS, QUALIFIERS, Alarm, AlarmKind, Side, spelled_out
from onrecord.wordnumbers import is_number
from onrecord.wordtokens import DASH, Token


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_CONDITIONS = _words("before until till when whenever once except excepting while whether supposing assuming than")
_AMOUNTS = _words("some most all every many few several least generally always often sometimes usually rarely seldom")
"""Qualifiers that tell only of the words beside them."""
_NEAR = 3
_APPROXIMATE = _words("about around over under above below nearly almost roughly than least most to")
"""Words that limit a number right behind them: up to, more than, at least."""
_CONTRARY = _words(
    "doubt doubts doubted deny denies denied denying dispute disputes disputed false falsely untrue lie lies myth "
    "wrong wrongly nonsense rumour rumours rumor rumors impossible"
)
"""Words before a clause that make it the contrary of what was said."""
_SAYS = _words(
    "say says said saying claim claims claimed claiming allege alleges alleged argue argues argued believe believes "
    "believed think thinks thought insist insists insisted suggest suggests suggested assert asserts asserted tell "
    "tells told pretend pretends pretended"
)
_OURSELVES = _words("i we")
_SIGNS = frozenset((",", ";", ":", DASH))


def cut_alarms(kept_out: Side) -> list[Alarm]:
    """Return the alarms of words that were cut off from the rest of their sentence."""
    found = [] if _is_further_clause(kept_out) else list(_denials(kept_out))
    limits = [] if _is_former_clause(kept_out) else _limits(kept_out)
    limits = limits or _number_limits(kept_out) or ([] if found else _others_say(kept_out))
    return [*found, *([_alarm(AlarmKind.QUALIFIER, limits)] if limits else [])]


def _alarm(kind: AlarmKind, words: Sequence[Token]) -> Alarm:
    return Alarm(kind, " ".join(token.form for token in words), "")


def _goes_before(side: Side) -> bool:
    """Whether the words that were kept follow, in the same sentence."""
    return side.end < len(side.all) and not (side.start < side.end and side.all[side.end - 1].ends)


def _goes_behind(side: Side) -> bool:
    return side.start > 0 and not side.all[side.start - 1].ends


def _is_further_clause(side: Side) -> bool:
    """Whether only a clause was cut off that “and” or “nor” adds behind a comma, or that stands behind a semicolon."""
    if _goes_before(side) or not _goes_behind(side):
        return False
    signs = [side.all[side.start - 1].key] if side.all[side.start - 1].key in _SIGNS else []
    at = side.start
    while at < side.end and not side.all[at].word:
        signs.append(side.all[at].key)
        at += 1
    if at == side.end:
        return False
    parted = bool(signs) or side.all[at].resumed
    return ";" in signs or (parted and side.all[at].key in ("and", "nor"))


def _is_former_clause(side: Side) -> bool:
    """Whether only a clause was cut off to which “and” adds, behind a comma, the one that was kept; no condition."""
    if not _goes_before(side) or _goes_behind(side) or side.end - side.start < 2:
        return False
    parts = [side.all[side.end - 2].key, side.all[side.end - 1].key]
    added = (parts[0] in _SIGNS and parts[1] == "and") or parts[1] == ";"
    return added and not any(token.key in _CONDITIONS | {"if", "unless"} for token in side.tokens[:2])


def _denials(side: Side) -> Iterator[Alarm]:
    if _is_former_clause(side) and not any(token.key in _SAYS | {"that"} for token in side.tokens):
        return
    denying = NEGATIONS | _CONTRARY if _goes_before(side) else NEGATIONS
    words = [token for token in side.tokens if token.word and denying.intersection(spelled_out([token]))]
    if words:
        yield _alarm(AlarmKind.NEGATION, words)


def _limits(side: Side) -> list[Token]:
    return [side.all[at] for at in range(side.start, side.end) if _is_limit(side, at)]


def _is_limit(side: Side, at: int) -> bool:
    token = side.all[at]
    if not token.word or not (QUALIFIERS | _CONDITIONS).intersection([token.key]):
        return False
    if token.key in _CONDITIONS:  # “before, …” is when, and no condition
        return at + 1 < len(side.all) and side.all[at + 1].word
    return token.key not in _AMOUNTS or _is_near(side, token)


def _is_near(side: Side, token: Token) -> bool:
    """Whether a word stood beside what was kept."""
    inner = [each for each in side.tokens if each.word]
    near = inner[-_NEAR:] if _goes_before(side) else []
    near += inner[:_NEAR] if _goes_behind(side) else []
    return token in near


def _number_limits(side: Side) -> list[Token]:
    """Return the word that limits the number with which the kept words begin."""
    if not _goes_before(side) or side.start == side.end or not is_number(side.all[side.end].key):
        return []
    last = side.all[side.end - 1]
    return [last] if last.key in _APPROXIMATE else []


def _others_say(side: Side) -> list[Token]:
    """Return the words by which what was kept is what others say: they claim that."""
    if not _goes_before(side):
        return []
    words = [token for token in side.tokens if token.word and token.key != "that"]
    says = bool(words) and words[-1].key in _SAYS
    ours = any(token.key in _OURSELVES for token in words[-4:])
    return words[-2:] if says and not ours else []
