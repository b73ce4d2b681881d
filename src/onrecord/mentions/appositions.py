"""The role that follows a name: an apposition, a "who" clause, a verb of being."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from onrecord.mentions.naming import SPEECH, Naming
from onrecord.mentions.nouns import NOT_ROLES, ROLES, known_person
from onrecord.mentions.phrase import read_phrase, undetermined
from onrecord.mentions.places import NATION
from onrecord.mentions.reading import Reading, spaced
from onrecord.mentions.roles import DETERMINERS, QUALIFIERS, WORKS, Stated, read_stated
from onrecord.types import Span

_AFTER = re.compile(
    r"(?:\s*\([^()\n]{1,40}\))?(?:\s+of\s+[A-Z][\w.]*(?: [A-Z][\w.]*)*)?,?(?:\s+(?:aged )?\d{1,3},)?\s*(?<=[,)\s])"
)
_SHORTENED = "Mr Mrs Ms Dr St No Gov Sen Rep Gen Lt Col Sgt Capt Prof Rev Jr Sr".split()
_END = re.compile(
    r"[;:()?!\n“”\"]|,\s|,$|\s[–—-]\s|[–—]|\.(?=\s|$|[\"”])(?<!\b[A-Z]\.)"
    + "".join(rf"(?<!\b{word}\.)" for word in _SHORTENED)
    + r"|\s(?:who|whose|which|that|where|when|while|whom)\b"
)
_HEADS = re.compile(r"(?:who )?(?:now )?(heads|leads|chairs|directs|headed|led|chaired|manages) (?=the |a |an |[A-Z])")
_WHO = re.compile(
    r"(?:who|and|he|she)(?: (?:now|currently|also))? (?:is|was|serves as|served as|works as|became|has been|serving as)"
    r"(?: (?:now|currently|also|then))? (?P<role>(?:the |an? |its )?[^,.;\n“”\"]{3,90})"
)
_REPLACED = re.compile(
    r"who (?:replaced|succeeded) [^,.;\n]{3,40}? as (?P<role>[^,.;\n“”\"]{3,70}?)(?= in \w+| on \w+|[,.;\n]|$)"
)
_UNTIL = re.compile(r"\s(?:until|till)\b")
_TEMPORAL = re.compile(
    r"\s(?:(?:in|since|from|until|after|before|during|on) (?:the )?(?:\d{4}|[A-Z][a-z]+day|January|February|"
    r"March|April|May|June|July|August|September|October|November|December)\b.*"
    r"|(?:since|until|till|before) (?:last|this|that|then|earlier|recently|now|he|she|his|her)\b.*"
    r"|(?:last|this) (?:week|month|year|spring|summer|autumn|fall|winter))$"
)


def after(reading: Reading, naming: Naming) -> Stated | None:
    """Return the apposition after a name ("a member of ...", "then the deputy treasurer", "who heads the ...")."""
    match = _AFTER.match(reading.text, naming.end)
    if naming.possessive or match is None or ("," not in match.group() and not match.group().startswith(" (")):
        return _copula(reading, naming)
    start = match.end()
    rest = reading.text[start : start + 260]
    return _who(reading, start, rest) or _apposed(reading, start, rest)


def _apposed(reading: Reading, start: int, rest: str) -> Stated | None:
    stop = _END.search(rest)
    text = rest[: stop.start()] if stop else rest
    turned = re.search(r"\sand now (?=\w)", text)
    if turned:
        start, text = start + turned.end(), text[turned.end() :]
    stated = read_stated(reading, start, start + len(text.rstrip()), True) if text.strip() else None
    if stated is None or len(text) > 160:
        return None
    first = stated.phrase.words[0] if stated.phrase.words else ""
    if first in SPEECH or first in ("whose", "nor", "and", "who", "as", "but", "which"):
        return None
    opens = (
        first in DETERMINERS or first in QUALIFIERS or first in ROLES or first in NATION or "'s" in text or "’s" in text
    )
    head_known = stated.weight > 0
    if stop and stop.group().strip() == "who":
        turned_who = _WHO.match(rest, stop.start() + 1)
        if (
            turned_who
            and re.match(r"who is now|who now", turned_who.group())
            and (later := _part(reading, start, turned_who))
        ):
            return later
    if not (opens or head_known) or _says_something(reading, stated.span):
        return None
    stated = _with_job(reading, stated, rest[stop.start() :] if stop and stop.group().strip() == "who" else "")
    if stated.weight == 0 and opens and first in DETERMINERS and _unlisted_job(stated):
        return Stated(stated.text, stated.span, stated.phrase, 3)
    return stated


_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_FUNCTIONS = "|".join(sorted(role for role in ROLES if len(role) > 4))
_JOB = re.compile(
    rf" (?P<job>who (?:(?:now|currently|also|has|have|was|is) )*(?:{WORKS}|"
    rf"(?:been )?(?:involved in|working (?:with|for|on|as|at))|(?:is|was) (?:the|an?) (?=[^,.;\n]*(?:{_FUNCTIONS})\b))"
    r" ?[^,.;:\n“”\"]{3,90})"
)


def _says_something(reading: Reading, span: Span) -> bool:
    """Whether a clause with a verb of its own stands where an apposition would."""
    first = reading.token(span.start)
    if first is None:
        return False
    tokens = list(itertools.takewhile(lambda token: token.idx < span.end, reading.doc[first.i :]))
    finite = (token for token in tokens[:-1] if token.tag_ in _FINITE and token.pos_ in ("VERB", "AUX"))
    return any(token.text.islower() and not known_person(token.text) for token in finite)


def _with_job(reading: Reading, stated: Stated, rest: str) -> Stated:
    """Add the clause after an apposition that tells of work too: "a former official who runs Gullwing Freight"."""
    match = _JOB.match(rest)
    if match is None or not stated.weight:
        return stated
    end = stated.span.end + match.end()
    text = f"{stated.text} {spaced(match['job'])}"
    return replace(stated, text=text, span=Span(stated.span.start, end))


def _unlisted_job(stated: Stated) -> bool:
    """Whether an unknown head noun looks like one for a job: by its ending only."""
    head = stated.phrase.head
    return (
        head.endswith(("er", "ist", "ian", "or", "man", "ant", "eer"))
        and head not in NOT_ROLES
        and not stated.phrase.plural
    )


def _part(reading: Reading, start: int, match: re.Match[str]) -> Stated | None:
    left, right = start + match.start("role"), start + match.end("role")
    cut = _TEMPORAL.search(reading.text[left:right])
    right = left + cut.start() if cut else right
    stop = _END.search(reading.text[left:right])
    right = left + stop.start() if stop else right
    stated = read_stated(reading, left, right, True) if right > left else None
    if stated is None or stated.weight < 2:
        return None
    ended = cut is not None and _UNTIL.match(cut.group())
    return replace(stated, text=f"{stated.text} {spaced(cut.group())}") if ended and cut else stated


def _who(reading: Reading, start: int, rest: str) -> Stated | None:
    """Read a "who" clause as a role where it states one."""
    if not rest.startswith("who "):
        return None
    heads = _HEADS.match(rest)
    if heads:
        stop = _END.search(rest, 4)
        end = start + (stop.start() if stop else len(rest))
        span = Span(start + heads.start(1), end)
        text = undetermined(span.of(reading.text))
        return Stated(text, span, read_phrase("head of " + text), 3)
    match = _WHO.match(rest) or _REPLACED.match(rest)
    return _part(reading, start, match) if match else None


_COPULA = re.compile(
    r"\s(?:is|was|became|remains|takes office as|took office as) (?:now |then )?"
    r"(?P<role>(?:the |an? |its )?[^,.;\n“”\"]{3,80})"
)


def _copula(reading: Reading, naming: Naming) -> Stated | None:
    """Read "Oona Varra takes over as rector" as a role, less sure than an apposition."""
    match = _COPULA.match(reading.text, naming.end)
    if match is None:
        return None
    stated = _part(reading, 0, match)
    if stated is None or not (stated.phrase.definite or stated.phrase.indefinite or " as " in match.group()):
        return None
    return Stated(stated.text, stated.span, stated.phrase, 1, False)


_AS = re.compile(r"\b[Aa]s (?P<role>(?:the |an? )[^,.;:\n“”\"]{3,80}),\s+$")


def spoken_as(reading: Reading, start: int) -> Stated | None:
    """Return the role in which somebody spoke, printed right before the source at `start`: "as a young rector, she"."""
    before = max(0, start - 95)
    match = _AS.search(reading.text[before:start])
    return _part(reading, before, match) if match else None
