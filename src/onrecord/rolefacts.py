"""A role as printed, read into what can be compared: offices, callings, countries, states, parties, names, other words.

Rules over words, no model: what begins with a capital and is neither an office nor a country is a name; whether it is a
place or a house is told by what stands before it. Roles that tell nothing of the kind ("rival", "man") read as empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from onrecord.callings import CALLING, OF_COUNTRIES, PHRASES, SAME_OFFICE, SEATED
from onrecord.names import fold
from onrecord.nations import nations, plain_nations
from onrecord.organizations import is_common


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """What one role, or all the roles of a person, say. Texts are folded; `names` holds `places` and `houses`.

    `past`: it is called over ("former"). `words` are the plain words left over ("health", "army").
    """

    offices: frozenset[str] = frozenset()
    callings: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    houses: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    past: bool = False

    @property
    def names(self) -> frozenset[str]:
        """The places and the houses."""
        return self.places | self.houses

    @property
    def says(self) -> bool:
        """Whether it says anything that tells one person from another."""
        return bool(self.offices or self.nations or self.states or self.parties or self.names or self.words)


_STATES = """
AL ala alabama; AK alaska; AZ ariz arizona; AR ark arkansas; CA calif california; CO colo colorado; CT conn
connecticut; DE del delaware; FL fla florida; GA ga georgia; HI hawaii; ID idaho; IL ill illinois; IN ind indiana;
IA iowa; KS kan kansas; KY ky kentucky; LA la louisiana; ME maine; MD md maryland; MA mass massachusetts; MI mich
michigan; MN minn minnesota; MS miss mississippi; MO mo missouri; MT mont montana; NE neb nebraska; NV nev nevada;
NH n.h new_hampshire; NJ n.j new_jersey; NM n.m new_mexico; NY n.y new_york; NC n.c north_carolina; ND n.d
north_dakota; OH ohio; OK okla oklahoma; OR ore oregon; PA pa pennsylvania; RI r.i rhode_island; SC s.c
south_carolina; SD s.d south_dakota; TN tenn tennessee; TX tex texas; UT utah; VT vt vermont; VA va virginia; WA
wash washington; WV w.va west_virginia; WI wis wisconsin; WY wyo wyoming
"""
_STATE = {
    word.lower().replace("_", " "): entry.split()[-1].replace("_", " ")
    for entry in _STATES.split(";")
    for word in entry.split()[1:]
}
_POSTAL = {entry.split()[0]: entry.split()[-1].replace("_", " ") for entry in _STATES.split(";")}
_LONG = "|".join(re.escape(name) for name in sorted(set(_STATE.values()), key=len, reverse=True))
_STATE_NAME = re.compile(rf"\b(?:{_LONG})\b", re.IGNORECASE)
_SEAT = re.compile(r"\b([DRI])-((?:[A-Z][\w.]*\s?){1,2})")
_PARTIES = {
    "democrat": "democratic", "democrats": "democratic", "democratic": "democratic", "republican": "republican",
    "republicans": "republican", "gop": "republican", "labour": "labour", "tory": "conservative",
    "conservative": "conservative", "libertarian": "libertarian", "likud": "likud",
}  # fmt: skip
_SENT_TO = re.compile(r"\bto (?:the )?[A-Z].*")
_HOUSES_OF_LAW = frozenset("parliament legislature congress knesset bundestag duma majlis assembly".split())
_OF_ANY_HOUSE = frozenset({"president", "vice-president", "treasurer", "secretary", "speaker", "commissioner"})
_ACRONYM = re.compile(r"\b(?!U\.S\.|U\.K\.)(?:[A-Z]\.){2,}")
_IN_FULL = {"UN": "United Nations", "EU": "European Union", "WHO": "World Health Organization"}
_SPELLED = re.compile(r"\b(?:UN|EU|WHO)\b")
_PAST = re.compile(r"\b(?:former|formerly|ex|retired|one-time|onetime|late|then|turned|until|till)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\s(?:until|till)\s[^,;]*$")
_CAPITAL = re.compile(r"(?:(?:al|el|as|ash|an|ar|ad)-)?[^\W\d_a-z][\w'’.&-]*|\d+(?:st|nd|rd|th)", re.UNICODE)
_TOKEN = re.compile(r"[\w'’.&-]+|[,;]")
_INNER = frozenset({"of", "for", "the", "and", "&", "de", "del", "la", "al", "el", "bin"})
_SMALL = frozenset(
    """a an the of for in on at to and or from with by his her its their then now new top senior chief deputy leading
    caretaker acting interim outgoing incoming former ex late veteran current retired long-time longtime general who
    is was has man woman official mr mrs ms miss sir first second third lead state national local federal member
    party leader head director prominent well-known known presumptive rival billionaire expert person people ally
    critic supporter friend elected fellow influential famous embattled works working work said that this some one
    old young long time sheikh sheik shaykh sayyid sayed hajji haji hajj mullah don comrade lord lady dame baron
    top-ranking as also ranking most least other""".split()
)
_GENERIC = frozenset(
    """university college institute institution school county city town state national international center centre north
    south east west new old saint st san group company bank committee commission council ministry department agency
    office house party association society union foundation hospital board authority court district the of for and
    de la al el royal federal general public united high bureau service services research studies capital
    corporation corp inc club team times post news press church police army force""".split()
)
_HOUSE = re.compile(
    r"\b(?:university|college|institute|school|bank|committee|commission|council|ministry|department|agency|group|company|"
    r"association|society|union|foundation|hospital|board|authority|court|corp|inc|club|team|force|party|church|news|"
    r"center|centre|partners|capital|research|house|office)\b"
)


@lru_cache(maxsize=16384)
def read(role: str) -> RoleFacts:
    """Read one role as printed."""
    text = _ACRONYM.sub(lambda found: found[0].replace(".", ""), " ".join(role.split()))
    text = _SPELLED.sub(lambda found: _IN_FULL[found[0]], text)
    past = bool(_PAST.search(text))
    states, seat_party, text = _seat(_UNTIL.sub("", text))
    states |= {found[0].lower() for found in _STATE_NAME.finditer(text)}
    words = _words(text)
    offices = _offices(text)
    if "member" in offices and not _HOUSES_OF_LAW.isdisjoint(words):
        offices |= {"lawmaker"}
    parties = seat_party | {_PARTIES[word] for word in words if word in _PARTIES}
    places, houses = _names(text, offices, states)
    senders = _SENT_TO.sub("", text) if "ambassador" in offices else text
    places |= nations(text) - nations(senders)
    return RoleFacts(
        offices=offices,
        callings=_callings(offices, bool(houses)) | ({"politics"} if parties and states else frozenset()),
        nations=nations(senders),
        states=frozenset(states),
        parties=parties,
        places=places,
        houses=houses,
        words=frozenset(
            word for word in words if word not in _SMALL | offices | CALLING.keys() and word not in _PARTIES
        )
        - {word for name in places | houses for word in name.split()}
        - {word for name in nations(text) | states for word in name.split()},
        past=past,
    )


def _callings(offices: frozenset[str], of_house: bool) -> frozenset[str]:
    """Return the callings of some offices; who presides over a house may be in business as well."""
    found = {CALLING[office] for office in offices if office in CALLING}
    return frozenset(found | {"business"}) if of_house and offices & _OF_ANY_HOUSE else frozenset(found)


def together(facts: Iterable[RoleFacts]) -> RoleFacts:
    """Return what several roles of one person say together; past only where all of them are."""
    every = [each for each in facts if each.says]
    if len(every) < 2:
        return every[0] if every else RoleFacts()
    nothing: frozenset[str] = frozenset()
    return RoleFacts(
        offices=nothing.union(*(each.offices for each in every)),
        callings=nothing.union(*(each.callings for each in every)),
        nations=nothing.union(*(each.nations for each in every)),
        states=nothing.union(*(each.states for each in every)),
        parties=nothing.union(*(each.parties for each in every)),
        places=nothing.union(*(each.places for each in every)),
        houses=nothing.union(*(each.houses for each in every)),
        words=nothing.union(*(each.words for each in every)),
        past=bool(every) and all(each.past for each in every),
    )


def _seat(text: str) -> tuple[set[str], frozenset[str], str]:
    """Return the state and the party of a congressional mark ("D-Vt."), and the text without it."""
    match = _SEAT.search(text)
    if match is None:
        return set(), frozenset(), text
    written = match[2].strip()
    state = _POSTAL.get(written) or _STATE.get(written.lower().replace(" ", "").rstrip(".")) or written.lower()
    party = {"D": "democratic", "R": "republican", "I": "independent"}[match[1]]
    return {state}, frozenset({party}), text[: match.start()] + text[match.end() :]


def _plain(text: str) -> str:
    plain = fold(text)
    for phrase, office in PHRASES.items():
        if phrase in plain:
            plain = re.sub(rf"\b{re.escape(phrase)}\b", office, plain)
    return plain


def _words(text: str) -> list[str]:
    found = re.findall(r"[^\W_]+(?:-[^\W_]+)*", _plain(plain_nations(text)))
    return [SAME_OFFICE.get(word, word) for word in found]


def _offices(text: str) -> frozenset[str]:
    """Return what somebody is: the words of a calling before any "of" or "for" that tells for whom.

    "Spokesman for the president" is a spokesman; "president's spokesman" too.
    """
    plain = re.sub(r"\b[\w-]+(?:'s|s')(?= )", " ", _plain_possessive(text))
    heads = [
        re.split(r"\b(?:of|for|to|at|in|from|with|on|under|against)\b", part)[0] for part in re.split(r"[,;]", plain)
    ]
    found: set[str] = set()
    for head in heads:
        words = [SAME_OFFICE.get(w, w) for w in re.findall(r"[^\W_]+(?:-[^\W_]+)*", head)]
        named = [word for word in words if word in CALLING or word in ("head", "leader", "director", "member")]
        found.update(named[-1:] if " and " not in head else named)
    return frozenset(found)


def _plain_possessive(text: str) -> str:
    """Return a role folded with its possessives kept, its offices of several words in one."""
    kept = re.sub(r"['’]s\b", "\x01", text)
    kept = re.sub(r"(?<=s)['’](?=\s)", "\x01", kept)
    return _plain(kept).replace("\x01", "'s")


# -- names in a role -------------------------------------------------------------------------------------


def _names(text: str, offices: frozenset[str], states: set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the places and the houses that a role names, folded, without countries and states."""
    tokens = _TOKEN.findall(text)
    places: set[str] = set()
    houses: set[str] = set()
    at = 0
    while at < len(tokens):
        run = _run(tokens, at)
        if not run:
            at += 1
            continue
        name = _bare_name(run, states)
        begins = at == 0 and len(run) == 1 and len(tokens) > 1 and tokens[1].islower()
        if name and not (begins and is_common(name)):
            before = tokens[at - 1].lower() if at else ""
            if before == "the" and at > 1:
                before = tokens[at - 2].lower()
            (places if _is_place(name, before, offices) else houses).add(name)
        at += len(run)
    return frozenset(places), frozenset(houses)


