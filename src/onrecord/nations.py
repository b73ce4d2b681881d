"""Countries as words of a role name them: "Iraqi", "Iraq's" and "Iraq" are one country.

Only what is told apart with certainty is listed: no cities, no regions, no alliances.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

# One country an entry: its name, then the other words for it and its people, all folded.
_TABLE = """
afghanistan afghan afghans; albania albanian; algeria algerian; angola angolan; argentina argentine
argentinian; armenia armenian; australia australian; austria austrian; azerbaijan azerbaijani azeri; bahrain
bahraini; bangladesh bangladeshi; belarus belarusian; belgium belgian; benin beninese; bolivia bolivian;
bosnia bosnian; botswana motswana; brazil brazilian; britain british uk u.k. united_kingdom; bulgaria
bulgarian; burkina_faso burkinabe; burundi burundian; cambodia cambodian; cameroon cameroonian; canada
canadian; chad chadian; chile chilean; china chinese; colombia colombian; congo congolese; costa_rica
costa_rican; croatia croatian; cuba cuban; cyprus cypriot; czech czechia czech_republic; denmark danish;
dominican_republic; ecuador ecuadorian; egypt egyptian; el_salvador salvadoran; england english; eritrea
eritrean; estonia estonian; ethiopia ethiopian; finland finnish; france french; gabon gabonese; gambia
gambian; germany german; ghana ghanaian; greece greek; guatemala guatemalan; haiti haitian; honduras
honduran; hungary hungarian; iceland icelandic; india indian; indonesia indonesian; iran iranian; iraq iraqi
iraqis; ireland irish; israel israeli israelis; italy italian; ivory_coast ivorian; jamaica jamaican; japan
japanese; jordan jordanian; kazakhstan kazakh; kenya kenyan kenyans; kosovo kosovar; kuwait kuwaiti;
kyrgyzstan kyrgyz; laos laotian; latvia latvian; lebanon lebanese; liberia liberian; libya libyan; lithuania
lithuanian; luxembourg; madagascar malagasy; malawi malawian; malaysia malaysian; mali malian; malta
maltese; mauritania mauritanian; mexico mexican; moldova moldovan; mongolia mongolian; montenegro
montenegrin; morocco moroccan; mozambique mozambican; myanmar burma burmese; namibia namibian; nepal nepali
nepalese; netherlands dutch; new_zealand; nicaragua nicaraguan; niger nigerien; nigeria nigerian;
north_korea north_korean; north_macedonia; norway norwegian; oman omani; pakistan pakistani; palestine
palestinian; panama panamanian; paraguay paraguayan; peru peruvian; philippines philippine filipino; poland
polish; portugal portuguese; qatar qatari; romania romanian; russia russian kremlin; rwanda rwandan;
saudi_arabia saudi saudis; scotland scottish scots; senegal senegalese; serbia serbian; sierra_leone;
singapore singaporean; slovakia slovak; slovenia slovenian; somalia somali; south_africa south_african;
south_korea south_korean; south_sudan south_sudanese; spain spanish; sri_lanka sri_lankan; sudan sudanese;
sweden swedish; switzerland swiss; syria syrian; taiwan taiwanese; tajikistan tajik; tanzania tanzanian;
thailand thai; togo togolese; tunisia tunisian; turkey turkish turkiye; turkmenistan turkmen; uganda
ugandan; ukraine ukrainian; united_arab_emirates emirati uae; united_states american americans u.s. usa
u.s.a. pentagon; uruguay uruguayan; uzbekistan uzbek; venezuela venezuelan; vietnam vietnamese; wales welsh;
yemen yemeni; zambia zambian; zimbabwe zimbabwean
"""

_WORDS = {
    word.replace("_", " "): entry.split()[0].replace("_", " ") for entry in _TABLE.split(";") for word in entry.split()
}
_NAMES_TOO = frozenset({"uk", "u.k", "united kingdom", "u.s", "usa", "u.s.a", "uae", "burma", "turkiye", "czechia"}) | {
    "czech republic"
}
_SEATS = frozenset({"pentagon", "kremlin"})
_CAPITAL_US = re.compile(r"(?<![\w.])US(?!\w)")

_WITHIN = {"england": "britain", "scotland": "britain", "wales": "britain"}


@cache
def _nation() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{words})(?!\w)")


@lru_cache(maxsize=4096)
def plain_nations(text: str) -> str:
    """Return a phrase in lower case with each country's words made its name ("iraq's" stays two words)."""
    spelled = _CAPITAL_US.sub("united states", text).lower()
    return _nation().sub(lambda found: _WORDS[found[0]], spelled)


def country(name: str) -> str | None:
    """Return the country whose name or abbreviation this is, the whole of it, else None.

    What its people, or its government's seat, are called is another name.
    """
    spelled = _CAPITAL_US.sub("united states", name).lower()
    found = _WORDS.get(spelled) or _WORDS.get(f"{spelled}.")  # "U.S" before the end of a sentence
    return found if spelled == found or spelled.removesuffix(".") in _NAMES_TOO else None


def whose(word: str) -> str | None:
    """Return the country that a word stands for before an institution of it: its name, or its people's ("Turkish")."""
    return country(word) or (_WORDS.get(word.lower()) if word[:1].isupper() and word.lower() not in _SEATS else None)


@lru_cache(maxsize=4096)
def nations(text: str) -> frozenset[str]:
    """Return the countries that a phrase names; Scotland and the like also count as Britain."""
    spelled = _CAPITAL_US.sub("united states", text).lower()
    found = {_WORDS[word] for word in _nation().findall(spelled)}
    return frozenset(found | {_WITHIN[nation] for nation in found if nation in _WITHIN})
