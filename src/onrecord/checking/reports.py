"""Whether a claim is what an article reports somebody as saying: in these words, or turned to the first person. Pure.

Indirect speech turns persons and tenses ("I will resign": that he would resign). Where all else is the same, the claim
was reported so; any other change makes it another report, that nobody made.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from onrecord.checking.matching import Match, Standing
from onrecord.wordchanges import spelled_out
from onrecord.wordtokens import DOTS, Token, read_wording

_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying|ials?)|disput|rebut|refut|reject|dismiss|disavow)\w*", re.IGNORECASE)

_CALLS = re.compile(r"\b(?:call|describ|label|brand|dub|term|deem|nam)\w*", re.IGNORECASE)
_BE = frozenset("be is was are were am as".split())
_PERSONS = {
    "i": "he she it they", "we": "they he she it", "me": "him her it them", "us": "them him her it",
    "my": "his her its their", "our": "their his her its", "mine": "his hers", "ours": "theirs",
    "myself": "himself herself itself", "ourselves": "themselves", "you": "they he she we i", "your": "their his her",
    "this": "that", "these": "those", "here": "there",
}  # fmt: skip
_IRREGULAR = """
am was|is was|are were|are was|have had|has had|do did|does did|will would|can could|may might|shall should|shall would
must had|begin began|break broke|bring brought|build built|buy bought|catch caught|choose chose|come came|cost cost
cut cut|deal dealt|draw drew|drive drove|eat ate|fall fell|feed fed|feel felt|fight fought|find found|fly flew
forget forgot|get got|give gave|go went|grow grew|hang hung|hear heard|hide hid|hit hit|hold held|hurt hurt|keep kept
know knew|lay laid|lead led|leave left|lend lent|let let|lie lay|lose lost|make made|mean meant|meet met|pay paid
put put|read read|ride rode|ring rang|rise rose|run ran|say said|see saw|seek sought|sell sold|send sent|set set
shake shook|shoot shot|show showed|shut shut|sing sang|sink sank|sit sat|sleep slept|speak spoke|spend spent
spread spread|stand stood|steal stole|stick stuck|strike struck|swear swore|swim swam|take took|teach taught
tear tore|tell told|think thought|throw threw|understand understood|wake woke|wear wore|win won|write wrote
""".strip()
_PAST = {tuple(each.split()) for line in _IRREGULAR.splitlines() for each in line.split("|")}


def is_reported(claim: str, found: Match) -> bool:
    """Whether a claim has the words of a report, all of them or a true cut, but for persons and tenses."""
    if found.standing in (Standing.SAME, Standing.CUT):
        return True
    there, here = (_words(read_wording(text).tokens) for text in (found.passage.text, claim))
    if any(_CALLS.search(one.cue_text) for one in found.passage.quotations):  # called it “a trick”: it is a trick
        there, here = ([word for word in words if word not in _BE] for words in (there, here))
    if DOTS in here or not here:
        return False
    return any(_turned(there[at : at + len(here)], here) for at in range(len(there) - len(here) + 1))


def denial(cue: str) -> str:
    """Return the word of a cue by which it tells of a denial, or nothing."""
    found = _DENIES.search(cue)
    return found[0] if found else ""


def _words(tokens: Sequence[Token]) -> list[str]:
    """Return the words in small letters, contractions in full, and dots."""
    return list(chain.from_iterable([DOTS] if each.key == DOTS else spelled_out([each]) for each in tokens))


def _turned(report: Sequence[str], claim: Sequence[str]) -> bool:
    pairs = zip(report, claim, strict=True)
    return all(told == said or _is_other_person(told, said) or _is_past(told, said) for told, said in pairs)


def _is_other_person(told: str, said: str) -> bool:
    return told in _PERSONS.get(said, "").split()


def _is_past(told: str, said: str) -> bool:
    """Whether a verb of a report is the past of one that was said: found, finds."""
    bases = {said, said.removesuffix("s"), said.removesuffix("es")}
    if any((base, told) in _PAST for base in bases):
        return True
    regular = {form for base in bases for form in (f"{base}ed", f"{base}d", f"{base}{base[-1:]}ed")}
    return len(said) > 2 and (told in regular or (said.endswith(("y", "ies")) and told == f"{_stem(said)}ied"))


def _stem(word: str) -> str:
    return word.removesuffix("ies").removesuffix("y")
