"""What a role in words says: which post, of which rank, where, and whether it is held, was held or is to come.

Rules over words, no model; only what is plain is read. "the former prime minister's aide" is an aide, and whether
he still is nobody can tell. Two wordings are one post where they say the same, or one says more of the country only:
another portfolio, another committee, a deputy or an acting one is another post. Nothing here knows dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from onrecord.names import fold
from onrecord.nations import nations, plain_nations
from onrecord.rolematch import words as telling


class When(StrEnum):
    """What a text says of when a role was held, seen from its own day."""

    NOW = "now"
    ENDED = "ended"
    """ "former", "ex-": not any more."""
    EARLIER = "earlier"
    """ "then", "late", "ousted": at some time before; whether still is not said."""
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Post:
    """One post that a phrase names. `head` is its noun, `core` all words that say which one, but for countries.

    `ranks` are the words that make another post of it (deputy, acting, elect); `proper` the folded words of `core` that
    the text writes with a capital and that are not the title's.
    """

    head: str
    core: frozenset[str]
    ranks: frozenset[str]
    nations: frozenset[str]
    proper: frozenset[str]
    when: When


_ENDED = frozenset("former ex one-time onetime erstwhile".split())
_EARLIER = frozenset("then late retired ousted deposed sacked dismissed past previous".split())
_NOW = frozenset("now current incumbent sitting outgoing".split())
_RANKS = frozenset(
    "chief deputy vice assistant associate junior shadow honorary co acting interim caretaker provisional incoming "
    "elect designate future emeritus ceremonial would-be aspiring under".split()
)
_AFTER = frozenset("elect designate emeritus".split())
"""Ranks that stand after the noun; any other word that stands last is the noun ("police chief")."""
_AS_ACTING = dict.fromkeys(("interim", "caretaker", "provisional"), "acting")
_COLOUR = frozenset(
    "embattled powerful influential controversial hardline hard-line populist veteran longtime long-time popular "
    "outspoken moderate conservative liberal firebrand right-wing left-wing long-serving well-known prominent leading "
    "newly elected re-elected reelected new first-term second-term longest-serving".split()
)
_FILLER = frozenset("government ministry office affairs country republic nation islamic administration america".split())
_RUN_A_COUNTRY = frozenset("president minister king queen premier chancellor secretary".split())
"""Posts that imply their institution, by whose words (`_FILLER`) two wordings of one may differ."""

_PREPOSITION = re.compile(
    r"\s(?:of|for|to|at|in|on|with|from|under|against|during|before|after|until|since|as|who|whose|that|which)\s"
)
_UNTIL = re.compile(r"\s(?:until|till)\s.*$")
"""How a role that is over may end: "mayor until 2012"."""
_PERSON = frozenset(
    "chief head chair lawmaker mp pm president general guard king queen prince princess premier spy boss judge dean "
    "fellow aide deputy senator coach member pope cleric sheikh ayatollah imam patriarch secretary ceo cfo nominee "
    "delegate diplomat envoy ambassador representative candidate attorney advocate rep sen gov whip host star expert "
    "congressman executive analyst architect associate official colonel major captain sergeant admiral marshal consul "
    "economist scientist critic clerk governor mayor minister director leader".split()
)
_NO_PERSON = frozenset(
    "center theater order border power number sector senior labor labour water interior other".split()
)
_AGENT = re.compile(r"\w{2,}(?:er|or|ist|man|woman|person|ian)$")
_BESIDES = re.compile(r"\b[\w.]+-(?:born|backed|based|trained|educated|occupied|aligned|led|installed|controlled)\b")
_PARTY_TO = re.compile(r"\b(?:pro|anti|non)-\w+")
_MEMBER = re.compile(
    r"\bmember of (?:the )?(?:\w+['’]s )?(?:house of representatives|parliament|congress|assembly)\b", re.I
)
_ACRONYM = re.compile(r"[A-Z]{2,}(?:\.[A-Z]+)*\.?")


def read(text: str, organization: str | None = None) -> tuple[Post, ...]:
    """Return the posts that a phrase names: "mayor and former teacher" is two.

    `organization` is where a post is held, when `text` is only its title.
    """
    return _read(" ".join(text.split()), organization)


@lru_cache(maxsize=8192)
def _read(text: str, organization: str | None) -> tuple[Post, ...]:
    spelled = re.sub(r"\bex-(?=\w)", "ex ", text.replace("’", "'"), flags=re.I)
    spelled = re.sub(r"\b(former|then|late)-(?=\w)", r"\1 ", spelled, flags=re.I)
    spelled = re.sub(r"\bCEO\b|\bchief executive officer\b", "chief executive", spelled)
    spelled = re.sub(r"-elect\b", " elect", re.sub(r"-turned-", " turned ", spelled))
    posts: list[Post] = []
    parts = _parts(spelled)
    for part in parts:
        post = _post(part if organization is None else f"{part} of {organization}", part)
        if post is not None:
            posts.append(_after(post, posts, part))
    bare = bool(posts) and posts[0].core == {posts[0].head} and not posts[0].nations
    if bare and spelled.startswith(f"{parts[0]} and ") and len(parts) > 1 and _PREPOSITION.search(parts[1]):
        # "president and chief executive of Zendle": of what is he president?
        posts[0] = replace(posts[0], when=When.UNSURE)
    return tuple(posts)


def _parts(text: str) -> list[str]:
    """Return the phrase cut where another post begins: at a comma, "and" or "turned" between two nouns for people."""
    pieces = re.split(r"(\s*[,;]\s+|\s+and\s+|\s+turned\s+)", text)
    parts = pieces[:1]
    for joint, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if _names_person(piece) and _names_person(parts[-1]):
            parts.append(piece)
        else:
            parts[-1] += f" {joint.strip()} {piece}"
    return parts


def _names_person(piece: str) -> bool:
    words = re.findall(r"[\w-]+", fold(_title(piece)))
    last = next((word for word in reversed(words) if word not in _AFTER | _ENDED | _EARLIER | _NOW), "")
    return last in _PERSON or (last not in _NO_PERSON and _AGENT.match(last) is not None)


def _title(piece: str) -> str:
    """Return what stands before the first preposition or comma: the title itself."""
    return _PREPOSITION.split(f"{piece} ", maxsplit=1)[0].split(" , ")[0].split(" ; ")[0]


def _after(post: Post, before: list[Post], part: str) -> Post:
    """Return a later post of a phrase as unsure where "former" before the first may mean it too."""
    marked = {word for word in re.findall(r"[\w-]+", fold(part)) if word in _ENDED | _EARLIER | _NOW}
    if not before or marked or before[-1].when is When.NOW:
        return post
    return replace(post, when=When.UNSURE)


def _post(part: str, title_part: str) -> Post | None:
    until = _UNTIL.search(title_part)
    if until is not None and (post := _post(part.replace(until[0], ""), title_part[: until.start()])) is not None:
        return replace(post, when=When.ENDED)
    plain = _PARTY_TO.sub(" ", _BESIDES.sub(" ", _MEMBER.sub("lawmaker", part)))
    printed = _title(_MEMBER.sub("lawmaker", title_part))
    title = fold(printed)
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*", title)
    last = next((number for number in reversed(range(len(words))) if words[number] not in _AFTER), None)
    if last is None:
        return None
    ranks = frozenset(_AS_ACTING.get(word, word) for n, word in enumerate(words) if word in _RANKS and n != last)
    countries = nations(plain)
    spoken = fold(plain_nations(plain))
    core = {each for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*", spoken) for each in telling(word)}
    core -= _RANKS | _ENDED | _EARLIER | _NOW | _COLOUR | {word for nation in countries for word in nation.split()}
    head = _head(words[last])
    return Post(head, frozenset(core | {head}), ranks, countries, _proper(plain, core, title), _when(printed.lower()))


def _head(word: str) -> str:
    said = telling(word)
    return "minister" if "minister" in said else next(iter(said)) if len(said) == 1 else word


def _proper(text: str, core: Iterable[str], title: str) -> frozenset[str]:
    """Return the words with a capital that say where: those of the title itself are written so at will."""
    capital = {fold(word) for word in re.findall(r"[^\W\d_a-z][\w-]*", text)}
    return frozenset(word for word in core if word in capital and (word not in title.split() or len(title.split()) > 1))


def _when(title: str) -> When:
    """Return what stands before the noun about time; `title` keeps its possessives."""
    words = re.findall(r"[\w-]+(?:'s?(?!\w))?", title)
    marks = [number for number, word in enumerate(words) if word in _ENDED | _EARLIER | _NOW]
    if not marks:
        return When.NOW
    # "the former prime minister's aide": which of the two is former?
    owned = any("'" in word for word in words[marks[-1] + 1 :])
    said = {_mark(words[number]) for number in marks}
    return When.UNSURE if owned or len(said) > 1 else said.pop()


def _mark(word: str) -> When:
    return When.ENDED if word in _ENDED else When.EARLIER if word in _EARLIER else When.NOW


def same(one: Post, two: Post) -> bool:
    """Whether two wordings name one post of one person: what only one of them says is a country or a filler."""
    if one.head != two.head or one.ranks != two.ranks:
        return False
    if not (one.nations <= two.nations or two.nations <= one.nations):
        return False
    if (one.core ^ two.core) - _filler(one):
        return False
    return one.nations == two.nations or len(_all(one) & _all(two)) > 1


def _filler(post: Post) -> frozenset[str]:
    return _FILLER if post.head in _RUN_A_COUNTRY else frozenset()


def no_vaguer(said: Post, recorded: Post) -> bool:
    """Whether `said` names a post as closely as `recorded`, as one must to speak against it."""
    if said.head in _SENT and said.nations != recorded.nations:
        return False
    return bool(same(said, recorded) and (len(said.core - _filler(said)) > 1 or said.nations or not recorded.nations))


def other_country(one: Post, two: Post) -> bool:
    """Whether each names a country and no country is common to both."""
    return bool(one.nations and two.nations and not one.nations & two.nations)


_SENT = frozenset({"ambassador", "envoy", "consul", "representative", "correspondent", "delegate"})
"""Posts in a country that is not the holder's own."""
_OF_A_COUNTRY = frozenset(
    "president minister king queen premier chancellor emir sultan spokesman lawmaker senator".split()
)
_OF_A_PLACE = frozenset({"mayor", "governor"})
_OF_ANY_PLACE = frozenset(
    "council city town county district provincial province state regional region municipal municipality central bank "
    "reserve military local authority capital republican democratic democrat gop".split()
)


def elsewhere(said: Post, recorded: Post) -> str | None:
    """Return where `said` has the same post as `recorded` that cannot be there, or None: a country or a place."""
    if said.head != recorded.head or said.ranks != recorded.ranks:
        return None
    if other_country(said, recorded):
        titles = (said.core - _filler(said), recorded.core - _filler(recorded))
        alike = titles[0] == titles[1] and said.head in _OF_A_COUNTRY
        return " and ".join(sorted(said.nations)) if alike else None
    if said.head not in _OF_A_PLACE or (said.nations != recorded.nations and said.nations and recorded.nations):
        return None
    return _other_place(said, recorded)


def _other_place(said: Post, recorded: Post) -> str | None:
    here, there = (post.core - {post.head} - _OF_ANY_PLACE for post in (said, recorded))
    if not here or not there or here & there or not here <= said.proper or not there & recorded.proper:
        return None
    if any(len(word) <= 3 for word in here):  # NYC, LA: short for who knows what
        return None
    return " ".join(sorted(here))


def _all(post: Post) -> frozenset[str]:
    return post.core | post.nations
