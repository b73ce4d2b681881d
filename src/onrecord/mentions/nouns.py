"""Nouns for people, organizations and documents: what kind of source a noun is, and which noun can stand for which.

The hierarchy is small and hand-written after how newspapers vary their descriptions ("lawmaker" for a senator, "the
official" for a spokesman). A noun that it does not know stands for nothing but itself.
"""

from __future__ import annotations

from onrecord.mentions.places import DEMONYM

_KINDS = """
lawmaker: legislator senator sen representative rep congressman congresswoman congressperson mp mep parliamentarian
  assemblyman assemblywoman deputy councillor councilman councilwoman councilor delegate alderman backbencher peer
politician: lawmaker minister premier president governor gov mayor candidate nominee contender hopeful frontrunner
  front-runner chancellor speaker whip senator statesman stateswoman populist democrat republican conservative liberal
  independent socialist communist opponent rival incumbent independent
leader: premier president chancellor king queen prince emir sultan chairman chairwoman chair chairperson governor mayor
  head chief captain boss ruler strongman dictator cleric commander speaker warlord minister
official: minister premier spokesman spokeswoman spokesperson spokesman secretary ambassador envoy diplomat governor
  commissioner undersecretary inspector administrator regulator prosecutor bureaucrat aide commander officer general
  director mayor deputy sheriff superintendent coroner judge chief head adviser advisor negotiator treasurer registrar
  president attorney-general director-general secretary-general inspector-general solicitor-general auditor-general
  auditor consul mediator ombudsman coordinator
minister: premier chancellor
secretary: minister
executive: ceo president chairman chairwoman chair director boss founder co-founder cfo coo cto head chief
  chief-executive manager banker tycoon magnate
businessman: tycoon magnate billionaire millionaire entrepreneur industrialist mogul executive ceo founder owner
  developer investor nominee
businesswoman: tycoon magnate billionaire millionaire entrepreneur executive ceo founder owner
entrepreneur: founder co-founder owner tycoon magnate
officer: general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal admiral commander brigadier
  constable detective inspector superintendent sheriff marshal chief policeman policewoman trooper commissioner deputy
soldier: officer general colonel major captain lieutenant sergeant corporal private veteran marine commander fighter
commander: general colonel admiral brigadier captain major marshal chief
military: general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal admiral brigadier
  commander marshal soldier officer commander-in-chief
spokesperson: spokesman spokeswoman
diplomat: ambassador envoy consul attache minister negotiator mediator
envoy: ambassador mediator negotiator representative diplomat
aide: adviser advisor assistant staffer strategist operative spokesman spokeswoman secretary consultant
adviser: advisor aide strategist consultant counsellor
strategist: adviser consultant operative pollster
lawyer: attorney solicitor barrister counsel prosecutor advocate litigator jurist
attorney: lawyer prosecutor counsel
prosecutor: attorney
jurist: judge justice magistrate lawyer
judge: justice magistrate
doctor: physician surgeon medic paediatrician pediatrician cardiologist epidemiologist oncologist psychiatrist
  neurologist gynaecologist gp anaesthetist pathologist virologist dr
physician: doctor surgeon
medic: doctor nurse paramedic surgeon
nurse: midwife matron
scientist: researcher geologist biologist physicist chemist astronomer zoologist ecologist botanist climatologist
  epidemiologist hydrologist seismologist virologist geneticist oceanographer meteorologist volcanologist engineer
  paleontologist palaeontologist neuroscientist entomologist glaciologist microbiologist immunologist ornithologist
researcher: scientist professor academic scholar analyst geologist biologist physicist chemist astronomer zoologist
  ecologist epidemiologist hydrologist historian sociologist economist psychologist anthropologist archaeologist
expert: analyst scientist researcher professor academic scholar economist historian consultant specialist engineer
  pollster geologist seismologist epidemiologist hydrologist lecturer strategist critic
academic: professor scholar lecturer historian economist sociologist philosopher researcher rector dean scientist
scholar: professor academic historian theologian lecturer philosopher linguist
professor: academic lecturer prof
economist: analyst
analyst: expert economist pollster commentator strategist
historian: scholar academic
engineer: technician architect
writer: author novelist poet playwright journalist columnist essayist biographer screenwriter blogger dramatist
author: writer novelist poet playwright biographer essayist
novelist: writer author
poet: writer author laureate
laureate: winner
journalist: reporter correspondent columnist editor anchor broadcaster blogger host presenter commentator
reporter: journalist correspondent
artist: painter sculptor singer musician actor actress photographer performer composer dancer illustrator
musician: singer guitarist pianist drummer violinist composer conductor rapper cellist songwriter bassist
singer: vocalist soprano tenor rapper songwriter
performer: actor actress singer dancer comedian musician
actor: actress star performer comedian
star: actor actress singer player footballer striker rapper champion
filmmaker: director producer
director: filmmaker head chief manager
athlete: player runner sprinter swimmer cyclist footballer boxer skier rower gymnast marathoner jumper rider
  champion wrestler skater golfer
player: striker midfielder defender goalkeeper forward winger quarterback pitcher captain footballer batsman bowler
  center guard linebacker golfer keeper fullback prop
footballer: player striker midfielder defender goalkeeper winger captain forward
sportsman: player athlete footballer champion
coach: manager trainer
manager: coach boss director head
boss: coach manager chief head director executive chairman
rider: cyclist jockey champion
runner: sprinter marathoner
cleric: imam ayatollah mullah bishop archbishop cardinal priest rabbi pastor pope pontiff preacher sheikh
  mufti monk vicar
  reverend patriarch deacon rev authority nun
authority: ayatollah cleric imam expert
priest: vicar cleric bishop pastor
bishop: archbishop cardinal
campaigner: activist advocate organiser organizer dissident
activist: campaigner organiser organizer dissident protester advocate
dissident: activist critic
rights-activist: activist
critic: opponent commentator
teacher: headteacher headmaster headmistress principal professor lecturer instructor educator
educator: teacher headteacher principal professor dean rector
principal: headteacher headmaster
farmer: grower rancher
worker: miner welder labourer laborer driver fisherman deckhand
driver: motorist
pilot: captain airman
sailor: captain skipper deckhand mariner seaman
skipper: captain
winner: champion laureate medallist medalist
champion: winner titleholder
owner: proprietor landlord restaurateur
trader: merchant dealer shopkeeper
banker: financier governor
suspect: defendant accused
defendant: accused suspect
veteran: soldier
head: chief director leader chairman chairwoman president boss rector
chief: head director commander boss
monarch: king queen emperor
pontiff: pope
royal: king queen prince princess duke duchess
detective: inspector investigator
investigator: detective inspector
organiser: organizer
neighbour: neighbor
curator: keeper
chair: chairman chairwoman chairperson
rector: head
"""

