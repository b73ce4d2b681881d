"""What people are, as words of a role name it: offices, the callings that they belong to, and what leads to what.

Tables of words. A calling is a walk of life that people seldom leave for any other; those of public life (`PUBLIC`) are
left for each other often enough that another one of them speaks only a little against one person.
"""

from __future__ import annotations

_OFFICES = {
    "politics": """
    president minister lawmaker senator representative governor mayor chancellor premier councillor councilman
    candidate nominee congressman assemblyman alderman commissioner legislator politician frontrunner front-runner
    treasurer whip prime-minister vice-president speaker secretary undersecretary delegate deputy king queen prince
    emir sultan
    """,
    "diplomacy": "ambassador diplomat envoy consul attache negotiator",
    "army": """
    general colonel commander lieutenant admiral captain-general major brigadier sergeant soldier marine corporal
    warlord militant fighter insurgent pilot veteran
    """,
    "police": "police sheriff detective constable inspector superintendent fire-chief firefighter warden trooper",
    "law": "judge justice prosecutor attorney lawyer barrister solicitor magistrate",
    "business": """
    chief-executive chairman banker analyst investor founder co-founder entrepreneur executive financier businessman
    tycoon economist trader strategist broker owner accountant developer
    """,
    "media": "journalist reporter columnist editor anchor correspondent broadcaster blogger commentator publisher host",
    "learning": """
    professor historian scientist researcher lecturer scholar physicist chemist biologist sociologist psychologist
    anthropologist mathematician climatologist geologist academic dean rector astronaut astronomer epidemiologist fellow
    """,
    "medicine": "doctor surgeon dentist pediatrician paediatrician psychiatrist cardiologist physician pharmacist vet",
    "faith": """
    imam bishop priest rabbi ayatollah cleric pastor archbishop cardinal pope monk nun preacher mufti reverend
    """,
    "sport": """
    goalkeeper striker midfielder defender footballer winger quarterback linebacker pitcher batsman bowler cricketer
    boxer cyclist sprinter swimmer golfer athlete gymnast jockey skier rower wrestler coach teammate olympian
    shortstop fly-half scrum-half runner referee player captain fielder outfielder goalie sailor trainer
    """,
    "arts": """
    actor actress singer songwriter rapper guitarist drummer painter sculptor novelist poet dancer choreographer
    filmmaker comedian soprano tenor violinist pianist playwright composer musician photographer conductor artist
    author writer designer architect
    """,
    "trade": """
    student pupil teacher farmer nurse driver shopkeeper pensioner carpenter plumber waiter waitress cashier
    hairdresser electrician mechanic builder fisherman villager commuter barista cleaner baker butcher miner rancher
    clerk janitor gardener welder bricklayer tailor cook chef bartender librarian paramedic housewife trucker grocer
    barber receptionist schoolteacher babysitter resident neighbour shopper widow widower homeowner bystander
    motorist retiree refugee tourist labourer laborer worker principal headteacher headmaster headmistress caretaker
    bookkeeper postman mailman roofer stonemason mason locksmith florist jeweller jeweler docker dockworker steelworker
    beekeeper shepherd innkeeper zookeeper hotelier publican landlord landlady plasterer handyman courier salesman
    engineer technician guard programmer
    seller vendor hawker seamstress dressmaker cobbler blacksmith grower winemaker brewer hunter logger lumberjack
    """,
    "outside": """
    customer client passenger patient victim suspect defendant protester demonstrator witness survivor critic voter
    tenant prisoner inmate detainee bidder visitor
    """,
    "service": "spokesman spokesperson aide adviser strategist pollster activist campaigner organizer consultant",
}  # fmt: skip
CALLING = {word: calling for calling, words in _OFFICES.items() for word in words.split()}
"""A word for what somebody is, to the calling."""

