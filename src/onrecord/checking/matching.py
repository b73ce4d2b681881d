"""Where a claim stands in a passage, and what was done to the words: the same, cut, altered. Pure.

Whether words are the same or truly cut is `wording`'s to say, of the whole passage. A claim that is altered is set
against that stretch of the passage alone which it comes from, so that no alarm is rung for words that it never had.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from onrecord.checking.passages import Passage
from onrecord.checking.softer import plainly, spelling
from onrecord.likeness import weight
from onrecord.wordchanges import Side
from onrecord.wordcuts import cut_alarms
from onrecord.wording import Alarm, AlarmKind, Comparison, Op, Relation, compare_wordings
from onrecord.wordnumbers import is_number
from onrecord.wordtokens import DOTS, Token, Wording, read_wording

_ALIKE = 0.6
"""How close altered words must be (see `Match.closeness`)."""
_ALIKE_ALL = 0.8
"""And where `wording` finds two texts unrelated, for it does not know of spellings."""
_FOUND_AGAIN = 3
"""Words in a row of the claim that are looked for in the rest of the passage."""
_GAP = 3.0
"""What words left out in one place count against a claim at most: of two far sentences it may be joined."""
_LOST = 0.2
"""What a word that only one side has counts against a stretch, beside one that both have."""


class Standing(IntEnum):
    """What a claim is to the words of a passage, the best first."""

    SAME = 0
    CUT = 1
    ALTERED = 2
    UNLIKE = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A claim set against a stretch of a passage, [start, end) of its text.

    `comparison` has that stretch first, then the claim. `closeness` in [0, 1] is the share of the words of both that
    are the same, telling ones counting most.
    """

    passage: Passage
    standing: Standing
    start: int
    end: int
    comparison: Comparison
    alarms: tuple[Alarm, ...]
    closeness: float

    @property
    def words(self) -> str:
        """The stretch."""
        return self.passage.text[self.start : self.end]

    @property
    def rank(self) -> tuple[int, bool, float, int]:
        """What sorts the best first: the same before cuts, true cuts without alarm before others, then the closest."""
        alarming = serious(self.alarms)
        true = self.standing is not Standing.ALTERED
        return self.standing, true and bool(alarming), -round(self.closeness, 2), len(alarming)


def serious(alarms: Sequence[Alarm]) -> tuple[Alarm, ...]:
    """Return the alarms that are more than an editor's brackets or the form of indirect speech."""
    return tuple(alarm for alarm in alarms if not alarm.kind.disclosed)


def match(claim: str, passage: Passage) -> Match:
    """Set a claim against a passage."""
    if passage.loose:
        shown = compare_wordings(passage.disclosed, claim)
        if shown.relation is Relation.SAME or (shown.relation is Relation.SHORTENED and shown.longer == 1):
            return _matched(claim, passage, Standing.CUT, shown.alarms)
    whole = compare_wordings(passage.text, claim)
    if whole.relation is Relation.SAME:
        standing = Standing.ALTERED if passage.loose else Standing.SAME
        return Match(passage, standing, 0, len(passage.text), whole, _joined(passage, 0, claim, whole), 1.0)
    if whole.relation is Relation.SHORTENED and whole.longer == 1:
        return _matched(claim, passage, Standing.CUT, whole.alarms)
    return _matched(claim, passage, Standing.ALTERED, ())


def _joined(passage: Passage, start: int, claim: str, found: Comparison) -> tuple[Alarm, ...]:
    """Return an alarm where the article has words of its own between those of the stretch, and the claim no dots."""
    here = read_wording(claim)
    end = start + max((run.one[1] for run in found.diff), default=0)
    for at in passage.joints(start, end):
        runs = (run for run in found.diff if run.op is not Op.EQUAL and run.one[0] <= at - start <= run.one[1])
        if not any(token.key == DOTS for run in runs for token in _within(here, run.two)):
            return (Alarm(AlarmKind.JOINED, passage.text[start:end], ""),)
    return ()


