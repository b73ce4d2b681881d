"""Two wordings of what may be one utterance, compared word by word: same, shortened, altered or unrelated.

Likeness never makes two wordings the same: all words and signs have to be, but for quotation marks, dashes, white
space, the case of the first letter and the signs at the end. Where words differ, `wordchanges` says what that does.
Words are aligned by their longest common subsequence (rapidfuzz's Indel); one that is cut is searched for in one
piece, or in the pieces between its dots, so that a word that comes twice is not taken from afar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rapidfuzz.distance import Indel

from onrecord.wordchanges import Alarm, AlarmKind, Side, alarms_of, indirect_side, turned_words
from onrecord.wordcuts import cut_alarms
from onrecord.wordtokens import DOTS, Token, Wording, read_wording

__all__ = ["Alarm", "AlarmKind", "Comparison", "Cut", "Op", "Place", "Relation", "Run", "compare_wordings"]

_KEPT = 0.6
"""The share of the shorter wording's words that the longer one must have, in order, for them to be related."""
_ALIKE = 0.5
"""How like they must be in all, or else have a run of words in common:"""
_RUN = 6
_GAP = 3
"""Words left out in the middle from which on that is a gap that dots should show."""


class Relation(StrEnum):
    """What the one wording is to the other."""

    SAME = "same"
    SHORTENED = "shortened"
    ALTERED = "altered"
    UNRELATED = "unrelated"


class Op(StrEnum):
    """What a run of words is: in both, others in the second, or in one of them only."""

    EQUAL = "equal"
    REPLACED = "replaced"
    DROPPED = "dropped"
    ADDED = "added"


