"""Names of organizations as printed: when two are one, and when one names nobody in particular. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.names import fold
from onrecord.nations import country, whose
from onrecord.towns import is_of_many

_COMMON_WORDS = """
agency air and armed army association authorities authority bank board bureau cabinet campaign center
central centre chief city civil club coalition coast commission committee company congress constitutional
council country county court criminal customs defence defense democratic department district education
electoral embassy energy environment federal federation finance fire firm for force forces foreign
foundation general government group guard health her high his home hospital house institute intelligence
interior internal international its joint judiciary justice labor labour law league legislature local lower
main media medical military minister ministry mission movement my national navy of office oil opposition
organisation organization our parliament party people planning police presidency presidential press prime
prosecution provincial public regime regional republican royal ruling school secretariat security senate
service services social special state supreme task team that their these this those top trade transport
treasury tribunal union university upper water your
academy accountability archive archives art arts assembly athletics basketball chancellery charity churches clinic
command commons communications competition constituent corps cycling data deputies diet digital directorate elders
general geophysical hockey hydrological information inquiry laboratory legislative letters lords mint olympic
operations patent pharmacists premier prosecutor prosecutors registrar registry representatives sciences
seismological staff standards teaching tennis training veterinary volunteer
cathedral children conception elementary immaculate lady lutheran maternity mosque mount notre-dame orthodox parish
primary redeemer sacred saviour savior synagogue temple united heart good shepherd sinai
administration affairs agricultural agriculture anti-corruption atomic audit authorities aviation bar baptist border
broadcasting census chamber christian church civil climate college commerce commercial communist conservative
conservatives consumer control coroner cricket crime culture democracy democrats development disaster disease doctors
drug economic economy election elections electricity emergency employers engineers environmental evangelical exchange
export farmers fighters financial first fisheries food football forest forestry front gas geological green greens
highway highways holy human immigration industry inspectorate investigation investigations islamic islamist lawyers
liberal liberals library liberation management marine maritime market meteorological methodist migration miners mining
monetary municipal museum muslim nationalist nuclear nurses observatory oil opera ombudsman parks patrol pension
petroleum pilots planning port post postal power press prevention prison prisons progress protection racing
radio rail railway railways reform refugee rescue reserve research revenue revolutionary rights river road roads rugby
safety science secondary securities senior sheriff social socialist society soccer space sports statistical statistics
stock strategic studies students survey tax teachers telecom telecommunications television theatre theater tourism
red cross crescent
trades transportation trust veterans weather welfare women workers writers youth zoo
john joseph luke mary mercy memorial north northern paul peter south southern east eastern west western
saint st st. trinity
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ONE_OF_ITS_KIND = frozenset(
    (
        "state department",
        "federal reserve",
        "environmental protection agency",
        "food and drug administration",
        "federal bureau of investigation",
        "central intelligence agency",
        "national security agency",
        "federal communications commission",
        "international committee of the red cross",
    )
)


_OF_A_STATE = re.compile(
    r"(?:(?:\S+ )*(?:ministry|army|navy|air force|armed forces|military|government|parliament|senate|cabinet|treasury|"
    r"presidency|judiciary|supreme court|constitutional court|central bank|coast guard|foreign office|police)"
    r"|ministry of .+)",
    re.IGNORECASE,
)
"""Of which a country has one: its name or its people's before it say the same."""
_TOWNS_HAVE = re.compile(r"\bpolice$", re.IGNORECASE)
"""Of which a town called as a country has one, too: "Lebanon Police"."""
_LETTERS = re.compile(r"\s*\(([A-Z][A-Za-z&.-]{1,9})\)$")
_OWNED = re.compile(r"['’]s?$")
_PAPERS = frozenset(
    """times herald star sun daily news tribune telegraph mirror gazette chronicle observer examiner journal inquirer
    courier echo argus post standard sunday evening morning weekly sentinel record ledger mercury express""".split()
)
"""Words of which the titles of newspapers are made: "the Herald" is short for one in each town."""


@lru_cache(maxsize=8192)
def plain_organization(name: str) -> str:
    """Return an organization's name folded, less a leading article: equal for the same organization.

    A country that stands for its government has one name, however it is abbreviated; so has an institution of a state
    ("Turkish Interior Ministry", "Interior Ministry of Turkey"). The letters that a name adds to itself are left out.
    """
    words = name.split()
    bare = " ".join(words[1:] if len(words) > 1 and words[0].lower() in {"the", "a", "an"} else words)
    bare = _LETTERS.sub("", bare) or bare
    return country(bare) or _of_a_state(bare) or fold(bare)


def _of_a_state(name: str) -> str | None:
    """Return the name of a country's institution, the country first and by its name, else None."""
    words = name.split()
    for size in range(min(3, len(words) - 1), 0, -1):
        owner, body = " ".join(words[:size]), " ".join(words[size:])
        nation = whose(_OWNED.sub("", owner))
        if nation is None or not _OF_A_STATE.fullmatch(body):
            continue
        if _TOWNS_HAVE.search(body):  # "Lebanese police" are not "Lebanon Police", which may be a town's
            return None if country(owner) else f"{fold(body)} of {nation}"
        return f"{nation} {_turned(body)}"
    body, _, owner = name.rpartition(" of ")
    nation = country(owner.removeprefix("the "))
    towns = _TOWNS_HAVE.search(body)
    return f"{nation} {_turned(body)}" if nation and not towns and _OF_A_STATE.fullmatch(body) else None


def _turned(body: str) -> str:
    """Return an institution's name folded, "Ministry of Health" as "health ministry"."""
    plain = fold(body)
    field = plain.removeprefix("ministry of ").removeprefix("the ")
    return plain if field == plain else f"{field} ministry"


def names_nobody(name: str) -> bool:
    """Whether an organization's name is of common words only ("the police", "Foreign Ministry", "his office").

    It is another one in each article then, or in each country; so is "Greenville police", of which country or state it
    does not say.
    """
    plain = plain_organization(name)
    if plain in _ONE_OF_ITS_KIND:
        return False
    return is_common(plain) or is_of_many(plain) or all(word in _PAPERS for word in plain.split())


def is_common(words: str) -> bool:
    """Whether some folded words are all such as offices and institutions everywhere are called by."""
    return all(word in _COMMON for word in words.split())
