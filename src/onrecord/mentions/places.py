"""Countries, the words for what and who comes from them, and their capitals as printed for governments."""

from __future__ import annotations

_TABLE = """
Afghanistan|Afghan|Afghan|Kabul
Albania|Albanian|Albanian|Tirana
Algeria|Algerian|Algerian|Algiers
Argentina|Argentine Argentinian|Argentine|Buenos Aires
Armenia|Armenian|Armenian|Yerevan
Australia|Australian|Australian Aussie|Canberra
Austria|Austrian|Austrian|Vienna
Azerbaijan|Azerbaijani Azeri|Azeri|Baku
Bahrain|Bahraini|Bahraini|Manama
Bangladesh|Bangladeshi|Bangladeshi|Dhaka
Belarus|Belarusian|Belarusian|Minsk
Belgium|Belgian|Belgian|Brussels
Bolivia|Bolivian|Bolivian|La Paz
Bosnia|Bosnian|Bosnian|Sarajevo
Brazil|Brazilian|Brazilian|Brasilia
Britain|British|Briton Brit|London
Bulgaria|Bulgarian|Bulgarian|Sofia
Cambodia|Cambodian|Cambodian|Phnom Penh
Cameroon|Cameroonian|Cameroonian|Yaounde
Canada|Canadian|Canadian|Ottawa
Chile|Chilean|Chilean|Santiago
China|Chinese|Chinese|Beijing
Colombia|Colombian|Colombian|Bogota
Croatia|Croatian|Croat|Zagreb
Cuba|Cuban|Cuban|Havana
Cyprus|Cypriot|Cypriot|Nicosia
Denmark|Danish|Dane|Copenhagen
Ecuador|Ecuadorian|Ecuadorian|Quito
Egypt|Egyptian|Egyptian|Cairo
England|English|Englishman Englishwoman|London
Estonia|Estonian|Estonian|Tallinn
Ethiopia|Ethiopian|Ethiopian|Addis Ababa
Europe|European|European|Brussels
Finland|Finnish|Finn|Helsinki
France|French|Frenchman Frenchwoman|Paris
Georgia|Georgian|Georgian|Tbilisi
Germany|German|German|Berlin
Ghana|Ghanaian|Ghanaian|Accra
Greece|Greek|Greek|Athens
Guatemala|Guatemalan|Guatemalan|
Haiti|Haitian|Haitian|
Hungary|Hungarian|Hungarian|Budapest
Iceland|Icelandic|Icelander|Reykjavik
India|Indian|Indian|New Delhi Delhi
Indonesia|Indonesian|Indonesian|Jakarta
Iran|Iranian|Iranian|Tehran
Iraq|Iraqi|Iraqi|Baghdad
Ireland|Irish|Irishman Irishwoman|Dublin
Israel|Israeli|Israeli|Jerusalem
Italy|Italian|Italian|Rome
Ivory Coast|Ivorian|Ivorian|
Jamaica|Jamaican|Jamaican|Kingston
Japan|Japanese|Japanese|Tokyo
Jordan|Jordanian|Jordanian|Amman
Kazakhstan|Kazakh|Kazakh|Astana
Kenya|Kenyan|Kenyan|Nairobi
Kosovo|Kosovar|Kosovar|Pristina
Kurdistan|Kurdish|Kurd|Erbil
Kuwait|Kuwaiti|Kuwaiti|
Latvia|Latvian|Latvian|Riga
Lebanon|Lebanese|Lebanese|Beirut
Libya|Libyan|Libyan|Tripoli
Lithuania|Lithuanian|Lithuanian|Vilnius
Malaysia|Malaysian|Malaysian|Kuala Lumpur
Malta|Maltese|Maltese|Valletta
Mexico|Mexican|Mexican|Mexico City
Moldova|Moldovan|Moldovan|Chisinau
Mongolia|Mongolian|Mongolian|
Morocco|Moroccan|Moroccan|Rabat
Myanmar|Burmese|Burmese|Naypyidaw
Nepal|Nepali Nepalese|Nepali|Kathmandu
Netherlands|Dutch|Dutchman Dutchwoman|The Hague
New Zealand||New Zealander|Wellington
Nigeria|Nigerian|Nigerian|Abuja
North Korea|North Korean|North Korean|Pyongyang
Norway|Norwegian|Norwegian|Oslo
Oman|Omani|Omani|Muscat
Pakistan|Pakistani|Pakistani|Islamabad
Palestine|Palestinian|Palestinian|Ramallah
Panama|Panamanian|Panamanian|
Paraguay|Paraguayan|Paraguayan|
Peru|Peruvian|Peruvian|Lima
Philippines|Philippine Filipino|Filipino Filipina|Manila
Poland|Polish|Pole|Warsaw
Portugal|Portuguese|Portuguese|Lisbon
Qatar|Qatari|Qatari|Doha
Romania|Romanian|Romanian|Bucharest
Russia|Russian|Russian|Moscow Kremlin
Rwanda|Rwandan|Rwandan|Kigali
Saudi Arabia|Saudi|Saudi|Riyadh
Scotland|Scottish|Scot|Edinburgh
Senegal|Senegalese|Senegalese|Dakar
Serbia|Serbian|Serb|Belgrade
Singapore|Singaporean|Singaporean|
Slovakia|Slovak|Slovak|Bratislava
Slovenia|Slovenian|Slovene|Ljubljana
Somalia|Somali|Somali|Mogadishu
South Africa|South African|South African|Pretoria
South Korea|South Korean|South Korean|Seoul
Spain|Spanish|Spaniard|Madrid
Sri Lanka|Sri Lankan|Sri Lankan|Colombo
Sudan|Sudanese|Sudanese|Khartoum
Sweden|Swedish|Swede|Stockholm
Switzerland|Swiss|Swiss|Bern
Syria|Syrian|Syrian|Damascus
Taiwan|Taiwanese|Taiwanese|Taipei
Tanzania|Tanzanian|Tanzanian|
Thailand|Thai|Thai|Bangkok
Tunisia|Tunisian|Tunisian|Tunis
Turkey|Turkish|Turk|Ankara
Uganda|Ugandan|Ugandan|Kampala
Ukraine|Ukrainian|Ukrainian|Kyiv Kiev
United Arab Emirates|Emirati|Emirati|Abu Dhabi
UAE|Emirati|Emirati|Abu Dhabi
United Kingdom|British|Briton|London
UK|British|Briton|London
United States|American|American|Washington
US|American|American|Washington
U.S|American|American|Washington
USA|American|American|Washington
America|American|American|Washington
Uruguay|Uruguayan|Uruguayan|Montevideo
Uzbekistan|Uzbek|Uzbek|Tashkent
Vatican|Vatican||
Venezuela|Venezuelan|Venezuelan|Caracas
Vietnam|Vietnamese|Vietnamese|Hanoi
Wales|Welsh|Welshman Welshwoman|Cardiff
Yemen|Yemeni|Yemeni|Sanaa
Zambia|Zambian|Zambian|Lusaka
Mali|Malian|Malian|Bamako
Niger||Nigerien|Niamey
Chad|Chadian|Chadian|
Congo|Congolese|Congolese|Kinshasa
Angola|Angolan|Angolan|Luanda
Benin|Beninese|Beninese|
Togo|Togolese|Togolese|Lome
Gabon|Gabonese|Gabonese|Libreville
Guinea|Guinean|Guinean|Conakry
Gambia|Gambian|Gambian|Banjul
Liberia|Liberian|Liberian|Monrovia
Sierra Leone||Sierra Leonean|Freetown
Madagascar|Malagasy|Malagasy|
Malawi|Malawian|Malawian|Lilongwe
Mauritania|Mauritanian|Mauritanian|
Mauritius|Mauritian|Mauritian|
Mozambique|Mozambican|Mozambican|Maputo
Namibia|Namibian|Namibian|Windhoek
Burkina Faso|Burkinabe|Burkinabe|Ouagadougou
Burundi|Burundian|Burundian|
Botswana||Motswana|Gaborone
Eritrea|Eritrean|Eritrean|Asmara
Djibouti|Djiboutian|Djiboutian|
Honduras|Honduran|Honduran|Tegucigalpa
Nicaragua|Nicaraguan|Nicaraguan|Managua
El Salvador|Salvadoran|Salvadoran|
Costa Rica|Costa Rican|Costa Rican|
Dominican Republic|Dominican|Dominican|
Puerto Rico|Puerto Rican|Puerto Rican|
Laos|Laotian|Laotian|Vientiane
Macedonia|Macedonian|Macedonian|Skopje
Montenegro|Montenegrin|Montenegrin|Podgorica
Luxembourg||Luxembourger|
Kyrgyzstan|Kyrgyz|Kyrgyz|Bishkek
Tajikistan|Tajik|Tajik|Dushanbe
Turkmenistan|Turkmen|Turkmen|Ashgabat
Fiji|Fijian|Fijian|Suva
Samoa|Samoan|Samoan|Apia
Tonga|Tongan|Tongan|
Maldives|Maldivian|Maldivian|
Bhutan|Bhutanese|Bhutanese|Thimphu
Korea|Korean|Korean|
Zimbabwe|Zimbabwean|Zimbabwean|Harare
"""
_ONE = {"us": "united states", "u.s": "united states", "usa": "united states", "america": "united states"} | {
    "uk": "britain",
    "united kingdom": "britain",
    "uae": "united arab emirates",
    "england": "britain",
}