def _matched(claim: str, passage: Passage, standing: Standing, alarms: tuple[Alarm, ...]) -> Match:
    """Return the match with the stretch that the claim comes from."""
    there, here = read_wording(passage.text), read_wording(claim)
    first, last = _located(there.tokens, here.tokens)
    start, end = (there.tokens[first].start, there.tokens[last - 1].end) if first < last else (0, 0)
    found = compare_wordings(passage.text[start:end], claim)
    close = _closeness(passage.text[start:end], claim, found)
    asked = [] if here.tokens[-1].key == "?" else _asked(there.tokens, last)
    answered = bool(asked) and there.tokens[last].key == "?"
    if standing is Standing.CUT:
        joined = _joined(passage, start, claim, found)
        standing = Standing.ALTERED if joined or answered else standing
        return Match(passage, standing, start, end, found, (*alarms, *joined, *asked), close)
    cut = [*_cut_off(there.tokens, first, last), *asked]
    if close < (_ALIKE_ALL if found.relation is Relation.UNRELATED else _ALIKE):
        return Match(passage, Standing.UNLIKE, start, end, found, (), close)
    hidden, needless = _dots(passage.text[start:end], claim, found)
    cut.extend(hidden)
    true = needless or found.relation is Relation.SAME or (found.relation is Relation.SHORTENED and found.longer == 1)
    standing = Standing.CUT if true and not answered else Standing.ALTERED
    joined = _joined(passage, start, claim, found)
    every = dict.fromkeys((*found.alarms, *cut, *joined))
    return Match(passage, Standing.ALTERED if joined else standing, start, end, found, tuple(every), close)


# -- the stretch that a claim comes from -----------------------------------------------------------------


_Stretch = tuple[int, int, int, int]
"""Where a stretch of the passage begins and ends, and where the words of the claim do that stand in it."""


def _located(there: Sequence[Token], here: Sequence[Token]) -> tuple[int, int]:
    """Return the stretch, in tokens of the passage, that a claim comes from; an empty one for nothing in common."""
    keys, asked = [spelling(token.key) for token in there], [spelling(token.key) for token in here]
    exact = _exactly(keys, asked)
    if exact is not None:
        return exact
    low, high = _neighbourhood(keys, asked)
    stretch = _best_stretch(keys[low:high], asked)
    if stretch is None:
        return 0, 0
    first, last, used, used_to = _tightened(keys[low:high], asked, stretch)
    first, last = first + low, last + low
    first, last = _with_rest(keys, asked, (first, last), (used, used_to))
    return _widened(there, first, last, used, len(asked) - used_to)


def _exactly(keys: Sequence[str], asked: Sequence[str]) -> tuple[int, int] | None:
    for at in range(len(keys) - len(asked) + 1):
        if keys[at] == asked[0] and keys[at : at + len(asked)] == asked:
            return at, at + len(asked)
    return None


def _neighbourhood(keys: Sequence[str], asked: Sequence[str]) -> tuple[int, int]:
    """Return a stretch with room on both sides around that which is most like the claim."""
    if len(keys) <= 2 * len(asked):
        return 0, len(keys)
    found = fuzz.partial_ratio_alignment(keys, asked)
    if found is None:
        return 0, len(keys)
    room = len(asked) // 2 + 4
    return max(found.src_start - room, 0), min(found.src_end + room, len(keys))


def _tightened(keys: Sequence[str], asked: Sequence[str], stretch: _Stretch) -> _Stretch:
    """Return the stretch aligned from its end, where that is shorter: a word that comes twice is taken from nearby."""
    first, last, used, used_to = stretch
    turned = _best_stretch(keys[first:last][::-1], asked[used:used_to][::-1])
    if turned is None or turned[0] or turned[2] or used_to - turned[3] != used:
        return stretch
    return last - turned[1], last, used, used_to


def _best_stretch(keys: Sequence[str], asked: Sequence[str]) -> _Stretch | None:
    """Return the run of aligned words that has most in common and least else: its ends in the passage and the claim."""
    ops = Indel.opcodes(keys, asked)
    best, worth, begin = 0.0, 0.0, 0
    found: tuple[int, int] | None = None
    for number, op in enumerate(ops):
        if op.tag == "equal":
            if worth <= 0:
                worth, begin = 0.0, number
            worth += sum(map(weight, keys[op.src_start : op.src_end]))
            if worth > best:
                best, found = worth, (begin, number)
        else:
            worth -= _LOST * max(op.src_end - op.src_start, op.dest_end - op.dest_start)
    if found is None:
        return None
    one, two = ops[found[0]], ops[found[1]]
    return one.src_start, two.src_end, one.dest_start, two.dest_end


