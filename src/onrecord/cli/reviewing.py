"""The verb that settles doubts with one key each: review."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import click
import typer

from onrecord.cli.judged import told
from onrecord.cli.judging import Who, Why
from onrecord.cli.layout import counted, one_line, wrap
from onrecord.cli.options import Db, Listing, registry
from onrecord.cli.terminal import flush, screen, show, tell
from onrecord.errors import OnrecordError
from onrecord.settling import settle

if TYPE_CHECKING:
    from onrecord.cli.questions import Question, Side
    from onrecord.judgements import Judgement
    from onrecord.store import Store
    from onrecord.store.records import Doubt, DoubtCandidate
    from onrecord.types import SpeakerType

_NUMBERS = "123456789"
_ALWAYS = {"k": "skip", "u": "undo", "q": "quit", "?": "help"}
_HELP = {
    "s": "it is the same as 1",
    "d": "different: none of these, and never to be made one with them",
    "n": "new: none of these, somebody who is not on record",
    "k": "skip: leave it in the queue",
    "u": "undo the last answer, or take back the last skip",
    "q": "quit: every answer until now is kept",
    "?": "this help",
}
_LATEST = 3
_MANY = 200
"""Questions that are counted at most."""


def review(
    context: typer.Context,
    listed: Annotated[bool, typer.Option("--list", help="List the questions and ask nothing.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many to list at most, with --list.")] = 50,
    output: Annotated[Listing, typer.Option("--format", help="How to print the list.")] = Listing.TABLE,
    who: Who = None,
    why: Why = None,
    db: Db = None,
) -> None:
    """Go through the names that may mean speakers of the registry, but not surely; one key settles each.

    Each answer is a judgement of its own, kept at once. Through a pipe the answers are lines of standard input.
    """
    with registry(context, db) as store:
        if listed:
            _list(store, limit, output)
        else:
            _Review(store, who, why).run(_keys())


def _list(store: Store, limit: int, output: Listing) -> None:
    found = store.doubts(limit=limit)
    if not found:
        tell(_NOTHING)
    elif output is Listing.JSONL:
        from onrecord.export import doubt_json, json_line

        for each in found:
            show(json_line(doubt_json(each)))
    else:
        from onrecord.cli.questions import doubts_table

        show(doubts_table(found, screen()))


_NOTHING = "nothing to review: no name is in doubt"

_Key = tuple[str, str, "SpeakerType"]


def _key(doubt: Doubt) -> _Key:
    return doubt.article_id, doubt.name, doubt.type


@dataclass(slots=True)
class _Review:
    """A person's way through the queue: what was answered, and what was skipped."""

    store: Store
    who: str | None
    why: str | None
    past: list[tuple[_Key, list[Judgement]]] = field(default_factory=list)
    skipped: set[_Key] = field(default_factory=set)

    def run(self, keys: Iterator[str]) -> None:
        """Ask until the queue is empty, the person quits, or the input ends; say how far it came."""
        if self._next() is None:
            show(_NOTHING)
            return
        show(f"{self._left()} to review")
        try:
            while self._goes_on(keys):
                pass
        except KeyboardInterrupt:
            show("")
            self._sum_up()
            raise
        self._sum_up()

    def _goes_on(self, keys: Iterator[str]) -> bool:
        """Ask the next question; after the last one, whether to undo an answer. Return whether there is more."""
        doubt = self._next()
        if doubt is not None:
            return self._answer(doubt, keys)
        return _asked("\nthat was the last one [u undo, any other key ends] ", keys) == "u" and self._undo()

    def _next(self) -> Doubt | None:
        found = self.store.doubts(limit=len(self.skipped) + 1)
        return next((each for each in found if _key(each) not in self.skipped), None)

    def _left(self) -> str:
        number = len(self.store.doubts(limit=_MANY + 1))
        return counted(number, "question") if number <= _MANY else f"more than {_MANY} questions"

    def _sum_up(self) -> None:
        answered = sum(1 for _, made in self.past if made)
        show(f"{answered} answered, {len(self.skipped)} skipped; {self._left()} left")

    def _answer(self, doubt: Doubt, keys: Iterator[str]) -> bool:
        """Ask one question until a key settles it; return whether to go on with another."""
        from onrecord.cli.questions import question_text

        answers = _answers(doubt)
        show("\n" + question_text(self._question(doubt), screen()) + "\n")
        while True:
            key = _asked(_prompt(answers), keys)
            if key == "q":
                return False
            if key in answers:
                return self._judge(doubt, answers[key])
            if key == "k":
                self.past.append((_key(doubt), []))
                self.skipped.add(_key(doubt))
                return True
            if key == "u" and self._undo():
                return True
            if key != "u":
                show(_help(answers))

    def _question(self, doubt: Doubt) -> Question:
        from onrecord.cli.questions import Question

        hanging = self.store.in_doubt(doubt)
        own = None if doubt.speaker_id is None else self._side(doubt.speaker_id, {each.id for each in hanging})
        return Question(doubt, hanging, own, [self._side(each.id) for each in doubt.candidates])

    def _side(self, id_: str, but: Collection[str] = ()) -> Side:
        """Return a speaker with the latest quotations, but for those in doubt."""
        from onrecord.cli.questions import Side

        latest = self.store.quotes(by=id_, limit=_LATEST + len(but))
        record = self.store.speaker(id_)
        shown = [each for each in latest if each.id not in but][:_LATEST]
        return Side(record, self.store.timeline(id_), shown, record.quotations - len(but))

    def _judge(self, doubt: Doubt, chosen: DoubtCandidate | None) -> bool:
        made: list[Judgement] = []
        self.past.append((_key(doubt), made))
        answer = None if chosen is None else chosen.id
        try:
            for each in settle(self.store, doubt, answer, who=self.who, why=self.why):
                made.append(each)
                show(f"{told(each)} · {each.id}")
        except OnrecordError as error:  # somebody else may have judged meanwhile
            tell(error)
        if not made:
            self.past.pop()
        return True

    def _undo(self) -> bool:
        """Take back the last answer of this review; return whether there was one."""
        if not self.past:
            show("nothing was answered yet; `onrecord undo` takes back what was judged before")
            return False
        key, made = self.past.pop()
        self.skipped.discard(key)
        for each in reversed(made):
            try:
                self.store.undo(each.id, who=self.who, why="undone in review")
                show(f"undid {each.id}: {told(each)}")
            except OnrecordError as error:
                tell(error)
        return True


