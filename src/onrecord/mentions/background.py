"""Well-known people: the full name and the posts that an article takes for granted.

"Merkel said" names one person to every reader, "President Obama" too, "Wallace" only beside "Fox News". A name is
completed only where one person of the tables remains; whoever the article itself introduces otherwise is somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from onrecord import rolematch
from onrecord.known import Figure, Figures, Post
from onrecord.mentions.given import GIVEN
from onrecord.mentions.naming import Naming
from onrecord.mentions.nouns import NOT_ROLES, known_person
from onrecord.mentions.people import Person, merged
from onrecord.mentions.phrase import read_phrase
from onrecord.mentions.places import NATION, STATE_NAMES
from onrecord.mentions.reading import Reading
from onrecord.mentions.roles import HONORIFIC, Stated
from onrecord.names import Verdict, compare, fold, parts
from onrecord.nations import nations
from onrecord.types import Span

_MEANS = {
    "sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "pres": "president",
    "amb": "ambassador", "adm": "admiral", "col": "colonel", "congressman": "representative",
    "congresswoman": "representative", "premier": "prime minister", "sec": "secretary", "pm": "prime minister",
    "sheik": "sheikh", "judge": "justice", "lady": "first lady",
}  # fmt: skip
_SAYS_NOTHING = HONORIFIC | {"former", "acting", "nominee", "candidate", "deputy", "vice", "new", "late", "mr", "then"}
_NAMES = re.compile(r"(?:[A-Z][\w.&'’-]*)(?: (?:(?:of|for|the|and) )?[A-Z][\w.&'’-]*)*")
_NO_SIGN = frozenset({"U.S", "U.S.", "United States", "American", "Democratic", "Republican", "White House"})
_GENDER = 4.0


def recognise(reading: Reading, people: list[Person], known: Figures, day: date | None) -> list[Person]:
    """Return the people of the article, those among them who are well known under their full names and with posts.

    `day` is that of the article: posts are those held then, and earlier ones as former. Where the article has one
    person under a short and under the full name, they become one.
    """
    kept: list[Person] = []
    for person in sorted(people, key=lambda p: (len(parts(p.name).units) < 2, p.first)):
        figure = whole(person, known, day) or short(reading, person, known, day)
        if figure is None:
            kept.append(person)
            continue
        same = next((other for other in kept if other.figure is figure), None)
        if same is not None:
            merged(same, person)
            continue
        _take(person, figure, day)
        kept.append(person)
    return sorted(kept, key=lambda person: person.first)


def _take(person: Person, figure: Figure, day: date | None) -> None:
    person.figure = figure
    if len(parts(person.name).units) < 2:
        person.name = figure.name
    person.lean(figure.gender, _GENDER)
    span = Span(person.namings[0].start, person.namings[0].end)
    current, before = figure.posts_on(day), figure.posts_before(day)
    shown = () if day is None else current or before[:1]
    for post in (*current, *before):
        title = post.title if post in current or post.title.startswith("former ") else f"former {post.title}"
        person.state(Stated(title, span, read_phrase(title), 3 if post in shown else 1, known=True))
        person.nations |= nations(title)


def whole(person: Person, known: Figures, day: date | None = None) -> Figure | None:
    """Return the well-known person of that full name, unless the article speaks of somebody of another walk of life."""
    if len(parts(person.name).units) < 2:
        return None
    figure = known.named(person.name, day)
    return figure if figure is not None and _can_be(person, figure) and _fits(person, figure) else None


def _fits(person: Person, figure: Figure) -> bool:
    """Whether what the article states of somebody, if anything, has to do with a well-known person of that name.

    The name of a very famous person is believed as long as nothing speaks against it.
    """
    told = _told(person)
    if not told and not person.ages:
        return True
    offices = _offices(person)
    if any(_holds(post, offices) for post in figure.posts):
        return True
    shared = (rolematch.words(text) & rolematch.words(post.title) for text in told for post in figure.posts)
    return any(words - _NO_PROOF for words in shared) or (figure.famous and not person.ages and not _private(person))


def _told(person: Person) -> list[str]:
    """Return all that the article says of somebody beside the name, neighbours and owners of shops included."""
    return [one.text for one in person.distinct if one.text and not (one.known or one.passing) and _says(one)]


def _says(stated: Stated) -> bool:
    return bool(stated.weight or known_person(stated.phrase.head) or stated.phrase.head in NOT_ROLES)


def _private(person: Person) -> bool:
    """Whether the article says of somebody what it says of people who are not known: a house, a town, a neighbour."""
    return any(not one.attached or not one.weight for one in person.distinct if _says(one) and not one.known)


def _offices(person: Person) -> set[str]:
    return {office for naming in person.namings if (office := _office(naming.title))}


_NO_PROOF = frozenset({"united", "states", "kingdom", "republican", "democratic", "democrat", "member", "party"})


def _can_be(person: Person, figure: Figure) -> bool:
    if person.title_gender not in (None, figure.gender):
        return False
    roles = [stated.text for stated in person.distinct if stated.weight == 3]
    return not roles or rolematch.clash(roles, [post.title for post in figure.posts]) is None


def short(reading: Reading, person: Person, known: Figures, day: date | None) -> Figure | None:
    """Return whom the article means by a family name that it never completes, where that is one person."""
    if len(parts(person.name).units) != 1:
        return None
    found = [f for f in _of_family(person.name, known) if f.prominent(day) and _can_be(person, f)]
    offices = _offices(person)
    if person.ages or _introduced(reading, person, offices):
        return None
    if not offices:
        found = [figure for figure in found if _in_context(reading, figure)]
    titled = any(naming.title for naming in person.namings)
    if fold(person.name) in GIVEN and not titled:  # "Sharon said": more often a first name
        found = [f for f in found if day is not None and f.posts_on(day)]
    return one_of(reading, found, offices, _told(person), day)


_CALLED = re.compile(r"\b(?:called|named|nicknamed|surnamed|no relation to) (?:(?:Mr|Mrs|Ms|Miss)\.? )?$")
_NEXT = re.compile(
    r",? (?:who|whose)\b|['’]s (?:[a-z]+ )?(?:bakery|shop|store|farm|stand|garage|kitchen|house|barn|boat)\b"
)


def _introduced(reading: Reading, person: Person, offices: set[str]) -> bool:
    """Whether the article introduces somebody by a family name alone: "a plumber called Varra", "Varra, who bakes"."""
    first = person.namings[0]
    if _CALLED.search(reading.text[max(first.start - 40, 0) : first.start]):
        return True
    return any(_NEXT.match(reading.text, naming.end) for naming in person.namings) and not offices


_PUBLIC = frozenset(
    """president presidential minister government congress congressional senate senator parliament election elections
    campaign nominee party republican republicans democrat democrats democratic administration cabinet policy nato
    sanctions treaty diplomat diplomats diplomatic embassy summit voters ballot lawmakers legislation referendum
    debate primary convention opposition coalition regime kremlin pentagon""".split()
)


def _in_context(reading: Reading, figure: Figure) -> bool:
    """Whether the article is of the world that somebody is known for: it has a word of the posts, or of politics."""
    words = {word for post in figure.posts for word in rolematch.words(post.title) if len(word) > 3}
    return not reading.lows.isdisjoint(words | _PUBLIC)


def _of_family(name: str, known: Figures) -> list[Figure]:
    """Return those whose family name it is, as printed or without its article."""
    suffix = parts(name).suffix
    found = [f for f in known.of_family(name) if " " not in f.name or _shortens(name, f)]
    return [f for f in found if suffix is None or suffix in {parts(n).suffix for n in (f.name, *f.others)}]


def _shortens(name: str, figure: Figure) -> bool:
    found = compare(figure.name, name)
    return found.verdict is Verdict.SHORT and found.rule == "last name"


def one_of(
    reading: Reading, found: Sequence[Figure], offices: set[str], roles: Sequence[str], day: date | None
) -> Figure | None:
    """Return the one of some namesakes whom offices, stated roles, fame or the article's other words single out."""
    agreeing = [f for f in found if any(_agree(role, post.title) for role in roles for post in f.posts)]
    if agreeing:
        now = [f for f in agreeing if any(_agree(r, post.title) for r in roles for post in f.posts_on(day))]
        return _only(agreeing) or _only(now)
    if offices:
        holding = [f for f in found if any(_holds(post, offices) for post in f.posts_on(day))]
        holding = holding or [f for f in found if any(_holds(post, offices) for post in f.posts_before(day))]
        return _only([f for f in holding if f.famous or not offices & _LOCAL or _placed_there(reading, f)])
    if roles:  # the article introduces somebody, and it is none of these
        return None
    famous = [f for f in found if f.famous]
    return _only(famous) if famous else _only([f for f in found if _placed(reading, f, day)])