class Place(StrEnum):
    """Where a wording was cut."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words, [start, end) in code points of either text. All runs together give both texts back."""

    op: Op
    one: tuple[int, int]
    two: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cut:
    """Words of the longer wording, [start, end) in code points, that the shorter leaves out; `disclosed` by dots."""

    place: Place
    span: tuple[int, int]
    disclosed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two wordings differ.

    `similarity` in [0, 1] is the share of both texts' words that are in both, in order; `kept` that of the words of
    the shorter one. `longer` is the one (1 or 2) that was cut where the relation is shortened, else 0. There are no
    alarms for the same and the unrelated.
    """

    relation: Relation
    similarity: float
    kept: float
    diff: tuple[Run, ...]
    alarms: tuple[Alarm, ...] = ()
    cuts: tuple[Cut, ...] = ()
    longer: int = 0


def compare_wordings(one: str, two: str, *, alarms: bool = True) -> Comparison:
    """Compare two wordings of at most a few thousand words; which comes first makes no difference but to the sides.

    Without `alarms` these are not looked for, and a disclosed gap that hides a negation is taken for a true cut.
    """
    first, second = read_wording(one), read_wording(two)
    if [t.form for t in first.tokens] == [t.form for t in second.tokens] and not _edits(first, second):
        return Comparison(Relation.SAME, 1.0, 1.0, (Run(Op.EQUAL, (0, len(one)), (0, len(two))),))
    # Ties between alignments must not depend on the order: the longer one comes first.
    if (first.words, first.text) >= (second.words, second.text):
        return _compared(first, second, alarms)
    return _turned(_compared(second, first, alarms))


def _edits(one: Wording, two: Wording) -> bool:
    return [t.bracketed for t in one.tokens] != [t.bracketed for t in two.tokens]


def _turned(found: Comparison) -> Comparison:
    ops = {Op.DROPPED: Op.ADDED, Op.ADDED: Op.DROPPED}
    diff = tuple(Run(ops.get(run.op, run.op), run.two, run.one) for run in found.diff)
    alarms = tuple(sorted(alarm.turned for alarm in found.alarms))
    return replace(found, diff=diff, alarms=alarms, longer=found.longer and 3 - found.longer)


@dataclass(frozen=True, slots=True)
class _Block:
    """A run in tokens: `equal`, or not, from `i` to `i2` of the longer wording and from `j` to `j2` of the shorter."""

    equal: bool
    i: int
    i2: int
    j: int
    j2: int


def _compared(long: Wording, short: Wording, told: bool) -> Comparison:
    blocks = _blocks(long, short)
    diff = tuple(_runs(long, short, blocks))
    if all(block.equal for block in blocks):
        return Comparison(Relation.SAME, 1.0, 1.0, diff)
    both = sum(token.word for block in blocks if block.equal for token in long.tokens[block.i : block.i2])
    # Words in other letters ("Council") are replaced, and alike all the same.
    changed = [block for block in blocks if not block.equal]
    both += sum(_shared(long, short, block) for block in changed)
    sides = [_sides(long, short, block) for block in changed]
    both += turned_words(sides, indirect_side(sides))
    similarity, kept = _shares(both, long.words, short.words)
    cuts = _cuts(long, short, blocks)
    if cuts is None:
        longest = max((block.i2 - block.i for block in blocks if block.equal), default=0)
        if kept < _KEPT or (similarity < _ALIKE and longest < _RUN) or not both:
            return Comparison(Relation.UNRELATED, similarity, kept, diff)
        return Comparison(Relation.ALTERED, similarity, kept, diff, tuple(_alarms(long, short, sides) if told else ()))
    alarms = tuple(sorted({alarm for block in changed for alarm in _of_cut(long, block)})) if told else ()
    if any(cut.place is Place.MIDDLE for cut in cuts) and any(a.kind is AlarmKind.NEGATION for a in alarms):
        return Comparison(Relation.ALTERED, similarity, kept, diff, alarms)
    return Comparison(Relation.SHORTENED, similarity, kept, diff, alarms, tuple(cuts), longer=1)


def _shares(both: int, long: int, short: int) -> tuple[float, float]:
    return (min(2 * both / (long + short), 1.0) if both else 0.0), (min(both / short, 1.0) if short else 0.0)


def _shared(long: Wording, short: Wording, block: _Block) -> int:
    theirs, ours = long.tokens[block.i : block.i2], short.tokens[block.j : block.j2]
    if len(theirs) != len(ours):
        return 0
    return sum(t.word and t.key == o.key for t, o in zip(theirs, ours, strict=True))


# -- alignment -------------------------------------------------------------------------------------------


def _blocks(long: Wording, short: Wording) -> list[_Block]:
    pairs = _in_pieces(long.tokens, short.tokens)
    if pairs is None:
        pairs = _aligned(long.tokens, short.tokens)
    equal = [(i, j) for i, j in pairs if _agree(long.tokens, i, short.tokens, j)]
    blocks: list[_Block] = []
    i = j = 0
    for at, to in [*equal, (len(long.tokens), len(short.tokens))]:
        if i < at or j < to:
            typeset = _commas(long.tokens, (i, at), short.tokens, to) or _commas(short.tokens, (j, to), long.tokens, at)
            blocks = _joined(blocks, _Block(typeset, i, at, j, to))
        if at < len(long.tokens) or to < len(short.tokens):
            blocks = _joined(blocks, _Block(True, at, at + 1, to, to + 1))
        i, j = at + 1, to + 1
    return blocks


def _joined(blocks: list[_Block], more: _Block) -> list[_Block]:
    if blocks and blocks[-1].equal == more.equal:
        last = blocks.pop()
        more = _Block(last.equal, last.i, more.i2, last.j, more.j2)
    blocks.append(more)
    return blocks


def _agree(long: Sequence[Token], i: int, short: Sequence[Token], j: int) -> bool:
    """Whether two tokens of one key are the same: also their capitals, but for the first letter of either text."""
    one, two = long[i], short[j]
    if one.bracketed != two.bracketed:
        return False
    if i and j and not one.loose and not two.loose:
        return one.form == two.form
    return one.form[1:] == two.form[1:]


def _commas(tokens: Sequence[Token], place: tuple[int, int], others: Sequence[Token], at: int) -> bool:
    """Whether it is only the comma or full stop that the other lost where its article said who speaks."""
    here = tokens[place[0] : place[1]]
    return [token.key for token in here] in ([","], ["."]) and at < len(others) and others[at].resumed


def _in_pieces(long: Sequence[Token], short: Sequence[Token]) -> list[tuple[int, int]] | None:
    """Return the pairs of places where each piece of the shorter one stands in the longer, or None if one does not."""
    keys = [token.key for token in long]
    pairs: list[tuple[int, int]] = []
    at = 0
    for start, end in _pieces(short):
        piece = [token.key for token in short[start:end]]
        found = _find(keys, piece, at)
        if found is None:
            return None
        pairs += [(found + offset, start + offset) for offset in range(len(piece))]
        at = found + len(piece)
    return pairs or None


def _pieces(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where the pieces between dots begin and end, without the commas before the dots."""
    start = 0
    for at in range(len(tokens) + 1):
        if at == len(tokens) or tokens[at].key == DOTS:
            end = at
            while end > start and tokens[end - 1].key in (",", ";", ":") and at < len(tokens):
                end -= 1
            if end > start:
                yield start, end
            start = at + 1


def _find(keys: Sequence[str], piece: Sequence[str], start: int) -> int | None:
    for at in range(start, len(keys) - len(piece) + 1):
        if keys[at] == piece[0] and keys[at : at + len(piece)] == piece:
            return at
    return None


def _aligned(long: Sequence[Token], short: Sequence[Token]) -> list[tuple[int, int]]:
    ops = Indel.opcodes([token.key for token in long], [token.key for token in short])
    return [
        (op.src_start + offset, op.dest_start + offset)
        for op in ops
        if op.tag == "equal"
        for offset in range(op.src_end - op.src_start)
    ]


# -- what follows from it --------------------------------------------------------------------------------


