"""Words that names are printed with: titles, particles, suffixes, and the short forms of given names."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MALE_TITLES = _words(
    """
    mr mister sir lord king prince baron senor herr monsieur father brother duke pope
    """
)
FEMALE_TITLES = _words(
    """
    mrs ms miss dame lady queen princess baroness senora senorita frau madame mme madam sister
    sheikha duchess daw begum
    """
)
RANKS = _words(
    """
    general gen lieutenant lt lieut colonel col major maj captain capt cpt sergeant sgt corporal cpl
    private pvt admiral adm vice rear brigadier brig commander cmdr cdr marshal commodore ensign
    chief deputy inspector detective det constable officer superintendent supt commissioner sheriff
    staff warrant field air
    """
)
OFFICES = _words(
    """
    president pres senator sen representative rep congressman congresswoman governor gov minister
    chancellor ambassador amb secretary mayor councillor councilman councilwoman alderman judge
    justice magistrate attorney atty premier prime chairman chairwoman delegate assemblyman
    assemblywoman speaker prosecutor
    """
)
HONORIFICS = _words(
    """
    dr doctor prof professor hon honourable honorable rev reverend fr rabbi imam sheikh shaikh
    shaykh sheik ayatollah grand mullah maulana mufti sayyid sayyed seyyed bishop archbishop cardinal pastor
    deacon emir sultan haji hajji engineer eng nobel
    """
)
TITLES = MALE_TITLES | FEMALE_TITLES | RANKS | OFFICES | HONORIFICS

NAME_PARTICLES = _words(
    """
    abdul abdel abdal abdol abdur abdus abd abu abou umm bin ibn bint ben
    """
)
"""Particles that belong to the name: Abdul Mahdi is not Mahdi."""
LOOSE_PARTICLES = _words(
    """
    al el as ad ash az an at ar ul van von der den de del della dela da das do dos di du la le las
    los ter ten zu y e st saint mac
    """
)
"""Particles that are printed or left out at will: al-Muhammadawi, Muhammadawi."""
NOT_LEADING = _words(
    """
    al as ad an at ar ben do da le la las los di e y den mac st saint zu das
    """
)
HYPHENATED_ONLY = _words(
    """
    as ad ash az an at ar
    """
)
SUFFIXES = {
    "jr": "jr",
    "jnr": "jr",
    "junior": "jr",
    "younger": "jr",
    "sr": "sr",
    "snr": "sr",
    "senior": "sr",
} | {
    "elder": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
}
POSTNOMINALS = _words(
    """
    phd md mp mep qc kc esq obe cbe mbe dds rn jd mba
    """
)

_ALIKE_GROUPS = """
bill will willie billy william|bob rob bobby robbie robert|mike mick mickey michael|joe joey joseph
jim jimmy jamie james|tom tommy thomas|dick rick rich ricky richard|ted ed eddie ned edward|ted teddy theodore
tony anthony antonio|dan danny daniel|dave david|steve stephen steven stefan|chris christopher kristopher
chris chrissie christine christina kristin|matt matthew|nick nicky nicholas nicolas nikolas|nicky nicole
andy drew andrew|ben benny benji benjamin binyamin bibi|sam sammy samuel|sam samantha
kate katie kathy cathy catherine katherine kathryn katharine|kathy cathy kathleen
liz lizzie beth betty bess libby eliza elizabeth elisabeth|sue susan suzanne susanne|peggy meg maggie margaret
pat patty tricia patricia|pat paddy patrick|jeff jeffrey geoffrey jefferson|greg gregory|ken kenny kenneth
ron ronnie ronald|don donnie donald|charlie chuck charles|jack john johnny|larry lawrence laurence
tim timmy timothy|vlad volodya vladimir volodymyr wladimir
sasha alex xander alexander aleksandr oleksandr aleksandar alexandr|sasha alex alexandra aleksandra oleksandra
pepe jose|paco pancho francisco|jen jenny jennifer|debbie deb deborah debra|barb barbara|becky rebecca
vicky vicki victoria|ray raymond|walt walter|fred freddie frederick frederic|fred alfred|abby abigail
max maxwell maximilian|nate nathan nathaniel|pete peter pyotr petro petr|phil philip phillip|art arthur
hal harry henry|harry hal harold|jerry gerry gerald|jerry gerry jerome|jackie jacqueline|cory cora corazon
frank frankie francis franklin|al albert alberto|al alan allan allen|al alfred|al alexander|nadya nadia nadezhda
kolya nikolai|misha mikhail mykhailo|dima dmitry dmitri dmytro|zhenya yevgeny evgeny yevhen
lena olena elena yelena|tanya tatiana tatyana tetiana|natasha natalia natalya nataliya
katya ekaterina yekaterina|anya anna hanna|serhiy sergei sergey|mykola nikolai nikolay|radek radoslaw
jurek jerzy|george giorgos georgios yorgos|costas kostas konstantinos constantine|yannis yiannis ioannis
isaac yitzhak itzhak yitzchak|moshe moses|jacob yaakov jakov
muhammad mohammed mohammad mohamed muhammed mohamad mehmet|yusuf youssef yousef joseph|ibrahim ebrahim abraham
joao john|jon jonathan jonny|geoff geoffrey|ian iain|zac zack zachary|bert bertie albert|bert robert
bert herbert|gunter gunther guenther|theresa terri|lewis louis|lew lewis|leo lev|molly mary|nell nellie ellen
nell eleanor|nell helen|jess jessica|mandy amanda|cindy cynthia|kim kimberly|stan stanley|vince vincent
vic victor viktor|gus augustus|les leslie|len lenny leonard|ernie ernest|hank henry|gabe gabriel|josh joshua
jake jacob|zeke ezekiel|manny manuel|manny emmanuel|bernie bernard|dolly dorothy|dot dorothy|sandy sandra
sandy alexander|sally sarah|angie angela|val valerie|ginny virginia
"""


_SPELLED_GROUPS = """
abdullah abdallah abdalla abdulla|hussein husain hossein hussain husayn
muhammad mohammed mohammad mohamed muhammed mohamad|yusuf youssef yousef yousuf|ibrahim ebrahim|ahmad ahmed
omar umar|walid waleed|munir mounir|mona muna|tariq tarek tareq|jamal gamal|reuven reuben|luis luiz|ann anne
sara sarah|eric erik erick|carl karl|marc mark|megan meghan|theresa teresa|catherine katherine kathryn katharine
steven stephen|nicolas nicholas|laurence lawrence|philip phillip|elizabeth elisabeth|christian kristian
geoffrey jeffrey|peter petr|viktor victor|alan allan|niels nils|claire clare|sofie sophie
"""


def _groups(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for names in text.strip().replace("\n", "|").split("|"):
        for name in names.split():
            found[name] = found.get(name, frozenset()) | frozenset(names.split()) - {name}
    return found


SPELLED = _groups(_SPELLED_GROUPS)
"""Given names by how else they are spelled."""

ALIKE = _groups(_ALIKE_GROUPS)
"""Given names that stand for each other: short forms and forms in another language. A short form can have several."""

NORTHERN_GIVEN = _words(
    """
    aaron adam adrian alan albert alfred alice alison allison amanda amy andreas angela angus anja annette anton
    astrid audrey axel barbara barry bernd bjorn brad bradley brandon brenda brent brett brian bridget britta
    bruce bryan caitlin calvin cameron carla carol caroline carolyn chad chelsea claire clara clark claude clive
    colin connor craig crystal curtis cynthia daisy dale dana darren dean debra dennis derek diana diane
    dietrich dirk donna doris dorothy douglas duncan dustin dwight dylan earl edgar edith edwin eileen elaine
    eleanor ellen elsa emily emma erica erin ernst esther ethan eugene eva evan fiona florian frances frank
    franz frida friedrich fritz gail gareth garth gary gavin gerald gerard gerhard gina glen glenn gloria gordon
    grace graham grant gretchen gustav guy hanna hannah hannes hans harriet harvey heather heidi heike heinrich
    heinz helen helga helmut henrik herbert hermann hilary hillary holger holly horst howard hugh hugo ian
    ingrid irene isabel ivan jackson jake jan jane janet janice jason jay jean jeremy jessica jill joachim joan
    joanna joanne jochen jodie johan johann johannes jorg josef joshua joyce judith judy julia julian julie
    jurgen justin karen karin karsten kay keith kelly kerry kevin kirsten klaus knut kurt kyle lars laura lauren
    leah leif lena leo leonard leslie lewis linda lindsay lisa lloyd logan lois lorraine louise lucas lucy
    ludwig luke lynn magnus malcolm manfred marcus marie marion marjorie mark markus marlene marshall martha
    martin marvin mary maureen megan melanie melissa mette mitch mitchell monica morten myron nadine nancy naomi
    natalie neil niels nigel nils nina nora norbert norman olaf ole oliver olivia oscar oskar oswald otto owen
    paige pamela paul paula pauline penny percy petra philippa phyllis rachel ralph randall randy reinhard
    renate rex rhonda roger roland rolf rosa rosemary ross roy rudolf rupert russell ruth ryan sabine sally
    sandra sarah scott sean sebastian shannon sharon sheila shirley sigrid simon sinead sofie sonia sophie
    stacey stanley stella stuart susanne sven sylvia tamara tara terence terry tina todd tracy travis trevor
    ulrich ulrike ursula ute uwe valerie vanessa vera vernon victor vincent virginia vivian wallace walter wanda
    warren wayne wendy werner wilhelm winston wolfgang yvonne zachary
    """
) | _words(
    """
    andrew andy ann anne anthony arthur becky ben benjamin bill bob bobby carl catherine charles charlie chris
    christina christine christopher chuck dan daniel danny dave david debbie deborah dick don donald ed eddie
    edward elizabeth eric erik fred frederick geoffrey george greg gregory harold harry henry jack james jamie
    jeff jeffrey jen jennifer jerry jim jimmy joe john johnny jon joseph karl kate katherine kathleen katie ken
    kenneth larry lawrence liz margaret matt matthew max michael mick mike nathan nicholas nick nicole patricia
    patrick peggy pete peter phil philip phillip ray raymond rebecca richard rick rob robert ron ronald sam
    samantha samuel stephen steve steven sue susan ted theodore thomas tim timothy tom tommy tony vicky victoria
    will william
    """
)
"""Given names of Northern Europe and North America, where a family name spelled otherwise is another family's."""