def _agree(role: str, title: str) -> bool:
    """Whether a stated role and a post say the same, and not only the same country."""
    countries = {word for nation in nations(role) | nations(title) for word in nation.split()}
    return bool(rolematch.agree(role, title) - countries)


def _only(found: Sequence[Figure]) -> Figure | None:
    return found[0] if len(found) == 1 else None


def _office(title: str) -> str:
    """Return the office that a title names, spelled out: "Sen." is "senator"; empty for "Mr." and the like."""
    words = [word.strip(".").lower() for word in title.split()]
    return " ".join(_MEANS.get(word, word) for word in words if word and word not in _SAYS_NOTHING)


_LOCAL = frozenset({"mayor", "governor", "judge", "sheriff", "councillor", "justice"})
_RUNS_FOR = re.compile(
    r"\b(?:nominee|candidate|adviser|aide|spokes\w+|wife|husband|son|daughter|deputy|vice|assistant)\b"
)


def _holds(post: Post, offices: set[str]) -> bool:
    """Whether a post is one of some offices: not the candidacy for it, and "minister" not that of the first one."""
    title = post.title.lower()
    for office in offices:
        found = re.search(rf"\b{re.escape(office)}\b", title)
        if found and not _RUNS_FOR.search(title[: found.start()]) and not title[: found.start()].endswith("prime "):
            return True
    return False