def _read() -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    words: dict[str, str] = {}
    people: dict[str, str] = {}
    actors: set[str] = set()
    for line in _TABLE.strip().splitlines():
        country, adjectives, persons, capitals = line.lower().split("|")
        nation = _ONE.get(country, country)
        two = country.split()[0] if len(country.split()) == 2 and adjectives.count(" ") == 1 else ""
        forms = [adjectives] if two and adjectives.startswith(two) else adjectives.split()
        nouns = [persons] if two and persons.startswith(two) else persons.split()
        for form in (country, *forms, *nouns):
            words[form] = nation
        people |= dict.fromkeys(nouns, nation)
        cities = [capitals] if " " in capitals and capitals not in _SEVERAL else capitals.split()
        actors.update([country, *cities])
    return words, people, frozenset(actors)


_SEVERAL = {"moscow kremlin", "new delhi delhi", "kyiv kiev"}
NATION, DEMONYM, ACTORS = _read()
"""NATION: a word ("iraq", "iraqi") to its country. DEMONYM: a word for a person ("croat") to the country.
ACTORS: names of countries and capitals, lower case, which papers print for governments."""

_STATES = """
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho
illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi
missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia
washington wisconsin wyoming calif ill fla tex mass conn ariz ala ark colo dakota carolina jersey hampshire
york scotland wales ontario quebec alberta queensland victoria tasmania england
"""
STATES = frozenset(_STATES.split())
"""Words in the names of states and provinces that stand before titles ("Vermont Senator")."""