_PERSONS = """
abbot accountant adventurer agent alderwoman ally anarchist anthropologist archaeologist archivist astronaut auctioneer
babysitter baker barber bartender beekeeper biker biologist blacksmith bodyguard botanist boxer boy breeder brewer
broker builder bureaucrat butcher buyer campaigner captive caretaker carer carpenter cashier caterer chaplain chef
chemist chief-of-staff choreographer cleaner clerk client climber collector columnist composer conductor conservationist
contractor controller cook cosmonaut counsellor counselor customer dealer dentist designer developer diver dressmaker
economist editor electrician employee employer examiner explorer filmgoer firefighter fireman fisherman
florist foreman forester forecaster former gardener geographer geologist glazier goldsmith gondolier grocer groom
guard guide guitarist hairdresser handler harbourmaster herder historian homeowner hostage hotelier housekeeper hunter
immigrant inmate inspector instructor insurer intern interpreter inventor jeweller joiner juror keeper laborer
labourer landowner lawmaker librarian lifeguard linguist lobbyist locksmith machinist magician maker man marathoner
mason master mathematician mechanic medallist member merchant messenger meteorologist midwife militant miner
missionary model mountaineer musicologist negotiator nun nurse nutritionist observer operator optician organist
organizer overseer painter paramedic parishioner partner passenger patient pensioner person pharmacist philosopher
photographer physiotherapist pianist pioneer planner plumber porter postman potter prefect presenter printer prisoner
producer professor programmer projectionist promoter proprietor prospector psychologist publisher puppeteer ranger
receptionist recruiter rector referee refugee registrar rescuer resident restaurateur restorer retiree sculptor
seamstress secretary seller server settler sexton shareholder shepherd shipbroker shipowner shoemaker shopkeeper
signatory sniper sociologist soldier specialist spouse spy steward stockbroker stonemason student surgeon surrogate
surveyor survivor swimmer tailor taxi technician tenant theologian therapist toolmaker tourist trader trainee
trainer translator traveller treasurer trucker trustee tutor typist umpire undertaker user valet vendor vet
veterinarian victim villager vintner violinist visitor volunteer voter waiter waitress warden watchmaker weaver
welder whistleblower whistle-blower widow winemaker witness woman woodcutter wrestler youth zookeeper
commander-in-chief
superdelegate donor supporter loyalist surrogate pundit commentator insider staffer operative organizer co-chair
co-chairman vice-chair vice-chairman vice-president vice-chancellor co-author co-owner co-director
undersecretary nephrologist dermatologist paediatrician
girl teenager colleague friend striker mourner worshipper pollster speechwriter ex-president ex-minister
surfer sailor mayor-elect president-elect governor-elect matriarch patriarch godfather
violin soprano cellist tenor counsel press-secretary commentator moderator interviewer debater blogger vlogger
hacker mate icon fellow personality filmmaker endorser contributor personality documentarian editor-in-chief barista
runner-up co-anchor co-host rapporteur biographer essayist poet paralegal sergeant-at-arms chairperson-elect
chairwoman-elect chairman-elect youtuber influencer socialite heir heiress philanthropist financier founder creator
"""