APART = NORTHERN_GIVEN | _words(
    """
    ahmad ahmed alessandra alessandro amin amina amir amira andrea andrei antonia antonio anwar carla carlo
    daniela daniele danielle dominic dominique emmanuel emmanuelle fadil faisal francesca francesco gabriela
    gabriele giorgia giorgio habib hamad hamed hamid hana hani hassan hussein igor ivan ivana ivanka jalal jalil
    jamal jamil jan jens jon jose josefa juan juana kamal kamil karam karim karima khalid khalil lara latif
    latifa lena lina lora luis luisa mahmoud majid maria marian mariana marianne marina mario michel michele
    mina mohammed mona mounir muhammad muna munir munira nabil nabila nasir nasser natalia natasha oleg olga
    omar paola paolo pascal pascale rami rana rania rashad rashid rene renee rima roman romana saad said salem
    salim salman sami samia samir samira suleiman tarek tariq umar valentin valentina vasilisa vasily wahid
    wahida waleed walid yevgenia yevgeny
    """
) - {"ahmed", "umar", "muna", "waleed", "mounir", "mohammed", "tarek"}
"""Current given names, of which no two that are spelled otherwise are one."""

EAST_ASIAN_FAMILIES = _words(
    """
    ai an bae baek bai ban bao bo bong bui cai cao chan chang chao chen cheng cheung chiang chiu choe choi chou
    chow chu chun chung cui dai dang deng ding dinh doan dong du duong fan fang feng fong fu gao geng gong gu
    guan guo ha han hao he ho hoang hong hou hsiao hsieh hsu hu huang hung huynh hwang im jang jeon jeong ji jia
    jiang jin jo jung kang kim ko kong ku kuo kwok kwon lai lam lau law lee lei leung li liang liao lim lin liu
    lo lu luo ly ma mao meng min mo moon na nam ng ngo nguyen ni noh oh ou pak pan park peng pham phan qi qian
    qiao qin qiu rao ren rhee roh ryu seo shen shi shim shin sim so son song su suh sun tan tang tao teng tian
    tran trinh tsai tsang tsao tseng tu vo wan wang wei wen wong woo wu xi xia xiang xiao xie xiong xu xue yan
    yang yao ye yee yen yi yim yin yoo yoon you yu yuan yun zeng zhai zhang zhao zheng zhong zhou zhu zou
    """
)
"""Family names of China, Korea and Vietnam, printed before or after the given name."""

