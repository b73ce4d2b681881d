"""Counts, article by article, of who the speakers are: names compared, types, roles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.evaluate.gold import Relation
from onrecord.evaluate.scores import PRF, SpeakerScores, share
from onrecord.evaluate.words import Words, pair_up

# Titles and generation marks, which say nothing of whose name it is.
_TITLES = """
    dr gen general gov governor ii iii jr lady lord miss mr mrs ms president prof rep representative sen
    senator sir sr the
"""
_NOT_NAMES = frozenset(_TITLES.split())


def name_words(name: str | None) -> list[str]:
    """Return the words of a name that tell people apart: ASCII, lower case, no titles, no initials."""
    letters = (char for char in unicodedata.normalize("NFKD", name or "") if char.isascii())
    plain = "".join(letters).lower().replace("'s", "")
    return [word for word in re.findall(r"[a-z]{2,}", plain) if word not in _NOT_NAMES]


def same_name(gold: str | None, predicted: str | None) -> bool:
    """Whether `predicted` names the person of `gold`: the same last name and no word that contradicts.

    A last name alone is an answer only where the gold has no more. "Abdul Mahdi" is "Abdulmahdi".
    """
    wanted, given = name_words(gold), name_words(predicted)
    if not wanted or not given:
        return False
    if "".join(wanted) == "".join(given):
        return True
    if wanted[-1] != given[-1]:
        return False
    return len(given) > 1 and (set(given) <= set(wanted) or set(wanted) <= set(given))


def _names_a_person(relation: Relation) -> bool:
    return relation.speaker_type == "person" and bool(relation.speaker)


def _same_type(gold: str | None, predicted: str | None) -> bool:
    return _broad(gold) == _broad(predicted)


def _broad(speaker_type: str | None) -> str | None:
    return "anonymous" if speaker_type == "group" else speaker_type


def _same_role(gold: str, predicted: str | None) -> bool:
    wanted = set(re.findall(r"\w+", gold.lower()))
    return 2 * len(wanted.intersection(re.findall(r"\w+", (predicted or "").lower()))) >= len(wanted)


@dataclass(slots=True)
class _Share:
    """How many are so, of how many."""

    yes: int = 0
    of: int = 0

    def add(self, yes: bool) -> None:
        self.yes += yes
        self.of += 1

    def value(self) -> float:
        return share(self.yes, self.of)


class SpeakerCounts:
    """Counts over all articles so far."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self._gold_named = 0
        self._predicted_named = _Share()
        self._matched_named, self._pronoun = _Share(), _Share()
        self._wrong, self._type, self._role = _Share(), _Share(), _Share()

    def add(self, text: str, gold: Sequence[Relation], predicted: Sequence[Relation]) -> None:
        """Count one article, every relation of `gold` with its speaker."""
        words = Words(text)
        pairs = pair_up(
            [words.within(relation.content) for relation in gold],
            [words.within(relation.content) for relation in predicted],
        )
        for i, relation in enumerate(gold):
            # Optional gold counts only where it was found: missing it is right too.
            self._gold_named += relation.speaker_type == "person" and (i in pairs or not relation.optional)
            if i in pairs:
                self._add_pair(text, relation, predicted[pairs[i]])
        gold_of = {j: gold[i] for i, j in pairs.items()}
        for j, relation in enumerate(predicted):
            if _names_a_person(relation):
                self._predicted_named.add(j in gold_of and same_name(gold_of[j].speaker, relation.speaker))

    def _add_pair(self, text: str, gold: Relation, predicted: Relation) -> None:
        right = same_name(gold.speaker, predicted.speaker)
        self._wrong.add(_names_a_person(predicted) and not right)
        self._type.add(_same_type(gold.speaker_type, predicted.speaker_type))
        if gold.speaker_type != "person":
            return
        self._matched_named.add(right)
        printed = " ".join(span.of(text) for span in gold.source)
        if set(name_words(printed)).isdisjoint(name_words(gold.speaker)):
            self._pronoun.add(right)
        if gold.role:
            self._role.add(_same_role(gold.role, predicted.role))

    def scores(self) -> SpeakerScores:
        """Return the figures."""
        right = (self._predicted_named.yes, self._matched_named.yes)
        return SpeakerScores(
            named=PRF.of(right, self._predicted_named.of, self._gold_named),
            on_matched=self._matched_named.value(),
            pronoun=self._pronoun.value(),
            wrong_name=self._wrong.value(),
            type=self._type.value(),
            role=self._role.value(),
            matched=self._type.of,
            matched_named=self._matched_named.of,
            matched_pronoun=self._pronoun.of,
            matched_with_role=self._role.of,
        )