_FAMILY = """
mother father mom dad parent son daughter brother sister wife husband widow widower uncle aunt cousin nephew niece
grandmother grandfather grandson granddaughter grandparent stepfather stepmother stepson stepdaughter fiance fiancee
girlfriend boyfriend partner spouse twin child sibling in-law mother-in-law father-in-law brother-in-law sister-in-law
son-in-law daughter-in-law friend neighbour neighbor ex-wife ex-husband classmate roommate mum relative baby
"""

_ANONYMOUS = """
official source insider aide staffer adviser advisor diplomat operative associate agent staff informant
whistleblower whistle-blower ally intermediary officer spokesman spokeswoman spokesperson authority
"""
"""Nouns whose unnamed bearers are the press's unnamed sources, one or many."""

_DOCUMENTS = """
statement report poll survey indictment filing letter study memo memorandum complaint lawsuit suit affidavit document
email e-mail transcript article editorial column story book website site page ad advertisement advert commercial video
tweet post posting blog law bill act resolution ruling verdict decision order warrant treaty agreement contract deal
press-release release brochure leaflet banner sign poster inscription paper analysis research data figures statistics
records record returns results census review audit inquiry investigation assessment estimate estimates forecast
projection projections bulletin note notes file files cable cables diary message text petition manifesto charter
constitution guidance guidelines rules rule clause amendment chapter novel play film movie documentary song speech
newsletter notice advisory communique declaration motion brief testimony evidence survey polling index count tally
average graph chart map caption headline questionnaire calculation calculations model simulation slide script
announcement invoice receipt will log logbook register label plaque biography memoir autobiography encyclopedia
briefing obituary dossier draft text texts minutes summary dispatch telegram certificate prospectus finding findings
excerpt passage profile piece feature item op-ed
"""

_ORGANIZATIONS = """
ministry government administration department agency company firm corporation bank group party committee commission
council court parliament congress senate assembly house police army military navy force forces air-force guard
union association federation league club team university college school institute institution foundation charity
organization organisation authority authorities board bureau office campaign camp cabinet embassy consulate newspaper
magazine broadcaster station channel network outlet coalition alliance bloc faction militia movement front brigade
regulator watchdog operator airline railway airport hospital church mosque diocese archdiocese synod order regime
republic kingdom state city town county country nation district municipality province region junta court tribunal
panel jury task-force taskforce directorate secretariat headquarters service services establishment studio label
publisher manufacturer maker retailer supermarket brewery bakery mill shipyard factory refinery utility insurer fund
treasury exchange chamber society trust corps division unit command staff delegation mission business enterprise
startup start-up carrier provider supplier lender developer conglomerate subsidiary franchise think-tank thinktank
nonprofit nongovernmental ngo lobby pac super-pac caucus convention summit presidency prosecution defence defense
union syndicate cooperative co-operative cartel chain store shop museum theatre theater gallery orchestra opera
library archive laboratory lab observatory center centre clinic prison jail side ruling-party opposition leadership
google twitter facebook instagram youtube tinder gawker amazon apple microsoft netflix uber airbnb reddit tiktok
fed pentagon kremlin downing white-house capitol nato un eu imf opec interpol who fbi cia nsa nasa
"""

_OUTLETS = """
agency newspaper paper magazine broadcaster station channel network outlet website daily weekly tabloid news radio
television tv wire press times post tribune herald gazette journal telegraph guardian observer chronicle courier globe
mail mirror examiner inquirer dispatch sentinel bulletin review podcast newswire newsweek reuters afp ap bbc cnn
bloomberg politico axios breitbart buzzfeed npr nbc abc cbs msnbc fox interfax tass xinhua ansa efe dpa kyodo irna
isna fars mehr anadolu yonhap pti ani mirror sun star standard echo register argus dawn today msnbc vox slate
broadcasting programme program show
"""