HUNGARIAN_GIVEN = _words(
    """
    adam adel agnes akos andras andrea aniko anna antal aron attila balazs balint barbara beata bela bence
    bertalan csaba daniel david denes dora edit elemer endre erika erno erzsebet eszter eva ferenc gabor
    gabriella gergely gergo geza gizella gyorgy gyozo gyula henrik ildiko ilona imre istvan janos jeno jozsef
    judit julia kalman karoly katalin kinga klara krisztian krisztina lajos laszlo levente lorant lorinc margit
    maria marta marton mate matyas mihaly miklos monika noemi nora orsolya pal peter piroska reka robert rozsa
    rudolf sandor sarolta szilvia tamas tibor timea tivadar vera viktor viktoria vilmos zita zoltan zsofia zsolt
    zsuzsanna
    """
)

BURMESE = _words(
    """
    aung hla hlaing htay htin khin ko kyaing kyaw kyi lwin maung min moe mon mya myint myo naing nay ne nu nyunt
    oo phyo san sein shwe soe suu swe than thant thein thiha thu thura tin tun win ye zaw
    """
)
"""Words of Burmese names, which have no family name and are not shortened at the end."""

PARTICLES_AND_GIVEN = _words("van mac")
"""Particles that are given names too when they come first: Van Morrison."""