def _runs(long: Wording, short: Wording, blocks: Sequence[_Block]) -> Iterator[Run]:
    """Yield the runs in code points: a token takes all up to the next, so that no character is left over."""
    ends = len(long.text), len(short.text)
    starts = [_starts(long), _starts(short)]
    at = (0, 0)
    for number, block in enumerate(blocks, 1):
        to = ends if number == len(blocks) else (starts[0][block.i2], starts[1][block.j2])
        yield Run(_op(block), (at[0], to[0]), (at[1], to[1]))
        at = to


def _starts(wording: Wording) -> list[int]:
    return [0, *(token.start for token in wording.tokens[1:]), len(wording.text)]


def _op(block: _Block) -> Op:
    if block.equal:
        return Op.EQUAL
    if block.i == block.i2:
        return Op.ADDED
    return Op.DROPPED if block.j == block.j2 else Op.REPLACED


def _cuts(long: Wording, short: Wording, blocks: Sequence[_Block]) -> list[Cut] | None:
    """Return what the shorter one leaves out, None where it does anything else or hides a gap."""
    cuts: list[Cut] = []
    for number, block in enumerate(blocks):
        if block.equal:
            continue
        place = Place.START if not number else Place.END if number == len(blocks) - 1 else Place.MIDDLE
        signs = [token.key for token in short.tokens[block.j : block.j2]]
        dots = DOTS in signs and set(signs) <= {DOTS, ",", ";", ":", "."}
        if (
            not any(token.word for token in long.tokens[block.i : block.i2])
            or (signs and not dots)
            or (place is Place.MIDDLE and not dots)
        ):
            return None
        shown = dots or (place is Place.START and short.opens) or (place is Place.END and short.trails)
        cuts.append(Cut(place, (long.tokens[block.i].start, long.tokens[block.i2 - 1].end), shown))
    return cuts if len(cuts) < len(blocks) else None


def _of_cut(long: Wording, block: _Block) -> Iterator[Alarm]:
    """Yield the alarms of words cut off from the sentence in which others were kept, before them or after."""
    tokens = long.tokens
    ends = [at for at in range(block.i, block.i2) if tokens[at].ends]
    attached = []
    if block.i and not tokens[block.i - 1].ends:
        attached.append((block.i, ends[0] if ends else block.i2))
    if block.i2 < len(tokens) and (ends or not attached):
        attached.append((ends[-1] + 1 if ends else block.i, block.i2))
    for start, end in attached:
        yield from cut_alarms(Side(tokens, start, end))


def _alarms(long: Wording, short: Wording, changed: Sequence[tuple[Side, Side]]) -> list[Alarm]:
    indirect = indirect_side(changed)
    found = {alarm for one, two in changed for alarm in _of_run(long, short, one, two, indirect)}
    found -= {alarm for alarm in found if alarm.kind is AlarmKind.DATE and alarm.turned in found}  # 1 June, June 1
    if indirect:
        turned = [(one, two) for one, two in changed if indirect_side([(one, two)])]
        shown = (" … ".join(_said(pair[side]) for pair in turned) for side in (0, 1))
        found.add(Alarm(AlarmKind.SHIFT, *shown))
    return sorted(found)


def _sides(long: Wording, short: Wording, block: _Block) -> tuple[Side, Side]:
    return Side(long.tokens, block.i, block.i2), Side(short.tokens, block.j, block.j2)


def _said(side: Side) -> str:
    return " ".join(token.form for token in side.tokens)


def _of_run(long: Wording, short: Wording, one: Side, two: Side, indirect: int) -> Iterator[Alarm]:
    if any(_only_dots(side) for side in (one, two)):
        yield from _of_gap(long, short, one, two)
        return
    yield from alarms_of(one, two, indirect)
    within = min(one.start, two.start) > 0 and one.end < len(long.tokens) and two.end < len(short.tokens)
    if not within:
        return
    yield from _joining(long, one, two)
    counts = [sum(token.word for token in side.tokens) for side in (one, two)]
    if min(counts) == 0 and max(counts) >= _GAP and not any(t.bracketed for t in (*one.tokens, *two.tokens)):
        yield Alarm(AlarmKind.ELLIPSIS, _said(one), _said(two))


def _only_dots(side: Side) -> bool:
    return any(token.key == DOTS for token in side.tokens) and not any(token.word for token in side.tokens)


def _of_gap(long: Wording, short: Wording, one: Side, two: Side) -> Iterator[Alarm]:
    """Yield the alarms of words for which the other wording has dots."""
    yield from _of_cut(long, _Block(False, one.start, one.end, 0, 0))
    for alarm in _of_cut(short, _Block(False, two.start, two.end, 0, 0)):
        yield alarm.turned


def _joining(long: Wording, one: Side, two: Side) -> Iterator[Alarm]:
    """Yield an alarm where a sentence ends within the run on one side only: two sentences were made one."""
    if long.tokens[one.start - 1].ends:
        return
    parted = [any(token.ends for token in side.tokens) for side in (one, two)]
    if parted[0] != parted[1] and not long.tokens[one.end].ends:
        yield Alarm(AlarmKind.JOINED, _said(one), _said(two))