_GROUPS = """
people residents protesters protestors demonstrators voters lawmakers legislators senators democrats republicans
critics supporters opponents analysts experts scientists researchers doctors lawyers workers villagers students
teachers parents families relatives neighbours neighbors witnesses survivors players fans farmers miners activists
campaigners leaders ministers members locals citizens men women children patients passengers investors economists
traders politicians conservatives liberals progressives evangelicals catholics muslims christians jews americans
troops soldiers rebels militants fighters police officers drivers users customers consumers employees colleagues
friends allies advocates rivals proponents candidates contenders reporters journalists crowd crowds audience public
majority
minority many some several most few others dozens hundreds thousands both all those couple pair duo brothers sisters
siblings twins trio jurors attorneys prosecutors investigators historians observers respondents participants attendees
"""

QUANTITIES = frozenset(
    """one two three four five six seven eight nine ten some many several most few half all none dozens hundreds
    thousands percent % majority minority number both each another any scores group handful lot plenty share
    third quarter members""".split()
)
_RELATED_WORK = "colleague counterpart friend neighbour neighbor classmate roommate ally rival opponent"


def _hierarchy() -> dict[str, frozenset[str]]:
    parents: dict[str, set[str]] = {}
    joined = _KINDS.replace("\n  ", " ")
    for line in joined.strip().splitlines():
        kind, words = line.split(":")
        for word in words.split():
            parents.setdefault(word, set()).add(kind)
        parents.setdefault(kind, set())
    return {word: frozenset(kinds - {word}) for word, kinds in parents.items()}


PARENTS = _hierarchy()
FAMILY = frozenset(_FAMILY.split())
ROLES = frozenset(PARENTS) | frozenset(_PERSONS.split())
"""Nouns for one person by post, job or function."""
ANONYMOUS = frozenset(_ANONYMOUS.split())
DOCUMENTS = frozenset(_DOCUMENTS.split())
ORGANIZATIONS = frozenset(_ORGANIZATIONS.split())
OUTLETS = frozenset(_OUTLETS.split())
GROUPS = frozenset(_GROUPS.split())
NOT_ROLES = (
    FAMILY
    | frozenset(_RELATED_WORK.split())
    | frozenset("man woman boy girl person resident neighbor neighbour elder younger center centre left right".split())
)
FEMALE_NOUNS = frozenset(
    """mother daughter sister wife widow aunt niece grandmother granddaughter stepmother fiancee girlfriend woman girl
    lady actress waitress businesswoman spokeswoman chairwoman congresswoman councilwoman assemblywoman heiress queen
    princess duchess baroness nun midwife seamstress policewoman matriarch headmistress mum mom stateswoman
    sportswoman""".split()
)
MALE_NOUNS = frozenset(
    """father son brother husband widower uncle nephew grandfather grandson stepfather fiance boyfriend man boy
    businessman spokesman chairman congressman councilman assemblyman king prince duke baron monk priest policeman
    patriarch headmaster dad fisherman fireman foreman imam ayatollah sheikh pope cardinal statesman sportsman
    waiter actor""".split()
)


def kinds_of(noun: str) -> frozenset[str]:
    """Return the noun and all that a paper may call its bearer instead, by one or two steps up."""
    first = PARENTS.get(noun, frozenset())
    return frozenset({noun}) | first | frozenset(kind for one in first for kind in PARENTS.get(one, ()))


def singular(word: str) -> str:
    """Return the singular of a lower-case noun as far as the lists know it, else the word itself."""
    if word in ROLES or word in ORGANIZATIONS or word in DOCUMENTS or word in FAMILY:
        return word
    irregular = {"men": "man", "women": "woman", "people": "person", "children": "child", "wives": "wife"}
    if word in irregular:
        return irregular[word]
    if word.endswith("men") and word[:-3] + "man" in ROLES:
        return word[:-3] + "man"
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        stem = word[: -len(ending)] + instead if word.endswith(ending) else ""
        if stem and stem in DEMONYM:
            return stem
        if stem and (stem in ROLES or stem in FAMILY or stem in DOCUMENTS or stem in ORGANIZATIONS):
            return stem
    return word


def is_plural(word: str) -> bool:
    """Whether a lower-case noun names several, as far as its form tells."""
    if word in OUTLETS or "." in word:
        return False
    if word in ("people", "men", "women", "children", "police", "staff") or word in GROUPS:
        return word not in ("police", "staff")
    return singular(word) != word or (
        word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in ROLES | DOCUMENTS | ORGANIZATIONS
    )


_ENDINGS = tuple(
    """ologist grapher woman monger surgeon ician maker keeper worker driver player holder owner writer trader leader
    runner builder""".split()
)


def known_person(noun: str) -> bool:
    """Whether a lower-case singular noun is known, or looks, to be one for a person's work or function."""
    craft = noun.endswith("man") and len(noun) > 6 and noun not in ("ottoman", "talisman", "superhuman")
    return noun in ROLES or noun in ANONYMOUS or noun.endswith(_ENDINGS) or craft