def _placed_there(reading: Reading, figure: Figure) -> bool:
    """Whether the article names the place of a local office: there are many mayors of one name."""
    return _names_any(reading, _signs(figure.posts))


def _placed(reading: Reading, figure: Figure, day: date | None) -> bool:
    """Whether the article names the house that the person's post of the day is tied to: "Fox News", not "Ohio"."""
    if day is None:
        return False
    signs = _signs(figure.posts_on(day)) - _STATES
    return _names_any(reading, {sign for sign in signs if sign.lower() not in NATION})


_STATES = frozenset(STATE_NAMES.values())


def _signs(posts: Iterable[Post]) -> set[str]:
    """Return the names of houses and places in the titles of some posts."""
    return {name for post in posts for name in _NAMES.findall(post.title)} - _NO_SIGN


def _names_any(reading: Reading, signs: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(sign)}\b", reading.text) for sign in signs)


def meant_bare(naming: Naming, others: Sequence[Person], known: Figures, day: date | None) -> bool:
    """Whether a family name that comes before any full one means somebody well known and not those named later.

    "Trump" at the head of an article that names only Ivanka Trump in full.
    """
    if any(person.first < naming.start for person in others):
        return False
    found = [f for f in _of_family(naming.text, known) if f.famous and f.prominent(day)]
    offices = {office} if (office := _office(naming.title)) else set()
    return (
        len(found) == 1
        and (not offices or any(_holds(p, offices) for p in found[0].posts_on(day)))
        and not any(known.named(person.name) is found[0] for person in others)
    )