SAME_OFFICE = {
    "spokeswoman": "spokesman", "spokesperson": "spokesman", "mp": "lawmaker", "legislator": "lawmaker",
    "parliamentarian": "lawmaker", "pm": "prime-minister", "premier": "prime-minister", "chairwoman": "chairman",
    "chair": "chairman", "chairperson": "chairman", "congresswoman": "representative", "congressman": "representative",
    "rep": "representative", "sen": "senator", "gov": "governor", "gen": "general", "ceo": "chief-executive",
    "businesswoman": "businessman", "policeman": "police", "policewoman": "police", "attorney": "lawyer",
    "barrister": "lawyer", "solicitor": "lawyer", "councilwoman": "councilman", "councilor": "councillor",
    "col": "colonel", "lt": "lieutenant", "maj": "major", "adm": "admiral", "sgt": "sergeant", "capt": "captain",
    "prof": "professor", "dr": "doctor", "rev": "reverend", "frontrunner": "candidate", "front-runner": "candidate",
    "nominee": "candidate", "advisor": "adviser", "actress": "actor", "waitress": "waiter", "neighbor": "neighbour",
    "amb": "ambassador", "defence": "defense", "centre": "center", "host": "anchor", "moderator": "anchor",
    "presenter": "anchor", "newscaster": "anchor", "anchorman": "anchor", "anchorwoman": "anchor",
    "broadcaster": "anchor", "pres": "president", "congressmen": "representative", "physician": "doctor",
    "envoy": "ambassador", "goalie": "goalkeeper", "schoolteacher": "teacher", "heads": "head", "leads": "leader",
    "teaches": "teacher", "owns": "owner", "runs": "head", "coaches": "coach", "deputies": "deputy",
    "trainer": "coach", "forward": "striker",
    "hospital's": "hospital", "assemblywoman": "assemblyman", "strikers": "striker",
}  # fmt: skip

PHRASES = {
    "prime minister": "prime-minister", "chief executive officer": "chief-executive",
    "chief executive": "chief-executive", "vice president": "vice-president", "member of parliament": "lawmaker",
    "member of congress": "representative", "member of the parliament": "lawmaker",
    "members of parliament": "lawmaker", "lieutenant governor": "vice-governor", "lt. gov": "vice-governor",
    "fire chief": "fire-chief", "police chief": "police", "chief of police": "police",
    "attorney general": "attorney-general", "secretary general": "secretary-general", "major general": "general",
    "maj. gen": "general", "lt. gen": "general", "lieutenant general": "general", "brigadier general": "general",
    "brig. gen": "general", "lieutenant colonel": "colonel", "lt. col": "colonel", "general manager": "manager",
    "prime ministerial": "prime-minister", "president-elect": "president", "district attorney": "prosecutor",
    "parliament member": "lawmaker", "surgeon general": "surgeon-general", "consul general": "consul",
}  # fmt: skip
"""Words that are one office together, as `fold` writes them."""
CALLING |= {
    "vice-governor": "politics", "attorney-general": "politics", "secretary-general": "diplomacy",
    "manager": "business",
    "surgeon-general": "politics",
}  # fmt: skip

PUBLIC = frozenset(
    {"politics", "diplomacy", "army", "police", "law", "business", "media", "learning", "service", "medicine", "faith"}
)
"""Callings that are left for one another."""
NEAR = (
    frozenset({"politics", "diplomacy", "service"}),
    frozenset({"army", "police", "service"}),
    frozenset({"business", "service"}),
    frozenset({"learning", "medicine"}),
)
"""Callings that are one walk of life."""

MANY = frozenset({"trade", "arts", "sport", "outside"})
"""What is no one walk of life: a baker is no welder. Two of one of them have nothing in common by that."""

SEATED = frozenset(
    """mayor governor vice-governor senator representative lawmaker councillor councilman sheriff police fire-chief
    assemblyman alderman judge bishop archbishop commissioner prosecutor imam treasurer""".split()
)
"""Offices that are held for one place: the same one for another place is somebody else's."""
OF_COUNTRIES = frozenset("minister prime-minister chancellor king queen emir sultan ambassador diplomat".split())
"""Offices that are held for a country, one that is in no table included."""
OF_STATES = frozenset("senator representative lawmaker governor assemblyman".split())
"""Offices that are held for a state or its people."""
OF_TEAMS = frozenset({"coach", "captain"})
"""Of whom a country's team has one."""
FIELDED = frozenset(
    "minister secretary spokesman deputy undersecretary commissioner adviser editor coach captain".split()
)
"""Offices of which there is one for each field: the same one for another field is somebody else's, or a next post."""
OF_MANY = frozenset(
    word
    for word, calling in CALLING.items()
    if calling in MANY | {"learning", "medicine", "law", "media", "army", "police", "faith"}
) - SEATED - OF_TEAMS - frozenset(
    "general commander dean rector editor publisher principal headteacher headmaster superintendent".split()
) | frozenset(
    """analyst banker trader broker accountant economist strategist developer investor executive entrepreneur
    businessman aide adviser activist campaigner organizer consultant diplomat negotiator deputy""".split()
)
"""Offices that many have in one house or town."""
PASSING = frozenset({"student", "pupil", "intern", "trainee"})
"""What nobody is for long."""
SPEAKING = frozenset("spokesman aide adviser official".split())
"""Those who are of one house or person."""
STATELY = frozenset(
    """president minister lawmaker senator representative governor chancellor prime-minister ambassador general
    commander
    spokesman secretary king queen diplomat""".split()
)
"""Offices of a state, which an article on one country does not say again."""