_SHORT_STATES = """
Ala AL Alabama; Alaska AK Alaska; Ariz AZ Arizona; Ark AR Arkansas; Calif CA California; Colo CO Colorado;
Conn CT Connecticut; Del DE Delaware; Fla FL Florida; Ga GA Georgia; Hawaii HI Hawaii; Idaho ID Idaho; Ill IL Illinois;
Ind IN Indiana; Iowa IA Iowa; Kan KS Kansas; Ky KY Kentucky; La LA Louisiana; Maine ME Maine; Md MD Maryland;
Mass MA Massachusetts; Mich MI Michigan; Minn MN Minnesota; Miss MS Mississippi; Mo MO Missouri; Mont MT Montana;
Neb NE Nebraska; Nev NV Nevada; N.H NH New Hampshire; N.J NJ New Jersey; N.M NM New Mexico; N.Y NY New York;
N.C NC North Carolina; N.D ND North Dakota; Ohio OH Ohio; Okla OK Oklahoma; Ore OR Oregon; Pa PA Pennsylvania;
R.I RI Rhode Island; S.C SC South Carolina; S.D SD South Dakota; Tenn TN Tennessee; Tex TX Texas; Utah UT Utah;
Vt VT Vermont; Va VA Virginia; Wash WA Washington; W.Va WV West Virginia; Wis WI Wisconsin; Wyo WY Wyoming
"""


def _state_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for entry in _SHORT_STATES.split(";"):
        short, post, name = entry.split(maxsplit=2)
        names |= dict.fromkeys((short, post, name.replace(" ", "")), name)
    return names


STATE_NAMES = _state_names()
"""American states by what stands in brackets after a name, without spaces and the last stop: "Tex", "N.J", "OH"."""