# -- keys ------------------------------------------------------------------------------------------------


def _answers(doubt: Doubt) -> dict[str, DoubtCandidate | None]:
    """Return the keys that settle a doubt, with whom each means; None for none of the candidates."""
    found: dict[str, DoubtCandidate | None] = dict(zip(_NUMBERS, doubt.candidates, strict=False))
    if len(doubt.candidates) == 1:
        found["s"] = doubt.candidates[0]
    found["d" if doubt.speaker_id is not None else "n"] = None
    return found


def _asked(prompt: str, keys: Iterator[str]) -> str:
    show(prompt, end="")
    flush()
    key = next(keys, "q")
    show(one_line(key))
    return key


def _prompt(answers: Mapping[str, object]) -> str:
    numbers = [key for key in answers if key in _NUMBERS]
    which = "1" if len(numbers) == 1 else f"1-{numbers[-1]}"
    named = {"s": "same", "d": "different", "n": "new"}
    letters = [f"{key} {what}" for key, what in (named | _ALWAYS).items() if key in answers or key in _ALWAYS]
    return f"[{which} who; {', '.join(letters)}] "


def _help(answers: Mapping[str, DoubtCandidate | None]) -> str:
    who = [f"{key}  it is {one_line(each.id)}" for key, each in answers.items() if key in _NUMBERS and each is not None]
    letters = [f"{key}  {what}" for key, what in _HELP.items() if key in answers or key in _ALWAYS]
    return "\n".join(wrap(line, screen().width, indent="  ", hanging="     ") for line in (*who, *letters))


def _keys() -> Iterator[str]:
    """Yield what is answered until the input ends: a key in a terminal, else a line that is not empty."""
    stream = getattr(sys, "stdin", None)
    if stream is not None and stream.isatty():
        yield from _pressed()
    elif stream is not None:
        yield from (line.strip() for line in iter(stream.readline, "") if line.strip())


def _pressed() -> Iterator[str]:
    while True:
        _forget_typed_ahead()
        try:
            # Of several keys at once only the first: the others were pressed before their question was seen.
            yield click.getchar()[:1]
        except EOFError:
            return


def _forget_typed_ahead() -> None:
    try:
        import termios
    except ImportError:  # Windows
        return
    termios.tcflush(sys.stdin, termios.TCIFLUSH)