def _run(tokens: list[str], at: int) -> list[str]:
    """Return the capitalised words from `at` on, small words between two of them included."""
    end = at
    while end < len(tokens) and _CAPITAL.fullmatch(tokens[end]):
        end += 1
        inner = end
        while inner < len(tokens) and tokens[inner].lower() in _INNER and tokens[inner].islower():
            inner += 1
        if end < inner < len(tokens) and _CAPITAL.fullmatch(tokens[inner]) and _joins(tokens, at, end):
            end = inner
        elif inner > end:
            break
    return tokens[at:end]


def _joins(tokens: list[str], at: int, end: int) -> bool:
    """Whether the words so far begin a house's name ("University of Bonn"), and are no office ("Mayor of")."""
    return not any(_office_word(token) for token in tokens[at:end])


def _office_word(token: str) -> bool:
    word = fold(token).strip(".'")
    return (
        SAME_OFFICE.get(word, word) in CALLING
        or word in _SMALL
        or word in ("prime", "vice", "maj", "brig", "lt", "hon")
    )


def _bare_name(run: list[str], states: set[str]) -> str:
    """Return a name folded, less offices, parties, countries and states; portfolios beside an office are no name."""
    titled = any(_office_word(token) for token in run)
    kept = []
    for token in run:
        word = re.sub(r"['’]s$", "", fold(token)).strip(".'")
        nation = nations(token.strip(".")) or nations(re.sub(r"['’]s$", "", token))
        if not word or _office_word(token) or word in _PARTIES or nation or word in states:
            continue
        if titled and word in _PORTFOLIOS:
            continue
        kept.append(word)
    while kept and kept[0] in _INNER:
        kept.pop(0)
    while kept and kept[-1] in _INNER:
        kept.pop()
    name = " ".join(kept)
    return "" if name in states or nations(name) else name


_PORTFOLIOS = frozenset(
    """interior foreign finance health defense defence oil transport education justice trade environment energy
    agriculture culture labor labour information planning housing economy economic affairs home security electricity
    water tourism unification fisheries supply veterans immigration sports youth women science technology industry
    commerce
    social welfare religious regional development petroleum mining mines forestry employment aviation reconstruction
    reconciliation family children press fire police communications intelligence congressional presidential
    parliamentary district supreme
    majority minority ministry grand chief campaign""".split()
)


def _is_place(name: str, before: str, offices: frozenset[str]) -> bool:
    if _HOUSE.search(name):
        return False
    return before in ("from", "in", "near") or bool(offices & (SEATED | OF_COUNTRIES))


@lru_cache(maxsize=16384)
def telling(names: frozenset[str]) -> frozenset[str]:
    """Return the words of some names that tell one from another: "Bonn", not "University"."""
    return frozenset(word for name in names for word in name.split() if word not in _GENERIC and len(word) > 1)
