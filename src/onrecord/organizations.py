"""Names of organizations as printed: when two are one, and when one names nobody in particular. Pure."""

from __future__ import annotations

from onrecord.names import fold
from onrecord.nations import country

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
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ONE_OF_ITS_KIND = frozenset({"state department"})


def plain_organization(name: str) -> str:
    """Return an organization's name folded, less a leading article: equal for the same organization.

    A country that stands for its government has one name, however it is abbreviated.
    """
    words = name.split()
    bare = " ".join(words[1:] if len(words) > 1 and words[0].lower() in {"the", "a", "an"} else words)
    return country(bare) or fold(bare)


def names_nobody(name: str) -> bool:
    """Whether an organization's name is of common words only ("the police", "Foreign Ministry", "his office").

    It is another one in each article then, or in each country.
    """
    plain = plain_organization(name)
    return plain not in _ONE_OF_ITS_KIND and all(word in _COMMON for word in plain.split())