def _with_rest(
    keys: Sequence[str], asked: Sequence[str], stretch: tuple[int, int], used: tuple[int, int]
) -> tuple[int, int]:
    """Return the stretch with what stands elsewhere in the passage of the claim's other words, in one piece."""
    first, last = stretch
    for some in (asked[: used[0]], asked[used[1] :]):
        enough = len(some) >= _FOUND_AGAIN and any(weight(key) == 1 and key.isalpha() for key in some)
        found = _exactly(keys, some) if enough else None
        if found is not None:
            first, last = min(first, found[0]), max(last, found[1])
    return first, last


def _widened(there: Sequence[Token], first: int, last: int, before: int, after: int) -> tuple[int, int]:
    """Return the stretch with as many more words of its sentences as the claim has more, on either side."""
    while before > 0 and first > 0 and not there[first - 1].ends:
        first, before = first - 1, before - 1
    while after > 0 and last < len(there) and not there[last - 1].ends:
        last, after = last + 1, after - 1
    return first, last


def _cut_off(tokens: Sequence[Token], first: int, last: int) -> list[Alarm]:
    """Return the alarms of words of the same sentences beyond the stretch."""
    start, end = first, last
    while 0 < start < len(tokens) and not tokens[start - 1].ends:
        start -= 1
    while 0 < end < len(tokens) and not tokens[end - 1].ends:
        end += 1
    return [*cut_alarms(Side(tokens, start, first)), *cut_alarms(Side(tokens, last, end))]


def _asked(tokens: Sequence[Token], last: int) -> list[Alarm]:
    """Return an alarm where the sentence in which the stretch ends is a question."""
    end = last
    while 0 < end < len(tokens) and not tokens[end - 1].ends:
        end += 1
    return [Alarm(AlarmKind.QUESTION, "?", "")] if any(token.key == "?" for token in tokens[last:end]) else []


def _closeness(words: str, claim: str, found: Comparison) -> float:
    there, here = read_wording(words), read_wording(claim)
    shared = total = 0.0
    for run in found.diff:
        one, two = Counter(plainly(_within(there, run.one))), Counter(plainly(_within(here, run.two)))
        shared += _weight(one & two) + _other_numbers(one - two, two - one)
        total += (_weight(one) if two else min(_weight(one), _GAP)) + _weight(two)
    total += max(sum(t.key == DOTS for t in there.tokens) - sum(t.key == DOTS for t in here.tokens), 0)
    return min(2 * shared / total, 1.0) if total else 0.0


def _other_numbers(one: Counter[str], two: Counter[str]) -> float:
    """Return what numbers in the place of others count as shared: half, for it is still that sentence."""
    return min(sum(number for word, number in side.items() if is_number(word)) for side in (one, two)) / 2


def _weight(words: Counter[str]) -> float:
    return sum(weight(word) * number for word, number in words.items())


def _within(wording: Wording, place: tuple[int, int]) -> list[Token]:
    return [token for token in wording.tokens if place[0] <= token.start < place[1]]


def _dots(words: str, claim: str, found: Comparison) -> tuple[list[Alarm], bool]:
    """Return alarms where the record says that it left words out and the claim does not.

    The second is whether the claim has no other change than dots where nothing is left out.
    """
    there, here = read_wording(words), read_wording(claim)
    changed = [(_within(there, r.one), _within(here, r.two)) for r in found.diff if r.op is not Op.EQUAL]
    hidden = any(_only_dots(one) and not two for one, two in changed)
    needless = all(_only_dots(two) and not any(t.word for t in one) for one, two in changed)
    return [Alarm(AlarmKind.ELLIPSIS, DOTS, "")] if hidden else [], bool(changed) and needless


def _only_dots(tokens: Sequence[Token]) -> bool:
    return any(token.key == DOTS for token in tokens) and not any(token.word for token in tokens)
